"""Each worked example from Home through every page to the documents; once by keyboard alone."""

import io
import json
import re
import zipfile
from pathlib import Path

import pytest
from icalendar import Calendar
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests.browser.conftest import Visit

pytestmark = pytest.mark.xdist_group("browser")

MOST_TABS = 120
NO_VIOLATION = "The independent checker finds no violation in this plan."
EXAMPLES = {
    "order picker": ("Order picker", "herniated"),
    "claims handler": ("Claims handler", "low back pain"),
    "delivery driver": ("Delivery driver", "stenosis"),
}


def open_example(visit: Visit, job: str) -> None:
    visit.page.get_by_role("button", name=f"Open the example: {job}").click()
    visit.page.get_by_role("heading", name="Case", exact=True, level=1).wait_for()
    visit.settle()


def page_names(page: Page) -> list[str]:
    links = page.get_by_test_id("stSidebarNav").get_by_role("link").all()
    return [re.split(r"\n", link.inner_text())[-1].strip() for link in links]


def downloaded(page: Page, name: str) -> bytes:
    with page.expect_download() as download:
        page.get_by_role("button", name=name).first.click()
    return Path(download.value.path()).read_bytes()


def words(pdf: bytes) -> str:
    return " ".join(" ".join(sheet.extract_text() for sheet in PdfReader(io.BytesIO(pdf)).pages).split())


@pytest.mark.parametrize("job", EXAMPLES)
def test_from_home_through_every_page_to_the_documents(visit: Visit, job: str, tmp_path: Path) -> None:
    page = visit.page
    title, condition = EXAMPLES[job]
    open_example(visit, job)
    names = page_names(page)
    assert {
        "Lifting",
        "Push, pull, carry",
        "Sitting",
        "Driving",
        "Match",
        "Plan",
        "Reference",
        "Settings",
    } <= set(names)
    for name in names:
        if name != "Home":
            visit.go_to(name)
            expect(page.get_by_test_id("stException")).to_have_count(0)
        if name == "Plan":
            page.get_by_role("button", name="Make the plan").click()
            expect(page.get_by_text(NO_VIOLATION)).to_be_visible()

    visit.go_to("Export")
    said = words(downloaded(page, "Graded return-to-work plan (PDF)"))
    assert title in said
    assert "DRAFT" in said
    assert condition not in said.lower()
    word = zipfile.ZipFile(io.BytesIO(downloaded(page, "Word")))
    assert title in word.read("word/document.xml").decode()
    assert Calendar.from_ical(downloaded(page, "Calendar")).walk("VEVENT")
    assert "Job demands analysis" in words(downloaded(page, "Job demands analysis (PDF)"))

    case_file = tmp_path / "case.json"
    page.get_by_test_id("stMain").get_by_role("radio", name="Case file").click()
    visit.settle()
    case_file.write_bytes(downloaded(page, "Download the case file"))
    before = json.loads(case_file.read_text(encoding="utf-8"))
    visit.go_to("Home", heading="Ergonomics and return to work")
    page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(case_file)
    visit.settle()
    page.get_by_role("button", name="Open the case file").click()
    page.get_by_role("heading", name="Case", exact=True, level=1).wait_for()
    visit.settle()
    expect(page.get_by_label("Code", exact=True)).to_have_value(before["worker"]["code"])

    assert visit.asked_elsewhere() == []
    assert visit.faults == []


def reach(page: Page, name: str) -> None:
    """Press Tab until the element with this name has the focus."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        focused = page.evaluate(
            "() => { const e = document.activeElement;"
            " if (!e.matches('a, button, input, summary, [role]')) return '';"
            " return e.getAttribute('aria-label') || e.innerText || e.closest('label')?.innerText || '' }"
        )
        if name in [line.strip() for line in focused.splitlines()]:
            return
    pytest.fail(f"{name!r} is not reached in {MOST_TABS} presses of Tab")


def test_from_home_to_the_employers_pdf_by_keyboard_alone(visit: Visit) -> None:
    page = visit.page
    reach(page, "Open the example: claims handler")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Case", exact=True, level=1).wait_for()
    visit.settle()
    for name in ("Sitting", "Match", "Plan"):
        reach(page, name)
        page.keyboard.press("Enter")
        page.get_by_role("heading", name=name, exact=True, level=1).wait_for()
        visit.settle()
    reach(page, "Make the plan")
    page.keyboard.press("Enter")
    expect(page.get_by_text(NO_VIOLATION)).to_be_visible()
    visit.settle()
    reach(page, "Export")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Export", exact=True, level=1).wait_for()
    visit.settle()
    reach(page, "Graded return-to-work plan (PDF)")
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    assert "Claims handler" in words(Path(download.value.path()).read_bytes())
    assert visit.faults == []


def test_a_reload_in_the_middle_of_typing_loses_nothing_committed(visit: Visit) -> None:
    page = visit.page
    open_example(visit, "delivery driver")
    visit.go_to("Job")
    title = page.get_by_label("Job title", exact=True)
    title.fill("Courier")
    title.press("Enter")
    visit.settle()
    department = page.get_by_label("Department", exact=True)
    department.press_sequentially("half a wo")
    page.reload()
    page.get_by_role("heading", name="Job", exact=True, level=1).wait_for()
    visit.settle()
    expect(title).to_have_value("Courier")
