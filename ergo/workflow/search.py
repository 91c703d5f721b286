"""Search in lists: every word that is typed has to occur, whatever its case and accents."""

import unicodedata


def found(search: str, *texts: str) -> bool:
    """Whether every word of a search stands somewhere in the texts; an empty search finds everything.

    Examples
    --------
    >>> found("LAGER mull", "Lagerarbeiter", "Müller")
    True
    """
    held = _folded(" ".join(texts))
    return all(word in held for word in _folded(search).split())


def _folded(text: str) -> str:
    """Without case and without the marks on letters: "Ångström" as "angstrom"."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(part for part in parts if not unicodedata.combining(part)).casefold()
