"""The modifications that were chosen, each with its case: what it answers and does, what it costs and rests on.

Costs are the catalogue's indicative bands, or the clinic's own where it has entered one. Scores are about the work.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ergo.advice.candidates import Candidate, Circumstances, candidate_of, cost_usd, of_work
from ergo.advice.drivers import find_drivers_of_work
from ergo.analysis.case_words import CONTROL, COST, EVIDENCE_STATUS, TRIAL, chosen_for_words
from ergo.analysis.wording import date_words, listed
from ergo.analysis.words import inside_sentence
from ergo.knowledge.catalogue import CatalogueItem, CostBand, catalogue, evidence, grade_of
from ergo.knowledge.drivers import driver
from ergo.methods import load
from ergo.model.case import Case
from ergo.model.record import ChosenModification, TrialOutcome

NO_CAUTION = "None"


@dataclass(frozen=True)
class ChosenChange:
    """One chosen modification with its catalogue item and what it does to the task's scores."""

    chosen: ChosenModification
    item: CatalogueItem
    task_name: str
    candidate: Candidate | None
    beside: Circumstances

    @property
    def dropped(self) -> bool:
        """Whether it was dropped after a trial."""
        return self.chosen.trial_outcome is TrialOutcome.DROPPED

    @property
    def in_place_words(self) -> str:
        """From when, who arranges it, and what became of its trial."""
        day = self.chosen.in_place_from
        said = [
            date_words(day) if day else "no date agreed yet",
            self.chosen.responsible or "nobody named yet",
        ]
        if self.chosen.trial_outcome is not None:
            said.append(f"trial: {TRIAL[self.chosen.trial_outcome].lower()}")
        return "; ".join(said)

    @property
    def cost_words(self) -> str:
        """What it costs, and how that is known."""
        if self.item.id in self.beside.costs:
            return f"{COST[self.beside.cost_band(self.item)]} (the clinic's own)"
        return f"{dollars(*cost_usd(self.item))} ({self.item.cost_basis})"

    @property
    def answers(self) -> list[str]:
        """What makes the task hard and is answered by it."""
        return [driver(d).label for d in self.candidate.drivers] if self.candidate else []

    @property
    def score_words(self) -> list[str]:
        """The scores of the task that it moves, before and after."""
        if self.candidate is None:
            return []
        found = []
        for index in self.candidate.indices:
            if index.after == index.before and not index.loses_its_score:
                continue
            figure = load(index.method_id).figure
            before, after = (
                "not scored" if value is None else figure.words(value)
                for value in (index.before, index.after)
            )
            of_step = f" ({index.step_name})" if index.step_name else ""
            band = f", {inside_sentence(index.band.label)}" if index.band else ""
            found.append(f"{figure.label}{of_step}: {before} before, {after} after{band} (predicted)")
        return list(dict.fromkeys(found))

    @property
    def evidence_words(self) -> str:
        """Grade and direction of the evidence, with its findings and how far each was read."""
        item = self.item
        said = f"{grade_of(item).capitalize()}; {item.evidence_direction.replace('_', ' ')}. {item.evidence_note}"
        rows = [evidence()[name] for name in item.evidence_ids]
        return f"{said} ({'; '.join(f'{row.id}: {EVIDENCE_STATUS[row.status]}' for row in rows)})"

    @property
    def control_words(self) -> str:
        """The kind of control."""
        return CONTROL[self.item.control_level]

    @property
    def caution(self) -> str:
        """Its cautions; empty where none is known."""
        return "" if self.item.cautions == NO_CAUTION else self.item.cautions


def chosen_changes(case: Case, beside: Circumstances) -> list[ChosenChange]:
    """Every chosen modification of the catalogue by the date from which it is in place, undated ones last."""
    found = []
    of_the_work = find_drivers_of_work(beside.figures, case.drivers_seen)
    for chosen in case.modifications:
        item = catalogue().get(chosen.item_id)
        task = case.task(chosen.task_id)
        if item is not None:
            candidate = None
            if task is not None:
                candidate = candidate_of(task, item, beside=beside)
            elif chosen.task_id is None:
                candidate = of_work(of_the_work, item)
            found.append(ChosenChange(chosen, item, chosen_for_words(case, chosen), candidate, beside))
    return sorted(
        found, key=lambda c: (c.chosen.in_place_from is None, str(c.chosen.in_place_from), c.item.name)
    )


def total_cost_words(changes: Sequence[ChosenChange], costs: Mapping[str, CostBand]) -> str:
    """The sum of the indicative costs of what was not dropped, each item once for each task."""
    kept = [change for change in changes if not change.dropped]
    if not kept:
        return ""
    ends = [cost_usd(change.item, change.beside) for change in kept]
    low, high = (sum(end) for end in zip(*ends, strict=True))
    open_ended = any(change.beside.cost_band(change.item) is CostBand.OVER_10000 for change in kept)
    said = dollars(low, high) + (" or more" if open_ended else "")
    own = [change.item.name for change in kept if change.item.id in costs]
    basis = f"; the clinic's own figure for {listed(own)}" if own else ""
    return f"Together {said}: indicative, not a quotation{basis}."


def dollars(low: int, high: int) -> str:
    """A range of costs: "1 500 to 4 500 US dollars"."""
    ends = [f"{end:,}".replace(",", "\u00a0") for end in dict.fromkeys((low, high))]
    return f"{' to '.join(ends)} US dollars" if high else "no cost"
