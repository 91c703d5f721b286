"""The Modifications page: questions answered, sets chosen, figures tried, costs of the clinic, trials measured."""

from ergo.knowledge.catalogue import CostBand
from ergo.model.record import ChosenModification, TrialOutcome
from ergo.workflow.desk import Desk
from ergo.workflow.examples import example
from tests.app.conftest import Open
from tests.app.test_steps import shown, stored

PART = "modifications.part"


def test_a_question_that_only_a_person_can_answer_is_kept_and_brings_its_items(
    open_page: Open, desk: Desk
) -> None:
    at = open_page(
        "modifications",
        example("delivery"),
        **{PART: "What is hard", "modifications.task": "the work as a whole"},
    )
    asked = [c for c in at.segmented_control if c.key and c.key.startswith("modifications.hard")]
    assert 1 <= len(asked) <= 5
    at.toggle(key="modifications.hard.the work as a whole.all").set_value(True).run()
    key = "modifications.hard.the work as a whole.seen.pain.boom_bust"
    at.segmented_control(key=key).set_value(True).run()
    assert stored(at, desk).drivers_seen == {"pain.boom_bust": True}
    cells = [str(cell) for t in at.table for cell in t.value.to_numpy().ravel()]
    assert "seen by a person" in cells
    at.session_state[PART] = "Changes"
    at.run()
    assert at.subheader
    at.session_state[PART] = "What is hard"
    at.run()
    at.toggle(key="modifications.hard.the work as a whole.all").set_value(True).run()
    at.segmented_control(key=key).set_value(None).run()
    assert stored(at, desk).drivers_seen == {}


def test_a_measurement_that_decides_is_entered_where_it_is_missing(open_page: Open, desk: Desk) -> None:
    at = open_page(
        "modifications", example("warehouse"), **{PART: "What is hard", "modifications.task": "pallet_jack"}
    )
    field = next(f for f in at.number_input if f.key and "pallet_jack" in f.key)
    quantity = field.key.split("measure.pallet_jack.")[1].rsplit(".", 1)[0]
    before = stored(at, desk).task("pallet_jack").measurements
    field.set_value(1.0).run()
    after = stored(at, desk).task("pallet_jack").measurements
    assert after.keys() - before.keys() == {quantity}


def test_the_smallest_set_is_chosen_at_once(open_page: Open, desk: Desk) -> None:
    at = open_page(
        "modifications", example("warehouse"), **{PART: "What opens it", "modifications.task": "pick_mid"}
    )
    assert [s.value for s in at.subheader] == ["Fewest changes", "Least cost"]
    assert any("Every set of the changes" in text for text in shown(at, "caption"))
    before = len(stored(at, desk).modifications)
    at.button(key="modifications.set.pick_mid.Least cost").click().run()
    chosen = stored(at, desk).modifications
    assert [m.task_id for m in chosen[before:]] == ["pick_mid"]
    assert any("Chosen for the plan" in text for text in shown(at, "markdown"))


def test_where_nothing_suffices_the_gap_is_said_with_its_figures(open_page: Open) -> None:
    at = open_page(
        "modifications", example("office"), **{PART: "What opens it", "modifications.task": "interviews"}
    )
    assert "Nothing in the catalogue suffices" in shown(at, "warning")[0]
    assert "- Sit (at a time): Asks for 30 min; 20 min is allowed." in shown(at, "markdown")


def test_a_figure_that_is_tried_moves_the_score_and_writes_nothing(open_page: Open, desk: Desk) -> None:
    at = open_page("modifications", example("warehouse"), **{PART: "Try", "modifications.task": "pick_mid"})
    before = stored(at, desk)
    slider = at.slider[1]  # the reach; the load moves no multiplier
    slider.set_value(slider.min).run()
    assert [t for t in at.table if "Multiplier that moved" in t.value.columns]
    assert any(text.startswith("Tried") for text in shown(at, "caption"))
    assert stored(at, desk) == before


def test_a_cost_of_the_clinic_is_kept_in_the_settings_and_shown_as_its_own(
    open_page: Open, desk: Desk
) -> None:
    at = open_page("modifications", example("warehouse"), **{PART: "Catalogue"})
    at.text_input(key="modifications.words").set_value("scissor lift table electric").run()
    at.session_state["modifications.hit.more.EQ002"] = True
    at.run()
    at.selectbox(key="modifications.hit.cost.EQ002").set_value(CostBand.NONE).run()
    assert desk.settings().cost_bands == {"EQ002": CostBand.NONE}
    assert any("the clinic's own" in text.replace("\\", "") for text in shown(at, "caption"))
    at.checkbox(key="modifications.hit.site.EQ002").set_value(True).run()
    assert stored(at, desk).job.on_site == ["EQ002"]


def test_what_is_measured_after_a_trial_is_kept_and_scored(open_page: Open, desk: Desk) -> None:
    case = example("warehouse")
    (chosen,) = case.modifications
    at = open_page("modifications", case, **{PART: "Chosen"})
    field = next(f for f in at.number_input if f.key and "lift.v_origin_cm" in f.key)
    field.set_value(60.0).run()
    key = f"modifications.chosen.{chosen.id}.trial_outcome"
    at.segmented_control(key=key).set_value(TrialOutcome.CHANGED).run()
    (now,) = stored(at, desk).modifications
    assert now.measured_after["lift.v_origin_cm"].value == 60
    assert now.trial_outcome is TrialOutcome.CHANGED
    assert any("what was measured alone" in text for text in shown(at, "caption"))


def test_the_catalogue_is_searched_by_work_and_condition(open_page: Open) -> None:
    at = open_page("modifications", example("warehouse"), **{PART: "Catalogue"})
    at.selectbox(key="modifications.work").set_value("driving").run()
    driving = shown(at, "markdown")
    at.selectbox(key="modifications.condition").set_value("knee").run()
    both = shown(at, "markdown")

    def count(texts):
        return next(int(t.split()[0].strip("*")) for t in texts if " found**" in t)

    assert 0 < count(both) < count(driving)


def test_a_change_of_the_work_as_a_whole_is_chosen_with_its_person_and_date(
    open_page: Open, desk: Desk
) -> None:
    case = example("warehouse")
    case.modifications = []
    whole = {PART: "Catalogue", "modifications.task": "the work as a whole"}
    at = open_page("modifications", case, **whole, **{"modifications.words": "RTW coordinator"})
    button = at.button(key="modifications.hit.take.MO111")
    assert button.label == "Choose for the work as a whole"
    button.click().run()
    (chosen,) = stored(at, desk).modifications
    assert (chosen.item_id, chosen.task_id) == ("MO111", None)
    at.text_input(key=f"modifications.chosen.{chosen.id}.responsible").set_value("Team leader").run()
    at.session_state[PART] = "Chosen"
    at.run()
    assert "The work as a whole" in [str(cell) for t in at.table for cell in t.value.to_numpy().ravel()]
    assert any("no score is claimed" in text for text in shown(at, "caption"))


def test_a_change_of_the_work_as_a_whole_says_in_which_tasks_it_counts(open_page: Open) -> None:
    case = example("warehouse")
    case.modifications = [ChosenModification(item_id="MO024")]
    at = open_page("modifications", case, **{PART: "Chosen"})
    (said,) = [text for text in shown(at, "caption") if "the plan counts on it in" in text]
    assert case.task("pick_mid").name in said
    assert case.task("walk_scan").name not in said


def test_an_aid_for_the_home_is_never_chosen_for_a_task(open_page: Open, desk: Desk) -> None:
    task = {PART: "Catalogue", "modifications.task": "pick_mid"}
    at = open_page("modifications", example("warehouse"), **task, **{"modifications.words": "sock aid"})
    at.button(key="modifications.hit.take.EQ152").click().run()
    assert stored(at, desk).modifications[-1].task_id is None
    assert any("the employer does not see it" in text for text in shown(at, "markdown"))
