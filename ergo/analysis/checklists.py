"""What a checklist has found at a task: what nobody has looked at, and what still needs a remedy."""

from collections.abc import Sequence
from dataclasses import dataclass

from ergo.knowledge.checklists import Checklist, ChecklistItem
from ergo.model.job import ChecklistFinding, ItemState


@dataclass(frozen=True)
class ToRemedy:
    """An item that is not in order and not yet put right; `lacks` names what its remedy is still without."""

    item: ChecklistItem
    finding: ChecklistFinding
    lacks: tuple[str, ...]


@dataclass(frozen=True)
class Review:
    """How far a checklist is: its items that nobody has looked at, those to be put right, those put right."""

    items: tuple[ChecklistItem, ...]
    unanswered: tuple[ChecklistItem, ...]
    to_remedy: tuple[ToRemedy, ...]
    remedied: tuple[ChecklistItem, ...]

    @property
    def answered(self) -> int:
        """How many items somebody has looked at."""
        return len(self.items) - len(self.unanswered)

    @property
    def incomplete(self) -> tuple[ToRemedy, ...]:
        """Remedies that are not yet agreed: without remedy, person or date."""
        return tuple(entry for entry in self.to_remedy if entry.lacks)


def review(
    checklist: Checklist, findings: Sequence[ChecklistFinding], section_id: str | None = None
) -> Review:
    """What was found at the items of a checklist, or of one of its sections.

    A task keeps the findings of all its checklists together; those of other lists are passed over.
    """
    items = checklist.items if section_id is None else checklist.of_section(section_id)
    by_item = {finding.item_id: finding for finding in findings}
    wrong = [
        (item, by_item[item.id])
        for item in items
        if item.id in by_item and by_item[item.id].state is ItemState.NO
    ]
    return Review(
        items,
        tuple(item for item in items if item.id not in by_item),
        tuple(ToRemedy(item, finding, _lacks(finding)) for item, finding in wrong if finding.done_on is None),
        tuple(item for item, finding in wrong if finding.done_on is not None),
    )


def _lacks(finding: ChecklistFinding) -> tuple[str, ...]:
    has = {"remedy": finding.remedy.strip(), "person": finding.responsible, "date": finding.due}
    return tuple(name for name, value in has.items() if not value)
