"""A case file comes back as it went out; a damaged, foreign or newer one is refused with the reason."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ergo.errors import InputError
from ergo.model.case import Case
from ergo.model.worker import Worker
from ergo.store import casefile
from ergo.workflow.examples import example, examples

LEAST: dict[str, Any] = {"schema_version": 1, "worker": {"code": "W-1"}}


def as_file(**changed: Any) -> bytes:
    return json.dumps(LEAST | changed).encode()


def test_round_trip(case: Case) -> None:
    written = casefile.dump(case)
    assert casefile.load(written) == case
    assert casefile.dump(casefile.load(written)) == written


@given(
    title=st.text(st.characters(exclude_categories=["Cs"]), max_size=120).map(str.strip),
    notes=st.text(st.characters(exclude_categories=["Cs"]), max_size=4000),
)
def test_round_trip_of_any_text(title: str, notes: str) -> None:
    case = Case(worker=Worker(code="W-1"), title=title, notes=notes)
    assert casefile.load(casefile.dump(case)) == case


def test_it_is_plain_json_with_its_edition(case: Case) -> None:
    document = json.loads(casefile.dump(case))
    assert document["schema_version"] == 1
    assert document["job"]["tasks"][0]["measurements"]["lift.load_kg"]["value"] == 12.5


def test_a_byte_order_mark_does_no_harm() -> None:
    assert casefile.load(b"\xef\xbb\xbf" + as_file()).worker.code == "W-1"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "damaged or of another kind: line 1"),
        (b"\xff\xfe\x00", "byte 1 is not UTF-8"),
        (as_file()[:-10], "damaged or of another kind: line 1"),
        (b"PK\x03\x04 a spreadsheet", "damaged or of another kind"),
        (b'{"schema_version": ' + b"9" * 5000 + b"}", "a number has too many digits"),
        (as_file(title="\ud800"), "a text holds half a character"),
        (b"[]", "not a case file: it does not say its schema_version"),
        (b'{"name": "something else"}', "not a case file: it does not say its schema_version"),
        (b"[" * 100_000, "nested too deep"),
        (as_file(schema_version=2), "newer edition of this program \\(case schema 2\\).*Update"),
        (as_file(schema_version="1"), "schema_version is '1', not a number"),
        (as_file(schema_version=0), "schema_version is 0, not a number"),
        (as_file(schema_version=True), "schema_version is True, not a number"),
    ],
)
def test_what_is_no_case_file_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(InputError, match=reason):
        casefile.load(data)


def test_characters_beyond_the_first_plane_may_be_escaped() -> None:
    assert casefile.load(as_file(title="\U0001f4e6")).title == "\U0001f4e6"


def test_a_file_that_is_too_large_is_not_read() -> None:
    with pytest.raises(InputError, match="The file has 64 MB; at most 64 MB are read"):
        casefile.load(b" " * (casefile.MAX_BYTES + 1))


def test_every_cut_of_a_file_is_refused_in_words(case: Case) -> None:
    whole = casefile.dump(case)
    for length in range(0, len(whole) - 2, 7):
        with pytest.raises(InputError, match="damaged or of another kind"):
            casefile.load(whole[:length])


@pytest.mark.parametrize("number", ["Infinity", "-Infinity", "NaN", "1e999", '"inf"'])
def test_a_number_that_is_none_is_refused(number: str) -> None:
    score = f'{{"instrument_id": "odi", "on": "2026-01-05", "score": {number}}}'
    data = (
        f'{{"schema_version": 1, "worker": {{"code": "W"}}, "clinical": {{"outcome_measures": [{score}]}}}}'
    )
    with pytest.raises(
        InputError, match=r"Outcome measure “2026-01-05”: score '?-?(inf|nan)'? is not a number"
    ):
        casefile.load(data.encode())


def test_round_trip_of_the_worked_examples() -> None:
    for info in examples():
        case = example(info.id)
        assert casefile.load(casefile.dump(case)) == case


def test_pictures_travel_beside_the_case(case: Case) -> None:
    picture = bytes(range(256))
    digest = (
        "40aff2e9d2d8922e47afd4648e6967497158785fbd1da870e7110266bf944880"  # sha256sum of these 256 bytes
    )
    written = casefile.dump(case, {digest: picture})
    assert casefile.load_with_attachments(written) == (case, {digest: picture})
    assert casefile.load(written) == case
    assert casefile.load_with_attachments(casefile.dump(case)) == (case, {})


@pytest.mark.parametrize(
    ("attachments", "reason"),
    [
        ([], "The pictures in the file are damaged"),
        ({"00" * 32: "AAAA"}, "A picture in the file is damaged \\(000000000000\\)"),
        ({"40aff2e9": 5}, "A picture in the file is damaged \\(40aff2e9\\)"),
        ({"40aff2e9": "no base64!"}, "A picture in the file is damaged"),
        ({"40aff2e9": "ü"}, "A picture in the file is damaged"),
    ],
)
def test_picture_that_is_not_what_its_digest_says_is_refused(attachments: Any, reason: str) -> None:
    with pytest.raises(InputError, match=reason):
        casefile.load_with_attachments(as_file(attachments=attachments))
