"""The case file: one case as JSON, the form in which it is kept, exported and brought in again.

An exported file carries the pictures of the case beside it, in base64 under their SHA-256.
"""

import binascii
import json
from base64 import b64decode, b64encode
from collections.abc import Mapping
from typing import Any

from ergo.errors import InputError
from ergo.model.case import SCHEMA_VERSION, Case
from ergo.model.plan import Plan
from ergo.store.attachments import digest_of
from ergo.store.refusal import checked

MAX_BYTES = 64_000_000
ATTACHMENTS = "attachments"


def dump(case: Case, attachments: Mapping[str, bytes] | None = None) -> bytes:
    """The case as a file: UTF-8 JSON that `load` turns into an equal case.

    ``attachments`` are the bytes of its pictures by digest; `load_attachments` gives them back.
    """
    if not attachments:
        return case.model_dump_json(indent=1).encode() + b"\n"
    document = {**case.model_dump(mode="json"), ATTACHMENTS: encoded(attachments)}
    return json.dumps(document, indent=1, ensure_ascii=False).encode() + b"\n"


def load(data: bytes) -> Case:
    """The case in a file, whatever pictures stand beside it.

    Parameters
    ----------
    data : bytes
        The whole file, at most 64 MB.

    Raises
    ------
    InputError
        When it is too large, damaged, no case file, or written by a newer edition of this program; and for a
        value that the case does not allow, naming item, field, value and range.
    """
    return from_document(parsed(data))


def from_document(document: object) -> Case:
    """The case in a file whose JSON was already read; raises as `load` does."""
    if not isinstance(document, dict) or "schema_version" not in document:
        raise InputError("This is not a case file: it does not say its schema_version.", field="file")
    version = document["schema_version"]
    if isinstance(version, bool) or not isinstance(version, int) or version < 1:
        raise InputError(
            f"This is not a case file: its schema_version is {version!r:.40}, not a number from 1.",
            field="schema_version",
            value=version,
        )
    if version > SCHEMA_VERSION:
        raise InputError(
            f"The file was written by a newer edition of this program (case schema {version}); this one reads "
            f"up to {SCHEMA_VERSION}. Update the program, then open the file again.",
            field="schema_version",
            value=version,
        )
    return checked(Case, {name: part for name, part in document.items() if name != ATTACHMENTS})


def load_with_attachments(data: bytes) -> tuple[Case, dict[str, bytes]]:
    """The case in a file, and the pictures beside it by digest.

    Raises InputError as `load` does, and when a picture is not what its digest says.
    """
    document = parsed(data)
    case = from_document(document)
    return case, attachments_in(document)


def attachments_in(document: Mapping[str, Any]) -> dict[str, bytes]:
    """The pictures that stand in what a file says, by digest; InputError when one is not what its digest says."""
    found = document.get(ATTACHMENTS, {})
    if not isinstance(found, dict):
        raise InputError("The pictures in the file are damaged.", field=ATTACHMENTS)
    return {digest: _decoded(digest, text) for digest, text in found.items()}


def encoded(attachments: Mapping[str, bytes]) -> dict[str, str]:
    """Pictures by digest as `attachments_in` reads them."""
    return {digest: b64encode(data).decode("ascii") for digest, data in attachments.items()}


def _decoded(digest: str, text: object) -> bytes:
    try:
        data = b64decode(text, validate=True) if isinstance(text, str) else b""
    except (binascii.Error, ValueError):
        data = b""
    if digest_of(data) != digest:
        raise InputError(f"A picture in the file is damaged ({digest:.12}).", field=ATTACHMENTS, value=digest)
    return data


def load_plan(data: bytes) -> Plan:
    """The plan in a file of its own, as the command line writes it; raises InputError as `load` does."""
    return checked(Plan, parsed(data))


def parsed(data: bytes) -> Any:
    """What the JSON of a file says.

    Raises InputError when it is too large or damaged; the message names line and column.
    """
    if len(data) > MAX_BYTES:
        raise InputError(
            f"The file has {len(data) / 1e6:.0f} MB; at most {MAX_BYTES / 1e6:.0f} MB are read.", field="file"
        )
    try:
        text = data.decode("utf-8-sig")
        document = json.loads(text)
        if "\\ud" in text.lower():
            json.dumps(document, ensure_ascii=False).encode()  # an escape may stand for half a character
        return document
    except UnicodeDecodeError as error:
        reason = f"byte {error.start + 1} is not UTF-8 text"
    except UnicodeEncodeError:
        reason = "a text holds half a character"
    except json.JSONDecodeError as error:
        reason = f"line {error.lineno}, column {error.colno} is not JSON ({error.msg.lower()})"
    except ValueError:
        reason = "a number has too many digits"
    except RecursionError:
        reason = "its parts are nested too deep"
    raise InputError(f"The file is damaged or of another kind: {reason}.", field="file")
