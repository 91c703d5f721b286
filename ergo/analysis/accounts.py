"""Every account of what a task asks for, side by side: which one gates, which gave way, and where they differ."""

from dataclasses import dataclass

from ergo.analysis.demands import Key, amount_of, gives_way, key_of
from ergo.analysis.match import task_demands
from ergo.errors import InputError
from ergo.model.base import new_id
from ergo.model.case import Case
from ergo.model.job import Demand, Task


@dataclass(frozen=True)
class Account:
    """One account of one demand.

    ``stated`` says that a person entered it, else it is worked out from measurements. ``gave_way`` says that another
    account of the same work was confirmed instead. ``gates`` marks the highest of those that count.
    """

    demand: Demand
    stated: bool
    gave_way: bool
    gates: bool


def accounts_of(case: Case, task: Task) -> dict[Key, list[Account]]:
    """All accounts of a task by what they say something about, those that count first, each the highest first."""
    counting = task_demands(case, task)
    counted, stated = {demand.id for demand in counting}, {demand.id for demand in task.demands}
    passed_over = [demand for demand in task.demands if demand.id not in counted]
    highest_first = sorted(counting, key=lambda d: -(amount_of(d) or 0.0))
    found: dict[Key, list[Account]] = {}
    for demand in [*highest_first, *passed_over]:
        of_key = found.setdefault(key_of(demand), [])
        gates = not of_key and demand.id in counted
        of_key.append(Account(demand, demand.id in stated, gives_way(demand, task.demands), gates))
    return found


def differ(accounts: list[Account]) -> bool:
    """Whether accounts that have not given way to a confirmed one name different amounts."""
    amounts = {amount_of(account.demand) for account in accounts if not account.gave_way}
    return len(amounts - {None}) > 1


def confirm(task: Task, account: Demand, by: str) -> None:
    """Record that a person confirmed an account: the other stated accounts of the same work give way to it.

    All of them stay in the case. One that was worked out from measurements is entered beside them as it is now.

    Raises InputError when nobody is named.
    """
    name = by.strip()
    if not name:
        raise InputError("Say who confirmed it.", field="confirmed by")
    entered = next((demand for demand in task.demands if demand.id == account.id), None)
    if entered is None:
        entered = account.model_copy(update={"id": new_id()})
        task.demands.append(entered)
    entered.confirmed_by = name
