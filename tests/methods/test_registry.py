"""The registry, and what holds for every method: words, versions, schemas, bands."""

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from ergo.errors import InputError
from ergo.knowledge.files import DataFileError, read_json
from ergo.methods import load, method_ids
from ergo.methods.base import Method, MethodData
from ergo.methods.elementwise import PrintedTable
from ergo.methods.result import Band, BandScheme

PEERS = json.loads((Path(__file__).parents[1] / "published" / "data" / "peer_failures.json").read_text())
METHODS = [load(method_id) for method_id in method_ids()]
SCHEMES = [scheme for method in METHODS for scheme in method.bands]
TASK_KINDS = {row["id"] for row in read_json("task_kinds.json")["kinds"]}


def run_python(code: str) -> str:
    root = Path(__file__).parents[2]
    return subprocess.run(
        [sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True
    ).stdout


def test_the_methods():
    assert method_ids() == (
        "acgih_tlv_entered",
        "art_2010",
        "bwc_osu_push_pull_2019",
        "cosi_2017",
        "cusi_2017",
        "duet_2017",
        "en_1005_2_2003",
        "garg_1978",
        "hal_2001",
        "hal_2018",
        "hav_a8_2002",
        "hcbcf_1_0",
        "hse_filter_2016",
        "hse_mac_carry",
        "hse_mac_lift",
        "hse_mac_team",
        "hse_rapp_unwheeled",
        "hse_rapp_wheeled",
        "iso_11226_2000",
        "iso_11228_1_2021",
        "kim_lhc_2019",
        "kim_pp_2002",
        "lifft_2017",
        "lm_carry_2021",
        "lm_lift_2021",
        "lm_push_pull_2021",
        "niosh_1994",
        "niosh_cli_1994",
        "niosh_sli",
        "niosh_vli_2016",
        "owas_1977",
        "reba_2000",
        "rosa_2012",
        "rsi_2017",
        "rula_1993",
        "rula_1993_cornell",
        "shoulder_tool_2021",
        "strain_index_1995",
        "strength_dot_1991",
        "strength_ors",
        "wbv_a8_2002",
        "wbv_vdv_2002",
        "wisha_lifting",
    )


def test_the_readme_counts_the_methods():
    readme = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    assert f"\n{len(method_ids())} methods, " in readme


def test_listing_the_methods_imports_none_of_them_and_no_heavy_library():
    modules = run_python("import ergo.methods, sys; ergo.methods.method_ids(); print(*sys.modules)").split()
    assert not {"numpy", "pandas", "pydantic"} & set(modules)
    assert not [name for name in modules if name.startswith("ergo.methods.")]


def test_import_takes_less_than_300_ms():
    timed = "import time; t = time.perf_counter(); import ergo.methods; print(time.perf_counter() - t)"
    assert min(float(run_python(timed)) for _ in range(3)) < 0.3


def test_a_method_imports_no_pandas():
    modules = run_python("import sys; from ergo.methods import load; load('niosh_1994'); print(*sys.modules)")
    assert "pandas" not in modules.split()


def test_an_unknown_method_is_refused_and_the_known_ones_named():
    with pytest.raises(
        InputError,
        match=r"no method 'niosh_1981'; the methods are .*bwc_osu_push_pull_2019, .*niosh_1994",
    ):
        load("niosh_1981")


@pytest.mark.parametrize("method", METHODS, ids=lambda method: method.id)
class TestEveryMethod:
    def test_is_complete(self, method):
        for words in (method.name, method.edition, method.citation, method.status):
            assert words
        assert method.answers.endswith("?")
        assert method.kinds
        assert set(method.kinds) <= TASK_KINDS
        assert method.not_for
        assert method.anomalies
        assert method.bands
        assert sys.modules[f"ergo.methods.{method.id}"].__doc__.count("What it answers") == 1

    def test_fields_take_words_unit_and_range_from_the_vocabulary(self, method):
        schema = method.inputs.model_json_schema()
        for name, quantity in method.inputs.quantities().items():
            field = schema["properties"][name]
            assert field["quantity"] == quantity.id
            assert field["title"] == quantity.label
            assert field["description"] == quantity.help
            assert field.get("unit", "") == quantity.unit
            if quantity.kind == "number":
                number = field if "minimum" in field else field["anyOf"][0]
                assert (number["minimum"], number["maximum"]) == (quantity.low, quantity.high)
            if quantity.kind == "choice":
                assert field["enum"] == [choice.value for choice in quantity.choices]
        assert tuple(schema["required"]) == method.inputs.required()

    def test_version_names_the_numbers_it_was_computed_with(self, method):
        assert method.version.count("+") == 1
        data = MethodData.read(method.id)
        changed = data.model_copy(update={"values": data.values | {"added": 1}})
        other = Method.of(method.id, changed, method.inputs, method.compute)
        assert other.version != method.version


@pytest.mark.parametrize("case", PEERS["cases"], ids=lambda case: case["id"])
def test_peer_failure(case):
    """A stored result says which method and numbers made it; every coefficient is read back from the print."""
    if case["id"] == "constant-changed-under-same-name":
        data = MethodData.read("niosh_1994")
        metric = data.values["metric"] | {"load_constant": 25}
        other = data.model_copy(update={"values": data.values | {"metric": metric}})
        method = load("niosh_1994")
        assert Method.of("niosh_1994", other, method.inputs, method.compute).version != method.version
        composite = load("niosh_cli_1994")
        own = MethodData.read("niosh_cli_1994")
        changed = Method.of("niosh_cli_1994", own, method.inputs, composite.compute, also=(other,))
        assert changed.version != composite.version
        job = PEERS["job_under_another_constant"]
        given = job["inputs"]
        result = composite.score(
            load_kg=given["load_avg_kg"],
            h_origin_cm=given["H_origin_cm"],
            v_origin_cm=given["V_origin_cm"],
            d_travel_cm=given["D_cm"],
            asym_deg=given["A_origin_deg"],
            freq_per_min=given["F_lifts_per_min"],
            duration_h=given["duration_h"],
            coupling=given["coupling"],
        )
        assert (result.method_id, result.method_version) == ("niosh_cli_1994", composite.version)
        assert result.score == pytest.approx(job["peer_CLI"] * job["peer_load_constant_kg"] / 23)
    else:
        published = Path(__file__).parents[1] / "published"
        tables = json.loads((published / "data" / "niosh_tables.json").read_text(encoding="utf-8"))
        values = MethodData.read("niosh_1994").values
        for form, suffix in (("metric", "cm"), ("us", "in")):
            kept = values[form]
            printed = {name: row[form] for name, row in tables["multipliers"].items() if form in row}
            assert printed["HM"] == f"{kept['h_near']}/H_{suffix}"
            assert printed["VM"] == f"1-{kept['v_slope']}*abs(V_{suffix}-{kept['v_best']})"
            assert printed["DM"] == f"{kept['d_base']}+{kept['d_share']}/D_{suffix}"
            assert printed["AM"] == f"1-{values['asymmetry']['slope']}*A_deg"


@pytest.mark.parametrize("scheme", SCHEMES, ids=lambda scheme: f"{scheme.id} {scheme.name}")
class TestEveryBandScheme:
    @given(
        score=st.one_of(st.floats(0, 6), st.sampled_from([0.0, 0.47, 0.5, 0.93, 1.0, 1.15, 1.5, 2.0, 3.0]))
    )
    def test_a_score_lies_in_exactly_one_band(self, scheme, score):
        if scheme.bands[-1].high is not None and score > scheme.bands[-1].high:
            assert scheme.band(score) is None
            return
        holding = [band for band in scheme.bands if band.holds(score)]
        assert len(holding) == 1
        assert scheme.band(score) is holding[0]
        assert scheme.bands[scheme.index(np.array([score]))[0]] is holding[0]

    def test_there_is_no_band_without_a_score(self, scheme):
        assert scheme.band(None) is None
        assert scheme.index(np.array([np.nan])).tolist() == [-1]


@pytest.mark.parametrize(
    "upper",
    [{"low": 1.5, "high": 2}, {"low": 0.5, "high": 2}, {"low": 1, "high": 2, "low_included": True}],
    ids=["gap", "overlap", "shared edge"],
)
def test_bands_that_do_not_meet_are_refused(upper):
    bands = [Band(low=0, high=1, label="a", words="A"), Band(label="b", words="B", **upper)]
    with pytest.raises(ValidationError, match="leave a gap or overlap"):
        BandScheme(id="x", name="X", source="-", status="-", bands=tuple(bands))


def test_a_printed_table_has_no_cell_outside():
    table = PrintedTable([[1, 2, 3], [4, 5, 6]])
    assert table.at(1, 2) == 6
    assert table.at(np.array([0, 1]), np.array([2, 0])).tolist() == [3, 4]
    for row, column in ((-1, 0), (0, -1), (2, 0), (0, 3), (np.array([0, 2]), 1), (1, np.array([-1, 1]))):
        with pytest.raises(IndexError, match="outside a table"):
            table.at(row, column)


def test_a_printed_table_is_read_right_by_small_integers():
    """Row 17 of 8 columns begins at 136, beyond what a byte holds."""
    table = PrintedTable(np.arange(144).reshape(18, 8))
    assert table.at(np.array([17], np.int8), np.array([7], np.int8)).tolist() == [143]
    assert table.at(17, np.array([7], np.int8)).tolist() == [143]
    assert table.at(17, 7) == 143


def test_a_damaged_data_file_is_named(monkeypatch):
    monkeypatch.setattr("ergo.methods.base.read_json", lambda name: {"header": {}})
    with pytest.raises(DataFileError, match=r"data/tables/niosh_1994\.json"):
        MethodData.read("niosh_1994")
