"""Key indicator methods against the tables of their forms and the examples of the reference."""

import json
from pathlib import Path

import pytest

from ergo.methods import kim_lhc_2019, kim_pp_2002

HERE = Path(__file__).parent / "data"
EXAMPLES = {case["id"]: case for case in json.loads((HERE / "kim_examples.json").read_text(encoding="utf-8"))}
LHC = json.loads((HERE / "kim_lhc_2019.json").read_text(encoding="utf-8"))
PP = json.loads((HERE / "kim_pp_2002.json").read_text(encoding="utf-8"))
EASY = {
    "load_kg": 4,
    "handlings": 5,
    "sex": "men",
    "handling": "even",
    "posture_start": "upright",
    "posture_end": "upright",
    "twist": "never",
    "far": "never",
    "arms_raised": "never",
    "above_shoulder": "never",
    "joints": "never",
    "grip": "good",
    "climate": False,
    "space": "good",
    "clothing": False,
    "holding": "short",
    "organisation": "good",
}
CLASSES = {"U": "upright", "M": "slight", "B": "far", "C": "low"}
ADDED = ("twist", "far", "arms_raised", "above_shoulder")
# How the points of the examples, which the reference gives as sums, come about in answers.
ANSWERS = {
    "kim_lhc_1": {"posture_end": "slight", "twist": "sometimes"},
    "kim_lhc_2": {
        "handling": "partly",
        "posture_end": "far",
        "twist": "often",
        "far": "often",
        "above_shoulder": "often",
        "joints": "often",
        "space": "unfavourable",
        "grip": "hindered",
        "organisation": "restricted",
    },
    "kim_lhc_3": {"posture_end": "far"},
    "kim_lhc_4": {"above_shoulder": "often", "climate": True, "organisation": "restricted"},
}
SEX = {"male": "men", "female": "women"}


def lhc(**change):
    return kim_lhc_2019.score(**EASY | change)


@pytest.mark.parametrize("case_id", ANSWERS)
def test_lhc_example(case_id):
    given, expected = EXAMPLES[case_id]["inputs"], EXAMPLES[case_id]["expected"]
    result = lhc(
        load_kg=given["load_kg"],
        handlings=given["handlings_per_day"],
        sex=SEX[given["sex"]],
        **ANSWERS[case_id],
    )
    steps = result.intermediates
    assert steps["time"] == expected["time_rating"]
    assert steps["load_points"] == given["load_points"]
    assert steps["handling_points"] == given["handling"]
    assert steps["pair_points"] == given["posture_base"]
    assert steps["added_points"] == given["additional_uncapped"]
    assert steps["condition_points"] == given["unfavourable"]
    assert steps["organisation_points"] == given["organisation"]
    assert result.score == expected["risk_score"]
    assert kim_lhc_2019.METHOD.bands[0].bands.index(result.band) + 1 == expected["band"]


def test_lhc_posture_of_a_published_page():
    """Pair 10, occasional twist 1, hands often above the shoulder 2: printed as 13 together."""
    steps = lhc(
        posture_start="slight", posture_end="far", twist="sometimes", above_shoulder="often"
    ).intermediates
    assert steps["posture_points"] == EXAMPLES["kim_lhc_posture_print"]["expected"]["total_posture"]


@pytest.mark.parametrize(("handlings", "rating"), LHC["time_rating"]["table"])
def test_lhc_time_rating_and_the_one_above(handlings, rating):
    table = [row[1] for row in LHC["time_rating"]["table"]]
    assert lhc(handlings=handlings).intermediates["time"] == rating
    following = table[min(table.index(rating) + 1, len(table) - 1)]
    assert lhc(handlings=handlings + 1).intermediates["time"] == following


@pytest.mark.parametrize("row", LHC["load_rating"]["bands"], ids=lambda row: f"over {row['over_kg']} kg")
@pytest.mark.parametrize("sex", ["men", "women"])
def test_lhc_load_rating_at_both_ends(row, sex):
    lowest = row["over_kg"] if row["over_kg"] == 3 else row["over_kg"] + 0.01
    for load_kg in (lowest, row["to_kg"] or 60):
        assert lhc(load_kg=load_kg, sex=sex).intermediates["load_points"] == row[sex]


@pytest.mark.parametrize("row", LHC["posture"]["pairs"], ids=lambda row: "".join(row["pair"]))
def test_lhc_posture_pair_in_both_orders(row):
    start, end = (CLASSES[name] for name in row["pair"])
    for one, other in ((start, end), (end, start)):
        assert lhc(posture_start=one, posture_end=other).intermediates["pair_points"] == row["points"]


@pytest.mark.parametrize(("field", "row"), list(zip(ADDED, LHC["posture"]["additional"], strict=True)))
def test_lhc_added_points(field, row):
    for answer, name in (("sometimes", "occasional"), ("often", "frequent_or_constant")):
        assert lhc(**{field: answer}).intermediates["added_points"] == row[name]


def test_lhc_conditions_and_organisation():
    conditions = kim_lhc_2019.DATA.values["points"]["conditions"]
    printed = LHC["unfavourable_conditions"]
    numbers = [[v for k, v in row.items() if isinstance(v, int)] for row in printed]
    for kept, row in zip(conditions.values(), numbers, strict=True):
        assert list(kept.values()) == [0, *row]
    rows = LHC["work_organisation"]
    assert [
        lhc(organisation=a).intermediates["organisation_points"]
        for a in ("good", "restricted", "unfavourable")
    ] == [row["points"] for row in rows]
    held = [lhc(handling=a).intermediates["handling_points"] for a in ("even", "partly", "mostly")]
    assert held == [row["points"] for row in LHC["handling_conditions"]]


@pytest.mark.parametrize("row", LHC["risk_bands"], ids=lambda row: row["intensity"])
def test_lhc_bands(row):
    scheme = kim_lhc_2019.METHOD.bands[0]
    assert scheme.band(row["min"]).label == row["intensity"]
    assert scheme.band((row["max_exclusive"] or 1000) - 0.01).label == row["intensity"]


MOVE = {
    "mass_kg": 350,
    "device": "truck",
    "distance_m": 50,
    "times": 30,
    "precision": "low",
    "pace": "slow",
    "posture": "slight",
    "conditions": "restricted",
}
DEVICES = ("rolled", "barrow", "trolley", "truck", "manipulator")
MASSES = (49, 99, 199, 299, 399, 599, 999, 1000)


def pp(sex="men", **change):
    return kim_pp_2002.score(**MOVE | {"sex": sex} | change)


def test_dguv_208_034_section_10():
    case = EXAMPLES["kim_pp_2002_dguv"]
    printed, tolerance = case["printed"], case["tolerance"]
    change = {"pace": "fast", "conditions": "difficult"}
    men, women = pp(**change), pp("women", **change)
    steps = men.intermediates
    assert steps["day_m"] == case["inputs"]["total_distance_m_per_day"]
    assert steps["mass_points"] == case["inputs"]["mass_points"]
    assert steps["time"] == printed["time_rating"]
    parts = [steps[f"{name}_points"] for name in ("mass", "positioning", "posture", "conditions")]
    assert sum(parts) == printed["sum"]
    assert men.score == pytest.approx(printed["score_men"], abs=tolerance)
    assert women.score == pytest.approx(printed["score_women"], abs=tolerance)
    bands = kim_pp_2002.METHOD.bands[0].bands
    assert [bands.index(r.band) + 1 for r in (men, women)] == [printed["band_men"], printed["band_women"]]


def test_pp_computed_example():
    expected = EXAMPLES["kim_pp_2002_1"]["expected"]
    men = pp(times=60)
    assert men.intermediates["time"] == expected["time_rating"]
    assert men.score == expected["score_men"]
    assert pp("women", times=60).score == pytest.approx(expected["score_women"])


@pytest.mark.parametrize(("row", "mass_kg"), list(zip(PP["mass_rolling"]["points"], MASSES, strict=True)))
def test_pp_mass_by_device(row, mass_kg):
    for device, points in zip(DEVICES, row, strict=True):
        result = pp(mass_kg=mass_kg, device=device)
        assert result.intermediates["mass_points"] == points
        assert (result.score is None) == (points is None)


@pytest.mark.parametrize(("mass_kg", "points"), [(9, 1), (10, 2), (24, 2), (25, 4), (49, 4), (51, None)])
def test_pp_slid_loads(mass_kg, points):
    assert pp(mass_kg=mass_kg, device="slid").intermediates["mass_points"] == points


@pytest.mark.parametrize(
    ("times", "rating"),
    [(9, 1), (10, 2), (39, 2), (40, 4), (199, 4), (200, 6), (500, 8), (999, 8), (1000, 10)],
)
def test_pp_time_of_short_ways(times, rating):
    assert pp(distance_m=5, times=times).intermediates["time"] == rating
    assert pp(distance_m=20, times=times, frequent_stops=True).intermediates["time"] == rating


@pytest.mark.parametrize(
    ("day_m", "rating"),
    [(299, 1), (300, 2), (999, 2), (1000, 4), (3999, 4), (4000, 6), (8000, 8), (15999, 8), (16000, 10)],
)
def test_pp_time_of_long_ways(day_m, rating):
    assert pp(distance_m=day_m / 10, times=10).intermediates["time"] == rating


def test_pp_points_of_the_form():
    values = kim_pp_2002.DATA.values
    assert [*values["positioning"][0], *values["positioning"][1]] == list(PP["positioning_speed"].values())
    assert list(values["points"]["posture"].values()) == [row[0] for row in PP["posture"]]
    assert list(values["points"]["conditions"].values()) == [row[0] for row in PP["working_conditions"]]
    edges = [band.high for band in kim_pp_2002.METHOD.bands[0].bands]
    assert edges == [row["max_exclusive"] for row in PP["risk_bands"]]
