"""Tolerances on the Capacity page: what nobody measured is listed, and one click adds it."""

from ergo.workflow.desk import Desk
from ergo.workflow.examples import example
from tests.app.conftest import Open, new_case
from tests.app.test_case_clinical import cells
from tests.app.test_steps import button, shown, stored


def test_what_the_job_asks_for_and_nobody_measured_is_added_by_one_click(open_page: Open, desk: Desk) -> None:
    at = open_page("capacity", example("warehouse"))
    assert "not assessed" in cells(at)
    gaps = at.pills(key="capacity.tolerance.gap")
    assert "Drive (a shift)" in [option.replace("\\", "") for option in gaps.options]
    before = stored(at, desk).capacities
    gaps.set_value("drive.dose").run()
    assert not at.exception
    *rest, new = stored(at, desk).capacities
    assert rest == before
    assert (new.dimension, new.aspect, new.value) == ("drive", "dose", None)
    assert (new.how, new.by) == (before[-1].how, before[-1].by)
    assert at.selectbox(key="capacity.tolerance").value == new.id
    assert "Drive (a shift)" not in [
        option.replace("\\", "") for option in at.pills(key="capacity.tolerance.gap").options
    ]


def test_how_a_tolerance_is_known_is_said_in_one_place(open_page: Open) -> None:
    at = open_page("capacity", example("warehouse"))
    assert "Measured, 18 Nov 2026, Occupational therapist" in cells(at)


def test_empty_parts_say_what_to_do_next(open_page: Open) -> None:
    for part, said in (
        ("Tolerances", "No tolerance is on record"),
        ("Certificates and restrictions", "No certificate is on record"),
        ("Clearance", "No task of this job is marked safety-critical"),
        ("Needs", "No need is on record"),
    ):
        at = open_page("capacity", new_case(), **{"capacity.part": part})
        assert any(text.startswith(said) for text in shown(at, "info")), part


def test_safety_critical_work_without_clearance_leads_to_the_certifier(open_page: Open) -> None:
    case = example("warehouse")
    case.clearances = []
    at = open_page("capacity", case, **{"capacity.part": "Clearance"})
    assert any("nobody has cleared them" in text for text in shown(at, "info"))


def test_the_question_is_printed_sent_and_answered(open_page: Open, desk: Desk) -> None:
    case = example("warehouse")
    bending = next(r for r in case.all_restrictions() if r.id == "bending")
    assert bending.reading is not None
    bending.reading.limit, bending.query = None, None
    at = open_page("capacity", case, **{"capacity.part": "Certificates and restrictions"})
    at.selectbox(key="capacity.restriction").set_value("bending").run()
    assert [b.label for b in at.get("download_button")] == ["The question as a page to print (PDF)"]
    button(at, "It was sent today")
    query = next(r for r in stored(at, desk).all_restrictions() if r.id == "bending").query
    assert query is not None
    assert query.asked_on is not None
    assert "It was sent today" not in [b.label for b in at.button]
    assert any("enter the answer when it comes" in text for text in shown(at, "warning"))


def test_the_next_frequency_is_tested_on_its_own(open_page: Open, desk: Desk) -> None:
    at = open_page("capacity", example("warehouse"))
    at.selectbox(key="capacity.tolerance").set_value("lift_high_occasional").run()
    button(at, "Add the same, tested frequently")
    new = stored(at, desk).capacities[-1]
    assert (new.dimension, new.frequency, new.value, new.note) == (
        "lift_above_shoulder",
        "frequent",
        None,
        "",
    )
    assert at.selectbox(key="capacity.tolerance").value == new.id


def test_hours_of_a_certificate_are_typed_in_hours(open_page: Open, desk: Desk) -> None:
    case = example("delivery")
    at = open_page("capacity", case, **{"capacity.part": "Certificates and restrictions"})
    day, week = (
        next(n for n in at.number_input if n.label == f"Hours a {span} (h)") for span in ("day", "week")
    )
    assert (day.value, week.value) == (6.0, None)
    day.set_value(5.5).run()
    certificate = stored(at, desk).certificates[0]
    assert (certificate.max_minutes_per_day, certificate.max_minutes_per_week) == (330, None)
    next(n for n in at.number_input if n.label == "Hours a week (h)").set_value(20).run()
    assert stored(at, desk).certificates[0].max_minutes_per_week == 1200


def test_dimensions_with_a_comma_in_their_names_stay_apart(open_page: Open) -> None:
    at = open_page("capacity", example("delivery"), **{"capacity.part": "Certificates and restrictions"})
    said = "lift, floor to waist; lift, waist to shoulder; lift, above shoulder; carry: at most 10 kg"
    assert said in cells(at)
