"""Job bank: a sheet is uploaded, the method that fits is chosen, rows are scored; hostile files are refused."""

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from tests.app.conftest import Open
from tests.app.hostile import LABEL, MARKUP
from tests.app.test_pages_open import LIVE_MARKUP, texts

LIFT = {
    "place": "press",
    "load_kg": 19.96,
    "h_origin_cm": 58.42,
    "v_origin_cm": 38.1,
    "v_dest_cm": 160.02,
    "asym_deg": 0,
    "freq_per_min": 0.2,
    "duration_h": 0.5,
    "coupling": "fair",
    "significant_control": "no",
}


def sheet(*changes: dict[str, object]) -> bytes:
    return pd.DataFrame([LIFT | change for change in changes]).to_csv(index=False).encode()


def uploaded(open_page: Open, data: bytes, name: str = "bank.csv") -> AppTest:
    at = open_page("job_bank")
    at.file_uploader(key="bank.file").upload(name, data).run()
    assert not at.exception
    return at


def scored(at: AppTest) -> AppTest:
    at.button(key="bank.score").click().run()
    assert not at.exception
    return at


def test_a_sheet_is_scored_by_the_method_that_fits(open_page: Open) -> None:
    at = uploaded(open_page, sheet({}, {"load_kg": 900}, {"hands": 1}))
    assert at.selectbox(key="bank.method").value == "niosh_1994"
    assert at.success[0].value.startswith("Recommended")
    scored(at)
    assert [(metric.label, metric.value) for metric in at.metric] == [
        ("Rows", "3"),
        ("Scored", "1"),
        ("Without a score", "1"),
        ("Bad rows", "1"),
    ]
    assert len(at.get("plotly_chart")) == 2
    shown = " ".join(str(table.value.to_dict()) for table in at.table)
    assert "Usual load 900 kg is outside 0 to 300 kg" in shown
    assert "one hand" in shown.lower()  # the sentence of the finding, not its code
    assert "one_handed" not in shown
    assert {button.label for button in at.get("download_button")} == {
        "Empty sheet for this method",
        "Scored table (Excel)",
        "Scored table (CSV)",
    }


def test_the_result_goes_with_file_and_method(open_page: Open) -> None:
    at = scored(uploaded(open_page, sheet({})))
    assert at.metric
    at.selectbox(key="bank.method").set_value("rula_1993").run()
    assert not at.metric
    assert "lacks columns" in at.warning[0].value
    scored(at)
    assert "has no column" in at.error[0].value
    at.file_uploader(key="bank.file").upload("other.csv", sheet({}, {})).run()
    assert not at.metric
    assert not at.error


def test_many_bad_rows_are_shown_on_request(open_page: Open) -> None:
    at = scored(uploaded(open_page, sheet(*[{"load_kg": 900}] * 30)))
    assert len(at.table[-1].value) == 20
    at.toggle(key="bank.all_bad").set_value(True).run()
    assert len(at.table[-1].value) == 30
    assert at.info[0].value.startswith("No row has a score")


@pytest.mark.parametrize(
    "data",
    [b"", b"PK\x03\x04 no workbook", b"PAR1PAR1", b"\x00\x01", b"a,a\n1,2\n", b"<html>", b"\xff\xfe\x00"],
)
def test_a_file_that_is_no_sheet_is_refused_with_the_reason(open_page: Open, data: bytes) -> None:
    at = uploaded(open_page, data, "../../bank.xlsx")
    assert at.error
    assert not at.button


def test_hostile_words_are_shown_as_typed(open_page: Open) -> None:
    data = sheet({"coupling": MARKUP, LABEL: MARKUP}, {"coupling": "=HYPERLINK(1)"}, {"place": MARKUP})
    at = scored(uploaded(open_page, data, f"{LABEL}.csv"))
    assert [text for text in texts(at) if LIVE_MARKUP.search(text)] == []
    twice = f'"{LABEL}","{LABEL}"\n1,2\n'.encode()
    at.file_uploader(key="bank.file").upload("bank.csv", twice).run()
    assert at.error
    assert [text for text in texts(at) if LIVE_MARKUP.search(text)] == []
