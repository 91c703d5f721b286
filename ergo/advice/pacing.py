"""Pacing and saving energy, computed from tolerances: where to begin, by how much to rise, and what a day uses up.

A level is never above the plan's limit of its week. Unknown tolerances stay "not assessed".
"""

from dataclasses import dataclass, replace
from math import floor

from ergo.analysis.demands import Key, amount_of, key_of
from ergo.analysis.match import capacities_for, task_demands
from ergo.knowledge.dimensions import Aspect, Side, dimension
from ergo.knowledge.policies import Figure, policies
from ergo.knowledge.programme import Activity, pacing_rules
from ergo.knowledge.sources import Status
from ergo.model.case import Case
from ergo.model.plan import ExampleDay, Limit, Plan
from ergo.model.programme import PacedActivity, PacingRule

_EXACT = 6
"""Decimals to which a level is computed before it is rounded down."""


@dataclass(frozen=True)
class PacedLevel:
    """The level of one week; ``capped`` where the plan's limit is below what pacing would give.

    ``beside`` are the plan's limits of the same activity that hold only in some places, such as below a hand height.
    """

    week: int
    value: float
    capped: bool = False
    beside: tuple[Limit, ...] = ()


@dataclass(frozen=True)
class Paced:
    """One activity: its baseline and aim, None where not assessed, and its level in each week.

    ``levels`` is empty without a baseline, and where the tolerance reaches the aim already (``needed`` False).
    ``reached_week`` is the first week at the aim. ``published`` says whether share and step were read for such an
    activity; else its levels are a proposal of this project, and are shown as one.
    """

    activity: Activity
    baseline: float | None
    aim: float | None
    levels: tuple[PacedLevel, ...]
    published: bool = True

    @property
    def needed(self) -> bool:
        """Whether the tolerance is short of the aim, as far as both are known."""
        return self.baseline is None or self.aim is None or self.baseline < self.aim

    @property
    def reached_week(self) -> int | None:
        """The first week at the aim, None where it is not reached."""
        return next((level.week for level in self.levels if level.value == self.aim), None)

    def at(self, week: int) -> PacedLevel | None:
        """The level of a week."""
        return next((level for level in self.levels if level.week == week), None)


@dataclass(frozen=True)
class EnergyUse:
    """What the longest day of a stage takes of the day's tolerance of a posture, minutes; None where not assessed."""

    dimension: str
    label: str
    used_min: int
    tolerated_min: float | None

    @property
    def left_min(self) -> float | None:
        """What is left for the rest of the day; never below zero."""
        return None if self.tolerated_min is None else max(0.0, self.tolerated_min - self.used_min)


def start_share(case: Case) -> Figure[float]:
    """The share of a tolerance at which an activity begins: that of the plan, of the chosen or of any policy."""
    if case.plan is not None:
        return case.plan.policy.tolerance_share
    rows = policies()
    return (rows.get(case.plan_settings.policy_id or "") or next(iter(rows.values()))).tolerance_share


def pacing_plan(case: Case, weeks: int) -> list[Paced]:
    """Each activity with its level week by week.

    The first level is the share of the baseline that the policy gives; each week adds a tenth, of the level before or
    of the baseline as chosen, until the aim; levels are rounded down. Without an aim the first level stays.

    Source
    ------
    data/policies.json (tolerance_share), data/rehab_components.json (pacing), each with source and status.
    """
    own = {entry.activity_id: entry for entry in case.programme.paced}
    share = start_share(case)
    read = {share.status, pacing_rules().step_share.status} <= {Status.VERIFIED, Status.VERIFIED_TWICE}
    return [
        replace(
            _paced(case, activity, own.get(activity.id), share.value, weeks),
            published=read and activity.own_rule is None,
        )
        for activity in pacing_rules().activities
    ]


def baseline_of(case: Case, activity: Activity) -> float | None:
    """The lowest tolerance on record for an activity, None where none is measured."""
    key = Key(activity.dimensions[0], activity.aspect, Side.BOTH)
    values = [entry.value for entry in capacities_for(case, key) if entry.value is not None]
    return min(values, default=None)


def asked_for(case: Case, activity: Activity) -> float | None:
    """The most that any task asks for of an activity, None where no task says so."""
    amounts = [
        amount
        for task in case.job.tasks
        for demand in task_demands(case, task)
        if key_of(demand) == Key(activity.dimensions[0], activity.aspect, Side.BOTH)
        and (amount := amount_of(demand)) is not None
    ]
    return max(amounts, default=None)


def energy_use(case: Case, week: int) -> list[EnergyUse]:
    """What the longest day of a week takes of the day's tolerance of sitting, standing, walking and driving."""
    stage = _stage(case.plan, week)
    if stage is None:
        return []
    names = [
        a.dimensions[0]
        for a in pacing_rules().activities
        if Aspect.DOSE in dimension(a.dimensions[0]).amounts
    ]
    used = {name: sum(b.minutes for b in stage.blocks if name in b.postures) for name in names}
    return [
        EnergyUse(name, dimension(name).label, minutes, _dose(case, name))
        for name, minutes in used.items()
        if minutes
    ]


def _dose(case: Case, name: str) -> float | None:
    values = [c.value for c in capacities_for(case, Key(name, Aspect.DOSE, Side.BOTH)) if c.value is not None]
    return min(values, default=None)


def _stage(plan: Plan | None, week: int) -> ExampleDay | None:
    stages = plan.example_days if plan is not None else []
    return next((stage for stage in stages if stage.from_week <= week <= stage.until_week), None)


def _paced(case: Case, activity: Activity, own: PacedActivity | None, share: float, weeks: int) -> Paced:
    baseline = own.baseline if own and own.baseline is not None else baseline_of(case, activity)
    aim = own.aim if own and own.aim is not None else asked_for(case, activity)
    if baseline is None or (aim is not None and baseline >= aim):
        return Paced(activity, baseline, aim, ())
    rule = case.programme.pacing_rule
    levels = []
    for week in range(1, weeks + 1):
        grown = level_of(baseline, share, rule, week if aim is not None else 1)
        wanted = grown if aim is None else min(grown, aim)
        everywhere, somewhere = _limits(case.plan, activity, week)
        cap = min((limit.value for limit in everywhere), default=None)
        allowed = wanted if cap is None else min(wanted, cap)
        value = allowed if allowed == aim else _down(allowed, activity.round_to)
        levels.append(PacedLevel(week, value, capped=cap is not None and cap < wanted, beside=somewhere))
    return Paced(activity, baseline, aim, tuple(levels))


def level_of(baseline: float, share: float, rule: PacingRule, week: int) -> float:
    """The level of a week (the first being 1) before aim, limit and rounding."""
    step = pacing_rules().step_share.value
    if rule is PacingRule.OF_BASELINE:
        return float(baseline * (share + step * (week - 1)))
    return float(baseline * share * (1 + step) ** (week - 1))


def _down(value: float, step: float) -> float:
    return floor(round(value / step, _EXACT)) * step


def _limits(plan: Plan | None, activity: Activity, week: int) -> tuple[list[Limit], tuple[Limit, ...]]:
    """The plan's limits of an activity in a week: those that hold everywhere, and those that hold in some places."""
    found = next((w for w in plan.weeks if w.number == week), None) if plan is not None else None
    own = [x for x in (found.limits if found else []) if _of(x, activity)]
    return [x for x in own if not _conditional(x)], tuple(x for x in own if _conditional(x))


def _of(limit: Limit, activity: Activity) -> bool:
    same = limit.dimension in activity.dimensions and limit.aspect is activity.aspect
    return same and limit.over_load_kg is None


def _conditional(limit: Limit) -> bool:
    return any(
        condition is not None
        for condition in (limit.below_hand_height_cm, limit.above_hand_height_cm, limit.beyond_reach_cm)
    )
