"""Tables that a screen reader can read, with every cell shown as typed."""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from ergo.analysis.wording import date_words
from pages.components.plain import plain

NO_BREAK = "\u00a0"


class Markup(str):
    """Text written for this screen that may carry Markdown; everything else in a cell is shown as typed."""

    __slots__ = ()


def table(rows: Sequence[dict[str, object]], about: str) -> None:
    """One row a mapping from column to value; None is an empty cell, and a column without any value is left out.

    `about` says what the table holds.
    """
    import pandas as pd  # only the screens that show a table wait for it

    used = [name for name in rows[0] if any(row[name] not in (None, "") for row in rows)]
    cells = [{plain(name): _cell(row[name]) for name in used} for row in rows]
    st.table(pd.DataFrame(cells), hide_index=True, border="horizontal", alt=about)


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, date):
        return date_words(value, weekday=False).replace(" ", NO_BREAK)
    return str(value) if isinstance(value, Markup) else plain(value)
