"""Rules of the weekly sheet and of reviews as data: problems, how a day counts, what each decision means.

Every figure and sentence carries its source and status; most are proposals of this project and are shown as such.
"""

from enum import StrEnum
from functools import cache
from typing import Annotated, Self

from pydantic import Field, model_validator

from ergo.errors import InputError
from ergo.knowledge.documents import WEEKLY_SHEET
from ergo.knowledge.files import read_json
from ergo.knowledge.rows import Row, Words, by_id, checked
from ergo.knowledge.sources import SourceField, Statement, Status

FILE = "review_rules.json"


class Colour(StrEnum):
    """How a day counts: green goes on, amber is acceptable where it settled, red is a check."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"


class SheetProblemRow(Statement):
    """A kind of problem on the weekly sheet; with ``examine`` the duty stops and the worker is examined."""

    id: Words
    label: Words
    colour: Colour
    examine: bool


Rating = Annotated[float, Field(ge=0, le=10)]


class PainRule(Statement):
    """How daily pain counts: not asked, against the worker's own baseline, or in absolute bands."""

    id: Words
    label: Words
    asks_pain: bool
    red_above_baseline: Rating | None = None
    green_to: Rating | None = None
    amber_to: Rating | None = None

    @model_validator(mode="after")
    def _one_rule(self) -> Self:
        bands = self.green_to is not None and self.amber_to is not None
        if self.asks_pain != (bands or self.red_above_baseline is not None):
            raise ValueError(
                "a rule that asks for pain has bands or a rise above baseline, and only such a rule"
            )
        return self


class ReviewFigure(Row):
    """One figure of the rules, with its words for the screen."""

    label: Words
    value: Annotated[float, Field(gt=0)]
    unit: Words
    source: SourceField
    status: Status
    note: str = ""


class ReviewFigures(Row):
    """The figures by which a week of the sheet is read."""

    baseline_entries: ReviewFigure
    function_fall: ReviewFigure
    reds_in_a_week: ReviewFigure
    missed_days: ReviewFigure
    least_share_worked: ReviewFigure
    step_backs: ReviewFigure
    first_step_share: ReviewFigure


class DecisionRow(Statement):
    """What may be decided at a review."""

    id: Words
    label: Words


@cache
def sheet_problems() -> dict[str, SheetProblemRow]:
    """The kinds of problem on a weekly sheet by id."""
    return by_id(checked(SheetProblemRow, read_json(WEEKLY_SHEET)["problems"], WEEKLY_SHEET), WEEKLY_SHEET)


@cache
def pain_rules() -> dict[str, PainRule]:
    """The ways in which daily pain may count, by id."""
    return by_id(checked(PainRule, read_json(FILE)["pain_rules"], FILE), FILE)


def pain_rule(chosen_id: str | None, *, acute: bool) -> PainRule:
    """The rule that holds: the chosen one, else absolute bands in an acute or post-operative case, else none.

    Raises
    ------
    InputError
        When no rule has the chosen id.
    """
    document = read_json(FILE)
    usual = document["acute_pain_rule" if acute else "usual_pain_rule"]
    found = pain_rules().get(chosen_id or usual)
    if found is None:
        known = ", ".join(pain_rules())
        raise InputError(
            f"There is no rule for pain called '{chosen_id}'; there are: {known}.",
            field="pain",
            value=chosen_id,
        )
    return found


@cache
def review_figures() -> ReviewFigures:
    """The figures by which a week is read."""
    (found,) = checked(ReviewFigures, [read_json(FILE)["figures"]], FILE)
    return found


@cache
def decisions() -> dict[str, DecisionRow]:
    """The decisions of a review by id."""
    return by_id(checked(DecisionRow, read_json(FILE)["decisions"], FILE), FILE)
