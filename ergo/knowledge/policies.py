"""Graded-return policies as data: starting point, gradient, duration, and the rules that go with them.

A policy says how steep a return may be; the planner walks along it and never exceeds it. Every figure carries
its source and its status (`ergo.knowledge.sources.Status`), so that a published value and a working value are
never confused.
"""

from enum import StrEnum
from functools import cache
from typing import Annotated, Generic, Literal, Self, TypeVar

from pydantic import AfterValidator, Field, model_validator

from ergo.errors import InputError
from ergo.knowledge.dimensions import Aspect
from ergo.knowledge.files import read_json
from ergo.knowledge.rows import Row, Words, by_id, checked
from ergo.knowledge.sources import SourceField, Statement, Status

FILE = "policies.json"

Value = TypeVar("Value")


class Figure(Row, Generic[Value]):
    """A value of a policy with its unit, source and status."""

    value: Value
    unit: str
    source: SourceField
    status: Status
    note: str = ""


class Order(StrEnum):
    """What rises first where both the hours of a day and the days of a week are below the roster."""

    HOURS_THEN_DAYS = "hours_then_days"
    DAYS_THEN_HOURS = "days_then_hours"
    BOTH = "both"


Minutes = Annotated[int, Field(gt=0, le=1440)]
Days = Annotated[int, Field(ge=1, le=7)]
Weeks = Annotated[int, Field(ge=1, le=104)]
Share = Annotated[float, Field(gt=0, le=1)]
Positive = Annotated[float, Field(gt=0)]


class LoadStep(Row):
    """By how much the level of a dimension rises at a load step, for one aspect measured in one unit."""

    aspect: Aspect
    unit: Words
    step: Figure[Positive]


class Reentry(Row):
    """How many steps lower the return resumes after so many working days of leave or absence."""

    after_working_days: Figure[Annotated[int, Field(ge=1)]]
    steps_down: Figure[Annotated[int, Field(ge=0)]]


class Evidence(Statement):
    """A finding for or against a policy."""

    id: Words


def _known_evidence(evidence_id: str) -> str:
    if evidence_id not in evidence():
        raise InputError(f"There is no finding called '{evidence_id}'.", field="evidence", value=evidence_id)
    return evidence_id


EvidenceId = Annotated[str, AfterValidator(_known_evidence)]


class Policy(Row):
    """One way of returning in steps.

    Starting point
        ``start_minutes_per_day`` or ``start_share_of_full_day``; ``start_days_per_week`` ("all" days of the
        roster);
        ``spaced`` keeps a free day between worked days while the roster has room for it; ``tolerance_share``
        applies to dimensions with a shortfall, never to a certificate's cap.
    Gradient
        ``step_minutes_per_day`` and ``step_days_per_week`` every ``step_interval_weeks``, in ``order``;
        ``least_weeks_on_step``; load steps per aspect and unit; ``hours_and_load_same_step``.
    Duration
        ``duration_weeks`` is the week in which the full roster is reached; the steps are then left out and
        derived by raising the weekly hours evenly from the start.
    """

    id: Words
    label: Words
    summary: Words
    start_minutes_per_day: Figure[Minutes] | None
    start_share_of_full_day: Figure[Share] | None
    start_days_per_week: Figure[Days | Literal["all"]]
    spaced: Figure[bool]
    tolerance_share: Figure[Share]
    step_minutes_per_day: Figure[Minutes] | None
    step_days_per_week: Figure[Days] | None
    order: Figure[Order]
    duration_weeks: Figure[Weeks] | None
    step_interval_weeks: Figure[Weeks]
    least_weeks_on_step: Figure[Weeks]
    load_steps: tuple[LoadStep, ...]
    load_step_otherwise: Figure[Share]
    hours_and_load_same_step: Figure[bool]
    review_interval_weeks: Figure[Weeks]
    first_review_days: Figure[Annotated[int, Field(ge=1, le=28)]]
    reset_min: Figure[Minutes]
    reentry: Reentry
    bad_day: Statement
    horizon_weeks: Figure[Weeks]
    evidence_for: tuple[EvidenceId, ...]
    evidence_against: tuple[EvidenceId, ...]

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if (self.start_minutes_per_day is None) == (self.start_share_of_full_day is None):
            raise ValueError("give the start either in minutes a day or as a share of the full day")
        has_step = self.step_minutes_per_day is not None or self.step_days_per_week is not None
        if has_step == (self.duration_weeks is not None):
            raise ValueError("give either the steps of hours and days or the duration")
        return self

    def load_step(self, aspect: Aspect, unit: str) -> Figure[float]:
        """The rise of a level at one load step.

        Its unit is that of the dimension, or "share of tolerance" where the policy has no step of its own for
        this aspect and unit.
        """
        for row in self.load_steps:
            if row.aspect == aspect and row.unit == unit:
                return row.step
        return self.load_step_otherwise


@cache
def evidence() -> dict[str, Evidence]:
    """The findings for and against policies, by id."""
    return by_id(checked(Evidence, read_json(FILE)["evidence"], FILE), FILE)


@cache
def policies() -> dict[str, Policy]:
    """All policies by id, in the order of the file; what a policy does not say itself is taken from
    ``shared``.
    """
    document = read_json(FILE)
    rows = [document["shared"] | row for row in document["policies"]]
    return by_id(checked(Policy, rows, FILE), FILE)


@cache
def usual_reset_min() -> int:
    """Time in another posture that ends a run, in minutes, where no policy says otherwise."""
    return Figure[Minutes].model_validate(read_json(FILE)["shared"]["reset_min"]).value


def policy(policy_id: str) -> Policy:
    """One policy; InputError when there is none with this id."""
    found = policies().get(policy_id)
    if found is None:
        known = ", ".join(policies())
        raise InputError(
            f"There is no policy called '{policy_id}'; there are: {known}.", field="policy", value=policy_id
        )
    return found
