"""Conflicting accounts stay side by side; the higher gates until one of them is confirmed."""

import pytest

from ergo.analysis.accounts import Account, accounts_of, confirm, differ
from ergo.analysis.demands import Key, amount_of, demands_of
from ergo.errors import InputError
from ergo.knowledge.dimensions import Aspect, Band
from ergo.model.base import HowKnown, Measurement
from ergo.model.case import Case
from ergo.model.job import Demand, Task, TaskKind
from ergo.model.worker import Worker

FORCE = Key("push_pull_initial", Aspect.PEAK)
CASE = Case(worker=Worker(code="W"))


def said(amount: float | None, source: HowKnown, **more: object) -> Demand:
    return Demand(
        id=source.value, dimension=FORCE.dimension, aspect=FORCE.aspect, maximum=amount, source=source, **more
    )


def cart(*demands: Demand, measured_n: float | None = None) -> Task:
    task = Task(id="cart", name="Push the cart", kind=TaskKind.PUSH_PULL_CARRY, demands=list(demands))
    if measured_n is not None:
        task.measurements["push.initial_force_n"] = Measurement(value=measured_n, how=HowKnown.MEASURED)
    return task


def found(task: Task) -> list[Account]:
    return accounts_of(CASE, task)[FORCE]


def gating(task: Task) -> list[tuple[float | None, HowKnown]]:
    return [(amount_of(a.demand), a.demand.source) for a in found(task) if a.gates]


def counted(task: Task) -> set[float | None]:
    return {amount_of(d) for d in demands_of(task) if Key(d.dimension, d.aspect) == FORCE}


def test_highest_account_gates_and_the_others_stand_beside_it() -> None:
    task = cart(said(200, HowKnown.EMPLOYER), said(300, HowKnown.WORKER), measured_n=250)
    assert [amount_of(a.demand) for a in found(task)] == [300, 250, 200]
    assert [a.stated for a in found(task)] == [True, False, True]
    assert gating(task) == [(300, HowKnown.WORKER)]
    assert differ(found(task))


def test_confirmed_account_gates_and_the_other_stays_in_the_case() -> None:
    task = cart(said(200, HowKnown.EMPLOYER), said(300, HowKnown.WORKER))
    confirm(task, task.demands[0], " Site manager ")
    assert [d.confirmed_by for d in task.demands] == ["Site manager", ""]
    assert gating(task) == [(200, HowKnown.EMPLOYER)]
    assert [a.gave_way for a in found(task)] == [False, True]
    assert not differ(found(task))
    assert counted(task) == {200}


def test_two_confirmed_accounts_both_count_and_the_higher_gates() -> None:
    task = cart(said(200, HowKnown.EMPLOYER, confirmed_by="A"), said(300, HowKnown.WORKER, confirmed_by="B"))
    assert gating(task) == [(300, HowKnown.WORKER)]
    assert differ(found(task))


def test_measurement_never_gives_way() -> None:
    task = cart(said(200, HowKnown.EMPLOYER, confirmed_by="Site manager"), measured_n=250)
    assert counted(task) == {200, 250}
    assert gating(task) == [(250, HowKnown.MEASURED)]


def test_measurement_can_be_confirmed_against_what_was_said() -> None:
    task = cart(said(300, HowKnown.WORKER), measured_n=250)
    measured = next(a.demand for a in found(task) if not a.stated)
    confirm(task, measured, "OT")
    assert counted(task) == {250}
    assert len(task.demands) == 2
    assert gating(task) == [(250, HowKnown.MEASURED)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"frequency": Band.CONSTANT}, {"frequency": Band.SELDOM}),
        ({"reach_cm": 30.0}, {"reach_cm": 60.0}),
        ({"hand_height_low_cm": 90.0}, {"hand_height_low_cm": 20.0}),
        ({"hand_height_high_cm": 90.0}, {"hand_height_high_cm": 150.0}),
    ],
)
def test_account_of_other_work_does_not_give_way(one: dict[str, object], other: dict[str, object]) -> None:
    confirmed, unsaid = said(200, HowKnown.EMPLOYER, confirmed_by="A", **one), said(300, HowKnown.WORKER)
    assert counted(cart(confirmed, said(300, HowKnown.WORKER, **other))) == {200, 300}
    assert counted(cart(confirmed, unsaid)) == {200}


def test_confirmed_account_without_an_amount_settles_nothing() -> None:
    task = cart(said(None, HowKnown.EMPLOYER, confirmed_by="A"), said(300, HowKnown.WORKER))
    assert counted(task) == {300}


def test_somebody_must_have_confirmed_it() -> None:
    task = cart(said(200, HowKnown.EMPLOYER))
    with pytest.raises(InputError, match="who confirmed"):
        confirm(task, task.demands[0], "  ")
    assert task.demands[0].confirmed_by == ""


def test_one_account_alone_differs_from_nothing() -> None:
    assert not differ(found(cart(said(200, HowKnown.EMPLOYER))))
    assert not differ(found(cart(said(200, HowKnown.EMPLOYER), said(None, HowKnown.WORKER))))
