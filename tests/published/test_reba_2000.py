"""REBA cell by cell against the tables as gathered, with every range of the chart, every example and peers' mistakes.

The copy in `data/reba_2000.json` says where each table was seen. The figures of the article were not read by us.
"""

import itertools
import json
from pathlib import Path

import pytest

from ergo.methods.reba_2000 import score

DATA = Path(__file__).parent / "data"
REFERENCE = json.loads((DATA / "reba_2000.json").read_text(encoding="utf-8"))
PEERS = json.loads((DATA / "peer_failures_posture.json").read_text(encoding="utf-8"))
EXAMPLES = {example["id"]: example for example in REFERENCE["examples"]}
TRUNK = {
    1: {},
    2: {"trunk_flexion_deg": 10},
    3: {"trunk_flexion_deg": 40},
    4: {"trunk_flexion_deg": 80},
    5: {"trunk_flexion_deg": 80, "trunk_twist": True},
}
NECK = {1: {}, 2: {"neck_flexion_deg": 30}, 3: {"neck_flexion_deg": -5, "neck_side_bent": True}}
LEGS = {
    1: {},
    2: {"knee_flexion_deg": 45},
    3: {"stance": "one_leg", "knee_flexion_deg": 45},
    4: {"stance": "one_leg", "knee_flexion_deg": 90},
}
UPPER_ARM = {
    1: {},
    2: {"upper_arm_deg": -30},
    3: {"upper_arm_deg": 60},
    4: {"upper_arm_deg": 120},
    5: {"upper_arm_deg": 120, "arm_rotated": True},
    6: {"upper_arm_deg": 120, "arm_abducted": True, "shoulder_raised": True},
}
LOWER_ARM = {1: {}, 2: {"elbow_flexion_deg": 130}}
WRIST = {1: {}, 2: {"wrist_flexion_deg": 40}, 3: {"wrist_flexion_deg": 40, "wrist_twist": "end"}}
LEAST = {
    "trunk_flexion_deg": 0,
    "trunk_twist": False,
    "trunk_side_bent": False,
    "neck_flexion_deg": 10,
    "neck_twisted": False,
    "neck_side_bent": False,
    "stance": "two_legs",
    "knee_flexion_deg": 0,
    "load_kg": 0,
    "load_pattern": "intermittent",
    "upper_arm_deg": 0,
    "shoulder_raised": False,
    "arm_abducted": False,
    "arm_rotated": False,
    "arm_supported": False,
    "arm_gravity": False,
    "elbow_flexion_deg": 80,
    "wrist_flexion_deg": 0,
    "wrist_deviated": False,
    "wrist_twist": "mid",
    "coupling": "good",
    "static_min": 0,
    "arm_static_min": 0,
    "body_reps_per_min": 0,
    "arm_reps_per_min": 0,
    "rapid_or_unstable": False,
}
COUPLING = ("good", "fair", "poor", "unacceptable")


def posture(**points: int) -> dict[str, object]:
    """A posture whose parts have these points."""
    by_name = {"trunk": TRUNK, "neck": NECK, "legs": LEGS}
    by_name |= {"upper_arm": UPPER_ARM, "lower_arm": LOWER_ARM, "wrist": WRIST}
    found: dict[str, object] = dict(LEAST)
    for name, value in points.items():
        found |= by_name[name][value]
    return found


@pytest.mark.parametrize("cell", [*itertools.product(NECK, TRUNK, LEGS)])
def test_table_a(cell: tuple[int, int, int]) -> None:
    neck, trunk, legs = cell
    steps = score(**posture(neck=neck, trunk=trunk, legs=legs)).intermediates
    assert [steps[name] for name in ("neck", "trunk", "legs")] == list(cell)
    assert steps["table_a"] == REFERENCE["table_a"]["values"][neck - 1][trunk - 1][legs - 1]


@pytest.mark.parametrize("cell", [*itertools.product(UPPER_ARM, LOWER_ARM, WRIST)])
def test_table_b(cell: tuple[int, int, int]) -> None:
    upper, lower, wrist = cell
    steps = score(**posture(upper_arm=upper, lower_arm=lower, wrist=wrist)).intermediates
    assert [steps[name] for name in ("upper_arm", "lower_arm", "wrist")] == list(cell)
    assert steps["table_b"] == REFERENCE["table_b"]["values"][upper - 1][lower - 1][wrist - 1]


def reached(table: str, parts: tuple[str, ...], ranges: tuple[range, ...]) -> dict[int, dict[str, int]]:
    """For each cell value of a printed table the points that lead to it."""
    found: dict[int, dict[str, int]] = {}
    for points in itertools.product(*ranges):
        row = REFERENCE[table]["values"]
        for point in points:
            row = row[point - 1]
        found.setdefault(row, dict(zip(parts, points, strict=True)))
    return found


TABLE_A = reached("table_a", ("neck", "trunk", "legs"), (range(1, 4), range(1, 6), range(1, 5)))
TABLE_B = reached("table_b", ("upper_arm", "lower_arm", "wrist"), (range(1, 7), range(1, 3), range(1, 4)))
LOAD = ({}, {"load_kg": 7}, {"load_kg": 12}, {"load_kg": 12, "load_pattern": "shock"})


@pytest.mark.parametrize(("score_a", "score_b"), [*itertools.product(range(1, 13), range(1, 13))])
def test_table_c(score_a: int, score_b: int) -> None:
    load, coupling = max(0, score_a - 9), max(0, score_b - 9)
    given = posture(**TABLE_A[score_a - load], **TABLE_B[score_b - coupling])
    result = score(**given | LOAD[load] | {"coupling": COUPLING[coupling]})
    assert (result.intermediates["score_a"], result.intermediates["score_b"]) == (score_a, score_b)
    printed = REFERENCE["table_c"]["values"][score_a - 1][score_b - 1]
    assert (result.intermediates["table_c"], result.score) == (printed, printed)
    row = next(r for r in REFERENCE["action_levels"] if r["scores"][0] <= printed <= r["scores"][1])
    assert result.intermediates["action_level"] == row["level"]
    assert result.band.label.removesuffix(" risk") == row["risk"]


@pytest.mark.parametrize("example", EXAMPLES.values(), ids=lambda example: example["id"])
def test_example(example: dict[str, dict[str, int]]) -> None:
    """Each example through a posture with the points it states."""
    given = example["inputs"]
    if "score_a" in given:
        load, coupling = max(0, given["score_a"] - 9), max(0, given["score_b"] - 9)
        parts = TABLE_A[given["score_a"] - load] | TABLE_B[given["score_b"] - coupling]
    else:
        load, coupling = given.get("load", 0), given.get("coupling", 0)
        parts = {name: value for name, value in given.items() if name not in ("load", "coupling", "activity")}
    active = (
        {"static_min": 2, "arm_reps_per_min": 5, "rapid_or_unstable": True} if given.get("activity") else {}
    )
    result = score(**posture(**parts) | LOAD[load] | {"coupling": COUPLING[coupling]} | active)
    for step, expected in example["expected"].items():
        found = result.score if step == "reba" else result.intermediates[step]
        assert found == expected, step


@pytest.mark.parametrize(
    ("part", "field", "base"),
    [
        ("trunk", "trunk_flexion_deg", "flexion_deg"),
        ("neck", "neck_flexion_deg", "flexion_deg"),
        ("upper_arm", "upper_arm_deg", "flexion_deg"),
        ("lower_arm", "elbow_flexion_deg", "elbow_flexion_deg"),
        ("wrist", "wrist_flexion_deg", "abs_flex_ext_deg"),
    ],
)
def test_ranges_of_the_chart(part: str, field: str, base: str) -> None:
    """In the middle of each printed range, forward and backward; open ends 15 degrees beyond their edge."""
    for row in REFERENCE[part]["base"]:
        for name, sign in ((base, 1), ("extension_deg", -1)):
            if name in row:
                low, high = row[name]
                middle = high - 15 if low is None else low + 15 if high is None else (low + high) / 2
                middle = middle or 1
                assert score(**LEAST | {field: sign * middle}).intermediates[part] == row["score"], row
    assert score(**LEAST).intermediates["trunk"] == REFERENCE["trunk"]["base"][0]["score"]
    assert (
        score(**LEAST | {"neck_flexion_deg": -1}).intermediates["neck"]
        == REFERENCE["neck"]["base"][-1]["score"]
    )


def test_load_coupling_and_activity_of_the_chart() -> None:
    for row in REFERENCE["load_force"]["scores"]:
        low, high = row["load_kg"]
        load = low + 5 if high is None else (low + high) / 2
        assert score(**LEAST | {"load_kg": load}).intermediates["load"] == row["score"]
        shock = score(**LEAST | {"load_kg": load, "load_pattern": "shock"}).intermediates["load"]
        assert shock == row["score"] + REFERENCE["load_force"]["adjust"][0]["add"]
    for row in REFERENCE["coupling"]:
        assert score(**LEAST | {"coupling": row["name"]}).intermediates["coupling"] == row["score"]
    alone = [{"static_min": 2}, {"arm_reps_per_min": 5}, {"rapid_or_unstable": True}]
    for given, row in zip(alone, REFERENCE["activity"], strict=True):
        assert score(**LEAST | given).intermediates["activity"] == row["add"]


def test_adjustments_of_the_chart() -> None:
    fields = {
        "trunk": (("trunk_twist", "trunk_side_bent"),),
        "neck": (("neck_twisted", "neck_side_bent"),),
        "upper_arm": (
            ("shoulder_raised",),
            ("arm_abducted", "arm_rotated"),
            ("arm_supported", "arm_gravity"),
        ),
    }
    start = posture(upper_arm=3)
    for part, groups in fields.items():
        printed = [row["add"] for row in REFERENCE[part]["adjust"]]
        for flags, add in zip(groups, printed, strict=True):
            both = [{flag: True} for flag in flags] + [dict.fromkeys(flags, True)]
            for given in both:  # one of them, or both together: the same single point
                after = score(**start | given).intermediates[part]
                assert after - score(**start).intermediates[part] == add, given


@pytest.mark.parametrize("case", PEERS["cases"], ids=lambda case: case["id"])
def test_peer_failure(case: dict[str, dict[str, object]]) -> None:
    names = {"arm_supported_or_leaning": "arm_supported", "lower_arm_deg": "elbow_flexion_deg"}
    names |= {"wrist_deg": "wrist_flexion_deg"}
    given = {names.get(key, key): value for key, value in case["input"].items() if key != "method"}
    result = score(**LEAST | given)
    expected = case["expected"]
    steps = {f"{name}_score": value for name, value in result.intermediates.items()}
    without = score(**LEAST | given | {"load_kg": 0}).intermediates["score_a"]
    steps["score_A_change_vs_no_load"] = result.intermediates["score_a"] - without
    told = {name: value for name, value in expected.items() if name != "note"}
    assert told == {name: steps[name] for name in told}
    if "note" in expected:
        assert "arm_floor" in {finding.code for finding in result.findings}
