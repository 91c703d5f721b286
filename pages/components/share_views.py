"""Shares of women and men who could do a piece of work (Liberty Mutual), and what limits it."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from ergo.analysis.score import TaskScore
from ergo.analysis.words import amount_words
from ergo.knowledge.differences import difference
from ergo.methods.lm_equation import SEXES, SHARES
from ergo.methods.result import Result
from pages.components.bands import band_mark
from pages.components.case_state import units
from pages.components.change_views import Score
from pages.components.lift_views import NO_FIGURE, what_limits
from pages.components.plain import plain
from pages.components.tables import table
from pages.components.words import SOURCE_STATUS, cited

NEARLY = 99.5


def percent_words(value: float | None, unknown: str = NO_FIGURE) -> str:
    """A share as a person reads it: never all and never none, which a distribution does not say."""
    if value is None:
        return unknown
    if value > NEARLY:
        return "> 99 %"
    return "< 1 %" if value < 100 - NEARLY else f"{value:.0f} %"


SHARE = Score("Share of women", percent_words)


def share_headline(result: Result | None, limit: str) -> None:
    """How many women and men could do it, the limit for 75 % of women, and what limits it, large."""
    steps = {} if result is None or result.score is None else result.intermediates
    with st.grid(4, min_column_width=128):
        st.metric(
            "Women",
            percent_words(steps.get("percent_women")),
            border=True,
            help="To whom it is acceptable all day.",
        )
        st.metric("Men", percent_words(steps.get("percent_men")), border=True)
        st.metric("Limit for 75 %", limit, border=True, help="The most that 75 % of women accept.")
        st.metric("Limits most", limiting(steps), border=True)
    if result is not None and result.score is not None:
        st.markdown(band_mark(result))


def limiting(steps: Mapping[str, Any], tag: str = "women") -> str:
    """What lowers the limit most; of a push or pull, for the force that decides."""
    decides = {"force to start": "initial_women", "force to keep moving": "sustained_women"}
    found = steps.get(f"limiting_{decides.get(steps.get('deciding_force', ''), tag)}")
    return found.capitalize() if found else NO_FIGURE


def amount(value: float | None, unit: str) -> str:
    """An amount in the chosen units."""
    return NO_FIGURE if value is None else amount_words(value, unit, units())


def share_rows(result: Result, unit: str, forces: Mapping[str, str] | None = None) -> list[dict[str, object]]:
    """One row for women and one for men, and for each force where there are several."""
    steps = result.intermediates
    rows = []
    for force, name in (forces or {"": ""}).items():
        for sex in SEXES:
            tag = f"{force}_{sex}" if force else sex
            row: dict[str, object] = {"Force": name, "For": sex.capitalize()}
            row["Could do it"] = percent_words(steps[f"percent_{tag}"])
            row["Heaviest load"] = percent_words(steps.get(f"percent_heaviest_{tag}"), unknown="")
            for share in SHARES:
                row[f"Limit for {share} %"] = amount(steps[f"limit_{share}_{tag}_{unit.lower()}"], unit)
            row["Limited by"] = limiting({f"limiting_{sex}": steps[f"limiting_{tag}"]}, sex)
            rows.append(row)
    return rows


def differences(one: str, other: str) -> None:
    """Why the two methods may disagree."""
    if difference(one, other):
        with st.expander("Why the two may disagree"):
            say_difference(one, other)


def say_difference(one: str, other: str) -> None:
    """What sets two methods apart, each statement with its source and status."""
    for statement in difference(one, other):
        st.markdown(plain(statement.text))
        st.caption(plain(f"{cited(statement.source)} ({SOURCE_STATUS[statement.status]})"))


def same_lift(score: TaskScore, recommended_id: str) -> None:
    """The lift as Liberty Mutual sees it, beside the index."""
    st.header("The same lift, by how many could do it")
    result = score.result
    if result is None or result.score is None:
        st.info(_why_not(score), icon=":material/info:")
    else:
        direction = result.intermediates["direction"]
        steps = result.intermediates
        share_headline(result, amount(steps["limit_75_women_kg"], "kg"))
        table(
            share_rows(result, "kg"),
            f"Share of women and men to whom this {direction} is acceptable, and their limits",
        )
        what_limits(score)
    differences(recommended_id, score.method_id)


def _why_not(score: TaskScore) -> str:
    if score.refused is not None:
        return plain(score.problem_in(units()))
    if score.result is None:
        return "Liberty Mutual needs load, reach, both hand heights and the rate."
    return plain(" ".join(f.text for f in score.result.findings if f.severity == "invalid"))
