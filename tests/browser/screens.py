"""Takes the pictures under docs/screens: every page with each worked example, at the size of a tablet both ways.

    python -m tests.browser.screens [page ...]

Cases are kept in a folder of their own that is thrown away. What is shown is as high as the page.
"""

import io
import os
import shutil
import socket
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from ergo.store.database import open_store
from ergo.workflow.desk import Desk
from ergo.workflow.plans import keep_plan, plan_case
from pages.components.router import PAGES
from tests.browser.conftest import NAMES, ROOT, Visit, wait_until_it_answers

SCREENS = ROOT / "docs" / "screens"
SIZES = ((1024, 768), (768, 1024))
README = {"lifting": 1150, "match": 1050, "plan": 1150}
"""Pages that the README shows, with the warehouse example, and the height of their picture."""
README_WIDTH_PX = 1280
COLOURS = 96
FOLDER_SHOWN = "~/ergo"
"""Stands in the pictures for the folder of the cases, which is another one each time."""

MASK = """([folder, shown]) => {
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) texts.currentNode.data = texts.currentNode.data.replaceAll(folder, shown);
}"""
HIGHEST_PX = 6000


def main(wanted: list[str]) -> None:
    """Take the pictures of the wanted pages, of all of them where none is named."""
    names = [Path(row[0]).stem for row in PAGES]
    with tempfile.TemporaryDirectory() as folder:
        os.environ["ERGO_DATA_DIR"] = folder
        desk = Desk(open_store())
        cases = {info.id: planned(desk, info.id) for info in desk.examples()}
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.headless", "true"]
        server = subprocess.Popen([*command, "--server.port", str(port)], cwd=ROOT)
        try:
            wait_until_it_answers(f"http://127.0.0.1:{port}/_stcore/health", server)
            with sync_playwright() as playwright:
                chromium = next(path for name in NAMES if (path := shutil.which(name)))
                browser = playwright.chromium.launch(executable_path=chromium)
                for name in names:
                    if not wanted or name in wanted:
                        for example, case_id in cases.items():
                            take(browser, f"http://127.0.0.1:{port}", name, example, case_id)
        finally:
            server.terminate()
            server.wait()


def planned(desk: Desk, example_id: str) -> str:
    """A worked example in the store, with its plan; its id."""
    case = desk.open_example(example_id)
    made = plan_case(case, datetime.now(UTC).astimezone().date()).plan
    return desk.edit(case.id, lambda opened: keep_plan(opened, made)).id


def take(browser: Browser, address: str, name: str, example: str, case_id: str) -> None:
    """One page with one case, at both sizes."""
    shots = [(SCREENS / example / f"{name}-{w}x{h}.png", w, h, True) for w, h in SIZES]
    if example == "warehouse" and name in README:
        shots.append((SCREENS / f"{name}.png", README_WIDTH_PX, README[name], False))
    for target, width, height, whole in shots:
        page = browser.new_page(viewport={"width": width, "height": height})
        page.goto(f"{address}/{'' if name == 'home' else name}?case={case_id}")
        page.get_by_role("heading", level=1).wait_for()
        visit = Visit(page)
        visit.settle()
        page.evaluate(MASK, [os.environ["ERGO_DATA_DIR"], FOLDER_SHOWN])
        if whole:
            page.set_viewport_size({"width": width, "height": min(max(height, height_of(page)), HIGHEST_PX)})
            visit.settle()
            page.evaluate(MASK, [os.environ["ERGO_DATA_DIR"], FOLDER_SHOWN])
        target.parent.mkdir(parents=True, exist_ok=True)
        picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
        picture.quantize(COLOURS, dither=Image.Dither.NONE).save(target, optimize=True)
        page.close()
        print(target.relative_to(ROOT))  # noqa: T201 - a command


def height_of(page: Page) -> int:
    """Height of all that the page shows."""
    found = page.evaluate("() => document.querySelector('[data-testid=stMainBlockContainer]').scrollHeight")
    return int(found)


if __name__ == "__main__":
    main(sys.argv[1:])
