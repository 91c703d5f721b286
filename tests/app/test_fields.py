"""What is typed is saved at once or refused beside the field, and nothing typed is lost."""

import pytest
from streamlit.testing.v1 import AppTest

from ergo.model.base import HowKnown
from ergo.workflow.desk import Desk
from ergo.workflow.examples import example
from tests.app.conftest import APP, Open

REACH = "lifting.task.pick_mid.lift.h_origin_cm.metric"
LOAD = "lifting.task.pick_mid.lift.load_kg"


def metrics(at: AppTest) -> dict[str, str]:
    return {metric.label: metric.value for metric in at.metric}


def errors(at: AppTest) -> list[str]:
    return [error.value.replace("\\", "") for error in at.error]


def test_index_follows_a_change_of_the_lift(open_page: Open, desk: Desk) -> None:
    at = open_page("lifting", example("warehouse"))
    assert metrics(at)["Costs most"] == "Reach"
    before = float(metrics(at)["Lifting index, LI"])
    # HM = 25 / H (94-110): with the reach halved from 50 to 25 cm the index is half of what it was.
    at.number_input(key=REACH).set_value(25.0).run()
    assert float(metrics(at)["Lifting index, LI"]) == pytest.approx(before / 2, abs=0.01)
    task = desk.open("example_warehouse").task("pick_mid")
    assert task is not None
    assert task.measurements["lift.h_origin_cm"].value == 25


def test_refused_value_stays_in_the_field_and_out_of_the_case(open_page: Open, desk: Desk) -> None:
    at = open_page("lifting", example("warehouse"))
    index = metrics(at)["Lifting index, LI"]
    at.number_input(key=REACH).set_value(900.0).run()
    assert errors(at) == ["Reach at the start of the lift 900 cm is outside 0 to 150 cm. Not saved."]
    assert at.number_input(key=REACH).value == 900
    assert metrics(at)["Lifting index, LI"] == index
    task = desk.open("example_warehouse").task("pick_mid")
    assert task is not None
    assert task.measurements["lift.h_origin_cm"].value == 50
    at.number_input(key=REACH).set_value(50.0).run()
    assert errors(at) == []


def test_refusal_is_said_in_the_units_in_which_it_was_typed(open_page: Open) -> None:
    at = open_page("lifting", example("warehouse"), units="us")
    at.number_input(key=REACH.replace("metric", "us")).set_value(100.0).run()
    # 150 cm / 2.54 = 59.1 in
    assert errors(at) == ["Reach at the start of the lift 100 in is outside 0 to 59.1 in. Not saved."]


def test_pounds_are_kept_as_kilograms(open_page: Open, desk: Desk) -> None:
    at = open_page("lifting", example("warehouse"), units="us")
    assert at.number_input(key=f"{LOAD}.us").label == "Usual load, L (lb)"
    at.number_input(key=f"{LOAD}.us").set_value(20.0).run()
    task = desk.open("example_warehouse").task("pick_mid")
    assert task is not None
    assert task.measurements["lift.load_kg"].value == pytest.approx(20 * 0.45359237)
    assert at.number_input(key=f"{LOAD}.us").value == 20


def test_emptied_field_is_not_measured_and_never_zero(open_page: Open, desk: Desk) -> None:
    at = open_page("lifting", example("warehouse"))
    at.number_input(key=f"{LOAD}.metric").set_value(None).run()
    task = desk.open("example_warehouse").task("pick_mid")
    assert task is not None
    assert "lift.load_kg" not in task.measurements
    assert metrics(at)["Lifting index, LI"] == "–"
    assert "Still needed: usual load" in at.info[0].value.replace("\\", "")


def test_new_value_is_known_as_the_others_are(open_page: Open, desk: Desk) -> None:
    case = example("warehouse")
    task = case.task("pick_mid")
    assert task is not None
    for measurement in task.measurements.values():
        measurement.how = HowKnown.MEASURED
    at = open_page("lifting", case)
    at.number_input(key="lifting.task.pick_mid.lift.asym_dest_deg.metric").set_value(10.0).run()
    changed = desk.open(case.id).task("pick_mid")
    assert changed is not None
    assert changed.measurements["lift.asym_dest_deg"].how is HowKnown.MEASURED


def test_change_made_elsewhere_shows_in_the_field(open_page: Open, desk: Desk) -> None:
    at = open_page("case", example("warehouse"))
    code = "case.worker.code"
    assert at.text_input(key=code).value == "WH-014"
    at.session_state["case"] = desk.edit(
        "example_warehouse", lambda case: setattr(case.worker, "code", "X-1")
    )
    at.run()
    assert at.text_input(key=code).value == "X-1"


def test_code_may_not_be_too_long(open_page: Open, desk: Desk) -> None:
    at = open_page("case", example("warehouse"))
    at.text_input(key="case.worker.code").set_value("x" * 200).run()
    assert errors(at)[0].endswith("has 200 characters, at most 120 are allowed. Not saved.")
    assert at.text_input(key="case.worker.code").value == "x" * 200
    assert desk.open("example_warehouse").worker.code == "WH-014"


def test_new_session_on_the_same_address_has_lost_nothing(open_page: Open) -> None:
    at = open_page("lifting", example("warehouse"))
    at.number_input(key=REACH).set_value(33.0).run()
    again = AppTest.from_file(str(APP), default_timeout=60)
    again.query_params["case"] = at.query_params["case"]
    again.run()
    again.switch_page("pages/lifting.py").run()
    assert again.number_input(key=REACH).value == 33
    assert again.number_input(key=f"{LOAD}.metric").value == 9


def test_refusal_is_forgotten_on_another_page(open_page: Open) -> None:
    at = open_page("lifting", example("warehouse"))
    at.number_input(key=REACH).set_value(900.0).run()
    at.switch_page("pages/match.py").run()
    at.run()
    at.switch_page("pages/lifting.py").run()
    assert errors(at) == []
    assert at.number_input(key=REACH).value == 50
