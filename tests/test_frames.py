"""A page through its frame is the page through the full template, byte for byte."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import mkdocs.theme
import pytest

import bless
from bulletin.load import load_bulletin
from bulletin.pages.hand_written import hand_written_page
from bulletin.problems import Problem, mistakes_of
from bulletin.settings import read_settings
from bulletin.site import Site, make_site
from conftest import ROOT, bytes_of

HOMES = {"small": bless.PROJECT, "demo": ROOT}
PROBLEMS = (Problem("content/news/a.yml", 3, "thiếu dấu </p>", "Thêm `:` vào “title”"),)


def theme_folders() -> list[Path]:
    theme = mkdocs.theme.Theme(name="material", custom_dir=str(ROOT / "hooks/theme"))
    return [Path(folder) for folder in theme.dirs]


def both(home: Path, problems: tuple[Problem, ...]) -> tuple[Site, Site]:
    bulletin = load_bulletin(home / "content", read_settings(home / "mkdocs.yml"))
    folders = theme_folders()
    mistakes = mistakes_of(problems) if problems else None
    return (
        make_site(bulletin, folders, mistakes),
        make_site(bulletin, folders, mistakes, use_frames=False),
    )


@pytest.fixture(scope="module")
def small_pages() -> tuple[Site, Site]:
    return both(HOMES["small"], ())


@pytest.mark.parametrize("problems", [(), PROBLEMS], ids=["sound", "with a banner"])
@pytest.mark.parametrize("home", HOMES.values(), ids=HOMES)
def test_every_page_is_the_same_with_and_without_frames(
    home: Path, problems: tuple[Problem, ...]
) -> None:
    framed, full = both(home, problems)
    assert [page.path for page in framed.pages] == [page.path for page in full.pages]
    for one, other in zip(framed.pages, full.pages, strict=True):
        assert framed.renderer.page(one) == full.renderer.page(other), one.path
    assert bytes_of(framed) == bytes_of(full)
    assert not full.renderer.frames
    # Frames are worth having only where several pages share one.
    assert 0 < len(framed.renderer.frames) < len(framed.pages)


def test_it_does_not_matter_which_page_comes_first(small_pages: tuple[Site, Site]) -> None:
    framed, full = small_pages
    by_hand = hand_written_page("gioi-thieu/", "<h1>Giới thiệu</h1><p>Chữ.</p>", {})
    for pages in ([by_hand, *framed.pages], [*reversed(framed.pages), by_hand]):
        framed.renderer.frames.clear()
        for page in pages:
            assert framed.renderer.page(page) == full.renderer.page(page), page.path


def test_a_page_in_a_frame_made_by_an_emptier_page_loses_nothing(
    small_pages: tuple[Site, Site],
) -> None:
    framed, full = small_pages
    page = next(page for page in framed.pages if page.path == "tin-tuc/phat-dong-mau/")
    bare = replace(page, feeds=(), crumbs=(), description="", title="")
    for first, second in ((bare, page), (page, bare)):
        framed.renderer.frames.clear()
        framed.renderer.page(first)
        assert framed.renderer.page(second) == full.renderer.page(second)


def test_no_mark_of_a_frame_is_left_in_a_page(small_site: Path, demo_site: Path) -> None:
    for folder in (small_site, demo_site):
        for path in folder.rglob("*.html"):
            assert not {0x02, 0x03} & set(path.read_bytes()), path
