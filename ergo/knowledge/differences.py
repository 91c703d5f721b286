"""Why two methods may see the same work differently."""

from functools import cache

from ergo.knowledge.files import read_json
from ergo.knowledge.rows import Row, Words, by_id, checked
from ergo.knowledge.sources import Statement

FILE = "method_differences.json"


class Difference(Row):
    """What sets two methods apart, to be said where both are shown."""

    id: Words
    between: tuple[Words, Words]
    statements: tuple[Statement, ...]


@cache
def _differences() -> dict[str, Difference]:
    return by_id(checked(Difference, read_json(FILE)["differences"], FILE), FILE)


def compared_with(method_id: str) -> tuple[str, ...]:
    """The methods of which it is said why they may see the same work differently from this one."""
    pairs = [row.between for row in _differences().values() if method_id in row.between]
    return tuple(other for pair in pairs for other in pair if other != method_id)


def difference(one: str, other: str) -> tuple[Statement, ...]:
    """What to say of two methods, in either order; nothing where nothing is known of the two.

    Examples
    --------
    >>> len(difference("lm_lift_2021", "niosh_1994"))
    2
    """
    for row in _differences().values():
        if set(row.between) == {one, other}:
            return row.statements
    return ()
