"""Rows of a sheet become tasks, each mistake is named by row and column, and a hostile file does no harm."""

import zipfile
from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from ergo.errors import InputError
from ergo.knowledge.quantities import quantities
from ergo.model.base import HowKnown
from ergo.model.job import Importance, SafetyCritical, TaskKind
from ergo.units import UnitSystem
from ergo.workflow import job_cells
from ergo.workflow.job_columns import column_of, typed_quantities
from ergo.workflow.job_import import read_tasks
from ergo.workflow.job_sheet import empty_sheet, rows_left

HEADINGS = ["Task", "Kind of work", "Normal time on a shift (min)", "Usual load (kg)"]
JANUARY_31 = datetime(2026, 1, 31)  # noqa: DTZ001 - a sheet knows no time zone
GOOD = ["Pick", "Lifting and lowering", 120, 8]


def written(workbook: Workbook) -> bytes:
    buffer = BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def xlsx(*rows: list[Any], change: Callable[[Any], object] = lambda sheet: None) -> bytes:
    workbook = Workbook()
    for row in rows:
        workbook.active.append(row)
    change(workbook.active)
    return written(workbook)


def cells_of(data: bytes, sheet: str) -> list[tuple[Any, ...]]:
    return list(load_workbook(BytesIO(data))[sheet].iter_rows(values_only=True))


def one(heading: str, value: Any) -> tuple[Any, tuple[str, ...]]:
    """The only row of a sheet with one more column: its task and its mistakes."""
    (row,) = read_tasks(xlsx(["Task", "Kind", heading], ["Pick", "lifting", value])).rows
    return row.task, row.mistakes


def test_row_becomes_a_task() -> None:
    headings = [
        *HEADINGS,
        "Importance",
        "More time allowed",
        "Safety-critical work",
        "Grip on the load",
        "How known",
        "Measured on",
        "Measured by",
        "Load shifts while lifted",
    ]
    more = ["Marginal", "YES", "driving; mobile plant", "Fair", "Measured", JANUARY_31, "OT", "no"]
    sheet = read_tasks(xlsx(headings, [*GOOD, *more]))
    (task,) = sheet.tasks
    assert (task.name, task.kind, task.minutes_per_shift) == ("Pick", TaskKind.LIFTING, 120)
    assert (task.importance, task.may_be_extended) == (Importance.MARGINAL, True)
    assert task.safety_critical == [SafetyCritical.DRIVING, SafetyCritical.MOBILE_PLANT]
    load = task.measurements["lift.load_kg"]
    assert (load.value, load.how, load.on, load.by) == (8, HowKnown.MEASURED, date(2026, 1, 31), "OT")
    assert task.measurements["lift.coupling"].value == "fair"
    assert task.measurements["lift.unstable"].value is False
    assert sheet.notes == ()


def test_values_that_do_not_say_how_they_are_known_are_records() -> None:
    task, _ = one("Usual load (kg)", 8)
    assert task.measurements["lift.load_kg"].how is HowKnown.RECORDS


@pytest.mark.parametrize(
    ("heading", "typed", "kept_kg"),
    [
        ("Usual load (kg)", 8, 8),
        ("usual LOAD [KG]", 8, 8),
        ("  Usual   load  ", 8, 8),
        ("lift.load_kg", 8, 8),
        ("Usual load, L (kg)", 8, 8),
        ("Usual load (lb)", 20, 9.0718474),  # 20 times 0.45359237
        ("lift.load_kg (lbs)", 20, 9.0718474),
    ],
)
def test_heading_is_known_by_label_or_id_with_its_unit(heading: str, typed: float, kept_kg: float) -> None:
    task, _ = one(heading, typed)
    assert task.measurements["lift.load_kg"].value == pytest.approx(kept_kg)


def test_order_of_columns_and_rows_above_the_headings_do_not_matter() -> None:
    headings = [None, "usual load (kg)", "KIND", "task"]
    sheet = read_tasks(xlsx(["Jobs of the warehouse"], [], headings, [1, 2, "lifting", "Pick"]))
    assert [row.number for row in sheet.rows] == [4]
    assert sheet.tasks[0].measurements["lift.load_kg"].value == 2


def test_every_quantity_of_a_task_has_a_heading_of_its_own() -> None:
    for system in UnitSystem:
        for row in typed_quantities():
            name = row.label if not row.unit else f"{row.label} ({row.unit})"
            column = column_of(name)
            assert column is not None
            assert column.about is row, system


@pytest.mark.parametrize("name", ["worker.lift_capacity_kg", "pain.nprs_now", "niosh.rwl_kg"])
def test_nothing_about_the_worker_and_no_result_is_a_column(name: str) -> None:
    assert name in quantities()
    assert column_of(name) is None


def test_mistake_names_row_column_value_and_range() -> None:
    sheet = read_tasks(xlsx(HEADINGS, GOOD, [], ["Pack", "Lifting and lowering", 1500, 900]))
    assert [task.name for task in sheet.tasks] == ["Pick"]
    (bad,) = sheet.bad_rows
    assert bad.number == 4
    assert bad.mistakes == (
        "row 4, column 'Normal time on a shift (min)': 1500 min is outside 0 to 1440 min",
        "row 4, column 'Usual load (kg)': 900 kg is outside 0 to 300 kg",
    )
    assert bad.cells == dict(zip(HEADINGS, ["Pack", "Lifting and lowering", "1500", "900"], strict=True))


def test_range_is_said_in_the_unit_of_the_column() -> None:
    # 300 kg / 0.45359237 = 661.4 lb
    assert one("Usual load (lb)", 900)[1] == (
        "row 2, column 'Usual load (lb)': 900 lb is outside 0 to 661.4 lb",
    )


@pytest.mark.parametrize(
    ("heading", "value", "reason"),
    [
        ("Usual load (kg)", "eight", "'eight' is not a number"),
        ("Usual load (kg)", "8 kg", "'8 kg' is not a number"),
        ("Usual load (kg)", "nan", "'nan' is not a number"),
        ("Usual load (kg)", "1e999", "'1e999' is not a number"),
        ("Usual load (kg)", True, "'True' is not a number"),
        ("Usual load (kg)", "#REF!", "'#REF!' is not a number"),
        ("Usual load (kg)", "1,500", "can be read in two ways"),
        ("Usual load (kg)", JANUARY_31, "'2026-01-31' is a date or a time, not a number"),
        ("Usual load (kg)", time(1, 30), "is a date or a time, not a number"),
        ("Usual load (kg)", "x" * 500, "'" + "x" * 40 + "…' is not a number"),
        ("Times a week", 2.5, "times per week 2.5 is not a whole number"),
        ("Times a week", 9, "9 is outside 1 to 7"),
        ("Grip on the load", "so so", "'so so' is not one of: Good; Fair; Poor"),
        ("Load shifts while lifted", "perhaps", "'perhaps' is not one of: yes; no"),
        ("Safety-critical work", "driving; diving", "'diving' is not one of: driving; mobile plant"),
        ("Measured on", "31.01.2026", "'31.01.2026' is not a date; write it as 2026-01-31"),
        ("Measured on", 3, "'3' is not a date"),
        ("Description", "x" * 5000, "has 5000 characters, at most 4000 are allowed"),
        ("Measured by", "x" * 200, "has 200 characters, at most 120 are allowed"),
    ],
)
def test_value_that_does_not_fit_is_said(heading: str, value: Any, reason: str) -> None:
    task, mistakes = one(heading, value)
    assert task is None
    (mistake,) = mistakes
    assert mistake.startswith(f"row 2, column '{heading}': ")
    assert reason in mistake


@pytest.mark.parametrize(
    ("heading", "value", "minutes"),
    [
        ("Minutes", "2:30", 150),
        ("Minutes", time(2, 30), 150),
        ("Minutes", timedelta(hours=2.5), 150),
        ("Minutes", "150,0", 150),
        ("Minutes", 150.0, 150),
        ("Minutes", " 150 ", 150),
    ],
)
def test_time_is_read_however_it_was_written(heading: str, value: Any, minutes: int) -> None:
    assert one(heading, value)[0].minutes_per_shift == minutes


def test_clock_time_in_a_column_of_hours() -> None:
    assert one("Sitting in a shift (h)", "1:30")[0].measurements["sit.total_h"].value == 1.5


@pytest.mark.parametrize("value", [46053, "2026-01-31", JANUARY_31, date(2026, 1, 31)])
def test_date_may_be_a_number_of_days(value: Any) -> None:
    headings = ["Task", "Kind", "Usual load", "Measured on"]
    (task,) = read_tasks(xlsx(headings, ["Pick", "lifting", 8, value])).tasks
    assert task.measurements["lift.load_kg"].on == date(2026, 1, 31)


@pytest.mark.parametrize(
    ("row", "mistakes"),
    [
        ([None, "lifting", 8], ("row 2: Task is missing",)),
        (["  ", "lifting", 8], ("row 2: Task is missing",)),
        (["Pick", None, 8], ("row 2: Kind of work is missing",)),
        (
            ["x" * 300, "lifting", 8],
            (f"row 2, column 'Task': name '{'x' * 59}… has 300 characters, at most 120 are allowed",),
        ),
    ],
)
def test_task_needs_a_name_and_a_kind(row: list[Any], mistakes: tuple[str, ...]) -> None:
    assert read_tasks(xlsx(["Task", "Kind", "Usual load"], row)).rows[0].mistakes == mistakes


def test_unknown_column_is_said_and_left_out() -> None:
    sheet = read_tasks(xlsx([*HEADINGS, "Colour"], [*GOOD, "red"]))
    assert sheet.notes == ("Column “Colour” is not known and was left out.",)
    assert len(sheet.tasks) == 1


@pytest.mark.parametrize(
    ("headings", "reason"),
    [
        (["Usual load (kg)"], "no column “Task”"),
        (["Task", "Usual load (kg)", "lift.load_kg"], "“lift.load_kg” stands twice"),
        (["Task", "Usual load (stone)"], "the unit 'stone' is not kg or lb"),
        (["Task", "Grip on the load (kg)"], "the unit 'kg' is not known here"),
    ],
)
def test_headings_that_cannot_be_read_are_said(headings: list[str], reason: str) -> None:
    with pytest.raises(InputError, match=reason):
        read_tasks(xlsx(headings, ["Pick", 8, 9]))


def test_empty_rows_between_and_formats_below_are_passed_over() -> None:
    def formatted(sheet: Any) -> None:
        sheet.cell(900, 1).number_format = "0.00"

    sheet = read_tasks(xlsx(HEADINGS, [], GOOD, [None, "  "], [], GOOD, change=formatted))
    assert [row.number for row in sheet.rows] == [3, 4, 6]
    assert [row.number for row in sheet.bad_rows] == [4]


def test_formula_without_a_result_is_a_mistake_and_never_worked_out() -> None:
    (row,) = read_tasks(xlsx(HEADINGS, ["Pick", "lifting", 120, "=4+4"])).rows
    assert row.mistakes == (
        "row 2, column 'Usual load (kg)': is a formula without a result; write the value itself",
    )
    assert row.cells["Usual load (kg)"] == "=4+4"


def test_kept_result_of_a_formula_is_taken() -> None:
    data = xlsx(HEADINGS, ["Pick", "lifting", 120, "=4+4"])
    with zipfile.ZipFile(BytesIO(data)) as parts:
        inside = {name: parts.read(name) for name in parts.namelist()}
    name = "xl/worksheets/sheet1.xml"
    assert (
        b"<f>4+4</f><v></v>" in inside[name] or b"<f>4+4</f><v/>" in inside[name] or b"<v />" in inside[name]
    )
    for empty in (b"<v></v>", b"<v/>", b"<v />"):
        inside[name] = inside[name].replace(b"<f>4+4</f>" + empty, b"<f>4+4</f><v>8</v>")
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as parts:
        for part, content in inside.items():
            parts.writestr(part, content)
    assert read_tasks(buffer.getvalue()).tasks[0].measurements["lift.load_kg"].value == 8


def test_merged_cells_are_asked_apart() -> None:
    def merged(sheet: Any) -> None:
        sheet.merge_cells("B2:B3")

    sheet = read_tasks(xlsx(HEADINGS, GOOD, ["Pack", None, 60, 5], change=merged))
    assert [task.name for task in sheet.tasks] == ["Pick"]
    assert sheet.bad_rows[0].mistakes == (
        "row 3, column 'Kind of work': is merged with another cell; write the value in a cell of its own",
    )


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Task,Kind,Usual load (kg)\nPick,lifting,8.5\n", "utf-8-sig"),
        ("Task;Kind;Usual load (kg)\r\nPick;lifting;8,5\r\n", "utf-8"),
        ("Task\tKind\tUsual load (kg)\nPick\tlifting\t8.5", "utf-16"),
        ('"Task","Kind","Usual load (kg)"\n\n"Pick","lifting","8.5"\n', "ascii"),
    ],
)
def test_text_with_columns(text: str, encoding: str) -> None:
    (task,) = read_tasks(text.encode(encoding)).tasks
    assert (task.name, task.measurements["lift.load_kg"].value) == ("Pick", 8.5)


def test_text_of_an_older_windows() -> None:
    (task,) = read_tasks("Task;Kind\nTür öffnen;other\n".encode("cp1252")).tasks
    assert task.name == "Tür öffnen"


def test_markup_and_formulas_in_a_text_stay_text() -> None:
    (task,) = read_tasks(b'Task,Kind\n"=HYPERLINK(""x"")",other\n').tasks
    assert task.name == '=HYPERLINK("x")'


@given(st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
def test_whatever_the_file_holds_it_is_read_or_refused_in_words(data: bytes) -> None:
    for start in (b"", b"Task,Kind,Usual load\n"):
        with suppress(InputError):
            sheet = read_tasks(start + data)
            assert len(sheet.tasks) + len(sheet.bad_rows) == len(sheet.rows)
            assert cells_of(rows_left(sheet), "Tasks")[1:] or not sheet.bad_rows


@given(st.integers(0, 4000), st.integers(0, 255))
def test_workbook_with_a_byte_changed_is_read_or_refused_in_words(place: int, byte: int) -> None:
    whole = bytearray(xlsx(HEADINGS, GOOD))
    whole[place % len(whole)] = byte
    with suppress(InputError):
        assert read_tasks(bytes(whole)).rows


def bomb() -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("xl/worksheets/sheet1.xml", b"\x00" * 50_000_000)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "no column “Task”"),
        (b"\x00\x01\x02", "neither an .xlsx workbook nor a text"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "neither an .xlsx workbook nor a text"),
        (b"PK\x03\x04 no workbook", "damaged or no Excel workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Excel file"),
        (b"Task,Kind\n", "holds no task"),
        (b"Task,Kind\n" + b"Pick,lifting\n" * 501, "goes on past row 500"),
        (b"Task," + b"x," * 300, "302 columns"),
        (b'Task\n"' + b"x" * 200_000, "cannot be read as columns"),
        (b" " * (job_cells.MOST_BYTES + 1), r"has 2\.0 MB; at most 2 MB"),
        (xlsx(HEADINGS, GOOD)[:-200], "damaged or no Excel workbook"),
        (xlsx(HEADINGS, change=lambda s: s.cell(1_048_576, 1, "end")), "goes on past row 500"),
        (xlsx(HEADINGS, change=lambda s: s.cell(1, 16_384, "end")), "16384 columns"),
    ],
)
def test_file_that_is_no_sheet_of_tasks_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(InputError, match=reason):
        read_tasks(data)


def test_file_that_unpacks_to_very_much_is_not_unpacked() -> None:
    data = bomb()
    assert len(data) < 100_000
    with pytest.raises(InputError, match="unpacks to far more"):
        read_tasks(data)


@pytest.mark.parametrize("system", UnitSystem)
def test_empty_sheet_asks_in_the_chosen_units_and_reads_its_own_example(system: UnitSystem) -> None:
    data = empty_sheet(system)
    with pytest.raises(InputError, match="holds no task"):
        read_tasks(data)
    headings, example = cells_of(data, "Example")
    assert cells_of(data, "Tasks") == [headings]
    assert ("Usual load (lb)" in headings) is (system is UnitSystem.US)
    sheet = read_tasks(xlsx(list(headings), list(example)))
    assert sheet.notes == ()
    (task,) = sheet.tasks
    assert task.measurements["lift.load_kg"].value == pytest.approx(8, abs=0.03)
    assert task.measurements["lift.v_dest_cm"].value == pytest.approx(90, abs=0.2)


def test_empty_sheet_says_what_each_column_takes() -> None:
    rows = {row[0]: row[1] for row in cells_of(empty_sheet(UnitSystem.METRIC), "Columns")}
    assert rows["Usual load (kg)"] == "0 to 300 kg"
    assert rows["Grip on the load"] == "Good; Fair; Poor"
    assert "Handling people" in str(rows["Kind of work"])
    assert len(rows) > len(typed_quantities())


def test_rows_that_were_left_can_be_corrected_and_read_again_and_hold_no_formula() -> None:
    formula = '=HYPERLINK("http://evil.example")'
    quoted = formula.replace('"', '""')
    sheet = read_tasks(f'Task,Kind,Usual load (kg),Description\n"{quoted}",lifting,900,\x01+1\n'.encode())
    data = rows_left(sheet)
    workbook = load_workbook(BytesIO(data))
    cells = [cell for row in workbook["Tasks"].iter_rows() for cell in row]
    assert [cell.value for cell in cells if cell.data_type == "f"] == []
    assert workbook["Tasks"]["A2"].value == formula
    assert workbook["Tasks"]["E2"].value == "row 2, column 'Usual load (kg)': 900 kg is outside 0 to 300 kg"
    workbook["Tasks"]["C2"] = 9
    again = read_tasks(written(workbook))
    assert [task.name for task in again.tasks] == [formula]
    assert again.notes == ("Column “What is wrong” is not known and was left out.",)
