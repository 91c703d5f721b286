"""What the workplace arranges and keeps: limits as certified, modifications, breaks, open questions."""

from datetime import date, timedelta

from pydantic import BaseModel, ConfigDict

from ergo.analysis.case_words import appointment_words, chosen_for_words
from ergo.analysis.match import is_unquantified
from ergo.analysis.wording import date_words, hours_words, listed, span_words
from ergo.analysis.words import inside_sentence, limit_words
from ergo.knowledge.catalogue import catalogue
from ergo.knowledge.dimensions import Aspect, Band, dimension
from ergo.model.capacity import Certificate, LimitType, Need, Reading, Restriction
from ergo.model.case import Case
from ergo.model.job import SafetyCritical
from ergo.model.plan import Limit, Plan, ReasonCode
from ergo.model.record import TrialOutcome
from ergo.units import UnitSystem

_NEEDS = {
    Need.CHANGE_POSTURE: "The worker may change posture at any time.",
    Need.HOURLY_BREAK: "There is a short break in each hour.",
    Need.NOT_ALONE: "The worker does not work alone.",
    Need.WORK_FROM_HOME: "Part of the work is done at home, as agreed.",
}
OFTEN = {
    Band.SELDOM: "seldom",
    Band.OCCASIONAL: "occasionally",
    Band.FREQUENT: "frequently",
    Band.CONSTANT: "all the time",
}
SAFETY_CRITICAL = {
    SafetyCritical.DRIVING: "Driving",
    SafetyCritical.MOBILE_PLANT: "Mobile plant",
    SafetyCritical.HEIGHTS: "Work at height",
    SafetyCritical.ALONE: "Working alone",
}


class Modification(BaseModel):
    """A modification or item of equipment: what, for which task, from when, who arranges it, what goes with it."""

    model_config = ConfigDict(frozen=True)

    id: str
    item: str
    task: str
    in_place: str
    responsible: str
    fitting: str
    on: date | None

    @property
    def words(self) -> str:
        """What is in place from the date."""
        return f"{self.item} ({self.task})" if self.task else self.item


def must_not(shown: Case, limit: Limit) -> bool:
    """Whether a limit is one that must not be exceeded: a restriction, or what the worker cannot do.

    Everything else is an agreed starting limit or the step reached from it.
    """
    if limit.code is ReasonCode.CERTIFICATE:
        return True
    limitations = {c.id for c in shown.capacities if c.limit_type is not LimitType.TOLERANCE}
    return limit.source_id in limitations


def certified_rules(shown: Case, plan: Plan, unit_system: UnitSystem) -> list[str]:
    """What must not be exceeded: certified hours and limits with their dates, what the worker cannot do, clearances.

    Restrictions that have ended before the plan starts are left out, those without a number are `open_questions`.
    """
    found = [words for certificate in shown.certificates if (words := _hours(certificate, plan))]
    for restriction in shown.all_restrictions():
        lifted = restriction.may_lift_from
        if restriction.reading is None or is_unquantified(restriction) or (lifted and lifted <= plan.start):
            continue
        begins = restriction.valid_from
        dates = f", from {date_words(begins)}" if begins is not None and begins > plan.start else ""
        dates += f", until {date_words(lifted - timedelta(days=1))}" if lifted is not None else ""
        found += [words + dates for words in _readings(restriction.reading, unit_system)]
    first = next((week for week in plan.weeks if week.limits), None)
    cannot = [] if first is None else [x for x in first.limits if x.code is not ReasonCode.CERTIFICATE]
    found += [limit_words(limit, unit_system) for limit in cannot if must_not(shown, limit)]
    return list(dict.fromkeys(found)) + _safety_critical(shown)


def _hours(certificate: Certificate, plan: Plan) -> str:
    """The hours that a certificate allows; empty where it says nothing of them or ends before the plan starts."""
    allowed = hours_allowed(certificate)
    if certificate.valid_until < plan.start or not allowed:
        return ""
    return f"{allowed} ({span_words(certificate.valid_from, certificate.valid_until)})"


def hours_allowed(certificate: Certificate) -> str:
    """The hours that a certificate allows, without its dates; empty where it says nothing of them."""
    parts = []
    if certificate.max_minutes_per_day is not None:
        parts.append(f"{hours_words(certificate.max_minutes_per_day)} a day")
    if certificate.max_days_per_week is not None:
        parts.append(f"{certificate.max_days_per_week} days a week")
    if certificate.max_minutes_per_week is not None:
        parts.append(f"{hours_words(certificate.max_minutes_per_week)} a week")
    return f"Hours: at most {listed(parts)}" if parts else ""


def _safety_critical(shown: Case) -> list[str]:
    found = []
    for work, label in SAFETY_CRITICAL.items():
        tasks = [task.name for task in shown.job.tasks if work in task.safety_critical and task.name]
        if not tasks:
            continue
        latest = max(
            (c for c in shown.clearances if c.work is work), key=lambda c: (c.on, c.valid_from), default=None
        )
        about = f"{label} ({listed(tasks)})"
        if latest is None:
            found.append(f"{about}: not before it is cleared")
        elif latest.cleared:
            found.append(f"{about}: from {date_words(latest.valid_from)}, not before")
        else:
            found.append(f"{about}: not at all")
    return found


def reading_words(reading: Reading, unit_system: UnitSystem) -> str:
    """A restriction in words of function, from its reading and never from its wording."""
    said = _readings(reading, unit_system) or [dimension(d).label for d in reading.dimensions]
    return "; ".join(words[0].lower() + words[1:] for words in said)


def _readings(reading: Reading, unit_system: UnitSystem) -> list[str]:
    """The limit of a reading in each of its dimensions; none where it has no number."""
    value = 0.0 if reading.prohibited else reading.limit
    if value is None:
        return []
    more = f", {OFTEN[reading.frequency]} at most" if reading.frequency is not None else ""
    if reading.minutes_per_shift is not None:
        more += f", at most {reading.minutes_per_shift:g} min a shift"
    return [
        limit_words(
            Limit(
                dimension=dimension_id,
                aspect=reading.aspect,
                side=reading.side,
                value=value,
                below_hand_height_cm=reading.below_hand_height_cm,
                above_hand_height_cm=reading.above_hand_height_cm,
                beyond_reach_cm=reading.beyond_reach_cm,
                code=ReasonCode.CERTIFICATE,
            ),
            unit_system,
        )
        + more
        for dimension_id in reading.dimensions
    ]


def open_questions(shown: Case) -> list[str]:
    """Restrictions without a number: what they touch is closed until the certifier has answered."""
    return [_question(r) for r in shown.all_restrictions() if is_unquantified(r)]


def _question(restriction: Restriction) -> str:
    about = ""
    if restriction.reading is not None:
        labels = [inside_sentence(dimension(d).label) for d in restriction.reading.dimensions]
        about = f" ({listed(labels)})"
    query = restriction.query
    asked = f" The certifier was asked on {date_words(query.asked_on)}." if query and query.asked_on else ""
    return (
        f"One limit has no figure yet{about}: duties that it touches stay closed until it is answered.{asked}"
    )


def modifications(shown: Case) -> list[Modification]:
    """What is chosen and was not dropped, by the date from which it is in place; what has no date comes last."""
    found = []
    for chosen in shown.modifications:
        if chosen.trial_outcome is TrialOutcome.DROPPED:
            continue
        item = catalogue().get(chosen.item_id)
        day = chosen.in_place_from
        found.append(
            Modification(
                id=chosen.id,
                item=item.name if item else chosen.item_id,
                task=chosen_for_words(shown, chosen),
                in_place=date_words(day) if day else "no date agreed yet",
                responsible=chosen.responsible or "nobody named yet",
                fitting=item.fitting_training if item else "",
                on=day,
            )
        )
    return sorted(found, key=lambda m: (m.on is None, m.on or date.max, m.item))


def breaks(shown: Case, plan: Plan) -> list[str]:
    """Breaks and needs, and the times at which the worker is away for an appointment."""
    found = []
    job = shown.job
    unpaid = {shift.unpaid_break_min for shift in job.roster.shifts} if job.roster is not None else set()
    if len(unpaid) == 1 and max(unpaid) > 0:
        found.append(f"The usual unpaid break of {max(unpaid)} min on a full shift stays.")
    if any(limit.aspect is Aspect.RUN for week in plan.weeks for limit in week.limits):
        reset = plan.policy.reset_min.value
        found.append(f"A limit “at a time” starts again after at least {reset} min in another posture.")
    in_rules = {str(rule.kind) for rule in plan.day_rules}
    found += [_NEEDS[need.need] for need in shown.needs if need.need not in in_rules]
    for appointment in shown.appointments:
        if appointment.in_work_time:
            length, when = hours_words(appointment.minutes), appointment_words(appointment)
            found.append(f"Appointment in work time: {length} on {when}.")
    found += [f"Leave: {date_words(x.first_day)} to {date_words(x.last_day)}." for x in shown.leave]
    return found
