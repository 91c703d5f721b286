"""The whole advice for a job: drivers, ranked candidates with their scores, and the sets that open each task.

Run with `python3 benchmarks/advice.py`. Processor time, the least of several runs: what else the machine does is left
out.
"""

import sys
import time
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

AIM_MS = 300
TASKS, RUNS = 12, 7
ON = date(2026, 11, 21)


def job_of_twelve():
    """The order picker's case with the first twelve tasks of the worked examples, lifts, driving and screen work."""
    from ergo.workflow.examples import example

    case = example("warehouse")
    others = [task for name in ("delivery", "office") for task in example(name).job.tasks]
    case.job.tasks = [*case.job.tasks[:8], *others[:3], next(t for t in others if t.id == "screen")]
    assert len(case.job.tasks) == TASKS
    return case


def advice(case) -> int:
    """Everything that the Modifications page could show of every task of a job; how many candidates there are."""
    from ergo.advice.candidates import Circumstances, applicable, strongest
    from ergo.advice.figures import figures_of_case
    from ergo.advice.sufficient import sufficient

    beside = Circumstances(figures=figures_of_case(case))
    found = [strongest(task, None, beside=beside) for task in case.job.tasks]
    for task, first in zip(case.job.tasks, found, strict=True):
        sufficient(case, task, ON, beside=beside, items=applicable(task, first, beside=beside))
    return sum(map(len, found))


def least_ms() -> float:
    """Processor time of the advice for the job of twelve tasks, the least of several runs."""
    case = job_of_twelve()
    advice(case)
    times = []
    for _ in range(RUNS):
        begun = time.process_time()
        advice(case)
        times.append(time.process_time() - begun)
    return min(times) * 1000


if __name__ == "__main__":
    found = least_ms()
    verdict = "met" if found <= AIM_MS else "MISSED"
    print(f"Full advice for a job of {TASKS} tasks: {found:.0f} ms   aim {AIM_MS} ms   {verdict}")
