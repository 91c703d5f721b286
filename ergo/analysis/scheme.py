"""The scheme of a case, and the case beside what it says of certificates and plans. It refuses nothing."""

from datetime import date

from ergo.analysis.wording import date_words
from ergo.knowledge.schemes import About, Scheme, SchemeNote, schemes
from ergo.model.case import Case
from ergo.model.plan import Plan


def scheme_of(case: Case, usual_id: str) -> Scheme | None:
    """The scheme that a case names, else the usual one, that of the settings; None where neither is chosen."""
    return schemes().get(case.scheme_id or usual_id)


def scheme_warnings(case: Case, scheme: Scheme, about: About) -> list[str]:
    """Each certificate, or the plan up to full duties, that runs longer than usual in the scheme, in a sentence."""
    spans = _certificates(case) if about is About.CERTIFICATE else _plan(case.plan)
    return [
        f"{name} runs {days} days; {scheme.label} usually has at most {most}{_where(note, number)}."
        for note in scheme.notes_about(about)
        for number, (name, days) in enumerate(spans)
        if (most := _most(note, number)) is not None and days > most
    ]


def _most(note: SchemeNote, number: int) -> int | None:
    return note.first_most_days if number == 0 and note.first_most_days is not None else note.most_days


def _where(note: SchemeNote, number: int) -> str:
    return " for the first" if number == 0 and note.first_most_days is not None else ""


def _certificates(case: Case) -> list[tuple[str, int]]:
    """Every certificate, the first one first."""
    return [
        (f"The certificate of {date_words(c.issued_on)}", _days(c.valid_from, c.valid_until))
        for c in sorted(case.certificates, key=lambda c: (c.valid_from, c.issued_on))
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
