"""Schemes of certificates and plans: what ships says where it is from."""

import pytest

from ergo.knowledge.schemes import About, schemes
from ergo.knowledge.sources import Status


def test_every_scheme_has_words_and_a_note() -> None:
    assert len(schemes()) >= 8
    for scheme in schemes().values():
        assert scheme.certificate
        assert scheme.plan
        assert scheme.notes


@pytest.mark.parametrize(
    ("scheme_id", "about", "days"),
    [
        ("nsw", About.CERTIFICATE, [28]),
        ("victoria", About.CERTIFICATE, [28]),
        ("uk", About.PLAN, [6 * 7]),
        ("germany", About.PLAN, [8 * 7, None]),
        ("ontario", About.PLAN, []),
    ],
)
def test_lengths_are_those_of_the_reference(scheme_id: str, about: About, days: list[int | None]) -> None:
    assert [note.most_days for note in schemes()[scheme_id].notes_about(about)] == days


def test_nothing_that_was_only_remembered_is_counted() -> None:
    notes = [note for scheme in schemes().values() for note in scheme.notes]
    remembered = [note for note in notes if note.status is Status.MEMORY]
    assert len(remembered) == 1
    assert [note for note in remembered if note.most_days is not None] == []
