"""What the job asks for and nobody has measured: the gaps that the match calls "not assessed"."""

from dataclasses import dataclass, field

from ergo.analysis.demands import Key, accounts_by_key, amount_of
from ergo.analysis.match import capacities_for, task_demands
from ergo.knowledge.dimensions import dimension
from ergo.model.case import Case
from ergo.model.job import Importance

_ELSEWHERE = ("hours", "safety")


@dataclass
class Unassessed:
    """A dimension that some tasks ask for and for which the case holds no tolerance.

    ``most`` is the highest amount that a task asks for, None where no task says how much; ``tasks`` are the names.
    """

    key: Key
    most: float | None = None
    tasks: list[str] = field(default_factory=list)
    essential: bool = False


def never_assessed(case: Case) -> list[Unassessed]:
    """Every dimension that a task asks for and that has no entry among the tolerances, essential tasks first.

    An entry without a figure was looked at and is not listed. A demand of zero asks for nothing. Hours belong to the
    day, and clearance has its own list.
    """
    found: dict[Key, Unassessed] = {}
    for task in case.job.tasks:
        for key, accounts in accounts_by_key(task_demands(case, task)).items():
            amounts = [amount for demand in accounts if (amount := amount_of(demand)) is not None]
            asked = not amounts or max(amounts) > 0
            if not asked or dimension(key.dimension).group in _ELSEWHERE or capacities_for(case, key):
                continue
            entry = found.setdefault(key, Unassessed(key))
            entry.tasks.append(task.name)
            entry.essential |= task.importance is Importance.ESSENTIAL
            if amounts:
                entry.most = max(amounts if entry.most is None else [*amounts, entry.most])
    return sorted(found.values(), key=lambda entry: (not entry.essential, -len(entry.tasks)))
