"""Red flags that are present, and obstacles with who does what by when."""

from datetime import date

import pytest

from ergo.analysis.clinical import (
    Standing,
    by_urgency,
    raised_flags,
    standing,
    standing_words,
    suspending_flags,
)
from ergo.knowledge.clinical import Grade
from ergo.model.case import Case
from ergo.model.clinical import Answer, FlagColour, PsychosocialFlag, RedFlagAnswer

TODAY = date(2026, 3, 10)


def case_with(*answers: RedFlagAnswer) -> Case:
    case = Case.model_validate({"worker": {"code": "W"}})
    case.clinical.red_flags = list(answers)
    return case


def yes(flag_id: str, on: date | None = None, by: str = "") -> RedFlagAnswer:
    return RedFlagAnswer(flag_id=flag_id, answer=Answer.YES, resolved_on=on, resolved_by=by)


def test_the_most_urgent_open_flag_comes_first_and_a_settled_one_last() -> None:
    case = case_with(
        yes("inflammatory"), yes("clot", TODAY, "Dr"), yes("cancer"), yes("wound"), yes("ces"), yes("gone")
    )
    assert [(r.flag.id, r.settled) for r in raised_flags(case)] == [
        ("ces", False),
        ("wound", False),
        ("cancer", False),
        ("inflammatory", False),
        ("clot", True),
    ]


@pytest.mark.parametrize(("on", "by"), [(TODAY, ""), (None, "Dr"), (None, "")])
def test_a_date_or_a_name_alone_settles_nothing(on: date | None, by: str) -> None:
    case = case_with(yes("ces", on, by))
    assert [flag.id for flag in suspending_flags(case)[Grade.EMERGENCY]] == ["ces"]


def test_only_open_flags_that_suspend_the_plan_are_urgent() -> None:
    case = case_with(yes("infection"), yes("cancer"), yes("ces", TODAY, "Dr"), yes("neuro"))
    found = {grade: [flag.id for flag in flags] for grade, flags in suspending_flags(case).items()}
    assert found == {Grade.STOP: ["infection", "neuro"]}


def test_no_and_not_asked_raise_nothing() -> None:
    assert (
        raised_flags(
            case_with(RedFlagAnswer(flag_id="ces", answer=Answer.NO), RedFlagAnswer(flag_id="neuro"))
        )
        == []
    )


def obstacle(**fields: object) -> PsychosocialFlag:
    given: dict[str, object] = {
        "colour": FlagColour.BLUE,
        "obstacle": "Fear",
        "owner": "OT",
        "action": "Talk",
    }
    return PsychosocialFlag.model_validate(given | fields)


@pytest.mark.parametrize(
    ("fields", "expected", "words"),
    [
        ({"due": date(2026, 3, 7)}, Standing.OVERDUE, "overdue by 3 days"),
        ({"due": date(2026, 3, 9), "owner": ""}, Standing.OVERDUE, "overdue by 1 day; still open: who"),
        ({"due": TODAY}, Standing.OPEN, "due today"),
        ({"due": date(2026, 3, 22)}, Standing.OPEN, "due in 12 days"),
        ({"owner": "", "action": ""}, Standing.INCOMPLETE, "still open: who, does what, by when"),
        ({"due": date(2026, 1, 1), "done_on": date(2026, 2, 1)}, Standing.DONE, "done"),
    ],
)
def test_where_an_obstacle_stands(fields: dict[str, object], expected: Standing, words: str) -> None:
    flag = obstacle(**fields)
    assert standing(flag, TODAY) is expected
    assert standing_words(flag, TODAY) == words


def test_the_obstacle_that_needs_somebody_first_is_first() -> None:
    flags = [
        obstacle(id="done", done_on=TODAY),
        obstacle(id="later", due=date(2026, 4, 2)),
        obstacle(id="nobody", owner=""),
        obstacle(id="soon", due=date(2026, 4, 1)),
        obstacle(id="late", due=date(2026, 3, 1)),
    ]
    assert [flag.id for flag in by_urgency(flags, TODAY)] == ["late", "nobody", "soon", "later", "done"]
