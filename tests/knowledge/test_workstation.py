"""Rules of the set-up: each with its quantity, its range and its words."""

from ergo.knowledge.quantities import quantity
from ergo.knowledge.sources import Status
from ergo.knowledge.workstation import (
    FurnitureRange,
    allowances,
    furniture_ranges,
    gaze_down,
    setup_rules,
    view_distance_cm,
)


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


def printed(standard: str, figure: str) -> list[tuple[float | None, float | None]]:
    rows = [row for row in furniture_ranges() if row.standard == standard and row.figure == figure]
    return [(row.low_cm, row.high_cm) for row in rows]


def test_printed_ranges() -> None:
    """As quoted by public pages, in mm: 376-512, at least 489, at most 415; 400-510, 420-510, 420-480; 720-760."""
    assert printed("BIFMA G1:2013", "seat_height") == [(37.6, 51.2)]
    assert printed("BIFMA G1:2013", "seat_width") == [(48.9, None)]
    assert printed("BIFMA G1:2013", "seat_depth") == [(None, 41.5)]
    assert printed("EN 1335-1:2000", "seat_height") == [(40.0, 51.0), (42.0, 51.0), (42.0, 48.0)]
    assert printed("EN 527-1, DGUV 115-401:2011", "desk_height") == [(72.0, 76.0)]


def test_what_is_from_memory_names_no_page() -> None:
    for row in furniture_ranges():
        assert row.low_cm is not None or row.high_cm is not None
        assert bool(row.where_seen) == (row.status is not Status.MEMORY), row


def test_a_range_holds_a_figure_and_an_open_one_says_nothing() -> None:
    closed, wide = (
        FurnitureRange(
            figure="seat_width",
            low_cm=40.0,
            high_cm=high,
            standard="S",
            condition="",
            status=Status.VERIFIED,
            where_seen="page",
        )
        for high in (45.0, None)
    )
    assert [closed.holds(cm) for cm in (39.9, 40.0, 45.0, 45.1)] == [False, True, True, False]
    assert wide.holds(60.0) is None
