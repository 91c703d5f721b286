"""The columns of a sheet of tasks: what each is called, what it takes, and which unit its numbers are in."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from ergo.errors import InputError
from ergo.knowledge.quantities import Quantity, quantities
from ergo.knowledge.tasks import demand_rules, task_kinds
from ergo.model.base import HowKnown
from ergo.model.job import Importance, SafetyCritical
from ergo.units import UnitSystem, display_unit

_UNIT = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]\s*$")
_UNIT_WORDS = {
    "lbs": "lb",
    "pounds": "lb",
    "inch": "in",
    "inches": "in",
    "feet": "ft",
    "°": "deg",
    "°c": "degc",
    "°f": "degf",
    "m/s²": "m/s2",
    "minutes": "min",
    "hours": "h",
}
_LIFT = (
    "lift.load_kg",
    "lift.load_max_kg",
    "lift.h_origin_cm",
    "lift.v_origin_cm",
    "lift.h_dest_cm",
    "lift.v_dest_cm",
    "lift.asym_deg",
    "lift.asym_dest_deg",
    "lift.freq_per_min",
    "lift.duration_h",
    "lift.coupling",
)


@dataclass(frozen=True)
class Field:
    """A column about the task itself: ``attribute`` of the task, or of its measurements where ``measured`` is set.

    ``words`` are the values it takes, by what a person writes; None where it is free.
    """

    attribute: str
    heading: str
    others: tuple[str, ...] = ()
    unit: str = ""
    words: Mapping[str, object] | None = None
    measured: bool = False
    several: bool = False
    help: str = ""


@dataclass(frozen=True)
class Column:
    """One column of a sheet: its heading as written, what it is about, and the units of its numbers."""

    heading: str
    about: Field | Quantity
    system: UnitSystem

    @property
    def unit(self) -> str:
        """The unit in which the numbers of this column are kept."""
        return self.about.unit


def normal(text: str) -> str:
    """A text without what does not tell words apart: case, spaces and signs."""
    return re.sub(r"[\W_]+", " ", text).casefold().strip()


def _words(values: type[Importance] | type[HowKnown] | type[SafetyCritical]) -> dict[str, object]:
    return {value.value.replace("_", " "): value.value for value in values}


@cache
def fields() -> tuple[Field, ...]:
    """The columns about a task itself, in the order of the sheet."""
    kinds: dict[str, object] = {row.label: row.id for row in task_kinds().values()}
    yes_no: dict[str, object] = {"yes": True, "no": False}
    return (
        Field(
            "name", "Task", ("Name", "Name of the task", "Task name"), help="What is done, in a few words."
        ),
        Field("kind", "Kind of work", ("Kind",), words=kinds),
        Field("importance", "Belongs to the job as", ("Importance",), words=_words(Importance)),
        Field(
            "minutes_per_shift",
            "Normal time on a shift",
            ("Minutes", "Minutes on a shift", "Minutes per shift"),
            unit="min",
        ),
        Field("times_per_week", "Times a week, if not every shift", ("Times a week", "Times per week")),
        Field("smallest_block_min", "Smallest useful block", unit="min"),
        Field("uninterruptible_min", "Longest stretch that cannot be broken", unit="min"),
        Field("may_be_extended", "More time allowed", words=yes_no),
        Field(
            "safety_critical",
            "Safety-critical work",
            words=_words(SafetyCritical),
            several=True,
            help="Several are parted by semicolons.",
        ),
        Field("description", "Description", ("What is done",)),
        Field("how", "How the values are known", ("How known",), words=_words(HowKnown), measured=True),
        Field("on", "Measured on", measured=True, help="A date, year first: 2026-01-31."),
        Field("by", "Measured by", measured=True),
    )


@cache
def usual_quantities() -> tuple[Quantity, ...]:
    """The quantities that the empty sheet asks for: those of a lift, and those that are a demand."""
    wanted = dict.fromkeys((*_LIFT, *(rule.quantity for rule in demand_rules())))
    return tuple(row for row in typed_quantities() if row.id in wanted)


@cache
def typed_quantities() -> tuple[Quantity, ...]:
    """Every quantity that may be a column: none that is computed, none about the worker."""
    return tuple(row for row in quantities().values() if not row.computed and not row.of_person)


def heading_of(about: Field | Quantity, system: UnitSystem) -> str:
    """The heading of a column in the sheet that is handed out: "Usual load (kg)"."""
    name = about.heading if isinstance(about, Field) else about.label
    unit = display_unit(about.unit, system)
    return f"{name} ({unit})" if unit else name


def column_of(heading: str) -> Column | None:
    """What a heading stands for, whatever its case and signs: a label or an id, with or without its unit.

    Without a unit the numbers are metric. None where nothing is called so.

    Raises
    ------
    InputError
        For a unit that the quantity is not given in.

    Examples
    --------
    >>> column_of("USUAL LOAD [lbs]").system.value
    'us'
    """
    names = _names()
    whole = names.get(normal(heading))
    if whole is not None:
        return Column(heading, whole, UnitSystem.METRIC)
    found = _UNIT.search(heading)
    about = names.get(normal(heading[: found.start()])) if found else None
    if found is None or about is None:
        return None
    unit = found[1].strip().casefold()
    unit = _UNIT_WORDS.get(unit, unit)
    for system in UnitSystem:
        if unit == display_unit(about.unit, system).casefold():
            return Column(heading, about, system)
    allowed = " or ".join(dict.fromkeys(display_unit(about.unit, system) for system in UnitSystem))
    raise InputError(
        f"Column '{heading:.60}': the unit '{found[1]:.20}' is not {allowed or 'known here: it has none'}.",
        field=heading,
        value=found[1],
    )


@cache
def _names() -> dict[str, Field | Quantity]:
    names: dict[str, Field | Quantity] = {}
    for row in typed_quantities():
        names.setdefault(normal(row.label), row)
        if row.symbol:
            names.setdefault(normal(f"{row.label}, {row.symbol}"), row)
    names |= {normal(row.id): row for row in typed_quantities()}
    for field in fields():
        names |= {normal(name): field for name in (field.heading, field.attribute, *field.others)}
    return names
