"""A built site, served and opened in Debian's chromium: what tests, audits and bless.py share."""

from __future__ import annotations

import functools
import re
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
LACK = "máy này không có chromium (Debian, Ubuntu: sudo apt install chromium)"
_KIND = re.compile(rb'<body class="page page--([a-z_]+)')


class Handler(SimpleHTTPRequestHandler):
    """Serves a folder as a plain web server does, with the site's own page for what is missing."""

    def log_message(self, *_: object) -> None:
        """Keep quiet."""

    def send_error(self, code: int, *_: Any) -> None:
        """Answer with the page 404.html."""
        body = Path(self.directory, "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


class Server(ThreadingHTTPServer):
    """Answers many at once; a reader who goes on before a picture has come is no fault."""

    def handle_error(self, *_: object) -> None:
        """Keep quiet."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder on this machine; give its address, without a slash at the end."""
    handler = functools.partial(Handler, directory=str(folder))
    server = Server(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def chromium() -> str | None:
    """Return where chromium is, or None."""
    return shutil.which("chromium")


@contextmanager
def opened() -> Iterator[Any]:
    """Open chromium, which must be there; give Playwright's browser."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        try:
            yield browser
        finally:
            browser.close()


def page_kinds(site: Path) -> dict[str, str]:
    """Return by kind (its template) the address of the page that says most, of a built site."""
    best: dict[str, tuple[int, str]] = {}
    for path in sorted(site.rglob("*.html")):
        content = path.read_bytes()
        if found := _KIND.search(content):
            address = "/" + path.relative_to(site).as_posix().removesuffix("index.html")
            size = len(re.sub(rb"<[^>]*>", b"", content))
            best[found[1].decode()] = max(best.get(found[1].decode(), (0, "")), (size, address))
    return {kind: address for kind, (_, address) in sorted(best.items())}
