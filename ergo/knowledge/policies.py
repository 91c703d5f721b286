"""Graded-return policies as data: starting point, gradient, duration, and the rules that go with them.

A policy says how steep a return may be; the planner walks along it and never exceeds it. Every figure carries
its source and its status (`ergo.knowledge.sources.Status`), so that a published value and a working value are
never confused.
"""

from enum import StrEnum
from functools import cache
from typing import Annotated, Any, Generic, Literal, Self, TypeVar

from pydantic import AfterValidator, Field, model_validator

from ergo.errors import InputError
from ergo.knowledge.dimensions import Aspect
from ergo.knowledge.files import read_json
from ergo.knowledge.rows import Row, Words, by_id, checked
from ergo.knowledge.sources import SourceField, Statement, Status

FILE = "policies.json"
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

Value = TypeVar("Value")
Found = TypeVar("Found")


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


class Pattern(Row):
    """The working week of one step as a source prints it: one length on so many days, or a length for each weekday.

    ``days_per_week`` None means every day of the roster.
    """

    minutes_per_day: Minutes | None = None
    share_of_full_day: Share | None = None
    days_per_week: Days | None = None
    minutes_by_weekday: dict[Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"], Minutes] = Field(
        default_factory=dict
    )

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        given = [self.minutes_per_day is not None, self.share_of_full_day is not None]
        if [*given, bool(self.minutes_by_weekday)].count(True) != 1:
            raise ValueError("give the day in minutes, as a share of the full day, or by weekday")
        if self.minutes_by_weekday and self.days_per_week is not None:
            raise ValueError("minutes by weekday say which days are worked")
        return self


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


class Choice(Row):
    """A policy as one chooses it: its name, what it is, and what speaks for and against it.

    ``for_target_date`` marks one that needs the date by which full duties are wanted.
    """

    id: Words
    label: Words
    summary: Words
    evidence_for: tuple[EvidenceId, ...]
    evidence_against: tuple[EvidenceId, ...]
    for_target_date: bool = False


class Policy(Choice):
    """One way of returning in steps.

    Starting point
        ``start_minutes_per_day`` or ``start_share_of_full_day``; ``start_days_per_week`` ("all" days of the
        roster); ``easy_start_days`` puts a step of so few days before it;
        ``spaced`` keeps a free day between worked days while the roster has room for it, ``long_days_apart_over``
        between days longer than that; ``tolerance_share`` applies to dimensions with a shortfall, never to a
        certificate's cap.
    Gradient
        ``step_minutes_per_day`` and ``step_days_per_week`` every ``step_interval_weeks``, in ``order``;
        ``least_weeks_on_step``; load steps per aspect and unit, or ``load_classes_kg``; ``load_order`` (groups of
        dimensions, those not named together last); ``hours_and_load_same_step``.
    Duration
        ``duration_weeks`` is the week in which the full roster is reached; the steps are then left out and
        derived by raising the weekly hours evenly from the start.
    As printed
        ``patterns`` are the weeks of the steps before the full roster; start, steps and duration are then left out.
    """

    start_minutes_per_day: Figure[Minutes] | None
    start_share_of_full_day: Figure[Share] | None
    start_days_per_week: Figure[Days | Literal["all"]] | None
    easy_start_days: Figure[Days] | None = None
    spaced: Figure[bool]
    long_days_apart_over: Figure[Minutes] | None = None
    patterns: tuple[Figure[Pattern], ...] = ()
    tolerance_share: Figure[Share]
    step_minutes_per_day: Figure[Minutes] | None
    step_days_per_week: Figure[Days] | None
    order: Figure[Order] | None
    duration_weeks: Figure[Weeks] | None
    step_interval_weeks: Figure[Weeks]
    least_weeks_on_step: Figure[Weeks]
    load_steps: tuple[LoadStep, ...]
    load_step_otherwise: Figure[Share]
    load_classes_kg: Figure[tuple[Positive, ...]] | None = None
    load_order: Figure[tuple[Words, ...]] | None = None
    hours_and_load_same_step: Figure[bool]
    review_interval_weeks: Figure[Weeks]
    first_review_days: Figure[Annotated[int, Field(ge=1, le=28)]]
    reset_min: Figure[Minutes]
    reentry: Reentry
    bad_day: Statement
    flare_up: Statement | None = None
    horizon_weeks: Figure[Weeks]

    @model_validator(mode="after")
    def _complete(self) -> Self:
        starts = (self.start_minutes_per_day, self.start_share_of_full_day, self.patterns or None)
        if sum(x is not None for x in starts) != 1:
            raise ValueError("give the start in minutes a day, as a share of the full day, or by patterns")
        has_step = self.step_minutes_per_day is not None or self.step_days_per_week is not None
        gradients = (has_step, self.duration_weeks is not None, bool(self.patterns))
        if sum(gradients) != 1:
            raise ValueError("give the steps of hours and days, the duration, or patterns")
        if len({self.start_days_per_week is None, self.order is None, bool(self.patterns)}) > 1:
            raise ValueError("give the days of the first week and what rises first, unless patterns say it")
        if self.by_weekday and (self.spaced.value or self.long_days_apart_over is not None):
            raise ValueError("printed weekdays say which days are worked; they are not spaced as well")
        return self

    def figure(self, field: str) -> Figure[Any] | None:
        """The figure at a place that `editable_figures` names; None where the policy has none."""
        first, *rest = field.split(".")
        found = getattr(self, first)
        if len(rest) > 1:
            return next((x.step for x in found if (x.aspect, x.unit) == tuple(rest)), None)
        return getattr(found, rest[0]) if rest else found  # type: ignore[no-any-return]

    @property
    def by_weekday(self) -> bool:
        """Whether its source prints the weekdays."""
        return any(figure.value.minutes_by_weekday for figure in self.patterns)

    @property
    def wait_weeks(self) -> int:
        """Weeks from one scheduled climb to the next: the first interval's end at which the least time is over."""
        interval = self.step_interval_weeks.value
        return interval * -(-self.least_weeks_on_step.value // interval)

    def load_step(self, aspect: Aspect, unit: str) -> Figure[float]:
        """The rise of a level at one load step.

        Its unit is that of the dimension, or "share of tolerance" where the policy has no step of its own for
        this aspect and unit.
        """
        for row in self.load_steps:
            if row.aspect == aspect and row.unit == unit:
                return row.step
        return self.load_step_otherwise


class Part(StrEnum):
    """Which part of a policy a figure belongs to."""

    START = "start"
    GRADIENT = "gradient"
    DURATION = "duration"
    LOAD = "load"
    REVIEWS = "reviews"


class EditableFigure(Row):
    """A figure of a policy that the clinician may change: its name, its range and what is published.

    ``field`` is its place in a policy, parts by dots ("reentry.steps_down"); ``kind`` says how it is entered. ``low``
    and ``high`` are the ends of what can be entered; ``published`` are those of what ``source`` prints.
    """

    field: Words
    label: Words
    part: Part
    kind: Literal["minutes", "number", "days", "yes_no", "order", "groups", "weights"]
    unit: str
    low: float | None
    high: float | None
    published: tuple[float, float] | None
    source: SourceField
    status: Status
    note: str = ""


@cache
def editable_figures() -> dict[str, EditableFigure]:
    """The figures that may be changed, by their place in a policy, in the order of the file."""
    rows = checked(EditableFigure, read_json(FILE)["figures"], FILE)
    return {row.field: row for row in rows}


@cache
def evidence() -> dict[str, Evidence]:
    """The findings for and against policies, by id."""
    return by_id(checked(Evidence, read_json(FILE)["evidence"], FILE), FILE)


@cache
def choices() -> dict[str, Choice]:
    """Every policy that can be chosen, also the clinician's own of which no figure is given."""
    heads = [{name: row[name] for name in Choice.model_fields if name in row} for row in _rows().values()]
    return by_id(checked(Choice, heads, FILE), FILE)


@cache
def policies() -> dict[str, Policy]:
    """The policies that are complete as they are published, by id, in the order of the file.

    What a policy does not say itself is taken from ``shared``.
    """
    complete = [row for row in _rows().values() if row["spaced"] is not None]
    return by_id(checked(Policy, complete, FILE), FILE)


def policy(policy_id: str) -> Policy:
    """One policy as published; InputError when there is none with this id."""
    return _known(policies(), policy_id)


def choice(policy_id: str) -> Choice:
    """One policy that can be chosen, the clinician's own too; InputError when there is none with this id."""
    return _known(choices(), policy_id)


def published_figures(policy_id: str) -> dict[str, Any]:
    """The figures of a policy as the file has them, those of the clinician's own left open.

    Raises
    ------
    InputError
        When there is no policy with this id.
    """
    return _known(_rows(), policy_id)


@cache
def usual_reset_min() -> int:
    """Time in another posture that ends a run, in minutes, where no policy says otherwise."""
    return Figure[Minutes].model_validate(read_json(FILE)["shared"]["reset_min"]).value


@cache
def usual_horizon_weeks() -> int:
    """Weeks that are planned unless the therapist chooses another number."""
    return Figure[Weeks].model_validate(read_json(FILE)["shared"]["horizon_weeks"]).value


class LastReview(Row):
    """How many working days before a certificate ends the last clinical review of it falls."""

    planned_working_days_before_end: Figure[Annotated[int, Field(ge=1)]]
    latest_working_days_before_end: Figure[Annotated[int, Field(ge=1)]]
    earliest_working_days_before_end: Figure[Annotated[int, Field(ge=1)]]


@cache
def last_review() -> LastReview:
    """When the last clinical review before the end of a certificate falls."""
    return LastReview.model_validate(read_json(FILE)["working"]["last_review"])


@cache
def day_step_min() -> int:
    """The pieces, in minutes, in which the paid time of a day and of a task is planned."""
    return Figure[Minutes].model_validate(read_json(FILE)["working"]["day_step_min"]).value


@cache
def level_grain(unit: str) -> float | None:
    """To what the first level of a dimension measured in a unit is rounded down; None where it is not rounded."""
    rows = {row["unit"]: row["grain"] for row in read_json(FILE)["working"]["level_grains"]}
    return Figure[Positive].model_validate(rows[unit]).value if unit in rows else None


def _known(rows: dict[str, Found], policy_id: str) -> Found:
    if policy_id not in rows:
        known = ", ".join(rows)
        raise InputError(
            f"There is no policy called '{policy_id}'; there are: {known}.", field="policy", value=policy_id
        )
    return rows[policy_id]


@cache
def _rows() -> dict[str, dict[str, Any]]:
    document = read_json(FILE)
    return {row["id"]: document["shared"] | row for row in document["policies"]}
