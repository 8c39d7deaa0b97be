"""A hostile workbook is refused before it can grow; nothing in it is worked out or passed over."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from openpyxl import load_workbook

from bulletin.intake.placing import IntakeError, take
from bulletin.intake.sheets import WorkbookError, read_workbook
from bulletin.settings import read_settings
from intake.books import deeds_book, good_rows, ready
from project import Project

SHEET = "xl/worksheets/sheet1.xml"
OLD = Path(__file__).parent / "viec-tot.xls"


def parts_of(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(path: Path, parts: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


@pytest.fixture
def parts(tmp_path: Path) -> dict[str, bytes]:
    return parts_of(deeds_book(tmp_path / "goc.xlsx", good_rows()))


def refused(path: Path) -> str:
    with pytest.raises(WorkbookError) as error:
        read_workbook(path)
    assert error.value.mend
    return error.value.what


@pytest.mark.parametrize("area", [b"A1:XFD1048576", b"A1:A1048576"])
def test_a_merge_over_a_whole_sheet_or_column_is_refused(
    tmp_path: Path, parts: dict[str, bytes], area: bytes
) -> None:
    vast = parts[SHEET].replace(b'ref="A1:G1"', b'ref="%b"' % area)
    assert vast != parts[SHEET]
    path = packed(tmp_path / "a.xlsx", parts | {SHEET: vast})
    assert refused(path) == "tệp gộp ô trên một vùng quá lớn"


def test_what_unpacks_without_end_is_refused(tmp_path: Path, parts: dict[str, bytes]) -> None:
    rows = b"".join(b'<row r="%d"/>' % number for number in range(100, 40_000))
    many = parts[SHEET].replace(b"</sheetData>", rows + b"</sheetData>")
    assert refused(packed(tmp_path / "a.xlsx", parts | {SHEET: many})) == "tệp bung ra quá lớn"
    bomb = packed(tmp_path / "b.xlsx", parts | {"xl/media/anh.bin": bytes(100_000_001)})
    assert bomb.stat().st_size < 200_000
    assert refused(bomb) == "tệp bung ra quá lớn"


def test_entities_are_never_resolved(tmp_path: Path, parts: dict[str, bytes]) -> None:
    laughs = b'<!DOCTYPE worksheet [<!ENTITY a "ha">]>' + parts[SHEET]
    told = refused(packed(tmp_path / "a.xlsx", parts | {SHEET: laughs}))
    assert told == "tệp chứa khai báo mà Excel không bao giờ ghi"


def test_a_formula_without_result_is_told_and_never_worked_out(
    project: Project, tmp_path: Path
) -> None:
    rows = good_rows()
    rows[3][3] = '=HYPERLINK("http://x.example", "bấm")'
    path = deeds_book(tmp_path / "a.xlsx", rows)
    site = read_settings(ready(project).root / "mkdocs.yml")
    with pytest.raises(IntakeError) as error:
        take(read_workbook(path), project.root, site)
    told = [one.told("a.xlsx") for one in error.value.mistakes]
    assert any(
        one.endswith(
            "ô D13 (Việc đã làm): ô là công thức chưa có kết quả\n"
            "    Cách sửa: Mở tệp bằng Excel rồi bấm Lưu, hoặc gõ thẳng giá trị"
        )
        for one in told
    ), told


def test_a_date_that_lost_its_format_is_still_that_day(project: Project, tmp_path: Path) -> None:
    rows = good_rows()
    rows[0][1] = 45566
    path = deeds_book(tmp_path / "a.xlsx", rows)
    site = read_settings(ready(project).root / "mkdocs.yml")
    take(read_workbook(path), project.root, site)
    text = (project.root / "content/deeds/xa-minh-hoa-1-2024-10.yml").read_text("utf-8")
    assert "date: 01/10/2024" in text


PLACES = some.integers(0, 1_000_000)
"""Drawn alike for every file: how long a workbook is depends on the clock it was saved by."""


@given(
    modern=some.booleans(),
    bytes_=some.lists(some.tuples(PLACES, some.integers(0, 255)), max_size=12),
    cut=PLACES,
)
@settings(max_examples=40)
def test_no_damaged_file_makes_a_traceback(
    tmp_path_factory: pytest.TempPathFactory,
    modern: bool,
    bytes_: list[tuple[int, int]],
    cut: int,
) -> None:
    path = tmp_path_factory.getbasetemp() / "hong.xlsx"
    raw = bytearray(deeds_book(path, good_rows()[:2]).read_bytes() if modern else OLD.read_bytes())
    for at, byte in bytes_:
        raw[8 + at % (len(raw) - 8)] = byte
    path.write_bytes(raw[: 8 + cut % (len(raw) - 7)])
    try:
        read_workbook(path)
    except WorkbookError as error:
        assert error.mend


def test_nothing_in_english_is_printed_of_an_old_file(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "cu.xls"
    path.write_bytes(OLD.read_bytes() + b"\0" * 7)
    read_workbook(path)
    assert capfd.readouterr() == ("", "")


def test_macros_are_only_passed_over(tmp_path: Path, parts: dict[str, bytes]) -> None:
    path = packed(tmp_path / "a.xlsx", parts | {"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0 AutoOpen"})
    assert len(read_workbook(path)[0].rows) == load_workbook(io.BytesIO(path.read_bytes())).active.max_row  # fmt: skip


def test_what_a_demo_imports_is_sample_data_like_what_it_names(
    project: Project, tmp_path: Path
) -> None:
    """The README's own command is tried on the demo first of all."""
    ready(project)
    for path in (project.root / "content").rglob("*.yml"):
        if path.parent.name != "categories":
            path.write_text(f"sample: true\n{path.read_text('utf-8')}", "utf-8")
    settings_file = project.root / "mkdocs.yml"
    settings_file.write_text(f"{settings_file.read_text('utf-8')}    demo: true\n", "utf-8")
    site = read_settings(settings_file)
    path = deeds_book(tmp_path / "a.xlsx", good_rows())
    take(read_workbook(path), project.root, site)
    text = (project.root / "content/deeds/xa-minh-hoa-1-2024-10.yml").read_text("utf-8")
    assert "published_at: 10/07/2025 07:00\nsample: true\ncampaign: thi-dua\n" in text
