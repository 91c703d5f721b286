"""The policy of the plan: which one, by when, what of it is changed, and what speaks for and against it."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import streamlit as st

from ergo.analysis.policy import check_change as in_range
from ergo.analysis.policy import chosen_policy, load_groups, open_figures
from ergo.analysis.policy_words import (
    ALL_DAYS,
    ORDER_WORDS,
    FigureRow,
    figure_rows,
    figure_words,
    policy_warnings,
    range_words,
)
from ergo.analysis.wording import listed
from ergo.errors import InputError
from ergo.knowledge.policies import (
    Choice,
    EditableFigure,
    Part,
    choices,
    editable_figures,
    evidence,
    policies,
    published_figures,
)
from ergo.knowledge.sources import source, source_ids
from ergo.model.case import Case
from ergo.model.plan import Plan
from ergo.model.record import PolicyChange
from ergo.planning.target import is_reached, target_words
from ergo.units import from_display, to_display
from pages.components import fields
from pages.components.case_state import edit, show_refusal, units
from pages.components.plain import plain
from pages.components.tables import table
from pages.components.words import SOURCE_STATUS, cited

SETTINGS = fields.Part("plan.settings", lambda case: case.plan_settings)
CHANGE = "policy.change"
EVIDENCE_AT_FIRST = 5
VIEWS = {
    "Start and steps": (Part.START, Part.GRADIENT, Part.DURATION),
    "Loads": (Part.LOAD,),
    "Reviews": (Part.REVIEWS,),
}
CHANGES, EVIDENCE = "Change", "Evidence"
ENTERED = (
    "start_minutes_per_day",
    "start_share_of_full_day",
    "start_days_per_week",
    "spaced",
    "step_minutes_per_day",
    "step_days_per_week",
    "order",
    "duration_weeks",
    "step_interval_weeks",
    "least_weeks_on_step",
)


def choose(case: Case) -> None:
    """The policy; its figures and evidence on request."""
    fields.choice(SETTINGS, "policy_id", "Policy", {c.id: c.label for c in choices().values()})
    choice = choices().get(case.plan_settings.policy_id or "")
    if choice is None:
        return
    st.markdown(plain(choice.summary))
    changed = len(case.plan_settings.changes())
    if choice.id not in policies():
        _all_figures(case, choice)
    elif changed:
        st.caption(
            f"With {changed} of its figures changed here." if changed > 1 else "With one figure changed here."
        )
    for sentence in policy_warnings(case):
        st.warning(plain(sentence), icon=":material/info:")
    more = st.expander("Its figures, and the evidence for and against", key="plan.policy", on_change="rerun")
    if more.open:
        with more:
            views = [*VIEWS, CHANGES, EVIDENCE]
            view = st.segmented_control(
                "Of the policy", views, default=views[0], required=True, key="policy.view"
            )
            if view in VIEWS:
                _figures(case, choice, VIEWS[view])
            else:
                {CHANGES: _changes, EVIDENCE: _evidence}[view](case, choice)


def wanted(plan: Plan) -> None:
    """Whether full duties are reached by the date that was wanted; nothing where none was."""
    sentence = target_words(plan)
    if not sentence:
        return
    if is_reached(plan):
        st.info(plain(sentence), icon=":material/event_available:")
    else:
        st.warning(plain(sentence), icon=":material/event_busy:")


def _all_figures(case: Case, choice: Choice) -> None:
    """The figures of the clinician's own policy, each to be entered."""
    with st.grid("auto", min_column_width=220):
        for field in ENTERED:
            row = editable_figures()[field]
            place = f"policy.{choice.id}.{field}"
            part = fields.Unsaid(place, _finder(field), _blank(choice.id, field), _attach)
            _value(part, row)
    missing = open_figures(case)
    if missing:
        st.caption(plain(f"Still to enter: {listed(missing)}."))


def _figures(case: Case, choice: Choice, parts: Sequence[Part]) -> None:
    """The figures of some parts with their value and where each is from; the sources in full beneath."""
    try:
        policy = chosen_policy(case)
    except InputError as error:
        st.info(plain(error), icon=":material/edit:")
        return
    shown = [row for row in figure_rows(policy, units()) if row.part in parts]
    own = ("CLIN", "PROP", "DER")
    sources = dict.fromkeys(s for row in shown for s in source_ids(row.figure.source) if s not in own)
    numbers = {source_id: number for number, source_id in enumerate(sources, start=1)}
    rows = [{"Figure": row.label, "Value": row.value, "From": _origin(row, numbers)} for row in shown]
    table(rows, f"Figures of the policy {choice.label}")
    if Part.REVIEWS in parts:
        for heading, rule in (("On a bad day", policy.bad_day), ("After a flare-up", policy.flare_up)):
            if rule is not None:
                status = f"{SOURCE_STATUS[rule.status]}. {rule.note}"
                st.markdown(
                    f"**{heading}.** {plain(rule.text)} :gray[{plain(cited(rule.source))} ({plain(status)})]"
                )
    for source_id, number in numbers.items():
        st.caption(plain(f"[{number}] {source(source_id).citation}"))


def _origin(row: FigureRow, numbers: Mapping[str, int]) -> str:
    """Status and source of a figure, or the clinician's reason."""
    if row.changed:
        return f"Clinical judgement, entered here: {row.figure.note or 'no reason given'}"
    marks = "".join(f" [{numbers[s]}]" for s in source_ids(row.figure.source) if s in numbers)
    note = f". {row.figure.note}" if row.figure.note else ""
    return f"{SOURCE_STATUS[row.figure.status].capitalize()}{marks}{note}"


def _changes(case: Case, choice: Choice) -> None:
    """What was changed, with the reason; and a list from which a further figure is taken."""
    changed = [change.field for change in case.plan_settings.changes()]
    shown = [
        f for f in changed if f in editable_figures() and not (choice.id not in policies() and f in ENTERED)
    ]
    for field in shown:
        row = editable_figures()[field]
        part = fields.Part(f"policy.{choice.id}.{field}", _finder(field))
        with st.grid("auto", min_column_width=220):
            _value(part, row)
            fields.text(
                part, "reason", "Reason", help="It stands beside the figure. The employer does not see it."
            )
            st.button(
                "As published", key=f"{part.key}.undo", on_click=_undo, args=(field,), icon=":material/undo:"
            )
    others = {f: row.label for f, row in editable_figures().items() if f not in shown and _offered(choice, f)}
    st.selectbox(
        "Change another figure" if shown else "Which figure",
        list(others),
        format_func=others.get,
        index=None,
        key=CHANGE,
        on_change=_take,
        args=(choice.id,),
        placeholder="Choose",
    )
    show_refusal(CHANGE)


def _offered(choice: Choice, field: str) -> bool:
    """Whether a figure can be changed in a policy: the days of a printed week are not said twice."""
    document = published_figures(choice.id)
    if choice.id not in policies() and field in ENTERED:
        return False
    said = {"start_days_per_week", "order"} if document.get("patterns") else set()
    by_weekday = any(p["value"].get("minutes_by_weekday") for p in document.get("patterns", ()))
    return field not in (said | {"spaced", "long_days_apart_over"} if by_weekday else said)


def _evidence(case: Case, choice: Choice) -> None:
    for heading, ids in (("For it", choice.evidence_for), ("Against it", choice.evidence_against)):
        st.subheader(heading)
        for evidence_id in ids[:EVIDENCE_AT_FIRST]:
            _finding(evidence_id)
        if ids[EVIDENCE_AT_FIRST:]:
            with st.expander(f"{len(ids) - EVIDENCE_AT_FIRST} more"):
                for evidence_id in ids[EVIDENCE_AT_FIRST:]:
                    _finding(evidence_id)


def _finding(evidence_id: str) -> None:
    row = evidence()[evidence_id]
    note = f" {row.note}" if row.note else ""
    st.markdown(f"- {plain(row.text + note)} :gray[{plain(cited(row.source))} ({SOURCE_STATUS[row.status]})]")


def _value(part: fields.Part, row: EditableFigure) -> None:
    """The field of one figure, by the kind of its value; refused beside it where it is out of range."""
    about = " ".join(
        text
        for text in (
            f"From {range_words(row, units())}." if row.low is not None else "",
            f"Published: {' to '.join(dict.fromkeys(figure_words(end, row, units()) for end in row.published))}."
            if row.published
            else "Nothing is published.",
            row.note,
        )
        if text
    )
    more: dict[str, Any] = {"also": in_range, "help": plain(about)}
    match row.kind:
        case "minutes":
            fields.duration(part, "value", row.label, **more)
        case "number" if row.unit in ("kg", "N"):
            fields.number(part, "value", row.label, unit=row.unit, step=0.5, decimals=1, **more)
        case "number":
            share = row.high is not None and row.high <= 1
            named = row.unit.removesuffix("s") in row.label
            label = row.label if named else f"{row.label} ({row.unit})"
            fields.number(
                part, "value", label, step=0.05 if share else 1.0, decimals=2 if share else 0, **more
            )
        case "days":
            days = {n: f"{n} days" if n > 1 else "1 day" for n in range(1, 8)}
            fields.choice(part, "value", row.label, {ALL_DAYS: "All days of the roster", **days}, **more)
        case "yes_no":
            fields.choice(part, "value", row.label, {True: "Yes", False: "No"}, **more)
        case "order":
            fields.choice(part, "value", row.label, ORDER_WORDS, **more)
        case "groups":
            words = {group: group.capitalize() for group in load_groups()}
            fields.choices(part, "value", row.label, words, **more)
        case "weights":
            fields.text(
                part,
                "value",
                fields.with_unit(row.label, "kg", units()),
                shown=_weights,
                kept=_typed_weights,
                **more,
            )


def _weights(value: object) -> str:
    weights = value if isinstance(value, list) else []
    return ", ".join(f"{round(float(to_display(float(kg), 'kg', units())), 2):g}" for kg in weights)


def _typed_weights(text: str) -> list[float] | None:
    parts = [part.strip() for part in text.replace(";", ",").split(",") if part.strip()]
    try:
        return sorted(round(float(from_display(float(part), "kg", units())), 3) for part in parts) or None
    except ValueError as error:
        raise InputError(f"“{text:.40}” is no list of weights. Type them as 5, 10, 15.") from error


def _finder(field: str) -> Callable[[Case], PolicyChange | None]:
    """How to find the change of a figure of the chosen policy in a case."""
    return lambda case: next((c for c in case.plan_settings.changes() if c.field == field), None)


def _blank(policy_id: str, field: str) -> Callable[[], PolicyChange]:
    return lambda: PolicyChange(policy_id=policy_id, field=field)


def _attach(case: Case, change: PolicyChange) -> None:
    case.plan_settings.policy_changes.append(change)


def _take(policy_id: str) -> None:
    """Begin to change the figure that was picked, from its published value."""
    field = st.session_state[CHANGE]
    if field is None:
        return
    published = policies()[policy_id].figure(field) if policy_id in policies() else None
    value = None if published is None else published.value
    value = list(value) if isinstance(value, tuple) else value
    if edit(lambda case: _attach(case, PolicyChange(policy_id=policy_id, field=field, value=value)), CHANGE):
        st.session_state[CHANGE] = None


def _undo(field: str) -> None:
    def change(case: Case) -> None:
        settings = case.plan_settings
        settings.policy_changes = [
            c for c in settings.policy_changes if (c.policy_id, c.field) != (settings.policy_id, field)
        ]

    edit(change, CHANGE)
