"""What-ifs: a changed copy of a case with the sentence that says so. Never the plan, only what it is compared with."""

from dataclasses import dataclass
from datetime import date, timedelta

from ergo.analysis.wording import date_words, listed
from ergo.errors import InputError
from ergo.knowledge.policies import choice
from ergo.model.case import Case
from ergo.planning.plan import assume_lifted


@dataclass(frozen=True)
class WhatIf:
    """A case changed at one place. ``label`` is short, for a row; ``assumption`` is the whole sentence."""

    label: str
    assumption: str
    case: Case


def other_policy(case: Case, policy_id: str) -> WhatIf:
    """As if the plan followed another policy; InputError where there is none with this id."""
    label = choice(policy_id).label
    changed = case.model_copy(deep=True)
    changed.plan_settings.policy_id = policy_id
    return _what_if(f"Policy: {label}", f"under the policy “{label}”", changed)


def equipment_earlier(case: Case, weeks: int) -> WhatIf:
    """As if every modification that is not in place when the plan starts came so many weeks earlier.

    InputError where the case has none, or the weeks are not 1 to 52.
    """
    if not 1 <= weeks <= 52:
        raise InputError(item="Comparison", field="weeks earlier", value=weeks, unit="weeks", low=1, high=52)
    start = case.plan_settings.start
    changed = case.model_copy(deep=True)
    later = [
        m for m in changed.modifications if m.in_place_from and (start is None or m.in_place_from > start)
    ]
    if not later:
        raise InputError(
            "No modification comes into place after the start of the plan.",
            item="Comparison",
            field="equipment",
        )
    for modification in later:
        modification.in_place_from = (modification.in_place_from or date.min) - timedelta(weeks=weeks)
    how = f"{weeks} {'week' if weeks == 1 else 'weeks'} earlier"
    return _what_if(f"Equipment {how}", f"if equipment were in place {how}", changed)


def restriction_lifted(case: Case, restriction_id: str, on: date | None = None) -> WhatIf:
    """As if one restriction were lifted from a date; from the day after the last certificate if no date is given.

    InputError where the case has no such restriction.
    """
    restriction = next((r for r in case.all_restrictions() if r.id == restriction_id), None)
    if restriction is None:
        known = ", ".join(r.id for r in case.all_restrictions()) or "none"
        raise InputError(
            f"The case has no restriction '{restriction_id}'; it has: {known}.",
            item="Comparison",
            field="restriction",
            value=restriction_id,
        )
    latest = case.latest_certificate()
    after = latest.valid_until + timedelta(days=1) if latest else case.plan_settings.start or date.min
    return _lifted(case, [restriction_id], on or after, hours=False)


def next_certificate(case: Case) -> WhatIf | None:
    """As if the next certificate said what the case assumes of it; None where nothing is assumed."""
    assumed = case.assumed_certificate
    if assumed is None:
        return None
    return _lifted(case, assumed.lifted_restriction_ids, assumed.from_date, hours=assumed.hours_limit_lifted)


def _lifted(case: Case, restriction_ids: list[str], on: date, *, hours: bool) -> WhatIf:
    wordings = [f"“{r.wording}”" for r in case.all_restrictions() if r.id in restriction_ids]
    parts = listed([*wordings, *(["the certified hours"] if hours else [])] or ["nothing"])
    from_date = date_words(on, weekday=False)
    label = f"{parts[:1].upper()}{parts[1:]} lifted from {from_date}"
    changed = assume_lifted(case, restriction_ids, on, hours=hours)
    return _what_if(label, f"if {parts} were lifted from {from_date}", changed)


def _what_if(label: str, words: str, changed: Case) -> WhatIf:
    return WhatIf(label, f"Comparison only: as {words}.", changed)
