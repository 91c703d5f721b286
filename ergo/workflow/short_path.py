"""The short path: hours, a certificate, a few limits and up to three tasks make an ordinary case with a plan.

Answers are a flat mapping from a field's key to what was answered, in metric units; None or a missing key is "not
known". The keys of the fields are also those of the reasons why an answer is refused.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from enum import StrEnum
from typing import Any

from ergo.analysis.demands import may_involve
from ergo.analysis.match import State, match_case
from ergo.analysis.problems import Severity, find_problems
from ergo.analysis.wording import date_words, hours_words
from ergo.analysis.words import amount_words, key_words
from ergo.errors import InputError
from ergo.knowledge.dimensions import Aspect, dimension, unit_of
from ergo.knowledge.policies import policies
from ergo.knowledge.quantities import check_value, quantity
from ergo.model.base import HowKnown, Measurement
from ergo.model.capacity import Capacity, Certificate, Reading, Restriction
from ergo.model.case import Case
from ergo.model.job import Demand, Importance, Job, Roster, SafetyCritical, Shift, Task, TaskKind
from ergo.model.record import PlanSettings
from ergo.model.settings import Settings
from ergo.model.worker import Worker
from ergo.workflow.plans import keep_plan, plan_case
from ergo.workflow.steps import Step, progress

TASKS = 3
PLAN = "plan"
_YEAR = timedelta(days=366)
_LABEL_CHARACTERS = 120
_SHIFT_MIN = (15, 960)
_DAY_MIN, _WEEK_DAYS = 1440, 7
_MOST_TOLD = 12


class Said(StrEnum):
    """Who says what the limits are."""

    CERTIFICATE = "certificate"
    MEASURED = "measured"
    WORKER = "worker"


class Mark(StrEnum):
    """What is true of a task."""

    ESSENTIAL = "essential"
    EXTENDABLE = "extendable"


_HOW = {Said.MEASURED: HowKnown.MEASURED, Said.WORKER: HowKnown.WORKER}


@dataclass(frozen=True)
class Amount:
    """An amount that is asked twice: how much the worker may or can, and how much a task asks for.

    ``stated`` tells that what a task asks for is kept as a demand, since the quantity does not say of which dimension.
    """

    dimension: str
    aspect: Aspect
    quantity_id: str
    stated: bool = False

    @property
    def label(self) -> str:
        """What it is called, without its unit."""
        return dimension(self.dimension).label if self.stated else quantity(self.quantity_id).label


FLOOR = Amount("lift_floor_waist", Aspect.PEAK, "lift.load_max_kg", stated=True)
WAIST = Amount("lift_waist_shoulder", Aspect.PEAK, "lift.load_max_kg", stated=True)
SIT = Amount("sit", Aspect.RUN, "sit.bout_min")
STAND = Amount("stand", Aspect.RUN, "stand.bout_min")
WALK = Amount("walk", Aspect.PEAK, "walk.distance_m")
DRIVE = Amount("drive", Aspect.RUN, "drive.bout_min")
LIMITS = (FLOOR, WAIST, SIT, STAND, WALK, DRIVE)
_ALWAYS_ASKED = {
    TaskKind.LIFTING: (FLOOR, WAIST),
    TaskKind.SITTING: (SIT,),
    TaskKind.DRIVING: (DRIVE,),
    TaskKind.STANDING_WALKING: (STAND, WALK),
}


class ShortPathError(InputError):
    """Some answers are refused: ``reasons`` by the key of the field."""

    def __init__(self, reasons: Mapping[str, str]) -> None:
        self.reasons = dict(reasons)
        super().__init__(" ".join(self.reasons.values()))


def amounts_of(kind: TaskKind, answers: Mapping[str, Any]) -> list[Amount]:
    """What to ask of a task: what such work is about, and every limit that it may touch."""
    task = Task(name="", kind=kind)
    touched = [
        amount
        for amount in LIMITS
        if answers.get(f"limit.{amount.dimension}") is not None and may_involve(task, amount.dimension)
    ]
    if kind is TaskKind.DRIVING:
        touched = [DRIVE]  # a drive is sitting too: it is asked once
    return [amount for amount in LIMITS if amount in touched or amount in _ALWAYS_ASKED.get(kind, ())]


@dataclass(frozen=True)
class ShortPath:
    """The case that the short path made, with its plan, and what it left open, in sentences."""

    case: Case
    left_open: list[str]


def take_short_path(answers: Mapping[str, Any], made_on: date, settings: Settings) -> ShortPath:
    """An ordinary case with its plan, made of the answers; not saved.

    Raises
    ------
    ShortPathError
        With a reason for each field that is missing or impossible; under `PLAN` what else stands in the way of a plan.
    """
    case = _Reader(answers, made_on).case(settings)
    try:
        keep_plan(case, plan_case(case, made_on).plan)
    except InputError as error:
        raise ShortPathError({PLAN: str(error)}) from error
    return ShortPath(case, _left_open(case))


def _left_open(case: Case) -> list[str]:
    """What the short path did not settle: what is not assessed in each task, and what was never asked."""
    tasks = {task.id: task.name for task in case.job.tasks}
    found = [
        f"“{tasks[row.task_id]}”, {key_words(row.key)}: {row.decisive.why}"
        for row in match_case(case, case.plan_settings.start or date.min)
        if row.state in (State.NOT_ASSESSED, State.NEEDS_ANSWER)
    ]
    found += [f"{p.item}: {p.message}" for p in find_problems(case) if p.severity is Severity.WARNING]
    told = found[:_MOST_TOLD] + ([f"and {len(found) - _MOST_TOLD} more"] if len(found) > _MOST_TOLD else [])
    asked_later = {Step.CASE, Step.EXPORT}
    return told + [
        f"{s.label}: {line}" for s in progress(case) if s.step in asked_later for line in s.missing
    ]


class _Reader:
    """Reads the answers field by field and collects why one is refused."""

    def __init__(self, answers: Mapping[str, Any], made_on: date) -> None:
        self.answers = answers
        self.made_on = made_on
        self.reasons: dict[str, str] = {}

    def case(self, settings: Settings) -> Case:
        """The case without its plan; ShortPathError with every reason where an answer is refused."""
        start = self.start()
        job = Job(title=self.words("job"), roster=self.roster(start), tasks=self.tasks())
        self.fits(job)
        limits = self.limits()
        certificate = self.certificate(start, limits)
        policy = self.given("policy", "Choose a policy.")
        if policy is not None and policy not in policies():
            self.reasons["policy"] = f"There is no policy “{policy}”."
        self.given("code", "Enter a code for the worker.")
        code = self.words("code")
        if self.reasons:
            raise ShortPathError(self.reasons)
        return Case(
            worker=Worker(code=code),
            opened_on=self.made_on,
            country=settings.country,
            region=settings.region,
            scheme_id=settings.scheme_id,
            job=job,
            capacities=self.tolerances(limits),
            certificates=[certificate] if certificate else [],
            plan_settings=PlanSettings(start=start, policy_id=policy),
        )

    def given(self, key: str, otherwise: str) -> Any:
        """The answer; where there is none, the reason is noted."""
        value = self.answers.get(key)
        if value in (None, []) or not str(value).strip():
            self.reasons[key] = otherwise
            return None
        return value

    def start(self) -> date:
        """The first day at work, from a year ago to two years ahead."""
        start: date | None = self.given("start", "Choose the first day at work.")
        first, last = self.made_on - _YEAR, self.made_on + 2 * _YEAR
        if start is not None and not first <= start <= last:
            self.reasons["start"] = (
                f"{date_words(start)} is outside {date_words(first)} to {date_words(last)}."
            )
        return self.made_on if "start" in self.reasons or start is None else start

    def words(self, key: str) -> str:
        text = str(self.answers.get(key) or "").strip()
        if len(text) > _LABEL_CHARACTERS:
            self.reasons[key] = f"It has {len(text)} characters; at most {_LABEL_CHARACTERS} are allowed."
        return text[:_LABEL_CHARACTERS]

    def within(self, key: str, low: float, high: float, unit: str) -> float | None:
        value = self.answers.get(key)
        if value is None:
            return None
        if not low <= value <= high:
            self.reasons[key] = f"{value:g} {unit} is outside {low:g} to {high:g} {unit}."
            return None
        return float(value)

    def roster(self, start: date) -> Roster:
        days = self.given("days", "Choose the days of the week.") or []
        self.given("hours", "Enter the hours of a full day.")
        hours = self.within("hours", _SHIFT_MIN[0] / 60, _SHIFT_MIN[1] / 60, "h")
        begins = self.given("begins", "Enter when a shift begins.") or time(8)
        anchor = start - timedelta(days=start.weekday())
        if hours is None:
            return Roster(anchor=anchor)
        shifts = [Shift(day=day, start=begins, paid_min=round(60 * hours)) for day in sorted(days)]
        return Roster(anchor=anchor, shifts=shifts)

    def tasks(self) -> list[Task]:
        found = [task for number in range(TASKS) if (task := self.task(f"task.{number}"))]
        if not found and not any(key.startswith("task.") for key in self.reasons):
            self.reasons["task.0.name"] = "Enter at least one task."
        return found

    def task(self, key: str) -> Task | None:
        """One row of tasks; None where nothing is entered in it, or something of it is refused."""
        asked = [name for name in self.answers if name.startswith(f"{key}.") and name != f"{key}.marks"]
        if all(self.answers[name] in (None, "") for name in asked):
            return None
        before = len(self.reasons)
        self.given(f"{key}.name", "Enter a name for the task.")
        name = self.words(f"{key}.name")
        kind = self.given(f"{key}.kind", "Choose the kind of work.")
        self.given(f"{key}.minutes", "Enter the minutes on a full day.")
        minutes = self.within(f"{key}.minutes", 1, _DAY_MIN, "min")
        if kind is None:
            return None
        measured, demands = self.asked_of(key, kind)
        if len(self.reasons) > before:
            return None
        marks = self.answers.get(f"{key}.marks") or []
        return Task(
            name=name,
            kind=kind,
            minutes_per_shift=round(minutes or 0),
            importance=Importance.ESSENTIAL if Mark.ESSENTIAL in marks else Importance.MARGINAL,
            may_be_extended=Mark.EXTENDABLE in marks,
            safety_critical=[SafetyCritical.DRIVING] if kind is TaskKind.DRIVING else [],
            measurements=measured,
            demands=demands,
        )

    def asked_of(self, key: str, kind: TaskKind) -> tuple[dict[str, Measurement], list[Demand]]:
        measured, demands = dict[str, Measurement](), list[Demand]()
        for amount in amounts_of(kind, self.answers):
            value = self.amount(f"{key}.{amount.dimension}", amount)
            if value is not None and amount.stated:
                demands.append(
                    Demand(
                        dimension=amount.dimension,
                        aspect=amount.aspect,
                        maximum=value,
                        source=HowKnown.ESTIMATED,
                    )
                )
            elif value is not None:
                measured[amount.quantity_id] = Measurement(value=value, how=HowKnown.ESTIMATED)
        return measured, demands

    def amount(self, key: str, amount: Amount) -> float | None:
        value = self.answers.get(key)
        if value is None:
            return None
        try:
            return float(check_value(amount.quantity_id, value))
        except InputError as error:
            self.reasons[key] = str(error)
            return None

    def fits(self, job: Job) -> None:
        """The tasks of a full day may not be longer than the shift."""
        shift_min = job.roster.shifts[0].paid_min if job.roster and job.roster.shifts else None
        total = sum(task.minutes_per_shift or 0 for task in job.tasks)
        if shift_min is not None and total > shift_min:
            last = max(n for n in range(TASKS) if self.answers.get(f"task.{n}.minutes"))
            self.reasons[f"task.{last}.minutes"] = (
                f"The tasks add up to {hours_words(total)}; a full day has {hours_words(shift_min)}."
            )

    def limits(self) -> list[tuple[Amount, float]]:
        values = [(amount, self.amount(f"limit.{amount.dimension}", amount)) for amount in LIMITS]
        found = [(amount, value) for amount, value in values if value is not None]
        if found:
            self.given("said", "Choose who says what the limits are.")
        return found

    def certificate(self, start: date, limits: Sequence[tuple[Amount, float]]) -> Certificate | None:
        written = limits if self.answers.get("said") == Said.CERTIFICATE else []
        minutes = self.within("certificate.hours", 0, _DAY_MIN / 60, "h")
        days = self.within("certificate.days", 0, _WEEK_DAYS, "days")
        author = self.words("certificate.by")
        until = self.answers.get("certificate.until")
        if until is None:
            if written or author or minutes is not None or days is not None:
                self.reasons["certificate.until"] = "Enter until when the certificate is valid."
            return None
        valid_from = self.answers.get("certificate.from") or start
        if valid_from > start:
            self.reasons["certificate.from"] = f"It begins after the first day at work, {date_words(start)}."
        if until < start:
            self.reasons["certificate.until"] = f"It ends before the first day at work, {date_words(start)}."
        return Certificate(
            author=author,
            issued_on=valid_from,
            valid_from=valid_from,
            valid_until=until,
            max_minutes_per_day=None if minutes is None else round(60 * minutes),
            max_days_per_week=None if days is None else round(days),
            restrictions=[_restriction(amount, value, author) for amount, value in written],
        )

    def tolerances(self, limits: Sequence[tuple[Amount, float]]) -> list[Capacity]:
        """The limits that no certificate sets.

        One that must be met at all matters for every task that may touch it: a task of which it is not known how much
        it asks for stays closed. A stretch at a time can be broken, and its limit is a rule of the day in any case.
        """
        said = self.answers.get("said")
        if said not in _HOW:
            return []
        how = _HOW[said]
        return [
            Capacity(
                dimension=amount.dimension,
                aspect=amount.aspect,
                value=value,
                how=how,
                relevant=amount.aspect is Aspect.PEAK,
            )
            for amount, value in limits
        ]


def _restriction(amount: Amount, value: float, author: str) -> Restriction:
    words = amount_words(value, unit_of(amount.dimension, amount.aspect))
    return Restriction(
        wording=f"{amount.label}: at most {words} (entered on the short path)",
        author=author,
        reading=Reading(dimensions=[amount.dimension], aspect=amount.aspect, limit=value),
    )
