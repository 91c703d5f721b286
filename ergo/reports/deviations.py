"""Deliberate deviations from policy or tolerance, each with its reason: every document of the plan prints them."""

from collections.abc import Iterator, Sequence

from pydantic import BaseModel, ConfigDict

from ergo.analysis.wording import date_words
from ergo.model.plan import Plan
from ergo.reports.document import Block, Heading, Table, Words, cell, cells


class OverrideRow(BaseModel):
    """A deliberate deviation, with its reason; printed always."""

    model_config = ConfigDict(frozen=True)

    week: int
    what: str
    reason: str
    by: str


def override_rows(plan: Plan) -> list[OverrideRow]:
    """The deviations of a plan in their order."""
    return [
        OverrideRow(week=o.week_number, what=o.what, reason=o.reason, by=f"{o.by}, {date_words(o.on)}")
        for o in plan.overrides
    ]


def deviations(rows: Sequence[OverrideRow]) -> Iterator[Block]:
    """The deviations as a part of a document; nothing where there is none."""
    if not rows:
        return
    yield Heading(text="Deliberate deviations from the usual steps", level=2)
    yield Table(
        heads=["Week", "What", "Reason", "By, on"],
        widths=[16, None, None, 40],
        rows=[
            [cell(Words(text=str(row.week), strong=True)), *cells((row.what, row.reason, row.by))]
            for row in rows
        ],
    )
