"""Outcome measures: scores from answers or totals, what is missing, and what a change means over time.

A score that cannot be made stays unknown, with what is missing; it is never zero. Changes are counted on the first
scale of the instrument, from the first measurement that has a score.
"""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from ergo.analysis.goals import rated_measures
from ergo.analysis.wording import listed
from ergo.knowledge.instruments import Better, Cut, Instrument, Scale, ScoreBand, instruments
from ergo.model.case import Case
from ergo.model.clinical import OutcomeMeasure


@dataclass(frozen=True)
class ScaleScore:
    """One scale of one measurement: ``value`` is None while answers are missing.

    ``left_out`` are the numbers on the form of the items of this scale without an answer; ``short`` is how many more
    answers the score needs.
    """

    scale: Scale
    value: float | None
    left_out: tuple[int, ...] = ()
    short: int = 0

    @property
    def band(self) -> ScoreBand | None:
        """The band of the score: the last that begins at or below it."""
        if self.value is None:
            return None
        return next((band for band in reversed(self.scale.bands) if band.low <= self.value), None)

    @property
    def cuts(self) -> tuple[Cut, ...]:
        """The published cut-offs that the score has reached."""
        value = self.value
        return () if value is None else tuple(cut for cut in self.scale.cuts if cut.holds(value))


@dataclass(frozen=True)
class Scored:
    """One measurement with all its scales; ``entered`` where a total was entered and no answers."""

    measure: OutcomeMeasure
    instrument: Instrument
    scales: tuple[ScaleScore, ...]
    entered: bool

    @property
    def main(self) -> ScaleScore:
        """The first scale, on which changes are counted."""
        return self.scales[0]

    @property
    def risk_class(self) -> str | None:
        """The class that all known scales agree on; None where the instrument has none or it cannot be told."""
        values = {score.scale.id: score.value for score in self.scales}
        for risk in self.instrument.classes:
            found = [(values[w.scale], w) for w in risk.when]
            if all(value is not None and w.low <= value <= w.high for value, w in found):
                return risk.label
        return None

    @property
    def missing_words(self) -> str:
        """What the scores still need, in one line; empty where nothing is missing."""
        lacking = [score for score in self.scales if score.value is None]
        if self.main.value is None and self.entered:
            return "no answer and no total yet"
        if self.entered:
            return ""
        if not lacking:
            answered = len(self.instrument.item_groups) - len(self.main.left_out)
            return f"{answered} of {len(self.instrument.item_groups)} answered" if self.main.left_out else ""
        # The first scale usually holds all items; a subscale is named where it alone is incomplete.
        first = lacking[0]
        name = "" if first is self.main else f"{first.scale.label}: "
        items = "item" if len(first.left_out) == 1 else "items"
        more = f"; {first.short} more needed" if first.short < len(first.left_out) else ""
        return f"{name}no answer to {items} {listed([str(n) for n in first.left_out])}{more}"


class Reach(StrEnum):
    """How a change stands to the minimal important change."""

    MORE = "more"
    JUST = "just"
    BETWEEN = "between"
    BY_PERCENT = "by_percent"
    LESS = "less"
    NOT_PUBLISHED = "not_published"


@dataclass(frozen=True)
class Change:
    """The change of the first scale between two measurements; ``points`` above zero are for the better."""

    instrument: Instrument
    points: float
    percent: float | None
    reach: Reach

    @property
    def in_error(self) -> bool:
        """Whether repeating the measurement alone could bring this change."""
        error = self.instrument.measurement_error
        return error is not None and 0 < abs(self.points) < error.value

    @property
    def words(self) -> str:
        """The change as a sentence: "better by 14 points: more than the minimal important change of 10"."""
        if self.points == 0:
            return "no change"
        size = abs(self.points)
        said = f"{'better' if self.points > 0 else 'worse'} by {size:g} {'point' if size == 1 else 'points'}"
        said += f": {self._against_important()}"
        error = self.instrument.measurement_error
        if self.in_error and error is not None:
            sure = "" if error.confidence_percent is None else f" ({error.confidence_percent} % confidence)"
            said += f"; inside the measurement error of {error.value:g}{sure}, so possible and not certain"
        return said

    def _against_important(self) -> str:
        important = self.instrument.important_change
        if important is None:
            return "no minimal important change is on record"
        what = f"the minimal important change of {_range(important.low, important.high)}"
        match self.reach:
            case Reach.MORE:
                return f"more than {what}"
            case Reach.JUST:
                return f"just {what}"
            case Reach.BETWEEN:
                return f"within the published figures for {what}"
            case Reach.BY_PERCENT:
                share = f"at least {important.percent:g} % of the first score, the other published way"
                return f"less than {what}, but {share}"
            case _:
                return f"less than {what}"


@dataclass(frozen=True)
class Point:
    """One measurement in its course, and its change from the first score where both are known."""

    scored: Scored
    change: Change | None


@dataclass(frozen=True)
class Course:
    """An instrument over time, the earliest first."""

    instrument: Instrument
    points: tuple[Point, ...]

    @property
    def with_scores(self) -> tuple[tuple[date, float], ...]:
        """Days and scores of the first scale, without what is not known."""
        scores = ((p.scored.measure.on, p.scored.main.value) for p in self.points)
        return tuple((day, value) for day, value in scores if value is not None)

    @property
    def small_change(self) -> tuple[float, float] | None:
        """The scores around the first one that are no important change; None without a first score or a figure."""
        important = self.instrument.important_change
        if important is None or not self.with_scores:
            return None
        first, scale = self.with_scores[0][1], self.instrument.main
        return max(first - important.low, scale.low), min(first + important.low, scale.high)


def score(measure: OutcomeMeasure) -> Scored | None:
    """The scores of one measurement; None for an instrument that is not known here.

    Answers count before a total; a total entered alone is the score of the first scale, the others stay unknown.

    Source
    ------
    Rules, ranges and rounding: data/instruments.json, each with source and status.
    """
    instrument = instruments().get(measure.instrument_id)
    if instrument is None:
        return None
    if measure.responses:
        scales = tuple(_from_answers(instrument, scale, measure.responses) for scale in instrument.scales)
        return Scored(measure, instrument, scales, entered=False)
    total = None if measure.score is None else rounded(measure.score, instrument.main.decimals)
    rest = tuple(ScaleScore(scale, None) for scale in instrument.scales[1:])
    return Scored(measure, instrument, (ScaleScore(instrument.main, total), *rest), entered=True)


def rounded(value: float, decimals: int) -> float:
    """A score with its decimals, half up as the published rules do it: 60.5 becomes 61."""
    return float(Decimal(str(value)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP))


def courses(case: Case) -> list[Course]:
    """Every known instrument that was used in a case, in the order of the vocabulary, each over time.

    Rated goals are the Patient-Specific Functional Scale, beside totals of it that were entered.
    """
    used: dict[str, list[Scored]] = {}
    for measure in sorted([*case.clinical.outcome_measures, *rated_measures(case)], key=lambda m: m.on):
        scored = score(measure)
        if scored is not None:
            used.setdefault(measure.instrument_id, []).append(scored)
    return [_course(instrument, used[name]) for name, instrument in instruments().items() if name in used]


def change(instrument: Instrument, first: float, later: float) -> Change:
    """What a change of the first scale means: its direction, and how it stands to the minimal important change."""
    points = later - first if instrument.main.higher is Better.HIGHER else first - later
    points = round(points, 6)
    percent = None if first == 0 else abs(points) / abs(first) * 100
    return Change(instrument, points, percent, _reach(instrument, abs(points), percent))


def _course(instrument: Instrument, measured: list[Scored]) -> Course:
    known = [(scored, value) for scored in measured if (value := scored.main.value) is not None]
    points = {id(scored): change(instrument, known[0][1], value) for scored, value in known[1:]}
    return Course(instrument, tuple(Point(scored, points.get(id(scored))) for scored in measured))


def _reach(instrument: Instrument, size: float, percent: float | None) -> Reach:
    important = instrument.important_change
    if important is None:
        return Reach.NOT_PUBLISHED
    if size > important.high:
        return Reach.MORE
    if size >= important.low:
        return Reach.JUST if important.low == important.high else Reach.BETWEEN
    by_percent = important.percent is not None and percent is not None and percent >= important.percent
    return Reach.BY_PERCENT if by_percent else Reach.LESS


def _from_answers(instrument: Instrument, scale: Scale, responses: list[float | None]) -> ScaleScore:
    count = len(instrument.item_groups)
    answers = [*responses, *[None] * (count - len(responses))]
    positions = scale.items or tuple(range(1, count + 1))
    points = {p: _points(instrument, p, answer) for p in positions if (answer := answers[p - 1]) is not None}
    needed = len(positions) if scale.answers_at_least is None else scale.answers_at_least
    left_out = tuple(instrument.item_number(p) for p in positions if p not in points)
    if len(points) < needed:
        return ScaleScore(scale, None, left_out, needed - len(points))
    total = sum(points.values())
    if scale.table:
        return ScaleScore(scale, scale.table[round(total)], left_out)
    combined = total if scale.combine == "sum" else total / len(points)
    return ScaleScore(scale, rounded(scale.factor * combined + scale.offset, scale.decimals), left_out)


def _points(instrument: Instrument, position: int, answer: float) -> float:
    """What an answer counts: turned round, or looked up, where the instrument says so."""
    group = instrument.item_groups[position - 1]
    if group.counts_as:
        return group.counts_as[round(answer) - group.low]
    return group.low + group.high - answer if position in instrument.reversed else answer


def _range(low: float, high: float) -> str:
    return f"{low:g}" if low == high else f"{low:g} to {high:g}"
