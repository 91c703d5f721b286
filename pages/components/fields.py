"""Fields bound to a part of the open case: shown as stored, saved when committed, refused with the reason beside them.

A field never limits what can be typed: the package judges it. What it refuses stays in the field, with the message
below, and the stored case stays as it was. An empty field is "not known", never zero.
"""

from collections.abc import Callable, Iterable, Mapping
from copy import copy
from dataclasses import dataclass
from datetime import date
from typing import Any

import streamlit as st

from ergo.analysis.rosters import MINUTES_PER_HOUR, clock_length, typed_minutes
from ergo.errors import InputError
from ergo.knowledge.quantities import Quantity, check_value
from ergo.knowledge.quantities import quantity as quantity_row
from ergo.model.base import HowKnown, Measurement
from ergo.model.case import Case
from ergo.units import UnitSystem, as_typed, display_unit, from_display, to_display
from ergo.workflow.job_templates import FROM_TEMPLATE, is_to_be_measured
from pages.components.case_state import accept, current, edit, refuse, settings, show_refusal, units
from pages.components.plain import plain
from pages.components.words import DATE_FORMATS, HOW

FIRST_DAY, LAST_DAY = date(1, 1, 1), date(9999, 12, 31)
SEGMENTS_AT_MOST, SEGMENT_CHARACTERS_AT_MOST = 5, 90
TO_BE_MEASURED = ":material/straighten: from a template, to be measured"
SYMBOLS = {"degC": "°C", "degF": "°F", "deg": "°", "m/s2": "m/s²", "m/s1.75": "m/s¹·⁷⁵"}


@dataclass(frozen=True)
class Part:
    """A part of the case that fields edit: a key that names it among all, and how to find it in a case."""

    key: str
    find: Callable[[Case], Any]

    def found(self, case: Case) -> Any:
        """The part in this case; InputError when it was removed meanwhile."""
        part = self.find(case)
        if part is None:
            raise InputError("This entry is no longer in the case; it was removed meanwhile.")
        return part

    def now(self) -> Any:
        """The part in the open case."""
        return self.found(current())


@dataclass(frozen=True)
class Unsaid(Part):
    """A part that the case holds only once something is said of it: `blank` until then, `attach` puts it there."""

    blank: Callable[[], Any]
    attach: Callable[[Case, Any], None]

    def found(self, case: Case) -> Any:
        """The part in this case, put there where it was not."""
        part = self.find(case)
        if part is None:
            part = self.blank()
            self.attach(case, part)
        return part

    def now(self) -> Any:
        """The part in the open case, or what it is before anything is said of it."""
        return self.find(current()) or self.blank()


class Together:
    """Several parts edited as one: an attribute reads as what they share, None where they differ; set, it sets all."""

    def __init__(self, parts: Iterable[Any]) -> None:
        object.__setattr__(self, "parts", list(parts))

    def __getattr__(self, name: str) -> Any:
        values = [getattr(part, name) for part in self.parts]
        return values[0] if values and all(value == values[0] for value in values) else None

    def __setattr__(self, name: str, value: Any) -> None:
        for part in self.parts:
            setattr(part, name, value)


def entry(key: str, entries: Callable[[Case], Iterable[Any]], entry_id: str) -> Part:
    """The entry with this id in one of the case's lists."""
    return Part(f"{key}.{entry_id}", lambda case: next((e for e in entries(case) if e.id == entry_id), None))


def text(part: Part, attribute: str, label: str, *, area: bool = False, **more: Any) -> None:
    """A line of text, or several with `area`."""
    widget = st.text_area if area else st.text_input
    _field(part, attribute, label, widget, **more)


def number(
    part: Part,
    attribute: str,
    label: str,
    *,
    unit: str = "",
    step: float = 1.0,
    decimals: int = 0,
    **more: Any,
) -> None:
    """A number kept in a metric unit, shown and typed in the chosen units."""
    system = units()
    _field(
        part,
        attribute,
        with_unit(label, unit, system),
        st.number_input,
        suffix=f".{system}",
        shown=lambda value: (
            None if value is None else round(float(to_display(float(value), unit, system)), 6)
        ),
        kept=lambda value: None if value is None else from_display(float(value), unit, system),
        value=None,
        step=step,
        format=f"%.{decimals}f",
        **{"placeholder": "not known", **more},
    )


def hours(part: Part, attribute: str, label: str, **more: Any) -> None:
    """A length of time kept in minutes, shown and typed in hours."""
    _field(
        part,
        attribute,
        with_unit(label, "h", units()),
        st.number_input,
        shown=lambda minutes: None if minutes is None else round(minutes / MINUTES_PER_HOUR, 2),
        kept=lambda typed: None if typed is None else round(typed * MINUTES_PER_HOUR),
        value=None,
        step=0.5,
        format="%.2f",
        **more,
    )


def duration(part: Part, attribute: str, label: str, *, bare_hours: bool = True, **more: Any) -> None:
    """A length of time kept in minutes, shown as "7:36" and typed in any usual way; see `typed_minutes`."""
    _field(
        part,
        attribute,
        label,
        st.text_input,
        shown=lambda minutes: "" if minutes is None else clock_length(minutes),
        kept=lambda text: typed_minutes(text, bare_hours=bare_hours),
        placeholder="h:min",
        **more,
    )


def day(part: Part, attribute: str, label: str, **more: Any) -> None:
    """A date, in the order of the settings."""
    _field(
        part,
        attribute,
        label,
        st.date_input,
        value=None,
        min_value=FIRST_DAY,
        max_value=LAST_DAY,
        format=DATE_FORMATS[settings().dates],
        **more,
    )


def clock(part: Part, attribute: str, label: str, **more: Any) -> None:
    """A time of day."""
    _field(part, attribute, label, st.time_input, value=None, **more)


def choice(part: Part, attribute: str, label: str, words: Mapping[Any, str], **more: Any) -> None:
    """One of several, all visible where they are few; what is not chosen stays open."""
    stored = getattr(part.now(), attribute)
    if stored is not None and stored not in words:
        words = {**words, stored: f"{stored} (unknown here)"}
    if fit_side_by_side(words):
        _field(part, attribute, label, st.segmented_control, **_visible(words), **more)
    else:
        # A choice that must be made cannot be emptied once it is made.
        made = more.pop("required", False) and stored is not None
        options = {"options": list(words), "format_func": words.get, "placeholder": "Choose"}
        _field(part, attribute, label, st.selectbox, index=0 if made else None, **options, **more)


def choices(part: Part, attribute: str, label: str, words: Mapping[Any, str], **more: Any) -> None:
    """Any number of several; a value from elsewhere that is not among them is kept and shown as it is."""
    words = {**words, **{value: str(value) for value in getattr(part.now(), attribute) if value not in words}}
    if fit_side_by_side(words):
        _field(part, attribute, label, st.pills, selection_mode="multi", **_visible(words), **more)
    else:
        options = {"options": list(words), "format_func": words.get, "placeholder": "Choose"}
        _field(part, attribute, label, st.multiselect, **options, **more)


def fit_side_by_side(words: Mapping[Any, str]) -> bool:
    """Whether all choices can be seen at once."""
    return len(words) <= SEGMENTS_AT_MOST and sum(map(len, words.values())) <= SEGMENT_CHARACTERS_AT_MOST


def _visible(words: Mapping[Any, str]) -> dict[str, Any]:
    """Options that Streamlit reads as Markdown, unlike those of a list that opens."""
    return {"options": list(words), "format_func": lambda value: plain(words[value])}


def yes_no(part: Part, attribute: str, label: str, **more: Any) -> None:
    """A fact that is true or not, with nothing between."""
    _field(part, attribute, label, st.checkbox, **more)


def yes_no_unknown(part: Part, attribute: str, label: str, **more: Any) -> None:
    """A question that may be unanswered."""
    choice(part, attribute, label, {True: "Yes", False: "No"}, **more)


def measured(part: Part, quantity_id: str, *, label: str = "") -> None:
    """One measured quantity of a task: label, symbol, unit, choices and help as the vocabulary has them.

    A figure of a template is marked until it is measured.
    """
    stored = part.now().measurements.get(quantity_id)
    with st.container(gap="xxsmall"):  # what belongs to a field stays with it where fields stand side by side
        _measured(part, quantity_id, label, stored)
        if stored is not None and is_to_be_measured(stored):
            st.caption(TO_BE_MEASURED)


def _measured(part: Part, quantity_id: str, label: str, stored: Measurement | None) -> None:
    row, system = quantity_row(quantity_id), units()
    name = label or f"{row.label}, {row.symbol}" if row.symbol else label or row.label
    key = f"{part.key}.{quantity_id}.{system}"
    value = None if stored is None else stored.value

    def commit() -> None:
        typed = st.session_state[key]
        try:
            kept = None if typed in (None, "") else check_value(quantity_id, _metric(row, typed, system))
        except InputError as error:
            refuse(key, str(as_typed(error, system)))
            return
        edit(lambda case: _measure(part.found(case).measurements, quantity_id, kept), key)

    more: dict[str, Any] = {"key": key, "help": row.help, "on_change": commit}
    match row.kind:
        case "number":
            shown = None if value is None else round(float(to_display(float(value), row.unit, system)), 6)
            _draw(key, shown)
            st.number_input(
                with_unit(name, row.unit, system),
                value=None,
                step=row.step,
                format=f"%.{row.decimals}f",
                placeholder="not measured",
                **more,
            )
        case "flag":
            _draw(key, value)
            st.segmented_control(name, [True, False], format_func={True: "Yes", False: "No"}.get, **more)
        case "choice":
            words = {option.value: option.label for option in row.choices}
            _draw(key, value)
            if fit_side_by_side(words):
                st.segmented_control(name, list(words), format_func=words.get, wrap=True, **more)
            else:
                st.selectbox(
                    name, list(words), format_func=words.get, index=None, placeholder="Choose", **more
                )
        case _:
            _draw(key, value or "")
            st.text_input(name, **more)
    show_refusal(key)


def how_known(part: Part) -> None:
    """One answer for all measured values of a task: how, when and by whom; empty where they differ."""
    together = Part(f"{part.key}.known", lambda case: Together(part.found(case).measurements.values()))
    with st.grid("auto", min_column_width=180):
        choice(together, "how", "How the values are known", HOW, required=True, also=_no_template)
        day(together, "on", "Measured on")
        text(together, "by", "Measured by")


def _no_template(together: Together) -> None:
    """Who says how a template's figures are known has them from somewhere else."""
    for measurement in together.parts:
        if measurement.by == FROM_TEMPLATE and not is_to_be_measured(measurement):
            measurement.by = ""


def _measure(
    measurements: dict[str, Measurement], quantity_id: str, value: float | bool | str | None
) -> None:
    """Set, change or take away one measurement; a new one is known as the others of the task are."""
    known = measurements.get(quantity_id)
    if value is None:
        measurements.pop(quantity_id, None)
    elif known is not None and not is_to_be_measured(known):
        known.value = value
    else:
        ways = {m.how for m in measurements.values() if not is_to_be_measured(m)}
        measurements[quantity_id] = Measurement(
            value=value, how=ways.pop() if len(ways) == 1 else HowKnown.OBSERVED
        )


def _metric(row: Quantity, typed: Any, system: UnitSystem) -> Any:
    return from_display(float(typed), row.unit, system) if row.kind == "number" else typed


def _field(
    part: Part,
    attribute: str,
    label: str,
    widget: Callable[..., Any],
    *,
    suffix: str = "",
    shown: Callable[[Any], Any] = lambda value: value,
    kept: Callable[[Any], Any] = lambda value: value,
    also: Callable[[Any], None] = lambda part: None,
    **more: Any,
) -> None:
    key = f"{part.key}.{attribute}{suffix}"

    def commit() -> None:
        try:
            value = kept(st.session_state[key])
        except InputError as error:
            refuse(key, str(error))
            return

        def change(case: Case) -> None:
            found = part.found(case)
            setattr(found, attribute, value)
            also(found)

        edit(change, key)

    _draw(key, shown(getattr(part.now(), attribute)))
    with st.container(gap="xxsmall"):
        widget(label, key=key, on_change=commit, **more)
        show_refusal(key)


def _draw(key: str, stored: Any) -> None:
    """Put the stored value into a field that is new on the screen, or whose value was changed elsewhere."""
    state, seen = st.session_state, f"{key}.stored"
    if key not in state or seen not in state or state[seen] != stored:
        state[key], state[seen] = copy(stored), copy(stored)
        accept(key)


def with_unit(label: str, unit: str, system: UnitSystem) -> str:
    """A label with the unit in which its value is shown and typed."""
    name = display_unit(unit, system)
    return f"{label} ({SYMBOLS.get(name, name)})" if name else label
