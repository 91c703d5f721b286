"""How fast the planner is: a hundred cases, the examples, a large case. Run with `python -m benchmarks.planner`.

Times are processor times. With a folder as argument, how time grows with weeks and with tasks is drawn there as HTML.
"""

import statistics
import sys
import time
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from benchmarks.plan_cases import CASES, plan_case
from ergo.analysis.policy import chosen_policy
from ergo.model.case import Case
from ergo.planning.check import check_plan
from ergo.planning.compile import compile_problem
from ergo.planning.plan import make_plan
from ergo.planning.problem import PlanningProblem
from ergo.planning.search import Search
from ergo.planning.variants import TaskVariant
from ergo.workflow.examples import example
from ergo.workflow.plans import variants_of

MADE_ON = date(2026, 11, 21)
EXAMPLES = ("warehouse", "office", "delivery")
LARGE_WEEKS, LARGE_TASKS, LARGE_CASES = 104, 40, 3
WEEKS = (13, 26, 52, 104)
TASKS = (6, 12, 20, 40)
OF_EACH = 7


def took_ms(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return (time.process_time() - start) * 1000


def problem_of(case: Case, ways: Sequence[TaskVariant]) -> PlanningProblem:
    return compile_problem(case, ways, chosen_policy(case)).problem


def search_ms(case: Case, ways: Sequence[TaskVariant]) -> float:
    problem = problem_of(case, ways)
    return took_ms(lambda: Search(problem).best())


def report(name: str, times: Sequence[float], median_aim_ms: float, p95_aim_ms: float | None = None) -> None:
    median, p95 = statistics.median(times), sorted(times)[max(0, round(0.95 * len(times)) - 1)]
    met = median <= median_aim_ms and (p95_aim_ms is None or p95 <= p95_aim_ms)
    aim = f"aim {median_aim_ms:.0f}" + (f", {p95_aim_ms:.0f}" if p95_aim_ms else "")
    figures = f"median {median:7.1f}  95 % {p95:7.1f}  most {max(times):7.1f} ms"
    print(f"{name:42} {figures}   {aim:12} {'met' if met else 'MISSED'}", flush=True)


def hundred_cases() -> None:
    cases = [plan_case(number) for number in range(CASES)]
    search = [search_ms(*case) for case in cases]
    report(f"{CASES} cases: search", search, 50, 300)
    plans = []
    whole = []
    for case, ways in cases:
        whole.append(took_ms(lambda: plans.append(make_plan(case, ways, made_on=MADE_ON))))  # noqa: B023
    report(f"{CASES} cases: plan with reasons and day rules", whole, 150)
    checks = [
        took_ms(lambda: check_plan(case, plan, ways))  # noqa: B023
        for (case, ways), plan in zip(cases, plans, strict=True)
    ]
    report(f"{CASES} cases: checker", checks, statistics.median(search))


def examples() -> None:
    for name in EXAMPLES:
        case = example(name)
        ways = variants_of(case)
        report(f"{name}: search", [search_ms(case, ways) for _ in range(5)], 50)
        whole = [took_ms(lambda: make_plan(case, ways, made_on=MADE_ON)) for _ in range(5)]  # noqa: B023
        report(f"{name}: plan with reasons and day rules", whole, 150)


def large() -> None:
    cases = [plan_case(number, LARGE_WEEKS, LARGE_TASKS) for number in range(LARGE_CASES)]
    report(f"{LARGE_WEEKS} weeks, {LARGE_TASKS} tasks: search", [search_ms(*case) for case in cases], 5000)


def growth() -> tuple[list[float], list[float]]:
    """Median search by number of weeks (12 tasks) and by number of tasks (26 weeks), in ms."""

    def median(weeks: int, tasks: int) -> float:
        return statistics.median(search_ms(*plan_case(n, weeks, tasks)) for n in range(OF_EACH))

    by_weeks, by_tasks = [median(weeks, 12) for weeks in WEEKS], [median(26, tasks) for tasks in TASKS]
    for words, sizes, times in (("weeks", WEEKS, by_weeks), ("tasks", TASKS, by_tasks)):
        told = ", ".join(f"{size}: {ms:.0f} ms" for size, ms in zip(sizes, times, strict=True))
        print(f"Search by {words:36} {told}", flush=True)
    return by_weeks, by_tasks


def draw(folder: Path, by_weeks: Sequence[float], by_tasks: Sequence[float]) -> None:
    import plotly.graph_objects as go

    figure = go.Figure()
    figure.add_scatter(x=WEEKS, y=by_weeks, name="weeks, with 12 tasks")
    figure.add_scatter(x=TASKS, y=by_tasks, name="tasks, over 26 weeks")
    figure.update_layout(
        title="Search of a plan", xaxis_title="weeks or tasks", yaxis_title="median processor time (ms)"
    )
    figure.write_html(folder / "planner_growth.html")


def main() -> None:
    hundred_cases()
    examples()
    large()
    times = growth()
    if len(sys.argv) > 1:
        draw(Path(sys.argv[1]), *times)


if __name__ == "__main__":
    main()
