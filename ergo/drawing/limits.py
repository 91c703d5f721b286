"""How limits rise over the weeks of a plan: one row of steps for each."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ergo.analysis.words import amount_words, place_words
from ergo.drawing import style
from ergo.drawing.svg import Svg, drawing, element, line, number, text, text_width, two_lines
from ergo.knowledge.dimensions import Aspect, Side, unit_of
from ergo.model.plan import Limit, Plan
from ergo.units import UnitSystem

WIDTH = 760.0
_LEFT, _RIGHT = 250.0, 740.0
_ROW, _STEP = 78.0, 42.0
_AFTER_LAST_CHANGE = 2
_BOLD = 1.1  # how much wider bold letters are

LimitPlace = tuple[
    str, Aspect, Side, float | None, float | None, float | None, float | None, tuple[tuple[str, float], ...]
]


@dataclass(frozen=True)
class LimitSteps:
    """One limit week by week. ``words`` is each value as it is written; None where nothing limits in that week.

    ``goal`` is what the job asks for, None where it is not known.
    """

    label: str
    values: tuple[float | None, ...]
    words: tuple[str, ...]
    goal: float | None = None
    goal_words: str = ""


def limit_steps(plan: Plan, unit_system: UnitSystem = UnitSystem.METRIC) -> list[LimitSteps]:
    """One row for each limit that is ever in force, with what the job asks for where it keeps a task out.

    Limits on minutes of handling are left out: they follow the length of the day and are no steps of their own.
    """
    rows: dict[LimitPlace, dict[int, Limit]] = {}
    for index, week in enumerate(plan.weeks):
        for limit in (x for x in week.limits if x.over_load_kg is None):
            rows.setdefault(limit_place(limit), {})[index] = limit
    return [_steps(plan, by_week, unit_system) for by_week in rows.values()]


def limit_place(limit: Limit) -> LimitPlace:
    """What two limits share that follow each other: everything but value and source."""
    return (
        limit.dimension,
        limit.aspect,
        limit.side,
        limit.below_hand_height_cm,
        limit.above_hand_height_cm,
        limit.beyond_reach_cm,
        limit.over_load_kg,
        tuple(limit.counted_with.items()),
    )


def _steps(plan: Plan, by_week: dict[int, Limit], unit_system: UnitSystem) -> LimitSteps:
    weeks = [by_week.get(index) for index in range(len(plan.weeks))]
    first = next(iter(by_week.values()))
    unit = unit_of(first.dimension, first.aspect)
    goal = _asked_for(plan, list(by_week.values())[-1])
    return LimitSteps(
        label=place_words(first, unit_system),
        values=tuple(None if limit is None else limit.value for limit in weeks),
        words=tuple("" if limit is None else _value_words(limit.value, unit, unit_system) for limit in weeks),
        goal=goal,
        goal_words="" if goal is None else amount_words(goal, unit, unit_system),
    )


def _value_words(value: float, unit: str, unit_system: UnitSystem) -> str:
    return amount_words(value, unit, unit_system) if value else "not at all"


def _asked_for(plan: Plan, limit: Limit) -> float | None:
    """What the task that this limit, as it stands in the end, keeps out asks for."""
    key = (limit.dimension, limit.aspect, limit.side, limit.value)
    asked = [
        o.demand
        for o in plan.obstacles
        if (o.dimension, o.aspect, o.side, o.level) == key and o.demand is not None
    ]
    return max(asked, default=None)


def limits_svg(rows: Sequence[LimitSteps], first_week: int = 1) -> Svg:
    """Draw the steps of every limit over the same weeks.

    Each row has its own scale from zero to its largest value, or to the goal; the values are written at each change.
    Weeks after the last change are not drawn but for the first of them.
    """
    planned = max((len(row.values) for row in rows), default=0)
    if not planned:
        words = "No limit is in force."
        return drawing(WIDTH, 60, "Limits over the weeks", words, text(20, 36, words))
    count = min(planned, max(n for row in rows for n in _changes(row)) + 1 + _AFTER_LAST_CHANGE)
    height = 34 + _ROW * len(rows) + (24 if count < planned else 0)
    slot = (_RIGHT - _LEFT) / count
    found = [
        text(_LEFT + slot * (n + 0.5), 18, str(first_week + n), size=style.SMALL, anchor="middle", bold=True)
        for n in range(0, count, max(1, -(-20 // int(max(slot, 1)))))
    ]
    found.insert(0, text(_LEFT - 10, 18, "week", size=style.SMALL, fill=style.MUTED, anchor="end"))
    for index, row in enumerate(rows):
        found += _row(row, 34 + _ROW * index, slot, count)
    if count < planned:
        words = f"Weeks {first_week + count} to {first_week + planned - 1}: no change"
        found.append(text(_LEFT, height - 8, words, size=style.SMALL, fill=style.MUTED))
    return drawing(WIDTH, height, "Limits over the weeks", _description(rows, first_week), *found)


def _changes(row: LimitSteps) -> list[int]:
    """The weeks, counted from zero, in which the limit is not what it was the week before."""
    return [n for n in range(len(row.values)) if n == 0 or row.values[n] != row.values[n - 1]]


def _row(row: LimitSteps, top: float, slot: float, count: int) -> list[str]:
    base = top + _ROW - 12
    known = [value for value in (*row.values, row.goal) if value is not None]
    most = max([*known, 1e-9])

    def y(value: float) -> float:
        return base - _STEP * value / most

    found = [
        *(
            text(16, base - 24 + 15 * n, part, size=13, bold=True)
            for n, part in enumerate(two_lines(row.label, _LEFT - 40, 13))
        ),
        line(_LEFT, base, _RIGHT, base, stroke=style.GRID, stroke_width=1),
    ]
    if row.goal is not None:
        found.append(
            line(
                _LEFT,
                y(row.goal),
                _RIGHT,
                y(row.goal),
                stroke=style.END,
                stroke_width=1.4,
                stroke_dasharray="2 4",
            )
        )
        found.append(
            text(16, base + 6, f"the job asks for {row.goal_words}", size=style.SMALL, fill=style.END)
        )
    pieces: list[str] = []
    drawing_now = False
    for n, value in enumerate(row.values[:count]):
        if value is None:
            drawing_now = False
            continue
        pieces.append(f"{'L' if drawing_now else 'M'}{number(_LEFT + n * slot)} {number(y(value))}")
        pieces.append(f"L{number(_LEFT + (n + 1) * slot)} {number(y(value))}")
        drawing_now = True
    found.append(
        element("path", d="".join(pieces) or "M0 0", fill="none", stroke=style.START, stroke_width=2.6)
    )
    return [*found, *_values(row, slot, y, base)]


def _values(row: LimitSteps, slot: float, y: Callable[[float], float], base: float) -> list[str]:
    """The value at each change where there is room for it; the last one always, at the end of its line if need be."""
    found: list[str] = []
    free_from = 0.0
    changes = _changes(row)
    for n in changes:
        x, value = _LEFT + n * slot + 3, row.values[n]
        words = "no limit" if value is None else row.words[n]
        at = base - 5 if value is None else y(value) - 5
        if x >= free_from:
            found.append(text(x, at, words, size=style.SMALL, bold=True, halo=True))
            free_from = x + text_width(words, style.SMALL) * _BOLD + 8
        elif n == changes[-1]:
            found.append(text(_RIGHT, at, words, size=style.SMALL, bold=True, halo=True, anchor="end"))
    return found


def _description(rows: Sequence[LimitSteps], first_week: int) -> str:
    said = []
    for row in rows:
        steps = ", ".join(
            f"{'no limit' if row.values[n] is None else row.words[n]} from week {first_week + n}"
            for n in _changes(row)
        )
        said.append(f"{row.label}: {steps}.")
    return " ".join(said)
