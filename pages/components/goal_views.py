"""Pacing computed from tolerances, goals rated over time, the flare-up plan, and what follows full duties."""

import streamlit as st

from ergo.advice.pacing import Paced, energy_use, pacing_plan, start_share
from ergo.advice.programme import check_ups, programme_weeks, week_on
from ergo.analysis.goals import PSFS, latest, scale_goals
from ergo.analysis.outcomes import Point, courses
from ergo.analysis.wording import date_words, hours_words
from ergo.analysis.words import amount_words, limit_words
from ergo.knowledge.documents import my_plan_sections
from ergo.knowledge.programme import goal_library, pacing_rules
from ergo.knowledge.sources import Status
from ergo.model.case import Case
from ergo.model.programme import CheckUp, GoalDomain, GoalRating, PacedActivity, PacingRule, ProgrammeGoal
from pages.components import fields
from pages.components.case_state import today, units
from pages.components.entries import add, choose, pick, remove
from pages.components.exercise_views import WHOLE
from pages.components.fields import Unsaid
from pages.components.messages import next_step
from pages.components.plain import plain
from pages.components.programme_views import sourced
from pages.components.tables import table
from pages.components.words import SOURCE_STATUS, cited

GOAL, RATING, PACED, CHECK = "programme.goal", "programme.rating", "programme.paced", "programme.check"
DOMAIN = {GoalDomain.WORK: "At work", GoalDomain.HOME: "At home", GoalDomain.SOCIAL: "In social life"}
RULE = {
    PacingRule.OF_LEVEL: "A share of the level of the week before",
    PacingRule.OF_BASELINE: "A share of the baseline",
}


def pacing(case: Case) -> None:
    """Levels week by week from the tolerances, and what a day takes of them."""
    share, rules, weeks = start_share(case), pacing_rules(), programme_weeks(case)
    now = week_on(weeks, today()).number
    rows = pacing_plan(case, len(weeks))
    table([pacing_row(paced, now) for paced in rows], "Pacing from the tolerances")
    st.caption(
        plain(
            f"Begins at {100 * share.value:g} % of the baseline and rises by {100 * rules.step_share.value:g} % "
            f"a week, never above the plan's limit of the week. {cited(share.source)}; {SOURCE_STATUS[share.status]}."
        )
    )
    fields.choice(WHOLE, "pacing_rule", "Each week adds", RULE, required=True)
    paced = [row for row in rows if row.levels]
    if paced:
        with st.expander("Week by week"):
            table([level_row(paced, week.number) for week in weeks], "Levels of pacing by week")
    names = {row.activity.id: row.activity.label for row in rows}
    picked = choose(PACED, "Activity with a baseline or aim of its own", names)
    activity = next(row.activity for row in rows if row.activity.id == picked)
    own = Unsaid(
        f"{PACED}.{activity.id}",
        lambda c: next((p for p in c.programme.paced if p.activity_id == activity.id), None),
        lambda: PacedActivity(activity_id=activity.id),
        lambda c, entry: c.programme.paced.append(entry),
    )
    with st.grid("auto", min_column_width=180):
        fields.number(own, "baseline", "Baseline", unit=activity.unit, placeholder="as measured")
        fields.number(own, "aim", "Aim", unit=activity.unit, placeholder="as the job asks")
    beside = {limit_words(x, units()) for row in paced for level in row.levels[:now] for x in level.beside}
    if beside:
        st.warning(
            plain("The plan's limits stand beside this: " + "; ".join(sorted(beside))),
            icon=":material/warning:",
        )
    own_rules = [activity.own_rule for activity in rules.activities if activity.own_rule is not None]
    statements = (*rules.baseline, *rules.rules, *own_rules)
    with st.expander("How it is done, and where it comes from"):
        st.markdown("\n".join(sourced(s) for s in statements))
    energy(case, now)


def pacing_row(paced: Paced, now: int) -> dict[str, object]:
    """One activity: baseline, aim, this week's level, and when the aim is reached."""
    unit, level = paced.activity.unit, paced.at(now)
    reached = paced.reached_week
    if paced.baseline is None:
        said = "not assessed: measure the tolerance"
    elif not paced.needed:
        said = "the tolerance reaches what is asked for"
    elif paced.aim is None:
        said = "no aim is known: set one"
    else:
        said = f"reached in week {reached}" if reached else "not reached within the plan"
    return {
        "Activity": paced.activity.label,
        "Baseline": None if paced.baseline is None else amount_words(paced.baseline, unit, units()),
        "Aim": None if paced.aim is None else amount_words(paced.aim, unit, units()),
        f"Week {now}": None if level is None else amount_words(level.value, unit, units()),
        "Aim reached": said,
        "Rule": None if level is None else rule_words(paced),
    }


def rule_words(paced: Paced) -> str:
    """Whether share and step of an activity are published."""
    return "published" if paced.published else SOURCE_STATUS[Status.PROPOSAL]


def level_row(paced: list[Paced], week: int) -> dict[str, object]:
    """The levels of one week; those that the plan's limit holds down are marked."""
    row: dict[str, object] = {"Week": week}
    for entry in paced:
        level = entry.at(week)
        words = "" if level is None else amount_words(level.value, entry.activity.unit, units())
        row[entry.activity.label] = f"{words}, held by the plan's limit" if level and level.capped else words
    return row


def energy(case: Case, week: int) -> None:
    """What the longest day of the week takes of the day's tolerances."""
    used = energy_use(case, week)
    if not used:
        return
    st.subheader("Saving energy: what the working day takes")
    rows = [
        {
            "Posture": entry.label,
            "Longest day of this week": hours_words(entry.used_min),
            "Tolerated in a day": "not assessed"
            if entry.tolerated_min is None
            else hours_words(round(entry.tolerated_min)),
            "Left for home": "not known" if entry.left_min is None else hours_words(round(entry.left_min)),
        }
        for entry in used
    ]
    table(rows, "What the working day takes of the day's tolerances")
    st.caption(
        "Each posture as the tasks of the day are known to hold it; a task that changes between them counts in each."
    )


def goals(case: Case) -> None:
    """Goals in three domains, rated 0 to 10, and the scale that they make."""
    own = case.programme.goals
    if own:
        table([goal_row(goal) for goal in own], "Goals and their ratings")
    else:
        next_step("No goals yet. Three to five activities that matter to the worker make the scale.")
    with st.container(horizontal=True):
        for domain, words in DOMAIN.items():
            st.button(
                f"Add a goal: {words[0].lower()}{words[1:]}",
                key=f"{GOAL}.{domain}",
                on_click=add_goal,
                args=(domain,),
            )
    taken = {goal.activity for goal in own}
    ideas = {idea.id: idea for idea in goal_library().values() if idea.activity not in taken}
    pick(
        GOAL,
        "Add a goal from the list",
        lambda c: c.programme.goals,
        {name: f"{DOMAIN[GoalDomain(idea.domain)]}: {idea.activity}" for name, idea in ideas.items()},
        lambda name: ProgrammeGoal(domain=GoalDomain(ideas[name].domain), activity=ideas[name].activity),
        placeholder="Daily life, work, driving, social life",
    )
    names = {goal.id: goal.activity or f"New goal, {DOMAIN[goal.domain].lower()}" for goal in own}
    picked = choose(GOAL, "Goal to work on", names)
    if picked is not None:
        goal_card(next(goal for goal in own if goal.id == picked))
    scale(case)


def add_goal(domain: GoalDomain) -> None:
    """A new goal of a domain."""
    add(GOAL, lambda case: case.programme.goals, ProgrammeGoal(domain=domain))


def goal_row(goal: ProgrammeGoal) -> dict[str, object]:
    """One goal in the list."""
    first = min(goal.ratings, key=lambda r: r.on).value if goal.ratings else None
    return {
        "Activity": goal.activity or "not named yet",
        "Where": DOMAIN[goal.domain],
        "First": "not rated" if first is None else f"{first:g}",
        "Now": "not rated" if first is None else f"{latest(goal):g}",
        "Aim": None if goal.target is None else f"{goal.target:g}",
    }


def goal_card(goal: ProgrammeGoal) -> None:
    """One goal with its ratings."""
    part = fields.entry(GOAL, lambda c: c.programme.goals, goal.id)

    def ratings(case: Case) -> list[GoalRating]:
        return next((g.ratings for g in case.programme.goals if g.id == goal.id), [])

    key = f"{RATING}.{goal.id}"
    with st.container(border=True):
        fields.text(part, "activity", "Activity, in the worker's words")
        with st.grid("auto", min_column_width=180):
            fields.choice(part, "domain", "Where", DOMAIN, required=True)
            fields.number(part, "target", "Aim, 0 to 10")
        st.button(
            "Rate it", icon=":material/add:", key=f"{key}.add", on_click=add_rating, args=(key, ratings)
        )
        picked = choose(
            key, "Rating to change", {r.id: f"{date_words(r.on)}: {r.value:g}" for r in goal.ratings}
        )
        if picked is not None:
            rating = fields.entry(key, ratings, picked)
            with st.grid("auto", min_column_width=180):
                fields.day(rating, "on", "Date")
                fields.number(rating, "value", "0 cannot do it, 10 as before", decimals=0)
            remove(key, ratings, picked, "Remove this rating")
        remove(GOAL, lambda c: c.programme.goals, goal.id, "Remove this goal")


def add_rating(key: str, ratings: object) -> None:
    """A rating of today, at first the lowest."""
    add(key, ratings, GoalRating(on=today(), value=0))


def scale(case: Case) -> None:
    """The Patient-Specific Functional Scale of the goals over time."""
    course = next((c for c in courses(case) if c.instrument.id == PSFS), None)
    if course is None:
        return
    st.subheader("Patient-Specific Functional Scale")
    rows = [
        {
            "Date": point.scored.measure.on,
            "Score, 0 to 10": "not known"
            if point.scored.main.value is None
            else f"{point.scored.main.value:g}",
            "Rated": rated_words(point),
            "Change": point.change.words if point.change else None,
        }
        for point in course.points
    ]
    table(rows, "Score of the goals over time")
    kept, own = scale_goals(case), case.programme.goals
    if len(own) > len(kept):
        st.caption(f"The scale counts the first {len(kept)} goals.")


def rated_words(point: Point) -> str:
    """How many of the goals were rated on a day, and how many more a score needs."""
    ratings = point.scored.measure.responses
    if not ratings:
        return "total entered"
    words = f"{len([r for r in ratings if r is not None])} of {len(ratings)} goals"
    short = point.scored.main.short
    return f"{words}; {short} more needed" if point.scored.main.value is None else words


def standing(section: str) -> None:
    """The standing sentences of the hand-out, with their sources on request."""
    statements = my_plan_sections()[section].statements
    st.markdown("\n".join(f"- {plain(statement.text)}" for statement in statements))
    with st.expander("Where this comes from", key=f"programme.sources.{section}"):
        st.markdown("\n".join(sourced(statement) for statement in statements))


def flare_and_after(case: Case) -> None:
    """The flare-up plan, and maintenance with its check-ups after full duties."""
    st.subheader("Flare-up plan")
    standing("flare")
    fields.text(WHOLE, "flare_helps", "What helps me, in the worker's words", area=True)
    fields.text(WHOLE, "call", "Whom to call, with the number")
    st.subheader("After full duties")
    standing("after")
    due = check_ups(case)
    held = {check.after_weeks: check for check in case.programme.check_ups}
    rows = [
        {
            "Check-up": f"{check.after_weeks} weeks after",
            "Due": check.on or "when full duties are in sight",
            "Held": held[check.after_weeks].held_on if check.after_weeks in held else None,
        }
        for check in due
    ]
    if not rows:
        return
    table(rows, "Check-ups after full duties")
    picked = choose(CHECK, "Check-up", {str(c.after_weeks): f"{c.after_weeks} weeks after" for c in due})
    weeks = int(picked or due[0].after_weeks)
    part = Unsaid(
        f"{CHECK}.{weeks}",
        lambda c: next((x for x in c.programme.check_ups if x.after_weeks == weeks), None),
        lambda: CheckUp(after_weeks=weeks),
        lambda c, entry: c.programme.check_ups.append(entry),
    )
    with st.grid("auto", min_column_width=200):
        fields.day(part, "held_on", "Held on")
        fields.yes_no_unknown(part, "still_at_goal", "Still at the goal")
    fields.text(part, "note", "Note", area=True)
