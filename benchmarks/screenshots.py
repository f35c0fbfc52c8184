"""The README's pictures: the page of a running server, in a real browser.

    python -m benchmarks.screenshots [FOLDER]

Starts a server over seeds/ and writes page.png (1280 by 800, source pane open) and phone.png (390
by 844, dark) to FOLDER, ``docs`` by default; then one over the invented news of tests/qa/chronicle,
which have dates, for speaker.png. Needs Chromium.
"""

import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
from playwright.sync_api import Page, sync_playwright

from benchmarks.serving import command, serving, until_ready

_ROOT = Path(__file__).parents[1]
_QUESTION = "what did Kirby say?"
_DESKTOP = {"width": 1280, "height": 800}


def main() -> None:
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "docs")
    browser_path = shutil.which("chromium") or shutil.which("google-chrome")
    if browser_path is None:
        sys.exit("chromium is not installed")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=browser_path,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        with _served(_ROOT / "seeds") as url:
            page = browser.new_page(viewport=_DESKTOP, reduced_motion="reduce")
            _ask(page, url)
            page.get_by_test_id("statement").nth(1).get_by_role("button").click()
            page.get_by_test_id("source-text").wait_for()
            page.screenshot(path=folder / "page.png")
            page = browser.new_page(viewport={"width": 390, "height": 844}, color_scheme="dark")
            _ask(page, url)
            page.screenshot(path=folder / "phone.png")
        with _served(_ROOT / "tests/qa/chronicle") as url:
            page = browser.new_page(viewport=_DESKTOP, reduced_motion="reduce", locale="en-GB")
            page.goto(f"{url}/#/speakers/lena-marsh")
            page.get_by_test_id("timeline").wait_for()
            page.screenshot(path=folder / "speaker.png")
        browser.close()


@contextmanager
def _served(documents: Path) -> Iterator[str]:
    """The address of a server whose index is whole."""
    with tempfile.TemporaryDirectory() as data:
        environment = {**os.environ, "ONRECORD_DATA": data, "ONRECORD_DOCUMENTS": str(documents)}
        command_line = [command(), "serve", "--port", "0", "--no-watch"]
        with serving(command_line, environment) as (_, port):
            until_ready(port)
            url = f"http://127.0.0.1:{port}"
            while httpx.get(f"{url}/api/index").json()["job"]["state"] != "done":
                time.sleep(0.2)
            yield url


def _ask(page: Page, url: str) -> None:
    page.goto(url)
    page.get_by_test_id("suggestion").first.wait_for()
    page.get_by_test_id("question").fill(_QUESTION)
    page.keyboard.press("Enter")
    page.get_by_test_id("statement").nth(1).wait_for()


if __name__ == "__main__":
    main()
