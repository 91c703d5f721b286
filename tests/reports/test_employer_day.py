"""The day in the employer's plan: rules with their kind, one example day, and what a bad day of every stage is."""

from datetime import date, time

from ergo.knowledge.dimensions import Aspect
from ergo.knowledge.sources import Status
from ergo.model.case import Case
from ergo.model.plan import (
    Block,
    BlockKind,
    DayRule,
    ExampleDay,
    Limit,
    ReasonCode,
    RuleKind,
    RuleOrigin,
)
from ergo.reports.employer_plan import EmployerPlan, employer_plan_content
from ergo.reports.employer_plan_document import employer_plan_document
from ergo.reports.pdf import render_pdf
from ergo.units import UnitSystem
from tests.reports.cases import TODAY, case
from tests.reports.pdf_reading import text

SHAPE = [
    ("pick", BlockKind.WORK, 120),
    ("pick", BlockKind.CHANGE, 5),
    ("pick", BlockKind.WORK, 55),
    ("desk", BlockKind.WORK, 60),
]


def blocks(shape: list[tuple[str, BlockKind, int]]) -> list[Block]:
    found, at = [], 0
    for task_id, kind, minutes in shape:
        found.append(Block(kind=kind, start_min=at, minutes=minutes, task_id=task_id))
        at += minutes
    return found


def an_example(week: int, on: date) -> ExampleDay:
    return ExampleDay(
        from_week=week,
        until_week=week,
        date=on,
        start=time(8),
        paid_min=240,
        blocks=blocks(SHAPE),
        bad_day=blocks([("desk", BlockKind.WORK, 120), ("pick", BlockKind.WORK, 120)]),
    )


def with_a_day() -> Case:
    whole = case()
    plan = whole.plan
    assert plan is not None
    over = Limit(
        dimension="lift_floor_waist",
        aspect=Aspect.PEAK,
        value=80,
        over_load_kg=10,
        code=ReasonCode.CAPACITY,
        source_id="capacity-of-the-back",
    )
    plan.day_rules = [
        DayRule(
            sentence="",
            kind=RuleKind.HANDLING_MINUTES,
            origin=RuleOrigin.CAPACITY,
            limit=over,
            from_week=1,
            until_week=3,
        ),
        DayRule(
            sentence="",
            kind=RuleKind.AFTER_DRIVING,
            origin=RuleOrigin.PRACTICE,
            status=Status.MEMORY,
            after_min=30,
            minutes=10,
            from_week=1,
            until_week=1,
        ),
        DayRule(sentence="", kind=RuleKind.CHANGE_POSTURE, origin=RuleOrigin.NEED, from_week=1, until_week=3),
    ]
    first, second = (week.days[0].date for week in plan.weeks[:2])
    plan.example_days = [an_example(1, first), an_example(2, second)]
    return whole


def content(whole: Case, **more: object) -> EmployerPlan:
    return employer_plan_content(whole, today=more.get("today", TODAY))


def test_rules_name_their_kind_and_hold_for_dated_weeks_only() -> None:
    rows = [(row.label, row.words, row.kind) for row in content(with_a_day()).day_rules]
    assert rows == [
        (
            "Weeks 1 to 2",
            "Lift, floor to waist, more than 10 kg: at most 80 min a shift.",
            "Agreed starting limit",
        ),
        (
            "Week 1",
            "No loads are handled in the first 10 min after 30 min or more at the wheel.",
            "Good practice, no published rule",
        ),
        ("Weeks 1 to 2", "The worker may change posture at any time.", "Needed"),
    ]


def test_rules_in_pounds() -> None:
    said = employer_plan_content(with_a_day(), unit_system=UnitSystem.US, today=TODAY)
    assert said.day_rules[0].words == "Lift, floor to waist, more than 22 lb: at most 80 min a shift."


def test_a_need_stands_once() -> None:
    said = content(with_a_day())
    assert not [line for line in said.breaks if "change posture" in line]


def test_the_example_is_that_of_the_stage_in_which_the_document_is_made() -> None:
    whole = with_a_day()
    assert content(whole).day.title.endswith("the longest day of week 1")
    second = whole.plan.weeks[1].monday if whole.plan else TODAY
    assert content(whole, today=second).day.title.endswith("the longest day of week 2")
    late = content(whole, today=date(2027, 1, 1)).day
    assert late.title.endswith("the longest day of week 2")
    assert [(line.clock, line.minutes) for line in late.lines] == [
        ("08:00 to 11:00", 180),
        ("11:00 to 12:00", 60),
    ]


def test_every_stage_has_its_bad_day_and_its_figure_is_called_what_it_is() -> None:
    day = content(with_a_day()).day
    assert [bad.weeks for bad in day.bad_days] == ["Week 1", "Week 2"]
    assert day.bad_days[0].sentences[0] == "The hours stay: 4 h."
    assert any("2 h instead of 3 h" in sentence for sentence in day.bad_days[0].sentences)
    assert day.pieces.endswith("clinical judgement.")


def test_a_plan_without_dates_has_no_example() -> None:
    day = content(case()).day
    assert (day.start, day.lines, day.bad_days) == (None, [], [])


def test_the_file_holds_the_day_and_not_where_a_limit_comes_from() -> None:
    whole = with_a_day()
    said = text(render_pdf(employer_plan_document(content(whole))))
    for words in ("An example day", "08:00 to 11:00", "5 min from 10:00", "What a bad day is"):
        assert words in said
    assert "capacity-of-the-back" not in said
