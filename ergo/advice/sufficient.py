"""The smallest and the cheapest set of changes that open a task, and what is left where nothing suffices.

Every set of the task's candidates is tried, as a plan would count on it. Items are applied in one order (`in_order`),
sets that leave the task with the same values are followed once, and what touches nothing on which a barrier depends is
left aside: it can change no barrier. The search ends early only at `MOST_CHANGES` changes in a set or `MOST_STATES`
versions of the task, and then says so.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from ergo.advice.apply import Part, parts_of, with_parts
from ergo.advice.barriers import Barrier, Demands, Goal, barriers_now, depends_on, of_methods
from ergo.advice.candidates import NOTHING_KNOWN, Circumstances, cost_usd, suggestions
from ergo.advice.rules import touched_by
from ergo.knowledge.catalogue import Add, CatalogueItem, Scale
from ergo.model.case import Case
from ergo.model.job import Task

MOST_CHANGES = 5
MOST_STATES = 2000

_Key = tuple[object, ...]


@dataclass(frozen=True)
class ChangeSet:
    """Changes that go together, in the order in which they are applied, with their cost and the task as it then is."""

    items: tuple[CatalogueItem, ...]
    cost_usd: tuple[int, int]
    task: Task


@dataclass(frozen=True)
class Sufficient:
    """What it takes to open a task.

    Attributes
    ----------
    goal : Goal
        Whether the task is to be done at all, or for its normal time.
    barriers : tuple of Barrier
        What stands in the way now and a change of the work could move.
    questions : tuple of Barrier
        What waits for an answer, which no change of the work replaces.
    smallest, cheapest : ChangeSet or None
        The sets with the fewest changes and with the least cost that leave no barrier; None where nothing suffices.
    gap : tuple of Barrier
        Where nothing suffices: what stays in the way, with the best figures that any set reaches; else empty.
    nearest : ChangeSet or None
        Where nothing suffices: the smallest set that settles all the rest; None where there is no rest.
    tried : int
        How many different versions of the task were tried.
    most_changes : int
        Sets of up to so many changes were all tried.
    every_set : bool
        Whether larger sets could not bring anything else, so that no set of the candidates was left out.
    """

    goal: Goal
    barriers: tuple[Barrier, ...]
    questions: tuple[Barrier, ...]
    smallest: ChangeSet | None
    cheapest: ChangeSet | None
    gap: tuple[Barrier, ...]
    nearest: ChangeSet | None
    tried: int
    most_changes: int
    every_set: bool


_State = tuple[Part, ...]


@dataclass(frozen=True)
class _Label:
    """A version of the task, and the items that lead to it by their places in the order."""

    state: _State
    key: _Key
    places: tuple[int, ...] = ()
    cost: int = 0


@dataclass
class _Found:
    """What trying the sets of some items gave: the versions of the task, and what is left in the way of each.

    ``names`` are the quantities that tell versions apart; ``seen`` says from which place and at what cost each comes.
    ``answers`` says by barrier which of the items touch what it depends on, and ``later`` what the cheapest of those
    after each costs.
    """

    items: list[CatalogueItem]
    costs: list[int]
    names: list[str]
    answers: dict[str, list[bool]] = field(default_factory=dict)
    later: dict[str, list[int | None]] = field(default_factory=dict)
    seen: dict[_Key, list[tuple[int, int]]] = field(default_factory=dict)
    left: dict[_Key, tuple[Barrier, ...]] = field(default_factory=dict)
    labels: list[_Label] = field(default_factory=list)
    solved: list[_Label] = field(default_factory=list)
    most_changes: int = 0
    every_set: bool = False

    def still_needed(self, left: Sequence[Barrier], place: int) -> int | None:
        """What must at least be spent on items after a place, once its item was added to a set that leaves barriers.

        A barrier that the item does not touch stays, and one of the later items has to answer it; None where none can.
        """
        most = 0
        for barrier in left:
            answers = self.answers.get(barrier.id)
            if answers is None or answers[place]:
                continue
            later = self.later[barrier.id][place]
            if later is None:
                return None
            most = max(most, later)
        return most

    @property
    def least_cost(self) -> int | None:
        """The cost of the cheapest set so far that leaves nothing in the way."""
        return min((label.cost for label in self.solved), default=None)


def in_order(items: Iterable[CatalogueItem]) -> list[CatalogueItem]:
    """Items in the order in which they are applied: what changes by a share or an amount first, then caps and values.

    So a cap is never divided further, which would promise too much.
    """
    return sorted(
        items, key=lambda item: not any(isinstance(rule, Scale | Add) for rule in item.effect_rules)
    )


def sufficient(
    case: Case,
    task: Task,
    on: date,
    *,
    beside: Circumstances = NOTHING_KNOWN,
    items: Sequence[CatalogueItem] | None = None,
) -> Sufficient | None:
    """The smallest and the cheapest set of changes that open a task; None where nothing stands in its way.

    Parameters
    ----------
    case : Case
        With the worker's capacities and restrictions.
    task : Task
        As it is.
    on : date
        The day whose restrictions and clearances count.
    beside : Circumstances, optional
        The worker's figures, and the clinic's own costs.
    items : sequence of CatalogueItem, optional
        What may be used, the first choice first; what may fit the task (`applicable`) if nothing is said.
    """
    goal, now = barriers_now(case, task, on)
    if not now:
        return None
    if items is None:
        items = suggestions(task, beside=beside).applicable
    return _Search(case, task, items, beside).run(on, goal, now)


class _Search:
    """One search of the sets that open one task: of what is offered, the first choice first."""

    def __init__(
        self, case: Case, task: Task, offered: Sequence[CatalogueItem], beside: Circumstances
    ) -> None:
        self.case, self.task, self.beside = case, task, beside
        self.start = parts_of(task)
        self.in_place: dict[tuple[Part, str], Part] = {}
        self.by_methods: dict[_State, list[Barrier]] = {}
        known = {name for part in self.start for name in (*part.hours, *part.known)}
        self.touched = {item.id: touched_by(item) for item in offered}
        self.offered = in_order(item for item in offered if not known.isdisjoint(self.touched[item.id]))
        self.rank = {item.id: place for place, item in enumerate(offered)}

    def run(self, on: date, goal: Goal, barriers: Sequence[Barrier]) -> Sufficient:
        """Settle what stands in the way on a date."""
        self.goal = goal
        self.now = tuple(b for b in barriers if not b.is_question)
        self.questions = tuple(b for b in barriers if b.is_question)
        self.demands = Demands(self.case, self.task, on, goal)
        depends = {b.id: depends_on(self.case, b) for b in self.now}
        gap: dict[str, Barrier] = {}
        hopeless: list[_Found] = []
        for barrier in self.now:
            alone = self._explore({barrier.id: depends[barrier.id]}, only=barrier)
            if not alone.solved:
                hopeless.append(alone)
                gap[barrier.id] = min(
                    (left[0] for left in alone.left.values()), key=lambda b: b.excess, default=barrier
                )
        considered = {name: quantities for name, quantities in depends.items() if name not in gap}
        while True:
            found = self._explore(considered, besides=gap)
            if not found.solved:
                found = self._explore(considered, besides=gap, to_the_end=True)
            new = {b.id: b for left in found.left.values() for b in left if b.id not in considered}
            if not new:
                return self._result(found, hopeless, gap)
            # A change brings up what was not in the way before: what could answer that is looked at as well.
            considered |= {name: depends_on(self.case, b) for name, b in new.items()}

    def _explore(
        self,
        considered: Mapping[str, frozenset[str]],
        *,
        only: Barrier | None = None,
        besides: Collection[str] = (),
        to_the_end: bool = False,
    ) -> _Found:
        """Try the sets of what touches anything on which a barrier depends, those with the fewest changes first.

        They are to settle all barriers but those ``besides``; or ``only`` one, and the first set that does ends it. A
        set that cannot become one that settles all is followed only ``to_the_end``.
        """
        matters = frozenset[str]().union(*considered.values())
        items = [item for item in self.offered if not matters.isdisjoint(self.touched[item.id])]
        touched = frozenset[str]().union(*(self.touched[item.id] for item in items))
        costs = [cost_usd(item, self.beside)[1] for item in items]
        found = _Found(items, costs, sorted(touched & matters))
        if not to_the_end:
            found.answers = {
                name: [not quantities.isdisjoint(self.touched[item.id]) for item in items]
                for name, quantities in considered.items()
            }
            found.later = {name: _cheapest_later(costs, does) for name, does in found.answers.items()}
        level = [_Label(self.start, _key(self.start, found.names))]
        while True:
            self._try(level, found, only, besides)
            found.labels += level
            found.solved += [label for label in level if not found.left[label.key]]
            if only is not None and found.solved:
                return found
            if found.most_changes == MOST_CHANGES or len(found.left) > MOST_STATES:
                return found
            level = self._next(level, found)
            if not level:
                found.every_set = True
                return found
            found.most_changes += 1

    def _next(self, level: Sequence[_Label], found: _Found) -> list[_Label]:
        """The sets with one change more that lead to something new, or to the same at less cost."""
        best = found.least_cost
        further: list[_Label] = []
        for label in level:
            first = label.places[-1] + 1 if label.places else 0
            for place in range(first, len(found.items)) if found.left[label.key] else ():
                cost = label.cost + found.costs[place]
                still = found.still_needed(found.left[label.key], place)
                if still is None or (best is not None and cost + still >= best):
                    continue
                state = self._applied(label.state, found.items[place])
                key = _key(state, found.names)
                known = found.seen.setdefault(key, [])
                if key != label.key and not any(p <= place and c <= cost for p, c in known):
                    known.append((place, cost))
                    further.append(_Label(state, key, (*label.places, place), cost))
        return further

    def _applied(self, state: _State, item: CatalogueItem) -> _State:
        return tuple(self._part_with(part, item) for part in state)

    def _part_with(self, part: Part, item: CatalogueItem) -> Part:
        """A part with an item in place; the same one whichever search asks for it."""
        known = self.in_place.get((part, item.id))
        if known is None:
            known = self.in_place[part, item.id] = part.in_place(item, self.beside.figures)
        return known

    def _try(
        self, level: Sequence[_Label], found: _Found, only: Barrier | None, besides: Collection[str]
    ) -> None:
        """What stands in the way of each version of the task, the limits of methods for all of them at once."""
        new = list({label.key: label for label in level if label.key not in found.left}.values())
        tasks = [with_parts(self.task, label.state) for label in new]
        if only is None or only.row is None:
            self._try_methods([label.state for label in new], tasks)
        for label, task in zip(new, tasks, strict=True):
            asked = self.demands.of(task) if only is None or only.row is not None else ()
            by_method = self.by_methods[label.state] if only is None or only.row is None else ()
            left = [b for b in (*asked, *by_method) if not b.is_question and b.id not in besides]
            found.left[label.key] = tuple(b for b in left if only is None or b.id == only.id)

    def _try_methods(self, states: Sequence[_State], tasks: Sequence[Task]) -> None:
        new = {state: task for state, task in zip(states, tasks, strict=True) if state not in self.by_methods}
        barriers = of_methods(self.case, list(new.values()), self.goal)
        self.by_methods |= zip(new, barriers, strict=True)

    def _result(self, found: _Found, hopeless: Sequence[_Found], gap: dict[str, Barrier]) -> Sufficient:
        def ranks(label: _Label) -> list[int]:
            return sorted(self.rank[found.items[place].id] for place in label.places)

        smallest = min(found.solved, key=lambda x: (len(x.places), ranks(x)), default=None)
        cheapest = min(found.solved, key=lambda x: (x.cost, len(x.places), ranks(x)), default=None)
        if not found.solved:
            nearest = min(found.labels, key=lambda x: (_distance(found.left[x.key]), len(x.places), ranks(x)))
            gap |= {b.id: b for b in found.left[nearest.key]}
            smallest = nearest
        return Sufficient(
            goal=self.goal,
            barriers=self.now,
            questions=self.questions,
            smallest=None if gap else self._set(smallest, found),
            cheapest=None if gap else self._set(cheapest, found),
            gap=tuple(gap.values()),
            nearest=self._set(smallest, found) if gap else None,
            tried=sum(len(one.left) for one in (found, *hopeless)),
            most_changes=min(one.most_changes for one in (found, *hopeless)),
            every_set=all(one.every_set for one in (found, *hopeless)),
        )

    def _set(self, label: _Label | None, found: _Found) -> ChangeSet | None:
        if label is None or not label.places:
            return None
        items = tuple(found.items[place] for place in label.places)
        costs = [cost_usd(item, self.beside) for item in items]
        cost = sum(low for low, _ in costs), sum(high for _, high in costs)
        return ChangeSet(items, cost, with_parts(self.task, label.state))


def _key(state: _State, names: Sequence[str]) -> _Key:
    return tuple(
        part.measurements[name].value if name in part.measurements else None
        for part in state
        for name in names
    )


def _cheapest_later(costs: Sequence[int], answers: Sequence[bool]) -> list[int | None]:
    """For each place, the least cost of an item after it that answers; None where none does."""
    later: list[int | None] = []
    least: int | None = None
    for cost, does in zip(reversed(costs), reversed(answers), strict=True):
        later.append(least)
        if does:
            least = cost if least is None else min(least, cost)
    return later[::-1]


def _distance(left: Sequence[Barrier]) -> tuple[int, float]:
    return len(left), sum(barrier.excess for barrier in left)
