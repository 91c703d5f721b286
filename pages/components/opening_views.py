"""The smallest and the cheapest set of changes that open a task, on the screen; or what is left where none does."""

from collections.abc import Sequence

import streamlit as st

from ergo.advice.barriers import Barrier, Goal
from ergo.advice.sufficient import ChangeSet, Sufficient
from ergo.analysis.match import match_task
from ergo.analysis.words import amount_words, key_words
from ergo.knowledge.dimensions import unit_of
from ergo.model.case import Case
from ergo.model.job import Task
from ergo.model.record import ChosenModification
from ergo.workflow.steps import match_day
from pages.components.case_state import edit, show_refusal, today, units
from pages.components.modification_views import CHOSEN, control_words
from pages.components.plain import plain
from pages.components.tables import table

GOALS = {Goal.OPEN: "done at all", Goal.WHOLE: "done for its normal time"}
CURRENCY = "US dollars"


def opening(case: Case, task: Task, found: Sufficient | None) -> None:
    """What stands in the way of a task, and the sets of changes that settle it."""
    if found is None:
        st.success("Nothing that is known stands in the way of this task.", icon=":material/check_circle:")
        return
    st.markdown(f"For this task to be **{GOALS[found.goal]}**:")
    for barrier in (*found.barriers, *found.questions):
        st.markdown(f"- {plain(barrier.words(units()))}")
    if found.questions:
        st.info("A change of the work does not replace an answer that is awaited.", icon=":material/help:")
    if found.gap:
        _gap(case, task, found)
    elif found.smallest is not None and found.cheapest is not None:
        same = found.smallest.items == found.cheapest.items
        _set(case, task, found, found.smallest, "Fewest changes, least cost" if same else "Fewest changes")
        if not same:
            _set(case, task, found, found.cheapest, "Least cost")
    st.caption(_bound(found))


def _bound(found: Sufficient) -> str:
    if found.every_set:
        return (
            "Every set of the changes that can act on what stands in the way was looked at "
            f"(versions of the task: {found.tried}). What is to be measured again is not counted on."
        )
    return f"Every set of up to {found.most_changes} changes was looked at; larger ones were not."


def _set(case: Case, task: Task, found: Sufficient, chosen: ChangeSet, title: str) -> None:
    with st.container(border=True):
        st.subheader(title)
        for item in chosen.items:
            st.markdown(f"- **{plain(item.name)}** ({plain(control_words(item.control_level))})")
        st.markdown(f"Cost: {cost_range(chosen.cost_usd)}, indicative.")
        _before_after(case, found.barriers, chosen)
        _take(case, task, chosen, title)


def cost_range(cost: tuple[int, int]) -> str:
    """A cost from and to: "no cost", "up to 500 US dollars", "300 to 1 500 US dollars"."""
    low, high = (f"{end:,}".replace(",", "\u00a0") for end in cost)
    if not cost[1]:
        return "no cost"
    return f"{low} to {high} {CURRENCY}" if cost[0] else f"up to {high} {CURRENCY}"


def _before_after(case: Case, barriers: Sequence[Barrier], chosen: ChangeSet) -> None:
    """What stood in the way, before and after."""
    after = {str(row.key): row for row in match_task(case, chosen.task, match_day(case) or today())}
    rows = []
    for barrier in barriers:
        if barrier.row is None:
            continue
        decisive, unit = barrier.row.decisive, unit_of(barrier.row.key.dimension, barrier.row.key.aspect)
        then = after.get(barrier.id)
        asked = None if then is None else then.decisive.asked
        amounts = [decisive.asked, asked if then is not None else 0.0, decisive.limit]
        now, with_it, limit = (None if a is None else amount_words(a, unit, units()) for a in amounts)
        rows.append({"What": key_words(barrier.row.key), "Now": now, "Then": with_it, "At most": limit})
    if rows:
        table(rows, "What stands in the way, before and after these changes")


def _take(case: Case, task: Task, chosen: ChangeSet, title: str) -> None:
    taken = {m.item_id for m in case.modifications if m.task_id == task.id}
    missing = [item for item in chosen.items if item.id not in taken]
    if not missing:
        st.markdown(":material/check_circle: **Chosen for the plan**")
        return

    def choose_all() -> None:
        new = [ChosenModification(item_id=item.id, task_id=task.id) for item in missing]
        edit(lambda c: c.modifications.extend(new), f"{CHOSEN}.set")

    words = "Choose it" if len(missing) == 1 else f"Choose these {len(missing)}"
    if len(missing) < len(chosen.items):
        words = "Choose the rest"
    st.button(
        f"{words} for “{plain(task.name)}”",
        key=f"modifications.set.{task.id}.{title}",
        icon=":material/add_task:",
        on_click=choose_all,
    )
    show_refusal(f"{CHOSEN}.set")


def _gap(case: Case, task: Task, found: Sufficient) -> None:
    st.warning("Nothing in the catalogue suffices.", icon=":material/warning:")
    st.markdown("What is left, at the best that the catalogue reaches:")
    stated = {f"{demand.dimension}.{demand.aspect}" for demand in task.demands}
    for barrier in found.gap:
        also = " It was stated, so no change moves it until it is measured." if barrier.id in stated else ""
        st.markdown(f"- {plain(barrier.words(units()) + also)}")
    if found.nearest is not None:
        _set(case, task, found, found.nearest, "What settles the rest")
