"""What the forecast believes before the first step of a return."""

from functools import cache
from typing import Annotated

from pydantic import Field

from ergo.knowledge.files import read_json
from ergo.knowledge.policies import Figure
from ergo.knowledge.rows import Row, Words

FILE = "forecast.json"
Steps = Annotated[float, Field(gt=0, le=1000)]


class UsualPrior(Row):
    """Steps that held and steps that failed, as if they had been seen before."""

    note: Words
    steps_held: Figure[Steps]
    steps_failed: Figure[Steps]


@cache
def usual_prior() -> UsualPrior:
    """The prior where the therapist says no other."""
    return UsualPrior.model_validate(read_json(FILE))
