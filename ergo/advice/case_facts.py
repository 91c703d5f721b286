"""The facts of a case on which the components of a programme depend, each with what shows it.

A fact is True, False or not known; not known indicates nothing and rules nothing out.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ergo.advice.pacing import baseline_of
from ergo.analysis.match import State, match_case
from ergo.analysis.outcomes import Scored, courses
from ergo.analysis.worktime import DAYS_PER_WEEK
from ergo.knowledge.clinical import conditions, obstacles
from ergo.knowledge.programme import (
    Fact,
    facts,
    late_weeks,
    long_term_weeks,
    not_back_weeks,
    operated_conditions,
    pacing_rules,
)
from ergo.model.case import Case
from ergo.model.clinical import PsychosocialFlag
from ergo.model.job import TaskKind
from ergo.model.record import TrialOutcome
from ergo.model.situation import WorkStatus

HIGH_RISK = "high risk"
CHRONIC, KNEE_TAGS = "chronic_pain", frozenset({"knee", "oa"})
HANDLING = frozenset({TaskKind.LIFTING, TaskKind.PUSH_PULL_CARRY, TaskKind.HANDLING_PEOPLE})


@dataclass(frozen=True)
class Held:
    """Whether a fact holds, None where it is not known, and by what: goals, obstacles or measures by their names."""

    holds: bool | None
    by: tuple[str, ...] = ()


def case_facts(case: Case, on: date) -> dict[str, Held]:
    """Every fact as it stands on a day, by its id."""
    told = _told(case, on)
    return {row.id: Held(told[row.id]) if row.id in told else _read(case, row) for row in facts().values()}


def is_operated(case: Case) -> bool:
    """Whether the case speaks of an operation, or of an acute state."""
    clinical = case.clinical
    named = bool(clinical.surgery) or clinical.surgery_on is not None
    return named or clinical.acute_or_postoperative or clinical.condition_id in operated_conditions()


def _read(case: Case, fact: Fact) -> Held:
    """A fact that its row says how to read: by goals, open obstacles, or screening measures."""
    if fact.goal is not None:
        goals = case.programme.goals
        names = [goal.activity for goal in goals if goal.domain == fact.goal]
        return _found(names, known=bool(goals))
    if fact.flags:
        flags = case.clinical.flags
        open_ones = [f.obstacle for f in flags if f.done_on is None and _is_one_of(f, fact.flags)]
        return _found(open_ones, known=bool(flags))
    scored = [c.points[-1].scored for c in courses(case) if c.instrument.id in fact.measures]
    settled = [s for s in scored if _settled(s)]
    return _found([s.instrument.name for s in scored if _positive(s)], known=bool(settled))


def _found(names: Iterable[str], *, known: bool) -> Held:
    names = list(names)
    if names:
        return Held(True, tuple(dict.fromkeys(filter(None, map(_bare, names)))))
    return Held(False if known else None)


def _is_one_of(flag: PsychosocialFlag, wanted: tuple[str, ...]) -> bool:
    """Whether an obstacle has one of the colours, or, taken from the list, asks for one of the actions."""
    actions = {row.action_id for row in obstacles().values() if _bare(row.text) == _bare(flag.obstacle)}
    return flag.colour in wanted or not actions.isdisjoint(wanted)


def _bare(words: str) -> str:
    return words.strip().removesuffix(".")


def _positive(scored: Scored) -> bool:
    if scored.instrument.classes:
        return scored.risk_class == HIGH_RISK
    return any(scale.cuts for scale in scored.scales)


def _settled(scored: Scored) -> bool:
    if scored.instrument.classes:
        return bool(scored.risk_class)
    return all(scale.value is not None for scale in scored.scales if scale.scale.cuts)


def _told(case: Case, on: date) -> dict[str, bool | None]:
    """The facts that need more than a list: condition, tolerances, time off work, tasks."""
    condition = conditions().get(case.clinical.condition_id or "")
    tags = frozenset(condition.catalogue_tags) if condition else frozenset()
    off = _weeks_off(case, on)
    tolerance = any(baseline_of(case, activity) is not None for activity in pacing_rules().activities)
    tasks = case.job.tasks
    return {
        "always": True,
        "therapist_asks": False,
        "long_term_pain": _long_term(case, on),
        "absent_over_8_weeks": None if off is None else off > late_weeks().value,
        "absent_over_12_weeks": None if off is None else off > not_back_weeks().value,
        "operated": is_operated(case),
        "knee": bool(tags & KNEE_TAGS) if condition else None,
        "handling": any(task.kind in HANDLING for task in tasks) if tasks else None,
        "shortfall": _short(case, on),
        "tolerance_measured": True if tolerance else None,
        "equipment_chosen": any(m.trial_outcome is not TrialOutcome.DROPPED for m in case.modifications),
    }


def _long_term(case: Case, on: date) -> bool | None:
    if case.clinical.condition_id == CHRONIC:
        return True
    onset = case.clinical.onset
    return None if onset is None else (on - onset).days > long_term_weeks().value * DAYS_PER_WEEK


def _weeks_off(case: Case, on: date) -> float | None:
    status, since = case.situation.status, case.situation.since
    if status is None or (status is WorkStatus.OFF_WORK and since is None):
        return None
    if status is not WorkStatus.OFF_WORK or since is None:
        return 0.0
    return (on - since).days / DAYS_PER_WEEK


def _short(case: Case, on: date) -> bool | None:
    states = {row.state for row in match_case(case, on)}
    if State.BEYOND in states:
        return True
    return None if not states or State.NOT_ASSESSED in states or State.NEEDS_ANSWER in states else False
