"""The app in a real browser: a server with a data folder of its own, and Chromium where there is one."""

import os
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect, sync_playwright

from tests.programs import program

ROOT = Path(__file__).resolve().parents[2]
NAMES = ("chromium", "chromium-browser", "google-chrome")
START_S = 60
ANSWER_MS = 30_000  # making a plan on a machine that does other things as well
expect.set_options(timeout=ANSWER_MS)
OUR_OWN = re.compile(r"^(http://127\.0\.0\.1:\d+/|ws://127\.0\.0\.1:\d+/|data:|blob:)")


@pytest.fixture(scope="session")
def chromium() -> str:
    """Path of Chromium."""
    return program(NAMES, "the app was not tried in a browser")


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """Address of the app, started for this test and stopped after it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.headless", "true"]
    settings = {name: value for name, value in os.environ.items() if name != "ERGO_DATABASE_URL"}
    with (tmp_path / "server.log").open("w") as log:
        server = subprocess.Popen(
            [*command, "--server.port", str(port)],
            cwd=ROOT,
            env={**settings, "ERGO_DATA_DIR": str(tmp_path)},
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        try:
            wait_until_it_answers(f"http://127.0.0.1:{port}/_stcore/health", server)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait(timeout=START_S)


def wait_until_it_answers(address: str, server: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + START_S
    while time.monotonic() < until and server.poll() is None:
        try:
            urllib.request.urlopen(address)  # noqa: S310 - our own server
        except urllib.error.URLError:
            time.sleep(0.2)
        else:
            return
    pytest.fail("the app did not start; its folder holds server.log")


@dataclass
class Visit:
    """A browser page on the app, and what it asked for and complained of."""

    page: Page
    requests: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def go_to(self, name: str, heading: str = "") -> None:
        """Open a page of the app through the side bar; its heading is its name unless another is given."""
        self.page.get_by_test_id("stSidebarNav").get_by_role("link", name=name, exact=True).click()
        self.page.get_by_role("heading", name=heading or name, exact=True, level=1).wait_for()
        self.settle()

    def asked_elsewhere(self) -> list[str]:
        """Every request that left this computer."""
        return [url for url in self.requests if not OUR_OWN.match(url)]

    def settle(self) -> None:
        """Wait until the app has answered and everything is drawn."""
        self.page.wait_for_timeout(150)
        self.page.wait_for_function(
            "() => document.querySelector('[data-testid=stApp]').dataset.testScriptState === 'notRunning'"
            " && !document.querySelector('[data-testid=stSkeleton], [data-stale=true]')"
        )


@pytest.fixture
def visit_at(chromium: str, address: str) -> Iterator[Callable[[str], Visit]]:
    """Opens the app at a path, in a browser of the size of a small laptop."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium)
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.set_default_timeout(20_000)

        def opened(path: str) -> Visit:
            found = Visit(page)
            page.on("request", lambda request: found.requests.append(request.url))
            page.on("websocket", lambda socket: found.requests.append(socket.url))
            page.on("pageerror", lambda error: found.faults.append(str(error)))
            page.goto(f"{address}{path}")
            page.get_by_role("heading", level=1).wait_for()
            found.settle()
            return found

        yield opened
        browser.close()


@pytest.fixture
def visit(visit_at: Callable[[str], Visit]) -> Visit:
    """The app at its first page."""
    return visit_at("/")
