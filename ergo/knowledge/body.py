"""Shares of stature from which a worker is drawn to scale."""

from functools import cache
from typing import Annotated, Literal

from pydantic import Field

from ergo.knowledge.files import read_csv
from ergo.knowledge.rows import Row, Words, by_id, checked
from ergo.knowledge.sources import SourceField, Status

FILE = "body_segments.csv"


class BodySegment(Row):
    """A height above the floor or a length of the body as a share of stature."""

    id: Words
    kind: Literal["height above floor", "length"]
    share_of_stature: Annotated[float, Field(gt=0, lt=1)]
    source: SourceField
    status: Status
    note: str


@cache
def body_segments() -> dict[str, BodySegment]:
    """All segments by id. They serve to draw a figure, not to size furniture or to judge a posture."""
    return by_id(checked(BodySegment, read_csv(FILE), FILE), FILE)
