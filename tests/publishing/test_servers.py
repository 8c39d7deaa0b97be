"""Real nginx and real Caddy, led by the configuration that a publication writes."""

from __future__ import annotations

import gzip
import http.client
import json
import os
import re
import shutil
import ssl
import threading
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import cast

import brotli
import pytest

import bless
from _webservers import WebServer, program, serving
from bulletin.publishing.serving import policy
from bulletin.publishing.target import Job, Target
from bulletin.settings import Editor, read_settings
from bulletin.site import Site

pytestmark = pytest.mark.skipif(os.name == "nt", reason="máy chủ của Debian")
BASE = "/mau/"
ADDRESS = "https://minhhoa.example/mau/"
SERVERS = [
    pytest.param(
        name,
        marks=pytest.mark.skipif(
            program(name) is None and not os.environ.get("CI"), reason=f"máy này không có {name}"
        ),
    )
    for name in ("nginx", "caddy")
]


GONE = "Nội dung này đã được gỡ".encode()


@dataclass(frozen=True)
class Page:
    """What a publication asks of a page."""

    path: str
    source: str = ""
    gone: bool = False


class Ready:
    """A built site that is published as it is."""

    def __init__(self, site: Path) -> None:
        self.site = site
        found = (path for path in site.rglob("index.html") if GONE in path.read_bytes())
        paths = (path.relative_to(site).as_posix().removesuffix("index.html") for path in found)
        self.plans = {path: Page(path, gone=True) for path in paths}

    def redirect(self, old: str, new: str) -> bytes:
        return (
            f'<meta http-equiv="refresh" content="0; url=x">\n<link rel="canonical" href="{ADDRESS}{new}">'
        ).encode()

    def job(self) -> Job:
        return Job(
            config_file=bless.PROJECT / "mkdocs.yml",
            settings=read_settings(bless.PROJECT / "mkdocs.yml"),
            build=lambda folder: shutil.copytree(self.site, folder, dirs_exist_ok=True) and None,
            made=lambda: cast(Site, self),
            verify=lambda _: [],
        )


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes


def ask(server: WebServer, path: str, **headers: str) -> Answer:
    if server.tls:
        trusted = ssl.create_default_context(cafile=str(server.work / "tls.pem"))
        connection: http.client.HTTPConnection = http.client.HTTPSConnection(
            "127.0.0.1", server.port, timeout=30, context=trusted
        )
    else:
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
    try:
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        told = {name.lower(): value for name, value in answer.getheaders()}
        return Answer(answer.status, told, answer.read())
    finally:
        connection.close()


@pytest.fixture(scope="module")
def published(small_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small site, published, then again without one of its files and one of its lists."""
    root = tmp_path_factory.mktemp("phuc-vu")
    shutil.copytree(small_site, root / "trang")
    (root / "trang/media/bieu-mau-cu.docx").write_bytes(b"x")
    (root / "trang/tin-tuc/chuyen-muc/da-het").mkdir(parents=True)
    (root / "trang/tin-tuc/chuyen-muc/da-het/rss.xml").write_text("<rss/>", encoding="utf-8")
    target = Target(root / "web")
    target.publish(Ready(root / "trang").job())
    target.publish(Ready(small_site).job())
    return root / "web"


@pytest.fixture(scope="module", params=SERVERS)
def server(
    request: pytest.FixtureRequest, published: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[WebServer]:
    with serving(request.param, published, tmp_path_factory.mktemp(request.param)) as running:
        yield running


def one(published: Path, pattern: str) -> str:
    """Return the address of the first published file that fits a pattern."""
    site = published / "current"
    return BASE + next(path.relative_to(site).as_posix() for path in sorted(site.glob(pattern)))


def test_every_answer_carries_the_security_headers(server: WebServer, published: Path) -> None:
    for path, status in ((BASE, 200), (f"{BASE}khong-co/", 404), (f"{BASE}rss.xml", 200)):
        answer = ask(server, path)
        assert answer.status == status
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["referrer-policy"] == "strict-origin-when-cross-origin"
        assert answer.headers["permissions-policy"].startswith("camera=()")
        assert "default-src 'none'" in answer.headers["content-security-policy"]
        assert "unsafe-inline" not in answer.headers["content-security-policy"]


@pytest.mark.parametrize("name", SERVERS)
def test_over_https_browsers_are_told_to_stay_with_it_and_nothing_else_changes(
    name: str, small_site: Path, tmp_path: Path
) -> None:
    job = Ready(small_site).job()
    strict = replace(job, settings=job.settings.model_copy(update={"hsts_days": 365}))
    Target(tmp_path / "web").publish(strict)
    with serving(name, tmp_path / "web", tmp_path / "tls", tls=True) as server:
        page, missing = ask(server, BASE), ask(server, f"{BASE}khong-co/")
        moved = ask(server, f"{BASE}tin-tuc")
    for answer in (page, missing):
        assert answer.headers["strict-transport-security"] == "max-age=31536000"
        assert answer.headers["x-content-type-options"] == "nosniff"
    assert (page.status, missing.status, moved.status // 100) == (200, 404, 3)
    assert not moved.headers["location"].startswith("http:")
    with serving(name, tmp_path / "web", tmp_path / "plain") as server:
        plain = ask(server, BASE)
    if name == "nginx":  # Caddy turns to HTTPS by itself; over HTTP browsers ignore the header
        assert "strict-transport-security" not in plain.headers
    assert {**plain.headers, "date": ""}.items() <= {**page.headers, "date": ""}.items()


def test_only_the_search_may_run_webassembly(server: WebServer) -> None:
    for path, may in ((BASE, False), (f"{BASE}tin-tuc/", False), (f"{BASE}tim-kiem/", True)):
        answer = ask(server, path)
        assert answer.status == 200, path
        assert ("wasm-unsafe-eval" in answer.headers["content-security-policy"]) == may


@pytest.mark.parametrize("name", SERVERS)
def test_the_editors_page_keeps_its_own_policy_and_only_where_a_site_has_one(
    name: str, small_site: Path, tmp_path: Path
) -> None:
    trial = tmp_path / "trang"
    shutil.copytree(small_site, trial)
    (trial / "admin").mkdir()
    (trial / "admin/index.html").write_text(
        '<!doctype html><meta name="robots" content="noindex"><title>Soạn</title>', "utf-8"
    )
    job = Ready(trial).job()
    for has, wanted in ((True, "frame-ancestors 'none'"), (False, "default-src 'none'")):
        editor = Editor(host="gitlab", repository="thi-dua/ban-tin") if has else None
        settings = job.settings.model_copy(update={"editor": editor})
        Target(tmp_path / f"web-{has}").publish(replace(job, settings=settings))
        with serving(name, tmp_path / f"web-{has}", tmp_path / f"may-{has}") as server:
            told = ask(server, f"{BASE}admin/").headers["content-security-policy"]
            assert told.startswith(wanted)
            page = ask(server, BASE).headers["content-security-policy"]
            assert page.startswith("default-src 'none'")


def test_the_policy_names_the_early_script_by_its_hash(server: WebServer) -> None:
    answer = ask(server, BASE)
    assert re.search(rb"<script>[^<]", answer.body)
    (hash_,) = re.findall(r"'sha256-[^']+'", answer.headers["content-security-policy"])
    assert answer.headers["content-security-policy"] == policy([hash_])


@pytest.mark.parametrize(
    ("name", "type_"),
    [
        ("index.html", "text/html"), ("rss.xml", "application/rss+xml"), ("atom.xml", "application/atom+xml"),
        ("feed.json", "application/feed+json"), ("lich.ics", "text/calendar"), ("sitemap.xml", "text/xml"),
        ("du-lieu/news.csv", "text/csv"), ("du-lieu/news.json", "application/json"),
    ],
)  # fmt: skip
def test_files_have_their_types_and_their_letters(server: WebServer, name: str, type_: str) -> None:
    answer = ask(server, BASE + name)
    assert answer.status == 200
    told = answer.headers["content-type"].replace(" ", "").lower().split(";")
    assert told[0] == type_
    if type_ != "application/json":
        assert "charset=utf-8" in told


def test_what_is_named_by_its_content_stays_for_good_and_pages_for_a_minute(
    server: WebServer, published: Path
) -> None:
    for pattern in ("css/*.css", "js/*.js", "fonts/*.woff2"):
        assert "immutable" in ask(server, one(published, pattern)).headers["cache-control"], pattern
    for path in (BASE, f"{BASE}rss.xml", f"{BASE}tin-tuc/"):
        assert ask(server, path).headers["cache-control"] == "public, max-age=60"


def test_compressed_copies_are_handed_over_as_they_are(server: WebServer, published: Path) -> None:
    plain = ask(server, BASE)
    assert "content-encoding" not in plain.headers
    packed = ask(server, BASE, **{"Accept-Encoding": "gzip"})
    assert packed.headers["content-encoding"] == "gzip"
    assert packed.body == (published / "current/index.html.gz").read_bytes()
    assert gzip.decompress(packed.body) == plain.body
    assert packed.headers["content-type"].startswith("text/html")
    if "caddy" in str(server.work):
        best = ask(server, BASE, **{"Accept-Encoding": "gzip, br"})
        assert best.headers["content-encoding"] == "br"
        assert brotli.decompress(best.body) == plain.body


def test_an_unknown_address_gets_the_sites_own_page(server: WebServer) -> None:
    for path in (
        "khong-co/",
        "a/b/c/d",
        "khong-co.html",
        ".ban-tin/release.json",
        "css/",
        "tin-tuc/.gone",
    ):
        answer = ask(server, BASE + path)
        assert answer.status == 404, path
        assert "Không tìm thấy trang".encode() in answer.body, path


def test_what_was_taken_down_answers_410_with_its_tombstone(
    server: WebServer, published: Path
) -> None:
    site = published / "current"
    marks = list(site.rglob(".gone"))
    assert marks
    for mark in marks:
        answer = ask(server, f"{BASE}{mark.parent.relative_to(site).as_posix()}/")
        assert answer.status == 410
        assert "Nội dung này đã được gỡ".encode() in answer.body
        assert answer.headers["x-content-type-options"] == "nosniff"


def test_a_file_that_is_no_more_answers_410(server: WebServer) -> None:
    answer = ask(server, f"{BASE}media/bieu-mau-cu.docx")
    assert answer.status == 410
    assert "Không tìm thấy trang".encode() in answer.body


def test_old_addresses_lead_on_pages_and_feeds_alike(server: WebServer) -> None:
    for old, new in (
        ("bang-vang/", "khen-thuong/"),
        ("tin-tuc/chuyen-muc/da-het/rss.xml", "tin-tuc/rss.xml"),
    ):
        answer = ask(server, BASE + old)
        assert answer.status == 301, old
        assert answer.headers["location"].endswith(BASE + new)


def test_a_folder_without_its_slash_leads_to_the_one_with(server: WebServer) -> None:
    answer = ask(server, f"{BASE}tin-tuc")
    assert answer.status in (301, 308)
    assert answer.headers["location"].endswith("tin-tuc/")


def test_an_unchanged_page_is_not_sent_again(server: WebServer) -> None:
    tag = ask(server, BASE).headers["etag"]
    assert ask(server, BASE, **{"If-None-Match": tag}).status == 304


@pytest.mark.parametrize("name", SERVERS)
def test_readers_of_every_kind_of_file_see_no_failed_or_mixed_answer_in_ten_publications(
    name: str, small_site: Path, tmp_path: Path
) -> None:
    trial = tmp_path / "trang"
    shutil.copytree(small_site, trial)
    ready = Ready(trial)
    looked_at = [
        BASE,
        f"{BASE}tin-tuc/",
        f"{BASE}rss.xml",
        f"{BASE}feed.json",
        f"{BASE}du-lieu/news.csv",
    ]

    def stamp(turn: int) -> None:
        """Have the first and the last bytes of what is looked at name the release."""
        for path in looked_at:
            file = trial / (path.removeprefix(BASE) or "index.html")
            file = file / "index.html" if file.is_dir() else file
            was = (small_site / file.relative_to(trial)).read_text(encoding="utf-8")
            # Of another length each time: an answer cut by the length of the other release shows.
            text = f"bản {turn} {'.' * 997 * (turn % 3)} {was} bản {turn}"
            if file.suffix == ".json":
                version = "https://jsonfeed.org/version/1.1"
                feed = {"version": version, "title": text, "items": []}
                text = json.dumps(feed, ensure_ascii=False)
            file.write_text(text, encoding="utf-8")

    target = Target(tmp_path / "web", keep=2)
    stamp(0)
    job = replace(ready.job())
    target.publish(job)
    wrong: list[str] = []
    seen: set[bytes] = set()
    done = threading.Event()

    with serving(name, tmp_path / "web", tmp_path / name) as server:

        def read() -> None:
            while not done.is_set():
                for path in looked_at:
                    for encoding in ("identity", "gzip"):
                        try:
                            answer = ask(server, path, **{"Accept-Encoding": encoding})
                            packed = "content-encoding" in answer.headers
                            body = gzip.decompress(answer.body) if packed else answer.body
                        except (OSError, EOFError, http.client.HTTPException) as error:
                            wrong.append(f"{path} {encoding}: {error!r}")
                            continue
                        told = re.findall("bản \\d+".encode(), body)
                        seen.update(told)
                        if answer.status != 200 or len(told) != 2 or len(set(told)) != 1:
                            wrong.append(f"{path} {encoding}: {answer.status} {told}")

        readers = [threading.Thread(target=read) for _ in range(2)]
        for reader in readers:
            reader.start()
        for turn in range(1, 11):
            stamp(turn)
            target.publish(job)
        done.set()
        for reader in readers:
            reader.join()
    assert wrong == []
    assert len(seen) > 3
