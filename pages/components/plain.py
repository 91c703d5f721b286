"""What a person typed, shown as typed.

Labels, messages and table cells of Streamlit are Markdown. Text from a case goes through `plain` before it stands
in one of them, so that a link, a tag or an asterisk is read and not obeyed.
"""

import re

_MARKS = re.compile(r"([\\`*_{}\[\]()#+\-.!|~$<>&:=^\"'/@%])")
_BREAK = (
    "\u2060"  # word joiner: no width, but it keeps two characters from being read as one sign or one link
)
_LINK_START = re.compile(r"(?i)(https?|ftp|www)(?=\\[:.])")
_SIGN = re.compile(r"(\\[<>=~-])(?=\\[<>=~-])")


def plain(text: object) -> str:
    """Text so that Markdown shows it character by character; line breaks stay."""
    escaped = _MARKS.sub(r"\\\1", str(text))
    escaped = _LINK_START.sub(rf"\1{_BREAK}", escaped)
    escaped = _SIGN.sub(rf"\1{_BREAK}", escaped)
    return escaped.replace("\\@", rf"{_BREAK}\@").replace("\n", "  \n")
