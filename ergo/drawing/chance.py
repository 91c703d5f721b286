"""The chance of full duties by each week: a bar for every week, and what is left past the horizon."""

from collections.abc import Sequence

from ergo.drawing import style
from ergo.drawing.svg import Svg, drawing, element, line, text

WIDTH, HEIGHT = 760.0, 230.0
_LEFT, _RIGHT, _TOP, _BASE = 56.0, 750.0, 24.0, 168.0
_GRID = (0, 25, 50, 75, 100)


def chance_words(chance: float) -> str:
    """A chance in whole per cent; what is neither sure nor impossible is not called so."""
    if 0 < chance < 0.005:
        return "under 1 %"
    if 0.995 <= chance < 1:
        return "over 99 %"
    return f"{chance:.0%}".replace("%", " %")


def chance_svg(by_week: Sequence[float], not_within: float, first_week: int = 1) -> Svg:
    """Draw the chances; ``first_week`` is the number of the first of them."""
    slot = (_RIGHT - _LEFT) / max(1, len(by_week))
    width = min(slot * 0.72, 34.0)
    found = []
    for share in _GRID:
        y = _BASE - (_BASE - _TOP) * share / 100
        found.append(line(_LEFT, y, _RIGHT, y, stroke=style.GRID if share else style.INK, stroke_width=1))
        found.append(text(_LEFT - 7, y + 4, f"{share} %", size=style.SMALL, fill=style.MUTED, anchor="end"))
    every = max(1, -(-26 // int(max(slot, 1))))
    for n, chance in enumerate(by_week):
        middle, height = _LEFT + slot * (n + 0.5), (_BASE - _TOP) * chance
        found.append(
            element(
                "rect",
                x=middle - width / 2,
                y=_BASE - height,
                width=width,
                height=height,
                fill=style.ESSENTIAL[1],
            )
        )
        if n % every == 0:
            number = str(first_week + n)
            found.append(text(middle, _BASE + 16, number, size=style.SMALL, anchor="middle", bold=True))
            if chance:
                words = f"{chance:.0%}".removesuffix("%")
                found.append(
                    text(
                        middle,
                        _BASE - height - 4,
                        words,
                        size=style.SMALL,
                        anchor="middle",
                        halo=True,
                    )
                )
    last = first_week + len(by_week) - 1
    words = f"Not within the {len(by_week)} weeks to week {last}: {chance_words(not_within)}"
    found += [
        text(_LEFT - 7, _BASE + 16, "week", size=style.SMALL, fill=style.MUTED, anchor="end"),
        text(_LEFT, _BASE + 46, words, bold=True),
    ]
    said = "; ".join(f"week {first_week + n} {chance_words(c)}" for n, c in enumerate(by_week) if c)
    return drawing(
        WIDTH,
        HEIGHT,
        "Chance of full duties by each week",
        f"{said[:1].upper()}{said[1:] or 'None'}. {words}.",
        *found,
    )
