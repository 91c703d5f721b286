"""The chance of full duties by week: bars in proportion, words that never call a chance sure that is not."""

import pytest

from ergo.drawing.chance import chance_svg, chance_words
from tests.drawing.svg_reading import SVG, assert_sound, parsed, words


@pytest.mark.parametrize(
    ("chance", "said"),
    [(0, "0 %"), (0.001, "under 1 %"), (0.5, "50 %"), (0.996, "over 99 %"), (1, "100 %")],
)
def test_a_chance_in_words(chance: float, said: str) -> None:
    assert chance_words(chance) == said


def test_bars_stand_in_proportion_and_the_rest_is_said() -> None:
    svg = chance_svg((0, 0.25, 0.5), 0.5, first_week=4)
    assert_sound(svg)
    heights = [float(r.get("height", "")) for r in list(parsed(svg).iter(f"{SVG}rect"))[1:]]
    assert heights == [0, 36, 72]
    assert {"4", "5", "6", "25", "Not within the 3 weeks to week 6: 50 %"} <= set(words(svg))
    assert svg.alt.endswith("Week 5 25 %; week 6 50 %. Not within the 3 weeks to week 6: 50 %.")


def test_never_is_an_answer() -> None:
    svg = chance_svg((0, 0), 1)
    assert_sound(svg)
    assert "Not within the 2 weeks to week 2: 100 %" in words(svg)
