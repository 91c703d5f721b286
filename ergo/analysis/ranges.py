"""Between what the score of a form lies while some of its items are open, for the forms with points for loads."""

from ergo.analysis.bind import bind
from ergo.knowledge.quantities import Quantity
from ergo.methods import load
from ergo.methods.unknown import ScoreRange, rising_range, score_range
from ergo.model.job import Task

_RANGE_OF = {
    "kim_lhc_2019": rising_range,
    "kim_pp_2002": score_range,  # a heavy mass is scored on some devices only
    "hse_mac_lift": rising_range,
    "hse_mac_carry": rising_range,
    "hse_mac_team": rising_range,
    "hse_rapp_wheeled": rising_range,
    "hse_rapp_unwheeled": rising_range,
}


def possible_scores(task: Task, method_id: str) -> ScoreRange | None:
    """Between what the score of a task lies by a form of which some items are open.

    None where nothing is open, where no item is answered yet, for a method that is no such form, and where what is
    known leaves no score.
    """
    if method_id not in _RANGE_OF:
        return None
    method = load(method_id)
    bound = bind(task, method)
    possible = {name: answers for name, answers in method.possible.items() if name not in bound.values}
    if len(possible) in (0, len(method.possible)):
        return None
    return _RANGE_OF[method_id](method, bound.values, possible)


def narrowing(method_id: str, found: ScoreRange) -> Quantity | None:
    """The quantity whose measurement narrows a range most."""
    return None if found.narrows is None else load(method_id).inputs.quantities()[found.narrows]
