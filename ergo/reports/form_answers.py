"""What a case answers to a field of a scheme's form: the lines to copy, the form's box for them, where they are from.

Nothing is invented: a field that the case does not answer says why. A restriction is told from its reading and never
word for word, since its words can name an illness; the diagnosis stands in no answer but that of its own field.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from ergo.analysis.scheme_form import NEWTONS_PER_KGF, Ability, KnownAmount, abilities
from ergo.analysis.words import limit_words
from ergo.knowledge.scheme_forms import FormField, Measure, SchemeForm, general_fields, scales
from ergo.model.capacity import Certificate
from ergo.model.case import Case
from ergo.model.plan import Plan
from ergo.reports.employer_work import OFTEN
from ergo.units import UnitSystem

NOT_KNOWN = "Not known: the case does not say."
NO_PLAN = "Not known: there is no plan yet."
NO_CERTIFICATE = "Not known: no certificate is on record."
_ASKED = "Not known: the certifier has not given a figure yet."


@dataclass(frozen=True)
class Asked:
    """A form to be filled in from a case.

    ``on`` is the day on which abilities and limits are looked at: that of the sheet, or the first day of a certificate
    that is still to begin.
    """

    case: Case
    form: SchemeForm
    today: date

    @property
    def certificate(self) -> Certificate | None:
        """The certificate in force, else the one that runs longest."""
        return self.case.certificate_on(self.today) or self.case.latest_certificate()

    @property
    def on(self) -> date:
        """The day on which abilities and limits are looked at."""
        return max(self.today, self.certificate.valid_from) if self.certificate else self.today

    @property
    def plan(self) -> Plan | None:
        """The plan of the case."""
        return self.case.plan

    @property
    def units(self) -> UnitSystem:
        """The units in which the form is filled in."""
        return self.form.units


@dataclass(frozen=True)
class Answer:
    """What to copy into a field: the form's ``boxes``, ``lines`` and their ``origin``; ``why`` where there is none."""

    lines: list[str] = field(default_factory=list)
    boxes: list[str] = field(default_factory=list)
    origin: str = ""
    why: str = ""

    @property
    def known(self) -> bool:
        """Whether there is anything to copy."""
        return bool(self.lines or self.boxes)


def said(lines: Iterable[str], origin: str, why: str = NOT_KNOWN) -> Answer:
    """An answer of the lines that are not empty, or why there is none."""
    found = [line for line in lines if line]
    return Answer(found, origin=origin) if found else Answer(why=why)


def chosen(options: dict[str, str], picked: Iterable[str], origin: str, why: str = NOT_KNOWN) -> Answer:
    """The form's words for what is picked; what the form has no words for is left out."""
    boxes = [options[key] for key in picked if key in options]
    return Answer(boxes=boxes, origin=origin) if boxes else Answer(why=why)


def together(parts: Sequence[Answer]) -> Answer:
    """The answers to one field as one; the first says why where none is known."""
    known = [part for part in parts if part.known]
    if not known:
        return parts[0]
    return Answer(
        [line for part in known for line in part.lines],
        [box for part in known for box in part.boxes],
        "; ".join(part.origin for part in known),
    )


def ability_answer(asked: Asked, row: FormField) -> Answer:
    """The amounts of a field, with the form's bands."""
    found = abilities(asked.case, general_fields()[row.field], row.scale, asked.on)
    known = [ability for ability in found if ability.known]
    if not known:
        return Answer(why=_ASKED if found else NOT_KNOWN)
    in_kgf = row.scale != "" and scales()[row.scale].unit is Measure.KILOGRAMS_FORCE
    lines = [_line(entry, asked.units, in_kgf=in_kgf) for ability in known for entry in ability.known]
    lines += [_ASKED for ability in found if ability.asked]
    origins = dict.fromkeys(entry.origin for ability in known for entry in ability.known)
    origin = "; ".join(origins)
    return Answer(lines, _boxes(known), origin[:1].upper() + origin[1:])


def _boxes(known: list[Ability]) -> list[str]:
    """The band of each amount; the box alone where there is one, with what it is of where there are several."""
    banded = [ability for ability in known if ability.band]
    if len({ability.band for ability in banded}) <= 1:
        return [ability.band for ability in banded[:1]]
    return [
        f"{ability.band}: {limit_words(ability.known[0].limit).partition(':')[0].lower()}"
        for ability in banded
    ]


def _line(entry: KnownAmount, units: UnitSystem, *, in_kgf: bool) -> str:
    often = f", {OFTEN[entry.often]}" if entry.often is not None else ""
    force = (
        f" ({entry.limit.value / NEWTONS_PER_KGF:.0f} kg of force)" if in_kgf and entry.limit.value else ""
    )
    return f"{limit_words(entry.limit, units)}{force}{often}"
