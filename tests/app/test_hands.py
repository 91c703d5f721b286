"""The Hands page: an empty job, each part as values come, what is open or from memory, the day together."""

import pytest
from streamlit.testing.v1 import AppTest

from ergo.model.base import Measurement
from ergo.model.case import Case
from ergo.model.job import Cycle, CycleStep, Task, TaskKind
from tests.app.conftest import Open, new_case

EFFORTS = {"hand.effort_cr10": 3.0, "hand.reps_per_min": 6.0, "hand.effort_s": 2.0}
EFFORTS |= {"posture.wrist_flexion_deg": 0.0, "hand.rep_h": 8.0}
CHECKED = {
    "art.arm_movements": "very_frequent",
    "art.repetition": "over_20",
    "art.force": "moderate",
    "art.force_time": "part",
    "art.neck": "part",
    "art.back": "none",
    "art.arm": "part",
    "art.wrist": "most",
    "art.grip": "part",
    "art.breaks": "upto_3",
    "art.pace": "sometimes",
    "art.other": "one",
    "hand.rep_h": 6.0,
}


def hand_case(**tasks: dict[str, float | str]) -> Case:
    """A case with hand tasks by name, each by its measurements."""
    case = new_case()
    case.job.tasks = [
        Task(
            id=name,
            name=name,
            kind=TaskKind.HAND_WORK,
            measurements={key: Measurement(value=value) for key, value in values.items()},
        )
        for name, values in tasks.items()
    ]
    return case


def shown(open_page: Open, case: Case, part: str, **state: object) -> AppTest:
    return open_page("hands", case, **{"hands.part": part} | state)


def metrics(at: AppTest) -> dict[str, str]:
    return {metric.label: metric.value for metric in at.metric}


def said(at: AppTest) -> str:
    kinds = (at.markdown, at.caption, at.info, at.warning, at.error)
    return " ".join(str(element.value) for kind in kinds for element in kind).replace("\\", "")


def test_an_empty_page_offers_a_task(open_page: Open) -> None:
    at = open_page("hands", new_case())
    next(button for button in at.button if button.label == "Add a hand task").click().run()
    assert not at.exception
    assert [task.kind for task in at.session_state["case"].job.tasks] == ["hand_work"]
    assert metrics(at)["Strain index, RSI"] == "–"
    assert "Still needed: force of an effort, as a share of strength" in said(at)


def test_the_strain_index_and_what_costs_most(open_page: Open) -> None:
    """Reference vector rsi-con-1: 6.3456 for 30 %, 6 a minute, 2 s, straight wrist, 8 h."""
    at = shown(open_page, hand_case(Pack=EFFORTS), "Strain index")
    assert metrics(at)["Strain index, RSI"] == "6.35"
    assert metrics(at)["Costs most"] == "Force"
    assert "from memory, unverified" in said(at)
    at.number_input("hands.task.Pack.hand.reps_per_min.metric").set_value(40.0).run()
    assert not at.exception
    assert "fills more than the whole minute" in said(at)
    assert metrics(at)["Strain index, RSI"] == "–"


def test_what_a_change_would_do(open_page: Open) -> None:
    at = shown(
        open_page,
        hand_case(Pack=EFFORTS),
        "Strain index",
        **{"hands.task.Pack.rsi_2017.changes": True},
    )
    assert metrics(at)["Strain index, now"] == "6.35"


def test_hand_activity_against_its_limits(open_page: Open) -> None:
    """HAL 3.94 for 0.5 Hz and 30 %: TLV 5.6 - 0.56 x 3.94 = 3.39, action limit 1.39."""
    values = EFFORTS | {"hand.reps_per_min": 30.0, "hand.effort_s": 0.6}
    at = shown(open_page, hand_case(Pack=values), "Hand activity")
    assert metrics(at) == {
        "Hand activity, HAL": "3.94",
        "Peak force": "3.00",
        "Action limit": "1.39",
        "TLV": "3.39",
    }
    assert "between action limit and TLV" in said(at)
    assert "the action limit's slope single-sourced" in said(at)
    first, *_ = at.table[0].value.to_numpy().tolist()
    assert [cell.replace("\\", "") for cell in first] == ["1", "3.04", "5.04"]


def test_tendons_of_one_task(open_page: Open) -> None:
    """Printed: OMNI 4, 1350 a day, 32.1 %; 9 N at 41 cm, 2880 a day, 21.0 %."""
    values = {"hand.omni": 4.0, "hand.reps_per_day": 1350.0}
    values |= {"shoulder.force_n": 9.0, "shoulder.lever_cm": 41.0, "shoulder.reps_per_day": 2880.0}
    at = shown(open_page, hand_case(Pack=values | {"shoulder.task": "handling"}), "Tendons")
    found = metrics(at)
    assert found["Injury, last year"] == "32.1 %"
    assert found["Shoulder visit"] == "21.0 %"


def test_us_units_are_typed_and_kept_metric(open_page: Open) -> None:
    at = shown(open_page, hand_case(Pack={}), "Tendons", units="us")
    labels = [field.label for field in at.number_input]
    assert "Load in one hand (lb)" in labels
    assert "Force of one arm (lbf)" in labels
    at.number_input("hands.task.Pack.shoulder.lever_cm.us").set_value(16.0).run()
    assert at.session_state["case"].job.tasks[0].measurements["shoulder.lever_cm"].value == pytest.approx(
        40.64
    )


def test_art_with_every_answer(open_page: Open) -> None:
    """Reference vector art-con-1: 26, high."""
    at = shown(open_page, hand_case(Pack=CHECKED), "ART")
    assert metrics(at)["Exposure"] == "26"
    assert "Further investigation required urgently" in said(at)
    at.segmented_control("hands.task.Pack.art.force_time.metric").set_value("half").run()
    assert not at.exception
    assert "The points for this force are from memory, unverified" in said(at)


def test_art_that_calls_for_a_change_gives_no_score_and_the_reason(open_page: Open) -> None:
    case = hand_case(Pack=CHECKED | {"art.force": "very_strong"})
    at = shown(open_page, case, "ART")
    assert metrics(at)["Exposure"] == "–"
    assert "changes to the task are required" in said(at)


def test_open_items_of_art_give_a_range(open_page: Open) -> None:
    at = shown(open_page, hand_case(Pack={}), "ART")
    assert metrics(at)["Exposure"] == "0 to 72"
    assert "Not answered yet: 13" in said(at)


def test_a_vibrating_tool(open_page: Open) -> None:
    """5 m/s2 for 2 h: 5 x sqrt(2 / 8) = 2.5, the action value."""
    at = shown(open_page, hand_case(Grind={"hav.ahv_ms2": 5.0, "hav.trigger_min": 120.0}), "Vibrating tools")
    assert metrics(at)["A(8), m/s²"] == "2.50"
    assert metrics(at)["To action value"] == "2 h"


def test_the_day_together(open_page: Open) -> None:
    tool = {"hav.ahv_ms2": 5.0, "hav.trigger_min": 60.0}
    omni = {"hand.omni": 2.0, "hand.reps_per_day": 2700.0}
    half = EFFORTS | omni | {"hand.rep_h": 4.0}
    case = hand_case(Pack=half | tool, Label=half, Grind=tool)
    steps = [CycleStep(name="Cut", kind=TaskKind.HAND_WORK, minutes=1)]
    case.job.tasks.append(
        Task(name="Round", kind=TaskKind.HAND_WORK, cycle=Cycle(steps=steps, repeats_per_shift=9))
    )
    at = shown(open_page, case, "All together")
    found = metrics(at)
    assert found["Cumulative strain index, CUSI"] == "6.35"  # two halves of the day are the whole
    assert found["Probability"] == "26.5 %"  # printed for 5400 efforts rated 2
    assert found["A(8), m/s²"] == "2.50"
    assert "Left out, because it is not complete: Grind, Round" in said(at)


def test_the_steps_of_the_side_bar_lead_here(open_page: Open) -> None:
    at = open_page("hands", hand_case(Pack={}))
    assert "Hands" in [link.label for link in at.get("page_link")]
