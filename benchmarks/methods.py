"""How fast the methods are: one case, and a million rows. Run with `python -m benchmarks.methods`."""

import timeit
from collections.abc import Callable
from typing import Any

import numpy as np

from ergo.methods import load
from ergo.methods.niosh_equation import Coupling, Duration, recommended_weight_limit

ROWS = 1_000_000


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


def hands(rows: int) -> dict[str, Any]:
    """Random lifts and lowerings for the equations of acceptable loads."""
    random = np.random.default_rng(4)
    return {
        "load_kg": random.uniform(1, 30, rows),
        "h_origin_cm": random.uniform(15, 75, rows),
        "v_origin_cm": random.uniform(0, 200, rows),
        "v_dest_cm": random.uniform(0, 200, rows),
        "freq_per_min": random.uniform(0, 20, rows),
        "coupling": np.array(["good", "fair", "poor"])[random.integers(0, 3, rows)],
    }


def pushes(rows: int) -> dict[str, Any]:
    """Random pushes and pulls."""
    random = np.random.default_rng(5)
    return {
        "mode": np.array(["push", "pull"])[random.integers(0, 2, rows)],
        "initial_force_n": random.uniform(0, 500, rows),
        "sustained_force_n": random.uniform(0, 300, rows),
        "distance_m": random.uniform(1, 70, rows),
        "handle_height_cm": random.uniform(50, 150, rows),
        "freq_per_min": random.uniform(0, 10, rows),
    }


def drives(rows: int) -> dict[str, Any]:
    """Random days with one operation each."""
    random = np.random.default_rng(2)
    axes = {f"aw_{axis}_ms2": random.uniform(0, 2, (rows, 1)) for axis in "xyz"}
    return axes | {"total_h": random.uniform(0, 10, (rows, 1)), "jolts": False}


def jobs(rows: int) -> dict[str, Any]:
    """Random strength demands."""
    random = np.random.default_rng(3)
    frequencies = ("occasional", "frequent", "constant")
    return {f"load_{frequency}_kg": random.uniform(0, 60, rows) for frequency in frequencies}


def one(values: dict[str, Any]) -> dict[str, Any]:
    """The first row as a single case."""
    return {name: np.ravel(value)[0].item() for name, value in values.items()}


def best(call: Callable[[], object], number: int, repeat: int) -> float:
    """Seconds of one call, the best of several."""
    return min(timeit.repeat(call, number=number, repeat=repeat)) / number


def main() -> None:
    """Print microseconds of one case, seconds of a million rows, and rows a second."""
    print(f"{'method':24}{'one case':>12}{f'{ROWS:,} rows':>18}{'rows a second':>16}")
    makers = {
        "niosh_1994": lifts,
        "lm_lift_2021": hands,
        "lm_push_pull_2021": pushes,
        "wbv_a8_2002": drives,
        "strength_dot_1991": jobs,
    }
    for method_id, make in makers.items():
        score = load(method_id).score
        many = make(ROWS)
        single = one(many)
        scalar = best(lambda: score(**single), number=500, repeat=10)  # noqa: B023
        array = best(lambda: score(**many), number=1, repeat=3)  # noqa: B023
        print(f"{method_id:24}{scalar * 1e6:9.0f} us{array:16.3f} s{ROWS / array:16,.0f}")
    limit = best(
        lambda: recommended_weight_limit(
            40.0, 30.0, 90.0, 30.0, freq_per_min=2.0, duration=Duration.LONG, coupling=Coupling.FAIR
        ),
        number=500,
        repeat=10,
    )
    print(f"{'weight limit alone':24}{limit * 1e6:9.0f} us")


if __name__ == "__main__":
    main()
