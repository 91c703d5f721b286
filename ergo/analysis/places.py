"""Where a limit holds: everywhere, or only at some hand heights or beyond a reach."""

from typing import Protocol

from ergo.model.job import Demand


class Condition(Protocol):
    """Where a limit holds: everywhere, or only at these hand heights or beyond this reach."""

    @property
    def below_hand_height_cm(self) -> float | None: ...  # noqa: D102
    @property
    def above_hand_height_cm(self) -> float | None: ...  # noqa: D102
    @property
    def beyond_reach_cm(self) -> float | None: ...  # noqa: D102


def condition_met(demand: Demand, where: Condition) -> bool | None:
    """Whether a limit's hand heights and reach meet a demand's; None where they are not known."""
    checks: list[bool | None] = []
    if where.below_hand_height_cm is not None:
        low = demand.hand_height_low_cm
        checks.append(None if low is None else low < where.below_hand_height_cm)
    if where.above_hand_height_cm is not None:
        high = demand.hand_height_high_cm
        checks.append(None if high is None else high > where.above_hand_height_cm)
    if where.beyond_reach_cm is not None:
        reach = demand.reach_cm
        checks.append(None if reach is None else reach > where.beyond_reach_cm)
    if False in checks:
        return False
    return None if None in checks else True
