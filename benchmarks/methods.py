"""How fast the methods are: one case, a million rows, a large file. Run with `python -m benchmarks.methods`.

Times are processor times, the best of several runs, so that other work on the machine counts little.
"""

import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.reference import lifting_index
from ergo.knowledge.quantities import Quantity
from ergo.methods import load, method_ids
from ergo.methods.base import Method

ROWS = 1_000_000
FILE_ROWS = 300_000
AIM_ROWS = 1_000_000
AIM_US = 100
AIM_MB = 400


def lifts(rows: int) -> dict[str, Any]:
    """Random lifts over the whole range of the equation and a little beyond."""
    random = np.random.default_rng(1)
    return {
        "load_kg": random.uniform(1, 30, rows),
        "h_origin_cm": random.uniform(20, 70, rows),
        "v_origin_cm": random.uniform(0, 180, rows),
        "v_dest_cm": random.uniform(0, 180, rows),
        "asym_deg": random.uniform(0, 140, rows),
        "freq_per_min": random.uniform(0, 16, rows),
        "duration_h": random.uniform(0.1, 8, rows),
        "coupling": np.array(["good", "fair", "poor"])[random.integers(0, 3, rows)],
        "significant_control": False,
    }


def anything(method: Method, rows: int) -> dict[str, Any]:
    """Random values of every input of a method; jobs and days have one part, and vertical travel is worked out.

    The heaviest load is left out, as it must not be below the usual one, and so are lists that two ways of
    entering would contradict.
    """
    random = np.random.default_rng(2)
    left_out = {"load_max_kg", "d_travel_cm"}
    values = {
        name: _values(random, quantity, rows)
        for name, quantity in method.inputs.quantities().items()
        if name not in left_out
    }
    if method.parts:
        return {name: column[:, np.newaxis] for name, column in values.items()}
    return values


def _values(random: np.random.Generator, quantity: Quantity, rows: int) -> Any:
    if quantity.kind == "flag":
        return random.integers(0, 2, rows).astype(bool)
    if quantity.kind == "choice":
        return np.array([choice.value for choice in quantity.choices])[
            random.integers(0, len(quantity.choices), rows)
        ]
    if quantity.whole:
        return random.integers(int(quantity.low), int(quantity.high) + 1, rows)
    return random.uniform(quantity.low, quantity.high, rows)


def efforts(method: Method, rows: int) -> dict[str, Any]:
    """Random hand efforts that fit into their minute."""
    values = anything(method, rows)
    return values | {"effort_s": 50 / np.maximum(values["efforts_per_min"], 1)}


def one(values: dict[str, Any]) -> dict[str, Any]:
    """The first row as a single case."""
    return {name: np.ravel(value)[0].item() for name, value in values.items()}


def best(call: Callable[[], object], number: int = 1, repeat: int = 5) -> float:
    """Seconds of one call on the processor, the best of several."""
    times = []
    for _ in range(repeat):
        start = time.process_time()
        for _ in range(number):
            call()
        times.append(time.process_time() - start)
    return min(times) / number


def beside_the_reference() -> None:
    """A million lifts by `niosh_1994` and by hand; the two take turns."""
    many = lifts(ROWS)
    score = load("niosh_1994").score
    columns = [column for name, column in many.items() if name != "significant_control"]
    by_hand, ours = [], []
    for _ in range(15):
        by_hand.append(best(lambda: lifting_index(*columns), repeat=1))
        ours.append(best(lambda: score(**many), repeat=1))
    np.testing.assert_allclose(score(**many).score, lifting_index(*columns), rtol=1e-9)
    print(f"{ROWS:,} lifts: by hand {min(by_hand):.3f} s, niosh_1994 {min(ours):.3f} s")
    print(f"Ratio {min(ours) / min(by_hand):.2f}, aim 1.5")


def every_method() -> None:
    """Microseconds of one case, alone and with its steps, and rows a second.

    A case has a value in every field, which is more than a therapist enters. A method of several parts takes lists,
    and one list by itself is not what its arrays are for: the aim for one case is that of the others.
    """
    print(f"{'method':24}{'one case':>12}{'with its steps':>16}{'rows a second':>16}")
    for method_id in method_ids():
        method = load(method_id)
        many = (efforts if "effort_s" in method.inputs.quantities() else anything)(method, FILE_ROWS)
        single = one(many)
        alone = best(lambda: method.score(**single), number=10, repeat=300)  # noqa: B023
        steps = best(lambda: dict(method.score(**single).intermediates), number=10, repeat=100)  # noqa: B023
        array = best(lambda: method.score(**many))  # noqa: B023
        why = [] if FILE_ROWS / array >= AIM_ROWS else [f"below the aim of {AIM_ROWS:,} rows"]
        if alone * 1e6 > AIM_US:
            why.append(f"a case is a list of {method.parts}" if method.parts else "a case is slow")
        print(
            f"{method_id:24}{alone * 1e6:9.0f} us{steps * 1e6:13.0f} us{FILE_ROWS / array:16,.0f}  {'; '.join(why)}"
        )


def large_file() -> None:
    """Peak memory of scoring a small and a large file, each in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        for rows in (FILE_ROWS // 6, FILE_ROWS):
            source, out = Path(folder) / "in.csv", Path(folder) / "out.csv"
            _written(source, rows)
            before = time.perf_counter()
            subprocess.run(
                [sys.executable, "-m", "ergo", "score", "niosh_1994", "--in", source, "--out", out],
                check=True,
                capture_output=True,
            )
            seconds = time.perf_counter() - before
            peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
            print(f"A file of {rows:,} rows: {seconds:.1f} s, at most {peak:.0f} MB, aim {AIM_MB}")


def _written(path: Path, rows: int) -> None:
    columns = lifts(rows)
    columns["significant_control"] = np.full(rows, "no")
    with path.open("w", encoding="utf-8") as file:
        file.write(",".join(columns) + "\n")
        file.writelines(",".join(map(str, row)) + "\n" for row in zip(*columns.values(), strict=True))


def main() -> None:
    """Print every figure."""
    beside_the_reference()
    every_method()
    large_file()


if __name__ == "__main__":
    main()
