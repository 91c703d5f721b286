"""Standing sentences of the employer's plan."""

import re

import pytest

from ergo.errors import InputError
from ergo.knowledge.documents import employer_plan_sections, employer_plan_sentences


def test_no_sentence_is_about_a_person_s_health() -> None:
    clinical = re.compile(r"diagnos|pain|symptom|injur|disab|score|anxi|treat", re.IGNORECASE)
    sentences = [s.text for section in employer_plan_sections().values() for s in section.statements]
    assert len(sentences) > 10
    assert [sentence for sentence in sentences if clinical.search(sentence)] == []


def test_nobody_is_declared_fit() -> None:
    assert "declares nobody fit or unfit for work" in " ".join(employer_plan_sentences("scope"))


def test_an_unknown_section_is_an_error() -> None:
    with pytest.raises(InputError, match="no section 'prognosis'"):
        employer_plan_sentences("prognosis")
