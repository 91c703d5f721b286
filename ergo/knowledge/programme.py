"""The rehabilitation beside the schedule of hours: its components, home exercises, education topics and pacing.

Doses, evidence and cautions are defaults for a therapist, each with its source and status. A component that the
reference does not schedule (`Deliverer.NONE`) stays in the list, with the reason.
"""

from enum import StrEnum
from functools import cache
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from ergo.errors import InputError
from ergo.knowledge.catalogue import ConditionTag, evidence
from ergo.knowledge.clinical import flag_actions, movement_patterns, obstacles
from ergo.knowledge.dimensions import Aspect, unit_of
from ergo.knowledge.drivers import driver
from ergo.knowledge.files import read_json
from ergo.knowledge.instruments import instruments
from ergo.knowledge.policies import Figure
from ergo.knowledge.rows import Row, Words, by_id, checked
from ergo.knowledge.sources import SourceField, Statement, Status

COMPONENTS, EXERCISES, EDUCATION = "rehab_components.json", "exercises.json", "education.json"
GOALS = "goal_library.json"

Weeks = Annotated[int, Field(ge=1, le=52)]


def _known_finding(finding_id: str) -> str:
    if finding_id not in evidence():
        raise InputError(f"There is no finding called '{finding_id}'.", field="source_ids", value=finding_id)
    return finding_id


def _known_driver(driver_id: str) -> str:
    return driver(driver_id).id


def _known_pattern(pattern_id: str) -> str:
    if pattern_id not in movement_patterns():
        raise InputError(f"There is no movement pattern '{pattern_id}'.", field="pattern", value=pattern_id)
    return pattern_id


def _known_flag(flag_id: str) -> str:
    if flag_id not in {*flag_actions(), *(row.colour for row in obstacles().values())}:
        raise InputError(
            f"There is no colour or action of obstacles '{flag_id}'.", field="flags", value=flag_id
        )
    return flag_id


def _known_measure(measure_id: str) -> str:
    if measure_id not in instruments():
        raise InputError(f"There is no measure '{measure_id}'.", field="measures", value=measure_id)
    return measure_id


FlagId = Annotated[str, AfterValidator(_known_flag)]
MeasureId = Annotated[str, AfterValidator(_known_measure)]
FindingId = Annotated[str, AfterValidator(_known_finding)]
DriverId = Annotated[str, AfterValidator(_known_driver)]
PatternId = Annotated[str, AfterValidator(_known_pattern)]


class Deliverer(StrEnum):
    """Who delivers a component; ``none`` is never scheduled."""

    THERAPIST = "therapist"
    WORKER = "worker"
    REFERRAL = "referral"
    NONE = "none"


class Fact(Row):
    """A fact of the case on which a component depends, and what is said when it holds, does not, or is not known.

    It is read from the case where the row says how: a goal in the domain ``goal`` is set, an obstacle is open whose
    colour or action is one of ``flags``, or one of the screening ``measures`` is positive.
    """

    id: Words
    yes: str
    no: str
    unknown: str
    goal: Literal["work", "home", "social"] | None = None
    flags: tuple[FlagId, ...] = ()
    measures: tuple[MeasureId, ...] = ()


class Indication(Row):
    """A fact that indicates a component, with what says so."""

    fact: Words
    source: SourceField
    status: Status


class Caution(Statement):
    """What to mind about a component where a fact holds."""

    fact: Words


class Schedule(Row):
    """In which weeks a component is due, how often in such a week, and for how long.

    Either ``on_weeks``, or every so many weeks from the first, up to ``last_week`` and for ``sessions_at_most``.
    ``at_reviews`` adds the weeks of the plan's reviews; ``after_full_duties`` puts it at the checks after the return.
    ``session_min`` is None where the reference gives no length.
    """

    on_weeks: tuple[Weeks, ...]
    every_weeks: Weeks | None
    sessions_at_most: Annotated[int, Field(ge=1)] | None
    last_week: Weeks | None
    at_reviews: bool
    after_full_duties: bool
    sessions_per_week: Annotated[int, Field(ge=1, le=7)]
    session_min: Annotated[int, Field(ge=1, le=480)] | None


class Component(Row):
    """One component of rehabilitation: role, dose and schedule, what indicates it, and what is known of its effect.

    ``frequency`` and ``duration`` stand as the reference gives them; any of ``indicated_by`` is enough.
    """

    id: Words
    label: Words
    seed_docs: tuple[Words, ...]
    ot_role: Words
    who: Words
    delivered_by: Deliverer
    frequency: Words
    duration: Words
    source: SourceField
    status: Status
    indicated_by: tuple[Indication, ...]
    cautions: tuple[Caution, ...]
    schedule: Schedule
    evidence: tuple[Statement, ...] = Field(min_length=1)
    evidence_ids: tuple[FindingId, ...]


class Activity(Row):
    """An activity that is paced, with the tolerance it starts from and the step to which it is rounded down.

    ``own_rule`` says so where the published rule is not for such an activity.
    """

    id: Words
    label: Words
    dimensions: tuple[Words, ...] = Field(min_length=1)
    aspect: Aspect
    round_to: Annotated[float, Field(gt=0)]
    own_rule: Statement | None

    @property
    def unit(self) -> str:
        """The unit of its tolerance."""
        return unit_of(self.dimensions[0], self.aspect)


class PacingRules(Row):
    """How pacing is computed: the weekly step, how a baseline is taken, and which activities."""

    step_share: Figure[Annotated[float, Field(gt=0, le=0.5)]]
    baseline: tuple[Statement, ...]
    rules: tuple[Statement, ...]
    activities: tuple[Activity, ...]


class ExerciseType(StrEnum):
    """Kinds of exercise."""

    MOBILITY = "mobility"
    BREAK = "break"
    STRETCH = "stretch"
    STRENGTH = "strength"
    WORK_SIMULATION = "work_simulation"
    AEROBIC = "aerobic"
    RELAXATION = "relaxation"


class Movement(StrEnum):
    """The direction or load of an exercise, against which the direction that hurts is set."""

    EXTENSION = "extension"
    FLEXION = "flexion"
    ROTATION = "rotation"
    LOAD = "load"
    NEUTRAL = "neutral"


class DoseBasis(StrEnum):
    """What the dose of an exercise rests on."""

    SOURCE = "from source"
    ADAPTED = "adapted from source"
    PRACTICE = "common practice, from memory, unverified"


class Dose(Row):
    """Sets, repeats, seconds held and days a week, with what else belongs to it."""

    sets: Annotated[int, Field(ge=1)]
    reps: Annotated[int, Field(ge=1)]
    hold_s: Annotated[int, Field(ge=0)]
    days_per_week: Annotated[int, Field(ge=1, le=7)]
    note: str


class Exercise(Row):
    """A home or clinic exercise with its dose, versions and cautions.

    ``worker_note`` is the note of the dose in plain words, for the worker.
    """

    id: Words
    name: Words
    type: ExerciseType
    target: Words
    how_to: Words
    dose_default: Dose
    progression: Words
    easier_version: Words
    cautions_by_condition: dict[ConditionTag | Literal["any"], Words]
    work_relevance_drivers: tuple[DriverId, ...]
    source_ids: tuple[FindingId, ...] = Field(min_length=1)
    dose_basis: DoseBasis
    conditions_commonly_used: tuple[ConditionTag, ...]
    usually_avoid_in: tuple[ConditionTag, ...]
    equipment: Words
    movement: Movement
    figure: Words
    worker_note: str


class MovementCaution(Statement):
    """What to mind about a movement where it is the direction that hurts."""

    pattern: PatternId
    movement: Movement


class Version(StrEnum):
    """The version of an exercise for a week."""

    EASIER = "easier"
    USUAL = "usual"
    HARDER = "harder"


class Stage(Row):
    """From which week which version is done."""

    from_week: Weeks
    version: Version


class ExerciseRules(Row):
    """What holds for every exercise: before, when to ease off, when to stop; the order of versions; after surgery.

    ``helping_movement`` is tried first where the other direction hurts.
    """

    before: tuple[Words, ...]
    ease_off: tuple[Words, ...]
    stop_and_seek_help: tuple[Words, ...]
    stages: tuple[Stage, ...]
    stages_basis: Statement
    movement_cautions: tuple[MovementCaution, ...]
    operated_caution: Statement
    operated_at_once: tuple[Words, ...]
    helping_movement: dict[PatternId, Movement]


class GoalIdea(Row):
    """An activity that a worker may aim at, in one of the three domains of goals."""

    id: Words
    domain: Literal["work", "home", "social"]
    activity: Words


class Topic(Row):
    """An education topic as it is handed to the worker; ``figures`` are drawings of the movements that it describes."""

    id: Words
    title: Words
    drivers: tuple[DriverId, ...]
    conditions: tuple[ConditionTag, ...]
    key_points: tuple[Words, ...]
    try_this: tuple[Words, ...]
    get_help_if: Words
    source_ids: tuple[FindingId, ...] = Field(min_length=1)
    note: str
    figures: tuple[Words, ...]
    flesch_kincaid_grade: float


@cache
def facts() -> dict[str, Fact]:
    """The facts on which components depend, by id."""
    return by_id(checked(Fact, read_json(COMPONENTS)["facts"], COMPONENTS), COMPONENTS)


@cache
def components() -> dict[str, Component]:
    """The components by id, in the order of the reference."""
    return by_id(checked(Component, read_json(COMPONENTS)["components"], COMPONENTS), COMPONENTS)


def _weeks(name: str) -> Figure[int]:
    return Figure[int].model_validate({"unit": "weeks", **read_json(COMPONENTS)[name]})


@cache
def usual_weeks() -> Figure[int]:
    """How many weeks a programme has while there is no plan."""
    return _weeks("programme_weeks")


@cache
def long_term_weeks() -> Figure[int]:
    """After how many weeks pain counts as long-term."""
    return _weeks("long_term_weeks")


@cache
def late_weeks() -> Figure[int]:
    """After how many weeks of absence graded activity is begun late."""
    return _weeks("late_weeks")


@cache
def not_back_weeks() -> Figure[int]:
    """After how many weeks without return a multidisciplinary programme is considered."""
    return _weeks("not_back_weeks")


@cache
def operated_conditions() -> frozenset[str]:
    """The conditions that say that an operation was done."""
    return frozenset(read_json(COMPONENTS)["operated_conditions"])


@cache
def usual_session_min() -> Figure[int]:
    """How long a session is where the reference gives no length."""
    return Figure[int].model_validate({"unit": "min", **read_json(COMPONENTS)["usual_session_min"]})


@cache
def pacing_rules() -> PacingRules:
    """How pacing is computed."""
    return PacingRules.model_validate(read_json(COMPONENTS)["pacing"])


@cache
def exercises() -> dict[str, Exercise]:
    """The exercises by id."""
    return by_id(checked(Exercise, read_json(EXERCISES)["exercises"], EXERCISES), EXERCISES)


@cache
def exercise_rules() -> ExerciseRules:
    """What holds for every exercise."""
    data = read_json(EXERCISES)
    general = {name: data["general_rules"][name] for name in ("before", "ease_off", "stop_and_seek_help")}
    names = set(ExerciseRules.model_fields) - set(general)
    return ExerciseRules.model_validate(general | {name: data[name] for name in names})


@cache
def goal_library() -> dict[str, GoalIdea]:
    """Activities that goals may begin with, by id."""
    return by_id(checked(GoalIdea, read_json(GOALS)["goals"], GOALS), GOALS)


@cache
def topics() -> dict[str, Topic]:
    """The education topics by id."""
    return by_id(checked(Topic, read_json(EDUCATION)["topics"], EDUCATION), EDUCATION)


def highest_grade() -> float:
    """The highest reading grade (Flesch-Kincaid) of a hand-out."""
    return float(read_json(EDUCATION)["target_grade"])
