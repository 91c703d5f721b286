"""Figures of a policy in words, one way for every screen and document."""

from dataclasses import dataclass
from typing import Any

from ergo.analysis.wording import hours_words, listed
from ergo.analysis.words import amount_words
from ergo.knowledge.policies import EditableFigure, Figure, Order, Part, Pattern, Policy, editable_figures
from ergo.model.case import Case
from ergo.units import UnitSystem

CLINICIAN = "CLIN"
"""The source of what a clinician enters in a case."""

ALL_DAYS = "all"
ORDER_WORDS = {
    Order.HOURS_THEN_DAYS: "Hours of a day, then days",
    Order.DAYS_THEN_HOURS: "Days, then hours of a day",
    Order.BOTH: "Both together",
}
_MEASURED = ("kg", "N")


@dataclass(frozen=True)
class FigureRow:
    """A figure of a policy in words; ``changed`` says that the clinician entered it in the case."""

    part: Part
    label: str
    value: str
    figure: Figure[Any]

    @property
    def changed(self) -> bool:
        """Whether the clinician entered it in the case, with its reason as the note."""
        return self.figure.source == CLINICIAN


def figure_words(value: object, row: EditableFigure, system: UnitSystem = UnitSystem.METRIC) -> str:
    """The value of a figure in words: "4 h", "2 days", "0.8 share of tolerance", "Yes"."""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if value == ALL_DAYS:
        return "All days of the roster"
    if row.kind == "order":
        return ORDER_WORDS[Order(str(value))]
    if isinstance(value, list | tuple):
        shown = [figure_words(x, row, system) if isinstance(x, int | float) else str(x) for x in value]
        return listed(shown) or "All together"
    if not isinstance(value, int | float):
        return str(value)
    if row.kind == "minutes":
        return hours_words(round(value))
    if row.unit in _MEASURED:
        return amount_words(value, row.unit, system)
    unit = row.unit.removesuffix("s") if value == 1 else row.unit
    return f"{value:g} {unit}".strip()


def range_words(row: EditableFigure, system: UnitSystem = UnitSystem.METRIC) -> str:
    """The range in which a figure can be entered: "15 min to 16 h"; empty where it has none."""
    if row.low is None or row.high is None:
        return ""
    return f"{figure_words(row.low, row, system)} to {figure_words(row.high, row, system)}"


def pattern_words(pattern: Pattern) -> str:
    """A printed step in words: "Tue 8 h, Wed 8 h, Thu 4 h"; "0.4 of the full day"."""
    if pattern.minutes_by_weekday:
        return ", ".join(
            f"{day.capitalize()} {hours_words(m)}" for day, m in pattern.minutes_by_weekday.items()
        )
    if pattern.share_of_full_day is not None:
        length = f"{pattern.share_of_full_day:g} of the full day"
    else:
        length = f"{hours_words(pattern.minutes_per_day or 0)} a day"
    return f"{length}, {pattern.days_per_week} days a week" if pattern.days_per_week else length


def figure_rows(policy: Policy, system: UnitSystem = UnitSystem.METRIC) -> list[FigureRow]:
    """Every figure of a policy with its name and its value in words, printed steps first."""
    found = [
        FigureRow(Part.START, f"Step {number}", pattern_words(figure.value), figure)
        for number, figure in enumerate(policy.patterns, start=1)
    ]
    for row in editable_figures().values():
        figure = policy.figure(row.field)
        if figure is not None:
            found.append(FigureRow(row.part, row.label, figure_words(figure.value, row, system), figure))
    return found


def policy_warnings(case: Case) -> list[str]:
    """What was changed beyond what is published, in sentences."""
    found = []
    for change in case.plan_settings.changes():
        row, value = editable_figures().get(change.field), change.value
        if (
            row is None
            or row.published is None
            or isinstance(value, bool)
            or not isinstance(value, int | float)
        ):
            continue
        low, high = row.published
        if not low <= value <= high:
            ends = " to ".join(dict.fromkeys(figure_words(end, row) for end in row.published))
            found.append(f"{row.label}: {figure_words(value, row)} is outside what is published ({ends}).")
    return found
