"""Plans beside each other: hours, essential duties and full duties, told by words and shapes."""

from ergo.drawing.comparison import ComparedHours, comparison_svg
from tests.drawing.svg_reading import SVG, assert_sound, parsed, words

SHORT = ComparedHours("This plan", (1200, 1800, 2400, 2400), 3, (1, 1, 2, 2))
NEVER = ComparedHours("<b>Policy</b>: shares", (600, 600, 600, 600), None, (0, 0, 0, 0))


def test_every_row_says_when_full_duties_come_or_that_they_do_not() -> None:
    svg = comparison_svg([SHORT, NEVER], 2)
    assert_sound(svg)
    said = words(svg)
    assert "full duties from week 3" in said
    assert "full duties not within 4 weeks" in said
    assert {"This plan", "<b>Policy</b>: shares", "20", "30", "40", "10"} <= set(said)
    assert "hours by week: 20, 30, 40, 40; essential duties by week, of 2: 1, 1, 2, 2." in svg.alt


def test_heights_share_one_scale() -> None:
    rects = list(parsed(comparison_svg([SHORT, NEVER], 2)).iter(f"{SVG}rect"))[1:]
    heights = [float(r.get("height", "")) for r in rects]
    assert heights == [24, 36, 48, 48, 12, 12, 12, 12]


def test_only_full_duties_carry_a_flag() -> None:
    assert len(list(parsed(comparison_svg([SHORT, NEVER], 2)).iter(f"{SVG}path"))) == 1
    assert not list(parsed(comparison_svg([NEVER], 2)).iter(f"{SVG}path"))


def test_weeks_after_the_last_change_are_left_out_and_named() -> None:
    long = ComparedHours("This plan", (600, *[1200] * 51), 2, (0, *[1] * 51))
    svg = comparison_svg([long], 1)
    assert "Weeks 5 to 52: no change" in words(svg)
    assert len(list(parsed(svg).iter(f"{SVG}rect"))) == 1 + 4


def test_duties_are_left_out_where_they_are_not_counted() -> None:
    svg = comparison_svg([ComparedHours("Every step holds", (600, 1200, 2400), 3)])
    assert_sound(svg)
    assert "essential" not in svg
    assert svg.alt.endswith("Every step holds: full duties from week 3; hours by week: 10, 20, 40.")
