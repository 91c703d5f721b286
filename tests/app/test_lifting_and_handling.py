"""What a therapist does on the pages about lifting, pushing, pulling and carrying."""

from math import log

import pytest
from streamlit.testing.v1 import AppTest

from ergo.knowledge.tasks import task_kinds
from ergo.model.base import Measurement
from ergo.model.case import Case
from ergo.model.job import TaskKind
from ergo.units import UnitSystem
from ergo.workflow.desk import Desk
from ergo.workflow.examples import example
from tests.app.conftest import Open, new_case

PALLETS = "handling.task.pallet_jack"


def stored(at: AppTest, desk: Desk) -> Case:
    return desk.open(at.session_state["case"].id)


def figures(at: AppTest) -> dict[str, str]:
    return {metric.label: metric.value for metric in at.metric}


def rows(at: AppTest) -> list[str]:
    return [
        " | ".join(str(cell).replace("\\", "") for cell in row)
        for t in at.table
        for row in t.value.to_numpy()
    ]


def pushing() -> Case:
    """The example, with the rate of its push counted and a carry of known figures."""
    case = example("warehouse")
    task = next(task for task in case.job.tasks if task.kind is TaskKind.PUSH_PULL_CARRY)
    task.id = "pallet_jack"
    task.measurements["push.freq_per_min"] = Measurement(value=0.2)
    for name, value in (
        ("load_kg", 12.0),
        ("distance_m", 6.0),
        ("freq_per_h", 30.0),
        ("hand_height_cm", 80.0),
    ):
        task.measurements[f"carry.{name}"] = Measurement(value=value)
    return case


def test_an_empty_page_offers_to_add_such_a_task(open_page: Open, desk: Desk) -> None:
    at = open_page("push_pull_carry", new_case())
    next(button for button in at.button if button.label == "Add such a task").click().run()
    assert not at.exception
    (task,) = stored(at, desk).job.tasks
    assert task.kind is TaskKind.PUSH_PULL_CARRY
    assert at.selectbox(key="handling.task").value == task.id
    assert figures(at)["Women"] == "–"


def test_a_force_that_is_typed_changes_the_share_at_once(open_page: Open, desk: Desk) -> None:
    at = open_page("push_pull_carry", pushing())
    before = int(figures(at)["Women"].removesuffix(" %"))
    at.number_input(key=f"{PALLETS}.push.sustained_force_n.metric").set_value(70.0).run()
    assert stored(at, desk).task("pallet_jack").measurements["push.sustained_force_n"].value == 70.0
    assert int(figures(at)["Women"].removesuffix(" %")) > before


def test_tolerance_and_restriction_stand_beside_the_share(open_page: Open) -> None:
    at = open_page("push_pull_carry", pushing())
    assert [row for row in rows(at) if row.startswith("Push or pull, to keep moving | 130 N | 120 N")]
    at.session_state["handling.part"] = "Carry"
    at.run()
    assert [row for row in rows(at) if "No lifting or carrying over 10 kg" in row]


def test_pounds_feet_and_inches(open_page: Open) -> None:
    at = open_page("push_pull_carry", pushing(), units=UnitSystem.US)
    typed = at.number_input(key=f"{PALLETS}.push.initial_force_n.us").value
    assert typed == pytest.approx(220 / 4.4482216152605, abs=1e-6)
    assert figures(at)["Limit for 75 %"].endswith(" lbf")
    assert {"Force to start moving (lbf)", "Height of the handle (in)", "Distance pushed or pulled (ft)"} <= {
        field.label for field in at.number_input
    }


def test_trying_a_change_writes_nothing(open_page: Open, desk: Desk) -> None:
    at = open_page("push_pull_carry", pushing())
    before = stored(at, desk)
    assert at.selectbox(key="handling.change.pallet_jack.lm_push_pull_2021.field").value == "distance_m"
    (slider,) = at.slider
    slider.set_value(10.0).run()
    assert not at.exception
    shown = figures(at)
    assert shown["Share of women, now"] != shown["Share of women, as tried"]
    assert [row for row in rows(at) if row.startswith("Factor for distance, to start, women")]
    assert stored(at, desk) == before


def test_a_carry_in_a_round_is_a_piece_of_work_of_its_own(open_page: Open, desk: Desk) -> None:
    at = open_page("push_pull_carry", example("delivery"))
    assert [option for option in at.selectbox(key="handling.task").options if "Carry to the door" in option]
    assert at.session_state["handling.part"] == "Carry"
    field = next(f for f in at.number_input if f.label.startswith("Hand height while carrying"))
    field.set_value(90.0).run()
    steps = [step for task in stored(at, desk).job.tasks for step in (task.cycle.steps if task.cycle else [])]
    assert [s for s in steps if "carry.hand_height_cm" in s.measurements]


def test_both_ends_of_a_lift_stand_side_by_side_and_it_is_said_which_decides(open_page: Open) -> None:
    at = open_page("lifting", example("warehouse"))
    name = next(t.id for t in example("warehouse").job.tasks if t.name == "Replenish high shelves")
    at.selectbox(key="lifting.task").set_value(name).run()
    assert [row for row in rows(at) if row.startswith("Weight limit, RWL") and row.endswith("decides")]
    said = [text.value.replace("\\", "") for text in at.markdown]
    assert [text for text in said if "decides: the load is placed with care" in text]


def test_each_multiplier_has_its_share_of_what_is_taken_off_the_limit(open_page: Open) -> None:
    at = open_page("lifting", example("warehouse"))
    lines = {line.split(" | ")[0]: line.split(" | ") for line in rows(at) if "multiplier, " in line}
    steps = {name: float(line[1]) for name, line in lines.items()}
    whole = sum(-log(step) for step in steps.values())
    for name, line in lines.items():  # the start of this lift decides
        shown = float(line[3].removesuffix(" %"))
        assert shown == pytest.approx(
            -100 * log(steps[name]) / whole, abs=1.5
        )  # of figures shown to two decimals
    (most,) = [line for line in lines.values() if line[4]]
    assert float(most[3].removesuffix(" %")) == max(
        float(line[3].removesuffix(" %")) for line in lines.values()
    )


def test_the_lift_is_also_seen_by_the_share_of_women_and_men(open_page: Open) -> None:
    at = open_page("lifting", example("warehouse"))
    assert {"Lifting index, LI", "Women", "Men", "Limit for 75 %"} <= set(figures(at))
    assert "Why the two may disagree" in [expander.label for expander in at.expander]


def test_notes_on_each_lift_are_numbers_explained_once(open_page: Open) -> None:
    at = open_page("lifting", example("warehouse"), **{"lifting.part": "All lifts together"})
    notes = [caption.value for caption in at.caption if caption.value.startswith("1 ")]
    assert len(notes) == 1
    lines = [row for row in rows(at) if row.startswith("1 | ")]
    assert lines[0].endswith("1, 2, 3")


@pytest.mark.parametrize("units", list(UnitSystem))
def test_every_input_of_every_method_can_be_tried(open_page: Open, units: UnitSystem) -> None:
    at = open_page("lifting", example("warehouse"), units=units, **{"lifting.part": "What each change does"})
    for method in at.segmented_control(key="lifting.change.pick_mid.method").options:
        at.segmented_control(key="lifting.change.pick_mid.method").set_value(method).run()
        key = next(box.key for box in at.selectbox if box.key.endswith(".field"))
        for field in at.selectbox(key=key).options:
            at.selectbox(key=key).select(field).run()
            (slider,) = at.slider
            slider.set_value(slider.max).run()
            assert not at.exception, (method, field)


def test_the_slider_of_a_lift_shows_where_the_limit_is_reached(open_page: Open, desk: Desk) -> None:
    at = open_page("lifting", example("warehouse"), **{"lifting.part": "What each change does"})
    before = stored(at, desk)
    shown = figures(at)
    assert (shown["Lifting index, now"], shown["Limit 1.00 is reached at"]) == ("1.13", "44.3 cm")
    (slider,) = at.slider
    slider.set_value(25.0).run()
    assert figures(at)["Lifting index, as tried"] == "0.56"
    assert [row for row in rows(at) if row.startswith("Horizontal multiplier at the start | 0.500 | 1.000")]
    assert stored(at, desk) == before


def test_a_lift_is_seen_by_further_methods_and_what_one_asks_for_is_typed_there(
    open_page: Open, desk: Desk
) -> None:
    at = open_page("lifting", example("warehouse"), **{"lifting.part": "Other methods"})
    assert len(rows(at)) == len(task_kinds()["lifting"].further_methods)
    assert all("Still needed" in line for line in rows(at))
    at.selectbox(key="further.pick_mid").set_value("hse_filter_2016").run()
    assert not at.exception
    for label, answer in (("Group", "women"), ("How far", "close"), ("Zone", "to_elbow")):
        next(group for group in at.segmented_control if group.label.startswith(label)).set_value(answer).run()
    kept = {name: m.value for name, m in stored(at, desk).job.tasks[0].measurements.items()}
    assert kept["hse.height"] == "to_elbow"
    assert [
        line for line in rows(at) if line.startswith("Lifting and lowering filter") and "filter |" in line
    ]


def test_a_limit_value_that_is_not_in_the_program_is_entered_and_compared(
    open_page: Open, desk: Desk
) -> None:
    at = open_page("lifting", example("warehouse"), units=UnitSystem.US, **{"lifting.part": "Other methods"})
    at.selectbox(key="further.pick_mid").set_value("acgih_tlv_entered").run()
    (field,) = [f for f in at.number_input if f.label.startswith("Limit value of ACGIH")]
    assert field.label.endswith("(lb)")
    assert "not in this program" in field.help
    field.set_value(10.0).run()
    kept = stored(at, desk).job.tasks[0].measurements
    assert kept["lift.acgih_tlv_kg"].value == pytest.approx(4.5359237)
    share = kept["lift.load_kg"].value / 4.5359237
    (line,) = [line for line in rows(at) if line.startswith("TLV for lifting (ACGIH), value entered")]
    assert line.startswith(
        f"TLV for lifting (ACGIH), value entered by the assessor | {share:.2f} | above the value entered"
    )


def test_all_lifts_together_are_seen_by_further_methods(open_page: Open) -> None:
    at = open_page(
        "lifting",
        example("warehouse"),
        **{"lifting.part": "All lifts together", "lifting.together.further": True},
    )
    assert not at.exception
    seen = [line for line in rows(at) if line.startswith(("Variable", "Sequential", "LiFFT"))]
    assert len(seen) == 3
    assert "from memory" in next(line for line in seen if line.startswith("Sequential"))


@pytest.mark.parametrize("part", ["Push or pull", "Carry"])
def test_pushing_is_seen_by_further_methods_with_the_fields_that_are_not_above(
    open_page: Open, part: str
) -> None:
    at = open_page("push_pull_carry", pushing(), **{"handling.further.pallet_jack": True})
    at.segmented_control(key="handling.part").set_value(part).run()
    for method_id in task_kinds()["push_pull_carry"].further_methods:
        at.selectbox(key="further.pallet_jack").set_value(method_id).run()
        assert not at.exception, method_id


@pytest.mark.parametrize(("units", "load"), [(UnitSystem.METRIC, "8 kg"), (UnitSystem.US, "17.6 lb")])
def test_figures_that_contradict_each_other_are_told_in_the_persons_units(
    open_page: Open, units: UnitSystem, load: str
) -> None:
    """8 kg is 17.6 lb."""
    case = example("warehouse")
    task = next(t for t in case.job.tasks if t.id == "pick_floor")
    task.measurements |= {
        "lift.load_kg": Measurement(value=12.0),
        "lift.load_max_kg": Measurement(value=8.0),
    }
    at = open_page("lifting", case, units=units, **{"lifting.task": "pick_floor"})
    told = " ".join(str(e.value).replace("\\", "") for e in at.error)
    assert f"Heaviest load {load} is below the usual load" in told
