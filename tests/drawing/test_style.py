"""Contrast of what is drawn, by WCAG 2.2: text 4.5:1, lines and areas that carry meaning 3:1."""

import pytest

from ergo.drawing import style


def luminance(colour: str) -> float:
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("colour", style.TEXT_ON_PAPER)
def test_text_on_paper(colour: str) -> None:
    assert contrast(colour, style.PAPER) >= 4.5


@pytest.mark.parametrize("colour", style.SHAPES_ON_PAPER)
def test_shapes_on_paper(colour: str) -> None:
    assert contrast(colour, style.PAPER) >= 3.0


@pytest.mark.parametrize("colour", style.DARK_FILLS)
def test_white_letters_on_dark_fills(colour: str) -> None:
    assert contrast(style.PAPER, colour) >= 4.5


@pytest.mark.parametrize("colour", [*style.LIGHT_FILLS, style.LOAD])
def test_dark_letters_on_light_fills(colour: str) -> None:
    assert contrast(style.INK, colour) >= 4.5


@pytest.mark.parametrize(("sign", "fill"), style.STATES)
def test_signs_on_the_fill_of_a_state(sign: str, fill: str) -> None:
    assert contrast(sign, fill) >= 4.5
