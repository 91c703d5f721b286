"""The figures that the project keeps: start, screens, plan, document. Run with `python3 run.py bench`.

Each figure is the median of several runs on this machine, beside the figure that is aimed at. Nothing here fails:
a benchmark informs, a test decides.
"""

import logging
import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

MADE_ON = date(2026, 11, 21)
RUNS = 15
EXAMPLES = ("warehouse", "office", "delivery")


def median_ms(work: Callable[[], object], runs: int = RUNS) -> float:
    """Median of several runs after one that does not count."""
    work()
    seconds = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - start)
    return statistics.median(seconds) * 1000


def report(name: str, milliseconds: float, aim_ms: float) -> None:
    verdict = "met" if milliseconds <= aim_ms else "MISSED"
    print(f"{name:58} {milliseconds:9.1f} ms   aim {aim_ms:7.0f} ms   {verdict}", flush=True)


def plan_and_check() -> None:
    from ergo.planning.check import check_plan
    from ergo.planning.plan import make_plan
    from ergo.workflow.examples import example
    from ergo.workflow.plans import plan_case, variants_of

    for name in EXAMPLES:
        case = example(name)
        ways = variants_of(case)
        report(f"{name}: plan, as the app makes it", median_ms(lambda: plan_case(case, MADE_ON), 5), 1000)  # noqa: B023
        plan = make_plan(case, ways, made_on=MADE_ON)
        report(f"{name}: checker on its plan", median_ms(lambda: check_plan(case, plan, ways), 5), 100)  # noqa: B023


def rerun_in_process() -> None:
    """Every page run again, in Streamlit's own test harness, with the example for which it takes longest."""
    logging.getLogger("streamlit").setLevel(logging.ERROR)  # it warns that nobody watches
    from streamlit.testing.v1 import AppTest

    from ergo.store.database import open_store
    from ergo.workflow.desk import Desk
    from ergo.workflow.examples import example
    from ergo.workflow.plans import keep_plan, plan_case
    from pages.components.router import HOME, PAGES

    desk = Desk(open_store())
    cases = []
    for name in EXAMPLES:
        case = example(name)
        keep_plan(case, plan_case(case, MADE_ON).plan)
        cases.append(desk.add(case, "benchmark"))
    slowest: dict[str, tuple[float, str]] = {}
    for path in (row[0] for row in PAGES if row[0] != HOME):
        for name, case in zip(EXAMPLES, cases, strict=True):
            at = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
            at.query_params["case"] = case.id
            at.run()
            at.switch_page(path).run()
            slowest[path] = max(slowest.get(path, (0.0, "")), (median_ms(at.run, 5), name))
    for path, (milliseconds, name) in sorted(slowest.items(), key=lambda row: row[1]):
        report(f"{Path(path).stem} page run again, in process ({name})", milliseconds, 40)


@contextmanager
def server(folder: str) -> Iterator[str]:
    """The app on a free port, with a data folder of its own."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.headless", "true"]
    process = subprocess.Popen(
        [*command, "--server.port", str(port)],
        cwd=ROOT,
        env={**os.environ, "ERGO_DATA_DIR": folder},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(timeout=30)


def answers(address: str) -> bool:
    try:
        urllib.request.urlopen(f"{address}/_stcore/health")  # noqa: S310 - our own server
    except urllib.error.URLError:
        return False
    return True


def in_the_browser(chromium: str) -> None:
    """From the start of the server to the first page, and from an edit to the new index on the screen."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=chromium)
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        start = time.perf_counter()
        with server(folder) as address:
            while not answers(address):
                time.sleep(0.02)
            page.goto(address)
            page.get_by_role("button", name="Open the example: order picker").wait_for()
            report("From the start to the first page", (time.perf_counter() - start) * 1000, 3000)
            page.get_by_role("button", name="Open the example: order picker").click()
            page.get_by_role("heading", name="Case", exact=True, level=1).wait_for()
            page.get_by_test_id("stSidebarNav").get_by_role("link", name="Lifting").click()
            reach = page.get_by_label("Reach at the start (cm)", exact=True)
            reach.wait_for()
            metric = page.get_by_test_id("stMetricValue").first
            values = iter(range(30, 30 + 2 * RUNS + 2))

            def edit() -> None:
                before = metric.inner_text()
                reach.fill(str(next(values)))
                reach.press("Enter")
                page.wait_for_function(
                    "before => document.querySelector('[data-testid=stMetricValue]').innerText !== before",
                    arg=before,
                )

            report("Browser: from an edit to the new index", median_ms(edit), 250)
        browser.close()


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        os.environ["ERGO_DATA_DIR"] = folder
        os.environ.pop("ERGO_DATABASE_URL", None)
        plan_and_check()
        rerun_in_process()
        chromium = shutil.which("chromium") or shutil.which("google-chrome")
        if chromium is None:
            print("No Chromium was found: the browser figures are left out.")
        else:
            in_the_browser(chromium)
    from benchmarks import advice, documents, methods, planner

    advice.main()
    documents.main()
    planner.main()
    methods.main()


if __name__ == "__main__":
    main()
