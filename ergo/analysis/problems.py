"""What contradicts itself or cannot be planned in a case, said so that a person can put it right.

A case is saved as it was typed, also while it contradicts itself; nothing is matched or planned past an error.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from ergo.analysis.demands import amount_of
from ergo.analysis.match import is_unquantified
from ergo.analysis.normal_day import normal_day
from ergo.analysis.policy import chosen_policy, steps_missing
from ergo.analysis.weight_bands import bands_beside
from ergo.analysis.wording import date_words, listed
from ergo.analysis.words import inside_sentence
from ergo.analysis.worktime import DAYS_PER_WEEK, STOPPED, monday_of, normal_shift_min, working_shifts
from ergo.errors import InputError
from ergo.knowledge.clinical import Grade, red_flags
from ergo.knowledge.dimensions import Aspect, dimension
from ergo.knowledge.method_limits import method_limits
from ergo.knowledge.policies import choices, editable_figures, policies
from ergo.model.capacity import Restriction
from ergo.model.case import Case
from ergo.model.clinical import Answer
from ergo.model.record import Appointment

_WEEK = timedelta(days=DAYS_PER_WEEK - 1)


class Severity(StrEnum):
    """An error must be put right before anything is planned; a warning is shown beside the plan."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True)
class Problem:
    """One problem: which item and field, what is wrong and what would be right."""

    severity: Severity
    item: str
    field: str
    message: str


def find_problems(case: Case) -> list[Problem]:
    """Every problem of a case that a person should know, errors first."""
    found = [
        *_roster(case),
        *_tasks(case),
        *_restrictions(case),
        *_capacities(case),
        *_certificates(case),
        *_dates(case),
        *_method_limits(case),
        *_loads(case),
        *_supervision(case),
        *_policy(case),
        *_red_flags(case),
    ]
    return sorted(found, key=lambda p: p.severity is not Severity.ERROR)


def planning_errors(case: Case) -> list[Problem]:
    """The errors that stand in the way of a plan."""
    return [problem for problem in find_problems(case) if problem.severity is Severity.ERROR]


def _day(day: date) -> str:
    return date_words(day, weekday=False)


def _error(item: str, field: str, message: str) -> Problem:
    return Problem(Severity.ERROR, item, field, message)


def _warning(item: str, field: str, message: str) -> Problem:
    return Problem(Severity.WARNING, item, field, message)


def _roster(case: Case) -> Iterator[Problem]:
    roster = case.job.roster
    if roster is None or not roster.shifts:
        yield _error("Job", "roster", "The roster has no working day. Enter at least one shift.")
        return
    days = [shift.day for shift in roster.shifts]
    if len(set(days)) < len(days):
        yield _error(
            "Job", "roster", "Two shifts stand on the same day of the roster's cycle; a day holds one."
        )
    beyond = [day + 1 for day in days if day >= roster.cycle_days]
    if beyond:
        listed = ", ".join(map(str, beyond))
        yield _error(
            "Job", "roster", f"The cycle has {roster.cycle_days} days, but a shift stands on day {listed}."
        )


def _tasks(case: Case) -> Iterator[Problem]:
    roster = case.job.roster
    shift_min = normal_shift_min(roster) if roster else 0
    if not case.job.tasks:
        yield _error("Job", "tasks", "No task is entered. Enter at least one task of the job.")
        return
    names = [task.id for task in case.job.tasks]
    if len(set(names)) < len(names):
        yield _error("Job", "tasks", "Two tasks have the same id.")
    for task in case.job.tasks:
        item = f"Task “{task.name}”"
        if task.minutes_per_shift is None:
            yield _error(item, "minutes_per_shift", "The minutes on a shift are not known.")
        elif shift_min and task.minutes_per_shift > shift_min:
            yield _error(
                item,
                "minutes_per_shift",
                f"{task.minutes_per_shift} min is longer than the longest shift ({shift_min} min).",
            )
        elif 0 < task.minutes_per_shift < task.smallest_block_min:
            yield _error(
                item,
                "smallest_block_min",
                f"The smallest useful block ({task.smallest_block_min} min) is longer than the task "
                f"({task.minutes_per_shift} min).",
            )
        if task.available_from and task.available_until and task.available_until < task.available_from:
            yield _error(
                item,
                "available_until",
                f"It is offered until {_day(task.available_until)}, before it begins ({_day(task.available_from)}).",
            )
        if not task.measurements and not task.demands and task.cycle is None:
            yield _warning(item, "demands", "Nothing is measured or stated of this task: it is not assessed.")
    yield from _day_adds_up(case)


def _day_adds_up(case: Case) -> Iterator[Problem]:
    day = normal_day(case)
    if day.too_much_min:
        yield _error(
            "Job",
            "tasks",
            f"The tasks of a normal day add up to {day.total_min} min; the shift has {day.shift_min} min.",
        )
    elif day.missing_min and not day.weekly:
        yield _warning(
            "Job",
            "tasks",
            f"The tasks of a normal day add up to {day.total_min} min of {day.shift_min} min: {day.missing_min} min "
            "are not accounted for, so a full shift cannot be filled.",
        )


def _restrictions(case: Case) -> Iterator[Problem]:
    for restriction in case.all_restrictions():
        item = f"Restriction “{restriction.wording}”"
        reading = restriction.reading
        begins, lifts = restriction.valid_from, restriction.may_lift_from
        if begins and lifts and lifts < begins:
            yield _error(item, "may_lift_from", f"It ends ({_day(lifts)}) before it starts ({_day(begins)}).")
        if begins and restriction.review_on and restriction.review_on < begins:
            yield _error(
                item,
                "review_on",
                f"Its review ({_day(restriction.review_on)}) is before its start ({_day(begins)}).",
            )
        if reading is not None and reading.prohibited and reading.limit:
            yield _error(
                item,
                "limit",
                f"It says “cannot” and gives a limit of {reading.limit:g}. Choose one: prohibited, or a limit.",
            )
        if is_unquantified(restriction):
            yield _warning(item, "limit", _query_message(restriction))
        beside = bands_beside(case, restriction)
        if beside:
            said = listed([f"“{other.wording}”" for other in beside])
            yield _warning(
                item,
                "frequency",
                f"It does not say how often, and stands beside {said}: as long as that is open, the lower weight is the"
                " most at any time. Ask the certifier how often it holds.",
            )


def _query_message(restriction: Restriction) -> str:
    reading = restriction.reading
    if reading is None:
        return "It is not read yet, so it closes every task. Read it, or ask the certifier what it means."
    names = ", ".join(inside_sentence(dimension(d).label) for d in reading.dimensions)
    return f"It gives no number, so it closes every task that may involve: {names}. Ask the certifier for a figure."


def _capacities(case: Case) -> Iterator[Problem]:
    for entry in case.capacities:
        if entry.plateau is not None and entry.value is not None and entry.plateau < entry.value:
            name = dimension(entry.dimension).label
            yield _error(
                f"Capacity “{name}”",
                "plateau",
                f"The plateau ({entry.plateau:g}) is below the present value ({entry.value:g}).",
            )


def _certificates(case: Case) -> Iterator[Problem]:
    for certificate in case.certificates:
        if certificate.valid_until < certificate.valid_from:
            yield _error(
                f"Certificate of {_day(certificate.issued_on)}",
                "valid_until",
                f"It ends ({_day(certificate.valid_until)}) before it starts ({_day(certificate.valid_from)}).",
            )
    latest = case.latest_certificate()
    start = case.plan_settings.start
    if latest is not None and start is not None and latest.valid_until < start:
        yield _error(
            f"Certificate of {_day(latest.issued_on)}",
            "valid_until",
            f"It expired on {_day(latest.valid_until)}, before the plan starts ({_day(start)}). "
            "A new certificate is needed.",
        )


def _dates(case: Case) -> Iterator[Problem]:
    for absence in case.leave:
        if absence.last_day < absence.first_day:
            yield _error(
                f"Leave “{absence.label}”",
                "last_day",
                f"It ends ({_day(absence.last_day)}) before it starts ({_day(absence.first_day)}).",
            )
    for appointment in case.appointments:
        until = appointment.repeats_until
        if until is not None and until < appointment.on:
            message = f"It repeats until {_day(until)}, before its first date ({_day(appointment.on)})."
            yield _error(f"Appointment “{appointment.label}”", "repeats_until", message)
        elif until is not None and not _ever_falls(appointment, until):
            message = f"None of its weekdays comes from {_day(appointment.on)} until {_day(until)}."
            yield _error(f"Appointment “{appointment.label}”", "weekdays", message)
    yield from _nothing_left(case)


def _ever_falls(appointment: Appointment, until: date) -> bool:
    days = range((until - appointment.on).days + 1)
    return any(appointment.falls_on(appointment.on + timedelta(days=n)) for n in days)


def _nothing_left(case: Case) -> Iterator[Problem]:
    """A roster of which leave, holidays, a stop and a supervisor's days leave nothing in the weeks that are planned."""
    roster, settings = case.job.roster, case.plan_settings
    if roster is None or not roster.shifts or settings.start is None:
        return
    taken: set[str] = set()
    for week in range(settings.horizon_weeks):
        monday = monday_of(settings.start) + timedelta(weeks=week)
        try:
            shifts = working_shifts(case, max(settings.start, monday), monday + _WEEK)
        except InputError as error:
            yield _error("Case", "country", str(error))
            return
        if any(shift.available_min for shift in shifts):
            return
        taken |= {shift.lost_to for shift in shifts if shift.lost_to}
    nothing = f"No shift is left to work in the {settings.horizon_weeks} weeks that are planned"
    stop = next((r for r in case.reviews if r.stops(date.max)), None)
    if stop is not None and STOPPED in taken:
        message = f"It stopped all work, and nobody has cleared it. {nothing}: enter when it was resolved, and by whom."
        yield _error(f"Review of {_day(stop.on)}", "resolved_on", message)
        return
    reasons = listed(sorted(taken)) or "the roster"
    yield _error("Job", "roster", f"{nothing}: {reasons}.")


def _method_limits(case: Case) -> Iterator[Problem]:
    """A limit of a method that nobody knows, or that was changed without saying why."""
    for choice in case.plan_settings.method_limits:
        row = method_limits().get(choice.limit_id)
        item = f"Limit “{row.label if row else choice.limit_id}”"
        if row is None:
            yield _error(item, "limit", "No method has such a limit; take it out.")
        elif not choice.reason.strip() and (
            choice.gates != row.gates or choice.value not in (None, row.value)
        ):
            yield _error(item, "reason", "It was changed for this plan; say why.")


def _loads(case: Case) -> Iterator[Problem]:
    """A load beside the tasks that is no amount of a day."""
    stated = [("Load outside work", case.outside_work.loads)]
    stated += [(f"Appointment “{a.label}”", a.loads) for a in case.appointments]
    for item, loads in stated:
        for load in loads:
            if load.aspect is not Aspect.DOSE or amount_of(load) is None:
                label = dimension(load.dimension).label
                yield _error(item, "loads", f"{label}: give an amount that adds up over the day.")


def _supervision(case: Case) -> Iterator[Problem]:
    for needed in case.supervision:
        item = f"Supervision by {needed.by or 'a supervisor'}"
        if not needed.weekdays:
            yield _error(item, "weekdays", "Choose the days of the week on which that person is there.")
        if needed.first_day and needed.until and needed.until < needed.first_day:
            message = f"It ends ({_day(needed.until)}) before it starts ({_day(needed.first_day)})."
            yield _error(item, "until", message)


def _policy(case: Case) -> Iterator[Problem]:
    """A policy that is not complete, a change without its reason, and a target date that cannot be meant."""
    settings = case.plan_settings
    if settings.policy_id is None:
        return
    try:
        policy = chosen_policy(case)
    except InputError as error:
        yield _error("Policy", error.field or "policy_id", str(error))
        return
    for label in steps_missing(policy, case.job.roster) if case.job.roster else ():
        yield _error(
            "Policy", label, f"It starts below the roster and has no step that leads to it: enter “{label}”."
        )
    for change in settings.changes():
        if settings.policy_id in policies() and not change.reason.strip():
            label = editable_figures()[change.field].label
            yield _error("Policy", change.field, f"{label} was changed; give the reason.")
    target, start = settings.target_date, settings.start
    if target is None:
        choice = choices()[settings.policy_id]
        if choice.for_target_date:
            yield _error("Plan", "target_date", f"“{choice.label}”: enter the date for full duties.")
    elif start is not None:
        last = monday_of(start) + timedelta(days=settings.horizon_weeks * DAYS_PER_WEEK - 1)
        if target < start:
            yield _error(
                "Plan",
                "target_date",
                f"Full duties are wanted by {_day(target)}, before the start ({_day(start)}).",
            )
        elif target > last:
            yield _error(
                "Plan",
                "target_date",
                f"Full duties are wanted by {_day(target)}, after the {settings.horizon_weeks} weeks that are planned "
                f"(to {_day(last)}). Plan more weeks.",
            )


def _red_flags(case: Case) -> Iterator[Problem]:
    """An open red flag of the grades emergency and stop suspends the plan; ask and note are shown beside it."""
    known = red_flags()
    for answer in case.clinical.red_flags:
        if answer.answer is not Answer.YES or answer.resolved_on is not None:
            continue
        flag = known.get(answer.flag_id)
        if flag is None:
            message = (
                "Answered yes, but the screen has no such red flag. Ask the screen again, or resolve it."
            )
            yield _error("Red flags", answer.flag_id, message)
            continue
        message = f"{flag.label}: {flag.act}"
        if flag.grade in (Grade.EMERGENCY, Grade.STOP):
            yield _error("Red flags", answer.flag_id, message)
        else:
            yield _warning("Red flags", answer.flag_id, message)
