"""Push and pull guidelines of Ohio BWC and OSU (2019) against every transcribed cell."""

import json
from pathlib import Path

import pytest

from ergo.methods.bwc_osu_push_pull_2019 import score

TABLES = json.loads((Path(__file__).parent / "data" / "bwc_osu_push_pull.json").read_text(encoding="utf-8"))[
    "tables"
]
N_PER_LBF = 4.4482216152605
CM_PER_IN = 2.54
USED = {
    "2 Hand Push": {"mode": "push", "hands": 2},
    "2 Hand Pull": {"mode": "pull", "hands": 2},
    "1 Hand Pull (straight or turning)": {"mode": "pull", "hands": 1},
}


def test_the_table_that_is_left_out_is_that_for_turning():
    assert set(TABLES) - set(USED) == {"2 Hand Turn (push/pull)"}


@pytest.mark.parametrize(
    ("name", "row"),
    [
        pytest.param(name, row, id=f"{name} {row['hand_height_in']} in")
        for name in USED
        for row in TABLES[name]["rows"]
    ],
)
def test_each_row(name, row):
    """The last pound of a band is in it, the next one is not; where bands overlap in print the better one holds."""
    given = USED[name] | {"handle_height_cm": row["hand_height_in"] * CM_PER_IN}
    for pounds, level in (
        (row["green_max"], 1),
        (row["green_max"] + 1, 2),
        (row["yellow_max"], 2),
        (row["red_min"], 3),
    ):
        assert score(initial_force_n=pounds * N_PER_LBF, **given).score == level, pounds
    steps = score(initial_force_n=0, **given).intermediates
    assert steps["limit_80_n"] == pytest.approx(row["green_max"] * N_PER_LBF)
    assert steps["limit_50_n"] == pytest.approx(row["yellow_max"] * N_PER_LBF)
