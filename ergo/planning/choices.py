"""Why a step went where it went, said by what the search found the other steps of that week to be worth."""

from ergo.analysis.wording import hours_words
from ergo.planning.search import CLIMBS, Choice, Move, Step

_WENT = {
    Move.BOTH: "This step goes to the hours and the load together",
    Move.HOURS: "This step goes to the hours",
    Move.LOAD: "This step goes to the load; the hours stay",
    Move.STAY: "No step is taken this week",
    Move.FALL: "Fewer hours are worked from this week",
}
_INSTEAD = {
    Move.BOTH: "with both together",
    Move.HOURS: "with the hours first",
    Move.LOAD: "with the load first",
    Move.STAY: "with the hours of the week before",
}


def choice_words(step: Step) -> str:
    """The step that was chosen, beside the one that would have come first otherwise; empty where there was no choice.

    Between a step and none there is no choice to explain: a step that is due and helps is taken.
    """
    chosen = next(choice for choice in step.choices if choice.move is step.move)
    others = [c for c in step.choices if c.move in CLIMBS and c.move is not step.move]
    if step.move is Move.FALL:
        others = [c for c in step.choices if c.move is Move.STAY]
    if not others or step.move not in _WENT:
        return ""
    return f"{_WENT[step.move]}: {_INSTEAD[others[0].move]}, {_compared(others[0], chosen)}."


def _compared(other: Choice, chosen: Choice) -> str:
    """What another step would have brought, against the one chosen."""
    found = []
    if other.value.full_from != chosen.value.full_from:
        week = other.value.full_from
        in_week = "are not within the horizon" if week is None else f"would come in week {week + 1}"
        found.append(f"full duties {in_week}")
    fewer = chosen.value.essential_min - other.value.essential_min
    if fewer:
        words = "fewer" if fewer > 0 else "more"
        found.append(f"{abs(fewer)} essential minutes {words} would be worked over the plan")
    fewer = chosen.value.paid_min - other.value.paid_min
    if not found and fewer:
        words = "fewer" if fewer > 0 else "more"
        found.append(f"{hours_words(abs(fewer))} {words} would be worked over the plan")
    more = other.value.changes - chosen.value.changes
    if not found and more:
        found.append(
            f"the duties would change in {more} more week{'s' if more > 1 else ''}, and nothing come sooner"
        )
    return " and ".join(found) or "nothing would come sooner"
