"""The page of the employer's plan opens in a browser that has no network, fits a tablet and loads nothing."""

from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from ergo.workflow.documents import Format, How, Kind, make, with_plan
from ergo.workflow.examples import example

MADE_ON = date(2026, 11, 21)


@pytest.mark.parametrize("width", [1024, 768, 390])
def test_the_page_of_the_plan_opens_without_a_network(chromium: str, tmp_path: Path, width: int) -> None:
    planned = with_plan(example("warehouse"), MADE_ON)
    file = tmp_path / "plan.html"
    file.write_bytes(make(planned, Kind.EMPLOYER_PLAN, Format.HTML, How(MADE_ON)))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium)
        page = browser.new_page(viewport={"width": width, "height": 900}, offline=True)
        asked, faults = [], []
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
        page.goto(file.as_uri())
        said = page.inner_text("body")
        wide = page.evaluate("document.documentElement.scrollWidth")
        browser.close()
    assert "Graded return-to-work plan" in said
    assert "Order picker" in said
    assert asked == [file.as_uri()]
    assert faults == []
    assert wide <= width
