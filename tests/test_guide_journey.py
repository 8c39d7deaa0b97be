"""By the guide alone: a form of every kind is filled, seen on the site and in its feed, mended, taken
down. Nothing here knows more than the guide, the forms and the messages tell.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

import bless
import check
import new
from bulletin.feeds import KINDS_WITH_FEEDS
from bulletin.kinds import KINDS, Entry, Item
from bulletin.load import read_library
from bulletin.settings import read_settings
from conftest import ROOT, built
from project import Project

NAMED_BY_CONTENT = {
    "deeds": "xa-minh-hoa-1-2024-10",
    "result": "minh-hoa-2024-xa-minh-hoa-1-2025-06",
    "roster": "xa-minh-hoa-1",
    "issue": "2025-06",
}
"""Kinds whose guide page says how the file is named after what its form is filled in with."""
MISSING = re.compile(r"(?:`\w+`: )?không có .+ `([a-z0-9-]+)`$")
TO_MAKE = re.compile(r"Tạo content/([a-z]+)/([a-z0-9-]+)\.yml")
FOLDERS = {kind.FOLDER: name for name, kind in KINDS.items()}
WITH_FEED = {kind.KIND for kind, _, _ in KINDS_WITH_FEEDS}
REMOVAL = re.compile(r"^changes:\n  - date: .*\n    kind: removal\n    note: .*\n", re.MULTILINE)
GUIDE = ROOT / "docs" / "huong-dan"


def file_of(project: Project, kind: str) -> Path:
    slug = NAMED_BY_CONTENT.get(kind, f"muc-thu-{kind}")
    return project.root / f"content/{KINDS[kind].FOLDER}/{slug}.yml"


def replace(path: Path, old: str, fresh: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{path.name}: {old}"
    path.write_text(text.replace(old, fresh, 1), encoding="utf-8")


def start_all(project: Project) -> None:
    """Start one entry of every kind as the guide says, and say that it is to be published."""
    for kind in KINDS:
        path = file_of(project, kind)
        path.unlink(missing_ok=True)
        assert new.main([kind, path.stem], project.root) == 0
        replace(path, "status: draft", "status: published")


def mend_what_is_missing(project: Project) -> None:
    """Do what the messages say until none is left: start the entries that the forms refer to."""
    for _ in range(6):
        problems = project.problems()
        if not problems:
            return
        for problem in problems:
            if made := TO_MAKE.search(problem.mend):
                folder, slug = made.groups()
                path = project.root / f"content/{folder}/{slug}.yml"
                if not path.exists():
                    assert new.main([FOLDERS[folder], slug], project.root) == 0
                    replace(path, "status: draft", "status: published")
            elif near := re.fullmatch(r"Có phải `([a-z0-9.-]+)`\?", problem.mend):
                wrong = MISSING.search(problem.what)
                assert wrong is not None, problem
                replace(project.root / problem.file, wrong[1], near[1])
    assert project.told() == ""


def entries(project: Project) -> Iterator[Entry]:
    library, _ = read_library(project.root / "content", read_settings(project.root / "mkdocs.yml"))
    for kind in KINDS:
        yield library.shelves[kind][file_of(project, kind).stem]


def add_engine(project: Project) -> None:
    """Let MkDocs build the project: the theme and hooks of the small site, its pages by hand."""
    head, _, _ = (bless.PROJECT / "mkdocs.yml").read_text(encoding="utf-8").partition("\nextra:")
    own = (project.root / "mkdocs.yml").read_text(encoding="utf-8")
    engine = head[head.index("site_dir:") :].replace("../../hooks", (ROOT / "hooks").as_posix())
    # The pages by hand name the small site's address, which is its own.
    own = own.replace("lienhe@vidu.example", "lienhe@minhhoa.example")
    project.write({"mkdocs.yml": f"{engine}\n{own}"})
    shutil.copytree(bless.PROJECT / "docs", project.root / "docs")


@pytest.fixture
def desk(project: Project, capsys: pytest.CaptureFixture[str]) -> Project:
    """A project with the engine at hand, a file to download, and an entry of every kind."""
    project.write({"content/media/mau-bao-cao.docx": b"PK\x03\x04"})
    start_all(project)
    mend_what_is_missing(project)
    # A category has a page once it has news.
    replace(file_of(project, "news"), "category: phat-dong", "category: muc-thu-category")
    capsys.readouterr()
    return project


def test_by_the_guide_alone_every_kind_is_added_seen_mended_and_taken_down(
    desk: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert desk.told() == ""
    add_engine(desk)
    site = built(desk.root / "mkdocs.yml", tmp_path / "dang")
    feed = (site / "rss.xml").read_text(encoding="utf-8")
    for entry in entries(desk):
        if entry.ADDRESS is None or entry.KIND == "issue":
            continue
        page = site / entry.path.partition("#")[0] / "index.html"
        assert page.is_file(), entry.file
        if entry.KIND in WITH_FEED:
            own = (site / entry.ADDRESS / "rss.xml").read_text(encoding="utf-8")
            assert f"{entry.KIND}/{entry.slug}<" in own, entry.file
            assert f"{entry.KIND}/{entry.slug}<" in feed, entry.file

    # A slip of the keyboard is mended from its message alone, once for every kind.
    for kind in KINDS:
        path = file_of(desk, kind)
        sound = path.read_text(encoding="utf-8")
        keys = re.findall(r"^([a-z_]{4,}):", sound, re.MULTILINE)
        key = keys[1] if len(keys) > 1 else "status"
        replace(path, f"\n{key}:", f"\n{key}x:")
        config = desk.root / "mkdocs.yml"
        assert check.main(["--config", str(config), str(path)]) == 1
        told = capsys.readouterr().err
        wrong, line = re.search(r"\.yml:(\d+): không có mục nào tên `(\w+)`", told).group(2, 1)  # type: ignore[union-attr]
        meant = re.search(rf"`{wrong}`\n.*?\n.*?\n    Cách sửa: Có phải `(\w+)`", told)
        assert meant is not None, told
        lines = path.read_text(encoding="utf-8").split("\n")
        lines[int(line) - 1] = lines[int(line) - 1].replace(wrong, meant[1], 1)
        path.write_text("\n".join(lines), encoding="utf-8")
        assert path.read_text(encoding="utf-8") == sound
    assert desk.told() == ""

    # Taken down as the editor's chapter says.
    block = REMOVAL.search((GUIDE / "bien-tap.md").read_text(encoding="utf-8"))
    assert block is not None
    articles = [
        entry for entry in entries(desk) if isinstance(entry, Item) and entry.KIND in WITH_FEED
    ]
    for entry in articles:
        path = desk.root / entry.file
        replace(path, "status: published", "status: withdrawn")
        text = path.read_text(encoding="utf-8")
        path.write_text(f"{text}{block.group()}", encoding="utf-8")
    assert desk.told() == ""
    site = built(desk.root / "mkdocs.yml", tmp_path / "go")
    for entry in articles:
        page = site / entry.path.partition("#")[0] / "index.html"
        if "#" not in entry.path:
            assert "Nội dung này đã được gỡ" in page.read_text(encoding="utf-8"), entry.file
        for name in ("rss.xml", f"{entry.ADDRESS}rss.xml"):
            told = (site / name).read_text(encoding="utf-8")
            assert f"{entry.KIND}/{entry.slug}<" in told, "kênh phải báo gỡ"
            # Forms of other kinds start with the same title; in its own feed it is the entry's alone.
            if name != "rss.xml" and entry.KIND in ("news", "document", "exemplar", "notice"):
                assert entry.name not in told
