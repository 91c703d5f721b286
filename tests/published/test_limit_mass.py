"""Reference masses, multipliers and bands of ISO 11228-1 and EN 1005-2, cell by cell against the reference."""

import json
from pathlib import Path

import pytest

from ergo.methods import en_1005_2_2003, iso_11228_1_2021

PRINTED = json.loads((Path(__file__).parent / "data" / "iso_en_lifting.json").read_text(encoding="utf-8"))
MASS = PRINTED["reference_mass_by_sex_age_ISO"]["ISO_11228_1_2021"]
EXTRA = PRINTED["extra_multipliers"]
IDEAL = {
    "load_kg": 10,
    "h_origin_cm": 25,
    "v_origin_cm": 75,
    "d_travel_cm": 25,
    "asym_deg": 0,
    "freq_per_min": 0.2,
    "duration_h": 1,
    "coupling": "good",
    "significant_control": False,
    "hands": 2,
    "persons": 1,
}
GROUP = {"sex": "men", "age_group": "from_20_to_45"}


def iso(**change):
    return iso_11228_1_2021.score(**IDEAL | GROUP | change)


@pytest.mark.parametrize(
    ("sex", "age_group", "name"),
    [
        ("men", "from_20_to_45", "men_20_45_kg"),
        ("women", "from_20_to_45", "women_20_45_kg"),
        ("men", "other", "men_lt20_or_gt45_kg"),
        ("women", "other", "women_lt20_or_gt45_kg"),
    ],
)
def test_ideal_lift_has_the_reference_mass(sex, age_group, name):
    assert iso(sex=sex, age_group=age_group).intermediates["limit_kg"] == MASS[name]


def test_one_hand_and_several_persons():
    one = iso(hands=1).intermediates
    assert one["om"] == EXTRA["one_handed_o_M"]["one_hand"]
    two = iso(persons=2)
    assert two.intermediates["pm"] == EXTRA["two_or_more_persons_p_M"]["two_or_more"]
    assert two.intermediates["load_per_person_kg"] == 10 / 2
    assert two.score == pytest.approx(5 / (25 * 0.85))


@pytest.mark.parametrize(
    ("hours", "row"), [(8, "<=8 h"), (9, ">8<=9 h"), (10, ">9<=10 h"), (11, ">10<=11 h")]
)
def test_long_shifts(hours, row):
    printed = EXTRA["extended_time_e_M"]
    assert iso(duration_h=hours).intermediates["em"] == printed[row]
    following = list(printed)[list(printed).index(row) + 1]
    assert iso(duration_h=hours + 0.01).intermediates["em"] == printed[following]


def test_the_last_hours_and_beyond():
    assert iso(duration_h=12).intermediates["em"] == EXTRA["extended_time_e_M"][">11<=12 h"]
    beyond = iso(duration_h=12.5)
    assert beyond.score is None
    assert "over_12_h" in [finding.code for finding in beyond.findings]


@pytest.mark.parametrize(("users", "mass"), [("all_at_work", 15), ("adults_at_work", 25)])
def test_en_reference_masses(users, mass):
    rows = {row["mref_kg"] for row in PRINTED["reference_mass_by_population"]["rows"]}
    assert mass in rows
    steps = en_1005_2_2003.score(**IDEAL, users=users, other_effort=False).intermediates
    assert steps["limit_kg"] == mass


def test_en_other_work_in_the_shift():
    steps = en_1005_2_2003.score(**IDEAL, users="adults_at_work", other_effort=True).intermediates
    assert steps["at"] == EXTRA["additional_physical_tasks_AT"]["value"]
    assert steps["limit_kg"] == pytest.approx(25 * 0.8)


@pytest.mark.parametrize(
    ("index", "label"), [(0.85, "up to 0.85"), (0.86, "0.85 to 1"), (1.0, "1 and above")]
)
def test_en_bands(index, label):
    assert len(PRINTED["EN_1005_2_risk_index_bands"]) == 4
    assert en_1005_2_2003.METHOD.bands[0].band(index).label == label
