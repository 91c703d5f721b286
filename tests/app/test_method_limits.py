"""Limits of published methods on the match page: what they close, and which of them the plan keeps to."""

from ergo.workflow.desk import Desk
from tests.app.conftest import Open
from tests.app.test_steps import shown, stored
from tests.planning.test_composites import lift
from tests.planning.test_doses import a_case, bench


def cells(at) -> list[str]:
    return [str(cell).replace("\\", "") for t in at.table for cell in t.value.to_numpy().ravel()]


def test_a_task_that_a_method_closes_stands_in_the_way_with_its_figures(open_page: Open) -> None:
    at = open_page("match", a_case(lift("a"), lift("b", load_kg=45), bench(240)))
    assert any("**1 of 3** tasks cannot be done" in text for text in shown(at, "markdown"))
    assert any("Lifting index 3.11; this plan keeps to 3 at most." in text for text in shown(at, "markdown"))
    assert "3.11" in cells(at)
    assert any("Kept out of the plan" in cell for cell in cells(at))
    assert any("healthy workers" in text for text in shown(at, "caption"))


def test_a_limit_is_switched_off_with_a_reason_and_taken_back(open_page: Open, desk: Desk) -> None:
    case = a_case(lift("a"), lift("b", load_kg=45), bench(240))
    at = open_page("match", case, **{"match.limits": True, "match.limit": "lifting_index"})
    at.segmented_control(key="limit.lifting_index.gates").set_value(False).run()
    at.text_input(key="limit.lifting_index.reason").set_value("Measured for one, lifted by two.").run()
    (choice,) = stored(at, desk).plan_settings.method_limits
    assert (choice.limit_id, choice.gates, choice.reason) == (
        "lifting_index",
        False,
        "Measured for one, lifted by two.",
    )
    assert any("Beyond, informs only" in cell for cell in cells(at))
    at.button(key="limit.lifting_index.undo").click().run()
    assert stored(at, desk).plan_settings.method_limits == []
    assert any("Kept out of the plan" in cell for cell in cells(at))


def test_a_load_outside_work_is_entered_and_counts(open_page: Open, desk: Desk) -> None:
    at = open_page("job", a_case(bench(240)), **{"job.part": "Calendar"})
    at.button(key="job.outside.loads.add").click().run()
    (load,) = stored(at, desk).outside_work.loads
    field = f"job.outside.loads.{load.id}"
    assert (load.dimension, load.aspect, load.maximum) == ("stand", "dose", None)
    assert any("give an amount that adds up over the day" in text for text in shown(at, "error"))
    at.number_input(key=f"{field}.maximum.metric").set_value(90.0).run()
    at.selectbox(key=f"{field}.dimension").set_value("sit").run()
    (load,) = stored(at, desk).outside_work.loads
    assert (load.dimension, load.maximum) == ("sit", 90)
    assert not shown(at, "error")
