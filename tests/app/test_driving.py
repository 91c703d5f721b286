"""The Driving page: an empty job, stretches, typical values, rules of the road, and what a vehicle still needs."""

from streamlit.testing.v1 import AppTest

from ergo.model.base import HowKnown
from ergo.model.case import Case
from ergo.model.job import Task
from ergo.workflow.examples import example
from tests.app.conftest import Open, new_case

FORKLIFT = "Put pallets away with the forklift"


def metrics(at: AppTest) -> dict[str, str]:
    return {metric.label: metric.value for metric in at.metric}


def with_drive(**fields: object) -> Case:
    given = {"id": "drive", "name": "Deliveries", "kind": "driving", "minutes_per_shift": 300}
    case = new_case()
    case.job.tasks = [Task.model_validate(given | fields)]
    return case


def values(**found: object) -> dict[str, dict[str, object]]:
    return {f"drive.{name}": {"value": value} for name, value in found.items()}


def shown(at: AppTest) -> str:
    kinds = (at.markdown, at.caption, at.info, at.warning)
    return " ".join(str(element.value) for kind in kinds for element in kind)


def test_an_empty_page_offers_to_add_a_driving_task(open_page: Open) -> None:
    at = open_page("driving", new_case())
    next(button for button in at.button if button.label == "Add a driving task").click().run()
    assert not at.exception
    assert [task.kind for task in at.session_state["case"].job.tasks] == ["driving"]
    assert metrics(at)["Longest stretch"] == "not known"


def test_stretches_are_added_and_the_longest_is_told(open_page: Open) -> None:
    at = open_page("driving", with_drive(legs=[{"id": "first", "minutes": 40, "then_break_min": 15}]))
    assert metrics(at)["Longest stretch"] == "40 min"
    next(button for button in at.button if button.label == "Add a stretch").click().run()
    added = at.session_state["case"].job.tasks[0].legs[1]
    at.number_input(key=f"driving.leg.drive.{added.id}.minutes.metric").set_value(75.0).run()
    assert not at.exception
    assert metrics(at) == {
        "Longest stretch": "1 h 15 min",
        "Permitted at a time": "not known",
        "In all, a shift": "1 h 55 min",
        "In and out, a shift": "2 times",
    }


def test_a_bad_length_is_refused_beside_its_field(open_page: Open) -> None:
    at = open_page("driving", with_drive(legs=[{"id": "first", "minutes": 40}]))
    at.number_input(key="driving.leg.drive.first.minutes.metric").set_value(2000.0).run()
    assert "1440" in at.error[0].value
    assert at.session_state["case"].job.tasks[0].legs[0].minutes == 40


def test_hours_that_differ_from_the_stretches_are_said(open_page: Open) -> None:
    at = open_page("driving", with_drive(legs=[{"minutes": 120}], measurements=values(total_h=1)))
    assert any("The stretches add up to 2 h" in warning.value for warning in at.warning)


def test_a_vehicle_without_a_published_figure_needs_a_value(open_page: Open) -> None:
    case = with_drive(measurements=values(vehicle="van"))
    at = open_page("driving", case, **{"driving.part": "Vibration"})
    assert metrics(at)["A(8), m/s²"] == "–"
    assert "needs a measured or maker's value" in shown(at)
    assert not [button for button in at.button if button.label.startswith("Use as an estimate")]


def test_a_typical_value_is_taken_as_an_estimate_and_scored(open_page: Open) -> None:
    """0.91 m/s2 for 5 h: 0.91 * sqrt(5 / 8) = 0.72."""
    at = open_page(
        "driving", with_drive(measurements=values(vehicle="forklift")), **{"driving.part": "Vibration"}
    )
    next(button for button in at.button if button.label.startswith("Use as an estimate")).click().run()
    assert not at.exception
    taken = at.session_state["case"].job.tasks[0].measurements["wbv.aw_ms2"]
    assert (taken.value, taken.how) == (0.91, HowKnown.ESTIMATED)
    assert metrics(at)["A(8), m/s²"] == "0.72"
    assert "typical value comes from other vehicles" in shown(at)


def test_a_makers_value_is_said_to_be_emission(open_page: Open) -> None:
    measured = {"wbv.aw_ms2": {"value": 0.4, "how": "maker"}}
    at = open_page("driving", with_drive(measurements=measured), **{"driving.part": "Vibration"})
    assert "emission under test conditions, not the exposure" in shown(at)


def test_rules_of_the_country_stand_beside_the_tolerance(open_page: Open) -> None:
    case = with_drive(measurements=values(vehicle_class="goods_heavy"), legs=[{"minutes": 300}])
    case.country = "DE"
    at = open_page("driving", case, **{"driving.part": "Hours and law"})
    law, advice = at.table
    rows = {row["Limit"]: row for row in law.value.to_dict("records")}
    assert "Kept" in rows["Driving in a day"]["Status"]
    assert "Not kept" in rows["Driving before a break of 45 min"]["Status"]
    assert "Not known" in rows["Driving in a week"]["Status"]
    assert "Not followed" in advice.value["Status"][0]
    assert "Law is a ceiling" in shown(at)
    assert "November 2026" in shown(at)


def test_the_page_clears_nobody(open_page: Open) -> None:
    at = open_page("driving", with_drive(), **{"driving.part": "Fitness to drive"})
    assert "clears nobody" in at.warning[0].value
    assert "not marked as safety\\-critical" in shown(at) or "not marked as safety-critical" in shown(at)


def test_the_example_opens_at_its_forklift(open_page: Open) -> None:
    at = open_page("driving", example("warehouse"))
    assert FORKLIFT in at.selectbox[0].options
    assert metrics(at)["In all, a shift"] == "48 min"
