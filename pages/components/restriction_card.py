"""Restrictions word for word beside their reading, and the query to the certifier where the words give no number."""

import streamlit as st

from ergo.analysis.match import is_unquantified
from ergo.analysis.problems import find_problems
from ergo.analysis.wording import date_words
from ergo.analysis.words import amount_words, inside_sentence
from ergo.errors import InputError
from ergo.knowledge.dimensions import Aspect, dimension, unit_of
from ergo.model.capacity import Query, Reading, Restriction
from ergo.model.case import Case
from ergo.workflow.documents import Format, How, Kind, make
from pages.components import fields
from pages.components.case_state import current, edit, empty, settings, show_refusal, today, units
from pages.components.entries import choose
from pages.components.fields import Part
from pages.components.messages import next_step, show_problems
from pages.components.tables import table
from pages.components.words import BAND, LIMIT_TYPE, SIDE, aspect_words, dimension_words

KEY = "capacity.restriction"


def restrictions(case: Case) -> None:
    """All restrictions, and the one that is worked on."""
    st.header("Restrictions")
    st.caption(
        "As written, beside how they are read. A review date ends nothing: only the certifier lifts a restriction."
    )
    show_problems(p for p in find_problems(case) if p.item.startswith("Restriction"))
    found = case.all_restrictions()
    if found:
        rows = [
            {
                "As written": r.wording,
                "Read as": reading_words(r),
                "By": r.author,
                "Given": r.given_on,
                "Review": r.review_on,
                "May lift from": r.may_lift_from,
            }
            for r in found
        ]
        table(rows, "Restrictions as written and as read")
    else:
        next_step("No restriction is on record. Add each one word for word, then read it beside.")
    sources = {c.id: f"On the certificate of {date_words(c.issued_on)}" for c in case.certificates} | {
        "": "In another letter"
    }
    with (
        st.popover("Add a restriction", icon=":material/add:"),
        st.form(f"{KEY}.new", border=False),
    ):
        st.text_area("Word for word", key=f"{KEY}.new.words", placeholder="no lifting over 10 kg")
        st.selectbox("Where it stands", list(sources), format_func=sources.get, key=f"{KEY}.new.source")
        st.form_submit_button("Add it", on_click=add_restriction)
    show_refusal(KEY)
    chosen = choose(KEY, "Restriction to read", {r.id: r.wording[:80] or "No words yet" for r in found})
    if chosen is not None:
        with st.container(border=True):
            card(chosen)


def reading_words(restriction: Restriction) -> str:
    """A reading in one line; what is not read or gives no number says so."""
    read = restriction.reading
    if read is None:
        return "not read yet"
    names = "; ".join(inside_sentence(dimension(d).label) for d in read.dimensions)
    if is_unquantified(restriction):
        return f"{names}: no number"
    if read.prohibited or read.limit is None:
        amount = "not at all"
    else:
        amount = f"at most {amount_words(read.limit, unit_of(read.dimensions[0], read.aspect), units())}"
        amount += {Aspect.RUN: " at a time", Aspect.DOSE: " a shift"}.get(read.aspect, "")
    where = [
        f"{words} {amount_words(value, 'cm', units())}"
        for words, value in (
            ("with the hands below", read.below_hand_height_cm),
            ("with the hands above", read.above_hand_height_cm),
            ("further from the body than", read.beyond_reach_cm),
        )
        if value is not None
    ]
    often = [] if read.frequency is None else [BAND[read.frequency].lower()]
    return f"{names}: {', '.join([amount, *often, *where])}"


def add_restriction() -> None:
    words, source = st.session_state[f"{KEY}.new.words"], st.session_state[f"{KEY}.new.source"]

    def change(case: Case) -> None:
        certificate = next((c for c in case.certificates if c.id == source), None)
        new = Restriction(wording=words)
        if certificate is None:
            new.given_on = today()
            case.restrictions.append(new)
        else:
            new.author, new.given_on, new.valid_from = (
                certificate.author,
                certificate.issued_on,
                certificate.valid_from,
            )
            certificate.restrictions.append(new)
        st.session_state[KEY] = new.id

    if edit(change, KEY):
        empty(f"{KEY}.new.words")


def card(restriction_id: str) -> None:
    """One restriction: its words, its reading, its query."""
    part = fields.entry(KEY, lambda case: case.all_restrictions(), restriction_id)
    fields.text(part, "wording", "As written", area=True)
    with st.grid("auto", min_column_width=200):
        fields.text(part, "author", "Author")
        fields.day(part, "given_on", "Given on")
        fields.day(part, "valid_from", "In force from")
        fields.day(part, "review_on", "Review on")
        fields.day(part, "may_lift_from", "May be lifted from", help="Only if the certifier wrote so.")
    fields.choice(part, "limit_type", "Kind", LIMIT_TYPE, required=True)
    reading(part)
    if is_unquantified(part.now()):
        query(part)
    elif part.now().query is not None:
        with st.expander("Query to the certifier and the answer"):
            query_fields(part)
    st.button(
        "Remove this restriction",
        icon=":material/delete:",
        key=f"{KEY}.remove.{restriction_id}",
        on_click=edit,
        args=(lambda case: take_away(case, restriction_id), KEY),
    )


def take_away(case: Case, restriction_id: str) -> None:
    """Take a restriction out of the case, wherever it stands."""
    for listed in (case.restrictions, *(c.restrictions for c in case.certificates)):
        listed[:] = [r for r in listed if r.id != restriction_id]


def reading(part: Part) -> None:
    """What the words limit, in the vocabulary of the match."""
    st.subheader("Read as")
    dims = Part(f"{part.key}.dimensions", lambda case: Dimensions(part.found(case)))
    fields.choices(dims, "listed", "What it limits", dimension_words())
    now = part.now().reading
    if now is None:
        return
    inside = Part(f"{part.key}.reading", lambda case: part.found(case).reading)
    shared = [d for d in now.dimensions if now.aspect in dimension(d).amounts]
    offered = {
        a: words for a, words in aspect_words(shared[0]).items() if a in shared_aspects(now.dimensions)
    }
    if len(offered) > 1:
        fields.choice(inside, "aspect", "Limit of", offered, required=True)
    if any(dimension(d).sided for d in now.dimensions):
        fields.choice(inside, "side", "Side", SIDE, required=True)
    fields.yes_no(inside, "prohibited", "Must not be done at all", also=without_limit)
    unit = unit_of(shared[0], now.aspect)
    with st.grid("auto", min_column_width=200):
        if not now.prohibited and now.aspect is not Aspect.GATE:
            fields.number(inside, "limit", "At most", unit=unit, decimals=1, placeholder="no number given")
        fields.number(
            inside,
            "minutes_per_shift",
            "Minutes a shift at most",
            unit="min",
            step=5.0,
            placeholder="not said",
        )
    fields.choice(inside, "frequency", "How often at most", BAND)
    more = st.expander("Only at certain hand heights or reaches", key=f"{part.key}.where", on_change="rerun")
    if more.open:
        with more, st.grid("auto", min_column_width=200):
            fields.number(inside, "below_hand_height_cm", "With the hands below", unit="cm")
            fields.number(inside, "above_hand_height_cm", "With the hands above", unit="cm")
            fields.number(inside, "beyond_reach_cm", "Further from the body than", unit="cm")


def without_limit(read: Reading) -> None:
    """What must not be done at all has no limit beside it."""
    if read.prohibited:
        read.limit = None


class Dimensions:
    """What a restriction limits, edited as one list: without any it is not read, and all share one aspect."""

    def __init__(self, restriction: Restriction) -> None:
        self.restriction = restriction

    @property
    def listed(self) -> list[str]:
        """The dimensions of the reading."""
        return [] if self.restriction.reading is None else list(self.restriction.reading.dimensions)

    @listed.setter
    def listed(self, chosen: list[str]) -> None:
        old = self.restriction.reading
        if not chosen:
            self.restriction.reading = None
        elif old is None:
            self.restriction.reading = Reading(dimensions=chosen[:1], aspect=shared_aspects(chosen)[0])
            self.restriction.reading.dimensions = list(chosen)
        else:
            old.dimensions = list(chosen)
            aspects = shared_aspects(chosen)
            old.aspect = old.aspect if old.aspect in aspects else aspects[0]


def shared_aspects(dimension_ids: list[str]) -> list[Aspect]:
    """The aspects that several dimensions have in common; InputError when there is none."""
    first, *rest = (dimension(d).amounts for d in dimension_ids)
    shared = [aspect for aspect in first if all(aspect in amounts for amounts in rest)]
    if not shared:
        names = ", ".join(inside_sentence(dimension(d).label) for d in dimension_ids)
        raise InputError(
            f"One limit cannot hold for {names}: they share no unit. Add a restriction for each."
        )
    return shared


def query(part: Part) -> None:
    """The restriction gives no number: it closes what it could touch until the certifier answers."""
    asked = part.now().query
    if asked is None or asked.asked_on is None:
        said = "Ask the certifier, and propose a figure."
    else:
        said = f"The certifier was asked on {date_words(asked.asked_on)}; enter the answer when it comes."
    st.warning(
        f"No number, so it closes every task that it could touch. {said}", icon=":material/contact_support:"
    )
    query_fields(part)
    page_to_print(part)
    now = part.now()
    if now.query is not None and now.query.proposed_limit is not None and now.reading is not None:
        unit = unit_of(now.reading.dimensions[0], now.reading.aspect)
        figure = amount_words(now.query.proposed_limit, unit, units())
        st.button(
            f"The certifier agrees: take {figure} as the limit",
            icon=":material/check:",
            key=f"{part.key}.agree",
            on_click=edit,
            args=(lambda case: agree(part.found(case)), KEY),
        )


def page_to_print(part: Part) -> None:
    """The question as a page for the certifier; the day it was sent is the therapist's to say."""
    restriction, case, on, system, paper = part.now(), current(), today(), units(), settings().paper
    with st.container(horizontal=True):
        st.download_button(
            "The question as a page to print (PDF)",
            data=lambda: make(
                case,
                Kind.CERTIFIER_QUERY,
                Format.PDF,
                How(on, system, paper, about=restriction.id),
            ),
            file_name=f"question-to-certifier-{restriction.id}.pdf",
            mime="application/pdf",
            icon=":material/print:",
            key=f"{part.key}.page",
            on_click="ignore",
        )
        if restriction.query is None or restriction.query.asked_on is None:
            st.button(
                "It was sent today",
                icon=":material/outgoing_mail:",
                key=f"{part.key}.sent",
                on_click=edit,
                args=(lambda case: sent(part.found(case)), KEY),
            )
    st.caption(
        "It holds the words of the restriction, what the job asks for, the figure proposed, boxes for the answer and "
        "the worker's code; the name only where the worker's consent covers it. Nothing clinical."
    )


def sent(restriction: Restriction) -> None:
    """The question left today."""
    restriction.query = restriction.query or Query()
    restriction.query.asked_on = today()


def agree(restriction: Restriction) -> None:
    """Take the proposed figure as the limit, answered today where no date was entered."""
    restriction.reading.limit = restriction.query.proposed_limit
    restriction.query.answered_on = restriction.query.answered_on or today()


def query_fields(part: Part) -> None:
    """Question, proposed figure, and the answer."""
    asked = fields.Unsaid(
        f"{part.key}.query",
        lambda case: part.found(case).query,
        Query,
        lambda case, new: setattr(part.found(case), "query", new),
    )
    read = part.now().reading
    unit = unit_of(read.dimensions[0], read.aspect) if read else ""
    fields.text(asked, "question", "Question to the certifier", area=True)
    with st.grid("auto", min_column_width=200):
        fields.number(
            asked, "proposed_limit", "Figure proposed", unit=unit, decimals=1, placeholder="none yet"
        )
        fields.day(asked, "asked_on", "Asked on")
        fields.day(asked, "answered_on", "Answered on")
        fields.text(asked, "answered_by", "Answered by")
    fields.text(asked, "answer", "Answer, word for word", area=True)
