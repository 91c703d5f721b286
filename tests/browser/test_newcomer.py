"""What a newcomer does: open the example, change a lift, choose equipment, make the plan, take the PDF home."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from ergo.store.database import open_store
from ergo.workflow.desk import Desk
from tests.browser.conftest import Visit

pytestmark = pytest.mark.xdist_group("browser")


def index(visit: Visit) -> str:
    label = visit.page.get_by_test_id("stMetric").filter(has_text="Lifting index, LI")
    return label.get_by_test_id("stMetricValue").inner_text()


def test_from_home_to_the_employers_pdf(visit: Visit) -> None:
    page = visit.page
    page.get_by_role("button", name="Open the example: order picker").click()
    page.get_by_role("heading", name="Case", exact=True, level=1).wait_for()
    visit.settle()

    visit.go_to("Lifting")
    assert index(visit) == "1.13"
    reach = page.get_by_label("Reach at the start (cm)", exact=True)
    reach.fill("25")
    reach.press("Enter")
    expect(page.get_by_test_id("stMetric").first).to_contain_text(
        "0.56"
    )  # HM = 25 / H: half the reach, half the index

    reach.fill("900")
    reach.press("Enter")
    expect(page.get_by_text("900 cm is outside 0 to 150 cm")).to_be_visible()
    expect(reach).to_have_value("900.0")
    assert index(visit) == "0.56"

    page.reload()
    page.get_by_role("heading", name="Lifting", exact=True, level=1).wait_for()
    visit.settle()
    expect(reach).to_have_value("25.0")
    assert index(visit) == "0.56"

    visit.go_to("Modifications")
    page.get_by_role("button", name="Choose for").first.click()
    who = page.get_by_label("Who arranges it", exact=True).first
    expect(who).to_have_value("")
    visit.settle()
    who.fill("Site manager")
    who.press("Enter")
    visit.settle()
    expect(who).to_have_value("Site manager")

    visit.go_to("Plan")
    page.get_by_role("button", name="Make the plan").click()
    expect(page.get_by_text("The independent checker finds no violation in this plan.")).to_be_visible()

    visit.go_to("Export")
    with page.expect_download() as download:
        page.get_by_role("button", name="Graded return-to-work plan (PDF)").click()
    pdf = PdfReader(io.BytesIO(Path(download.value.path()).read_bytes()))
    text = " ".join(" ".join(sheet.extract_text() for sheet in pdf.pages).split())
    assert "DRAFT" in text
    assert "30 Nov 2026" in text  # the start of the plan
    assert "27 Dec 2026" in text  # the end of the certificate
    assert "herniated" not in text.lower()

    assert visit.asked_elsewhere() == []
    assert visit.faults == []


def test_home_is_reached_again_and_the_case_stays_open(visit: Visit) -> None:
    page = visit.page
    page.get_by_role("button", name="Open the example: order picker").click()
    page.get_by_role("heading", name="Case", exact=True, level=1).wait_for()
    visit.settle()
    address = page.url
    page.get_by_test_id("stSidebarNav").get_by_role("link", name="Home").click()
    page.get_by_role("heading", name="Your cases").wait_for()
    page.goto(address)
    page.get_by_role("heading", name="Case", exact=True, level=1).wait_for()
    visit.settle()
    expect(page.get_by_label("Code", exact=True)).to_have_value("WH-014")


def test_first_thing_opened_after_a_start_is_a_page_of_a_case(
    visit_at: Callable[[str], Visit], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ERGO_DATA_DIR", str(tmp_path))
    monkeypatch.delenv("ERGO_DATABASE_URL", raising=False)
    case = Desk(open_store()).open_example("warehouse")
    visit = visit_at(f"/lifting?case={case.id}&units=US")
    page = visit.page
    expect(page.get_by_role("heading", name="Lifting", exact=True, level=1)).to_be_visible()
    expect(page.get_by_test_id("stSidebar").get_by_text("Open case")).to_be_visible()
    expect(page.get_by_label("Reach at the start (in)", exact=True)).to_have_value("19.7")  # 50 cm / 2.54
    assert index(visit) == "1.13"
    assert visit.asked_elsewhere() == []
