"""The question to the certifier about a restriction that gives no figure: one page to print, with boxes to answer in.

The case is cut for the certifier before anything is read from it. The page holds the restriction word for word, what
the job asks for where the restriction touches it, and a proposal; nothing of the clinical picture.
"""

from collections.abc import Iterator
from datetime import date

from ergo.analysis.demands import amount_of
from ergo.analysis.match import match_task
from ergo.analysis.wording import date_words, listed
from ergo.analysis.words import amount_words, inside_sentence, key_words
from ergo.errors import InputError
from ergo.knowledge.dimensions import Aspect, dimension, unit_of
from ergo.knowledge.documents import certifier_query_sentences
from ergo.knowledge.visibility import Audience
from ergo.model.capacity import Certificate, Restriction
from ergo.model.case import Case
from ergo.model.job import Demand
from ergo.model.worker import Contact, ContactRole
from ergo.reports.audience import cut, has_consent
from ergo.reports.document import (
    BOX,
    Block,
    Box,
    Document,
    Fact,
    Facts,
    Heading,
    Notice,
    Table,
    Words,
    cells,
)
from ergo.reports.job_demands import demand_words, source_words
from ergo.units import UnitSystem, display_unit

TITLE = "Question about a work restriction"
_MOST_ROWS, _TASKS_NAMED = 4, 2
_TAIL = {Aspect.RUN: " at a time", Aspect.DOSE: " a shift"}
_ANSWER_MM, _SIGNATURE_MM = 8.0, 12.0


def certifier_query_document(
    case: Case, restriction_id: str, *, today: date, unit_system: UnitSystem = UnitSystem.METRIC
) -> Document:
    """The question about one restriction.

    Parameters
    ----------
    case : Case
        With the restriction; its query holds the question in the therapist's words and the figure proposed.
    restriction_id : str
        The restriction that is asked about.
    today : date
        The day of the document, on which consents are looked at and the job is matched.
    unit_system : UnitSystem
        Units of loads, distances and forces.

    Raises
    ------
    InputError
        When the case has no such restriction.
    """
    shown = cut(case, Audience.CERTIFIER, today)
    asked = next((r for r in shown.all_restrictions() if r.id == restriction_id), None)
    if asked is None:
        raise InputError("This restriction is not in the case.", item="Restriction", value=restriction_id)
    worker = f"{shown.worker.name} ({shown.worker.code})" if shown.worker.name else shown.worker.code
    therapist = contact_of(shown, ContactRole.THERAPIST)
    return Document(
        title=TITLE,
        subject=worker,
        author=therapist.name if therapist else "",
        footer=f"Made on {date_words(today, weekday=False)}. It holds function only.",
        on=today,
        blocks=[
            *_head(case, shown, asked, worker, today),
            *_question(asked),
            *_job(shown, asked, today, unit_system),
            *_answer(asked, unit_system),
        ],
        closing=list(_signature()),
    )


def _head(case: Case, shown: Case, asked: Restriction, worker: str, today: date) -> Iterator[Block]:
    if not has_consent(case, Audience.CERTIFIER, today):
        yield Notice(text="The worker's consent to write to the certifier is not recorded yet.")
    certifier, therapist = (
        contact_of(shown, role) for role in (ContactRole.CERTIFIER, ContactRole.THERAPIST)
    )
    yield Facts(
        facts=[
            Fact(label="To", words=asked.author or reach(certifier) or "the certifier"),
            Fact(label="From", words=reach(therapist) or "not entered"),
            Fact(label="Date", words=date_words(today)),
            Fact(label="Worker", words=" · ".join(filter(None, (worker, shown.job.title)))),
        ]
    )
    yield Words(text=" ".join(certifier_query_sentences("about")))
    yield Heading(text="The restriction, word for word, and the question")
    where = next((c for c in shown.certificates if asked.id in {r.id for r in c.restrictions}), None)
    yield Box(
        pieces=[Words(text=f"“{asked.wording}”", strong=True), Words(text=_dates(asked, where), small=True)]
    )


def _dates(asked: Restriction, where: Certificate | None) -> str:
    given = f"Given on {date_words(asked.given_on)}" if asked.given_on else "Date not stated"
    if where is None:
        return given
    return f"{given}, on a certificate valid until {date_words(where.valid_until)}"


def _question(asked: Restriction) -> Iterator[Block]:
    if asked.reading is not None:
        names = listed([inside_sentence(dimension(d).label) for d in asked.reading.dimensions])
        yield Words(text=f"Understood as a limit for: {names}.")
    typed = asked.query.question if asked.query else ""
    standing = certifier_query_sentences("unread" if asked.reading is None else "question")
    yield Words(text=typed or " ".join(standing), strong=True)


def proposed_figure(asked: Restriction, unit_system: UnitSystem) -> str:
    """The figure proposed, empty where there is none."""
    reading, query = asked.reading, asked.query
    if reading is None or query is None or query.proposed_limit is None:
        return ""
    unit = unit_of(reading.dimensions[0], reading.aspect)
    return amount_words(query.proposed_limit, unit, unit_system) + _TAIL.get(reading.aspect, "")


def _job(shown: Case, asked: Restriction, today: date, unit_system: UnitSystem) -> Iterator[Block]:
    """What the tasks ask for in the dimensions that the restriction touches, the most first."""
    if asked.reading is None:
        return
    day = max(today, asked.valid_from or today)
    touched = [
        (row.demand, task.name, key_words(row.key))
        for task in shown.job.tasks
        for row in match_task(shown, task, day)
        if any(comparison.source_id == asked.id for comparison in row.comparisons)
    ]
    # Tasks that ask for the same stand together, so that one page holds them.
    alike: dict[tuple[str, str, str], list[str]] = {}
    for demand, task_name, about in sorted(touched, key=lambda row: (row[2], -_amount(row[0]))):
        known = (
            ("not known", "") if demand is None else (demand_words(demand, unit_system), source_words(demand))
        )
        alike.setdefault((about, *known), []).append(task_name)
    yield Heading(text="What the job asks for")
    if not touched:
        yield Words(text="No task of this job is known to ask for it.")
        return
    yield Table(
        heads=["Asks for", "How much", "How known", "Tasks"],
        widths=[58, 26, 24, None],
        rows=[cells((*row, _named(names))) for row, names in list(alike.items())[:_MOST_ROWS]],
    )
    more = len(alike) - _MOST_ROWS
    if more > 0:
        stand = "line stands" if more == 1 else "lines stand"
        yield Words(text=f"{more} more {stand} in the job demands analysis.", small=True)


def _amount(demand: Demand | None) -> float:
    """By which demands are ordered, the hardest first; one that is not known comes before all."""
    amount = None if demand is None else amount_of(demand)
    return float("inf") if amount is None else amount


def _named(tasks: list[str]) -> str:
    more = len(tasks) - _TASKS_NAMED
    return listed([*tasks[:_TASKS_NAMED], f"{more} more"] if more > 0 else tasks)


def _answer(asked: Restriction, unit_system: UnitSystem) -> Iterator[Block]:
    proposal = proposed_figure(asked, unit_system)
    unit = "" if asked.reading is None else unit_of(asked.reading.dimensions[0], asked.reading.aspect)
    other, *rest = certifier_query_sentences("answers")
    shown_unit = display_unit(unit, unit_system)
    answers = [f"Agreed, as proposed: at most {proposal}"] if proposal else []
    answers += [f"{other} ({shown_unit})" if shown_unit else other, *rest]
    yield Heading(text="Your answer: " + " ".join(certifier_query_sentences("how")))
    yield Table(
        heads=["Tick", "Answer", "Figure or remark", "Until (date)"],
        widths=[12, None, 52, 30],
        rows=[cells((BOX, answer, "", "")) for answer in answers],
        row_mm=_ANSWER_MM,
    )


def _signature() -> Iterator[Block]:
    yield Table(
        heads=["Name", "Profession", "Signature", "Date"],
        widths=[None, 38, None, 28],
        rows=[cells(("", "", "", ""))],
        row_mm=_SIGNATURE_MM,
    )


def contact_of(shown: Case, role: ContactRole) -> Contact | None:
    """The first contact in a role, or None."""
    return next((contact for contact in shown.contacts if contact.role is role), None)


def reach(contact: Contact | None) -> str:
    """How to reach a contact; empty for none."""
    return "" if contact is None else " · ".join(filter(None, (contact.name, contact.phone, contact.email)))
