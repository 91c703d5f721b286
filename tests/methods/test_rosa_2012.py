"""ROSA: ranges of points, time, unused telephone, what cannot be, one by one and as arrays."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ergo.errors import InputError
from ergo.knowledge.quantities import quantity
from ergo.methods.base import MethodData
from ergo.methods.rosa_2012 import METHOD, PARTS, points, score

TIMES = st.sampled_from(["short", "medium", "long"])
MOST = {
    "seat_height": 5,
    "pan_depth": 3,
    "armrest": 5,
    "back_support": 4,
    "monitor": 7,
    "telephone": 5,
    "mouse": 6,
    "keyboard": 6,
}
CASE = st.fixed_dictionaries(
    {name: st.integers(0 if name == "telephone" else 1, most) for name, most in MOST.items()}
    | {f"{name}_time": TIMES for name in ("chair", "monitor", "telephone", "mouse", "keyboard")}
)
PART = {part.id: part for part in PARTS}
STATION = {"seat_height": 1, "pan_depth": 1, "armrest": 1, "back_support": 1, "chair_time": "medium"}
STATION |= {"monitor": 1, "monitor_time": "medium", "telephone": 1, "telephone_time": "medium"}
STATION |= {"mouse": 1, "mouse_time": "medium", "keyboard": 1, "keyboard_time": "medium"}


def codes(**values: object) -> set[str]:
    return {finding.code for finding in score(**values).findings}


@given(CASE)
def test_a_score_lies_between_1_and_10(case: dict[str, object]) -> None:
    assert 1 <= score(**case).score <= 10


@given(CASE, st.sampled_from(sorted(MOST)))
def test_a_point_more_is_never_a_lower_score(case: dict[str, object], part: str) -> None:
    harder = case | {part: min(MOST[part], int(case[part]) + 1)}
    assert score(**harder).score >= score(**case).score


@given(CASE, st.sampled_from(["chair", "monitor", "telephone", "mouse", "keyboard"]))
def test_more_time_is_never_a_lower_score(case: dict[str, object], what: str) -> None:
    found = [score(**case | {f"{what}_time": time}).score for time in ("short", "medium", "long")]
    assert found == sorted(found)


@given(st.lists(CASE, min_size=1, max_size=6))
def test_arrays_as_one_by_one(cases: list[dict[str, object]]) -> None:
    together = score(**{name: np.array([case[name] for case in cases]) for name in cases[0]})
    assert together.score.tolist() == [score(**case).score for case in cases]


def test_an_unused_telephone_needs_no_time_and_is_said() -> None:
    quiet = {name: value for name, value in STATION.items() if name != "telephone_time"}
    assert score(**quiet | {"telephone": 0}).intermediates["telephone_timed"] == 0
    assert "no_telephone" in codes(**quiet | {"telephone": 0})
    with pytest.raises(InputError, match="Time on the telephone is needed where the telephone is used"):
        score(**quiet)


def test_points_of_the_screen_beyond_the_table_count_as_7() -> None:
    """3 for too high, 4 faults and 1 for time are 8; the table ends at 7 (note of the reference)."""
    result = score(**STATION | {"monitor": 7, "monitor_time": "long"})
    assert result.intermediates["monitor_timed"] == 7
    assert {f.code for f in result.findings} == {"monitor_cut"}


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"seat_height": 6}, "Points for seat height 6 is outside 1 to 5"),
        ({"pan_depth": 0}, "Points for seat depth 0 is outside 1 to 3"),
        ({"mouse": 1.5}, "Points for the mouse 1.5 is not a whole number"),
        ({"chair_time": "all day"}, "Time in the chair 'all day' is not one of short, medium, long"),
        ({"keyboard": None}, "Points for the keyboard is missing"),
    ],
)
def test_what_the_chart_does_not_hold_is_refused(change: dict[str, object], message: str) -> None:
    with pytest.raises(InputError, match=message):
        score(**STATION | change)


@pytest.mark.parametrize(
    ("part", "seen", "expected"),
    [
        ("seat_height", {}, (1, 5)),
        ("seat_height", {"rosa.seat_height_found": "feet_off"}, (3, 5)),
        ("seat_height", {"rosa.seat_height_fixed": True, "office.legroom_ok": False}, (3, 5)),
        ("seat_height", {"rosa.seat_height_found": "right", "office.legroom_ok": True}, (1, 2)),
        ("monitor", {"office.view_distance_cm": 76.0}, (2, 7)),
        ("monitor", {"office.view_distance_cm": 75.0, "rosa.monitor_found": "low"}, (2, 5)),
        ("telephone", {}, (0, 5)),
        ("telephone", {"rosa.phone_found": "unused", "rosa.phone_cradled": True}, (0, 0)),
        ("telephone", {"rosa.phone_found": "far", "rosa.phone_cradled": True}, (4, 5)),
        ("mouse", {"rosa.mouse_found": "far", "rosa.mouse_other_surface": True}, (4, 6)),
    ],
)
def test_points_that_are_left_open(part: str, seen: dict[str, object], expected: tuple[int, int]) -> None:
    assert points(PART[part], seen) == expected


def test_every_part_is_a_field_with_its_points() -> None:
    fields = METHOD.inputs.quantities()
    for part in PARTS:
        assert fields[part.id].id == part.quantity
        assert (fields[part.id].low, fields[part.id].high) == points(part, {})
        assert part.time is None or fields[f"{part.id}_time"].id == part.time


def test_the_parts_ask_for_what_the_vocabulary_offers() -> None:
    for part in PARTS:
        assert [choice.value for choice in quantity(part.found).choices] == list(part.base)
        for fault in part.add:
            assert quantity(fault.quantity).kind == ("number" if fault.op == ">" else "flag")


def test_no_cell_falls_to_the_right_or_downwards() -> None:
    """What is unknown is scored at its two ends; that is enough only if no cell falls."""
    values = MethodData.read("rosa_2012").values
    for name in ("section_a", "section_b", "section_c"):
        table = np.array(values[name])
        assert (np.diff(table, axis=0) >= 0).all(), name
        assert (np.diff(table, axis=1) >= 0).all(), name
