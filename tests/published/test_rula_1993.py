"""RULA in both editions, cell by cell against the tables as gathered, with every range of the chart and every example.

The copy in `data/rula_1993.json` says where each table was seen. The article's own tables were not read by us.
"""

import itertools
import json
from pathlib import Path

import pytest

from ergo.methods import rula_1993, rula_1993_cornell

REFERENCE = json.loads((Path(__file__).parent / "data" / "rula_1993.json").read_text(encoding="utf-8"))
EXAMPLES = {example["id"]: example for example in REFERENCE["examples"]}
EDITIONS = {
    "table_a": rula_1993,
    "table_a_1993_cornell_variant": rula_1993_cornell,
}
UPPER_ARM = {
    1: {},
    2: {"upper_arm_deg": 30},
    3: {"upper_arm_deg": 60},
    4: {"upper_arm_deg": 120},
    5: {"upper_arm_deg": 120, "arm_abducted": True},
    6: {"upper_arm_deg": 120, "arm_abducted": True, "shoulder_raised": True},
}
LOWER_ARM = {1: {}, 2: {"elbow_flexion_deg": 30}, 3: {"elbow_flexion_deg": 110, "arm_across": True}}
WRIST = {
    1: {},
    2: {"wrist_flexion_deg": 10},
    3: {"wrist_flexion_deg": 20},
    4: {"wrist_flexion_deg": 20, "wrist_deviated": True},
}
TWIST = {1: {}, 2: {"wrist_twist": "end"}}
NECK = {
    1: {},
    2: {"neck_flexion_deg": 15},
    3: {"neck_flexion_deg": 30},
    4: {"neck_flexion_deg": -5},
    5: {"neck_flexion_deg": -5, "neck_twisted": True},
    6: {"neck_flexion_deg": -5, "neck_twisted": True, "neck_side_bent": True},
}
TRUNK = {
    1: {},
    2: {"trunk_flexion_deg": 10},
    3: {"trunk_flexion_deg": 40},
    4: {"trunk_flexion_deg": 80},
    5: {"trunk_flexion_deg": 80, "trunk_twist": True},
    6: {"trunk_flexion_deg": 80, "trunk_twist": True, "trunk_side_bent": True},
}
LEGS = {1: {}, 2: {"legs_supported": False}}
LEAST = {
    "upper_arm_deg": 0,
    "shoulder_raised": False,
    "arm_abducted": False,
    "arm_supported": False,
    "elbow_flexion_deg": 80,
    "arm_across": False,
    "wrist_flexion_deg": 0,
    "wrist_deviated": False,
    "wrist_twist": "mid",
    "arm_static_min": 0,
    "arm_reps_per_min": 0,
    "neck_flexion_deg": 5,
    "neck_twisted": False,
    "neck_side_bent": False,
    "trunk_flexion_deg": 0,
    "trunk_twist": False,
    "trunk_side_bent": False,
    "legs_supported": True,
    "static_min": 0,
    "body_reps_per_min": 0,
    "load_kg": 0,
    "load_pattern": "intermittent",
}


def posture(**points: int) -> dict[str, object]:
    """A posture whose parts have these points."""
    by_name = {"upper_arm": UPPER_ARM, "lower_arm": LOWER_ARM, "wrist": WRIST, "wrist_twist": TWIST}
    by_name |= {"neck": NECK, "trunk": TRUNK, "legs": LEGS}
    found: dict[str, object] = dict(LEAST)
    for name, value in points.items():
        found |= by_name[name][value]
    return found


@pytest.mark.parametrize("table", EDITIONS)
@pytest.mark.parametrize("cell", [*itertools.product(UPPER_ARM, LOWER_ARM, WRIST, TWIST)])
def test_table_a(table: str, cell: tuple[int, int, int, int]) -> None:
    upper, lower, wrist, twist = cell
    steps = (
        EDITIONS[table]
        .score(**posture(upper_arm=upper, lower_arm=lower, wrist=wrist, wrist_twist=twist))
        .intermediates
    )
    assert [steps[name] for name in ("upper_arm", "lower_arm", "wrist", "wrist_twist")] == list(cell)
    printed = REFERENCE[table]["values"][upper - 1][lower - 1][(wrist - 1) * 2 + twist - 1]
    assert steps["table_a"] == printed


def test_the_two_forms_differ_where_the_reference_says() -> None:
    differing = REFERENCE["table_a_1993_cornell_variant"]["differs_from_default_in_cells"]
    assert len(differing) == 31
    for cell in differing:
        given = posture(
            upper_arm=cell["upper_arm"],
            lower_arm=cell["lower_arm"],
            wrist=cell["wrist"],
            wrist_twist=cell["twist"],
        )
        assert rula_1993.score(**given).intermediates["table_a"] == cell["default"]
        assert rula_1993_cornell.score(**given).intermediates["table_a"] == cell["variant"]


@pytest.mark.parametrize("cell", [*itertools.product(NECK, TRUNK, LEGS)])
def test_table_b(cell: tuple[int, int, int]) -> None:
    neck, trunk, legs = cell
    steps = rula_1993.score(**posture(neck=neck, trunk=trunk, legs=legs)).intermediates
    assert [steps[name] for name in ("neck", "trunk", "legs")] == list(cell)
    assert steps["table_b"] == REFERENCE["table_b"]["values"][neck - 1][(trunk - 1) * 2 + legs - 1]


SCORE_C = {
    1: {},
    2: {"upper_arm": 1, "lower_arm": 2},
    3: {"upper_arm": 3},
    4: {"upper_arm": 4},
    5: {"upper_arm": 5},
    6: {"upper_arm": 5, "lower_arm": 3},
    7: {"upper_arm": 6},
    8: {"upper_arm": 6, "lower_arm": 2},
    9: {"upper_arm": 6, "lower_arm": 3},
}
SCORE_D = {
    1: {},
    2: {"trunk": 2},
    3: {"neck": 3},
    4: {"neck": 3, "trunk": 3},
    5: {"neck": 4},
    6: {"neck": 4, "trunk": 3},
    7: {"neck": 5},
    8: {"neck": 6},
}


@pytest.mark.parametrize(("score_c", "score_d"), [*itertools.product(SCORE_C, SCORE_D)])
def test_table_c(score_c: int, score_d: int) -> None:
    """Every cell; the last row stands for 8 or more and the last column for 7 or more."""
    result = rula_1993.score(**posture(**SCORE_C[score_c], **SCORE_D[score_d]))
    assert (result.intermediates["score_c"], result.intermediates["score_d"]) == (score_c, score_d)
    printed = REFERENCE["table_c"]["values"][min(score_c, 8) - 1][min(score_d, 7) - 1]
    assert result.score == printed
    level = next(
        row["level"]
        for row in REFERENCE["action_levels"]
        if printed in range(row["scores"][0], row["scores"][1] + 1)
    )
    assert result.intermediates["action_level"] == level
    assert result.band.label == f"action level {level}"


@pytest.mark.parametrize(
    ("example_id", "given"),
    [
        ("rula-c-1-1", {}),
        ("rula-c-4-4", SCORE_C[4] | SCORE_D[4]),
        ("rula-c-8-7", SCORE_C[8] | SCORE_D[7]),
        ("rula-c-3-7", SCORE_C[3] | SCORE_D[7]),
        ("rula-con-1", {}),
        ("rula-con-3a", {"upper_arm": 2, "lower_arm": 3, "wrist": 2, "neck": 2, "trunk": 2}),
        ("rula-con-3b", {"upper_arm": 2, "lower_arm": 3, "wrist": 2, "neck": 2, "trunk": 2}),
        ("rula-b-case", {"neck": 2, "trunk": 5}),
    ],
)
def test_example(example_id: str, given: dict[str, int]) -> None:
    example = EXAMPLES[example_id]
    assert example["match"]
    method = EDITIONS[example["inputs"].get("variant", "table_a")]
    result = method.score(**posture(**given))
    for step, expected in example["expected"].items():
        assert (result.score if step == "grand" else result.intermediates[step]) == expected, step


def test_scores_beyond_the_table_count_as_its_last_row_and_column() -> None:
    """12 and 12: table A and B of 9 with a held load of more than 10 kg and an action repeated."""
    given = posture(upper_arm=6, lower_arm=3, wrist=1, neck=6, trunk=6, legs=2)
    more = {"load_kg": 12, "load_pattern": "held", "arm_reps_per_min": 5, "body_reps_per_min": 5}
    result = rula_1993.score(**given | more)
    assert result.intermediates["score_c"] == 13
    assert result.score == EXAMPLES["rula-c-12-12"]["expected"]["grand"]


def test_every_example_is_used() -> None:
    used = {"rula-c-1-1", "rula-c-4-4", "rula-c-8-7", "rula-c-12-12", "rula-c-3-7", "rula-b-case"}
    assert used | {"rula-con-1", "rula-con-3a", "rula-con-3b"} == set(EXAMPLES)


@pytest.mark.parametrize(
    ("part", "field", "base", "extra"),
    [
        ("upper_arm", "upper_arm_deg", "flexion_deg", {}),
        ("lower_arm", "elbow_flexion_deg", "elbow_flexion_deg", {}),
        ("neck", "neck_flexion_deg", "flexion_deg", {}),
        ("trunk", "trunk_flexion_deg", "flexion_deg", {}),
    ],
)
def test_ranges_of_the_chart(part: str, field: str, base: str, extra: dict[str, object]) -> None:
    """In the middle of each printed range; open ends 15 degrees beyond their edge."""
    for row in REFERENCE[part]["base"]:
        if base in row:
            low, high = row[base]
            middle = high - 15 if low is None else low + 15 if high is None else (low + high) / 2
            middle = middle or 1
            given = LEAST | extra | {field: middle}
            assert rula_1993.score(**given).intermediates[part] == row["score"], row


def test_neck_and_wrist_of_the_chart() -> None:
    extended = next(row for row in REFERENCE["neck"]["base"] if row.get("extension"))
    assert rula_1993.score(**LEAST | {"neck_flexion_deg": -1}).intermediates["neck"] == extended["score"]
    for row, angle in zip(REFERENCE["wrist"]["base"], (0, 7, 30), strict=True):
        assert rula_1993.score(**LEAST | {"wrist_flexion_deg": angle}).intermediates["wrist"] == row["score"]


@pytest.mark.parametrize(
    "row", REFERENCE["force_load"]["scores"], ids=lambda row: f"{row['score']} {row['pattern']}"
)
def test_force(row: dict[str, object]) -> None:
    pattern = {"intermittent": "intermittent", "static or repeated": "held"}.get(str(row["pattern"]), "shock")
    low, high = row.get("load_kg", (0, 2))  # type: ignore[misc]
    load = low + 5 if high is None else (low + high) / 2
    steps = rula_1993.score(**LEAST | {"load_kg": load, "load_pattern": pattern}).intermediates
    assert (steps["force_a"], steps["force_b"]) == (row["score"], row["score"])


def test_adjustments_of_the_chart() -> None:
    """Each adjustment by itself, as the reference lists them."""
    fields = {
        "shoulder raised": ("upper_arm", "shoulder_raised"),
        "upper arm abducted": ("upper_arm", "arm_abducted"),
        "arm supported or person leaning": ("upper_arm", "arm_supported"),
        "working across body midline OR out to side of body": ("lower_arm", "arm_across"),
        "wrist in radial or ulnar deviation (bent from midline)": ("wrist", "wrist_deviated"),
        "neck twisted": ("neck", "neck_twisted"),
        "neck side-bent": ("neck", "neck_side_bent"),
        "trunk twisted": ("trunk", "trunk_twist"),
        "trunk side-bent": ("trunk", "trunk_side_bent"),
    }
    start = posture(upper_arm=3, lower_arm=2)
    printed = [
        (row["if"], row["add"])
        for part in ("upper_arm", "lower_arm", "wrist", "neck", "trunk")
        for row in REFERENCE[part]["adjust"]
    ]
    assert {words for words, _ in printed} == set(fields)
    for words, add in printed:
        part, flag = fields[words]
        before = rula_1993.score(**start).intermediates[part]
        after = rula_1993.score(**start | {flag: True}).intermediates[part]
        assert after - before == add, words


def test_muscle_use_adds_one_and_never_two() -> None:
    use = REFERENCE["muscle_use"]
    for given in (
        {"arm_static_min": 2},
        {"arm_reps_per_min": 5},
        {"arm_static_min": 2, "arm_reps_per_min": 5},
    ):
        steps = rula_1993.score(**LEAST | given).intermediates
        assert (steps["muscle_a"], steps["muscle_b"]) == (use["add"], 0)
    steps = rula_1993.score(**LEAST | {"static_min": 2, "body_reps_per_min": 5}).intermediates
    assert (steps["muscle_a"], steps["muscle_b"]) == (0, use["max"])
