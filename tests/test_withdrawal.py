"""One person is withdrawn: the name is in no byte of site/, though before it was everywhere.

Searched as texts: pages, feeds, data, tables, calendars; and unpacked: Excel, PDF, the search index,
what pictures carry beside their pixels, and the names of files.
"""

from __future__ import annotations

import gzip
import io
import os
import shutil
import subprocess
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.parse import unquote

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

import bless
from build import Site
from bulletin.paper import PaperError, require_engine
from bulletin.text import fold
from conftest import read_all
from hostile.test_canaries import main_text, plain

NAME = "Khoắn Văn Nghĩnh"
ANYHOW = [
    NAME.lower(),
    fold(NAME),
    fold(NAME).replace(" ", "-"),
    *(w for w in fold(NAME).split() if w != "van"),
]
"""As it may be written: with accents, without, as a slug, and its words alone, which nobody else has."""

PERSON = f"""\
full_name: {NAME}
basis: already_public
"""
STORY = f"""\
status: published
published_at: 05/10/2024
title: Người gác cầu
summary: Ông {NAME} gác cầu qua mùa lũ.
kind: person
others_mentioned: none
people: [{{person: nguoi-gac-cau}}]
locality: xa-mau-1
campaign: mau-2024
content: "2"
tags: [gác cầu]
body: |
  Ông {NAME} gác cầu qua mùa lũ.
pictures:
  - {{file: gac-cau.png, alt: Ông {NAME} bên cầu, caption: "Tranh minh họa: ông {NAME}.", drawn: true}}
"""
AWARD = """\
status: published
published_at: 06/10/2024
title: Khen thưởng người gác cầu
category: commendation
form: certificate
type: exceptional
level: commune
decided_by: ubnd-tinh-mau
number: 07/QĐ-UBND
decided_on: 05/10/2024
campaign: mau-2024
locality: xa-mau-1
state: conferred
recipients:
  - {kind: person, person: {person: nguoi-gac-cau}, achievement: Gác cầu qua mùa lũ, exemplar: 2024-10-gac-cau}
  - {kind: team, team: xa-mau-1/thon-1, members: [{person: nguoi-gac-cau}]}
"""
ROW = (
    "  - {date: 20/9/2024, team: xa-mau-1/thon-1, kind: good_deed, what: Gác cầu qua mùa lũ,"
    " people: [{person: nguoi-gac-cau}], exemplar: 2024-10-gac-cau}\n"
)
KINDS_OF_FILES = {
    "pages": (".html",),
    "feeds": ("rss.xml", "atom.xml", "feed.json"),
    "data": (".csv", ".xlsx", "awards.json"),
    "PDF": (".pdf",),
    "search": (".pf_fragment", ".pf_index"),
}
"""Kinds of files in which the name stands before: else nothing would be proved of them."""


def picture() -> bytes:
    """Return a picture that carries the name in every place beside its pixels."""
    info = PngInfo()
    info.add_itxt("XML:com.adobe.xmp", f"<x:xmpmeta><dc:creator>{NAME}</dc:creator></x:xmpmeta>")
    info.add_itxt("Author", NAME)
    exif = Image.Exif()
    exif[0x013B], exif[0x010E] = NAME, NAME
    made = io.BytesIO()
    Image.new("RGB", (640, 480), "#356").save(made, "PNG", pnginfo=info, exif=exif.tobytes())
    return made.getvalue()


def project(folder: Path) -> Path:
    """Return the mkdocs.yml of the small project with one person more, told of wherever may be."""
    config = bless.copy_project(folder)
    content = folder / "content"
    (content / "people/nguoi-gac-cau.yml").write_text(PERSON, "utf-8")
    (content / "exemplars/2024-10-gac-cau.yml").write_text(STORY, "utf-8")
    (content / "awards/quyet-dinh-07-mau.yml").write_text(AWARD, "utf-8")
    (content / "media/gac-cau.png").write_bytes(picture())
    deeds = content / "deeds/xa-mau-1-2024-09.yml"
    deeds.write_text(deeds.read_text("utf-8").replace("rows:\n", f"rows:\n{ROW}"), "utf-8")
    return config


def withdraw(config: Path) -> None:
    """Do what the guide tells staff: the person is no longer named, the story is taken down."""
    content = config.parent / "content"
    (content / "people/nguoi-gac-cau.yml").write_text(f"{PERSON}name_policy: withheld\n", "utf-8")
    gone = STORY.replace("status: published", "status: withdrawn")
    removal = "changes: [{date: 01/11/2024, kind: removal, note: Theo đề nghị.}]\n"
    (content / "exemplars/2024-10-gac-cau.yml").write_text(gone + removal, "utf-8")


def said(site: Path) -> Iterator[tuple[str, str]]:
    """Yield every file's path and all that can be read of it, its path first, in lower case."""
    for name, data in read_all(site).items():
        text = "\n".join(_texts(site / name, data))
        yield name, unescape(unquote(f"{name}\n{text}")).lower()


def _texts(path: Path, data: bytes) -> Iterator[str]:
    if path.suffix == ".pdf":
        for command in (
            ["pdftotext", str(path), "-"],
            ["pdfinfo", "-meta", str(path)],
            ["pdfinfo", str(path)],
        ):
            yield subprocess.run(command, capture_output=True, check=True).stdout.decode("utf-8")
    elif path.suffix.startswith(".pf_"):
        # The search index writes ḏ for đ (hooks/bulletin/search.py).
        yield gzip.decompress(data).decode("utf-8", "ignore").replace("\u1e0f", "đ")
    else:
        yield plain(path.name, data).decode("utf-8", "ignore")
    if path.suffix in (".png", ".jpg", ".webp"):
        with Image.open(io.BytesIO(data)) as opened:
            # Programs of cameras write UTF-16 as well.
            yield data.decode("utf-16-le", "ignore") + data.decode("utf-16-be", "ignore")
            yield repr(opened.info) + repr(dict(opened.getexif()))


def holding(site: Path) -> set[str]:
    """Return the files that say the name in any way."""
    return {name for name, text in said(site) if any(words in text for words in ANYHOW)}


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The site before and after, with PDF and search index."""
    lack = "" if shutil.which("pdftotext") else "thiếu pdftotext (poppler-utils)"
    try:
        require_engine()
    except PaperError as error:
        lack = str(error)
    if lack:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(lack)
    folder = tmp_path_factory.mktemp("go")
    config = project(folder / "du-an")
    for name in ("truoc", "sau"):
        Site(config, papers=True).build_with_search(folder / name)
        withdraw(config)
    return folder / "truoc", folder / "sau"


@pytest.mark.parametrize("kind", KINDS_OF_FILES)
def test_before_the_name_stands_in_every_kind_of_output(
    sites: tuple[Path, Path], kind: str
) -> None:
    found = holding(sites[0])
    for ending in KINDS_OF_FILES[kind]:
        assert [name for name in found if name.endswith(ending)], ending


def test_pictures_never_carry_the_name_beside_their_pixels(sites: tuple[Path, Path]) -> None:
    pictures = [name for name in read_all(sites[0]) if "gac-cau" in name and "/anh" in f"/{name}"]
    assert pictures
    texts = dict(said(sites[0]))
    assert NAME.lower() in dict(_said_of(picture()))["gac-cau.png"]
    assert [name for name in pictures if any(words in texts[name] for words in ANYHOW)] == []


def _said_of(data: bytes) -> Iterator[tuple[str, str]]:
    with Image.open(io.BytesIO(data)) as opened:
        yield "gac-cau.png", (repr(opened.info) + repr(dict(opened.getexif()))).lower()


def test_after_it_the_name_is_in_no_file_and_no_file_name(sites: tuple[Path, Path]) -> None:
    assert holding(sites[1]) == set()


def test_after_it_the_picture_is_gone_too(sites: tuple[Path, Path]) -> None:
    assert [name for name in read_all(sites[0]) if "gac-cau-" in name]
    assert [name for name in read_all(sites[1]) if "gac-cau-" in name] == []


def test_what_was_honoured_still_stands_without_the_name(sites: tuple[Path, Path]) -> None:
    texts = dict(said(sites[1]))
    assert "không công khai họ tên" in texts["khen-thuong/quyet-dinh-07-mau/index.html"]
    assert "không công khai họ tên" in texts["khen-thuong/bang-vang-khen-thuong.pdf"]
    assert "gác cầu qua mùa lũ" in texts["viec-tot/xa-mau-1/2024-09/index.html"]
    tombstone = main_text(sites[1] / "guong-dien-hinh/2024-10-gac-cau/index.html")
    assert "Nội dung này đã được gỡ ngày 01/11/2024" in tombstone
