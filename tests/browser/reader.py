"""A reader's window on a served site, and everything that goes wrong or out in it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

SIZES = {"phone": {"width": 360, "height": 740}, "desk": {"width": 1280, "height": 900}}
TEMPLATES = Path(__file__).parents[2] / "hooks" / "bulletin" / "templates" / "pages"
# `problems` is a page of previews only.
KINDS = sorted({path.stem for path in TEMPLATES.glob("[!_]*.html")} - {"problems"})


@dataclass
class Visit:
    """A reader's window, and everything that went wrong or out in it."""

    page: Any
    address: str
    wrong: list[tuple[str, str]] = field(default_factory=list)
    """What the console or the network complained of, and the address it was about."""
    asked: list[str] = field(default_factory=list)

    def go(self, path: str) -> Any:
        """Open a page: an address below the site's, or a full one."""
        whole = path if path.startswith("http") else self.address + path
        self.page.goto(whole, wait_until="load")
        return self.page

    def foreign(self) -> list[str]:
        """Return what was asked of anybody else than this machine."""
        return [url for url in self.asked if not url.startswith(("http://127.0.0.1:", "data:"))]


@contextmanager
def visit(browser: Any, address: str, size: str = "desk", **options: Any) -> Iterator[Visit]:
    """Open a window; it closes, with all it remembers, at the end."""
    options = {"viewport": SIZES[size], "locale": "vi-VN", **options}
    context = browser.new_context(**options)
    context.set_default_timeout(15_000)
    page = context.new_page()
    seen = Visit(page, address)

    def said(message: Any) -> None:
        if message.type == "error":
            seen.wrong.append((message.text, message.location["url"]))

    def failed(request: Any) -> None:
        # Going on to the next page calls off what the last one still waits for.
        if request.failure != "net::ERR_ABORTED":
            seen.wrong.append((request.failure, request.url))

    page.on("console", said)
    page.on("pageerror", lambda error: seen.wrong.append((str(error), page.url)))
    page.on("requestfailed", failed)
    page.on("request", lambda request: seen.asked.append(request.url))
    try:
        yield seen
    finally:
        context.close()


def too_wide(page: Any) -> int:
    """Return by how many pixels a page is wider than the window; 0 if it fits."""
    return max(0, page.evaluate("document.documentElement.scrollWidth - innerWidth"))
