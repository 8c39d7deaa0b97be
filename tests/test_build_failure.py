"""`python scripts/build.py`: mistakes are told with line and mend, and `site` stays as it was."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import bless
from conftest import PATIENCE, ROOT, environment, read_all, wait_until

pytestmark = pytest.mark.skipif(os.name == "nt", reason="cần liên kết tượng trưng và tín hiệu")

NEWS = "content/news/tin-minh-hoa.yml"
LINKED_NEWS = "content/news/phat-dong-mau.yml"
STOP = """\
import pathlib, signal, time

# Whoever runs the tests in the background has SIGINT ignored, which children inherit.
signal.signal(signal.SIGINT, signal.default_int_handler)

FLAG = pathlib.Path(__file__).with_name("dang-dung")


def on_post_page(output, **kwargs):
    FLAG.touch()
    for _ in range(6000):
        time.sleep(0.01)
    return output
"""
"""A hook that says it has begun to write pages, and then takes a minute for each."""


def command(project: Path) -> list[str]:
    return [sys.executable, str(ROOT / "scripts/build.py"), "--config", str(project / "mkdocs.yml")]


def run(project: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command(project), env=environment(**variables), capture_output=True, encoding="utf-8",
        timeout=PATIENCE, check=False,
    )  # fmt: skip


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project whose site has been published; only to be copied."""
    project = tmp_path_factory.mktemp("da-dang") / "du-an"
    bless.copy_project(project)
    done = run(project)
    assert done.returncode == 0, done.stderr
    return project


@pytest.fixture
def published(once: Path, tmp_path: Path) -> Path:
    """A project of its own whose site has been published."""
    shutil.copytree(once, tmp_path / "du-an", symlinks=True)
    return tmp_path / "du-an"


@pytest.fixture
def unchanged(published: Path) -> Callable[[], None]:
    """What asserts that `site` is byte for byte, and link for link, as it was."""
    before, link = read_all(published / "site"), (published / "site").readlink()
    assert "index.html" in before

    def check() -> None:
        assert (published / "site").readlink() == link
        assert read_all(published / "site") == before

    return check


def edit(path: Path, old: str, new: str) -> int:
    """Change the one place in a file where the old text stands; return its line."""
    before, after = path.read_text(encoding="utf-8").split(old)
    path.write_text(before + new + after, encoding="utf-8")
    return (before + new).rstrip("\n").count("\n") + 1


def test_a_build_says_what_it_made_and_where(once: Path) -> None:
    done = run(once)
    assert done.returncode == 0
    pages = sum(1 for _ in (once / "site").rglob("*.html"))
    assert f"Đã dựng {pages} trang" in done.stdout
    assert f"Trang nằm ở: {once / 'site'}" in done.stdout
    assert done.stderr == ""


MISTAKES = {
    "a colon is removed": (
        (NEWS, "title: Một tin", "title Một tin"),
        "thiếu dấu hai chấm sau `title`",
        "Ghi `title: giá trị`",
    ),
    "a key is misspelt": (
        (NEWS, "category: tong-hop", "categori: tong-hop"),
        "không có mục nào tên `categori`",
        "Có phải `category` (Chuyên mục)?",
    ),
    "a campaign is missing": (
        (LINKED_NEWS, "campaigns: [mau-2024]", "campaigns: [mau-2042]"),
        "`campaigns`: không có phong trào thi đua `mau-2042`",
        "Có phải `mau-2024`?",
    ),
    "a time stands where a date belongs": (
        (NEWS, "published_at: 07/10/2024 22:39", "published_at: 22:39"),
        "`published_at` (Ngày đăng): `22:39` là giờ, chưa có ngày",
        "Ghi đủ ngày, tháng, năm như `07/10/2024`",
    ),
    "a setting is misspelt": (
        ("mkdocs.yml", "    agency: ", "    agenci: "),
        "không có mục nào tên `agenci`",
        "Có phải `agency` (Cơ quan chủ quản)?",
    ),
}


@pytest.mark.parametrize(("change", "told", "mend"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_told_with_line_and_mend_and_the_site_stays(
    published: Path,
    unchanged: Callable[[], None],
    change: tuple[str, str, str],
    told: str,
    mend: str,
) -> None:
    name, old, new = change
    line = edit(published / name, old, new)
    done = run(published)
    assert done.returncode == 1
    # The line itself stands between what is wrong and how to mend it.
    _, found, rest = done.stderr.partition(f"\n{name}:{line}: {told}\n")
    assert found and f"    Cách sửa: {mend}" in rest.partition("\n\n")[0]
    assert "Traceback" not in done.stderr
    assert done.stdout == ""
    unchanged()


def test_all_mistakes_are_told_at_once(published: Path, unchanged: Callable[[], None]) -> None:
    one = edit(published / NEWS, "category: tong-hop", "categori: tong-hop")
    two = edit(published / LINKED_NEWS, "campaigns: [mau-2024]", "campaigns: [mau-2042]")
    done = run(published)
    assert done.returncode == 1
    assert f"\n{NEWS}:{one}: " in done.stderr
    assert f"\n{LINKED_NEWS}:{two}: " in done.stderr
    unchanged()


def test_a_page_that_leads_nowhere_is_not_published(
    published: Path, unchanged: Callable[[], None]
) -> None:
    edit(published / "docs/gioi-thieu.md", "#noi-nhan", "#noi-khac")
    done = run(published)
    assert done.returncode == 1
    assert "gioi-thieu/index.html" in done.stderr
    assert "noi-khac" in done.stderr
    unchanged()


def test_a_category_that_has_lost_its_last_news_does_not_stop_the_build(published: Path) -> None:
    edit(published / NEWS, "category: tong-hop", "category: phat-dong")
    assert run(published).returncode == 0
    moved = (published / "site/tin-tuc/tin-minh-hoa/index.html").read_text("utf-8")
    assert 'href="../../tin-tuc/chuyen-muc/phat-dong/"' in moved
    linking = (published / "site/tin-tuc/phat-dong-mau/index.html").read_text("utf-8")
    assert "chuyên mục" in linking
    assert "tong-hop" not in linking


def started(project: Path) -> subprocess.Popen[str]:
    """Start a build and return when it is in the midst of writing pages."""
    (project / "dung-lai.py").write_text(STOP, encoding="utf-8")
    edit(project / "mkdocs.yml", "\nwatch:", "  - dung-lai.py\n\nwatch:")
    build = subprocess.Popen(
        command(project), env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        encoding="utf-8",
    )  # fmt: skip
    try:
        wait_until(
            lambda: (project / "dang-dung").exists() or build.poll() is not None,
            "lần dựng bắt đầu ghi trang",
        )
        assert build.poll() is None, build.communicate()[1]
    except BaseException:
        build.kill()
        build.communicate()
        raise
    return build


@pytest.mark.parametrize(
    ("sent", "status"),
    [(signal.SIGKILL, -signal.SIGKILL), (signal.SIGINT, 130)],
    ids=["kill", "ctrl-c"],
)
def test_a_build_that_is_stopped_leaves_the_site_and_the_next_one_clears_up(
    published: Path, unchanged: Callable[[], None], sent: signal.Signals, status: int
) -> None:
    build = started(published)
    assert list((published / ".releases").glob("*.tmp"))
    build.send_signal(sent)
    try:
        _, told = build.communicate(timeout=PATIENCE)
    finally:
        build.kill()
    assert build.returncode == status
    assert "Traceback" not in told
    if sent == signal.SIGINT:
        assert "Đã dừng theo yêu cầu; trang đã đăng giữ nguyên." in told
    unchanged()
    edit(published / "mkdocs.yml", "  - dung-lai.py\n", "")
    assert run(published).returncode == 0
    assert not list((published / ".releases").glob("*.tmp"))


CRASHES = {
    "an unknown name": ("bulletin/templates/pages/article.html", "{{ v.khong_co }}"),
    "a broken feed": ("bulletin/templates/feeds/news.html", "{{ 1 // 0 }}"),
}


@pytest.mark.parametrize(("template", "fault"), CRASHES.values(), ids=CRASHES)
def test_a_crash_of_the_program_leaves_the_site_and_hides_its_traceback_in_a_file(
    published: Path, unchanged: Callable[[], None], tmp_path: Path, template: str, fault: str
) -> None:
    hooks = tmp_path / "hooks"
    shutil.copytree(ROOT / "hooks", hooks, ignore=shutil.ignore_patterns("__pycache__"))
    (hooks / template).write_text(fault, encoding="utf-8")
    config = (published / "mkdocs.yml").read_text("utf-8")
    mine = config.replace((ROOT / "hooks").as_posix(), hooks.as_posix())
    assert mine != config
    (published / "mkdocs.yml").write_text(mine, encoding="utf-8")
    done = run(published, PYTHONPATH=str(hooks))
    assert done.returncode == 1
    assert "Có lỗi của chương trình, không phải của nội dung" in done.stderr
    assert "Traceback" not in done.stderr + done.stdout
    log = published / ".releases/loi.log"
    assert str(log) in done.stderr
    assert "Traceback" in log.read_text(encoding="utf-8")
    unchanged()


def test_broken_yaml_in_the_settings_is_told_in_vietnamese(published: Path) -> None:
    edit(published / "mkdocs.yml", "extra:\n", "extra: {a: [\n")
    done = run(published)
    assert done.returncode == 1
    assert "mkdocs.yml:" in done.stderr and "Cách sửa:" in done.stderr
    assert "while parsing" not in done.stderr
