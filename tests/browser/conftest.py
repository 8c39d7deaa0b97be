"""What tests of pages in a browser share: the demo served, and Debian's chromium."""

from __future__ import annotations

import functools
import os
import shutil
import threading
import warnings
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip


class Handler(SimpleHTTPRequestHandler):
    """Serves a folder as a plain web server does, with the site's own page for what is missing."""

    def log_message(self, *_: object) -> None:
        """Keep quiet."""

    def send_error(self, code: int, *_: Any) -> None:
        body = Path(self.directory, "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@pytest.fixture(scope="session")
def address(demo_site: Path) -> Iterator[str]:
    """Where the demo is served while the tests run."""
    server = ThreadingHTTPServer(
        ("127.0.0.1", 0), functools.partial(Handler, directory=str(demo_site))
    )
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Debian's chromium; without it the tests are skipped, on CI they fail."""
    chromium = shutil.which("chromium")
    if chromium is None:
        lack = "máy này không có chromium: chưa kiểm thử trang trong trình duyệt"
        if os.environ.get("CI") == "true":
            pytest.fail(lack)
        warnings.warn(lack, stacklevel=1)
        pytest.skip(lack)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield opened
        opened.close()
