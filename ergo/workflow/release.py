"""Handing a document out: only signed, only to somebody whom the worker's consent names, and never without a record."""

from hashlib import sha256

from ergo.analysis.wording import listed
from ergo.errors import InputError
from ergo.knowledge.visibility import Audience, items
from ergo.model.case import Case
from ergo.model.record import Release
from ergo.model.worker import ContactRole
from ergo.reports.audience import DIAGNOSIS, RECIPIENTS, consents_for, cut
from ergo.workflow.documents import Format, How, Kind, kinds, make
from ergo.workflow.plans import is_signed


def recipients(kind: Kind) -> tuple[ContactRole, ...]:
    """Who may be handed a document of this kind; nobody where it is the worker's or the treating team's own."""
    return RECIPIENTS.get(kinds()[kind].audience, ())


def formats_to_hand_out(kind: Kind) -> list[Format]:
    """The formats in which a document may be handed out, the first as a rule.

    The PDF is what was signed. A Word file can be changed by anybody: it serves drafts, and the form to answer on.
    """
    forms = kinds()[kind].formats
    return forms if kind is Kind.RESPONSE_FORM else [form for form in forms if form is not Format.WORD]


def told_items(case: Case, kind: Kind, how: How) -> list[str]:
    """The items of the visibility table that a document tells of the worker, the diagnosis only where it holds it."""
    row = kinds()[kind]
    told = list(row.items)
    if row.may_tell_diagnosis and cut(case, row.audience, how.on, how.scheme_id).clinical.diagnosis:
        told.append(DIAGNOSIS)
    return told


def in_the_way(case: Case, kind: Kind, recipient: ContactRole, how: How) -> list[str]:
    """What keeps a document from being handed out to a recipient on its day; empty where nothing does.

    The stop notice is not kept back by a missing signature: it must reach the employer at once.
    """
    row = kinds()[kind]
    found = []
    if row.needs_plan and not is_signed(case):
        found.append("The therapist has not signed this version of the plan.")
    covered = {
        item for consent in consents_for(case, row.audience, how.on, recipient) for item in consent.items
    }
    missing = [items()[item].item for item in told_items(case, kind, how) if item not in covered]
    if missing:
        found.append(f"The worker's consent for this recipient does not cover: {listed(missing)}.")
    return found


def release(case: Case, kind: Kind, form: Format, recipient: ContactRole, how: How, *, by: str) -> bytes:
    """Make a document, and enter in the case that it was handed out.

    Parameters
    ----------
    case : Case
        Changed: the release is added to it.
    kind, form
        Which document in which format.
    recipient : ContactRole
        Who gets it.
    how : How
        Its day, units, paper, and what it is about.
    by : str
        Who hands it out.

    Raises
    ------
    InputError
        When signature or consent is missing, nobody is named, the format is for drafts, or the document cannot be
        made.
    """
    if recipient not in recipients(kind):
        raise InputError(
            f"{kinds()[kind].label}: it is not made for this recipient.",
            field="recipient",
            value=str(recipient),
        )
    if form not in formats_to_hand_out(kind):
        raise InputError(
            f"{kinds()[kind].label}: Word is for drafts; hand out the PDF, which is what was signed.",
            field="format",
            value=str(form),
        )
    if not by.strip():
        raise InputError("Say who hands it out: your name, in Settings.", item="Release", field="name")
    obstacles = in_the_way(case, kind, recipient, how)
    if obstacles:
        raise InputError(f"It cannot be handed out: {' '.join(obstacles)}", item="Release", field="consent")
    data = make(case, kind, form, how)
    row = kinds()[kind]
    plan = case.plan if row.needs_plan else None
    case.releases.append(
        Release(
            document=kind.value,
            file_format=form.value,
            plan_id=plan.id if plan else "",
            plan_version=plan.version if plan else None,
            recipient=recipient,
            items=told_items(case, kind, how),
            on=how.on,
            by=by,
            sha256=sha256(data).hexdigest(),
        )
    )
    return data


def released_to(audience: Audience, case: Case) -> list[Release]:
    """What was handed out to an audience, the last first."""
    of_audience = {row.kind.value for row in kinds().values() if row.audience is audience}
    return [release for release in reversed(case.releases) if release.document in of_audience]
