"""The notice to the employer that work is paused for medical reasons: from when, what to do, whom to call."""

from datetime import date

from ergo.analysis.stopped import stopped_since
from ergo.analysis.wording import date_words
from ergo.errors import InputError
from ergo.knowledge.documents import stop_notice_sentences
from ergo.knowledge.visibility import Audience
from ergo.model.case import Case
from ergo.reports.audience import cut
from ergo.reports.document import Block, Box, Bullets, Document, Fact, Facts, Heading, Words
from ergo.reports.employer_plan import contact_facts

TITLE = "Return-to-work plan paused"


def stop_notice_document(case: Case, *, today: date) -> Document:
    """The stop notice of a case.

    Parameters
    ----------
    case : Case
        In which a review decided to stop, or an open red flag stops the work.
    today : date
        The day of the notice, on which consents are looked at.

    Raises
    ------
    InputError
        When nothing stops the work on that day.
    """
    since = stopped_since(case, today)
    if since is None:
        raise InputError("Nothing on record stops the work on this day, so there is no notice.", field="stop")
    shown = cut(case, Audience.EMPLOYER, today)
    who = f"{shown.worker.name} ({shown.worker.code})" if shown.worker.name else shown.worker.code
    facts = [Fact(label="Worker", words=who), Fact(label="Job", words=shown.job.title or "not entered")]
    if shown.plan is not None:
        made = date_words(shown.plan.made_on, weekday=False)
        facts.append(
            Fact(label="Plan", words=f"Version {shown.plan.version}, made on {made}, is void from then")
        )
    blocks: list[Block] = [
        Box(pieces=[Words(text=f"Paused for medical reasons from {date_words(since)}.", strong=True)]),
        Facts(facts=facts),
        Heading(text="What to do now"),
        Bullets(items=stop_notice_sentences("stop")),
        Heading(text="Whom to call"),
        Facts(
            facts=contact_facts(shown) or [Fact(label="Therapist", words="no contact is entered")],
            label_mm=54,
        ),
        Heading(text="What comes next"),
        Bullets(items=stop_notice_sentences("next")),
    ]
    subject = " · ".join(filter(None, (who, shown.employer.name)))
    return Document(
        title=TITLE, subject=subject, footer=date_words(today, weekday=False), on=today, blocks=blocks
    )
