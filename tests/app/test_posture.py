"""The posture page: scores side by side, a range while items are open, what costs most, questions answered at once."""

from streamlit.testing.v1 import AppTest

from ergo.model.base import Measurement
from ergo.model.case import Case
from ergo.model.job import Cycle, CycleStep, Task, TaskKind
from ergo.workflow.examples import example
from tests.analysis.test_posture import PICKING_UP
from tests.app.conftest import Open, new_case


def with_task(kind: TaskKind = TaskKind.POSTURE, **values: object) -> Case:
    measurements = {f"posture.{name}": Measurement(value=value) for name, value in values.items()}
    case = new_case()
    case.job.tasks = [Task(name="Sorting", kind=kind, measurements=measurements)]
    return case


def metrics(at: AppTest) -> dict[str, str]:
    return {metric.label: metric.value for metric in at.metric}


def said(at: AppTest) -> str:
    found = (str(element.value) for kind in ("markdown", "caption", "warning") for element in at.get(kind))
    return " ".join(found).replace("\\", "")


def test_the_scores_stand_side_by_side_with_their_own_words(open_page: Open) -> None:
    """REBA as in `tests/analysis/test_posture.py`. OWAS 2121 with no load: category 2 by the table."""
    case = with_task(**PICKING_UP, owas_back="bent", owas_arms="below", owas_legs="two_straight")
    at = open_page("posture", case)
    assert metrics(at)["REBA"] == "3"
    assert metrics(at)["OWAS"] == "2"
    assert "low risk" in said(at)
    assert "Slightly harmful" in said(at)
    assert "Costs most: trunk. Set right, REBA would be 1." in said(at)


def test_open_items_give_a_range_and_where_to_look_first(open_page: Open) -> None:
    known = {name: value for name, value in PICKING_UP.items() if name != "load_kg"}
    at = open_page("posture", with_task(**known))
    assert metrics(at)["REBA"] == "3 to 6"
    assert "1 item is open. Look first at: load held or force used." in said(at)
    at.number_input(
        key=next(w.key for w in at.number_input if w.label.startswith("Trunk bent forward"))
    ).set_value(0.0).run()
    assert metrics(at)["REBA"] != "3 to 6"


def test_a_score_that_nothing_open_can_change_is_told(open_page: Open) -> None:
    """Back bent and twisted, standing on one bent knee: category 4 with any load and any arms."""
    at = open_page("posture", with_task(owas_back="both", owas_legs="one_bent"))
    assert metrics(at)["OWAS"] == "4"
    assert "What is still open cannot change it." in said(at)


def test_what_was_not_seen_is_answered_together(open_page: Open) -> None:
    at = open_page("posture", with_task(trunk_flexion_deg=30))
    (button,) = [b for b in at.button if b.label.startswith("None of the")]
    assert button.label == "None of the 4 other things was seen"
    button.click().run()
    measured = at.session_state["case"].job.tasks[0].measurements
    for name in ("trunk_twist", "trunk_side_bent", "neck_twisted", "neck_side_bent"):
        assert measured[f"posture.{name}"].value is False
    assert "posture.legs_supported" not in measured


def test_hand_work_is_asked_only_what_its_method_takes(open_page: Open) -> None:
    at = open_page("posture", with_task(TaskKind.HAND_WORK))
    assert list(metrics(at)) == ["RULA"]
    (groups,) = [w for w in at.get("segmented_control") if w.label == "Items"]
    assert not [option for option in groups.options if option.startswith("OWAS")]


def test_a_step_of_a_cycle_is_a_posture_too(open_page: Open) -> None:
    case = with_task()
    step = CycleStep(name="Reach in", kind=TaskKind.POSTURE, minutes=1)
    case.job.tasks = [
        Task(name="Load the van", kind=TaskKind.LIFTING, cycle=Cycle(steps=[step], repeats_per_shift=10))
    ]
    at = open_page("posture", case)
    assert at.selectbox(key="posture.task").options == ["Load the van: Reach in"]


def test_a_job_without_such_a_task_offers_one(open_page: Open) -> None:
    case = example("delivery")
    case.job.tasks = [task for task in case.job.tasks if task.kind is TaskKind.DRIVING]
    for task in case.job.tasks:
        task.cycle = None
    at = open_page("posture", case)
    (button,) = [b for b in at.button if b.label == "Add such a task"]
    button.click().run()
    assert at.session_state["case"].job.tasks[-1].kind is TaskKind.POSTURE
    assert metrics(at)["REBA"] == "1 to 15"


def test_loads_are_typed_in_the_chosen_units(open_page: Open) -> None:
    case = with_task(**PICKING_UP | {"load_kg": 10.0})
    at = open_page("posture", case, **{"posture.items": "Time and load", "units": "us"})
    (load,) = [w for w in at.number_input if w.label.startswith("Load held or force used")]
    assert load.label.endswith("(lb)")
    assert round(load.value, 1) == 22.0
