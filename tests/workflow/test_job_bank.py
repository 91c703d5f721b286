"""A table of tasks scored row by row: every row in its place, bad rows told, files of any size and kind."""

import json
from pathlib import Path

import pandas as pd
import pytest

from ergo.errors import InputError
from ergo.methods import load
from ergo.workflow.job_bank import Tally, score_table
from ergo.workflow.job_bank_files import Engine, rows_about, score_file

# DHHS (NIOSH) Publication 94-110, example 1: LI 2.7, printed from multipliers rounded to two digits
PUNCH_PRESS = {
    "load_kg": 19.96,
    "h_origin_cm": 58.42,
    "v_origin_cm": 38.1,
    "v_dest_cm": 160.02,
    "asym_deg": 0,
    "freq_per_min": 0.2,
    "duration_h": 0.5,
    "coupling": "fair",
    "significant_control": False,
}


def bank() -> pd.DataFrame:
    """A good row, one of each kind of bad row, and a good row again."""
    rows = [
        PUNCH_PRESS | {"place": "press"},
        PUNCH_PRESS | {"place": "too heavy", "load_kg": 900},
        PUNCH_PRESS | {"place": "no number", "load_kg": "ten"},
        PUNCH_PRESS | {"place": "missing", "coupling": ""},
        PUNCH_PRESS | {"place": "no such grip", "coupling": "firm"},
        PUNCH_PRESS | {"place": "contradiction", "load_max_kg": 5},
        PUNCH_PRESS | {"place": "=light", "load_kg": "10", "significant_control": "no"},
    ]
    return pd.DataFrame(rows)


def test_every_row_keeps_its_place_and_bad_ones_say_why() -> None:
    scored = score_table("niosh_1994", bank())
    assert list(scored["place"]) == list(bank()["place"])
    assert scored["score"].iloc[0] == pytest.approx(2.7, abs=0.15)
    assert scored["score"].iloc[6] == pytest.approx(2.7 * 10 / 19.96, abs=0.08)
    assert scored["score"].iloc[1:6].isna().all()
    assert list(scored["problem"]) == [
        "",
        "Usual load 900 kg is outside 0 to 300 kg",
        "Usual load 'ten' is not a number",
        "Grip on the load is missing",
        "Grip on the load 'firm' is not one of good, fair, poor",
        "Heaviest load 5 kg is below the usual load",
        "",
    ]
    assert list(scored["band"])[:2] == ["above 1", ""]


def test_a_table_is_scored_as_its_rows_are_one_by_one() -> None:
    scored = score_table("niosh_1994", bank())
    alone = load("niosh_1994").score(**PUNCH_PRESS)
    for name in ("rwl_kg", "hm_origin", "governing_end"):
        assert scored[name].iloc[0] == alone.intermediates[name]
    assert scored["findings"].iloc[0].split("; ") == [finding.code for finding in alone.findings]


def test_tally() -> None:
    tally = Tally()
    tally.add(score_table("niosh_1994", bank()))
    assert (tally.rows, tally.scored, tally.unscored, tally.bad_rows) == (7, 2, 0, 5)
    assert [bad.row for bad in tally.bad] == [2, 3, 4, 5, 6]
    assert tally.bands == {"above 1": 2}


def test_columns_by_quantity_and_missing_columns() -> None:
    by_quantity = bank().rename(columns={"load_kg": "lift.load_kg"})
    assert score_table("niosh_1994", by_quantity)["score"].iloc[0] == pytest.approx(2.7, abs=0.15)
    with pytest.raises(InputError, match=r"no column 'load_kg' \(usual load\)"):
        score_table("niosh_1994", bank().drop(columns="load_kg"))
    with pytest.raises(InputError, match="'score' is called as a result"):
        score_table("niosh_1994", bank().assign(score=1))


def test_tasks_of_a_job_are_scored_together() -> None:
    """A(8) of a day of two operations: 0.5 m/s2 for 4 h and 1.0 for 1 h are sqrt((0.25*4 + 1*1)/8) = 0.5 on z."""
    days = pd.DataFrame(
        {
            "job": ["a", "a", "b", "c", "c"],
            "aw_z_ms2": [0.5, 1.0, 0.5, 0.5, "?"],
            "total_h": [4, 1, 8, 4, 1],
            "jolts": ["no"] * 5,
        }
    )
    scored = score_table("wbv_a8_2002", days)
    assert list(scored["score"].round(6))[:3] == [0.5, 0.5, 0.5]
    assert "is not a number" in scored["problem"].iloc[4]
    assert scored["problem"].iloc[3].startswith("another row of this job is bad")
    with pytest.raises(InputError, match="a column 'job' must say"):
        score_table("wbv_a8_2002", days.drop(columns="job"))


def written(path: Path, table: pd.DataFrame) -> Path:
    match path.suffix:
        case ".csv":
            table.to_csv(path, index=False)
        case ".jsonl":
            table.to_json(path, orient="records", lines=True)
        case ".json":
            table.to_json(path, orient="records")
        case _:
            table.astype(str).to_parquet(path)
    return path


def read(path: Path) -> pd.DataFrame:
    match path.suffix:
        case ".csv":
            return pd.read_csv(path, keep_default_na=False)
        case ".jsonl":
            return pd.read_json(path, lines=True)
        case ".json":
            return pd.DataFrame(json.loads(path.read_text()))
        case _:
            return pd.read_parquet(path)


@pytest.mark.parametrize("ending", [".csv", ".json", ".jsonl", ".parquet"])
@pytest.mark.parametrize("out_ending", [".csv", ".json", ".jsonl", ".parquet"])
def test_files_of_every_kind(tmp_path: Path, ending: str, out_ending: str) -> None:
    source, out = written(tmp_path / f"in{ending}", bank()), tmp_path / f"out{out_ending}"
    told: list[int] = []
    tally = score_file("niosh_1994", source, out, piece_rows=3, progress=told.append)
    assert (tally.rows, tally.scored, tally.bad_rows) == (7, 2, 5)
    assert told[-1] == 7
    assert ending == ".json" or told == [3, 6, 7]
    result = read(out)
    assert list(result["place"]) == list(bank()["place"])
    assert float(result["score"].iloc[0]) == pytest.approx(2.7, abs=0.15)
    assert list(result["problem"])[1] == "Usual load 900 kg is outside 0 to 300 kg"
    assert rows_about(source) >= (0 if ending == ".json" else 7)


def test_strict_stops_at_the_first_bad_row_and_writes_nothing(tmp_path: Path) -> None:
    source, out = written(tmp_path / "in.csv", bank()), tmp_path / "out.csv"
    with pytest.raises(InputError, match="row 2: Usual load 900 kg"):
        score_file("niosh_1994", source, out, strict=True)
    assert [path.name for path in tmp_path.iterdir()] == ["in.csv"]


def test_a_job_that_two_pieces_share_stays_one(tmp_path: Path) -> None:
    days = pd.DataFrame({"job": list("aabbbc"), "aw_z_ms2": 0.5, "total_h": 2.0, "jolts": "no"})
    tally = score_file("wbv_a8_2002", written(tmp_path / "in.csv", days), tmp_path / "out.csv", piece_rows=4)
    assert tally.rows == 6
    # two, three and one operation of 2 h at 0.5 m/s2: 0.5 * sqrt(hours / 8)
    assert list(read(tmp_path / "out.csv")["score"].round(4)) == [0.3536] * 2 + [0.433] * 3 + [0.25]


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"load_kg\n1\n"])
def test_a_damaged_file_is_told(tmp_path: Path, content: bytes) -> None:
    source = tmp_path / "in.csv"
    source.write_bytes(content)
    with pytest.raises(InputError):
        score_file("niosh_1994", source, tmp_path / "out.csv")
    assert not (tmp_path / "out.csv").exists()


@pytest.mark.parametrize(
    ("source", "out", "why"), [("in.txt", "o.csv", "ends with none"), ("in.csv", "in.csv", "over")]
)
def test_files_that_are_not_taken(tmp_path: Path, source: str, out: str, why: str) -> None:
    (tmp_path / source).write_text("a\n")
    with pytest.raises(InputError, match=why):
        score_file("niosh_1994", tmp_path / source, tmp_path / out)


def test_a_dask_cluster_gives_the_same_file(tmp_path: Path) -> None:
    many = pd.concat([bank()] * 30, ignore_index=True)
    source = written(tmp_path / "in.csv", many)
    score_file("niosh_1994", source, tmp_path / "here.csv", piece_rows=50)
    tally = score_file("niosh_1994", source, tmp_path / "there.csv", piece_rows=50, engine=Engine.DASK)
    assert tally.rows == 210
    assert (tmp_path / "there.csv").read_bytes() == (tmp_path / "here.csv").read_bytes()


def test_a_cluster_that_does_not_answer(tmp_path: Path) -> None:
    source = written(tmp_path / "in.csv", bank())
    with pytest.raises(InputError, match="No Dask cluster answers"):
        score_file("niosh_1994", source, tmp_path / "o.csv", engine=Engine.DASK, cluster="tcp://127.0.0.1:9")
