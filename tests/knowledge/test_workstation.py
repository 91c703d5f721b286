"""Rules of the set-up: each with its quantity, its range and its words."""

from ergo.knowledge.quantities import quantity
from ergo.knowledge.sources import Status
from ergo.knowledge.workstation import allowances, gaze_down, setup_rules, view_distance_cm


def test_every_figure_is_compared_with_a_quantity_in_cm() -> None:
    for rule in setup_rules().values():
        assert quantity(rule.now).unit == "cm", rule.id
        assert rule.accept_low_cm <= 0
        assert (rule.accept_high_cm is None) == (not rule.if_high), rule.id
        assert rule.why.endswith(".")
        assert all("{by}" in words for words in (rule.if_low, rule.if_high) if words), rule.id


def test_allowances_of_the_reference() -> None:
    """workstation_setup_rules.json, defaults in mm, here in cm."""
    assert {row.id: row.value_cm for row in allowances().values()} == {
        "shoe": 2.5,
        "slump": 3.0,
        "seat_depth_gap": 5.0,
        "keyboard": 2.5,
        "thigh_gap": 1.0,
        "desk_top": 2.0,
        "hip_clearance": 3.0,
    }
    assert (view_distance_cm(), gaze_down().deg) == (65.0, 15.0)
    assert gaze_down().status is Status.MEMORY


def test_design_choices_are_called_proposals() -> None:
    for name in ("slump", "thigh_gap", "desk_top", "hip_clearance"):
        assert allowances()[name].status is Status.PROPOSAL
