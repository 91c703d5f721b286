"""Hand activity level and both editions of its limits: the equation, its table, the lines and every example."""

from typing import Any

import pytest

from ergo.methods import hal_2001, hal_2018
from ergo.methods.hand_activity import activity_level
from tests.published.hand_methods import REFERENCE, examples

HAL = REFERENCE["hal"]
TABLE = HAL["hal_equation_table_computed"]
NEW = list(examples("ACGIH TLV 2018"))
OLD = {e["id"]: e for e in examples("ACGIH TLV 2001-2017")}
CELLS = [
    (hz, pct, TABLE["HAL"][row][column])
    for row, hz in enumerate(TABLE["F_Hz"])
    for column, pct in enumerate(TABLE["D_pct"])
]


def test_every_example_is_used() -> None:
    assert (len(NEW), len(OLD), len(examples("HAL equation"))) == (2, 2, 4)


@pytest.mark.parametrize(("hz", "pct", "hal"), CELLS)
def test_table_of_the_equation(hz: float, pct: float, hal: float) -> None:
    """Computed in the reference from the equation of Radwin et al. 2015, to two decimals."""
    assert activity_level(hz, pct) == pytest.approx(hal, abs=0.0051)


@pytest.mark.parametrize("example", examples("HAL equation"), ids=lambda example: example["id"])
def test_equation(example: dict[str, Any]) -> None:
    given = example["inputs"]
    result = hal_2018.score(
        force_pct=30, efforts_per_min=60 * given["frequency_Hz"], duty_cycle_pct=given["duty_cycle_pct"]
    )
    assert result.intermediates["hal"] == pytest.approx(example["expected"]["hal"], abs=example["tolerance"])
    assert result.intermediates["frequency_hz"] == pytest.approx(given["frequency_Hz"])


@pytest.mark.parametrize("example", NEW, ids=lambda example: example["id"])
def test_lines_of_2018(example: dict[str, Any]) -> None:
    steps = hal_2018.score(force_pct=30, hal=example["inputs"]["HAL"]).intermediates
    for name, npf in example["expected"].items():
        assert steps[name] == pytest.approx(npf, abs=example["tolerance"])


@pytest.mark.parametrize(
    ("npf", "label"),
    [
        (3.04, "at or below the action limit"),
        (3.05, "between action limit and TLV"),
        (5.04, "between action limit and TLV"),
        (5.05, "above the TLV"),
    ],
)
def test_a_force_on_a_line_of_2018_keeps_it(npf: float, label: str) -> None:
    """At HAL 1 the lines lie at 3.04 and 5.04."""
    assert hal_2018.score(force_pct=10 * npf, hal=1).band.label == label


def test_lines_of_2001() -> None:
    """A chapter prints AL 2.8 and TLV 3.8 at HAL 5; by its own formula the TLV is 3.92, by the worksheet 0.78 x 5."""
    steps = hal_2001.score(force_pct=30, hal=5).intermediates
    al, tlv = OLD["hal-old-left-al"], OLD["hal-old-left-tlv"]
    assert steps["al_npf"] == pytest.approx(al["expected"]["al_npf"], abs=al["tolerance"])
    assert not tlv["match"]
    assert steps["tlv_npf"] == pytest.approx(0.78 * 5)
    assert abs(steps["tlv_npf"] - tlv["expected"]["tlv_npf"]) > tlv["tolerance"]


def test_ratios_of_2001() -> None:
    scheme = hal_2001.METHOD.bands[0]
    limits = HAL["limits_2001_2017"]
    assert [band.high for band in scheme.bands] == [limits["AL"], limits["TLV"], None]


def test_the_limit_of_2018_is_the_action_limit_before() -> None:
    """Plausibility check of the reference: 5.6 - 0.56 HAL is 0.56 (10 - HAL)."""
    for hal in (1, 3, 5, 9):
        after, before = (m.score(force_pct=30, hal=hal).intermediates for m in (hal_2018, hal_2001))
        assert after["tlv_npf"] == pytest.approx(before["al_npf"])


def test_peak_force_follows_share_of_strength_and_rating() -> None:
    for row in HAL["npf"]["table"]:
        assert hal_2018.score(force_pct=row["pct_mvc"], hal=3).intermediates["npf"] == pytest.approx(
            row["npf"]
        )
        assert row["borg"] == row["npf"]


def test_the_rating_is_explained_by_its_anchors() -> None:
    words = hal_2018.METHOD.inputs.quantities()["hal"].help
    assert all(anchor in words for anchor in HAL["visual_scale_anchors"])
