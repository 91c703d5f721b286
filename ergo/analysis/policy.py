"""The policy that a case follows: the one chosen, with what the therapist changed in it."""

from collections.abc import Sequence
from typing import Any

from pydantic import ValidationError

from ergo.analysis.policy_words import ALL_DAYS, CLINICIAN, figure_words, range_words
from ergo.analysis.wording import listed
from ergo.analysis.worktime import days_in_a_week, normal_shift_min
from ergo.errors import InputError
from ergo.knowledge.dimensions import dimensions
from ergo.knowledge.policies import (
    Policy,
    editable_figures,
    policies,
    published_figures,
)
from ergo.knowledge.sources import Status
from ergo.model.case import Case
from ergo.model.job import Roster
from ergo.model.record import PolicyChange

OWN_ITEM = "Policy"
_RIVALS = (
    (("start_minutes_per_day",), ("start_share_of_full_day",)),
    (("step_minutes_per_day", "step_days_per_week"), ("duration_weeks",)),
)
_EITHER = (
    ("start_minutes_per_day", "start_share_of_full_day"),
    ("step_minutes_per_day", "step_days_per_week", "duration_weeks"),
)
_NEEDED = ("start_days_per_week", "spaced", "order", "step_interval_weeks", "least_weeks_on_step")


def chosen_policy(case: Case) -> Policy:
    """The policy that the plan of a case follows: the chosen one with the therapist's changes.

    A changed figure carries the source "clinical judgement" and the therapist's reason as its note.

    Raises
    ------
    InputError
        When no policy is chosen, it is not known, a change is out of its range or contradicts another, or a figure of
        the clinician's own policy is still open; the message names the figure.
    """
    settings = case.plan_settings
    if settings.policy_id is None:
        raise InputError("Choose the policy that the plan follows.", item="Plan", field="policy")
    if not settings.changes() and settings.policy_id in policies():
        return policies()[settings.policy_id]
    return changed_policy(settings.policy_id, settings.changes())


def changed_policy(policy_id: str, changes: Sequence[PolicyChange]) -> Policy:
    """A policy with figures changed; see `chosen_policy`."""
    document = dict(published_figures(policy_id))
    for change in changes:
        check_change(change)
    _leave_out_rivals(document, changes)
    for change in changes:
        _put(document, change)
    missing = missing_figures(document)
    if missing:
        raise InputError(
            f"{document['label']}: enter {listed(missing)}.",
            item=OWN_ITEM,
            field=missing[0],
        )
    try:
        return Policy.model_validate(document)
    except ValidationError as error:
        first = error.errors()[0]
        named = next(
            (r.label for r in editable_figures().values() if r.field.split(".")[0] in first["loc"]), ""
        )
        reason = first["msg"].removeprefix("Value error, ")
        raise InputError(f"{named or document['label']}: {reason}.", item=OWN_ITEM, field=named) from error


def without_reasons(policy: Policy) -> Policy:
    """The policy without the reasons that the clinician gave for figures entered in the case."""
    return Policy.model_validate(_unreasoned(policy.model_dump()))


def _unreasoned(part: Any) -> Any:
    if isinstance(part, dict):
        kept = {name: _unreasoned(value) for name, value in part.items()}
        return kept | {"note": ""} if part.get("source") == CLINICIAN else kept
    return [_unreasoned(value) for value in part] if isinstance(part, list | tuple) else part


def missing_figures(document: dict[str, Any]) -> list[str]:
    """The figures that a policy cannot do without and that are still open, by their labels in quotation marks."""
    label = {field: row.label for field, row in editable_figures().items()}
    if document.get("patterns"):
        return []
    either = [
        " or ".join(f"“{label[field]}”" for field in group)
        for group in _EITHER
        if all(document[field] is None for field in group)
    ]
    return either + [f"“{label[field]}”" for field in _NEEDED if document[field] is None]


def open_figures(case: Case) -> list[str]:
    """The labels of the figures of the chosen policy that are still to be entered."""
    settings = case.plan_settings
    if settings.policy_id is None:
        return []
    document = dict(published_figures(settings.policy_id))
    _leave_out_rivals(document, settings.changes())
    for change in settings.changes():
        _put(document, change)
    return missing_figures(document)


def steps_missing(policy: Policy, roster: Roster) -> list[str]:
    """The labels of the steps without which a policy never leads from its start to the full roster."""
    start = policy.start_days_per_week
    if start is None or policy.duration_weeks is not None:
        return []
    full_min = normal_shift_min(roster)
    if policy.start_minutes_per_day is not None:
        start_min = float(policy.start_minutes_per_day.value)
    else:
        start_min = full_min * (
            policy.start_share_of_full_day.value if policy.start_share_of_full_day else 1.0
        )
    short_days = start_min < full_min and policy.step_minutes_per_day is None
    few_days = isinstance(start.value, int) and start.value < days_in_a_week(roster)
    missing = ["step_minutes_per_day"] if short_days else []
    missing += ["step_days_per_week"] if few_days and policy.step_days_per_week is None else []
    return [editable_figures()[field].label for field in missing]


def load_groups() -> list[str]:
    """The groups of dimensions whose levels can climb one after the other."""
    return list(
        dict.fromkeys(row.group for row in dimensions().values() if row.group not in ("hours", "safety"))
    )


def is_changed(case: Case, field: str) -> bool:
    """Whether the therapist changed a figure of the chosen policy."""
    return any(change.field == field for change in case.plan_settings.changes())


def check_change(change: PolicyChange) -> None:
    """Raise InputError, naming the figure and its range, where a change cannot be made."""
    row = editable_figures().get(change.field)
    if row is None:
        raise InputError(f"A policy has no figure “{change.field}”.", item=OWN_ITEM, field=change.field)
    values = change.value if isinstance(change.value, list) else [change.value]
    if row.kind == "groups":
        unknown = [value for value in values if value not in load_groups()]
        if unknown:
            known = listed(load_groups())
            raise InputError(
                f"{row.label}: there is no group of loads “{unknown[0]}”; there are {known}.",
                item=OWN_ITEM,
                field=row.label,
            )
    for value in values:
        if row.low is None or row.high is None or value is None or (row.kind == "days" and value == ALL_DAYS):
            continue
        if isinstance(value, bool | str) or not row.low <= value <= row.high:
            raise InputError(
                f"{row.label}: {figure_words(value, row)} is outside the allowed range, {range_words(row)}.",
                item=OWN_ITEM,
                field=row.label,
                value=value,
                low=row.low,
                high=row.high,
            )


def _leave_out_rivals(document: dict[str, Any], changes: Sequence[PolicyChange]) -> None:
    """What a change replaces is left out: a duration replaces the steps, steps the duration, any of them a pattern."""
    changed = {change.field for change in changes if change.value is not None}
    for group in _RIVALS:
        for these, others in (group, group[::-1]):
            if changed & set(these):
                document |= dict.fromkeys(others)
    if changed & {field for group in _EITHER for field in group}:
        document["patterns"] = ()


def _put(document: dict[str, Any], change: PolicyChange) -> None:
    row = editable_figures()[change.field]
    figure = None
    if change.value is not None:
        figure = {
            "value": change.value,
            "unit": row.unit,
            "source": CLINICIAN,
            "status": Status.CLINICAL_JUDGEMENT,
            "note": change.reason,
        }
    first, *rest = change.field.split(".")
    match rest:
        case []:
            document[first] = figure
        case [part]:
            document[first] = document[first] | {part: figure}
        case [aspect, unit]:
            steps = [s for s in document[first] if (s["aspect"], s["unit"]) != (aspect, unit)]
            kept = [] if figure is None else [{"aspect": aspect, "unit": unit, "step": figure}]
            document[first] = steps + kept
