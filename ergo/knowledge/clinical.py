"""Red flags with graded effect, conditions and movement patterns, psychosocial flags with their actions.

Nothing here is a diagnosis or a verdict: a red flag says what to do and what becomes of the plan, a condition
only preselects questions and cautions, a psychosocial flag is an obstacle that gets an action and an owner.
"""

from enum import StrEnum
from functools import cache
from typing import Annotated, Literal

from pydantic import AfterValidator

from ergo.errors import InputError
from ergo.knowledge.catalogue import ConditionTag
from ergo.knowledge.files import read_json
from ergo.knowledge.rows import Row, Words, by_id, checked
from ergo.knowledge.sources import SourceField, Statement, Status

RED_FLAGS = "red_flags.json"
CONDITIONS = "conditions.json"
FLAGS = "flags.json"


class Grade(StrEnum):
    """How a red flag is acted on, the most urgent first."""

    EMERGENCY = "emergency"
    STOP = "stop"
    ASK = "ask"
    NOTE = "note"


class PlanEffect(StrEnum):
    """What a red flag that is present and not settled does to the plan."""

    SUSPENDED = "suspended"
    HELD = "held"
    UNCHANGED = "unchanged"


class GradeRow(Row):
    """What is done at once for a grade, and what becomes of the plan."""

    id: Grade
    label: Words
    act: Words
    plan: PlanEffect
    plan_text: Words


class RedFlagGroup(Row):
    """A heading of the screen: back and neck, knee, after surgery, general."""

    id: Words
    label: Words


class RedFlag(Row):
    """One category of the red-flag screen.

    ``questions`` are the signs of which one is enough; ``act`` is added to what the grade asks for;
    ``criteria`` are what a guideline counts where it refers by number; ``worse_if`` names what raises the grade.
    """

    id: Words
    group: Words
    label: Words
    grade: Grade
    questions: tuple[Words, ...]
    act: Words
    criteria: tuple[Words, ...] = ()
    effect_on_plan: Words
    worse_if: str
    source: SourceField
    status: Status
    note: str


class MovementPattern(Row):
    """A direction or load that hurts or helps, and what it asks of the workplace."""

    id: Words
    label: Words
    aggravated_by: tuple[Words, ...]
    eased_by: tuple[Words, ...]
    settings: tuple[Words, ...]
    source: SourceField
    status: Status
    note: str


class Condition(Row):
    """Advice and expected course for a condition; ``catalogue_tags`` are the words the catalogue has for it."""

    id: Words
    label: Words
    catalogue_tags: tuple[ConditionTag, ...]
    advice: tuple[Statement, ...]
    course: tuple[Statement, ...]


class FlagAction(Row):
    """What is done about an obstacle, by whom, and when it is passed on."""

    id: Words
    obstacle: Words
    owner: Words
    action: Words
    refer_if: Words
    source: SourceField
    status: Status


def _known_action(action_id: str) -> str:
    if action_id not in flag_actions():
        raise InputError(f"There is no action called '{action_id}'.", field="action_id", value=action_id)
    return action_id


class Obstacle(Row):
    """One psychosocial or occupational obstacle: yellow (the person), blue (view of the work), black (the
    system).
    """

    id: Words
    colour: Literal["yellow", "blue", "black"]
    text: Words
    action_id: Annotated[str, AfterValidator(_known_action)] | None
    source: SourceField
    status: Status


@cache
def grades() -> dict[Grade, GradeRow]:
    """What each grade of red flag asks for, the most urgent first."""
    rows = checked(GradeRow, read_json(RED_FLAGS)["grades"], RED_FLAGS)
    return {row.id: row for row in rows}


@cache
def red_flag_groups() -> dict[str, RedFlagGroup]:
    """The headings of the screen by id."""
    return by_id(checked(RedFlagGroup, read_json(RED_FLAGS)["groups"], RED_FLAGS), RED_FLAGS)


@cache
def red_flags() -> dict[str, RedFlag]:
    """The red-flag screen by id, in the order in which it is asked."""
    return by_id(checked(RedFlag, read_json(RED_FLAGS)["flags"], RED_FLAGS), RED_FLAGS)


@cache
def ask_again() -> Statement:
    """When the screen is asked again."""
    return Statement.model_validate(read_json(RED_FLAGS)["ask_again"])


@cache
def movement_patterns() -> dict[str, MovementPattern]:
    """The movement patterns by id."""
    return by_id(checked(MovementPattern, read_json(CONDITIONS)["movement_patterns"], CONDITIONS), CONDITIONS)


@cache
def conditions() -> dict[str, Condition]:
    """The conditions by id."""
    return by_id(checked(Condition, read_json(CONDITIONS)["conditions"], CONDITIONS), CONDITIONS)


@cache
def flag_actions() -> dict[str, FlagAction]:
    """The suggested actions by id."""
    return by_id(checked(FlagAction, read_json(FLAGS)["actions"], FLAGS), FLAGS)


@cache
def obstacles() -> dict[str, Obstacle]:
    """The psychosocial flags by id, yellow, blue and black."""
    return by_id(checked(Obstacle, read_json(FLAGS)["items"], FLAGS), FLAGS)
