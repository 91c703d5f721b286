"""An example day as a person reads it: one line for each visit to a task and each break, and a bad day in words."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time

from ergo.analysis.wording import clock_words, hours_words, listed
from ergo.knowledge.catalogue import catalogue
from ergo.knowledge.day_rules import day_figures, day_sentence
from ergo.model.case import Case
from ergo.model.job import Importance, TaskKind
from ergo.model.plan import Block, BlockKind, ExampleDay, Plan

_DAY_MIN = 1440
_PAID = (BlockKind.WORK, BlockKind.CHANGE)
_POSTURES = {
    "drive": "at the wheel",
    "sit": "seated",
    "stand": "standing",
    "walk": "on the feet",
    "kneel": "kneeling",
}
_LOADS = {
    TaskKind.LIFTING: "loads handled",
    TaskKind.PUSH_PULL_CARRY: "loads handled",
    TaskKind.HANDLING_PEOPLE: "people handled",
}
_BREAKS = {BlockKind.MEAL: "Break (unpaid)", BlockKind.LAW: "Break of driving law (unpaid)"}


@dataclass(frozen=True)
class Piece:
    """A stretch of a line, in minutes from the start of the day: work, a change of posture, or an unpaid break."""

    kind: BlockKind
    start_min: int
    minutes: int


@dataclass(frozen=True)
class DayLine:
    """One visit to a task with its changes of posture, or an unpaid break.

    ``name`` is the task alone, ``what`` with the changes under which it is done. ``importance`` is None for a break.
    """

    kind: BlockKind
    name: str
    what: str
    posture: str
    start: time
    end: time
    pieces: tuple[Piece, ...]
    importance: Importance | None

    @property
    def minutes(self) -> int:
        """From the first to the last minute."""
        return sum(piece.minutes for piece in self.pieces)

    @property
    def clock(self) -> str:
        """From when to when."""
        return f"{clock_words(self.start)} to {clock_words(self.end)}"


def day_lines(case: Case, example: ExampleDay, blocks: Sequence[Block]) -> list[DayLine]:
    """The blocks of an example day, or of its bad day, as lines in their order."""
    visits: list[list[Block]] = []
    for block in blocks:
        before = visits[-1][-1] if visits else None
        if (
            before is not None
            and block.kind in _PAID
            and _way(before) == _way(block)
            and before.kind in _PAID
        ):
            visits[-1].append(block)
        else:
            visits.append([block])
    return [_line(case, example.start, visit) for visit in visits]


def changes_words(line: DayLine, start: time) -> str:
    """The changes of posture inside a visit: "5 min from 08:45, 09:05"."""
    found: dict[int, list[str]] = {}
    for piece in line.pieces:
        if piece.kind is BlockKind.CHANGE:
            at = clock_words(_clock(start, piece.start_min))
            found.setdefault(piece.minutes, []).append(at)
    return "; ".join(f"{minutes} min from {listed(times)}" for minutes, times in found.items())


def pieces_words(plan: Plan) -> str:
    """How long is worked at a time on any bad day of a plan."""
    piece, reset = day_figures().bad_day_piece_min.value, plan.policy.reset_min.value
    return day_sentence("bad_day_pieces").format(after=hours_words(piece), minutes=reset)


def bad_day_words(case: Case, example: ExampleDay) -> list[str]:
    """What is different on a bad day of a stage beside its smaller pieces, sentence by sentence."""
    planned, now = _minutes(example.blocks), _minutes(example.bad_day)
    said = [day_sentence("bad_day_hours").format(total=hours_words(example.paid_min))]
    changed = [way for way in {**planned, **now} if planned[way] != now[way]]
    for way in sorted(changed, key=lambda w: now[w] > planned[w]):
        less = "bad_day_less" if now[way] else "bad_day_none"
        sentence = day_sentence(less if now[way] < planned[way] else "bad_day_more")
        figures = {"now": hours_words(now[way]), "planned": hours_words(planned[way])}
        said.append(sentence.format(task=duty_words(case, way[0], ()), **figures))
    if not changed:
        said.append(day_sentence("bad_day_same"))
    last, first = example.bad_day[-1:], example.bad_day[:1]
    if last and _way(last[0]) != _way(example.blocks[-1]) and _way(last[0]) != _way(first[0]):
        said.append(day_sentence("bad_day_last").format(task=duty_words(case, last[0].task_id, ())))
    return said


def duty_words(case: Case, task_id: str, modification_ids: Sequence[str]) -> str:
    """A task with the changes under which it is done."""
    task = case.task(task_id)
    name = task.name if task is not None and task.name else "a task that was removed"
    chosen = {m.id: m.item_id for m in case.modifications}
    items = [catalogue().get(chosen.get(m, m)) for m in modification_ids]
    names = [item.name.lower() if item is not None else "the modification" for item in items]
    return f"{name}, with {listed(names)}" if names else name


def _line(case: Case, start: time, visit: list[Block]) -> DayLine:
    first, last = visit[0], visit[-1]
    pieces = tuple(Piece(block.kind, block.start_min, block.minutes) for block in visit)
    times = (_clock(start, first.start_min), _clock(start, last.start_min + last.minutes))
    if first.kind not in _PAID:
        words = _BREAKS[first.kind]
        return DayLine(first.kind, words, words, "", *times, pieces, None)
    task = case.task(first.task_id)
    worked = next((piece for piece in visit if piece.kind is BlockKind.WORK), first)
    return DayLine(
        BlockKind.WORK,
        duty_words(case, first.task_id, ()),
        duty_words(case, *_way(first)),
        _posture(worked, task.kind if task is not None else None),
        *times,
        pieces,
        task.importance if task is not None else Importance.MARGINAL,
    )


def _posture(block: Block, kind: TaskKind | None) -> str:
    held = [words for name, words in _POSTURES.items() if name in block.postures]
    if "drive" in block.postures:
        held = [_POSTURES["drive"]]
    elif {"stand", "walk"} <= set(block.postures):
        held.remove(_POSTURES["stand"])
    loads = _LOADS.get(kind) if kind is not None else None
    return ", ".join(filter(None, (*held, loads))) or "varied"


def _minutes(blocks: Sequence[Block]) -> Counter[tuple[str, tuple[str, ...]]]:
    found = Counter[tuple[str, tuple[str, ...]]]()
    for block in blocks:
        if block.kind in _PAID:
            found[_way(block)] += block.minutes
    return found


def _way(block: Block) -> tuple[str, tuple[str, ...]]:
    return block.task_id, tuple(block.modification_ids)


def _clock(start: time, minutes: int) -> time:
    at = (start.hour * 60 + start.minute + minutes) % _DAY_MIN
    return time(at // 60, at % 60)
