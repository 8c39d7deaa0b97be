"""Real nginx and Caddy before real readers: a browser on every kind of page, wrk through ten publications."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import _browsing
import _venv
from _webservers import NoServer, WebServer, serving
from audit_parts.findings import Finding, Goal, Lacking, none_of
from bulletin.releases import rollback

NAMES = ("nginx", "caddy")
PUBLICATIONS = 10
ASKED = "tim-kiem/?q=thi+dua"
_P99 = re.compile(r"99%\s+([\d.]+)(us|ms|s)")
_MILLISECONDS = {"us": 0.001, "ms": 1.0, "s": 1000.0}


def check_servers(kinds: Mapping[str, str], work: Path) -> Finding:
    """Return what a browser complains of on every kind of page under each server's policy."""
    wrong: list[str] = []
    goals = []
    with _published(work) as web:
        for name in NAMES:
            with _serving(name, web, work / name) as server:
                found = _look(server, kinds)
            wrong += [f"{name}: {one}" for one in found]
            goals.append(
                none_of(f"{name}, {len(kinds)} loại trang: lỗi trong trình duyệt", len(found))
            )
    return Finding("servers", goals, wrong, wrong)


def _look(server: WebServer, kinds: Mapping[str, str]) -> list[str]:
    from playwright.sync_api import sync_playwright

    found: list[str] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=_browsing.chromium(), args=_browsing.FLAGS
        )
        page = browser.new_page()
        place = {"kind": ""}
        page.on("console", lambda told: _complain(found, place["kind"], told))
        page.on("pageerror", lambda error: found.append(f"{place['kind']}: {error}"))
        for kind, path in sorted(kinds.items()):
            place["kind"] = kind
            page.goto(f"{server.address}/{path.lstrip('/')}", wait_until="networkidle")
        place["kind"] = "tìm kiếm"
        page.goto(f"{server.address}/{ASKED}", wait_until="networkidle")
        if not _has_hits(page):
            found.append("tìm kiếm: không ra kết quả nào")
        browser.close()
    return found


def _complain(found: list[str], kind: str, told: Any) -> None:
    """Keep an error of the browser, save that a tombstone is gone, which it must be."""
    if told.type == "error" and not (kind == "tombstone" and "410" in told.text):
        found.append(f"{kind}: {told.text}")


def _has_hits(page: Any) -> bool:
    try:
        page.wait_for_selector("main li a[href*='/']", timeout=15_000)
    except Exception:
        return False
    return bool(page.locator("main mark").count())


def check_load(work: Path) -> Finding:
    """Return what wrk says of each server while ten publications take place under its load."""
    if shutil.which("wrk") is None:
        raise Lacking("Thiếu wrk.\nCách sửa: Debian, Ubuntu: sudo apt install wrk")
    goals, details = [], {}
    for name in NAMES:
        with _published(work) as web, _serving(name, web, work / name) as server:
            done = threading.Event()
            publisher = threading.Thread(target=_publish_often, args=(web, done))
            publisher.start()
            said = []
            while not done.is_set():
                said.append(_wrk(server))
            publisher.join()
        failed = sum(one["failed"] for one in said)
        requests = sum(one["requests"] for one in said)
        slowest = max(one["p99"] for one in said)
        details[name] = said
        goals.append(
            none_of(
                f"{name}, {requests:.0f} yêu cầu qua {PUBLICATIONS} lần đổi bản: hỏng", int(failed)
            )
        )
        goals.append(
            Goal(f"{name}: 99 % nhanh hơn", f"{slowest:.0f} ms", "< 1000 ms", slowest < 1000)
        )
    return Finding("load", goals, details)


def _wrk(server: WebServer) -> dict[str, float]:
    command = [
        "wrk",
        "-t1",
        "-c8",
        "-d4s",
        "--latency",
        "-H",
        "Accept-Encoding: gzip",
        f"{server.address}/",
    ]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    errors = re.search(
        r"Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)", told
    )
    refused = re.search(r"Non-2xx or 3xx responses: (\d+)", told)
    asked = re.search(r"(\d+) requests in", told)
    late = _P99.search(told)
    return {
        "requests": float(asked[1]) if asked else 0,
        "failed": sum(map(int, errors.groups()) if errors else [])
        + int(refused[1] if refused else 0),
        "p99": float(late[1]) * _MILLISECONDS[late[2]] if late else 0.0,
    }


def _publish_often(web: Path, done: threading.Event) -> None:
    """Switch ten times between two whole releases, a second apart."""
    try:
        for turn in range(PUBLICATIONS):
            rollback(web / "releases", web / "current", (turn + 1) % 2 + 1)
            time.sleep(1)
    finally:
        done.set()


@contextmanager
def _published(work: Path) -> Iterator[Path]:
    """Give a folder into which the demo has been published twice."""
    web = work / "web"
    shutil.rmtree(web, ignore_errors=True)
    _publish(web)
    shutil.copytree(web / "releases/1", web / "releases/2", symlinks=True)
    (web / "releases/2/.ban-tin/number").write_text("2", encoding="utf-8")
    yield web
    shutil.rmtree(web, ignore_errors=True)


def _publish(web: Path) -> None:
    command = [sys.executable, "scripts/publish.py", "--to", str(web)]
    done = subprocess.run(command, cwd=_venv.ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Lacking(f"Không đăng được trang để thử.\n{done.stderr.strip()[-600:]}")


@contextmanager
def _serving(name: str, web: Path, work: Path) -> Iterator[WebServer]:
    try:
        with serving(name, web, work) as server:
            yield server
    except NoServer as lack:
        raise Lacking(str(lack)) from None
