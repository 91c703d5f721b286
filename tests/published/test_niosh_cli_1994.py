"""Composite lifting index against printed and published jobs."""

import json
from pathlib import Path

import numpy as np
import pytest

from ergo.methods import niosh_cli_1994
from ergo.methods.niosh_equation import Duration

HERE = Path(__file__).parent / "data"
EXAMPLES = {
    case["id"]: case for case in json.loads((HERE / "niosh_examples.json").read_text(encoding="utf-8"))
}


def test_manual_section_2_4_5():
    case = EXAMPLES["niosh_section_2.4.5"]
    given, printed, tolerance = case["inputs"], case["printed"], case["tolerance"]
    tasks = given["tasks"]
    load = np.array([task["load"] for task in tasks])
    job = niosh_cli_1994.composite_index(
        np.array([task["FIRWL"] for task in tasks]),
        load=load,
        load_max=load,
        freq_per_min=np.array([task["F_lifts_per_min"] for task in tasks]),
        v_origin_cm=np.full(3, given["V_origin_cm"]),
        duration=np.full(3, Duration[given["duration_class"].upper()]),
    )
    for name, values in (("STRWL", job.strwl), ("FILI", job.fili), ("STLI", job.stli)):
        np.testing.assert_allclose(values, printed[name], rtol=0, atol=tolerance[name], err_msg=name)
    assert job.rank.tolist() == printed["rank"]
    assert job.cli == pytest.approx(printed["CLI"], abs=tolerance["CLI"])
    assert job.cli == pytest.approx(case["computed"]["CLI"], abs=tolerance["CLI_computed"])


def test_ntp_477_every_step():
    case = EXAMPLES["ntp_477"]
    given, printed = case["inputs"], case["printed"]
    exact = {"rtol": 0, "atol": case["tolerance"]["all"]}
    result = niosh_cli_1994.score(
        load_kg=given["load_avg_kg"],
        load_max_kg=given["load_max_kg"],
        h_origin_cm=given["H_origin_cm"],
        v_origin_cm=given["V_origin_cm"],
        d_travel_cm=given["D_cm"],
        asym_deg=given["A_origin_deg"],
        freq_per_min=given["F_lifts_per_min"],
        duration_h=given["duration_h"],
        coupling=given["coupling"],
        significant_control=False,
    )
    steps = result.intermediates
    multipliers = np.array([printed["HM"], printed["AM"], printed["CM"]])
    np.testing.assert_allclose(steps["firwl_kg"], 23 * multipliers.prod(axis=0), **exact)
    np.testing.assert_allclose(steps["strwl_kg"] / steps["firwl_kg"], printed["FM"], **exact)
    np.testing.assert_allclose(steps["fili"], printed["FILI"], **exact)
    np.testing.assert_allclose(steps["stli"], printed["STLI"], **exact)
    np.testing.assert_allclose(steps["freq_so_far_per_min"], printed["freq_so_far"], **exact)
    assert steps["rank"].tolist() == printed["rank"]
    for task in (0, 2):  # the program leaves both empty for the first in order
        assert steps["fm_so_far"][task] == pytest.approx(printed["FM_so_far"][task], abs=1e-12)
        assert steps["fm_before"][task] == pytest.approx(printed["FM_before"][task], abs=1e-12)
    assert steps["share"].sum() == pytest.approx(printed["CLI"], abs=1e-12)
    assert result.score == pytest.approx(printed["CLI"], abs=1e-12)
