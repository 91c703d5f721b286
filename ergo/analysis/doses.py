"""What a task adds to a day by the methods whose exposure adds up: vibration, effort, lifting damage.

Each is worked out for the task at its normal minutes; a day adds them up in proportion to the minutes of each task.
A task that repeats in steps has what its steps have together.
"""

from collections.abc import Sequence
from math import hypot

from ergo.analysis.score import score_by
from ergo.knowledge.dimensions import Aspect
from ergo.knowledge.tasks import met
from ergo.methods.result import Result
from ergo.model.base import HowKnown
from ergo.model.job import Demand, Task

AXES = ("x", "y", "z")
SEAT, HAND, DAMAGE, ENERGY = "wbv_a8_2002", "hav_a8_2002", "lifft_2017", "garg_1978"
_SEAT_MEASURED = ("drive.aw_x_ms2", "drive.aw_y_ms2", "drive.aw_z_ms2", "wbv.aw_ms2")
_MINUTES_PER_HOUR = 60


def added_up(amounts: Sequence[float], power: int) -> float:
    """What amounts add up to over a day: their sum, or the root of the sum of their powers.

    >>> added_up([3, 4], 1), added_up([3, 4], 2)
    (7.0, 5.0)
    """
    total: float = sum(amount**power for amount in amounts)
    return float(total ** (1 / power))


def measured_doses(task: Task, steps: Sequence[Task]) -> list[Demand]:
    """The demands on vibration, effort and lifting damage that follow from what was measured of a task or its steps.

    Nothing is said where a step that has a part in it was not measured.
    """
    return [*_seat(task, steps), *_hand(task, steps), *_damage(task, steps), *_effort(task, steps)]


def _parts(task: Task, steps: Sequence[Task], *quantities: str) -> list[Task]:
    """The task where it was measured as a whole, else those of its steps that were."""
    if any(name in task.measurements for name in quantities):
        return [task]
    return [step for step in steps if any(name in step.measurements for name in quantities)]


def _results(parts: Sequence[Task], method_id: str) -> list[Result]:
    """The scores of all parts; none where one of them cannot be scored."""
    results = [score_by(part, method_id).result for part in parts]
    known = [result for result in results if result is not None and result.score is not None]
    return known if len(known) == len(parts) else []


def _seat(task: Task, steps: Sequence[Task]) -> list[Demand]:
    parts = _parts(task, steps, *_SEAT_MEASURED)
    results = _results(parts, SEAT)
    if not results:
        return []
    daily = {axis: hypot(*(r.intermediates[f"a8_{axis}_ms2"] for r in results)) for axis in AXES}
    how = _how(parts, *_SEAT_MEASURED)
    of_day = _dose(task, "vibration_whole_body", 0.0, how)
    return [of_day.model_copy(update={"axis": axis, "maximum": daily[axis]}) for axis in AXES]


def _hand(task: Task, steps: Sequence[Task]) -> list[Demand]:
    parts = _parts(task, steps, "hav.ahv_ms2")
    results = _results(parts, HAND)
    if not results:
        return []
    daily = hypot(*(float(r.score or 0) for r in results))
    return [_dose(task, "vibration_hand_arm", daily, _how(parts, "hav.ahv_ms2"))]


def _damage(task: Task, steps: Sequence[Task]) -> list[Demand]:
    parts = _parts(task, steps, "lift.lever_arm_cm")
    results = _results(parts, DAMAGE)
    if not results:
        return []
    percent = 100 * sum(float(r.intermediates["total_damage"]) for r in results)
    return [_dose(task, "lifting_damage", percent, _how(parts, "lift.lever_arm_cm"))]


def _effort(task: Task, steps: Sequence[Task]) -> list[Demand]:
    """Minutes times METs, measured or by the equations of Garg; those give the level of the task, too."""
    parts = [task] if _mets(task) is not None or not steps else list(steps)
    rates = [_mets(part) for part in parts]
    if any(rate is None or part.minutes_per_shift is None for rate, part in zip(rates, parts, strict=True)):
        return []
    known = [
        (rate or 0.0, float(part.minutes_per_shift or 0)) for rate, part in zip(rates, parts, strict=True)
    ]
    how = _how(parts, "energy.mets")
    found = [_dose(task, "whole_body_effort", sum(rate * minutes for rate, minutes in known), how)]
    computed = [part for part in parts if "energy.mets" not in part.measurements]
    if computed:
        highest = max(rate for rate, _ in known)
        found.append(
            _dose(task, "whole_body_effort", highest, how).model_copy(update={"aspect": Aspect.PEAK})
        )
    return found


def _mets(part: Task) -> float | None:
    stated = part.measurements.get("energy.mets")
    if stated is not None:
        return float(stated.value)
    body = part.measurements.get("handling.body_mass_kg")
    if body is None or "energy.posture" not in part.measurements:
        return None
    result = score_by(part, ENERGY).result
    if result is None or result.score is None:
        return None
    return float(result.score) * _MINUTES_PER_HOUR / (float(body.value) * met().kcal_per_kg_h)


def _how(parts: Sequence[Task], *quantities: str) -> HowKnown:
    """How the first of some quantities is known; what is computed from others is an estimate."""
    known = [
        part.measurements[name].how for part in parts for name in quantities if name in part.measurements
    ]
    return known[0] if known else HowKnown.ESTIMATED


def _dose(task: Task, dimension: str, amount: float, how: HowKnown) -> Demand:
    return _demand(task, dimension, Aspect.DOSE, amount, how)


def _demand(task: Task, dimension: str, aspect: Aspect, amount: float, how: HowKnown) -> Demand:
    name = f"{task.id}.{dimension}.{aspect}"[:64]
    return Demand(id=name, dimension=dimension, aspect=aspect, maximum=amount, source=how)
