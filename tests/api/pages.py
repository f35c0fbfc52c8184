"""The page as the tests use it: see the fixture ``open_page``."""

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

KIRBY = "What did Kirby say?"
MARSH = "What did Marsh say?"
SENTENCE = "The engineer Tom Becker said the harbour was too shallow for ferries.\n"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
PHONE = {"viewport": {"width": 320, "height": 740}, "has_touch": True, "is_mobile": True}

Open = Callable[..., "Page"]


def ask(page: "Page", question: str) -> "Locator":
    """Asks by typing, once no other reply is on its way; gives the turn once its own is whole."""
    from playwright.sync_api import expect

    expect(page.get_by_test_id("send")).to_be_visible()
    page.get_by_test_id("question").fill(question)
    page.keyboard.press("Enter")
    turn = page.get_by_test_id("turn").last
    expect(turn.locator("h2")).to_contain_text(question)
    expect(page.get_by_test_id("send")).to_be_visible()
    return turn


def fits(page: "Page") -> bool:
    """Whether nothing scrolls sideways. A phone's ``innerWidth`` grows with what is too wide."""
    root = "document.documentElement"
    wide: bool = page.evaluate(f"{root}.scrollWidth > {root}.clientWidth")
    return not wide


def go(page: "Page", hash: str) -> None:
    page.evaluate("hash => { location.hash = hash; }", hash)


def way_back(page: "Page") -> "Locator":
    """The button that undoes what was just done. While it has the keyboard its time stands still,
    however long the test takes."""
    button = page.get_by_test_id("undo-button")
    button.focus()
    return button


def dropped(page: "Page", name: str, text: str) -> None:
    """Drops a file on the page, as a hand would."""
    transfer = page.evaluate_handle(
        """([name, text]) => {
          const transfer = new DataTransfer();
          transfer.items.add(new File([text], name));
          return transfer;
        }""",
        [name, text],
    )
    zone = page.get_by_test_id("drop")
    for kind in ("dragover", "drop"):
        zone.dispatch_event(kind, {"dataTransfer": transfer})
