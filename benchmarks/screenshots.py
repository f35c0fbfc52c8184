"""The README's pictures: the page of a running server, in a real browser.

    python -m benchmarks.screenshots [FOLDER]

Starts a server over seeds/ and writes page.png (1280 by 800, source pane open) and phone.png (390
by 844, dark) to FOLDER, ``docs`` by default. Needs Chromium.
"""

import os
import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from benchmarks.serving import command, serving, until_ready

_QUESTION = "what did Kirby say?"


def main() -> None:
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "docs")
    browser_path = shutil.which("chromium") or shutil.which("google-chrome")
    if browser_path is None:
        sys.exit("chromium is not installed")
    with tempfile.TemporaryDirectory() as data:
        environment = {**os.environ, "ONRECORD_DATA": data}
        with (
            serving([command(), "serve", "--port", "0"], environment) as (_, port),
            sync_playwright() as playwright,
        ):
            until_ready(port)
            browser = playwright.chromium.launch(
                executable_path=browser_path,
                args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
            )
            page = browser.new_page(
                viewport={"width": 1280, "height": 800}, reduced_motion="reduce"
            )
            _ask(page, port)
            page.get_by_test_id("statement").nth(1).click()
            page.get_by_test_id("source-text").wait_for()
            page.screenshot(path=folder / "page.png")
            page = browser.new_page(viewport={"width": 390, "height": 844}, color_scheme="dark")
            _ask(page, port)
            page.screenshot(path=folder / "phone.png")
            browser.close()


def _ask(page: Page, port: int) -> None:
    page.goto(f"http://127.0.0.1:{port}/")
    page.get_by_test_id("suggestion").first.wait_for()
    page.get_by_test_id("question").fill(_QUESTION)
    page.keyboard.press("Enter")
    page.get_by_test_id("statement").nth(1).wait_for()


if __name__ == "__main__":
    main()
