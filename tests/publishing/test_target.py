"""What `scripts/publish.py` promises about the served folder."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import cast

import pytest

import bless
import publish
from bulletin.problems import ContentError
from bulletin.publishing import compress
from bulletin.publishing.target import Job, Target
from bulletin.releases import Release, ReleaseError
from bulletin.settings import read_settings
from bulletin.site import Site
from conftest import PATIENCE, ROOT, environment, read_all
from project import Project

pytestmark = pytest.mark.skipif(os.name == "nt", reason="cần liên kết tượng trưng")

STORY = "content/news/tin-mot.yml"


NEWS = """\
status: published
published_at: 01/7/2025 08:00
title: Tin riêng của bài kiểm thử
category: tong-hop
body: Nội dung riêng của bài kiểm thử.
"""
HTML = """\
<!doctype html><html lang=vi><head><title>{0}</title><meta name="robots" content="{1}">
<link rel="canonical" href="https://vidu.example/x/">{2}</head><body><h1>{0}</h1></body></html>
"""
REFRESH = '<meta http-equiv="refresh" content="0; url=/">\n<link rel="canonical" href="{}">'


@dataclass(frozen=True)
class Page:
    """What a publication asks of a page."""

    path: str
    source: str = ""
    gone: bool = False


class Served:
    """A project, the pages it is made to, and the folder it is published into."""

    def __init__(self, project: Project, folder: Path) -> None:
        self.project, self.target = project, Target(folder)
        self.settings = read_settings(project.root / "mkdocs.yml").model_copy(update={"demo": True})
        self.pages = [Page(""), Page("tin-tuc/"), Page("tin-tuc/tin-mot/", STORY)]
        self.told = "Tin riêng của bài kiểm thử"
        self.redirects: dict[str, str] = {}
        self.links: list[str] = []
        """What the list leads to."""
        project.write({STORY: NEWS})

    def build(self, folder: Path) -> None:
        files = {"css/site.0ca1b2e0.css": "a{}", "rss.xml": "<rss/>"}
        for page in self.pages:
            told = "Đã gỡ" if page.gone else self.told
            robots = "noindex" if page.gone else "all"
            files[f"{page.path}index.html"] = HTML.format(told * 100, robots, "")
        for path in self.links:
            files["index.html"] += f'<a href="/{path}">{self.told}</a>'
        files["index.html"] += "</html>\n"
        listed = "".join(
            f"<loc>{self.settings.site_url}{page.path}</loc>"
            for page in self.pages
            if not page.gone
        )
        files["sitemap.xml"] = f"<urlset>{listed}</urlset>"
        for old, new in self.redirects.items():
            files[f"{old}index.html"] = self.redirect(old, new).decode()
        for name, text in files.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text, encoding="utf-8")

    @property
    def plans(self) -> dict[str, Page]:
        return {page.path: page for page in self.pages}

    def redirect(self, old: str, new: str) -> bytes:
        return HTML.format(old, "noindex", REFRESH.format(self.settings.site_url + new)).encode()

    def publish(self) -> Release:
        return self.target.publish(self.job())

    def job(self) -> Job:
        return Job(
            config_file=self.project.root / "mkdocs.yml",
            settings=self.settings,
            build=self.build,
            made=lambda: cast(Site, self),
            verify=lambda _: [],
        )

    def page(self, path: str) -> str:
        return (self.target.current / path / "index.html").read_text(encoding="utf-8")

    def own(self) -> dict[str, dict[str, str]]:
        found = self.target.current / ".ban-tin/release.json"
        told: dict[str, dict[str, str]] = json.loads(found.read_text(encoding="utf-8"))
        return told


@pytest.fixture
def served(project: Project) -> Served:
    """A site that has been published once."""
    made = Served(project, project.root / "web")
    made.publish()
    return made


@pytest.fixture
def unchanged(served: Served) -> Callable[[], None]:
    before, link = read_all(served.target.current), served.target.current.readlink()

    def check() -> None:
        assert served.target.current.readlink() == link
        assert read_all(served.target.current) == before
        assert not list(served.target.releases.glob("*.tmp"))

    return check


def test_a_release_has_its_compressed_copies_its_configuration_and_its_list(served: Served) -> None:
    current = served.target.current
    assert (current / "index.html.gz").is_file() and (current / "index.html.br").is_file()
    assert (served.target.folder / "server/Caddyfile").is_file()
    kept = json.loads(served.target.permalinks.read_text(encoding="utf-8"))
    assert kept["entries"] == {"tin-tuc/tin-mot/": STORY}
    assert kept["others"] == ["", "rss.xml", "sitemap.xml", "tin-tuc/"]


def test_the_same_content_makes_no_new_release_and_lifts_a_hold(
    served: Served, unchanged: Callable[[], None]
) -> None:
    served.target.held.touch()
    assert not served.publish().changed
    unchanged()
    assert not served.target.held.exists()


def test_an_entry_that_vanished_keeps_the_site_as_it_is_until_it_is_answered_for(
    served: Served, unchanged: Callable[[], None]
) -> None:
    served.pages.pop()
    with pytest.raises(ContentError) as told:
        served.publish()
    assert f"{STORY}:1: địa chỉ /tin-tuc/tin-mot/ đã từng đăng" in str(told.value)
    unchanged()
    served.target.forget = ["/tin-tuc/tin-mot/", "/khong-co/"]
    served.publish()
    assert served.target.unknown == ["/khong-co/"]
    assert not (served.target.current / "tin-tuc/tin-mot").exists()


def test_a_renamed_entry_redirects_and_a_list_that_emptied_leads_to_what_stands(
    served: Served,
) -> None:
    served.pages = [Page(""), Page("tin-tuc/tin-hai/", "content/news/tin-hai.yml")]
    served.redirects = {"tin-tuc/tin-mot/": "tin-tuc/tin-hai/"}
    served.publish()
    assert served.own()["moved"] == {"tin-tuc/": "", "tin-tuc/tin-mot/": "tin-tuc/tin-hai/"}
    assert 'http-equiv="refresh"' in served.page("tin-tuc")
    configuration = (served.target.folder / "server/nginx-http.conf").read_text(encoding="utf-8")
    assert '"/tin-tuc/tin-mot/" "/tin-tuc/tin-hai/";' in configuration


def take_down(served: Served) -> None:
    served.project.write({STORY: NEWS.replace("status: published", "status: withdrawn")})
    served.pages[-1] = Page("tin-tuc/tin-mot/", STORY, gone=True)
    served.told = "Tin khác"


def test_what_was_taken_down_is_gone_from_every_release_and_no_rollback_brings_it_back(
    served: Served,
) -> None:
    take_down(served)
    served.publish()
    assert (served.target.current / "tin-tuc/tin-mot/.gone").is_file()
    for path in (path for path in served.target.folder.rglob("*") if path.is_file()):
        assert "Tin riêng của bài kiểm thử".encode() not in path.read_bytes(), path
    with pytest.raises(ReleaseError, match="Không còn bản cũ"):
        served.target.rollback(None, served.settings)


def test_a_rollback_brings_back_the_page_and_the_configuration_and_holds_timers(
    served: Served,
) -> None:
    configuration = served.target.folder / "server/nginx-http.conf"
    before = configuration.read_bytes()
    served.pages[-1] = Page("tin-tuc/tin-hai/", STORY)
    served.redirects = {"tin-tuc/tin-mot/": "tin-tuc/tin-hai/"}
    served.publish()
    assert configuration.read_bytes() != before
    assert served.target.rollback(None, served.settings) == 1
    assert "Tin riêng" in served.page("tin-tuc/tin-mot")
    assert configuration.read_bytes() == before
    assert served.target.held.exists()


def test_a_leaked_draft_is_not_published(served: Served, unchanged: Callable[[], None]) -> None:
    hidden = NEWS.replace("published\n", "draft\n", 1).replace("Tin riêng", "Tin rất kín")
    served.project.write({"content/news/tin-kin.yml": hidden})
    served.told = "Tin rất kín của bài kiểm thử"
    with pytest.raises(ReleaseError, match=r"lộ nội dung chưa đăng của content/news/tin-kin\.yml"):
        served.publish()
    unchanged()


def test_a_page_the_sitemap_leaves_out_is_not_published(
    served: Served, unchanged: Callable[[], None]
) -> None:
    was = served.build

    def build(folder: Path) -> None:
        was(folder)
        (folder / "sitemap.xml").write_text("<urlset/>", encoding="utf-8")

    with pytest.raises(ReleaseError, match="thiếu trang /tin-tuc/"):
        served.target.publish(replace(served.job(), build=build))
    unchanged()


def test_a_full_disk_leaves_the_site_and_nothing_behind(
    served: Served, unchanged: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: Path) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(compress, "_compress", full)
    served.told = "Tin khác"
    with pytest.raises(OSError, match="No space left"):
        served.publish()
    unchanged()


def test_styles_of_the_release_before_stay_two_days_for_pages_that_are_open(served: Served) -> None:
    old = served.target.current / "css/cu.0ca1b2e0.css"
    old.write_text("a{}", encoding="utf-8")
    for day, kept in ((1, True), (2, True), (4, False)):
        served.target.clock = lambda day=day: datetime(2025, 7, day)  # type: ignore[misc]
        served.told = f"Tin ngày {day}"
        served.publish()
        assert (served.target.current / "css/cu.0ca1b2e0.css").is_file() == kept


def test_the_server_is_told_when_its_configuration_changed_and_only_then(served: Served) -> None:
    told: list[str] = []
    served.target.reload = lambda: told.append("nạp lại")
    served.told = "Tin khác"
    served.publish()
    assert told == ["nạp lại"]  # the first configuration had not been read
    served.told = "Tin khác nữa"
    served.publish()
    assert told == ["nạp lại"]
    served.redirects = {"tin-tuc/ten-cu/": "tin-tuc/tin-mot/"}
    served.publish()
    assert told == ["nạp lại"] * 2


def test_a_server_that_could_not_read_its_configuration_is_asked_again_the_next_time(
    served: Served,
) -> None:
    answers, asked = [False, True], []
    served.target.reload = lambda: asked.append("nạp lại") or answers.pop(0)  # type: ignore[func-returns-value]
    served.redirects = {"tin-tuc/ten-cu/": "tin-tuc/tin-mot/"}
    served.publish()
    assert (asked, served.target.unread.exists()) == (["nạp lại"], True)
    served.publish()
    assert (asked, served.target.unread.exists()) == (["nạp lại"] * 2, False)
    served.publish()
    assert len(asked) == 2


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--reload", "systemctl 'reload nginx"], "Không hiểu --reload"),
        (["--keep", "0"], "không phải một số từ 1 trở lên"),
        (["--rollback", "0"], "không phải một số từ 1 trở lên"),
    ],
)
def test_options_that_make_no_sense_are_told_before_anything_is_built(
    tmp_path: Path, arguments: list[str], told: str
) -> None:
    config = bless.copy_project(tmp_path / "du-an")
    done = run(config.parent, tmp_path / "web", *arguments)
    assert done.returncode != 0 and told in done.stderr and "Traceback" not in done.stderr
    assert not (tmp_path / "web").exists()


def test_two_remote_places_are_never_filled_from_one_folder(tmp_path: Path) -> None:
    places = [publish.Place(tmp_path / "mkdocs.yml", name) for name in ("s3:a/b", "s3:a-b")]
    assert places[0].target.folder != places[1].target.folder


def run(project: Path, folder: Path, *more: str, now: str = "") -> subprocess.CompletedProcess[str]:
    arguments = ["--config", str(project / "mkdocs.yml"), "--to", str(folder), *more]
    moment = str(int(datetime.fromisoformat(now).timestamp())) if now else None
    return subprocess.run(
        [sys.executable, str(ROOT / "scripts/publish.py"), *arguments],
        env=environment(SOURCE_DATE_EPOCH=moment), capture_output=True, encoding="utf-8",
        timeout=PATIENCE, check=False,
    )  # fmt: skip


def test_the_command_publishes_embargoes_on_time_holds_and_rolls_back(tmp_path: Path) -> None:
    config, web = bless.copy_project(tmp_path / "du-an"), tmp_path / "web"
    text = config.read_text(encoding="utf-8")
    config.write_text(text.replace("    now: 2025-07-10 07:00\n", ""), encoding="utf-8")
    timed = NEWS.replace("Tin riêng", "Tin hẹn giờ") + "publish_at: 20/7/2025 06:00\n"
    (tmp_path / "du-an/content/news/tin-hen.yml").write_text(timed, encoding="utf-8")
    story = web / "current/tin-tuc/tin-hen/index.html"

    first = run(tmp_path / "du-an", web, "--timer", now="2025-07-20T05:59:00+07:00")
    assert first.returncode == 0, first.stderr
    assert first.stdout.startswith("Đã đăng bản 1: ")
    assert (web / "current/.ban-tin/www/mau/tim-kiem/index.html").is_file()
    assert not story.exists()
    second = run(tmp_path / "du-an", web, "--timer", now="2025-07-20T06:00:00+07:00")
    assert second.stdout.startswith("Đã đăng bản 2: "), second.stderr
    assert "Tin hẹn giờ" in story.read_text(encoding="utf-8")

    back = run(tmp_path / "du-an", web, "--rollback")
    assert back.stdout.startswith("Đã lùi về bản 1 trong 0,")
    assert not story.exists()
    held = run(tmp_path / "du-an", web, "--timer")
    assert held.returncode == 0
    assert "Đang giữ bản đã lùi về" in held.stdout
    nothing = run(tmp_path / "du-an", web, "--rollback", "7")
    assert nothing.returncode == 1
    assert nothing.stderr == "Không có bản 7 để lùi về.\nCách sửa: chọn một trong các bản 2.\n"
