"""When full duties are expected, or why they are not in sight and what would open them, in terms of function."""

from pydantic import BaseModel, ConfigDict

from ergo.analysis.demands import Key
from ergo.analysis.wording import date_words
from ergo.analysis.words import amount_words, inside_sentence, key_words
from ergo.knowledge.catalogue import catalogue
from ergo.knowledge.dimensions import dimension, unit_of
from ergo.model.case import Case
from ergo.model.plan import Firmness, Obstacle, Opener, Plan
from ergo.reports.employer_work import reading_words
from ergo.units import UnitSystem

_HOURS = "work_time"


class Outcome(BaseModel):
    """The expectation in one sentence; where full duties are out of sight, what is in the way and what would help."""

    model_config = ConfigDict(frozen=True)

    sentence: str
    obstacles: list[str]
    openers: list[str]


def outcome(shown: Case, plan: Plan, unit_system: UnitSystem) -> Outcome:
    """What can truthfully be said about full duties. ``shown`` is the case as the reader may see it."""
    week = next((w for w in plan.weeks if w.number == plan.full_duties_week), None)
    if week is not None:
        sentence = f"Full duties are expected from week {week.number} ({date_words(week.monday)})."
        sentence += {
            Firmness.FIRM: "",
            Firmness.CONDITIONAL: " The reviews until then confirm or change this.",
            Firmness.OUTLOOK: " This is an outlook: the certificate ends before, and the next one decides.",
        }[week.firmness]
        return Outcome(sentence=sentence, obstacles=[], openers=[])
    sentence = (
        f"Full duties are not within the {len(plan.weeks)} weeks of this plan while the present limits stand."
    )
    obstacles = dict.fromkeys(_obstacle(shown, obstacle, unit_system) for obstacle in plan.obstacles)
    openers = dict.fromkeys(_opener(shown, plan, opener, unit_system) for opener in plan.openers)
    return Outcome(sentence=sentence, obstacles=list(obstacles), openers=list(openers))


def _obstacle(shown: Case, obstacle: Obstacle, unit_system: UnitSystem) -> str:
    task = shown.task(obstacle.task_id)
    name = f"“{task.name}”" if task is not None and task.name else "An essential task"
    if obstacle.dimension == _HOURS:
        return "Fewer hours are certified than the roster has."
    if not obstacle.dimension:
        return f"{name} is not open yet."
    if obstacle.aspect is None or obstacle.demand is None or obstacle.level is None:
        return f"{name} is not open yet: {inside_sentence(dimension(obstacle.dimension).label)}."
    unit = unit_of(obstacle.dimension, obstacle.aspect)
    asks, limit = (amount_words(x, unit, unit_system) for x in (obstacle.demand, obstacle.level))
    about = inside_sentence(key_words(Key(obstacle.dimension, obstacle.aspect, obstacle.side)))
    return f"{name} asks for {asks}, the limit is {limit}: {about}."


def _opener(shown: Case, plan: Plan, opener: Opener, unit_system: UnitSystem) -> str:
    then = f"full duties would be possible from week {opener.full_duties_week}."
    if opener.item_id:
        chosen = next((m.item_id for m in shown.modifications if m.id == opener.item_id), opener.item_id)
        item = catalogue().get(chosen)
        return f"With “{item.name if item else 'another modification'}”: {then}"
    when = " when the present certificate ends" if plan.certified_until else ""
    by_hours = [o.dimension == _HOURS for o in plan.obstacles]
    if by_hours and all(by_hours):
        return f"If the certifier lifted the limit on the hours{when}: {then}"
    restriction = next((r for r in shown.all_restrictions() if r.id == opener.restriction_id), None)
    if restriction is None or restriction.reading is None:
        return f"If the certifier lifted every limit{when}: {then}"
    what = "this limit and the one on the hours" if any(by_hours) else "this limit"
    return f"If the certifier lifted {what}{when} ({reading_words(restriction.reading, unit_system)}): {then}"
