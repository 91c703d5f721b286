"""How every task stands in every dimension, in one look: a row for each demand, a column for each task.

A state is a sign and a fill, and a word where there is room for it; the key says every one in words. What keeps a task
closed has a dark frame.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from ergo.analysis.demands import Key
from ergo.analysis.match import MatchRow, State
from ergo.analysis.wording import listed
from ergo.analysis.words import key_words
from ergo.drawing import style
from ergo.drawing.svg import Svg, drawing, element, line, number, path, shortened, text, two_lines
from ergo.knowledge.dimensions import dimension, dimensions
from ergo.model.job import Task

WIDTH = 640.0
_LEFT, _GAP = 200.0, 2.0
_HEADER, _ROW, _GROUP, _KEY_LINE = 140.0, 28.0, 20.0, 22.0
_WIDEST, _ROOM_FOR_WORDS = 92.0, 60.0
_NAME_LENGTH, _NAME_SIZE, _LABEL_SIZE, _WORD_SIZE = 172.0, 12.0, 11.5, 10.5


class Mark(StrEnum):
    """What a cell says, the worst first."""

    BEYOND = "beyond"
    NEAR = "near"
    SHORTER = "shorter"
    NEEDS_ANSWER = "needs_answer"
    NOT_ASSESSED = "not_assessed"
    WITHIN = "within"


@dataclass(frozen=True)
class _Look:
    """The word in a cell, the words of the key, and the colours."""

    word: str
    meaning: str
    fill: str
    ink: str


_LOOKS = {
    Mark.BEYOND: _Look("Beyond", "Beyond a limit", style.ALARM, style.PAPER),
    Mark.NEAR: _Look("Near", "Beyond, but near the limit", style.ALARM_PALE, style.ALARM),
    Mark.SHORTER: _Look(
        "Less", "Beyond; shorter or less of it is possible", style.CAUTION_PALE, style.CAUTION
    ),
    Mark.NEEDS_ANSWER: _Look("Ask", "Needs an answer", style.END, style.PAPER),
    Mark.NOT_ASSESSED: _Look("Assess", "Not assessed", style.PAPER, style.MUTED),
    Mark.WITHIN: _Look("Within", "Within every limit", style.CALM_PALE, style.CALM),
}


def mark_of(row: MatchRow) -> Mark:
    """The cell of one task in one dimension."""
    if row.state is State.BEYOND:
        if not row.closes:
            return Mark.SHORTER
        return Mark.NEAR if row.decisive.near else Mark.BEYOND
    return {
        State.NEEDS_ANSWER: Mark.NEEDS_ANSWER,
        State.NOT_ASSESSED: Mark.NOT_ASSESSED,
        State.WITHIN: Mark.WITHIN,
    }[row.state]


def mark_words(mark: Mark) -> str:
    """A cell in words, as the key has it."""
    return _LOOKS[mark].meaning


def heat_svg(rows: Sequence[MatchRow], tasks: Sequence[Task]) -> Svg:
    """Draw the rows of the match that belong to these tasks, which stand side by side in the given order.

    An empty cell says that the task does not ask for it. More than about twelve tasks leave too little room for each.
    """
    cells = _worst({task.id for task in tasks}, rows)
    if not cells:
        words = "There is nothing to compare yet."
        return drawing(WIDTH, 60, "Tasks by demand", words, text(20, 36, words))
    width = min(_WIDEST, (WIDTH - _LEFT) / len(tasks))
    found = list(_names(tasks, {row.task_id for row in cells.values() if row.closes}, width))
    y = _HEADER
    for group, keys in groupby(_ordered({key for key, _ in cells}), key=_group):
        found.append(text(0, y + 14, group.capitalize(), size=style.SMALL, fill=style.MUTED, bold=True))
        found.append(line(0, y + 19, _LEFT + width * len(tasks), y + 19, stroke=style.GRID, stroke_width=1))
        y += _GROUP
        for key in keys:
            found += _label(key, y)
            for column, task in enumerate(tasks):
                row = cells.get((key, task.id))
                if row is not None:
                    found += _cell(mark_of(row), _LEFT + width * column, y, width, framed=row.closes)
            y += _ROW
    y += 10
    used = [mark for mark in Mark if any(mark_of(row) is mark for row in cells.values())]
    found += _key(used, y)
    height = y + _KEY_LINE * (len(used) // 2 + len(used) % 2 + 1) + 6
    return drawing(WIDTH, height, "Tasks by demand", _description(cells, tasks), *found)


def _worst(task_ids: set[str], rows: Sequence[MatchRow]) -> dict[tuple[Key, str], MatchRow]:
    """One row for each demand of each task; of several, such as two kinds of clearance, the worst."""
    cells: dict[tuple[Key, str], MatchRow] = {}
    for row in sorted(rows, key=lambda row: (not row.closes, list(Mark).index(mark_of(row)))):
        if row.task_id in task_ids:
            cells.setdefault((row.key, row.task_id), row)
    return cells


def _group(key: Key) -> str:
    return dimension(key.dimension).group


def _ordered(keys: set[Key]) -> list[Key]:
    """Keys in the order of the vocabulary, those of one group together."""
    places = {row.id: place for place, row in enumerate(dimensions().values())}
    groups = list(dict.fromkeys(row.group for row in dimensions().values()))
    return sorted(keys, key=lambda key: (groups.index(_group(key)), places[key.dimension], key))


def _names(tasks: Sequence[Task], closed: set[str], width: float) -> Iterator[str]:
    """The tasks above their columns, slanted so that each can be read; bold where it cannot be done as it is."""
    for column, task in enumerate(tasks):
        x = _LEFT + width * (column + 0.5)
        name = shortened(task.name or "Task without a name", _NAME_LENGTH, _NAME_SIZE)
        words = text(0, 0, name, size=_NAME_SIZE, anchor="end", bold=task.id in closed)
        yield element("g", words, transform=f"translate({number(x)} {number(_HEADER - 4)}) rotate(45)")


def _label(key: Key, y: float) -> Iterator[str]:
    lines = two_lines(key_words(key), _LEFT - 10, _LABEL_SIZE)
    first = y + _ROW / 2 + 4 - 6.5 * (len(lines) - 1)
    for place, words in enumerate(lines):
        yield text(0, first + 13 * place, words, size=_LABEL_SIZE)


def _cell(mark: Mark, x: float, y: float, width: float, *, framed: bool) -> Iterator[str]:
    look = _LOOKS[mark]
    yield element(
        "rect",
        x=x + _GAP / 2,
        y=y + _GAP / 2,
        width=width - _GAP,
        height=_ROW - _GAP,
        fill=look.fill,
        stroke=style.INK if framed else style.LINE if mark is Mark.NOT_ASSESSED else look.fill,
        stroke_width=2.0 if framed else 1.0,
        stroke_dasharray="3 3" if mark is Mark.NOT_ASSESSED and not framed else None,
    )
    middle = y + _ROW / 2
    if width < _ROOM_FOR_WORDS:
        yield from _sign(mark, x + width / 2, middle)
        return
    yield from _sign(mark, x + 11, middle)
    yield text(x + 19, middle + 4, look.word, size=_WORD_SIZE, fill=look.ink)


def _sign(mark: Mark, x: float, y: float) -> Iterator[str]:
    """The sign of a state, drawn so that no font has to have it."""
    ink = _LOOKS[mark].ink
    match mark:
        case Mark.BEYOND | Mark.NEAR:
            yield _stroke(ink, (x - 5, y - 5), (x + 5, y + 5))
            yield _stroke(ink, (x - 5, y + 5), (x + 5, y - 5))
        case Mark.SHORTER:
            yield element("circle", cx=x, cy=y, r=6.0, fill="none", stroke=ink, stroke_width=1.8)
            yield _stroke(ink, (x, y - 4), (x, y), (x + 3, y + 2))
        case Mark.NEEDS_ANSWER:
            yield text(x, y + 5, "?", size=style.LARGE, fill=ink, anchor="middle", bold=True)
        case Mark.NOT_ASSESSED:
            yield element("circle", cx=x, cy=y, r=4.5, fill="none", stroke=ink, stroke_width=1.8)
        case Mark.WITHIN:
            yield _stroke(ink, (x - 5, y), (x - 1.5, y + 4), (x + 5.5, y - 4.5))


def _stroke(ink: str, *points: tuple[float, float]) -> str:
    return path(points, fill="none", stroke=ink, stroke_width=2.0)


def _key(used: Sequence[Mark], y: float) -> Iterator[str]:
    for place, mark in enumerate(used):
        x, top = WIDTH / 2 * (place % 2), y + _KEY_LINE * (place // 2)
        yield from _cell(mark, x, top - 4, _ROW, framed=False)
        yield text(x + _ROW + 8, top + 14, _LOOKS[mark].meaning, size=style.SMALL)
    words = (
        "Dark frame: it keeps the task closed. Bold: the task cannot be done as it is. Empty: not asked for."
    )
    yield text(0, y + _KEY_LINE * (len(used) // 2 + len(used) % 2) + 20, words, size=style.SMALL)


def _description(cells: dict[tuple[Key, str], MatchRow], tasks: Sequence[Task]) -> str:
    said = []
    for task in tasks:
        by_mark: dict[Mark, list[str]] = {}
        for (key, task_id), row in cells.items():
            if task_id == task.id:
                by_mark.setdefault(mark_of(row), []).append(key_words(key))
        parts = [
            f"{_LOOKS[mark].meaning.lower()}: {listed(by_mark[mark])}" for mark in Mark if mark in by_mark
        ]
        said.append(f"{task.name}: {'; '.join(parts) or 'nothing to compare'}.")
    return " ".join(said)
