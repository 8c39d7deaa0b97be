"""Readers of every kind of page through ten publications: on nginx, on Caddy, in object storage."""

from __future__ import annotations

import gzip
import http.client
import json
import os
import re
import shutil
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import cast
from unittest.mock import patch

import _storage
import _venv
from _webservers import NoServer, serving
from audit_parts.findings import Finding, Lacking, none_of
from bulletin.page import Plan
from bulletin.publishing.remote import ObjectStorage
from bulletin.publishing.target import Job, Target
from bulletin.settings import read_settings
from bulletin.site import Site

PUBLICATIONS = 10
READERS = 2
BUCKET = "kho"
MACHINES = (
    "rss.xml",
    "atom.xml",
    "feed.json",
    "du-lieu/deeds.json",
    "du-lieu/deeds.csv",
    "sitemap.xml",
)
"""What machines read, besides the pages; calendars have no room for a mark of ours."""
_MARK = re.compile(rb"ban-tin-lan-(\d+)-")


@dataclass
class Stamped:
    """A built site whose polled files say, first and last, which publication they are of."""

    site: Path
    polled: tuple[str, ...]
    plans: Mapping[str, Plan] = field(default_factory=dict)
    turn: int = 0

    def build(self, folder: Path) -> None:
        """Fill the folder; what is not polled shares its bytes with the built site."""
        shutil.copytree(self.site, folder, dirs_exist_ok=True, copy_function=os.link)
        for name in self.polled:
            text = (self.site / name).read_text(encoding="utf-8")
            (folder / name).unlink()
            # Of another length each time: an answer cut by the length of another release shows.
            mark = f"ban-tin-lan-{self.turn}-{'x' * (997 * (self.turn % 3))}"
            (folder / name).write_text(stamped(name, text, mark), encoding="utf-8")

    def redirect(self, old: str, new: str) -> bytes:
        """Never asked for: no address goes."""
        raise AssertionError(f"{old} → {new}")


@dataclass(frozen=True)
class Reached:
    """Where readers ask on this machine, and what is to be done after a publication here."""

    port: int
    address: Callable[[str], str]
    """The path to ask for, of a file of the site."""
    after: Callable[[], object] = lambda: None


@dataclass
class Read:
    """What readers saw."""

    server: Reached
    polled: tuple[str, ...]
    wrong: list[str] = field(default_factory=list)
    seen: set[bytes] = field(default_factory=set)
    asked: int = 0
    done: threading.Event = field(default_factory=threading.Event)

    def until_done(self) -> None:
        """Ask for everything over and over."""
        connection = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=60)
        while not self.done.is_set():
            for name in self.polled:
                self.asked += 1
                try:
                    found = _marks(connection, self.server.address(name))
                except (OSError, EOFError, http.client.HTTPException, ValueError) as error:
                    self.wrong.append(f"/{name}: {error!r}")
                    connection.close()
                    continue
                self.seen.update(found)
                if len(found) != 2 or len(set(found)) != 1:
                    self.wrong.append(f"/{name}: {[mark.decode() for mark in found]}")
        connection.close()


def _marks(connection: http.client.HTTPConnection, path: str) -> list[bytes]:
    """Return the marks in what is answered; raises ValueError for any answer but 200."""
    connection.request("GET", path, headers={"Accept-Encoding": "gzip"})
    answer = connection.getresponse()
    body = answer.read()
    if answer.status != 200:
        raise ValueError(f"mã {answer.status}")
    if answer.getheader("Content-Encoding") == "gzip":
        body = gzip.decompress(body)
    return _MARK.findall(body)


def stamped(name: str, text: str, mark: str) -> str:
    """Return the text with the mark near its beginning and at its end, of the same type as before."""
    if name.endswith(".json"):
        told = json.loads(text)
        if isinstance(told, list):
            return json.dumps([{"mark": mark}, *told, {"mark": mark}], ensure_ascii=False)
        return json.dumps({"_mark": mark, **told, "_end": mark}, ensure_ascii=False)
    if name.endswith(".csv"):
        return f"{mark}\n{text}{mark}\n"
    first, rest = text.split(">", 1)
    return f"{first}><!-- {mark} -->{rest}<!-- {mark} -->\n"


Place = Callable[[Target, Path], AbstractContextManager[Reached]]


def check_polling(kinds: Mapping[str, str], work: Path) -> Finding:
    """Return which answers failed or mixed two publications, where each server read what is published."""
    site = (_venv.ROOT / "site").resolve()
    pages = (f"{path}index.html".lstrip("/") for path in kinds.values() if path.endswith("/"))
    polled = tuple(sorted({*pages, *(name for name in MACHINES if (site / name).exists())}))
    goals, told, counts = [], [], {}
    for name, place in (("nginx", _server), ("caddy", _server), ("S3", _bucket)):
        shutil.rmtree(work / "web-doc", ignore_errors=True)
        read = _read_through(
            Stamped(site, polled), Target(work / "web-doc", keep=2), partial(place, name), work
        )
        shutil.rmtree(work / "web-doc", ignore_errors=True)
        counts[name] = {"asked": read.asked, "seen": len(read.seen), "wrong": read.wrong[:200]}
        told += [f"{name}: {one}" for one in read.wrong]
        what = f"{name}, {len(polled)} địa chỉ, {read.asked} lần đọc qua {PUBLICATIONS} lần đăng"
        goals.append(none_of(f"{what}: hỏng, lẫn", len(read.wrong)))
        # Readers who saw one publication only would prove nothing.
        unseen = max(0, PUBLICATIONS // 2 - len(read.seen))
        goals.append(none_of(f"{name}: lần đăng người đọc không kịp thấy", unseen))
    return Finding("polling", goals, counts, told)


def _read_through(made: Stamped, target: Target, place: Place, work: Path) -> Read:
    """Publish ten times under readers; return what they saw."""

    def publish() -> None:
        job = Job(
            config_file=_venv.ROOT / "mkdocs.yml",
            settings=read_settings(_venv.ROOT / "mkdocs.yml"),
            build=made.build,
            made=lambda: cast(Site, made),
            verify=lambda _: [],
        )
        target.publish(job)

    publish()
    with place(target, work) as server:
        read = Read(server, made.polled)
        readers = [threading.Thread(target=read.until_done) for _ in range(READERS)]
        for reader in readers:
            reader.start()
        try:
            for made.turn in range(1, PUBLICATIONS + 1):
                publish()
                server.after()
        finally:
            read.done.set()
            for reader in readers:
                reader.join()
    return read


@contextmanager
def _server(name: str, target: Target, work: Path) -> Iterator[Reached]:
    try:
        with serving(name, target.folder, work / name) as server:
            yield Reached(server.port, lambda path: f"/{path.removesuffix('index.html')}")
    except NoServer as lack:
        raise Lacking(str(lack)) from None


@contextmanager
def _bucket(name: str, target: Target, work: Path) -> Iterator[Reached]:
    try:
        with _storage.serving(BUCKET) as storage, patch.dict(os.environ, storage.environment):
            place = ObjectStorage(f"{BUCKET}/trang")
            place.upload(target)
            yield Reached(
                storage.port, lambda path: f"/{BUCKET}/trang/{path}", lambda: place.upload(target)
            )
    except _venv.Trouble as lack:
        raise Lacking(f"Chưa thử {name}: {lack}") from None
