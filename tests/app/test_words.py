"""No screen shows the value of an enumeration as it is kept, and plain text stays plain."""

from enum import StrEnum

import pytest

from pages.components import words
from pages.components.plain import plain

TABLES = {name: table for name, table in vars(words).items() if name.isupper() and isinstance(table, dict)}


@pytest.mark.parametrize("name", sorted(TABLES))
def test_every_value_has_its_words(name: str) -> None:
    table = TABLES[name]
    kind = type(next(iter(table)))
    assert issubclass(kind, StrEnum)
    assert set(table) == set(kind)
    assert not [text for text in table.values() if "_" in text]


@pytest.mark.parametrize(
    ("typed", "escaped"),
    [
        ("Pick from floor", "Pick from floor"),
        ("**b**", r"\*\*b\*\*"),
        ("[x](y)", r"\[x\]\(y\)"),
        ("<b>", r"\<b\>"),
        ("10 kg: ok", r"10 kg\: ok"),
        ("http://a.b", "http\u2060\\:\\/\\/a\\.b"),
        ("www.a.b", "www\u2060\\.a\\.b"),
        ("a@b.c", "a\u2060\\@b\\.c"),
        ("->", "\\-\u2060\\>"),
        ("a\nb", "a  \nb"),
    ],
)
def test_plain_text_is_escaped(typed: str, escaped: str) -> None:
    assert plain(typed) == escaped
