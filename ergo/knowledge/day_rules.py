"""Figures and sentences of the rules of the day."""

from functools import cache

from ergo.knowledge.files import read_json
from ergo.knowledge.policies import Figure, Minutes
from ergo.knowledge.rows import Row, Words

FILE = "day_rules.json"


class DayFigures(Row):
    """The figures that no plan and no policy holds, each with source and status."""

    handling_after_driving_min: Figure[Minutes]
    long_drive_min: Figure[Minutes]
    timed_from_min: Figure[Minutes]
    hourly_break_after_min: Figure[Minutes]
    bad_day_piece_min: Figure[Minutes]


class _File(Row):
    note: Words
    figures: DayFigures
    sentences: dict[str, Words]


@cache
def _file() -> _File:
    return _File.model_validate(read_json(FILE))


def day_figures() -> DayFigures:
    """The figures of the rules of the day."""
    return _file().figures


def day_sentence(kind: str) -> str:
    """The sentence of one kind of rule, with the places of its figures in braces."""
    return _file().sentences[kind]
