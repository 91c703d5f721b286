"""What the therapist decided about the rehabilitation beside the schedule, and how it goes.

Nothing of it may reach the employer; sessions in work time are appointments of the case (`Appointment.component_id`).
"""

from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from ergo.model.base import Entity, Identifier, Label, Minutes, Text, new_id

Score = Annotated[float, Field(ge=0, le=10)]
Week = Annotated[int, Field(ge=1, le=520)]


class ComponentChoice(Entity):
    """A component as the therapist wants it; what is empty stays as proposed.

    ``included`` None follows the proposal.
    """

    component_id: Identifier
    included: bool | None = None
    who: Label = ""
    frequency: Label = ""
    dose: Label = ""
    first_week: Week | None = None
    last_week: Week | None = None
    every_weeks: Annotated[int, Field(ge=1, le=26)] | None = None
    note: Text = ""


class ExerciseChoice(Entity):
    """An exercise of the home programme with its own dose; None keeps the usual one."""

    exercise_id: Identifier
    sets: Annotated[int, Field(ge=1, le=20)] | None = None
    reps: Annotated[int, Field(ge=1, le=200)] | None = None
    hold_s: Annotated[int, Field(ge=0, le=600)] | None = None
    days_per_week: Annotated[int, Field(ge=1, le=7)] | None = None
    note: Text = ""


class GoalDomain(StrEnum):
    """Where an activity or participation is aimed at."""

    WORK = "work"
    HOME = "home"
    SOCIAL = "social"


class GoalRating(Entity):
    """How well an activity goes on a day: 0 cannot do it, 10 as before."""

    id: Identifier = Field(default_factory=new_id)
    on: date
    value: Score


class ProgrammeGoal(Entity):
    """An activity that the worker chose, with its ratings over time and the rating that is aimed at."""

    id: Identifier = Field(default_factory=new_id)
    domain: GoalDomain
    activity: Label = ""
    target: Score | None = None
    ratings: list[GoalRating] = Field(default_factory=list)


class PracticeKind(StrEnum):
    """Kinds of relaxation and mindfulness."""

    BREATHING = "breathing"
    MUSCLE_RELAXATION = "muscle_relaxation"
    MINDFULNESS = "mindfulness"
    OTHER = "other"


class Practice(Entity):
    """One entry of the log of relaxation and mindfulness; tension 0 (none) to 10 before and after."""

    id: Identifier = Field(default_factory=new_id)
    on: date
    kind: PracticeKind = PracticeKind.BREATHING
    minutes: Minutes | None = None
    tension_before: Score | None = None
    tension_after: Score | None = None
    note: Text = ""


class PacingRule(StrEnum):
    """What the weekly step is a share of: the level of the week before, or the baseline."""

    OF_LEVEL = "of_level"
    OF_BASELINE = "of_baseline"


class PacedActivity(Entity):
    """An activity with a baseline and an aim of its own; None takes the tolerance, and what the job asks for."""

    activity_id: Identifier
    baseline: Annotated[float, Field(gt=0)] | None = None
    aim: Annotated[float, Field(gt=0)] | None = None


class CheckUp(Entity):
    """A check-up so many weeks after the return to full duties, as it was held."""

    after_weeks: Annotated[int, Field(ge=1, le=104)]
    held_on: date | None = None
    still_at_goal: bool | None = None
    note: Text = ""


class Programme(Entity):
    """The programme: choices, goals, pacing, log, flare-up card, check-ups.

    ``flare_helps`` is what helps this worker in a flare-up, in the worker's words; ``call`` is whom to call.
    """

    components: list[ComponentChoice] = Field(default_factory=list)
    exercises: list[ExerciseChoice] = Field(default_factory=list)
    topic_ids: list[Identifier] = Field(default_factory=list)
    goals: list[ProgrammeGoal] = Field(default_factory=list)
    pacing_rule: PacingRule = PacingRule.OF_LEVEL
    paced: list[PacedActivity] = Field(default_factory=list)
    practice: list[Practice] = Field(default_factory=list)
    flare_helps: Text = ""
    call: Label = ""
    check_ups: list[CheckUp] = Field(default_factory=list)
