"""Match and modifications as a therapist uses them: reasons on a click, a change found, chosen and followed up."""

from ergo.model.record import TrialOutcome
from ergo.workflow.desk import Desk
from ergo.workflow.examples import example
from tests.app.conftest import Open, new_case
from tests.app.test_steps import shown, stored


def boxes(at) -> list[str]:
    return [box.label.replace("\\", "") for box in at.expander]


def test_the_reasons_of_a_task_come_worst_first_and_open_on_a_click(open_page: Open) -> None:
    at = open_page("match", example("warehouse"), **{"match.task": "pick_mid"})
    first = next(box for box in boxes(at) if "asks for" in box)
    assert first.endswith("Beyond] — **Lift, floor to waist**: asks for 14 kg, limit 8 kg")
    assert not any("measured" in " ".join(map(str, t.value.to_numpy().ravel())).lower() for t in at.table[1:])
    key = "match.one.pick_mid.lift_floor_waist.peak.0"
    at.session_state[key] = True
    at.run()
    cells = [str(cell).replace("\\", "") for t in at.table for cell in t.value.to_numpy().ravel()]
    assert "Asks for 14 kg; 10 kg is allowed." in cells
    assert "14 kg" in cells


def test_the_same_in_pounds(open_page: Open) -> None:
    at = open_page("match", example("warehouse"), **{"match.task": "pick_mid", "units": "us"})
    assert any("asks for 30.9 lb, limit 17.6 lb" in box for box in boxes(at))
    assert any("Asks for 30.9 lb; 17.6 lb is tolerated." in text for text in shown(at, "markdown"))


def test_the_reasons_of_a_demand_name_its_tasks(open_page: Open) -> None:
    at = open_page("match", example("warehouse"), **{"match.way": "demand"})
    at.selectbox(key="match.demand").set_value("sit.run").run()
    asked = [box for box in boxes(at) if "asks for" in box]
    assert len(asked) == 3
    assert "Book in returns at the desk**: asks for 60 min, limit 30 min" in asked[0]


def test_a_change_is_found_by_a_word_and_chosen(open_page: Open, desk: Desk) -> None:
    at = open_page("modifications", example("warehouse"), **{"modifications.part": "Catalogue"})
    assert any("Type a word or choose a filter" in text for text in shown(at, "info"))
    at.text_input(key="modifications.words").set_value("scissor lift table electric").run()
    assert at.subheader[0].value == "Scissor lift table, electric"
    before = len(stored(at, desk).modifications)
    next(b for b in at.button if b.label.startswith("Choose for")).click().run()
    chosen = stored(at, desk).modifications
    assert len(chosen) == before + 1
    assert f"modifications.chosen.{chosen[-1].id}.responsible" in {field.key for field in at.text_input}


def test_what_is_not_recommended_says_why_and_cannot_be_chosen(open_page: Open) -> None:
    at = open_page("modifications", example("warehouse"), **{"modifications.part": "Catalogue"})
    at.text_input(key="modifications.words").set_value("back belt industrial").run()
    assert [s.value.replace("\\", "") for s in at.subheader] == ["Back belt / industrial lumbar belt"]
    assert "false security" in shown(at, "error")[0]
    assert not [b for b in at.button if b.label.startswith("Choose for")]


def test_results_come_ten_at_a_time(open_page: Open) -> None:
    at = open_page("modifications", example("warehouse"), **{"modifications.part": "Catalogue"})
    at.text_input(key="modifications.words").set_value("seat").run()
    assert len(at.subheader) == 10
    first = [s.value for s in at.subheader]
    at.pagination[0].set_value(2).run()
    assert not set(first) & {s.value for s in at.subheader}


def test_what_is_missing_of_a_chosen_change_is_said_and_its_trial_recorded(
    open_page: Open, desk: Desk
) -> None:
    case = example("warehouse")
    case.modifications[0].responsible = ""
    at = open_page("modifications", case, **{"modifications.part": "Chosen"})
    (listed,) = at.table
    assert listed.value.iloc[0]["Still missing"] == "who arranges it"
    key = f"modifications.chosen.{case.modifications[0].id}.trial_outcome"
    at.segmented_control(key=key).set_value(TrialOutcome.DROPPED).run()
    assert stored(at, desk).modifications[0].trial_outcome is TrialOutcome.DROPPED


def test_nothing_in_the_way_is_no_success_while_much_is_unknown(open_page: Open) -> None:
    case = new_case()
    case.job.tasks = [example("warehouse").job.tasks[0]]
    at = open_page("match", case)
    assert not at.success
    assert any("demands are not assessed" in text for text in shown(at, "info"))
