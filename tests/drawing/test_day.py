"""The bar of a normal day: as wide as its minutes, and what is missing or too much in words."""

import pytest

from ergo.drawing.day import DayPart, day_svg
from tests.drawing.svg_reading import SVG, assert_sound, parsed, words

PARTS = (DayPart("Pick from floor", 240), DayPart("Sort post", 120), DayPart("Sweep", 60, essential=False))
HOSTILE = "<script>alert('x')</script> & 😀 \u202e \x00 " + "long " * 100


def widths(shift_min: int) -> list[float]:
    boxes = list(parsed(day_svg(PARTS, shift_min, title="Normal day")).iter(f"{SVG}rect"))
    return [float(box.attrib["width"]) for box in boxes[1:]]  # the first is the paper


@pytest.mark.parametrize(
    ("shift_min", "says"),
    [
        (480, "The tasks take 7 h: 1 h of the shift not accounted for."),
        (420, "The tasks take 7 h, as long as the shift."),
        (360, "The tasks take 7 h: 1 h more than the shift."),
        (0, "The tasks take 7 h; the shift is not known."),
    ],
)
def test_balance_is_said_in_the_drawing_and_in_its_alternative_text(shift_min: int, says: str) -> None:
    svg = day_svg(PARTS, shift_min, title="Normal day")
    assert_sound(svg)
    assert says in words(svg)
    assert svg.alt == f"Normal day. Pick from floor: 4 h; Sort post: 2 h; Sweep: 1 h. {says}"


def test_a_rest_that_belongs_to_weekly_tasks_is_said_to() -> None:
    svg = day_svg(PARTS, 480, title="Normal day", weekly=True)
    assert "The tasks take 7 h: 1 h of the shift left for weekly tasks." in words(svg)


def test_parts_are_as_wide_as_their_minutes() -> None:
    pick, sort, sweep, missing = widths(480)
    assert pick == pytest.approx(2 * sort, abs=0.3)
    assert sort == pytest.approx(2 * sweep, abs=0.3)
    assert missing == pytest.approx(sweep, abs=0.3)
    assert pick + sort + sweep + missing == pytest.approx(732, abs=0.5)
    assert len(widths(360)) == len(PARTS)
    assert sum(widths(360)) == pytest.approx(732, abs=0.5)


@pytest.mark.parametrize(
    ("parts", "shift_min"),
    [
        ((), 0),
        ((), 480),
        ((DayPart(HOSTILE, 1),) * 40, 480),
        ((DayPart(HOSTILE, 1440),), 15),
        ((DayPart("", 0),), 0),
    ],
)
def test_any_day_can_be_drawn(parts: tuple[DayPart, ...], shift_min: int) -> None:
    assert_sound(day_svg(parts, shift_min, title="Normal day"))
