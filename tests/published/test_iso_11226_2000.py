"""Limits after ISO 11226 against the reference copy, whose values come from one program and memory."""

import json
from pathlib import Path

import pytest

from ergo.methods.iso_11226_2000 import score

REFERENCE = json.loads((Path(__file__).parent / "data" / "iso_11226_2000.json").read_text(encoding="utf-8"))
LIMITS = REFERENCE["iso11226"]
LEAST = {
    "trunk_flexion_deg": 0,
    "trunk_supported": False,
    "trunk_twist": False,
    "trunk_side_bent": False,
    "neck_flexion_deg": 0,
    "arm_elevation_deg": 0,
    "arm_supported": False,
    "static_min": 0.5,
    "arm_static_min": 0.5,
}
VERDICT = {"acceptable": 1, "holding time": 2, "not recommended": 3}
PARTS = {
    "trunk": ("trunk_inclination", {"trunk_flexion_deg": 1}, "trunk_supported"),
    "neck": ("neck_flexion_head_minus_trunk", {"neck_flexion_deg": 1}, ""),
    "arm": ("upper_arm_elevation", {"arm_elevation_deg": 1}, "arm_supported"),
    # A trunk of the same angle would count for itself: the head alone leans by the neck.
    "head": ("head_inclination", {"neck_flexion_deg": 1}, "trunk_supported"),
}


@pytest.mark.parametrize("part", PARTS)
def test_ranges(part: str) -> None:
    """In the middle of each range, with and without support where the row says so, held for half a minute."""
    name, fields, support = PARTS[part]
    for row in LIMITS[name]:
        if row.get("support") == "full head support":
            continue  # not asked for: it stays "not recommended"
        low, high = row["deg"]
        angle = high - 10 if low is None else low + 10 if high is None else (low + high) / 2
        given = {field: angle * share for field, share in fields.items()}
        with_support = row.get("support", "none") != "none"
        given |= {support: with_support} if support else {}
        assert score(**LEAST | given).intermediates[part] == VERDICT[row["verdict"]], row


@pytest.mark.parametrize(
    ("name", "part", "angle", "held"),
    [
        ("trunk", "trunk", "trunk_flexion_deg", "static_min"),
        ("head", "head", "neck_flexion_deg", "static_min"),
        ("upper_arm", "arm", "arm_elevation_deg", "arm_static_min"),
    ],
)
def test_longest_times(name: str, part: str, angle: str, held: str) -> None:
    """The printed end points, and half way between them the mean of their times."""
    row = LIMITS["max_holding_time_linear"][name]
    (low, high), (at_low, at_high) = row["deg"], row["seconds"]
    middle_min = (at_low + at_high) / 2 / 60
    steps = score(**LEAST | {angle: (low + high) / 2}).intermediates
    assert steps[f"{part}_limit_min"] == pytest.approx(middle_min)
    at_the_end = score(**LEAST | {angle: high}).intermediates
    assert at_the_end[f"{part}_limit_min"] == pytest.approx(at_high / 60)
    assert score(**LEAST | {angle: low}).intermediates[f"{part}_limit_min"] is None
    for held_min, verdict in ((middle_min, 2), (middle_min + 0.01, 3)):
        steps = score(**LEAST | {angle: (low + high) / 2, held: held_min}).intermediates
        assert steps[part] == verdict


def test_the_narrow_limit_of_the_neck_is_not_that_of_the_head() -> None:
    """The trap of the reference: 25 to 85 degrees belongs to the head, 25 alone to the neck."""
    result = score(**LEAST | {"neck_flexion_deg": 40})
    assert (result.intermediates["head"], result.intermediates["neck"], result.score) == (2, 3, 3.0)


@pytest.mark.parametrize("flag", ["trunk_twist", "trunk_side_bent"])
def test_an_asymmetric_trunk_is_not_recommended(flag: str) -> None:
    assert score(**LEAST | {flag: True}).score == 3


def test_every_result_says_that_nobody_read_the_standard() -> None:
    result = score(**LEAST)
    assert "unverified" in {finding.code for finding in result.findings}
    assert result.bands[0].status == "memory, unverified"
    assert "(unverified)" in result.band.label


def test_four_seconds_are_not_a_static_posture() -> None:
    assert "4 s" in REFERENCE["definitions"]["static"]
    short = {finding.code for finding in score(**LEAST | {"static_min": 0.06, "arm_static_min": 0}).findings}
    assert "not_static" in short
    assert "not_static" not in {finding.code for finding in score(**LEAST).findings}
