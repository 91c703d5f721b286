"""What the strength schemes share: the lowest level whose ceilings at every frequency are met."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ergo.methods.base import Findings, MethodData, Outcome
from ergo.methods.elementwise import larger

LIGHT = 2


def ceilings(data: MethodData) -> Mapping[str, NDArray[np.float64]]:
    """The heaviest load of each level but the last, kg, by frequency.

    Where the data say null the ceiling is a negligible weight: anything below the printed figure.
    """
    negligible = np.nextafter(data.values["negligible_below_kg"], 0)
    return {
        frequency: np.array([negligible if ceiling is None else ceiling for ceiling in row])
        for frequency, row in data.values["ceilings_kg"].items()
    }


def rate(data: MethodData, loads_kg: Mapping[str, Any], raising: Any, unstated: Any) -> Outcome:
    """The strength level of a job.

    Parameters
    ----------
    data : MethodData
        The scheme.
    loads_kg : mapping
        Heaviest load at each frequency of the scheme, each measured by itself; 0 where there is none.
    raising : bool or array
        Whether something other than the loads makes the job at least light.
    unstated : bool or array
        Whether that is not known.
    """
    levels = {
        f"level_{frequency}": np.searchsorted(row, loads_kg[frequency], side="left") + 1
        for frequency, row in ceilings(data).items()
    }
    by_load = np.maximum.reduce(np.broadcast_arrays(*levels.values()))
    level = larger(by_load, np.where(raising, LIGHT, 1))
    found = Findings(data)
    found.add("raised_to_light", level > by_load)
    found.add("posture_not_stated", (level < LIGHT) & unstated)
    labels = np.array([band.label for band in data.bands[0].bands])
    return Outcome(level.astype(float), levels | {"level": labels[level - 1]}, found)
