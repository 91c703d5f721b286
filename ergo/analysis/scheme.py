"""A case beside what a scheme says of the length of certificates and plans. It points out and refuses nothing."""

from datetime import date

from ergo.analysis.wording import date_words
from ergo.knowledge.schemes import About, Scheme
from ergo.model.case import Case
from ergo.model.plan import Plan


def scheme_warnings(case: Case, scheme: Scheme, about: About) -> list[str]:
    """Each certificate, or the plan up to full duties, that runs longer than usual in the scheme, in a sentence."""
    spans = _certificates(case) if about is About.CERTIFICATE else _plan(case.plan)
    return [
        f"{name} runs {days} days; {scheme.label} usually has at most {note.most_days}."
        for note in scheme.notes_about(about)
        for name, days in spans
        if note.most_days is not None and days > note.most_days
    ]


def _certificates(case: Case) -> list[tuple[str, int]]:
    return [
        (f"The certificate of {date_words(c.issued_on)}", _days(c.valid_from, c.valid_until))
        for c in case.certificates
    ]


def _plan(plan: Plan | None) -> list[tuple[str, int]]:
    """Up to the day before full duties, or to the end of the plan where it does not reach them."""
    if plan is None or not plan.weeks:
        return []
    if plan.full_duties_week is None:
        return [("The plan, without reaching full duties,", len(plan.weeks) * 7)]
    return [("The way to full duties", _days(plan.start, plan.weeks[plan.full_duties_week - 1].monday) - 1)]


def _days(first: date, last: date) -> int:
    """Days from one date to another, both counted."""
    return (last - first).days + 1
