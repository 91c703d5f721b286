"""What is known about sitting at a time, breaks and standing at work."""

from functools import cache

from ergo.knowledge.files import read_json
from ergo.knowledge.rows import Row, Words, by_id, checked
from ergo.knowledge.sources import Statement

FILE = "sitting_guidance.json"


class Topic(Row):
    """A heading of the guidance."""

    id: Words
    label: Words


class Guidance(Statement):
    """A sentence for people, with its source and status; no method applies it as a limit."""

    id: Words
    topic: Words


@cache
def guidance_topics() -> dict[str, Topic]:
    """The headings by id."""
    return by_id(checked(Topic, read_json(FILE)["topics"], FILE), FILE)


@cache
def guidance() -> dict[str, Guidance]:
    """The sentences by id, in the order of their topics."""
    return by_id(checked(Guidance, read_json(FILE)["guidance"], FILE), FILE)
