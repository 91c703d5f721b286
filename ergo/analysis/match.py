"""Demands beside capacity and restrictions: what fits, what is beyond, what is not assessed, what needs an answer."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ergo.analysis.demands import (
    EIGHT_HOURS_MIN,
    Key,
    accounts_by_key,
    amount_of,
    demands_of,
    key_of,
    may_involve,
)
from ergo.analysis.places import condition_met
from ergo.analysis.weight_bands import BAND_ORDER, WeightBand, band_for, handled_min, weight_bands
from ergo.analysis.wording import date_words
from ergo.analysis.words import amount_words
from ergo.analysis.worktime import normal_shift_min
from ergo.knowledge.dimensions import Aspect, Band, Side, band_minutes, lift_zones, near, unit_of
from ergo.model.capacity import Capacity, Clearance, Restriction
from ergo.model.case import Case
from ergo.model.job import Demand, SafetyCritical, Task
from ergo.units import UnitSystem


class State(StrEnum):
    """How a demand stands to what is allowed and able, from best to worst."""

    WITHIN = "within"
    NOT_ASSESSED = "not_assessed"
    NEEDS_ANSWER = "needs_answer"
    BEYOND = "beyond"


_WORST_LAST = {state: number for number, state in enumerate(State)}


@dataclass(frozen=True)
class Comparison:
    """One demand against one capacity, restriction or clearance.

    ``asked`` is the amount that was compared and ``why`` a sentence in metric units; `why_words` says it in others.
    ``shortens`` says that the amount itself is within and only its frequency is not: less time on the task answers it.
    """

    state: State
    why: str
    limit: float | None = None
    near: bool = False
    source_id: str = ""
    source: str = ""
    from_restriction: bool = False
    shortens: bool = False
    asked: float | None = None


@dataclass(frozen=True)
class MatchRow:
    """One task in one dimension and aspect, and how it stands.

    ``demand`` is the highest account; ``comparisons`` holds those of every account, the one that decides first.
    ``closes`` says that the task stays closed because of this row: an amount that must be tolerated at all is beyond,
    a question is open, or an unknown touches a dimension that is relevant for this worker or restricted.
    """

    task_id: str
    key: Key
    demand: Demand | None
    comparisons: tuple[Comparison, ...]
    closes: bool

    @property
    def decisive(self) -> Comparison:
        """The comparison that decides the state."""
        return self.comparisons[0]

    @property
    def state(self) -> State:
        """The worst state of all comparisons."""
        return self.decisive.state


def match_case(case: Case, on: date) -> list[MatchRow]:
    """Every task of the job in every dimension that matters, as things stand on a date.

    Rows come in job order and, within a task, what closes it first, then worst first. A dimension that is neither
    demanded, restricted, measured nor marked relevant gives no row, and neither does one that the task is known not to
    ask for while no restriction that touches it waits for an answer.
    """
    return [row for task in case.job.tasks for row in match_task(case, task, on)]


def match_task(case: Case, task: Task, on: date) -> list[MatchRow]:
    """One task (as it is, or as a modification makes it) in every dimension that matters, on a date."""
    accounts = accounts_by_key(task_demands(case, task))
    rows = match_keys(case, task, on, accounts, _keys(case, task, accounts, _in_force(case, on)))
    rows += [_clearance_row(task, work, case.clearances, on) for work in task.safety_critical]
    rows += [_unread_row(task, r) for r in _in_force(case, on) if r.reading is None]
    return sorted(rows, key=lambda row: (not row.closes, -_WORST_LAST[row.state]))


def match_keys(
    case: Case, task: Task, on: date, accounts: Mapping[Key, Sequence[Demand]], keys: Iterable[Key]
) -> list[MatchRow]:
    """Some dimensions and aspects of one task, on a date; ``accounts`` are what it asks for, by key."""
    restrictions = _in_force(case, on)
    asked = [demand for of_key in accounts.values() for demand in of_key]
    work = Work(asked, task.minutes_per_shift, _shift_min(case))
    return [
        _row(case, task, key, accounts.get(key, [None]), restrictions, work)
        for key in keys
        if key not in accounts or amount_of(accounts[key][0]) != 0 or _questioned(key, restrictions)
    ]


def _in_force(case: Case, on: date) -> list[Restriction]:
    return [r for r in case.all_restrictions() if in_force(r, on)]


def task_demands(case: Case, task: Task) -> list[Demand]:
    """The demands of a task for this worker, on a shift of this job."""
    return demands_of(task, shift_min=_shift_min(case), shoulder_cm=shoulder_height_cm(case))


def _shift_min(case: Case) -> float:
    roster = case.job.roster
    return float(normal_shift_min(roster)) if roster and roster.shifts else EIGHT_HOURS_MIN


def shoulder_height_cm(case: Case) -> float | None:
    """The worker's shoulder height as measured, else predicted from stature; None where neither is known."""
    measured = case.worker.body.get("worker.shoulder_height_cm")
    if measured is not None:
        return float(measured.value)
    if case.worker.stature_cm is None:
        return None
    return case.worker.stature_cm * lift_zones().shoulder_share_of_stature.value


def in_force(restriction: Restriction, on: date) -> bool:
    """Whether a restriction holds on a date.

    A review date ends nothing: a restriction stays until the certifier wrote that it may be lifted from a date.
    """
    begun = restriction.valid_from is None or restriction.valid_from <= on
    lifted = restriction.may_lift_from is not None and restriction.may_lift_from <= on
    return begun and not lifted


def is_unquantified(restriction: Restriction) -> bool:
    """Whether the words give no number yet: it closes what it could touch, and a query to the certifier is due."""
    reading = restriction.reading
    return reading is None or (reading.limit is None and not reading.prohibited)


def capacities_for(case: Case, key: Key) -> list[Capacity]:
    """The worker's entries that stand for a key, the latest first; an entry for both sides serves either side.

    Of several entries for the same side, frequency and reach the latest stands, and of those of one day the lowest.
    """
    found = [
        c
        for c in case.capacities
        if c.dimension == key.dimension and c.aspect is key.aspect and c.side in (key.side, Side.BOTH)
    ]
    found.sort(key=lambda c: (-(c.on or date.min).toordinal(), -1.0 if c.value is None else c.value))
    standing: dict[tuple[object, ...], Capacity] = {}
    for entry in found:
        standing.setdefault((entry.side, entry.frequency, entry.reach_cm), entry)
    return list(standing.values())


def is_relevant(case: Case, dimension_id: str) -> bool:
    """Whether the clinician has marked a dimension as one that matters for this worker."""
    return any(c.relevant and c.dimension == dimension_id for c in case.capacities)


@dataclass(frozen=True)
class Work:
    """The task that a demand belongs to: all that it asks for, its minutes where known, and those of a normal shift."""

    demands: Sequence[Demand]
    task_min: float | None
    shift_min: float


def compare_restriction(demand: Demand | None, bands: Sequence[WeightBand], work: Work) -> Comparison | None:
    """A demand against a restriction; None where the restriction's condition keeps it from touching the demand.

    ``bands`` is what the restriction says in the dimension (`weight_bands`): of several, the one compared is that which
    speaks of the amount. How long it is done counts in all dimensions of the restriction together.
    """
    amount = None if demand is None else amount_of(demand)
    band = band_for(bands, amount)
    restriction, reading, limit = band.restriction, band.reading, band.up_to
    source = f"“{restriction.wording}” ({restriction.author or 'author not stated'})"

    def result(
        state: State, why: str, *, limit: float | None = None, close: bool = False, shortens: bool = False
    ) -> Comparison:
        return Comparison(state, why, limit, close, restriction.id, source, True, shortens, amount)

    if reading is None or is_unquantified(restriction):
        return result(State.NEEDS_ANSWER, "The restriction gives no number; the certifier has to be asked.")
    if demand is None or amount is None:
        return result(State.NOT_ASSESSED, "The demand is not known, and a restriction touches it.")
    applies = condition_met(demand, reading)
    if applies is None:
        return result(
            State.NOT_ASSESSED, "Hand height or reach is not known, and the restriction depends on it."
        )
    if not applies:
        return None
    if amount > limit:
        why, close = _beyond(demand, amount, limit, "allowed")
        return result(State.BEYOND, why, limit=limit, close=close)
    if amount <= band.over:
        return result(State.WITHIN, "Within the restriction.", limit=limit)
    state, why = _how_long(demand, band, work)
    return result(state, why, limit=limit, shortens=state is State.BEYOND)


def _how_long(demand: Demand, band: WeightBand, work: Work) -> tuple[State, str]:
    """Whether a demand above what is allowed at any time is asked for too often or too long."""
    reading, minutes = band.reading, handled_min(band, work.demands, work.task_min)
    often = None if reading is None else reading.frequency
    if often is not None:
        most = band_minutes(often, work.shift_min)
        if demand.frequency is None:
            return State.NOT_ASSESSED, "How often it is done is not known."
        if BAND_ORDER[demand.frequency] > BAND_ORDER[often]:
            return State.BEYOND, f"Allowed {_word(often)}; the task asks for it {_word(demand.frequency)}."
        if demand.minutes_per_shift is not None and minutes is not None and minutes > most:
            allowed = f"Allowed {_word(often)}, {most:g} min of a shift"
            return State.BEYOND, f"{allowed}; the task asks for {minutes:g} min in all."
    most_min = None if reading is None else reading.minutes_per_shift
    if most_min is not None and minutes is None:
        return State.NOT_ASSESSED, "For how long it is done is not known."
    if most_min is not None and minutes is not None and minutes > most_min:
        return State.BEYOND, f"Allowed for {most_min:g} min a shift; the task asks for {minutes:g} min."
    return State.WITHIN, "Within the restriction."


def compare_capacity(demand: Demand | None, entries: Iterable[Capacity]) -> Comparison:
    """A demand against the worker's entries for the same key.

    Any entry that covers the demand is enough. Where none does, one that was tested under no harder conditions and was
    still too low settles it; only then does an entry that says nothing of the demand leave it open.
    """
    outcomes = [(_against(demand, entry), _harder(entry, demand)) for entry in entries]
    if not outcomes:
        return Comparison(State.NOT_ASSESSED, "The worker's capacity was not assessed.")

    def rank(outcome: tuple[Comparison, bool]) -> tuple[int, float]:
        comparison, harder = outcome
        settles = comparison.state is State.WITHIN or (comparison.state is State.BEYOND and not harder)
        order = _WORST_LAST[comparison.state]
        return (order - len(_WORST_LAST) if settles else order, -(comparison.limit or 0.0))

    return min(outcomes, key=rank)[0]


def _harder(entry: Capacity, demand: Demand | None) -> bool:
    """Whether the test was more frequent or reached further than the demand, so that failing it says little of it."""
    if demand is None:
        return False
    oftener = entry.frequency is not None and (
        demand.frequency is None or BAND_ORDER[entry.frequency] > BAND_ORDER[demand.frequency]
    )
    further = entry.reach_cm is not None and (demand.reach_cm is None or entry.reach_cm > demand.reach_cm)
    return oftener or further


def _against(demand: Demand | None, entry: Capacity) -> Comparison:
    source = (
        f"{entry.how or 'source not stated'}{f', {date_words(entry.on, weekday=False)}' if entry.on else ''}"
    )

    def result(
        state: State, why: str, *, limit: float | None = None, close: bool = False, shortens: bool = False
    ) -> Comparison:
        return Comparison(state, why, limit, close, entry.id, source, False, shortens, amount)

    amount = None if demand is None else amount_of(demand)
    if demand is None or amount is None:
        return result(State.NOT_ASSESSED, "The demand is not known.", limit=entry.value)
    if entry.aspect is Aspect.GATE:
        if entry.able is None:
            return result(State.NOT_ASSESSED, "Not answered yet.")
        return result(State.WITHIN if entry.able else State.BEYOND, "Able." if entry.able else "Not able.")
    if entry.value is None:
        return result(State.NOT_ASSESSED, "Looked at, but no figure was given.")
    if amount > entry.value:
        why, close = _beyond(demand, amount, entry.value, "tolerated")
        return result(State.BEYOND, why, limit=entry.value, close=close)
    if entry.frequency is not None and (
        demand.frequency is None or BAND_ORDER[demand.frequency] > BAND_ORDER[entry.frequency]
    ):
        why = f"Tested {_word(entry.frequency)}; that says nothing of more often."
        return result(State.NOT_ASSESSED, why, limit=entry.value, shortens=demand.frequency is not None)
    if entry.reach_cm is not None and (demand.reach_cm is None or demand.reach_cm > entry.reach_cm):
        why = "Tested at a shorter reach: the task reaches further, or its reach is not known."
        return result(State.NOT_ASSESSED, why, limit=entry.value)
    return result(State.WITHIN, "Within the tolerance.", limit=entry.value)


def _beyond(demand: Demand, amount: float, limit: float, word: str) -> tuple[str, bool]:
    if demand.aspect is Aspect.GATE:
        return f"It is not {word}.", False
    share = near().share
    close = amount <= limit * (1 + share)
    why = f"{_asks(key_of(demand), amount, limit)} is {word}"
    return (f"{why}: near, within {share:.0%}." if close else f"{why}."), close


def _asks(key: Key, asked: float, limit: float, system: UnitSystem = UnitSystem.METRIC) -> str:
    unit = unit_of(key.dimension, key.aspect)
    allowed = amount_words(limit, unit, system) if limit > 0 else "none"
    return f"Asks for {amount_words(asked, unit, system)}; {allowed}"


def why_words(comparison: Comparison, key: Key, system: UnitSystem = UnitSystem.METRIC) -> str:
    """Why a comparison under a key stands as it does, in metric or US units."""
    if comparison.asked is None or comparison.limit is None:
        return comparison.why
    figures = (key, comparison.asked, comparison.limit)
    return comparison.why.replace(_asks(*figures), _asks(*figures, system))


def _keys(case: Case, task: Task, accounts: Iterable[Key], restrictions: list[Restriction]) -> list[Key]:
    """Keys to show for a task: what is demanded, and what such work may involve and is restricted or relevant."""
    keys: dict[Key, None] = dict.fromkeys(accounts)
    readings = [r.reading for r in restrictions if r.reading is not None]
    for reading in readings:
        for dimension_id in (d for d in reading.dimensions if may_involve(task, d)):
            keys[Key(dimension_id, reading.aspect, reading.side)] = None
    for entry in case.capacities:
        if entry.relevant and may_involve(task, entry.dimension):
            keys[Key(entry.dimension, entry.aspect, entry.side)] = None
    return list(keys)


def _questioned(key: Key, restrictions: list[Restriction]) -> bool:
    """Whether a restriction without a number touches a key: even a demand of zero then waits for the answer."""
    return any(is_unquantified(r) and _touches(r, key) for r in restrictions)


def _row(  # noqa: PLR0917 - a row stands between a task and all that is known of the worker
    case: Case,
    task: Task,
    key: Key,
    accounts: Sequence[Demand | None],
    restrictions: list[Restriction],
    work: Work,
) -> MatchRow:
    ruling = [r for r in restrictions if _touches(r, key)]
    bands = [weight_bands(case, r, key.dimension) for r in ruling]
    ruled = [c for d in accounts for b in bands if (c := compare_restriction(d, b, work))]
    entries = capacities_for(case, key)
    relevant = is_relevant(case, key.dimension)
    # A certificate's number is itself a statement of what the worker may do, so it stands where nothing was tested,
    # unless the clinician asks for a test.
    certified = any(c.limit is not None for c in ruled) and not entries and not relevant
    tested = [] if certified else [compare_capacity(d, entries) for d in accounts]
    comparisons = list(dict.fromkeys([*ruled, *tested]))
    comparisons.sort(key=lambda c: (-_WORST_LAST[c.state], c.limit if c.limit is not None else float("inf")))
    closes = any(_closes(task, key, c, bool(ruled) or relevant) for c in comparisons)
    return MatchRow(task.id, key, accounts[0], tuple(comparisons), closes)


def _closes(task: Task, key: Key, comparison: Comparison, matters: bool) -> bool:
    if comparison.shortens:
        return False
    if comparison.state is State.BEYOND:
        return _must_be_tolerated(task, key, comparison)
    return comparison.state is State.NEEDS_ANSWER or (comparison.state is State.NOT_ASSESSED and matters)


def _touches(restriction: Restriction, key: Key) -> bool:
    reading = restriction.reading
    if reading is None:
        return False
    same_side = Side.BOTH in (reading.side, key.side) or reading.side is key.side
    unquantified = is_unquantified(restriction)
    return (
        key.dimension in reading.dimensions and same_side and (unquantified or reading.aspect is key.aspect)
    )


def _must_be_tolerated(task: Task, key: Key, comparison: Comparison) -> bool:
    """Whether this amount cannot be got round by working less of it.

    A peak or a gate must be met at all. A run can be broken and a dose shortened, unless the limit is zero or the
    task has an uninterruptible stretch longer than the limit.
    """
    if key.aspect in (Aspect.PEAK, Aspect.GATE):
        return True
    if comparison.limit == 0:
        return True
    if key.aspect is Aspect.RUN and task.uninterruptible_min is not None and comparison.limit is not None:
        return task.uninterruptible_min > comparison.limit
    return False


def _clearance_row(task: Task, work: SafetyCritical, clearances: list[Clearance], on: date) -> MatchRow:
    key = Key("safety_critical", Aspect.GATE)
    valid = [c for c in clearances if c.work is work and c.valid_from <= on]
    latest = max(valid, key=lambda c: (c.on, c.valid_from), default=None)
    words = str(work).replace("_", " ")
    if latest is None:
        planned = min((c.valid_from for c in clearances if c.work is work and c.cleared), default=None)
        why = f"{words.capitalize()} needs a named clinician's dated clearance"
        why += f"; one is dated {date_words(planned)}." if planned else "."
        comparison = Comparison(State.NEEDS_ANSWER, why)
    elif latest.cleared:
        comparison = Comparison(
            State.WITHIN, f"Cleared by {latest.by}.", source_id=latest.id, source=latest.by
        )
    else:
        comparison = Comparison(
            State.BEYOND, f"Not cleared by {latest.by}.", source_id=latest.id, source=latest.by
        )
    return MatchRow(task.id, key, None, (comparison,), comparison.state is not State.WITHIN)


def _unread_row(task: Task, restriction: Restriction) -> MatchRow:
    """A restriction that nobody has read yet could touch any task, so it closes every one."""
    source = f"“{restriction.wording}” ({restriction.author or 'author not stated'})"
    why = "Nobody has read this restriction yet; read it, or ask the certifier."
    comparison = Comparison(
        State.NEEDS_ANSWER, why, source_id=restriction.id, source=source, from_restriction=True
    )
    return MatchRow(task.id, Key("any", Aspect.GATE), None, (comparison,), closes=True)


def _word(band: Band) -> str:
    return {
        Band.SELDOM: "seldom",
        Band.OCCASIONAL: "occasionally",
        Band.FREQUENT: "frequently",
        Band.CONSTANT: "constantly",
    }[band]
