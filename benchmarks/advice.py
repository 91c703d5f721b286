"""The whole advice for a job: drivers, ranked candidates with their scores, and the sets that open each task.

Run with `python -m benchmarks.advice`. Times are processor times.
"""

from datetime import date

from benchmarks.planner import report, took_ms
from ergo.advice.candidates import Circumstances, suggestions
from ergo.advice.figures import figures_of_case
from ergo.advice.sufficient import sufficient
from ergo.model.case import Case
from ergo.workflow.examples import example

AIM_MS = 300
TASKS, RUNS = 12, 20
ON = date(2026, 11, 21)


def job_of_twelve() -> Case:
    """The order picker's case with the first twelve tasks of the worked examples, lifts, driving and screen work."""
    case = example("warehouse")
    others = [task for name in ("delivery", "office") for task in example(name).job.tasks]
    case.job.tasks = [*case.job.tasks[:8], *others[:3], next(t for t in others if t.id == "screen")]
    assert len(case.job.tasks) == TASKS
    return case


def advice(case: Case) -> None:
    """Everything that the Modifications page could show of every task of a job."""
    beside = Circumstances(figures=figures_of_case(case))
    for task in case.job.tasks:
        items = suggestions(task, beside=beside).applicable
        sufficient(case, task, ON, beside=beside, items=items)


def main() -> None:
    case = job_of_twelve()
    advice(case)
    report(
        f"Full advice for a job of {TASKS} tasks",
        [took_ms(lambda: advice(case)) for _ in range(RUNS)],
        AIM_MS,
    )


if __name__ == "__main__":
    main()
