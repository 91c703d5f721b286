"""Search of the whole catalogue: by words, by what makes work hard, by demand, kind of control, cost and place of use.

Words find an item by what it is called, what it answers and what it does; the better the place in which they stand,
the earlier it comes. What is not recommended is found only where words ask for it, so that its reason is read before
somebody buys it.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from ergo.advice.candidates import catalogue_rank
from ergo.knowledge.catalogue import (
    CatalogueItem,
    Context,
    ControlLevel,
    CostBand,
    Recommendation,
    catalogue,
    search_words,
)
from ergo.knowledge.drivers import driver, driver_groups

_WORD = re.compile(r"[a-z0-9]+")
_NAME, _ANSWERS, _EFFECT, _REST = 8, 4, 2, 1
_WHOLE, _BEGINNING, _OTHER = 3, 2, 1
_SHORTEST_STEM = 4


@dataclass(frozen=True)
class Query:
    """What is looked for; what is left empty limits nothing.

    Attributes
    ----------
    words : str
        Every word must be found, at least as the beginning of a word.
    drivers : tuple of str
        Ids of drivers of which an item answers at least one.
    work : str
        Kind of task whose drivers an item answers.
    condition : str
        A condition, in the words of the catalogue, for which an item is commonly indicated.
    dimension : str
        Id of a dimension in which the item makes work ask for less.
    levels, costs, contexts : tuple
        Kinds of control, cost bands and places of use, of which one must fit.
    """

    words: str = ""
    drivers: tuple[str, ...] = ()
    work: str = ""
    condition: str = ""
    dimension: str = ""
    levels: tuple[ControlLevel, ...] = ()
    costs: tuple[CostBand, ...] = ()
    contexts: tuple[Context, ...] = ()


def search(query: Query, clinic_costs: Mapping[str, CostBand] | None = None) -> list[CatalogueItem]:
    """The items that fit, best first: by the place of the words, then in the order in which candidates are ranked.

    Items that are not recommended are left out unless ``words`` ask for them. ``clinic_costs`` are the clinic's own
    cost bands by item.
    """
    own = clinic_costs or {}
    wanted = _words(query.words)
    found = [
        (item, score)
        for item in catalogue().values()
        if _fits(item, query, own) and (score := _score(item, wanted)) is not None
    ]
    if not wanted:
        found = [(item, score) for item, score in found if not _is_refused(item)]
    found.sort(key=lambda hit: (-hit[1], _is_refused(hit[0]), catalogue_rank(hit[0])))
    return [item for item, _ in found]


def dimensions_of(item: CatalogueItem) -> frozenset[str]:
    """The dimensions in which an item makes work ask for less: those of the drivers that it answers."""
    return frozenset(dimension for name in item.drivers for dimension in driver(name).dimensions)


def works_of(item: CatalogueItem) -> frozenset[str]:
    """The kinds of task for which an item is made: those in which its drivers are looked for."""
    return frozenset(kind for name in item.drivers for kind in driver_groups()[driver(name).group].kinds)


def _is_refused(item: CatalogueItem) -> bool:
    return item.recommend_status is Recommendation.NOT_RECOMMENDED


def _fits(item: CatalogueItem, query: Query, own: Mapping[str, CostBand]) -> bool:
    return (
        (not query.drivers or not set(query.drivers).isdisjoint(item.drivers))
        and (not query.work or query.work in works_of(item))
        and (not query.condition or query.condition in item.conditions)
        and (not query.dimension or query.dimension in dimensions_of(item))
        and (not query.levels or item.control_level in query.levels)
        and (not query.costs or own.get(item.id, item.cost_band) in query.costs)
        and (not query.contexts or not set(query.contexts).isdisjoint(item.contexts))
    )


def _score(item: CatalogueItem, wanted: Iterable[str]) -> int | None:
    """How well the words fit: the sum of the best place of each; None where one is not found."""
    total = 0
    for word in wanted:
        best = max(weight * _likeness(token, word) for token, weight in _index()[item.id].items())
        if not best:
            return None
        total += best
    return total


def _likeness(token: str, word: str) -> int:
    """The word itself before its beginning, and that before another word of the same meaning."""
    if token.startswith(word):
        return _WHOLE if token == word else _BEGINNING
    return _OTHER if token in _alike().get(word, ()) else 0


@cache
def _index() -> dict[str, dict[str, int]]:
    """The words of every item with the weight of the best place in which they stand."""
    index: dict[str, dict[str, int]] = {}
    for item in catalogue().values():
        answered = [driver(name) for name in item.drivers]
        groups = [driver_groups()[row.group].label for row in answered]
        places = (
            (_REST, [item.fitting_training, item.cautions, item.evidence_note]),
            (_EFFECT, [item.effect_on_inputs]),
            (_ANSWERS, [*(row.label for row in answered), *groups, item.iso9999_title, item.category]),
            (_NAME, [item.name]),
        )
        index[item.id] = {
            word: weight
            for weight, texts in places
            for text in texts
            for word in _words(text.replace("_", " "))
        }
    return index


@cache
def _alike() -> dict[str, tuple[str, ...]]:
    """For each word with others of the same meaning, all of them."""
    groups = [tuple(_stem(word) for word in group) for group in search_words()]
    return {word: group for group in groups for word in group}


def _words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    return [_stem(word) for word in _WORD.findall(plain)]


def _stem(word: str) -> str:
    """A word without the s of the plural."""
    return (
        word[:-1] if len(word) > _SHORTEST_STEM and word.endswith("s") and not word.endswith("ss") else word
    )
