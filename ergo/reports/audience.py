"""The audience cut: what of a case a reader may see. The one place where it happens, before any document is made.

`cut` gives a copy of the case that holds only what the visibility table (`ergo.knowledge.visibility`) lets the
audience see. A field is shown only if it is listed in `ergo.reports.audience_fields` under an item of that table; a
field that is not listed, a new one for instance, is shown to nobody. Sentences that the planner writes can repeat
what somebody typed, a restriction word for word for instance: one that repeats hidden text is taken out too.
"""

import re
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any, TypeVar, cast, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from ergo.analysis.policy import without_reasons
from ergo.analysis.scheme import scheme_of
from ergo.knowledge.catalogue import catalogue
from ergo.knowledge.quantities import quantity
from ergo.knowledge.visibility import Audience, Rule, visibility
from ergo.model.base import Entity, Measurement
from ergo.model.case import Case
from ergo.model.job import Task
from ergo.model.plan import (
    Block,
    DayRule,
    ExampleDay,
    Obstacle,
    Opener,
    Override,
    Plan,
    PlanWeek,
    Reason,
    ReasonCode,
)
from ergo.model.record import ChosenModification
from ergo.model.worker import Consent, ContactRole
from ergo.reports.audience_fields import SHOWN, WHOLE

AnyEntity = TypeVar("AnyEntity", bound=BaseModel)

RECIPIENTS = {
    Audience.EMPLOYER: (ContactRole.EMPLOYER, ContactRole.SUPERVISOR),
    Audience.INSURER: (ContactRole.INSURER,),
    Audience.CERTIFIER: (ContactRole.CERTIFIER,),
}

_FUNCTIONAL_REASONS = (
    ReasonCode.CONTRACT,
    ReasonCode.CALENDAR,
    ReasonCode.SUPPORT,
    ReasonCode.POLICY,
    ReasonCode.METHOD,
    ReasonCode.CHOICE,
)
_MADE_BY_PLANNER = (Plan, PlanWeek, Reason, Obstacle, Opener, Override, DayRule, ExampleDay, Block)
_ABOUT_THE_JOB = (Task,)
_WITHHELD = "The reason is on the therapist's record."
_PERSONAL = "scores"
"""The item of the visibility table for what was measured of a task and is about the worker, such as pain at work."""

DIAGNOSIS = "diagnosis"
"""The item of the visibility table that a scheme's form may hold for somebody outside the treating team."""

_SHORTEST_ECHO = 3


@dataclass(frozen=True)
class _Reader:
    """Who reads, what consents for them name, and whether the scheme's form holds the diagnosis for them.

    ``fields`` are those that the reader may see of each kind of part, as far as they were asked for.
    """

    audience: Audience
    consented: frozenset[str]
    by_scheme: bool
    fields: dict[type[BaseModel], set[str]] = field(default_factory=dict)

    def visible(self, part: type[BaseModel]) -> set[str]:
        """The fields of a kind of part that the reader may see."""
        if part not in self.fields:
            self.fields[part] = _visible(part, self)
        return self.fields[part]

    def may_see(self, item: str, *, whole: bool = False) -> bool:
        """Whether the reader sees the listed fields of an item, or its ``whole``."""
        if item == DIAGNOSIS and self.audience in RECIPIENTS:
            return self.by_scheme and item in self.consented
        rule = visibility(item, self.audience).rule
        if rule is Rule.CONSENT:
            return item in self.consented
        return rule is Rule.FULL or (rule is Rule.REDUCED and not whole)


def cut(case: Case, audience: Audience, today: date, scheme_id: str = "") -> Case:
    """A copy of the case that holds only what the audience may see on a day.

    The worker's name is kept for others only while a consent covers the item ``identity``; the code always is. A
    planner's sentence is kept for them where its reason is functional (contract, calendar, support, policy, choice)
    and it repeats nothing that was hidden; the reason of an override that does is replaced by a line that says where
    it stands. Why the clinician changed a figure of the policy is shown to the worker and those who treat alone.

    The diagnosis leaves the treating team only where the form of the case's scheme holds it for the audience
    (`ergo.knowledge.schemes`) and a consent for them names it. ``scheme_id`` is the scheme where the case names none.
    """
    consented = _consented(case, audience, today)
    scheme = scheme_of(case, scheme_id)
    reader = _Reader(audience, consented, scheme is not None and audience in scheme.diagnosis_shown_to)
    hidden: list[str] = []
    shown = _cut(case, reader, hidden)
    if audience not in RECIPIENTS:
        return shown
    if audience is Audience.EMPLOYER:
        shown.modifications = [m for m in shown.modifications if _is_at_work(m)]
    if "identity" not in consented:
        shown.worker.name = ""
        hidden.append(case.worker.name)
    if shown.plan is not None:
        shown.plan.policy = without_reasons(shown.plan.policy)
        _drop_echoes(shown.plan, _pattern(hidden))
    return shown


def _is_at_work(chosen: ChosenModification) -> bool:
    """Whether a modification may concern the workplace; an aid for the home says something of the person."""
    item = catalogue().get(chosen.item_id)
    return item is None or item.at_work


def consents_for(
    case: Case, audience: Audience, today: date, recipient: ContactRole | None = None
) -> list[Consent]:
    """The consents for an audience, or for one recipient of it, that are valid on a day."""
    return [
        consent
        for consent in case.consents
        if _valid(consent, audience, today) and recipient in (None, consent.recipient)
    ]


def has_consent(case: Case, audience: Audience, today: date) -> bool:
    """Whether a consent for this audience is recorded and valid on a day."""
    return bool(consents_for(case, audience, today))


def _consented(case: Case, audience: Audience, today: date) -> frozenset[str]:
    """The items that valid consents for the audience name."""
    return frozenset(item for consent in consents_for(case, audience, today) for item in consent.items)


def _valid(consent: Consent, audience: Audience, today: date) -> bool:
    begun = consent.recipient in RECIPIENTS.get(audience, ()) and consent.given_on <= today
    ended = consent.until is not None and consent.until < today
    withdrawn = consent.withdrawn_on is not None and consent.withdrawn_on <= today
    return begun and not ended and not withdrawn


def _cut(part: AnyEntity, reader: _Reader, hidden: list[str]) -> AnyEntity:
    """The part with every field that may not be seen at its default, and the parts inside it cut in turn.

    What was typed about the person and is taken out is added to ``hidden``.
    """
    visible, nested = reader.visible(type(part)), _nested(type(part))
    values: dict[str, Any] = {}
    for name, about in type(part).model_fields.items():
        if name in visible:
            if name in nested:
                values[name] = _cut_value(getattr(part, name), reader, hidden)
        else:
            value = getattr(part, name)
            if not isinstance(part, _MADE_BY_PLANNER + _ABOUT_THE_JOB):
                hidden.extend(_texts(value))
            values[name] = _blank(value) if about.is_required() else _default(about)
    return part.model_copy(update=values)


def _visible(part: type[BaseModel], reader: _Reader) -> set[str]:
    if not issubclass(part, Entity):
        return set()
    return {
        name
        for table, whole in ((SHOWN, False), (WHOLE, True))
        for item, names in table.get(part, {}).items()
        if reader.may_see(item, whole=whole)
        for name in names.split()
    }


@cache
def _nested(part: type[BaseModel]) -> frozenset[str]:
    """The fields that can hold other parts, or several values; every other value is copied with its part."""
    return frozenset(name for name, about in part.model_fields.items() if _holds(about.annotation))


def _holds(annotation: Any) -> bool:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return True
    return get_origin(annotation) in (list, dict) or any(map(_holds, get_args(annotation)))


def _cut_value(value: Any, reader: _Reader, hidden: list[str]) -> Any:
    if isinstance(value, Entity):
        return _cut(value, reader, hidden)
    if isinstance(value, list):
        return [_cut_value(entry, reader, hidden) for entry in value]
    if isinstance(value, dict):
        kept = value if reader.may_see(_PERSONAL) else _of_the_work(value)
        return {key: _cut_value(entry, reader, hidden) for key, entry in kept.items()}
    return value


def _of_the_work(entries: dict[str, Any]) -> dict[str, Any]:
    """The entries without measurements that are about the worker."""
    return {
        name: entry
        for name, entry in entries.items()
        if not (isinstance(entry, Measurement) and quantity(name).of_person)
    }


def _default(about: FieldInfo) -> Any:
    """A field's default. Pydantic's own way looks up each time what a factory takes; none of a case takes anything."""
    if about.default_factory is None:
        return deepcopy(about.default)
    return cast("Callable[[], Any]", about.default_factory)()


def _blank(value: Any) -> Any:
    """What stands for a hidden value that has no default."""
    if isinstance(value, str):
        return ""
    return [] if isinstance(value, list) else None


def _texts(value: Any) -> Iterator[str]:
    """Every text about the person that somebody may have typed inside a value."""
    if isinstance(value, _MADE_BY_PLANNER + _ABOUT_THE_JOB):
        return
    if isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from _texts(getattr(value, name))
    elif isinstance(value, dict):
        for entry in value.values():
            yield from _texts(entry)
    elif isinstance(value, list):
        for entry in value:
            yield from _texts(entry)
    elif type(value) is str:
        yield value


def _pattern(hidden: list[str]) -> re.Pattern[str] | None:
    """Finds any hidden text, as whole words and whatever its case."""
    wanted = {text.strip() for text in hidden if len(text.strip()) >= _SHORTEST_ECHO}
    if not wanted:
        return None
    longest_first = sorted(wanted, key=lambda text: (-len(text), text))
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, longest_first)) + r")(?!\w)", re.IGNORECASE)


def _drop_echoes(plan: Plan, hidden: re.Pattern[str] | None) -> None:
    """Take planner's sentences that are clinical, or repeat hidden text, out of the plan."""
    for week in plan.weeks:
        for reason in week.reasons:
            if reason.code not in _FUNCTIONAL_REASONS or _echoes(hidden, reason.sentence):
                reason.sentence = ""
    for override in plan.overrides:
        if _echoes(hidden, override.reason):
            override.reason = _WITHHELD
        if _echoes(hidden, override.what):
            override.what = _WITHHELD


def _echoes(hidden: re.Pattern[str] | None, sentence: str) -> bool:
    return hidden is not None and hidden.search(sentence) is not None
