"""What holds for RULA, REBA, OWAS and the static limits: boundaries, arrays, order, what cannot be, unknown inputs."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ergo.analysis.posture import POSTURE_METHODS
from ergo.errors import InputError
from ergo.knowledge.quantities import Quantity
from ergo.methods import load
from ergo.methods.posture_chart import Scale
from ergo.methods.unknown import rising_range, score_range

IDS = [*POSTURE_METHODS, "rula_1993_cornell"]
SHEETS = POSTURE_METHODS | {"rula_1993_cornell": POSTURE_METHODS["rula_1993"]}
RISING = ["reba_2000", "rula_1993", "rula_1993_cornell"]
DOSES = ("static_min", "arm_static_min", "arm_reps_per_min", "body_reps_per_min", "load_kg", "body_load_kg")


def values_of(row: Quantity) -> st.SearchStrategy[Any]:
    if row.kind == "flag":
        return st.booleans()
    if row.kind == "choice":
        return st.sampled_from([choice.value for choice in row.choices])
    edges = st.sampled_from(
        [v for v in (-20, 0, 1, 2, 4, 5, 10, 15, 20, 25, 30, 45, 60, 90, 100) if v >= row.low]
    )
    return st.one_of(edges.map(float), st.floats(row.low, min(row.high, 150)))


def cases(method_id: str) -> st.SearchStrategy[dict[str, Any]]:
    rows = load(method_id).inputs.quantities()
    return st.fixed_dictionaries({name: values_of(row) for name, row in rows.items()})


CASES = {method_id: cases(method_id) for method_id in IDS}


def least(method_id: str) -> dict[str, Any]:
    """Everything at its best."""
    found = {name: values[0] for name, values in SHEETS[method_id].possible.items()}
    return found | (
        {"neck_flexion_deg": 5.0, "elbow_flexion_deg": 80.0} if "elbow_flexion_deg" in found else {}
    )


@pytest.mark.parametrize("method_id", IDS)
@settings(max_examples=40)
@given(data=st.data())
def test_arrays_as_one_by_one(method_id: str, data: st.DataObject) -> None:
    rows = data.draw(st.lists(CASES[method_id], min_size=1, max_size=5))
    method = load(method_id)
    together = method.score(**{name: np.array([row[name] for row in rows]) for name in rows[0]})
    alone = [method.score(**row) for row in rows]
    assert np.broadcast_to(np.asarray(together.score), len(rows)).tolist() == [one.score for one in alone]
    for step, values in together.intermediates.items():
        for at, one in enumerate(alone):
            found, expected = np.broadcast_to(values, len(rows))[at], one.intermediates[step]
            assert np.isnan(found) if expected is None else found == expected, step
    for finding in together.findings:
        for at, one in enumerate(alone):
            holds = finding.rows is None or bool(np.broadcast_to(finding.rows, len(rows))[at])
            assert holds == (finding.code in {f.code for f in one.findings}), finding.code


@pytest.mark.parametrize("method_id", IDS)
@given(data=st.data())
def test_a_score_lies_in_a_band(method_id: str, data: st.DataObject) -> None:
    result = load(method_id).score(**data.draw(CASES[method_id]))
    highest = {"reba_2000": 15, "owas_1977": 4, "iso_11226_2000": 3}.get(method_id, 7)
    assert 1 <= result.score <= highest
    assert result.score == int(result.score)
    assert result.band is not None


@pytest.mark.parametrize("method_id", RISING)
@given(data=st.data())
def test_a_worse_input_never_lowers_the_score(method_id: str, data: st.DataObject) -> None:
    method, possible = load(method_id), SHEETS[method_id].possible
    case = {name: data.draw(st.sampled_from(values)) for name, values in possible.items()}
    name = data.draw(st.sampled_from(sorted(possible)))
    found = [method.score(**case | {name: value}).score for value in possible[name]]
    assert found == sorted(found), name


@pytest.mark.parametrize("method_id", RISING)
@given(data=st.data())
def test_a_larger_dose_never_lowers_the_score(method_id: str, data: st.DataObject) -> None:
    case = data.draw(CASES[method_id])
    field = data.draw(st.sampled_from([name for name in DOSES if name in case]))
    assert (
        load(method_id).score(**case | {field: case[field] + 10}).score >= load(method_id).score(**case).score
    )


@pytest.mark.parametrize("method_id", IDS)
@settings(max_examples=60)
@given(data=st.data())
def test_the_range_holds_the_score_of_every_completion(method_id: str, data: st.DataObject) -> None:
    method, sheet = load(method_id), SHEETS[method_id]
    case = data.draw(CASES[method_id])
    unknown = data.draw(st.sets(st.sampled_from(sorted(sheet.possible)), min_size=1))
    known = {name: value for name, value in case.items() if name not in unknown}
    found = sheet.range_of(method, known, {name: sheet.possible[name] for name in unknown})
    assert found is not None
    assert found.low <= method.score(**case).score <= found.high
    assert found.narrows is None or found.narrows in unknown


@pytest.mark.parametrize("method_id", RISING)
@settings(max_examples=40)
@given(data=st.data())
def test_both_ways_to_a_range_agree(method_id: str, data: st.DataObject) -> None:
    """Every combination, and each input between the ends of the others, give the same lowest and highest score."""
    method, possible = load(method_id), SHEETS[method_id].possible
    case = data.draw(CASES[method_id])
    unknown = data.draw(st.sets(st.sampled_from(sorted(possible)), min_size=1, max_size=4))
    known = {name: value for name, value in case.items() if name not in unknown}
    options = {name: possible[name] for name in unknown}
    every, ends = score_range(method, known, options), rising_range(method, known, options)
    assert every is not None
    assert (every.low, every.high) == (ends.low, ends.high)


@pytest.mark.parametrize(
    ("method_id", "field", "edges", "step"),
    [
        ("rula_1993", "upper_arm_deg", (-20, 20, 45, 90), "upper_arm"),
        ("rula_1993", "elbow_flexion_deg", (60, 100), "lower_arm"),
        ("rula_1993", "wrist_flexion_deg", (0, 15), "wrist"),
        ("rula_1993", "neck_flexion_deg", (0, 10, 20), "neck"),
        ("rula_1993", "trunk_flexion_deg", (0, 20, 60), "trunk"),
        ("reba_2000", "trunk_flexion_deg", (-20, 0, 20, 60), "trunk"),
        ("reba_2000", "neck_flexion_deg", (0, 20), "neck"),
        ("reba_2000", "knee_flexion_deg", (30, 60), "legs"),
        ("reba_2000", "upper_arm_deg", (-20, 20, 45, 90), "upper_arm"),
        ("reba_2000", "wrist_flexion_deg", (15,), "wrist"),
        ("iso_11226_2000", "trunk_flexion_deg", (0, 20, 60), "trunk"),
        ("iso_11226_2000", "neck_flexion_deg", (0, 25), "neck"),
        ("iso_11226_2000", "arm_elevation_deg", (20, 60), "arm"),
    ],
)
def test_an_angle_on_a_boundary_takes_the_lower_score(
    method_id: str, field: str, edges: tuple[float, ...], step: str
) -> None:
    start = least(method_id) | ({"stance": "two_legs"} if method_id == "reba_2000" else {})
    start |= {"trunk_supported": False, "static_min": 0.5} if method_id == "iso_11226_2000" else {}

    def points(angle: float) -> float:
        return load(method_id).score(**start | {field: angle}).intermediates[step]

    lowest = load(method_id).inputs.quantities()[field].low
    for edge in edges:
        sides = [points(side) for side in (edge - 0.001, edge + 0.001) if side >= lowest]
        assert points(edge) <= min(sides)
        assert points(edge) == min(sides) or (
            edge == 0 and points(0) == 1
        )  # upright and neutral are points of their own


@pytest.mark.parametrize(
    ("method_id", "load_kg", "points"),
    [
        ("rula_1993", 1.9, 0),
        ("rula_1993", 2, 1),
        ("rula_1993", 10, 1),
        ("rula_1993", 10.1, 2),
        ("reba_2000", 4.9, 0),
        ("reba_2000", 5, 1),
        ("reba_2000", 10, 1),
        ("reba_2000", 10.1, 2),
        ("owas_1977", 9.9, 1),
        ("owas_1977", 10, 2),
        ("owas_1977", 20, 2),
        ("owas_1977", 20.1, 3),
    ],
)
def test_a_load_on_a_boundary_is_where_the_chart_says(method_id: str, load_kg: float, points: int) -> None:
    steps = load(method_id).score(**least(method_id) | {"load_kg": load_kg}).intermediates
    assert steps["force_a" if method_id == "rula_1993" else "load"] == points


def test_a_scale_knows_its_edges() -> None:
    scale = Scale({"edges": [0, 20], "points": [2, 2, 3], "at": {"0": 1}})
    assert [scale.points(v) for v in (-1.0, 0.0, 1.0, 20.0, 20.5)] == [2, 1, 2, 2, 3]
    assert scale.points(np.array([-1.0, 0.0, 1.0, 20.0, 20.5])).tolist() == [2, 1, 2, 2, 3]


def codes(method_id: str, **change: Any) -> set[str]:
    return {finding.code for finding in load(method_id).score(**least(method_id) | change).findings}


def test_findings_of_rula() -> None:
    assert codes("rula_1993", arm_supported=False) == set()
    assert codes("rula_1993") == {"arm_floor"}
    assert "trunk_back" in codes("rula_1993", trunk_flexion_deg=-30, trunk_supported=False)
    assert "trunk_back" not in codes("rula_1993", trunk_flexion_deg=-30, trunk_supported=True)
    assert "static_definition" in codes("rula_1993", static_min=5)
    assert "static_definition" not in codes("rula_1993", static_min=20)
    assert "light_held" in codes("rula_1993", load_kg=1, load_pattern="held")
    other = {"upper_arm_deg": 60, "arm_supported": False, "elbow_flexion_deg": 30, "arm_across": True}
    # Upper arm 3, lower arm 3: 4 in the one form of table A and 2 in the other.
    assert "other_table" in codes("rula_1993", **other)
    assert "other_table" in codes("rula_1993_cornell", **other)


def test_a_backrest_carries_a_trunk_that_leans_back() -> None:
    score = load("rula_1993").score
    start = least("rula_1993")
    assert score(**start | {"trunk_flexion_deg": -30, "trunk_supported": True}).intermediates["trunk"] == 1
    assert score(**start | {"trunk_flexion_deg": -30, "trunk_supported": False}).intermediates["trunk"] == 3
    without = {name: value for name, value in start.items() if name != "trunk_supported"}
    assert score(**without).score == score(**start).score
    with pytest.raises(InputError, match="Back fully supported is needed where the trunk leans back"):
        score(**without | {"trunk_flexion_deg": -30})


def test_neck_and_trunk_take_a_load_of_their_own_only_where_it_is_given() -> None:
    score = load("rula_1993").score
    start = least("rula_1993") | {"load_kg": 5, "load_pattern": "held"}
    assert [score(**start).intermediates[step] for step in ("force_a", "force_b")] == [2, 2]
    own = score(**start | {"body_load_kg": 12, "body_load_pattern": "intermittent"}).intermediates
    assert [own["force_a"], own["force_b"]] == [2, 2]
    heavy = score(**start | {"body_load_kg": 12}).intermediates
    assert [heavy["force_a"], heavy["force_b"]] == [2, 3]


def test_bent_knees_count_unless_the_worker_sits() -> None:
    score = load("reba_2000").score
    start = least("reba_2000") | {"knee_flexion_deg": 90}
    assert score(**start | {"stance": "sitting"}).intermediates["legs"] == 1
    assert score(**start | {"stance": "walking"}).intermediates["legs"] == 3
    without = {name: value for name, value in start.items() if name != "knee_flexion_deg"}
    assert score(**without | {"stance": "sitting"}).intermediates["legs"] == 1
    with pytest.raises(InputError, match="Knee bent is needed unless the worker sits"):
        score(**without | {"stance": "two_legs"})
    with pytest.raises(InputError, match="row 2: Knee bent"):
        score(**without | {"stance": np.array(["sitting", "walking"])})


def test_twisted_and_bent_sideways_is_one_point_in_reba_and_said() -> None:
    assert "one_adjustment" in codes("reba_2000", neck_twisted=True, neck_side_bent=True)
    assert "one_adjustment" not in codes("reba_2000", neck_twisted=True)


@pytest.mark.parametrize(
    ("method_id", "change", "message"),
    [
        ("rula_1993", {"upper_arm_deg": 200}, "Upper arm raised 200 deg is outside -90 to 180 deg"),
        ("reba_2000", {"load_kg": -1}, "Load held or force used -1 kg is outside 0 to 200 kg"),
        ("reba_2000", {"coupling": "none"}, "'none' is not one of good, fair, poor, unacceptable"),
        ("owas_1977", {"owas_legs": None}, "Legs, as OWAS sees them is missing"),
        ("iso_11226_2000", {"trunk_twist": 1}, "Trunk twisted 1 is not yes or no"),
    ],
)
def test_what_cannot_be_is_refused(method_id: str, change: dict[str, Any], message: str) -> None:
    with pytest.raises(InputError, match=message):
        load(method_id).score(**least(method_id) | change)
