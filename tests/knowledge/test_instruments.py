"""The instruments: complete, sourced, and without their owners' wording."""

import json
from pathlib import Path

import pytest
from pydantic import ValidationError

from ergo.knowledge.instruments import Cut, Instrument, ItemText, Scale, instruments, not_scored
from ergo.knowledge.sources import Status

DATA = Path(__file__).resolve().parents[2] / "data" / "instruments.json"

# Recommended default set of the reference, in its order; the two screening tools are alternatives.
USUAL = [
    "nprs",
    "psfs",
    "odi",
    "start_back",
    "ompsq10",
    "fabq",
    "pseq2",
    "phq4",
    "was",
    "rtw_expectation",
]
NOT_FREE = {"odi", "start_back", "quickdash", "quickdash_work", "quickdash_sports", "ndi", "pcs"}
NOT_FREE |= {"tsk11", "tsk13", "tsk17", "ompq_long", "wrfq2"}


def test_the_usual_set_comes_first() -> None:
    rows = list(instruments().values())
    assert [row.id for row in rows if row.usual is not None] == USUAL
    assert [row.usual for row in rows[: len(USUAL)]] == list(range(1, len(USUAL) + 1))


def test_every_instrument_of_the_reference_is_scored_or_says_why_not() -> None:
    """32 entries of the reference; the two modules of the QuickDASH are entries of their own here."""
    assert len(instruments()) == 29
    assert {row.id for row in not_scored()} == {"rtwse10", "rtwse19", "rtwse11", "rrtw"}
    assert all(row.why for row in not_scored())


def test_what_is_protected_says_so() -> None:
    assert {row.id for row in instruments().values() if row.item_text is ItemText.NOT_FREE} == NOT_FREE


def test_the_file_has_no_place_for_items_wording() -> None:
    """Items are groups with a number and a range, and nothing in the file is as long as a question with answers."""
    for row in json.loads(DATA.read_text(encoding="utf-8"))["instruments"]:
        assert all(set(group) <= {"count", "low", "high", "counts_as"} for group in row["items"]), row["id"]


def test_what_is_from_memory_is_labelled() -> None:
    row = instruments()["pseq2"]
    assert {band.status for band in row.main.bands} == {Status.MEMORY}
    odi = instruments()["odi"].main.bands
    assert [band.status for band in odi] == [Status.VERIFIED] * 4 + [Status.MEMORY]
    psfs = instruments()["psfs"].measurement_error
    assert psfs is not None
    assert psfs.status is Status.MEMORY


def test_published_important_changes() -> None:
    """Ostelo 2008 (S56), Rysstad 2020 (S57), Binkley 1999 (S58), Dubé 2021 (S60), Woby 2005 (S130)."""
    found = {
        row.id: (row.important_change.low, row.important_change.high, row.important_change.percent)
        for row in instruments().values()
        if row.important_change is not None
    }
    assert found == {
        "nprs": (2, 2, 30),
        "vas": (15, 15, 30),
        "odi": (10, 10, 30),
        "rmdq": (5, 5, 30),
        "quickdash": (10.8, 13.6, None),
        "ndi": (10, 10, None),
        "lefs": (9, 9, None),
        "psfs": (1.9, 2.0, None),
        "pcs": (6.48, 6.48, None),
        "pseq": (5.5, 8.5, None),
        "tsk11": (4, 4, None),
        "tsk13": (5.5, 5.5, None),
        "tsk17": (4, 4, None),
    }


def test_bands_rise_and_begin_at_the_low_end() -> None:
    for row in instruments().values():
        for scale in row.scales:
            lows = [band.low for band in scale.bands]
            assert lows == sorted(set(lows)), row.id
            assert not lows or lows[0] == scale.low, row.id


def changed(instrument_id: str, **fields: object) -> dict[str, object]:
    return instruments()[instrument_id].model_dump() | fields


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"reversed": [2]}, "there is no item 2"),
        (
            {"classes": [{"label": "x", "when": [{"scale": "y", "low": 0, "high": 1}]}]},
            "there is no scale 'y'",
        ),
        ({"items": [{"count": 1, "low": 0, "high": 2, "counts_as": [0, 1]}]}, "one figure for each answer"),
        ({"items": []}, "at least 1"),
    ],
)
def test_a_mistake_in_a_row_is_found(fields: dict[str, object], message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        Instrument.model_validate(changed("nprs", **fields))


def test_a_sum_cannot_do_without_answers_and_a_cut_off_has_one_edge() -> None:
    with pytest.raises(ValidationError, match="a sum needs every answer"):
        Scale(id="x", label="x", low=0, high=1, higher="worse", answers_at_least=1)
    with pytest.raises(ValidationError, match="one edge"):
        Cut(words="x", source="MEM", status="memory, unverified", at_least=1, above=2)
