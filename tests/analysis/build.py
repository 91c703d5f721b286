"""Small cases to compare: each test says only what it is about, the rest is the plainest that is valid."""

from datetime import date, time

from ergo.analysis.demands import Key
from ergo.analysis.match import MatchRow, match_task
from ergo.knowledge.dimensions import Aspect, Side
from ergo.model.base import Measurement
from ergo.model.capacity import Capacity, Certificate, Reading, Restriction
from ergo.model.case import Case
from ergo.model.job import Demand, Job, Roster, Shift, Task, TaskKind
from ergo.model.record import PlanSettings
from ergo.model.worker import Worker

START = date(2026, 11, 30)
AUTHOR = "Treating physician"
FIVE_DAYS = Roster(
    anchor=START,
    shifts=[Shift(day=day, start=time(6), paid_min=480, unpaid_break_min=30) for day in range(5)],
)


def measured(values: dict[str, float | bool | str]) -> dict[str, Measurement]:
    """Measurements by quantity id."""
    return {quantity: Measurement(value=value) for quantity, value in values.items()}


def lift(
    load_kg: float = 8,
    low_cm: float | None = 60,
    high_cm: float | None = 90,
    **values: float | bool | str | None,
) -> dict[str, Measurement]:
    """A lift from the lower to the higher hand height, with both reaches known; None leaves a value out."""
    given: dict[str, float | bool | str | None] = {
        "load_kg": load_kg,
        "v_origin_cm": low_cm,
        "v_dest_cm": high_cm,
        "h_origin_cm": 30,
        "h_dest_cm": 30,
    }
    given |= values
    return measured({f"lift.{name}": value for name, value in given.items() if value is not None})


def a_task(
    kind: TaskKind = TaskKind.OTHER, measurements: dict[str, Measurement] | None = None, **fields: object
) -> Task:
    """A task of an hour a shift."""
    given: dict[str, object] = {"id": "task", "name": "The task", "kind": kind, "minutes_per_shift": 60}
    return Task.model_validate(given | {"measurements": measurements or {}} | fields)


def a_demand(dimension: str, amount: float | None, aspect: Aspect = Aspect.PEAK, **fields: object) -> Demand:
    """A stated demand; None is a demand of an unknown amount."""
    given: dict[str, object] = {"dimension": dimension, "aspect": aspect, "maximum": amount}
    return Demand.model_validate(given | fields)


def a_capacity(
    dimension: str, value: float | None, aspect: Aspect = Aspect.PEAK, **fields: object
) -> Capacity:
    """One entry of capacity."""
    given: dict[str, object] = {"dimension": dimension, "aspect": aspect, "value": value}
    return Capacity.model_validate(given | fields)


def a_restriction(
    dimensions: str | list[str], limit: float | None, aspect: Aspect = Aspect.PEAK, **fields: object
) -> Restriction:
    """A restriction with its reading; the fields go to whichever of the two has them."""
    reading: dict[str, object] = {"limit": limit, "aspect": aspect}
    reading["dimensions"] = [dimensions] if isinstance(dimensions, str) else dimensions
    reading |= {name: value for name, value in fields.items() if name in Reading.model_fields}
    outer = {name: value for name, value in fields.items() if name not in Reading.model_fields}
    given: dict[str, object] = {"wording": "As written.", "author": AUTHOR, "reading": reading}
    return Restriction.model_validate(given | outer)


def a_case(
    *tasks: Task,
    capacities: list[Capacity] | None = None,
    restrictions: list[Restriction] | None = None,
    **fields: object,
) -> Case:
    """A case with a five-day week of eight hours, a certificate of four weeks, and these tasks."""
    certificate = Certificate(
        author=AUTHOR,
        issued_on=date(2026, 11, 19),
        valid_from=START,
        valid_until=date(2026, 12, 27),
        restrictions=restrictions or [],
    )
    case = Case(
        worker=Worker(code="W-1"),
        job=Job(title="Order picker", roster=FIVE_DAYS, tasks=list(tasks)),
        capacities=capacities or [],
        certificates=[certificate],
        plan_settings=PlanSettings(start=START, policy_id="half_days_4_6_8"),
    )
    return Case.model_validate(case.model_dump() | fields)


def the_row(
    case: Case, dimension: str, aspect: Aspect = Aspect.PEAK, side: Side = Side.BOTH, on: date = START
) -> MatchRow:
    """The row of the case's first task in one dimension and aspect; there must be one."""
    rows = match_task(case, case.job.tasks[0], on)
    found = [row for row in rows if row.key == Key(dimension, aspect, side)]
    assert len(found) == 1, [str(row.key) for row in rows]
    return found[0]
