"""A job bank as a file that was handed in: read without trust, scored, handed back without formulas."""

import zipfile
from collections.abc import Callable
from io import BytesIO

import pandas as pd
import pytest
from openpyxl import Workbook, load_workbook

from ergo.errors import InputError
from ergo.methods import load, method_ids
from ergo.methods.result import Severity
from ergo.units import UnitSystem
from ergo.workflow import job_bank_sheets as sheets
from ergo.workflow.job_bank import PROBLEM, SCORE
from ergo.workflow.job_bank_sheets import as_csv, as_xlsx, empty_bank, fits, read_bank, score_bank
from tests.workflow.test_job_bank import PUNCH_PRESS, bank


def workbook(rows: list[list[object]], title: str = "Tasks") -> bytes:
    book = Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(row)
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def as_rows(table: pd.DataFrame) -> list[list[object]]:
    return [list(table.columns), *table.values.tolist()]


def parquet(table: pd.DataFrame) -> bytes:
    file = BytesIO()
    table.astype(str).to_parquet(file)
    return file.getvalue()


FILES: dict[str, Callable[[pd.DataFrame], bytes]] = {
    "xlsx": lambda table: workbook(as_rows(table)),
    "csv": lambda table: table.to_csv(index=False).encode(),
    "semicolons": lambda table: table.to_csv(index=False, sep=";").encode("utf-16"),
    "parquet": parquet,
}


@pytest.mark.parametrize("kind", FILES)
def test_every_kind_of_file_gives_the_same_scores(kind: str) -> None:
    told: list[float] = []
    scored = score_bank("niosh_1994", read_bank(FILES[kind](bank())), told.append)
    assert (scored.tally.rows, scored.tally.scored, scored.tally.bad_rows) == (7, 2, 5)
    assert scored.table[SCORE].iloc[0] == pytest.approx(2.7, abs=0.15)  # DHHS (NIOSH) 94-110, example 1
    assert scored.table[PROBLEM].iloc[1] == "Usual load 900 kg is outside 0 to 300 kg"
    assert told == [1.0]


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_rows_keep_their_numbers_below_an_empty_one(kind: str) -> None:
    rows = [
        list(PUNCH_PRESS),
        list(PUNCH_PRESS.values()),
        [],
        ["ten", *list(PUNCH_PRESS.values())[1:]],
        [],
        [],
    ]
    text = "\n".join(",".join(map(str, row)) for row in rows)
    tally = score_bank("niosh_1994", read_bank(workbook(rows) if kind == "xlsx" else text.encode())).tally
    assert [(bad.row, bad.reason) for bad in tally.bad] == [
        (2, "Usual load is missing"),
        (3, "Usual load 'ten' is not a number"),
    ]


def zip_bomb() -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("xl/workbook.xml", b" " * (sheets.MOST_UNPACKED_BYTES + 1))
    return file.getvalue()


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "no headings"),
        (b"load_kg\n", "no row below"),
        (b"\n1,2\n", "no headings"),
        (b"\xd0\xcf\x11\xe0old", "old Excel"),
        (b"PK\x03\x04 no workbook", "damaged"),
        (b"PAR1 no parquet", "damaged"),
        (b"a,b\n\x00,1\n", "neither"),
        (b"load_kg,load_kg\n1,2\n", "“load_kg” stands twice"),
        (b",".join(b"c%d" % n for n in range(251)) + b"\n1\n", "more than 250 columns"),
        (b"a\n" + b"1\n" * 100_001, "more than 100,000 rows"),
        (b"a" * 20_000_001, "at most 20 MB"),
        (zip_bomb(), "unpacks to far more"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_file_that_cannot_be_read_is_refused_in_words(data: bytes, why: str) -> None:
    with pytest.raises(InputError, match=why):
        read_bank(data)


def test_the_columns_recommend_a_method() -> None:
    best = fits(list(PUNCH_PRESS))[0]
    assert (best.method.id, best.missing) == ("niosh_1994", ())
    of_jobs = next(fit for fit in fits(list(PUNCH_PRESS)) if fit.method.id == "niosh_cli_1994")
    assert of_jobs.missing == ("job",)
    by_quantity = ["job", "vibration.aw_z_ms2", "aw_z_ms2", "total_h", "jolts"]
    assert "wbv_a8_2002" in [fit.method.id for fit in fits(by_quantity) if not fit.missing]


@pytest.mark.parametrize("method_id", method_ids())
def test_the_empty_sheet_has_the_columns_of_the_method(method_id: str) -> None:
    method = load(method_id)
    book = load_workbook(BytesIO(empty_bank(method, UnitSystem.METRIC)))
    headings = [cell.value for cell in book["Tasks"][1]]
    fit = next(fit for fit in fits(headings) if fit.method.id == method_id)
    assert fit.missing == ()
    assert set(fit.found) == set(method.inputs.quantities())
    about = {row[0]: row for row in book["Columns"].iter_rows(min_row=2, values_only=True)}
    for quantity in method.inputs.quantities().values():
        unit = f" ({quantity.unit})" if quantity.unit else ""
        takes = about[f"{quantity.label}{unit}"][1]
        assert all(choice.label in takes for choice in quantity.choices)


PRESS_IN_POUNDS = {
    "Place": "press",
    "Usual load (lb)": 44,
    "Reach at the start of the lift (in)": 23,
    "Hand height at the start of the lift (in)": 15,
    "Hand height at the end of the lift (in)": 63,
    "Twist at the start of the lift (deg)": 0,
    "Lifting rate (lifts/min)": 0.2,
    "Lifting time in a shift (h)": 0.5,
    "Grip on the load": "Fair",
    "Load is placed with care": "no",
}
"""The punch press under the labels of its quantities, in pounds and inches."""


def test_columns_go_by_label_and_unit_and_answers_by_their_words() -> None:
    """DHHS (NIOSH) 94-110, example 1 prints an RWL of 16.3 lb and an LI of 2.7, from rounded multipliers."""
    sheet = workbook([list(PRESS_IN_POUNDS), list(PRESS_IN_POUNDS.values())])
    scored = score_bank("niosh_1994", read_bank(sheet))
    told = scored.to_read(UnitSystem.US)
    assert list(told.columns[: len(PRESS_IN_POUNDS)]) == list(PRESS_IN_POUNDS)  # as they were given
    assert list(told.iloc[0][: len(PRESS_IN_POUNDS)]) == list(PRESS_IN_POUNDS.values())
    assert told["Recommended weight limit (lb)"][0] == pytest.approx(16.3, abs=0.65)
    assert told["Lifting index"][0] == pytest.approx(2.7, abs=0.15)
    assert not {name for name in told.columns if "_" in name or name in ("score", "findings", "problem")}
    assert told["What limits the score"][0].endswith(".")


@pytest.mark.parametrize(
    ("cells", "why"),
    [
        ({"Usual load (lb)": 900}, "Usual load 900 lb is outside 0 to 661.4 lb"),
        ({"Usual load (lb)": "900"}, "Usual load 900 lb is outside 0 to 661.4 lb"),
        (
            {"Reach at the start of the lift (in)": -1.5},
            "Reach at the start of the lift -1.5 in is outside 0 to 59.1 in",
        ),
        ({"Usual load (lb)": "heavy"}, "Usual load 'heavy' is not a number"),
        ({"Usual load (lb)": ""}, "Usual load is missing"),
        ({"Heaviest load (lb)": 40}, "Heaviest load 40 lb is below the usual load"),
        ({"Lifting time in a shift (h)": 30}, "Lifting time in a shift 30 h is outside 0 to 24 h"),
    ],
)
def test_a_bad_value_is_told_in_the_unit_of_its_column(cells: dict[str, object], why: str) -> None:
    tally = score_bank("niosh_1994", pd.DataFrame([PRESS_IN_POUNDS | cells])).tally
    assert [bad.reason for bad in tally.bad] == [why]


def test_a_lift_of_a_job_is_told_in_the_unit_of_its_column() -> None:
    lifts = pd.DataFrame([PRESS_IN_POUNDS | {"Job": "a", "Heaviest load (lb)": load} for load in (44, 40)])
    tally = score_bank("niosh_cli_1994", lifts).tally
    why = "Heaviest load 40 lb is below the usual load"
    assert [bad.reason for bad in tally.bad] == [f"another row of this job is bad: {why}", why]


def test_a_unit_that_a_quantity_is_not_given_in_is_refused() -> None:
    with pytest.raises(InputError, match="the unit 'stone' is not kg or lb"):
        fits(["Usual load (stone)"])


def test_a_job_stays_whole_where_pieces_part_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "_PIECE_ROWS", 4)
    days = pd.DataFrame({"job": list("aabbbc"), "aw_z_ms2": 0.5, "total_h": 2.0, "jolts": "no"})
    scored = score_bank("wbv_a8_2002", days)
    # two, three and one operation of 2 h at 0.5 m/s2: 0.5 * sqrt(hours / 8)
    assert list(scored.table[SCORE].round(4)) == [0.3536] * 2 + [0.433] * 3 + [0.25]


def test_findings_are_told_in_words_what_withholds_a_score_first() -> None:
    two = pd.DataFrame([PUNCH_PRESS, PUNCH_PRESS | {"hands": 1}, PUNCH_PRESS])
    told = score_bank("niosh_1994", two).told()
    assert (told[0].severity, told[0].rows) == (Severity.INVALID, 1)
    assert "one hand" in told[0].sentence.lower()
    assert {row.rows for row in told[1:]} == {3}


def test_the_distribution_counts_every_score_once() -> None:
    loads = pd.DataFrame([PUNCH_PRESS | {"load_kg": load} for load in (1, 2, 3, 4, 300)])
    spread = score_bank("niosh_1994", loads).distribution()
    assert sum(number for _, _, number in spread) == 5
    assert all(low < high for low, high, _ in spread)
    assert score_bank("niosh_1994", bank().iloc[1:2]).distribution() == []


def test_no_text_becomes_a_formula() -> None:
    table = pd.DataFrame(
        {"=head": ["=1+1", "+cmd", "-5", "@x", "plain\x07"], "n": [1.5, float("nan"), 2, 3, 4]}
    )
    book = load_workbook(BytesIO(as_xlsx(table)))
    cells = [cell for row in book.active.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert [cell.value for cell in book.active["A"]] == ["=head", "=1+1", "+cmd", "-5", "@x", "plain"]
    assert [cell.value for cell in book.active["B"]][1:] == [1.5, None, 2, 3, 4]
    lines = as_csv(table).decode("utf-8-sig").splitlines()
    assert [line.split(",")[0] for line in lines[:5]] == ["'=head", "'=1+1", "'+cmd", "-5", "'@x"]
