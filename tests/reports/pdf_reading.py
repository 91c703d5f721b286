"""Reading a PDF back."""

import io
import re
import zlib
from functools import cache

from pypdf import PdfReader


def reader(pdf: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(pdf))


@cache
def pages(pdf: bytes) -> list[str]:
    """The text of every page on one line, as somebody reads it aloud."""
    return [" ".join(page.extract_text().replace("\u200b", "").split()) for page in reader(pdf).pages]


def text(pdf: bytes) -> str:
    return " ".join(pages(pdf))


@cache
def everything(pdf: bytes) -> bytes:
    """The file as it is, and again with every compressed stream unpacked: metadata, tags, fonts, contents."""
    found = [pdf]
    for match in re.finditer(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL):
        try:
            found.append(zlib.decompress(match.group(1)))
        except zlib.error:
            continue
    return b"\n".join(found)


def holds(pdf: bytes, wanted: str) -> bool:
    """Whether a text occurs anywhere: as text, in the metadata or the tags, in any encoding of a PDF string."""
    raw = everything(pdf)
    utf16 = wanted.encode("utf-16-be")
    forms = (wanted.encode(), utf16, utf16.hex().encode(), utf16.hex().upper().encode())
    return wanted in text(pdf) or any(form in raw for form in forms)
