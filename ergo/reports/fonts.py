"""The fonts of the documents, and which characters they can print.

Open Sans sets the text; DejaVu Sans stands in for letters and signs that Open Sans lacks. A PDF for the archive may
hold no character without a shape, so one that neither font has is replaced by a box before it is set.
"""

import re
import struct
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).resolve().parent / "fonts"
FAMILIES = ("Open Sans", "DejaVu Sans")
_COVERING = ("OpenSans-Regular.ttf", "DejaVuSans.ttf")
_BOX = "\u25a1"
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]")
_FIGURE = re.compile(r"(\d) (?=(?:kg|cm|m|N|lb|in|ft|lbf|h|min)\b)")
_LONG_WORD = re.compile(r"\S{32}(?=\S)")


def printable(text: str) -> str:
    """The text as it can be set: no control or direction marks, a box for what no font has."""
    if text.isascii() and text.isprintable():
        return text
    shown = _INVISIBLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " "))
    known = covered()
    return "".join(c if c == "\n" or ord(c) in known else _box(c) for c in shown)


def breakable(text: str) -> str:
    """The text with places where words longer than a column may break, and figures kept with their units."""
    whole = _FIGURE.sub("\\1\u00a0", text)
    return _LONG_WORD.sub(lambda match: match.group() + "\u200b", whole)


def _box(character: str) -> str:
    return _BOX if character.isprintable() else ""


@cache
def covered() -> frozenset[int]:
    """Every code point for which one of the fonts has a shape."""
    return frozenset[int]().union(*(_code_points((FOLDER / name).read_bytes()) for name in _COVERING))


def _code_points(font: bytes) -> set[int]:
    """The code points of a TrueType font's `cmap` table, formats 4 and 12 (OpenType specification)."""
    count = struct.unpack_from(">H", font, 4)[0]
    tables = {
        font[12 + 16 * n : 16 + 16 * n]: struct.unpack_from(">I", font, 20 + 16 * n)[0] for n in range(count)
    }
    cmap = tables[b"cmap"]
    subtables = struct.unpack_from(">H", font, cmap + 2)[0]
    found: set[int] = set()
    for n in range(subtables):
        at = cmap + struct.unpack_from(">I", font, cmap + 8 + 8 * n)[0]
        kind = struct.unpack_from(">H", font, at)[0]
        if kind == 4:
            found |= _segments(font, at)
        elif kind == 12:
            groups = struct.unpack_from(">I", font, at + 12)[0]
            for group in range(groups):
                first, last, _ = struct.unpack_from(">III", font, at + 16 + 12 * group)
                found.update(range(first, last + 1))
    return found


def _segments(font: bytes, at: int) -> set[int]:
    """Format 4: runs of code points, each mapped by a shift or through a list in which 0 means no shape."""
    double = struct.unpack_from(">H", font, at + 6)[0]
    ends, starts, shifts, offsets = (at + 14, at + 16 + double, at + 16 + 2 * double, at + 16 + 3 * double)
    found = set()
    for position in range(0, double, 2):
        end, start, shift, offset = (
            struct.unpack_from(">H", font, base + position)[0] for base in (ends, starts, shifts, offsets)
        )
        for code in range(start, min(end, 0xFFFE) + 1):
            if offset:
                glyph = struct.unpack_from(">H", font, offsets + position + offset + 2 * (code - start))[0]
            else:
                glyph = (code + shift) & 0xFFFF
            if glyph:
                found.add(code)
    return found
