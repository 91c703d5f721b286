"""Body measures: the regressions are those computed from the survey, shifted from mm to cm, and their prediction."""

import json
from pathlib import Path

import pytest

from ergo.knowledge.anthropometry import body_measures, body_sums, interval, surveyed_stature_cm
from ergo.knowledge.quantities import quantity

REFERENCE = json.loads(
    (Path(__file__).parent / "data" / "ansur2_regression.json").read_text(encoding="utf-8")
)
BY_STATURE = {
    "popliteal_height": "poplitealheight",
    "buttock_popliteal": "buttockpopliteallength",
    "elbow_rest": "elbowrestheight",
    "eye_sitting": "eyeheightsitting",
    "thigh": "thighclearance",
    "elbow_standing": "elbow_height_standing_underside",
    "eye_standing": "eye_height_standing",
}
BY_MASS = {"thigh": "thighclearance", "hip": "hipbreadthsitting"}
SUMS = {
    ("popliteal_height", "elbow_rest"): "seated_elbow_above_floor",
    ("popliteal_height", "eye_sitting"): "seated_eye_above_floor",
    ("popliteal_height", "thigh"): "seated_thigh_top_above_floor",
}
SEXES = ("male", "female", "sex_not_given")


@pytest.mark.parametrize("sex", SEXES)
@pytest.mark.parametrize("name", BY_STATURE)
def test_regression_on_stature(name: str, sex: str) -> None:
    row, given = body_measures()[name].by_stature[sex], REFERENCE["dimensions"][BY_STATURE[name]][sex]
    assert row.intercept_cm * 10 == pytest.approx(given["intercept_mm"])
    assert row.slope == given["slope"]
    assert row.residual_sd_cm * 10 == pytest.approx(given["residual_sd_mm"])
    assert row.cm_per_kg == 0


@pytest.mark.parametrize("sex", SEXES)
@pytest.mark.parametrize("name", BY_MASS)
def test_regression_on_stature_and_mass(name: str, sex: str) -> None:
    given = REFERENCE["_with_body_mass"][BY_MASS[name]]
    row = body_measures()[name].by_mass[sex]
    assert [row.intercept_cm * 10, row.slope, row.cm_per_kg * 10] == pytest.approx(given[sex], abs=0.006)
    assert row.residual_sd_cm * 10 == pytest.approx(given["residual_sd_mm"][sex])


@pytest.mark.parametrize("sex", SEXES)
@pytest.mark.parametrize("parts", SUMS)
def test_spread_of_sums(parts: tuple[str, str], sex: str) -> None:
    given = REFERENCE["dimensions"][SUMS[parts]][sex]
    assert body_sums()[parts].residual_sd_cm[sex] * 10 == pytest.approx(given["residual_sd_mm"])


def test_a_sum_is_predicted_by_its_parts() -> None:
    """The regression of the sum that the survey gives by itself agrees within a millimetre at any stature."""
    for parts, name in SUMS.items():
        for sex in SEXES:
            for stature in (150.0, 190.0):
                lower, upper = (body_measures()[part].by_stature[sex] for part in parts)
                given = REFERENCE["dimensions"][name][sex]
                whole = given["intercept_mm"] + given["slope"] * stature * 10
                assert (lower.predict(stature) + upper.predict(stature)) * 10 == pytest.approx(whole, abs=1)


def test_hips_are_never_predicted_from_stature_alone() -> None:
    assert body_measures()["hip"].by_stature is None
    assert body_measures()["hip"].percentile_95_cm == {"male": 43.1, "female": 45.6, "sex_not_given": 45.6}


def test_every_measure_is_a_quantity_of_the_worker_in_cm() -> None:
    for row in body_measures().values():
        assert row.quantity.startswith("worker.")
        assert quantity(row.quantity).unit == "cm"
        assert row.by_stature or row.by_mass
        help_says_shoes = "in work shoes" in quantity(row.quantity).help
        assert row.in_shoes is help_says_shoes, row.id


def test_nine_in_ten_lie_within_the_interval() -> None:
    """1.645 standard deviations of a normal distribution on either side hold 90 %."""
    assert (interval().share_pct, interval().sd) == (90, 1.645)


def test_range_of_the_survey() -> None:
    """1st and 99th percentile of stature: men 1602 to 1927 mm, women 1483 to 1778 mm."""
    assert surveyed_stature_cm("male") == (160.2, 192.7)
    assert surveyed_stature_cm("female") == (148.3, 177.8)
    assert surveyed_stature_cm("sex_not_given") == (148.3, 192.7)
