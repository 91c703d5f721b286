"""What the package found wrong with a case, said where it can be put right."""

from collections.abc import Iterable

import streamlit as st

from ergo.analysis.problems import Problem, Severity
from pages.components.plain import plain


def show_problems(problems: Iterable[Problem]) -> None:
    """Each problem in one line: errors stand in the way of a plan, warnings do not."""
    for problem in problems:
        text = f"{plain(problem.item)}: {plain(problem.message)}"
        if problem.severity is Severity.ERROR:
            st.error(text, icon=":material/error:")
        else:
            st.warning(text, icon=":material/warning:")


def next_step(words: str) -> None:
    """What to do where a list is still empty."""
    st.info(words, icon=":material/arrow_forward:")
