"""The job demands analysis: the work as measured and stated, and nothing of the worker."""

from base64 import b64encode
from datetime import date
from io import BytesIO

import pytest
from PIL import Image

from ergo.errors import InputError
from ergo.knowledge.dimensions import Aspect
from ergo.model.base import HowKnown, Measurement
from ergo.model.case import Case
from ergo.model.job import Demand, Photograph, TaskKind
from ergo.reports.job_demands import job_demands_document
from ergo.reports.pdf import render_pdf
from ergo.workflow.examples import example
from tests.reports.cases import TODAY, case
from tests.reports.pdf_reading import holds, reader, text
from tests.reports.test_audience import planted_case

SHOWN, KEPT = "a" * 64, "b" * 64


def jpeg(photograph: Photograph) -> str:
    assert photograph.attachment != KEPT, "a picture that stays with the clinician was asked for"
    made = BytesIO()
    Image.new("RGB", (40, 30), "grey").save(made, "JPEG")
    return b64encode(made.getvalue()).decode()


def with_measurements() -> Case:
    whole = case()
    pick = whole.job.tasks[0]
    pick.measurements = {
        "lift.load_kg": Measurement(value=9, how=HowKnown.MEASURED),
        "lift.v_origin_cm": Measurement(value=20, how=HowKnown.MEASURED),
    }
    pick.demands = [
        Demand(dimension="stand", aspect=Aspect.RUN, usual=20, maximum=45, source=HowKnown.EMPLOYER),
        Demand(
            dimension="stand", aspect=Aspect.RUN, maximum=60, source=HowKnown.WORKER, confirmed_by="Shift log"
        ),
    ]
    pick.photographs = [
        Photograph(attachment=SHOWN, caption="Lowest layer", taken_on=date(2026, 1, 2), for_employer=True),
        Photograph(attachment=KEPT, caption="Face to be seen"),
    ]
    return whole


def pdf_of(of: Case) -> bytes:
    return render_pdf(job_demands_document(of, jpeg, today=TODAY))


def test_tasks_demands_and_sources_can_be_read() -> None:
    said = text(pdf_of(with_measurements()))
    for wanted in (
        "Job demands analysis",
        "Order picker",
        "Pick from the lowest layer",
        "Lifting and lowering",
        "Stand still (at a time)",
        "20 min usual, 45 min at most",
        "employer's account, not confirmed",
        "60 min",
        "worker's account, confirmed by Shift log",
        "not scored",
        "Not measured yet:",
        "reach at the start",
    ):
        assert wanted in said, wanted


def test_a_demand_of_nothing_and_a_method_that_nobody_began_are_not_listed_as_figures() -> None:
    whole = with_measurements()
    pick = whole.job.tasks[0]
    pick.demands = [Demand(dimension="carry", aspect=Aspect.PEAK, maximum=0, source=HowKnown.OBSERVED)]
    pick.measurements = {"org.temp_c": Measurement(value=20)}
    said = text(pdf_of(whole))
    assert "not asked for" in said
    assert "0 kg" not in said
    assert "not scored" not in said


def test_transfers_of_people_with_aid_and_helpers_and_that_no_equation_applies() -> None:
    whole = with_measurements()
    ward = whole.job.tasks[0]
    ward.kind, ward.demands = TaskKind.HANDLING_PEOPLE, []
    ward.measurements = {
        "people.transfers_per_shift": Measurement(value=20),
        "people.dependent_per_shift": Measurement(value=6),
        "people.helpers": Measurement(value=2),
    }
    said = " ".join(text(pdf_of(whole)).split())
    assert "No lifting equation applies to moving a person" in said
    assert "Of these, of people who bear no weight 6" in said
    assert "Workers on a transfer 2" in said
    assert "not scored" not in said


def test_pictures_only_where_the_worker_and_the_therapist_agree() -> None:
    whole = with_measurements()
    assert "Lowest layer" not in text(pdf_of(whole))
    whole.consents[0].items.append("photographs")
    made = pdf_of(whole)
    assert "Lowest layer, Fri 2 Jan 2026" in text(made)
    assert "Face to be seen" not in text(made)
    assert len([image for page in reader(made).pages for image in page.images]) == 1


def test_it_says_nothing_of_the_worker() -> None:
    whole, planter = planted_case()
    made = pdf_of(whole)
    personal = [m for where, ms in planter.planted.items() if where.split(".")[0] in PERSONAL for m in ms]
    assert len(personal) > 20
    assert [marker for marker in personal if holds(made, marker)] == []
    assert whole.worker.code not in text(made)


PERSONAL = {
    "Worker",
    "Clinical",
    "Capacity",
    "Restriction",
    "Query",
    "RedFlagAnswer",
    "PsychosocialFlag",
    "OutcomeMeasure",
}
PERSONAL |= {"Clearance", "Consent", "SheetDay", "WeeklySheet", "StatedNeed", "Situation", "SignOff", "Case"}


def test_a_job_without_tasks() -> None:
    with pytest.raises(InputError, match="no task yet"):
        job_demands_document(Case.model_validate({"worker": {"code": "W"}}), jpeg, today=TODAY)


def test_a_method_says_why_it_does_not_apply_and_long_gaps_are_counted() -> None:
    whole = example("delivery")
    assert "points for" not in " ".join(text(pdf_of(whole)).split())  # nobody has begun to look at the chair
    seated = next(task for task in whole.job.tasks if task.kind is TaskKind.SITTING)
    seated.measurements["rosa.seat_height"] = Measurement(value=2)
    said = " ".join(text(pdf_of(whole)).split())
    assert "Not measured yet: points for seat depth, points for armrests, points for the backrest, " in said
    assert "and 7 more." in said
    _, after = said.split("does not apply", 1)
    assert "The equation" in after[:200], after[:200]
