"""What differs between two versions of a case, entry by entry, in words; and whether two edits touch the same thing."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ergo.analysis.wording import date_words
from ergo.errors import InputError
from ergo.model.case import Case
from ergo.model.plan import Plan
from ergo.store.refusal import place_in_case

Key = tuple[str, ...]
_PLANS = ("plan", "earlier_plans")
_MOST_SHOWN = 60


@dataclass(frozen=True)
class Difference:
    """One thing that differs: ``where`` in words, and what stood there before and after; empty for nothing."""

    key: Key
    where: str
    before: str
    after: str


class Clash(InputError):  # noqa: N818 - what happened, not a fault
    """The same thing was changed here and elsewhere; nothing was overwritten.

    ``both`` holds each such thing with what was saved elsewhere (before) and what was typed here (after).
    """

    def __init__(self, both: list[Difference]) -> None:
        self.both = both
        first = both[0]
        more = f" (and {len(both) - 1} more)" if len(both) > 1 else ""
        super().__init__(
            f"{first.where}: it was changed elsewhere to {first.before or 'nothing'}, here to "
            f"{first.after or 'nothing'}{more}.",
            item=first.where,
        )


def differences(before: Case, after: Case) -> list[Difference]:
    """Everything that differs between two versions of a case, in the order of the case."""
    old, new = before.model_dump(mode="json"), after.model_dump(mode="json")
    was, now = dict(_leaves(old, before)), dict(_leaves(new, after))
    found = []
    for key in dict.fromkeys([*was, *now]):
        path, shown_before = was.get(key, ((), ""))
        new_path, shown_after = now.get(key, ((), ""))
        if shown_before != shown_after:
            where = place_in_case(new_path, new) if new_path else place_in_case(path, old)
            found.append(Difference(key, where, shown_before, shown_after))
    return found


def clashes(base: Case, theirs: Case, mine: Case) -> list[Difference]:
    """What was changed both elsewhere and here, since ``base``, and not to the same."""
    elsewhere = {d.key: d for d in differences(base, theirs)}
    return [
        Difference(d.key, d.where, elsewhere[d.key].after, d.after)
        for d in differences(base, mine)
        if d.key in elsewhere and elsewhere[d.key].after != d.after
    ]


def _leaves(
    document: Mapping[str, Any], case: Case
) -> Iterator[tuple[Key, tuple[tuple[str | int, ...], str]]]:
    """Each single value with a key that stays the same when entries move, its path, and its words."""
    for name, part in document.items():
        if name not in _PLANS:
            yield from _inside((name,), (name,), part)
    if case.plan is not None:
        yield ("plan",), (("plan",), _plan_words(case.plan))


def _inside(
    key: Key, path: tuple[str | int, ...], value: Any
) -> Iterator[tuple[Key, tuple[tuple[str | int, ...], str]]]:
    if isinstance(value, Mapping):
        for name, part in value.items():
            if name != "id":
                yield from _inside((*key, name), (*path, name), part)
    elif isinstance(value, list):
        for number, part in enumerate(value):
            named = part.get("id") if isinstance(part, Mapping) else None
            yield from _inside((*key, str(named or number)), (*path, number), part)
    elif value not in (None, "", False):
        yield key, (path, _shown(value))


def _shown(value: object) -> str:
    text = (
        "yes" if value is True else f"{value:g}" if isinstance(value, float) else str(value).replace("_", " ")
    )
    return text if len(text) <= _MOST_SHOWN else f"{text[:_MOST_SHOWN]}…"


def _plan_words(plan: Plan) -> str:
    return f"version {plan.version}, made on {date_words(plan.made_on)}, {plan.id}"
