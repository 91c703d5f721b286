"""Fitness to drive: what to ask the worker, when to refer, and what is published on it.

Nothing here clears anybody: that is a named clinician's dated statement.
"""

from functools import cache
from typing import Annotated

from pydantic import AfterValidator, Field

from ergo.errors import InputError
from ergo.knowledge.clinical import conditions
from ergo.knowledge.files import read_json
from ergo.knowledge.rows import Row, Words, by_id, checked
from ergo.knowledge.sources import Statement

FILE = "fitness_to_drive.json"


class Fact(Statement):
    """A published finding or duty; ``countries`` is empty where it is not bound to one."""

    countries: tuple[Annotated[str, Field(pattern=r"^[A-Z]{2}$")], ...]


def _known_condition(condition_id: str) -> str:
    if condition_id not in conditions():
        raise InputError(
            f"There is no condition called '{condition_id}'.", field="condition", value=condition_id
        )
    return condition_id


class DrivingTopic(Row):
    """One matter: questions to the worker, when and to whom to refer, and facts.

    ``conditions`` are those for which it is asked first; it is empty where it is asked of everybody.
    """

    id: Words
    label: Words
    conditions: tuple[Annotated[str, AfterValidator(_known_condition)], ...]
    ask: tuple[Words, ...] = Field(min_length=1)
    refer: Words
    facts: tuple[Fact, ...] = Field(min_length=1)

    def facts_for(self, country: str) -> list[Fact]:
        """The facts that hold in a country, and those that hold anywhere."""
        return [fact for fact in self.facts if not fact.countries or country in fact.countries]


@cache
def driving_topics() -> dict[str, DrivingTopic]:
    """All topics by id, in the order of the file."""
    return by_id(checked(DrivingTopic, read_json(FILE)["topics"], FILE), FILE)


def topics_for(condition_id: str | None) -> list[DrivingTopic]:
    """All topics: those asked of everybody and for this condition first."""
    topics = list(driving_topics().values())
    return sorted(topics, key=lambda topic: bool(topic.conditions) and condition_id not in topic.conditions)


@cache
def never_clears() -> str:
    """The sentence that stands above the topics."""
    return str(read_json(FILE)["note"])
