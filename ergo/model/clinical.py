"""The clinical picture. Nothing in this file may reach the employer's copy of any document."""

from datetime import date
from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, model_validator

from ergo.knowledge.instruments import check_answers
from ergo.model.base import Entity, Identifier, Label, Text, new_id


class Answer(StrEnum):
    """An answer to a screening question; not asked is not the same as no."""

    YES = "yes"
    NO = "no"
    NOT_ASKED = "not_asked"


class RedFlagAnswer(Entity):
    """The answer to one red-flag category, with what settled it where it was settled."""

    flag_id: Identifier
    answer: Answer = Answer.NOT_ASKED
    on: date | None = None
    by: Label = ""
    note: Text = ""
    resolved_on: date | None = None
    resolved_by: Label = ""


class FlagColour(StrEnum):
    """Psychosocial flags: yellow (person), blue (perception of work), black (system and actual conditions)."""

    YELLOW = "yellow"
    BLUE = "blue"
    BLACK = "black"


class PsychosocialFlag(Entity):
    """An obstacle to return, with who does what about it by when."""

    id: Identifier = Field(default_factory=new_id)
    colour: FlagColour
    obstacle: Text
    owner: Label = ""
    action: Text = ""
    due: date | None = None
    done_on: date | None = None


class OutcomeMeasure(Entity):
    """One score of one instrument on one day.

    ``responses`` are the answers to its items in their order, None where one was left out; empty where only the total
    was entered.
    """

    id: Identifier = Field(default_factory=new_id)
    instrument_id: Identifier
    on: date
    score: float | None = None
    responses: list[float | None] = Field(default_factory=list)
    note: Text = ""

    @model_validator(mode="after")
    def _in_range(self) -> Self:
        item = f"Outcome measure of {self.on}"
        check_answers(self.instrument_id, self.responses, self.score, item=item)
        return self


class Clinical(Entity):
    """Condition, direction that helps or hurts, screening, obstacles and outcome over time.

    ``pain_rule_id`` says how daily pain counts at reviews, where the therapist chose (`ergo.knowledge.reviews`).
    """

    condition_id: Identifier | None = None
    diagnosis: Text = ""
    body_area: Label = ""
    onset: date | None = None
    movement_pattern_id: Identifier | None = None
    helps: Text = ""
    hurts: Text = ""
    surgery: Label = ""
    surgery_on: date | None = None
    acute_or_postoperative: bool = False
    pain_rule_id: Identifier | None = None
    red_flags: list[RedFlagAnswer] = Field(default_factory=list)
    flags: list[PsychosocialFlag] = Field(default_factory=list)
    outcome_measures: list[OutcomeMeasure] = Field(default_factory=list)
    pain_now: Annotated[float, Field(ge=0, le=10)] | None = None
    notes: Text = ""
