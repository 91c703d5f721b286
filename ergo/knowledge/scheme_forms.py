"""The forms of the schemes: their fields in their order, with the words and bands they use.

A field of a form is one of the general ``fields`` (what a case could know of it), set in a section of the form. How
far it was seen on the form is its status: what is from memory has to be checked against the form. How long a
certificate or plan runs stands in `ergo.knowledge.schemes`.
"""

from enum import StrEnum
from functools import cache
from typing import Annotated

from pydantic import BeforeValidator, Field

from ergo.errors import InputError
from ergo.knowledge.dimensions import Aspect, unit_of
from ergo.knowledge.files import DataFileError, read_json
from ergo.knowledge.rows import Row, Words, by_id, checked
from ergo.knowledge.schemes import About, Scheme, schemes
from ergo.knowledge.sources import SourceField, Statement, Status
from ergo.units import UnitSystem

FILE = "scheme_forms.json"


class Amount(Row):
    """One amount of the vocabulary, written "sit.run" in the file."""

    dimension: str
    aspect: Aspect


def _amount(text: object) -> object:
    if not isinstance(text, str):
        return text
    dimension_id, _, aspect = text.partition(".")
    unit_of(dimension_id, Aspect(aspect))
    return {"dimension": dimension_id, "aspect": aspect}


class GeneralField(Row):
    """What a form may ask for: the amounts that answer it, or why it is filled ``by_hand``; else the case does."""

    id: Words
    label: Words
    amounts: tuple[Annotated[Amount, BeforeValidator(_amount)], ...] = ()
    by_hand: str = ""


class ScaleBand(Row):
    """One band of a scale: values up to and with ``up_to``, all the rest where it is None."""

    up_to: float | None
    label: Words


class Measure(StrEnum):
    """The unit in which a form's scale counts."""

    METRES = "m"
    MINUTES = "min"
    HOURS = "h"
    KILOGRAMS = "kg"
    KILOGRAMS_FORCE = "kgf"
    STEPS = "steps"
    DAYS = "d"
    SHARE_OF_DAY = "% of 8 h"
    ANY = "any"


class Scale(Row):
    """The bands of a form for one kind of amount; with ``exact`` only a value that is the edge itself has its band."""

    id: Words
    unit: Measure
    bands: tuple[ScaleBand, ...] = Field(min_length=1)
    exact: bool = False
    source: SourceField
    status: Status
    note: str = ""

    def band(self, value: float) -> str:
        """The label of the band in which a value in the scale's unit lies; empty beyond the last band."""
        for band in self.bands:
            if band.up_to is None or value == band.up_to or (not self.exact and value < band.up_to):
                return band.label
        return ""


class FormField(Row):
    """One field of a form: which general field, what the form calls it, and in which words or bands it is answered.

    ``options`` are the form's words for the answers of a choice.
    """

    field: Words
    label: str = ""
    scale: str = ""
    options: dict[str, str] = Field(default_factory=dict)
    source: SourceField
    status: Status
    note: str = ""


class FormSection(Row):
    """A part of a form, with its fields in their order."""

    title: Words
    fields: tuple[FormField, ...] = Field(min_length=1)


class LeftOut(Row):
    """A field of a form that has no row of its own, and why."""

    field: Words
    label: Words
    why: Words


class SchemeForm(Row):
    """One form of a scheme.

    ``about`` says that it is the certificate or the plan of which the scheme's notes speak. ``practitioner`` is who
    signs it as a clinician; ``units`` are those in which it is filled in.
    """

    id: Words
    scheme_id: Words
    name: Words
    about: About | None = None
    completed_by: Words
    signed_by: tuple[Words, ...] = Field(min_length=1)
    practitioner: Annotated[str, Field(pattern=r"^(certifier|therapist)$")]
    units: UnitSystem
    source: SourceField
    status: Status
    note: str = ""
    rules: tuple[Statement, ...] = ()
    sections: tuple[FormSection, ...] = Field(min_length=1)
    left_out: tuple[LeftOut, ...] = ()

    @property
    def fields(self) -> list[FormField]:
        """All fields in the order of the form."""
        return [field for section in self.sections for field in section.fields]

    @property
    def scheme(self) -> Scheme:
        """The scheme to which it belongs."""
        return schemes()[self.scheme_id]


@cache
def general_fields() -> dict[str, GeneralField]:
    """What forms ask for, by id."""
    return by_id(checked(GeneralField, read_json(FILE)["fields"], FILE), FILE)


@cache
def scales() -> dict[str, Scale]:
    """The scales of the forms by id."""
    return by_id(checked(Scale, read_json(FILE)["scales"], FILE), FILE)


@cache
def scheme_forms() -> dict[str, SchemeForm]:
    """All forms by id, in the order of the file; DataFileError where one names what is not there."""
    found = by_id(checked(SchemeForm, read_json(FILE)["forms"], FILE), FILE)
    for form in found.values():
        unknown = {f.field for f in form.fields} - set(general_fields())
        unknown |= {f.scale for f in form.fields if f.scale} - set(scales())
        unknown |= {form.scheme_id} - set(schemes())
        if unknown:
            raise DataFileError(f"data/{FILE}, {form.id}: there is no {', '.join(sorted(unknown))}")
    return found


def scheme_form(form_id: str) -> SchemeForm:
    """One form; InputError when there is none with this id."""
    found = scheme_forms().get(form_id)
    if found is None:
        known = ", ".join(scheme_forms())
        raise InputError(
            f"There is no form called '{form_id}'; there are: {known}.", field="form", value=form_id
        )
    return found


def forms_of(scheme: Scheme) -> list[SchemeForm]:
    """The forms of a scheme, in the order of the file."""
    return [form for form in scheme_forms().values() if form.scheme_id == scheme.id]
