"""Job bank: a spreadsheet of tasks scored by one method, row by row; needs no open case."""

import pandas as pd
import streamlit as st

from ergo.errors import InputError
from ergo.methods import load, method_ids
from ergo.workflow.job_bank_sheets import (
    MOST_BYTES,
    MOST_ROWS,
    Fit,
    column_words,
    empty_bank,
    fits,
    read_bank,
    score_bank,
)
from pages.components import bank_views
from pages.components.case_state import accept, refuse, show_refusal, units
from pages.components.entries import choose
from pages.components.plain import plain
from pages.components.router import come_through_app

FILE, TABLE, METHOD = "bank.file", "bank.table", "bank.method"
ASKED, RESULT = "bank.asked", "bank.result"
MOST_FITS = 3


def read_file() -> None:
    """Read the file that was chosen; what the last one gave is forgotten."""
    for key in (TABLE, RESULT):
        st.session_state.pop(key, None)
    accept(FILE)
    accept(METHOD)
    file = st.session_state[FILE]
    if file is None:
        return
    try:
        bank = read_bank(file.getvalue())
        best = fits(list(bank.columns))[0]
    except InputError as error:
        refuse(FILE, str(error))
        return
    st.session_state[TABLE] = bank
    if not best.missing:
        st.session_state[METHOD] = best.method.id


def upload() -> pd.DataFrame | None:
    st.file_uploader(
        "Spreadsheet of tasks",
        key=FILE,
        type=["xlsx", "csv", "parquet"],
        max_upload_size=MOST_BYTES // 1_000_000,
        on_change=read_file,
        help=f"One row a task, at most {MOST_ROWS:,} rows. Columns are called as in the empty sheet, with their units.",
    )
    show_refusal(FILE)
    bank: pd.DataFrame | None = st.session_state.get(TABLE)
    return bank


def which_method(bank: pd.DataFrame | None) -> str:
    names = {method.id: f"{method.name}, {method.edition}" for method in map(load, method_ids())}
    found = [] if bank is None else fits(list(bank.columns))
    able = [fit.method.id for fit in found if not fit.missing]
    ordered = {method_id: names[method_id] for method_id in [*able, *names]}
    chosen = choose(METHOD, "Method", ordered) or next(iter(ordered))
    method, system = load(chosen), units()
    st.caption(plain(f"{method.answers} Status: {method.status}"))
    if bank is not None:
        say_fit(next(fit for fit in found if fit.method.id == chosen), [names[one] for one in able])
    st.download_button(
        "Empty sheet for this method",
        data=lambda: empty_bank(method, system),
        file_name=f"job-bank-{method.id}.xlsx",
        mime="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        icon=":material/download:",
        on_click="ignore",
    )
    return chosen


def say_fit(fit: Fit, able: list[str]) -> None:
    """What the columns of the file are good for."""
    found, missing = (
        ", ".join(f"“{column_words(fit.method, name, units())}”" for name in of)
        for of in (fit.found, fit.missing)
    )
    if fit.missing:
        fitting = f" The columns fit: {'; '.join(able[:MOST_FITS])}." if able else ""
        words = f"The file lacks columns that this method needs: {missing}.{fitting}"
        st.warning(plain(words), icon=":material/warning:")
    else:
        recommended = "Recommended: its columns fit best. " if able[0].startswith(fit.method.name) else ""
        st.success(
            plain(f"{recommended}Columns that are used: {found}."),
            icon=":material/check_circle:",
        )


def score(bank: pd.DataFrame, method_id: str) -> None:
    """Score when the button was pressed, and show the result until file or method change."""
    st.button(
        f"Score {len(bank):,} rows",
        key="bank.score",
        on_click=st.session_state.update,
        args=({ASKED: True},),
        type="primary",
        icon=":material/play_arrow:",
    )
    if st.session_state.pop(ASKED, False):
        bar = st.progress(0.0, text="Scoring")
        st.session_state.pop(RESULT, None)
        accept(METHOD)
        try:
            st.session_state[RESULT] = score_bank(method_id, bank, lambda share: show_share(bar, share))
        except InputError as error:
            refuse(METHOD, str(error))
        bar.empty()
    show_refusal(METHOD)
    scored = st.session_state.get(RESULT)
    if scored is not None and scored.method.id == method_id:
        bank_views.result(scored)


def show_share(bar: st.delta_generator.DeltaGenerator, share: float) -> None:
    bar.progress(share, text=f"Scoring: {share:.0%}")


come_through_app()
st.title("Job bank")
st.caption(
    "Score a spreadsheet of tasks by one method, row by row. It stays on this computer and in no case."
)
table = upload()
method_chosen = which_method(table)
if table is None:
    st.info(
        "Choose a method, fill in its empty sheet, one row a task, and upload it above.",
        icon=":material/arrow_forward:",
    )
else:
    score(table, method_chosen)
