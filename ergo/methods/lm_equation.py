"""What the Liberty Mutual equations (LM-MMH, 2021) share: scale factors, acceptable load, shares of women and men.

    MAL = RL x SF_1 x SF_2 x ...        share = Phi((MAL - load) / SD), SD = CV x MAL

The maximum acceptable load MAL is what half of the women or men accept for an 8-hour day; each scale factor is
c0 + x/d1 + x^2/d2 of a quantity or of its natural logarithm. Functions take numbers or arrays, which broadcast.
Coefficients stand in the data of the methods: lifting and lowering, pushing and pulling, carrying.
"""

import math
from collections.abc import Mapping, Sequence
from statistics import NormalDist
from typing import Any, NamedTuple

import numpy as np
from scipy.special import ndtr

from ergo.methods.elementwise import choose, is_unknown, opposite, smaller

SEXES = ("women", "men")
SHARES = (75, 90)
_Z = {share: NormalDist().inv_cdf(share / 100) for share in SHARES}


class Acceptable(NamedTuple):
    """Scale factors by name, the load acceptable to half of a sex, and its standard deviation."""

    factors: dict[str, Any]
    mal: Any
    sd: Any

    def share(self, load: Any) -> Any:
        """Share to whom a load is acceptable, %."""
        return 100 * ndtr((self.mal - load) / self.sd)

    def limit(self, share: int) -> Any:
        """The load acceptable to this share (75 or 90 %)."""
        return self.mal - _Z[share] * self.sd

    def limiting(self, words: Mapping[str, str]) -> Any:
        """What the smallest scale factor stands for, in these words; empty where there is no limit."""
        limiting: Any = ""
        smallest: Any = np.inf
        for name, factor in self.factors.items():
            limiting = choose(factor < smallest, words[name], limiting)
            smallest = smaller(factor, smallest)
        return choose(is_unknown(self.mal), "", limiting)


class _Factor(NamedTuple):
    """One scale factor of several equations: its coefficients by the position of the equation."""

    of_logarithm: bool
    c0: Any
    d1: Any
    d2: Any

    def at(self, value: Any, which: Any) -> Any:
        x = np.log(value) if self.of_logarithm else value
        return self.c0[which] + x / self.d1[which] + x * x / self.d2[which]


class Equations:
    """One equation, or several of one form such as pushing and pulling, as the data of a method give them.

    Parameters
    ----------
    rows : sequence of mapping
        ``rl_kg``, ``cv`` and ``factors``, each factor with ``ln``, ``c0``, ``d1`` and, where it has one, ``d2``.

    Examples
    --------
    >>> flat = {"rl_kg": 30, "cv": 0.2, "factors": {"h": {"ln": False, "c0": 1, "d1": -2}}}
    >>> found = Equations([flat]).acceptable(0, {"h": 1.0})
    >>> float(found.mal), float(found.share(15)), round(float(found.limit(75)), 2)
    (15.0, 50.0, 12.98)
    """

    def __init__(self, rows: Sequence[Mapping[str, Any]]) -> None:
        self._rl = np.array([row["rl_kg"] for row in rows])
        self._cv = np.array([row["cv"] for row in rows])
        self._factors = {
            name: _Factor(
                first["ln"],
                *(
                    np.array([row["factors"][name].get(key, math.inf) for row in rows])
                    for key in ("c0", "d1", "d2")
                ),
            )
            for name, first in rows[0]["factors"].items()
        }

    def acceptable(self, which: Any, values: Mapping[str, Any], **more_factors: Any) -> Acceptable:
        """The load that half of a sex accepts.

        Parameters
        ----------
        which : int or array
            Position of the equation.
        values : mapping
            Quantity of each scale factor, m and events a minute; NaN where the equations do not hold.
        **more_factors
            Factors that the equations do not compute, such as that for grip.
        """
        factors = {name: factor.at(values[name], which) for name, factor in self._factors.items()}
        factors |= more_factors
        mal = self._rl[which]
        for factor in factors.values():
            mal = mal * factor
        return Acceptable(factors, mal, self._cv[which] * mal)


def equations(by_sex: Mapping[str, Sequence[Mapping[str, Any]]]) -> dict[str, Equations]:
    """The equations of both sexes, from the data of a method."""
    return {sex: Equations(by_sex[sex]) for sex in SEXES}


def within(value: Any, bounds: Sequence[float]) -> Any:
    """Whether a value lies in the range of the equations, its ends included."""
    low, high = bounds
    return (value >= low) & (value <= high)


def outside(value: Any, bounds: Sequence[float]) -> Any:
    """Whether a value lies outside the range of the equations."""
    return opposite(within(value, bounds))


def only_where(holds: Any, values: Mapping[str, Any]) -> dict[str, Any]:
    """The values where the equations hold, NaN elsewhere."""
    return {name: choose(holds, value, np.nan) for name, value in values.items()}


def steps(
    tag: str, found: Acceptable, load: Any, unit: str, *, words: Mapping[str, str], scale: float = 1
) -> dict[str, Any]:
    """Every step for one sex by name: factors, limits, share of this load, and what limits most.

    Parameters
    ----------
    tag : str
        Ends each name, such as "women" or "initial_men".
    found : Acceptable
        What the equation gives, in kg.
    load : float or array
        What is handled, in `unit`.
    unit : "kg" or "n"
        Unit of the steps, which ends the name of each amount.
    words : mapping
        What each factor stands for.
    scale : float
        Of `unit` in a kilogram.
    """
    amounts = {"mal": found.mal, "sd": found.sd}
    limits = {f"limit_{share}": found.limit(share) for share in SHARES}
    return {
        **{f"{name}_{tag}": value for name, value in found.factors.items()},
        **{f"{name}_{tag}_{unit}": scale * value for name, value in amounts.items()},
        f"percent_{tag}": found.share(load / scale),
        **{f"{name}_{tag}_{unit}": scale * value for name, value in limits.items()},
        f"limiting_{tag}": found.limiting(words),
    }
