"""Body measures of a worker: measured, else predicted for the sex, else for both together; each with its spread."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from math import hypot

from ergo.knowledge.anthropometry import BodyMeasure, SexKey, body_measures, body_sums, interval
from ergo.knowledge.anthropometry import surveyed_stature_cm as surveyed
from ergo.knowledge.workstation import allowances
from ergo.model.base import Measurement
from ergo.model.worker import Sex, Worker


class Known(StrEnum):
    """How a length is known, from best to worst; `GIVEN` does not depend on the body."""

    GIVEN = "given"
    MEASURED = "measured"
    PREDICTED_FOR_SEX = "predicted_for_sex"
    PREDICTED = "predicted"
    PERCENTILE = "percentile"


_WORST_LAST = {known: number for number, known in enumerate(Known)}


@dataclass(frozen=True)
class Length:
    """A length of the body, or one that follows from such lengths.

    Parameters
    ----------
    value_cm : float
        The length; a prediction is the mean of people like this worker.
    sd_cm : float
        Spread of people about the prediction, 0 where it was measured.
    known : Known
        The worst of what it was made from.
    """

    value_cm: float
    sd_cm: float
    known: Known

    @property
    def margin_cm(self) -> float:
        """Half the width of the interval in which the true length lies for the share of people in `interval`."""
        return self.sd_cm * interval().sd

    def plus(self, more_cm: float) -> "Length":
        """The length with an allowance added, or taken away where it is negative."""
        return Length(self.value_cm + more_cm, self.sd_cm, self.known)


def sex_key(worker: Worker) -> SexKey:
    """Which of the predictions holds for a worker: of men, of women, or of both together."""
    match worker.sex:
        case Sex.MALE:
            return "male"
        case Sex.FEMALE:
            return "female"
        case _:
            return "sex_not_given"


def outside_survey(worker: Worker) -> bool:
    """Whether the worker is shorter or taller than all but the last hundredth of the people behind the predictions."""
    if worker.stature_cm is None:
        return False
    low, high = surveyed(sex_key(worker))
    return not low <= worker.stature_cm <= high


def body_length(worker: Worker, measure_id: str) -> Length | None:
    """One body measure; None where it was neither measured nor can be predicted. Standing heights are in shoes."""
    measure = body_measures()[measure_id]
    measured = worker.body.get(measure.quantity)
    if measured is not None:
        return Length(float(measured.value), 0.0, Known.MEASURED)
    predicted = _predicted(measure, worker)
    if predicted is None or not measure.in_shoes:
        return predicted
    return predicted.plus(allowance_cm("shoe", worker.body))


def stacked(worker: Worker, lower_id: str, upper_id: str) -> Length | None:
    """Two measures on top of each other, such as the elbow above the floor: hollow of the knee and elbow rest.

    Where both are predicted from stature, the spread is that of their sum. Otherwise they count as independent.
    """
    lower, upper = body_length(worker, lower_id), body_length(worker, upper_id)
    if lower is None or upper is None:
        return None
    known = max(lower.known, upper.known, key=_WORST_LAST.__getitem__)
    together = body_sums().get((lower_id, upper_id))
    if together and lower.sd_cm and upper.sd_cm and not _by_mass(body_measures()[upper_id], worker):
        spread = together.residual_sd_cm[sex_key(worker)]
    else:
        spread = hypot(lower.sd_cm, upper.sd_cm)
    return Length(lower.value_cm + upper.value_cm, spread, known)


def allowance_cm(allowance_id: str, measured: Mapping[str, Measurement]) -> float:
    """An allowance, as it was measured or else as it is usual."""
    row = allowances()[allowance_id]
    found = None if row.quantity is None else measured.get(row.quantity)
    return row.value_cm if found is None else float(found.value)


def _by_mass(measure: BodyMeasure, worker: Worker) -> bool:
    return measure.by_mass is not None and worker.mass_kg is not None


def _predicted(measure: BodyMeasure, worker: Worker) -> Length | None:
    sex = sex_key(worker)
    known = Known.PREDICTED if sex == "sex_not_given" else Known.PREDICTED_FOR_SEX
    if worker.stature_cm is not None:
        if measure.by_mass is not None and worker.mass_kg is not None:
            row = measure.by_mass[sex]
            return Length(row.predict(worker.stature_cm, worker.mass_kg), row.residual_sd_cm, known)
        if measure.by_stature is not None:
            row = measure.by_stature[sex]
            return Length(row.predict(worker.stature_cm), row.residual_sd_cm, known)
    if measure.percentile_95_cm is not None:
        return Length(measure.percentile_95_cm[sex], 0.0, Known.PERCENTILE)
    return None
