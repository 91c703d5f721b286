"""Sources: whatever the shipped data cite is listed, and statuses come from the one list."""

import pytest
from pydantic import ValidationError

from ergo.errors import InputError
from ergo.knowledge.clinical import conditions, flag_actions, movement_patterns, obstacles, red_flags
from ergo.knowledge.policies import evidence, policies
from ergo.knowledge.sources import Statement, Status, source, source_ids, sources
from ergo.knowledge.visibility import items


def test_a_source_by_id():
    row = source("S05")
    assert "Gradual Return to Work" in row.citation
    assert row.status is Status.VERIFIED


@pytest.mark.parametrize(
    "source_id", ["S22", "S76", "NIOSH-94-110", "EU-2002-44", "ISO-2631-1", "MEM", "PROP"]
)
def test_what_the_product_rests_on_is_listed(source_id):
    assert source(source_id).citation


def test_unknown_source_is_an_error_in_words():
    with pytest.raises(InputError, match="no source called 'S999'"):
        source("S999")


def test_several_ids_in_one_field():
    assert source_ids("S71;S72") == ("S71", "S72")


def test_own_knowledge_is_never_called_verified():
    assert source("MEM").status is Status.MEMORY
    assert source("PROP").status is Status.PROPOSAL
    assert source("DER").status is Status.DERIVED


def cited() -> list[tuple[str, Status]]:
    statements = [s for row in conditions().values() for s in (*row.advice, *row.course)]
    rows = [
        *statements,
        *red_flags().values(),
        *movement_patterns().values(),
        *obstacles().values(),
        *flag_actions().values(),
        *evidence().values(),
        *items().values(),
        *(rule for row in policies().values() for rule in (row.bad_day, row.flare_up) if rule),
    ]
    return [(row.source, row.status) for row in rows]


def test_nothing_that_rests_on_memory_alone_is_called_verified():
    """And nothing is called memory that cites something read."""
    for text, status in cited():
        assert (set(source_ids(text)) == {"MEM"}) == (status is Status.MEMORY), text


def test_what_is_verified_cites_a_source_that_was_read():
    read = {Status.VERIFIED, Status.VERIFIED_TWICE, Status.PARTLY_VERIFIED}
    for text, status in cited():
        if status in read:
            assert any(source(s).status in read for s in source_ids(text)), text


def test_a_statement_with_an_unknown_source_is_refused():
    with pytest.raises(ValidationError, match="no source called 'S999'"):
        Statement(text="Stay active.", source="S90;S999", status=Status.VERIFIED)


def test_every_row_has_where_it_was_seen_if_it_was_read():
    for row in sources().values():
        assert bool(row.where_seen) == (row.id not in {"MEM", "DER", "PROP", "CLIN"}), row.id
