"""The stop notice: from when, what to do, whom to call, and nothing of the reason."""

from datetime import date, timedelta

import pytest

from ergo.analysis.stopped import stopped_since
from ergo.errors import InputError
from ergo.model.case import Case
from ergo.model.clinical import Answer, RedFlagAnswer
from ergo.model.record import Decision, Review
from ergo.reports.html import render_html
from ergo.reports.pdf import render_pdf
from ergo.reports.stop_notice import stop_notice_document
from tests.reports.cases import MONDAY, case
from tests.reports.pdf_reading import text

REASON = "numbness in the saddle area"


def stopped(on: date = MONDAY, resolved: date | None = None) -> Case:
    made = case()
    made.reviews = [
        Review(
            on=on,
            monday=on,
            decided=Decision.STOP_AND_REFER,
            because=[REASON],
            reason=REASON,
            resolved_on=resolved,
            resolved_by="Treating physician" if resolved else "",
        )
    ]
    return made


def test_it_says_from_when_and_whom_to_call_and_not_why() -> None:
    made = stop_notice_document(stopped(), today=MONDAY + timedelta(days=1))
    said = text(render_pdf(made))
    for wanted in (
        "Paused for medical reasons from Mon 5 Jan 2026",
        "Do not roster",
        "Whom to call",
        "Supervisor",
    ):
        assert wanted in said, wanted
    for form in (said, render_html(made).decode()):
        assert REASON not in form
        assert "numb" not in form


def test_without_a_stop_there_is_no_notice() -> None:
    with pytest.raises(InputError, match="Nothing on record stops the work"):
        stop_notice_document(case(), today=MONDAY)
    with pytest.raises(InputError, match="Nothing on record stops the work"):
        stop_notice_document(stopped(resolved=MONDAY + timedelta(days=3)), today=MONDAY + timedelta(days=3))


@pytest.mark.parametrize(
    ("flag", "on", "resolved", "since"),
    [
        ("cauda_equina", MONDAY, None, MONDAY),
        ("cauda_equina", None, None, MONDAY + timedelta(days=2)),
        ("cauda_equina", MONDAY + timedelta(days=3), None, None),
        ("cauda_equina", MONDAY, MONDAY + timedelta(days=2), None),
        ("a_flag_that_the_screen_does_not_have", MONDAY, None, MONDAY),
    ],
)
def test_a_red_flag_stops_until_it_is_settled(
    flag: str, on: date | None, resolved: date | None, since: date | None
) -> None:
    made = case()
    made.clinical.red_flags = [
        RedFlagAnswer(
            flag_id=flag, answer=Answer.YES, on=on, resolved_on=resolved, resolved_by="GP" if resolved else ""
        )
    ]
    assert stopped_since(made, MONDAY + timedelta(days=2)) == since
