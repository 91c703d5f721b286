"""One day in blocks: duties in an order that keeps runs short, with changes of posture and breaks where they are due.

Every limit can be kept whatever the order, because a change of posture inside a task's paid minutes ends a run; the
order only makes such changes few. The same day always gives the same blocks.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor, inf

from ergo.knowledge.driving_hours import HoursLimit, Measure
from ergo.model.plan import Block, BlockKind
from ergo.planning.day_parts import DayLimits, Part

HOUR = 60
_GRID_MIN = 5
_LEAST_PIECE_MIN = 10


@dataclass(frozen=True)
class Meal:
    """The unpaid break of the roster: after so many paid minutes, and how long."""

    after_min: int
    minutes: int


def arranged(
    parts: Sequence[Part], limits: DayLimits, meal: Meal | None = None, last: str = ""
) -> list[Block]:
    """The blocks of a day that holds all minutes of its parts.

    Parameters
    ----------
    parts : sequence of Part
        In the canonical order of duties, which settles what is otherwise equal.
    meal : Meal, optional
        Taken once, as near to its place as blocks allow.
    last : str
        The id of a task that is left for the end of the day.
    """
    clock = _Clock(limits, meal)
    left = [part.minutes for part in parts]
    before: int | None = None
    while any(left):
        clock.meal_if_due()
        place = _next(clock, parts, left, before, last)
        others = [n for n, part in enumerate(parts) if left[n] and n != place and part.task_id != last]
        chunk = _chunk(clock, parts, left, place) if others else left[place]
        first = _before_meal(clock, parts[place], chunk)
        if first is not None:
            clock.lay(parts[place], first)
            clock.take_meal()
        clock.lay(parts[place], chunk - (first or 0))
        left[place] -= chunk
        before = place
    return clock.blocks


def _before_meal(clock: "_Clock", part: Part, chunk: int) -> int | None:
    """How much of a chunk comes before the meal; None where the meal does not cut it.

    A task with a stretch that cannot be broken takes the meal in the place of a change of posture, or after it.
    """
    if clock.meal is None or part.stretch_min:
        return None
    first = clock.meal.after_min - clock.paid
    if first >= chunk or (chunk - first < _GRID_MIN <= first) or (first < _GRID_MIN and not clock.paid):
        return None
    return first


def _next(clock: "_Clock", parts: Sequence[Part], left: Sequence[int], before: int | None, last: str) -> int:
    """The duty that follows: another than before and one that needs no break first, where there is such a one."""
    places = [n for n in range(len(parts)) if left[n]]
    places = [n for n in places if parts[n].task_id != last] or places
    places = [n for n in places if n != before] or places

    def rank(place: int) -> tuple[bool, bool, int, int]:
        part = parts[place]
        due = clock.run_room(part) < min(left[place], part.block_min) or clock.wait(part) > 0
        fresh = clock.run_room(part, fresh=True)
        pieces = ceil(left[place] / fresh) if fresh < inf else 0
        return due, fresh == inf, -pieces, place

    return min(places, key=rank)


def _chunk(clock: "_Clock", parts: Sequence[Part], left: Sequence[int], place: int) -> int:
    """How much of a duty is done before another follows.

    Duties that must be broken up and those that relieve them are spread over the day, each visit as long as its share.
    """
    part, rest = parts[place], left[place]
    fresh = [clock.run_room(p, fresh=True) for p in parts]
    broken = [n for n in range(len(parts)) if left[n] and fresh[n] < inf]
    relief = [n for n in range(len(parts)) if left[n] and fresh[n] == inf]
    gaps = sum(ceil(left[n] / fresh[n]) for n in broken)
    visits = min(gaps, sum(left[n] // parts[n].block_min for n in relief))
    if not broken or not visits:
        relieved = any(_relieves(clock, parts[n], part) for n in broken if n != place)
        wanted = min(float(rest), fresh[place]) if relieved else float(rest)
    elif place in relief:
        wanted = sum(left[n] for n in relief) / visits
    else:
        wanted = max(fresh[place], sum(left[n] for n in broken) / (visits + 1))
    wanted = min(wanted, clock.work_room(part))
    # A stretch that cannot be broken needs its room beside a change of posture that comes first.
    change = clock.limits.reset_min + clock.wait(part) if part.stretch_min else 0
    chunk = min(rest, max(_on_grid(wanted), part.block_min + change))
    if 0 < rest - chunk < part.block_min:
        chunk = rest - part.block_min if rest >= 2 * part.block_min else rest
    return chunk


def _relieves(clock: "_Clock", other: Part, part: Part) -> bool:
    """Whether another duty ends every run for which a part must be broken up."""
    pairs = zip(clock.limits.runs, part.holds, other.holds, strict=True)
    return all(there == 0 for limit, here, there in pairs if here and here > limit.value)


def _on_grid(minutes: float) -> int:
    """Whole minutes, on the five minutes where there are that many."""
    whole = floor(minutes)
    return whole // _GRID_MIN * _GRID_MIN if whole > _GRID_MIN else whole


class _Clock:
    """The day so far: its blocks, how long every run has lasted, and what is due."""

    def __init__(self, limits: DayLimits, meal: Meal | None) -> None:
        self.limits = limits
        self.meal = meal
        self.blocks: list[Block] = []
        self.at = 0
        self.paid = 0
        self._runs = [0.0] * len(limits.runs)
        self._away = [0] * len(limits.runs)
        self._without_break = 0
        self._driven = 0.0
        self._not_driven = 0
        self._since_long_drive = inf
        self._law = [0.0] * len(limits.laws)

    def run_room(self, part: Part, *, fresh: bool = False) -> float:
        """How long a part can go on before a run that it holds must end; ``fresh``: after a change of posture."""
        rooms = [
            limit.value - (0 if fresh else run)
            for limit, run, held in zip(self.limits.runs, self._runs, part.holds, strict=True)
            if held and held > limit.value - (0 if fresh else run)
        ]
        if not rooms:
            return inf
        room = max(0.0, min(rooms))
        return _on_grid(room) if _on_grid(room) >= part.stretch_min else floor(room)

    def work_room(self, part: Part) -> float:
        """How long a visit to a part lasts where breaks come after so much work; the next break may open it."""
        if self.limits.work_min is None:
            return inf
        left = self.limits.work_min - self._without_break
        return left if left >= part.block_min else self.limits.work_min

    def wait(self, part: Part) -> int:
        """For how long nothing may be handled yet after driving."""
        if not part.handles or self._since_long_drive >= self.limits.no_handling_min:
            return 0
        return self.limits.no_handling_min - int(self._since_long_drive)

    def lay(self, part: Part, minutes: int) -> None:
        """Work on a part, with the changes of posture and the breaks of law that come due; all minutes are used."""
        left = minutes
        if wait := min(self.wait(part), left):
            left -= self._change(part, wait)
        while left > 0:
            room, law = self._room(part), self._law_room(part)
            if law < min(left, max(part.stretch_min, 1)):
                self._law_break()
            elif left <= min(room, law):
                left -= self._work(part, left)
            elif law <= room:
                left -= self._work(part, int(law))
                self._law_break()
            elif room < min(left, max(part.stretch_min, _LEAST_PIECE_MIN)) and room < self._room(
                part, fresh=True
            ):
                left -= self._change(part, min(self.limits.reset_min, left))
            else:
                left -= self._work(part, self._piece(part, left, min(room, law)))
                if left and not self.meal_if_due():
                    left -= self._change(part, min(self.limits.reset_min, left))

    def meal_if_due(self) -> bool:
        """Take the meal where its place is reached, or would be in a change of posture; whether it was taken."""
        if self.meal is None or self.paid + self.limits.reset_min < self.meal.after_min or not self.paid:
            return False
        self.take_meal()
        return True

    def take_meal(self) -> None:
        """Take the meal, where there still is one."""
        if self.meal is not None:
            self._rest(BlockKind.MEAL, self.meal.minutes)
            self.meal = None

    def _rest(self, kind: BlockKind, minutes: int) -> None:
        """An unpaid break, which ends every run: it begins in another posture."""
        self._put(Block(kind=kind, start_min=self.at, minutes=minutes))
        self._pass_away(minutes)
        self._law = [
            0.0 if minutes >= (law.break_min or 0) else used
            for law, used in zip(self.limits.laws, self._law, strict=True)
        ]

    def _room(self, part: Part, *, fresh: bool = False) -> float:
        if self.limits.work_min is None:
            return self.run_room(part, fresh=fresh)
        allowed = max(self.limits.work_min, part.stretch_min)
        return min(self.run_room(part, fresh=fresh), allowed - (0 if fresh else self._without_break))

    def _piece(self, part: Part, left: int, room: float) -> int:
        """The next piece before a change: pieces are about even, on the five minutes, and hold a whole stretch."""
        fresh, reset = max(self._room(part, fresh=True), 1), self.limits.reset_min
        even = room
        if room >= fresh:
            pieces = ceil((left + reset) / (fresh + reset))
            even = ceil((left - (pieces - 1) * reset) / pieces / _GRID_MIN) * _GRID_MIN
        piece = max(1, int(min(left, room, max(even, part.stretch_min))))
        # A change of posture at the very end would be of no use.
        shorter = left - reset - _GRID_MIN
        return shorter if left - piece <= reset and shorter >= max(_GRID_MIN, part.stretch_min) else piece

    def _work(self, part: Part, minutes: int) -> int:
        self._put(_block(BlockKind.WORK, self.at, part, minutes))
        self.paid += minutes
        self._without_break += minutes
        for n, held in enumerate(part.holds):
            if held == 0:
                self._leave(n, minutes)
                continue
            self._away[n] = 0
            if held:
                self._runs[n] = self._runs[n] + minutes if minutes <= held else held
        if part.drive_stretch_min:
            self._driven = min(self._driven + minutes, part.drive_stretch_min)
            self._not_driven = 0
            if self.limits.no_handling_min and self._driven >= self.limits.long_drive_min:
                self._since_long_drive = 0
        else:
            self._not_drive(minutes)
        for n, law in enumerate(self.limits.laws):
            share = part.drive_share if law.measure is Measure.DRIVING_RUN else 1.0
            self._law[n] += share * minutes
        return minutes

    def _change(self, part: Part, minutes: int) -> int:
        self._put(_block(BlockKind.CHANGE, self.at, part, minutes))
        self.paid += minutes
        self._pass_away(minutes)
        for n, law in enumerate(self.limits.laws):
            self._law[n] += minutes if law.measure is Measure.WORK_RUN else 0
        return minutes

    def _law_break(self) -> None:
        self._rest(BlockKind.LAW, max(ceil(law.break_min or 0) for law in self.limits.laws))

    def _law_room(self, part: Part) -> float:
        rooms = [
            floor((law.value * HOUR - used) / share + 1e-9)
            for law, used in zip(self.limits.laws, self._law, strict=True)
            if (share := part.drive_share if law.measure is Measure.DRIVING_RUN else 1.0)
        ]
        return max(0, min(rooms)) if rooms else inf

    def _pass_away(self, minutes: int) -> None:
        if minutes >= self.limits.reset_min:
            self._without_break = 0
        for n in range(len(self._runs)):
            self._leave(n, minutes)
        self._not_drive(minutes)

    def _leave(self, run: int, minutes: int) -> None:
        self._away[run] += minutes
        if self._away[run] >= self.limits.reset_min:
            self._runs[run] = 0.0

    def _not_drive(self, minutes: int) -> None:
        self._not_driven += minutes
        self._since_long_drive += minutes
        if self._not_driven >= self.limits.reset_min:
            self._driven = 0.0
        for n, law in enumerate(self.limits.laws):
            if _other_work_ends(law) and self._not_driven >= (law.break_min or 0):
                self._law[n] = 0.0

    def _put(self, block: Block) -> None:
        before = self.blocks[-1] if self.blocks else None
        same = before is not None and (before.kind, before.task_id) == (block.kind, block.task_id)
        if same and before is not None and block.kind in (BlockKind.WORK, BlockKind.CHANGE):
            before.minutes += block.minutes
        else:
            self.blocks.append(block)
        self.at += block.minutes


def _other_work_ends(law: HoursLimit) -> bool:
    return law.measure is Measure.DRIVING_RUN and law.other_work_counts


def _block(kind: BlockKind, at: int, part: Part, minutes: int) -> Block:
    return Block(
        kind=kind,
        start_min=at,
        minutes=minutes,
        task_id=part.task_id,
        modification_ids=list(part.modification_ids),
        postures=list(part.postures) if kind is BlockKind.WORK else [],
    )
