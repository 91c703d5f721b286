"""Properties and oracle of the planner on many more cases: `python -m tests.planner_soak N` runs N thousand of each."""

import pickle
import sys
from datetime import date
from pathlib import Path
from random import Random
from tempfile import mkdtemp

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from ergo.model.case import Case
from ergo.planning.check import check_plan
from ergo.planning.plan import make_plan
from ergo.planning.variants import TaskVariant
from tests.planning import oracle
from tests.planning.better import BETTER, full_from, together
from tests.planning.random_problems import random_problem
from tests.planning.strategies import START, cases, variants
from tests.planning.test_oracle import found
from tests.planning.test_plan import MADE_ON
from tests.planning.test_replan import begun

THOUSAND = 1000
BEYOND_THE_SUITE = 1_000_000


def soak_problem(seed: int) -> tuple[list[str], bool]:
    """What is wrong with the plan of one random problem, and whether the second solver proved its answer."""
    problem, wrong = random_problem(seed), []
    answer = oracle.best(problem)
    if answer.proven and found(problem) != (answer.full_weeks, answer.essential_min):
        wrong.append(f"seed {seed}: {found(problem)}, the second solver finds {answer}")
    grouped = together(problem)
    wrong += [
        f"seed {seed}: {better.__name__} brings full duties later"
        for better in BETTER
        if full_from(better(grouped, Random(seed))) > full_from(grouped)
    ]
    return wrong, answer.proven


def check(case: Case, ways: list[TaskVariant], made_on: date) -> None:
    """Keep a case whose plan breaks a rule, with what the checker finds, and end there."""
    found = check_plan(case, make_plan(case, ways, made_on=made_on), ways)
    if found:
        kept = Path(mkdtemp()) / "case.pickle"
        kept.write_bytes(pickle.dumps((case.model_dump_json(), ways, made_on)))
        sys.exit(
            "\n".join([f"case and ways in {kept}", *(f"week {v.week}, {v.code}: {v.message}" for v in found)])
        )


def soak_cases(count: int) -> None:
    """Whole plans of random cases, and plans made again after sheets and reviews: the checker finds nothing."""
    soaked = settings(
        max_examples=count,
        phases=[Phase.generate],
        derandomize=False,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )

    @soaked
    @given(st.data())
    def plans(data: st.DataObject) -> None:
        case = data.draw(cases())
        check(case, data.draw(variants(case)), MADE_ON)

    @soaked
    @given(begun())
    def again(drawn: tuple[Case, list[TaskVariant]]) -> None:
        check(*drawn, START)

    plans()
    again()


def main() -> None:
    thousands = int(sys.argv[1]) if len(sys.argv) > 1 else 1
    wrong: list[str] = []
    unproven = 0
    for seed in range(BEYOND_THE_SUITE, BEYOND_THE_SUITE + thousands * THOUSAND):
        found_wrong, proven = soak_problem(seed)
        unproven += not proven
        for line in found_wrong:
            print(line, flush=True)  # noqa: T201
        wrong += found_wrong
    print(f"{thousands * THOUSAND} problems: {len(wrong)} wrong, {unproven} not proven")  # noqa: T201
    soak_cases(thousands * THOUSAND)
    print(f"{thousands * THOUSAND} cases, and as many planned again: the checker finds nothing")  # noqa: T201
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
