"""MAC and RAPP of HSE: points cell by cell, and the factors that HSE's experts scored."""

import json
from pathlib import Path

import pytest

from ergo.methods import hse_mac_carry, hse_mac_lift, hse_mac_team, hse_rapp_unwheeled, hse_rapp_wheeled

HERE = Path(__file__).parent / "data"
MAC = json.loads((HERE / "hse_mac.json").read_text(encoding="utf-8"))
RAPP = json.loads((HERE / "hse_rapp.json").read_text(encoding="utf-8"))
MAC_FIELDS = {
    "hand_distance": "B_hand_distance_from_lower_back",
    "height": "C_vertical_lift_zone",
    "twist": "D_torso_twist_and_side_bend",
    "space": "E_postural_constraints",
    "grip": "F_grip",
    "floor": "G_floor",
    "surroundings": "H_environment",
}
CARRY_FIELDS = {"side": "C_asymmetric_torso_or_load", "obstacles": "I_obstacles"}


def points(module, field):
    return list(module.DATA.values["points"][field].values())


def scores(rows):
    return [row["score"] for row in rows]


@pytest.mark.parametrize(("field", "printed"), MAC_FIELDS.items())
def test_mac_points_of_lifting(field, printed):
    assert points(hse_mac_lift, field) == scores(MAC["lifting"][printed])
    if field not in {"height", "twist"}:
        assert points(hse_mac_carry, field) == points(hse_mac_lift, field)
    assert points(hse_mac_team, field) == points(hse_mac_lift, field)


@pytest.mark.parametrize(("field", "printed"), CARRY_FIELDS.items())
def test_mac_points_of_carrying(field, printed):
    assert points(hse_mac_carry, field) == scores(MAC["carrying"][printed])


def test_mac_load_distance_and_communication():
    for module in (hse_mac_lift, hse_mac_carry, hse_mac_team):
        assert module.DATA.values["points"]["load"] == MAC["load_frequency_factor"]["scores"]
    assert hse_mac_carry.DATA.values["distance"]["points"] == scores(MAC["carrying"]["H_carry_distance"])
    assert points(hse_mac_team, "communication") == scores(MAC["team"]["communication_coordination_control"])


def test_mac_lift_of_the_expert_page_2013():
    """Factor scores as printed; their sum was made in the reference."""
    case = MAC["worked_example_lift"]
    result = hse_mac_lift.score(
        load="red",
        hand_distance="far",
        height="extreme",
        twist="both",
        space="restricted",
        grip="reasonable",
        floor="good",
        surroundings="none",
    )
    names = {
        "load_frequency": "load",
        "hand_distance": "hand_distance",
        "vertical": "height",
        "twist_side_bend": "twist",
        "posture": "space",
        "grip": "grip",
        "floor": "floor",
        "environment": "surroundings",
    }
    for printed, field in names.items():
        assert result.intermediates[f"{field}_points"] == case["factors"][printed]
    assert result.score == case["total"]
    assert result.band.label == "high"


def test_mac_carry_of_the_expert_page():
    """Grip is printed as 1 or 2, the sum as 11 or 12."""
    given = {
        "load": "amber",
        "hand_distance": "close",
        "side": "one_hand",
        "space": "restricted",
        "floor": "good",
        "surroundings": "none",
        "distance_m": 8,
        "obstacles": "some",
    }
    case = MAC["worked_example_carry"]
    assert case["total"] == "11 or 12"
    assert [hse_mac_carry.score(grip=grip, **given).score for grip in ("reasonable", "poor")] == [11, 12]


TEAM = {
    "load": "red",
    "hand_distance": "close",
    "height": "outer",
    "twist": "one",
    "space": "none",
    "grip": "reasonable",
    "floor": "bad",
    "surroundings": "none",
    "communication": "poor",
}


def test_mac_team_of_the_expert_page_2012():
    assert hse_mac_team.score(**TEAM).score == MAC["worked_example_team"]["2012"]["total"]


def test_mac_team_of_2021_is_another_edition():
    """match: false. The page of 2021 has grip 2, wet floor 3 and distance 1; which edition holds is not resolved."""
    printed = MAC["worked_example_team"]["2021"]
    found = hse_mac_team.score(**TEAM).intermediates
    assert (found["grip_points"], found["floor_points"]) == (1, 2)
    assert (printed["grip"], printed["floor"], printed["total"]) == (2, 3, 17)
    assert any("2021" in words for words in hse_mac_team.METHOD.anomalies)


@pytest.mark.parametrize("edge", [0, 4, 5, 12, 13, 20, 21, 32, 33])
def test_bands_of_the_chilean_guide(edge):
    rows = MAC["action_levels"]["Chile_official_guide_2018"]
    printed = next((row["level"] for row in rows if row["range"][0] <= edge <= row["range"][1]), "very high")
    assert hse_mac_lift.METHOD.bands[0].band(edge).label == printed


def test_rapp_points():
    wheeled, other = RAPP["A_wheeled"], RAPP["B_non_wheeled"]
    for module in (hse_rapp_wheeled, hse_rapp_unwheeled):
        assert points(module, "load") == [0, 2, 4, 8]
        assert points(module, "posture") == wheeled["A2_posture"] == other["B2_posture"]
        assert points(module, "grip") == wheeled["A3_grip"] == other["B3_grip"]
        assert points(module, "pattern") == other["B4_work_pattern"]
        assert points(module, "floor") == other["B6_floor"] == list(wheeled["A7_floor"].values())
        assert points(module, "obstacles") == other["B7_obstacles"] == list(wheeled["A8_obstacles"].values())
        assert points(module, "other") == other["B8_other"] == list(wheeled["A9_other"].values())
    assert points(hse_rapp_wheeled, "condition") == wheeled["A6_equipment_condition"]
    assert hse_rapp_wheeled.DATA.values["distance"]["points"] == list(wheeled["A5_distance_m"].values())
    assert hse_rapp_unwheeled.DATA.values["distance"]["points"] == list(other["B5_distance_m"].values())


@pytest.mark.parametrize(("module", "key"), [(hse_rapp_wheeled, "A"), (hse_rapp_unwheeled, "B")])
def test_rapp_highest_score(module, key):
    quantities = module.METHOD.inputs.quantities()
    worst = {name: row.choices[-1].value for name, row in quantities.items() if row.choices}
    assert module.score(**worst, distance_m=100).score == RAPP["max_scores"][key]
