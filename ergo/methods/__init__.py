"""Published assessment methods, one module per method and edition; each is imported only when it is used.

A method answers one question about work from what was measured, says whether its conditions are met, and carries
its source. A new method is one module here, its words and numbers in `data/tables/<method id>.json`, and its
printed examples in `tests/published`.
"""

import importlib
from functools import cache
from pkgutil import iter_modules
from typing import TYPE_CHECKING

from ergo.errors import InputError

if TYPE_CHECKING:
    from ergo.methods.base import Method

_SHARED = {
    "base",
    "design",
    "elementwise",
    "fatigue_failure",
    "hand_activity",
    "inputs",
    "lm_equation",
    "niosh_equation",
    "points",
    "posture_chart",
    "result",
    "rula_sheet",
    "strain_equation",
    "strength_levels",
    "unknown",
}


@cache
def method_ids() -> tuple[str, ...]:
    """The id of every method, which is the name of its module, in alphabetical order; imports none of them.

    Examples
    --------
    >>> "niosh_1994" in method_ids()
    True
    """
    return tuple(sorted(module.name for module in iter_modules(__path__) if module.name not in _SHARED))


@cache
def load(method_id: str) -> "Method":
    """The method with this id; its module is imported on first use.

    Raises
    ------
    InputError
        When there is no such method; the message lists those there are.

    Examples
    --------
    >>> load("niosh_1994").name
    'Revised NIOSH lifting equation'
    """
    if method_id not in method_ids():
        raise InputError(
            f"there is no method {method_id!r}; the methods are {', '.join(method_ids())}",
            field="method",
            value=method_id,
        )
    method: Method = importlib.import_module(f"{__name__}.{method_id}").METHOD
    return method
