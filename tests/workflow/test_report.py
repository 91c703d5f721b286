"""The treating team's report of the worked examples: what it must say, with figures that the examples hold."""

from datetime import date
from functools import cache

import pytest

from ergo.errors import InputError
from ergo.model.case import Case
from ergo.model.clinical import OutcomeMeasure
from ergo.model.programme import ExerciseChoice
from ergo.model.record import Decision, Leave, Review, SheetDay, Supervision, WeeklySheet
from ergo.reports.document import Document, Table
from ergo.reports.report import report_document
from ergo.units import UnitSystem
from ergo.workflow.documents import How, Kind, kinds, with_plan
from ergo.workflow.examples import example
from tests.reports.cases import TODAY, case

ON = date(2026, 11, 21)


def words(document: Document) -> str:
    return " ".join(document.model_dump_json().replace("\\u00a0", " ").split())


@cache
def report(name: str, system: UnitSystem = UnitSystem.METRIC) -> tuple[Document, str]:
    document = kinds()[Kind.REPORT].blocks(with_plan(example(name), ON), How(ON, system))
    return document, words(document)


def rows_under(document: Document, first_head: str, second_head: str) -> list[list[str]]:
    """The rows of the tables with these first heads, each cell one text."""
    return [
        [" ".join(piece.text if piece.kind == "words" else " ".join(piece.items) for piece in c) for c in row]
        for block in document.blocks
        if isinstance(block, Table) and block.heads[:2] == [first_head, second_head]
        for row in block.rows
    ]


HEADINGS = [
    "Summary",
    "Case and situation",
    "Clinical summary",
    "Outcome measures over time",
    "Job demands analysis",
    "Methods and results",
    "Certificates and calendar",
    "Capacity, restrictions and match",
    "Modifications and equipment, with reasons",
    "Plan, with the reason of every figure",
    "Rehabilitation programme",
    "How it may go",
    "Weekly sheets and reviews",
    "Versions, sign-offs and what was handed out",
    "What is not known, and what rests on memory or judgement",
    "Appendix: what the scores were computed from",
]


@pytest.mark.parametrize("name", ["warehouse", "office", "delivery"])
def test_every_part_is_there_the_summary_first(name: str) -> None:
    document, _ = report(name)
    found = [b.text for b in document.blocks if b.kind == "heading" and b.level == 1]
    assert [heading for heading in found if heading in HEADINGS] == HEADINGS
    assert found[0] == "Summary"


def test_clinical_picture_and_outcome_measures_of_the_order_picker() -> None:
    document, said = report("warehouse")
    assert "left S1 radiculopathy" in said
    assert "Answered no (18 Nov 2026, Occupational therapist): cauda equina syndrome" in said
    measured = rows_under(document, "Measure", "On")
    assert measured[5][:4] == ["", "18 Nov 2026", "28", "moderate disability"]
    assert "better by 18 points: more than the minimal important change of 10" in measured[5][4]
    assert "no minimal important change is on record" in said
    assert "from memory, unverified" in said


def test_scores_bands_validity_and_sources() -> None:
    document, said = report("warehouse")
    scores = {(row[0], row[1]): row for row in rows_under(document, "Task", "Method")}
    assert scores["Pick from floor level", "Revised NIOSH lifting equation"][2] == "1.27"
    assert "edges and labels cross-checked in a public implementation" in said
    assert "Not measured yet: pushes or pulls a minute." in said
    assert "DHHS (NIOSH) Publication" in said
    inputs = rows_under(document, "Input", "Value")
    assert [
        "Hand height at the start of the lift",
        "20 cm",
        "measured, 17 Nov 2026, Occupational therapist",
    ] in inputs


def test_match_names_what_is_beyond_and_counts_the_rest() -> None:
    document, said = report("warehouse")
    rows = rows_under(document, "Task", "Demand")
    lift = next(row for row in rows if row[:2] == ["Pick from mid shelves", "Lift, waist to shoulder"])
    assert "Asks for 14 kg; 10 kg is allowed" in lift[3]
    assert "closes the task" in lift[2]
    assert "Pick from floor level: closed as it is; 2 beyond a limit, 2 not assessed, 3 within" in said
    assert "no tolerance is on record" in said


def test_changes_with_score_before_and_after_and_evidence() -> None:
    _, said = report("warehouse")
    assert "Lifting index: 1.27 before, 0.56 after, at or below 1 (predicted)" in said
    assert "E-RNLE: from memory, unverified" in said
    assert "Caution: Wrong spring rate gives wrong height" in said


def test_the_plan_gives_the_reason_of_every_figure() -> None:
    document, said = report("warehouse")
    weeks = rows_under(document, "Week", "Hours and pattern")
    assert weeks[0][1].startswith("20 h 5 days, 4 h a day")
    assert "Policy: The policy starts with 4 h a day" in weeks[0][3]
    assert "Agreed starting limit: 80% of what was tested." in said
    policy = rows_under(document, "Figure", "Value")
    assert next(row[:3] for row in policy if row[0] == "Load step in weight") == [
        "Load step in weight",
        "2 kg",
        "clinical judgement [PROP]",
    ]


def test_scenarios_are_those_of_the_planner() -> None:
    document, _ = report("warehouse")
    rows = rows_under(document, "If", "Held back")
    assert [row[0] for row in rows] == [
        "Every step holds",
        "One step is held back",
        "Two steps are held back",
    ]
    assert rows[1][1] == "the step in load of week 2 (7 Dec 2026)"


def test_us_units() -> None:
    _, said = report("warehouse", UnitSystem.US)
    assert "Asks for 30.9 lb; 22 lb is allowed" in said


def test_weekly_sheets_reviews_and_versions() -> None:
    told = case()
    told.weekly_sheets = [
        WeeklySheet(
            monday=date(2026, 1, 5),
            days=[
                SheetDay(date=date(2026, 1, 5), worked_min=0, missed_reason="flare-up", pain_0_10=7),
                SheetDay(date=date(2026, 1, 6), worked_min=240, tasks_done=["desk"], function_0_10=6),
            ],
            worker_comment="slow start",
        )
    ]
    told.reviews = [
        Review(on=TODAY, monday=TODAY, decided=Decision.HOLD, because=["Two days missed."], by="R. Therapist")
    ]
    told.earlier_plans = [told.plan.model_copy(update={"version": 1})]
    told.clinical.outcome_measures = [OutcomeMeasure(instrument_id="odi", on=TODAY, score=46)]
    document = report_document(told, None, lambda _: "", today=TODAY)
    days = rows_under(document, "Day", "Worked")
    assert days == [
        ["Mon 5 Jan", "0 min", "", "", "7", "flare-up"],
        ["Tue 6 Jan", "4 h", "Returns desk", "6", "", ""],
    ]
    said = words(document)
    assert "Week of Mon 5 Jan 2026: worker: slow start" in said
    assert "Two days missed." in said
    assert [row[0] for row in rows_under(document, "Version", "Made on")] == ["1", "2"]
    assert "It cannot be worked out: the case as it is now cannot be planned." in said


def test_without_a_plan() -> None:
    told: Case = case()
    told.plan = None
    with pytest.raises(InputError, match="no plan yet"):
        report_document(told, None, lambda _: "", today=TODAY)


def test_certificates_clearances_appointments_and_the_home_programme_stand_in_it() -> None:
    _, said = report("warehouse")
    for expected in (
        "Certificate of Thu 19 Nov 2026 by Treating physician (GP practice)",
        "30 Nov to 27 Dec 2026, no limit of hours",
        "Mobile plant: cleared from Mon 7 Dec 2026",
        "Physiotherapy: 1 h, Wed 2 Dec 2026, weekly until Wed 23 Dec 2026, in work time",
    ):
        assert expected in said, expected
    told = example("warehouse")
    told.programme.exercises = [ExerciseChoice(exercise_id="ex-walk", days_per_week=5)]
    told.leave = [Leave(first_day=date(2026, 12, 9), last_day=date(2026, 12, 10), label="Family")]
    told.supervision = [Supervision(by="Shift lead", weekdays=[0, 2])]
    told = with_plan(told, ON)
    said = words(kinds()[Kind.REPORT].blocks(told, How(ON)))
    for wanted in (
        "5 days a week",
        "Leave: 9 Dec to 10 Dec 2026 (Family)",
        "the whole work: Shift lead is there on Mon and Wed",
    ):
        assert wanted in said, wanted
