"""The treating team's report: the rehabilitation beside the schedule."""

from collections.abc import Iterator
from datetime import date

from ergo.advice.home_exercise import dose_of
from ergo.advice.programme import programme
from ergo.analysis.case_words import SOURCE_STATUS
from ergo.analysis.wording import date_words, range_words
from ergo.knowledge.programme import exercises, topics
from ergo.model.case import Case
from ergo.reports.document import Block, Bullets, Heading, Table, Words, cell, cells
from ergo.reports.my_plan import plain_dose


def programme_section(case: Case, on: date) -> Iterator[Block]:
    """What belongs to the programme with reasons and cautions, and the worker's goals with their ratings."""
    yield Heading(text="Rehabilitation programme")
    included = [row for row in programme(case, on) if row.standing.included]
    if included:
        yield Table(
            heads=["Component", "Who, how often", "Weeks", "Why, and cautions"],
            widths=[46, 50, 24, None],
            rows=[
                [
                    cell(
                        Words(text=row.component.label, strong=True),
                        Words(text=SOURCE_STATUS[row.component.status], small=True),
                    ),
                    cell(*[words for words in (row.who, row.frequency, row.dose) if words != "-"]),
                    cell(range_words(row.weeks[0], row.weeks[-1]) if row.weeks else "later"),
                    cell(
                        *row.reasons,
                        *[f"Caution: {caution.text}" for caution in row.cautions],
                        row.choice.note,
                    ),
                ]
                for row in included
            ],
            compact=True,
        )
    else:
        yield Words(text="Nothing is part of it yet.")
    chosen = [
        f"{exercise.name}: {plain_dose(dose_of(choice, exercise))}"
        for choice in case.programme.exercises
        if (exercise := exercises().get(choice.exercise_id)) is not None
    ]
    named = [topics()[name].title for name in case.programme.topic_ids if name in topics()]
    if chosen or named:
        yield Heading(text="Home programme", level=2)
        yield Bullets(items=[*chosen, *[f"Topic: {title}" for title in named]])
    if case.programme.goals:
        yield Heading(text="Goals, 0 cannot do it to 10 as before", level=2)
        yield Table(
            heads=["Activity", "Ratings", "Aim"],
            widths=[None, 80, 20],
            rows=[
                cells(
                    (
                        goal.activity,
                        "; ".join(f"{r.value:g} on {date_words(r.on, weekday=False)}" for r in goal.ratings),
                        "" if goal.target is None else f"{goal.target:g}",
                    )
                )
                for goal in case.programme.goals
            ],
        )
