"""Where the worker stands now, the goal, and the outcome that will be checked."""

from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from ergo.model.base import Entity, Text


class WorkStatus(StrEnum):
    """Where the worker stands when the plan is made."""

    OFF_WORK = "off_work"
    PART_HOURS = "part_hours"
    STRUGGLING = "struggling"


class Goal(StrEnum):
    """The goal of the return, nearest to the job before first."""

    SAME_JOB = "same_job"
    MODIFIED_JOB = "modified_job"
    OTHER_JOB = "other_job"
    NEW_EMPLOYER = "new_employer"


class SustainedReturn(Entity):
    """The outcome to be checked: so many weeks sustained at the goal, looked at so many weeks after it."""

    sustained_weeks: Annotated[int, Field(ge=1, le=52)] = 4
    checks_after_weeks: list[Annotated[int, Field(ge=1, le=104)]] = Field(default_factory=lambda: [2, 6, 12])


class Situation(Entity):
    """Status and goal."""

    status: WorkStatus | None = None
    since: date | None = None
    current_hours_per_week: Annotated[float, Field(ge=0, le=100)] | None = None
    goal: Goal | None = None
    outcome: SustainedReturn = Field(default_factory=SustainedReturn)
    notes: Text = ""
