"""What the job asks for and nobody measured."""

from ergo.analysis.unassessed import never_assessed
from ergo.knowledge.dimensions import Aspect
from ergo.model.job import Importance, TaskKind
from tests.analysis.build import a_capacity, a_case, a_demand, a_task


def test_what_several_tasks_ask_for_is_listed_once_with_the_highest_amount() -> None:
    case = a_case(
        a_task(id="one", name="One", demands=[a_demand("carry", 5), a_demand("push_pull_initial", 3)]),
        a_task(id="two", name="Two", demands=[a_demand("carry", 9)]),
    )
    found = {entry.key.dimension: entry for entry in never_assessed(case)}
    assert found["carry"].most == 9
    assert found["carry"].tasks == ["One", "Two"]
    assert found["push_pull_initial"].tasks == ["One"]


def test_what_has_an_entry_is_not_listed_even_without_a_figure() -> None:
    case = a_case(
        a_task(demands=[a_demand("carry", 5), a_demand("sit", 30, Aspect.RUN)]),
        capacities=[a_capacity("carry", None)],
    )
    assert [(entry.key.dimension, entry.key.aspect) for entry in never_assessed(case)] == [
        ("sit", Aspect.RUN)
    ]


def test_a_demand_of_an_unknown_amount_is_listed_and_one_of_zero_is_not() -> None:
    case = a_case(a_task(demands=[a_demand("carry", None), a_demand("push_pull_initial", 0)]))
    (entry,) = never_assessed(case)
    assert (entry.key.dimension, entry.most) == ("carry", None)


def test_essential_tasks_come_first() -> None:
    case = a_case(
        a_task(id="a", importance=Importance.MARGINAL, demands=[a_demand("carry", 5)]),
        a_task(id="b", importance=Importance.ESSENTIAL, demands=[a_demand("push_pull_initial", 3)]),
    )
    assert [entry.key.dimension for entry in never_assessed(case)] == ["push_pull_initial", "carry"]


def test_minutes_of_a_sitting_task_count_as_asked_for() -> None:
    (entry,) = never_assessed(a_case(a_task(TaskKind.SITTING)))
    assert (entry.key.dimension, entry.key.aspect, entry.most) == ("sit", Aspect.DOSE, 60)


def test_an_empty_job_asks_for_nothing() -> None:
    assert never_assessed(a_case()) == []
