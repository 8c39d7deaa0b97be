"""`python scripts/serve.py`: what staff see in the browser while they write, mistakes included."""

from __future__ import annotations

import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from conftest import PATIENCE, ROOT, environment, wait_until

NEWS = "content/news/tin-minh-hoa.yml"
ARTICLE = "tin-tuc/tin-minh-hoa/"
SAVE_AGAIN = 60
"""After so many looks in vain a file is saved again."""


@dataclass
class Preview:
    """A running preview of one project."""

    project: Path
    port: int
    log: Path

    def page(self, path: str = "") -> str:
        """Return a page as it is served now; `` while the server is not up, or has no such page."""
        try:
            address = f"http://127.0.0.1:{self.port}/mau/{path}"
            with urllib.request.urlopen(address, timeout=PATIENCE) as answer:
                return answer.read().decode()
        except (urllib.error.URLError, ConnectionError):
            return ""

    def shows(self, text: str, path: str = "", *, after: Path | None = None) -> None:
        """Wait until a page shows a text, after a change of one file."""
        self._wait(lambda: text in self.page(path), f"“{text}” ở /{path}", after)

    def shows_no(self, text: str, path: str = "", *, after: Path | None = None) -> None:
        """Wait until a page shows a text no more, after a change of one file."""
        self._wait(
            lambda: (page := self.page(path)) and text not in page,
            f"hết “{text}” ở /{path}",
            after,
        )

    def _wait(self, happens: Callable[[], object], what: str, changed: Path | None) -> None:
        path, looks = changed or self.project / NEWS, count(1)

        def happened() -> object:
            # What changes while the server still takes stock of its files is not noticed:
            # whoever writes would save once more.
            if next(looks) % SAVE_AGAIN == 0 and path.exists():
                path.touch()
            return happens()

        wait_until(happened, what)

    def edit(self, old: str, new: str) -> None:
        path = self.project / NEWS
        before, after = path.read_text(encoding="utf-8").split(old)
        path.write_text(before + new + after, encoding="utf-8")

    def told(self) -> str:
        return self.log.read_text(encoding="utf-8")


@contextmanager
def preview(config: Path) -> Iterator[Preview]:
    """Start a preview on a free port; stop it in the end, whatever happens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    log = config.with_name("xem-thu.log")
    with log.open("wb") as out:
        server = subprocess.Popen(
            [sys.executable, ROOT / "scripts/serve.py", "--port", str(port), "--config", config],
            env=environment(), stdout=out, stderr=subprocess.STDOUT, cwd=config.parent,
        )  # fmt: skip
    try:
        running = Preview(config.parent, port, log)
        wait_until(lambda: running.page() or server.poll() is not None, "trang xem thử")
        assert server.poll() is None, running.told()
        yield running
    finally:
        server.kill()
        server.wait()


def test_an_edit_is_shown_a_mistake_keeps_the_last_good_page_and_a_mend_recovers(
    small_project: Path,
) -> None:
    before = {path.name for path in small_project.parent.iterdir()}
    with preview(small_project) as seen:
        assert "Một tin chỉ để minh họa" in seen.page(ARTICLE)
        assert "problem-banner" not in seen.page(ARTICLE)

        seen.edit("Một tin chỉ để minh họa", "Tiêu đề vừa sửa")
        seen.shows("Tiêu đề vừa sửa", ARTICLE)
        seen.shows("Tiêu đề vừa sửa", "tin-tuc/")

        seen.edit("title: Tiêu đề vừa sửa", "titel: Tiêu đề sai mục")
        seen.shows("problem-banner", ARTICLE)
        for path in (ARTICLE, "", "van-ban/", "gioi-thieu/"):
            page = seen.page(path)
            assert f"<code>{NEWS}:3</code>: không có mục nào tên `titel`" in page, path
            assert "Có phải `title` (Tiêu đề)?" in page, path
        assert "Tiêu đề vừa sửa" in seen.page(ARTICLE)
        assert f"{NEWS}:3: không có mục nào tên `titel`" in seen.told()

        seen.edit("titel: Tiêu đề sai mục", "title: Tiêu đề đã đúng")
        seen.shows("Tiêu đề đã đúng", ARTICLE)
        assert "problem-banner" not in seen.page(ARTICLE)

        settings = small_project.read_text(encoding="utf-8")
        small_project.write_text(settings.replace("agency:", "agenci:"), encoding="utf-8")
        seen.shows("</code>: không có mục nào tên `agenci`", after=small_project)
        assert "<code>mkdocs.yml:" in seen.page()
        small_project.write_text(settings, encoding="utf-8")
        seen.shows_no("problem-banner", after=small_project)
        assert "Traceback" not in seen.told()
    # Nothing of a preview reaches the published site.
    assert {path.name for path in small_project.parent.iterdir()} == before | {
        "xem-thu.log",
        ".cache",
    }


def test_started_on_broken_content_it_shows_the_problems_and_recovers(small_project: Path) -> None:
    path = small_project.parent / NEWS
    good = path.read_text(encoding="utf-8")
    path.write_text(good.replace("title: ", "title "), encoding="utf-8")
    with preview(small_project) as seen:
        page = seen.page()
        assert f"<code>{NEWS}:3</code>" in page
        assert "Cách sửa:" in page
        assert "<h1>Chưa dựng được trang: 1 lỗi nội dung</h1>" in page
        path.write_text(good, encoding="utf-8")
        seen.shows("Một tin chỉ để minh họa", ARTICLE)
        assert "Chưa dựng được trang" not in seen.page()
        assert "problem-banner" not in seen.page()
        assert "Traceback" not in seen.told()


def test_a_deleted_and_a_new_entry_are_noticed(small_project: Path) -> None:
    folder = small_project.parent / "content/news"
    with preview(small_project) as seen:
        assert seen.page(ARTICLE)
        text = (folder / "tin-minh-hoa.yml").read_text("utf-8")
        (folder / "ban-nhap.yml").write_text(text.replace("Một tin", "Nháp"), encoding="utf-8")
        seen.shows("Nháp chỉ để minh họa", "tin-tuc/", after=folder / "ban-nhap.yml")
        (folder / "ban-nhap.yml").unlink()
        seen.edit("Một tin", "Tin thứ hai")
        seen.shows("problem-banner", "tin-tuc/")
        assert "phat-dong-mau.yml" in seen.page("tin-tuc/")
