"""A scored job bank on the screen: what came of it, where risk sits, which rows were bad, and the files to keep."""

from typing import Any

import streamlit as st

from ergo.drawing.style import GRID, INK, START
from ergo.methods.result import BandScheme, Severity
from ergo.workflow.job_bank_sheets import Scored, as_csv, as_xlsx
from pages.components.case_state import units
from pages.components.plain import plain
from pages.components.tables import table

BAD_SHOWN = 20
HEIGHT_PX = 320
QUIET = {"displayModeBar": False, "scrollZoom": False}
MEANING = {Severity.INVALID: "No score", Severity.CAUTION: "Caution", Severity.NOTE: "Note"}


def result(scored: Scored) -> None:
    """Everything about a scored bank."""
    tally = scored.tally
    columns = st.columns(4)
    for column, (label, number) in zip(
        columns,
        (
            ("Rows", tally.rows),
            ("Scored", tally.scored),
            ("Without a score", tally.unscored),
            ("Bad rows", tally.bad_rows),
        ),
        strict=True,
    ):
        column.metric(label, f"{number:,}")
    where_risk_sits(scored)
    what_limits(scored)
    bad_rows(scored)
    downloads(scored)


def where_risk_sits(scored: Scored) -> None:
    if not scored.tally.scored:
        st.info("No row has a score: see below why.", icon=":material/help:")
        return
    st.header("Where risk sits")
    scheme = scored.method.bands[0]
    rows = by_band(scored)
    left, right = st.columns(2)
    with left:
        st.markdown(f"**{plain(scheme.name)}**")
        st.plotly_chart(band_figure(rows), key="bank.bands", config=QUIET, alt=band_words(rows))
    with right:
        st.markdown("**Score**, with the limits of the bands")
        spread = scored.distribution()
        st.plotly_chart(
            spread_figure(spread, scheme), key="bank.spread", config=QUIET, alt=spread_words(spread, scheme)
        )
    st.caption("The last bar of the scores also holds the highest hundredth of them.")
    with st.expander("The charts as tables"):
        table([{"Band": label, "Rows": f"{number:,}"} for label, number in rows], "Rows by band")
        ranges = [
            {"Score from": f"{low:.4g}", "to": f"{high:.4g}", "Rows": f"{number:,}"}
            for low, high, number in spread
        ]
        table(ranges, "Rows by score")


def by_band(scored: Scored) -> list[tuple[str, int]]:
    """Rows in each band, lowest first."""
    labels = [band.label for band in scored.method.bands[0].bands]
    return [(label, scored.tally.bands[label]) for label in labels]


def band_figure(rows: list[tuple[str, int]]) -> dict[str, Any]:
    """Rows by band as bars, as plotly takes it."""
    labels, numbers = zip(*rows, strict=True)
    return {
        "data": [
            {
                "type": "bar",
                "orientation": "h",
                "x": list(numbers),
                "y": list(labels),
                "text": [f"{number:,}" for number in numbers],
                "textposition": "auto",
                "textfont": {"size": 15},
                "marker": {"color": START},
                "hovertemplate": "%{y}: %{x:,} rows<extra></extra>",
            }
        ],
        "layout": {
            "height": HEIGHT_PX,
            "margin": {"l": 10, "r": 20, "t": 10, "b": 45},
            "showlegend": False,
            "xaxis": {"title": {"text": "Rows"}, "gridcolor": GRID, "rangemode": "tozero"},
            "yaxis": {"type": "category", "automargin": True, "autorange": "reversed"},
        },
    }


def band_words(rows: list[tuple[str, int]]) -> str:
    """The bars in words."""
    return "Bar chart of rows by band. " + "; ".join(f"{label}: {number:,}" for label, number in rows) + "."


def limits(scheme: BandScheme) -> list[float]:
    """Where one band ends and the next begins."""
    return [band.high for band in scheme.bands[:-1] if band.high is not None]


def spread_figure(spread: list[tuple[float, float, int]], scheme: BandScheme) -> dict[str, Any]:
    """Rows by score with the limits of the bands, as plotly takes it."""
    first, last = spread[0][0], spread[-1][1]
    lines = [limit for limit in limits(scheme) if first <= limit <= last]
    line = {
        "type": "line",
        "yref": "paper",
        "y0": 0,
        "y1": 1,
        "line": {"color": INK, "width": 2, "dash": "dash"},
    }
    words = {
        "yref": "paper",
        "y": 1,
        "yanchor": "bottom",
        "showarrow": False,
        "font": {"size": 13, "color": INK},
    }
    return {
        "data": [
            {
                "type": "bar",
                "x": [(low + high) / 2 for low, high, _ in spread],
                "width": [high - low for low, high, _ in spread],
                "y": [number for _, _, number in spread],
                "marker": {"color": START},
                "hovertext": [f"{low:.3g} to {high:.3g}" for low, high, _ in spread],
                "hovertemplate": "%{hovertext}: %{y:,} rows<extra></extra>",
            }
        ],
        "layout": {
            "height": HEIGHT_PX,
            "margin": {"l": 60, "r": 20, "t": 30, "b": 45},
            "showlegend": False,
            "xaxis": {"title": {"text": "Score"}, "gridcolor": GRID},
            "yaxis": {"title": {"text": "Rows"}, "gridcolor": GRID, "rangemode": "tozero"},
            "shapes": [line | {"x0": limit, "x1": limit} for limit in lines],
            "annotations": [words | {"x": limit, "text": f"{limit:g}"} for limit in lines],
        },
    }


def spread_words(spread: list[tuple[float, float, int]], scheme: BandScheme) -> str:
    """The distribution in words."""
    low, high, number = max(spread, key=lambda row: row[2])
    ends = ", ".join(f"{limit:g}" for limit in limits(scheme))
    return (
        f"Chart of rows by score, from {spread[0][0]:.3g} to {spread[-1][1]:.3g}; most rows, {number:,}, lie from "
        f"{low:.3g} to {high:.3g}. Limits of the bands: {ends or 'none'}."
    )


def what_limits(scored: Scored) -> None:
    told = scored.told()
    if not told:
        return
    st.header("What limits the scores")
    table(
        [{"Rows": f"{row.rows:,}", "Means": MEANING[row.severity], "In words": row.sentence} for row in told],
        "Findings of the rows",
    )


def bad_rows(scored: Scored) -> None:
    tally = scored.tally
    if not tally.bad:
        return
    st.header("Bad rows")
    st.markdown("They have no score and do not stop the others. The first row below the headings is row 1.")
    shown = tally.bad if st.session_state.get("bank.all_bad") else tally.bad[:BAD_SHOWN]
    table([{"Row": row.row, "Why": row.reason} for row in shown], "Bad rows and why")
    if len(tally.bad) > BAD_SHOWN:
        st.toggle(f"Show {len(tally.bad):,} of {tally.bad_rows:,} bad rows", key="bank.all_bad")


def downloads(scored: Scored) -> None:
    st.header("Scored table")
    st.markdown("Every row in its place, with score, band, every step, findings and what was wrong with it.")
    for name, make, mime in (
        ("Excel", as_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ("CSV", as_csv, "text/csv"),
    ):
        ending = "xlsx" if make is as_xlsx else "csv"
        st.download_button(
            f"Scored table ({name})",
            data=lambda make=make: make(scored.to_read(units())),  # type: ignore[misc]
            file_name=f"job-bank-{scored.method.id}.{ending}",
            mime=mime,
            icon=":material/download:",
            on_click="ignore",
        )
