"""The day of a plan on the screen: rules that a supervisor can keep, the example day of a stage, and its bad day."""

import streamlit as st

from ergo.analysis.day_lines import DayLine, bad_day_words, changes_words, day_lines, pieces_words
from ergo.analysis.wording import clock_words, date_words, hours_words, range_words
from ergo.analysis.words import rule_words
from ergo.drawing.day_timeline import timeline_svg
from ergo.knowledge.day_rules import day_figures
from ergo.model.case import Case
from ergo.model.plan import Block, DayRule, ExampleDay, Plan
from pages.components.case_state import units
from pages.components.plain import plain
from pages.components.plan_views import choose_week
from pages.components.tables import table
from pages.components.words import RULE_ORIGIN, SOURCE_STATUS


def the_day(case: Case, plan: Plan) -> None:
    """Rules and example day of the chosen week's stage; the rules of all weeks on request."""
    week = choose_week(plan)
    st.subheader("Rules of the day")
    rules([rule for rule in plan.day_rules if rule.from_week <= week.number <= rule.until_week])
    example = next((e for e in plan.example_days if e.from_week <= week.number <= e.until_week), None)
    if example is None:
        st.caption("No shift of this week has a date, so there is no example day.")
    else:
        st.subheader("Example day")
        st.caption(
            f"{stage_words(example)}. One way to keep the rules: another order that keeps them is as good."
        )
        timeline(case, example, example.blocks, "Example day", "example")
        st.subheader("If the day goes badly")
        bad_day(case, plan, example)
    with st.expander(f"The rules of all weeks: {len(plan.day_rules)}"):
        rows = [
            {
                "Weeks": range_words(rule.from_week, rule.until_week),
                "Rule": rule_words(rule, units()),
                "From": origin_words(rule),
            }
            for rule in plan.day_rules
        ]
        if rows:
            table(rows, "Rules of the day")
        else:
            st.markdown("This plan needs no rule of the day.")


def stage_words(example: ExampleDay) -> str:
    """The weeks of a stage and its longest day."""
    weeks = range_words(example.from_week, example.until_week)
    word = "Week" if example.from_week == example.until_week else "Weeks"
    return (
        f"{word} {weeks}: the longest day, {hours_words(example.paid_min)}, as on {date_words(example.date)}"
    )


def rules(kept: list[DayRule]) -> None:
    """Rules as a list, each with where it comes from."""
    said = [f"- {plain(rule_words(rule, units()))} :gray[{plain(origin_words(rule))}]" for rule in kept]
    st.markdown("\n".join(said) or "No rule of the day in this week.")


def origin_words(rule: DayRule) -> str:
    """Who or what asks for a rule, and how far its figure can be relied on."""
    parts = [RULE_ORIGIN[rule.origin]] if rule.origin is not None else []
    parts += [SOURCE_STATUS[rule.status]] if rule.status is not None else []
    return ", ".join(parts)


def timeline(case: Case, example: ExampleDay, blocks: list[Block], title: str, key: str) -> None:
    """A day on the clock, with the table behind it."""
    lines = day_lines(case, example, blocks)
    svg = timeline_svg(lines, example.start, title=title)
    st.image(svg, alt=svg.alt, width="stretch")
    with st.expander(f"{title} as a table", key=f"plan.{key}.table", on_change="rerun") as box:
        if box.open:
            table([line_row(line, example) for line in lines], title)


def line_row(line: DayLine, example: ExampleDay) -> dict[str, object]:
    """One visit or break of a day."""
    return {
        "From": clock_words(line.start),
        "To": clock_words(line.end),
        "What": line.what,
        "Minutes": str(line.minutes),
        "Posture": line.posture,
        "Changes of posture, paid": changes_words(line, example.start),
    }


def bad_day(case: Case, plan: Plan, example: ExampleDay) -> None:
    """What the policy says of a bad day, and what that is on this one."""
    rule = plan.policy.bad_day
    st.markdown(f"{plain(rule.text)} :gray[{SOURCE_STATUS[rule.status]}]")
    status = SOURCE_STATUS[day_figures().bad_day_piece_min.status]
    said = [f"- {plain(words)}" for words in bad_day_words(case, example)]
    st.markdown("\n".join([*said, f"- {plain(pieces_words(plan))} :gray[{status}]"]))
    timeline(case, example, example.bad_day, "Bad day", "bad")
