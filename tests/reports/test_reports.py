"""The report owed is equal to the page's figures, holds more for staff, and never lies on the site."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook

import report
from bulletin.load import load_bulletin
from bulletin.model import Bulletin
from bulletin.reports.letter import OPEN, letter_bytes
from bulletin.reports.owed import WITHHELD, Owed, OwedError, owed_report
from bulletin.reports.workbook import STAFF_ONLY, workbook_bytes
from bulletin.settings import read_settings
from bulletin.views._figures import NOT_PUBLIC
from bulletin.views.result import results_page

ROOT = Path(__file__).resolve().parents[2]
CAMPAIGN, PROVINCE, COMMUNE = "tinh-minh-hoa-2024", "tinh-minh-hoa", "xa-minh-hoa-4"


@pytest.fixture(scope="module")
def demo() -> Bulletin:
    return load_bulletin(ROOT / "content", read_settings(ROOT / "mkdocs.yml"))


@pytest.fixture(scope="module", params=[PROVINCE, COMMUNE])
def owed(request: pytest.FixtureRequest, demo: Bulletin) -> Owed:
    return owed_report(demo, CAMPAIGN, request.param, 1)


def shown_on_page(bulletin: Bulletin, unit: str) -> dict[str, tuple[str, str]]:
    """Return by target what the page of phase 1 prints of a unit: figure and conclusion."""
    (campaign,) = (one for one in bulletin.shelves["campaign"].values() if one.slug == CAMPAIGN)
    results = bulletin.results_by_page[CAMPAIGN]["ket-qua/dot-1/"]
    view = results_page(bulletin, campaign, results)  # type: ignore[arg-type]
    return {
        target.code: (figure.text, figure.verdict)
        for target in view.targets
        for link, figure in target.rows
        if link.path == f"#{unit}"
    }


@pytest.mark.parametrize("unit", [PROVINCE, COMMUNE])
def test_figures_are_the_pages_to_the_last_digit(demo: Bulletin, unit: str) -> None:
    page = shown_on_page(demo, unit)
    lines = {line.code: line for line in owed_report(demo, CAMPAIGN, unit, 1).targets}
    assert len(lines) == 11
    compared = 0
    for code, (text, verdict) in page.items():
        if text not in (NOT_PUBLIC,) and "dưới 5" not in text:
            assert (lines[code].figure, lines[code].conclusion) == (text, verdict), code
            compared += 1
    assert compared >= 5


def test_what_pages_withhold_is_told_to_the_superior_and_marked(demo: Bulletin) -> None:
    page = shown_on_page(demo, COMMUNE)
    for line in owed_report(demo, CAMPAIGN, COMMUNE, 1).targets:
        hidden = page.get(line.code, (NOT_PUBLIC, ""))[0] == NOT_PUBLIC
        assert (line.note == WITHHELD) == hidden, line.code
        assert line.figure != NOT_PUBLIC


def test_both_files_say_the_same(owed: Owed, demo: Bulletin) -> None:
    book = load_workbook(BytesIO(workbook_bytes(owed, demo.now.instant)))
    rows = list(book["Phụ lục số liệu"].iter_rows(min_row=4, values_only=True))
    assert [(row[0], row[3], row[7] or "") for row in rows] == [
        (line.code, line.figure, line.conclusion) for line in owed.targets
    ]
    document = Document(BytesIO(letter_bytes(owed, demo.now.instant)))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    for line in owed.targets:
        place = cells.index(f"{line.code}. {line.target}")
        assert cells[place + 1].split("\n")[0] == line.figure
        assert cells[place + 2] == (line.conclusion or OPEN)


def test_teams_without_deeds_are_named_in_the_workbook_only(demo: Bulletin) -> None:
    owed = owed_report(demo, CAMPAIGN, PROVINCE, 1)
    assert owed.silent
    for team in owed.silent:
        assert team.state in ("đã báo cáo, không có việc tốt", "chưa nhận được báo cáo")
    book = load_workbook(BytesIO(workbook_bytes(owed, demo.now.instant)))
    logs = list(book["Việc tốt theo kỳ"].iter_rows(min_row=4, max_row=4, values_only=True))
    assert logs[0][1:3] == (str(owed.logs[0].start), str(owed.logs[0].end))
    sheet = book["Tổ chưa có việc tốt"]
    assert STAFF_ONLY in sheet["A1"].value
    assert sheet.max_row == 3 + len(owed.silent)
    document = Document(BytesIO(letter_bytes(owed, demo.now.instant)))
    words = "\n".join(
        [p.text for p in document.paragraphs]
        + [c.text for t in document.tables for row in t.rows for c in row.cells]
    )
    assert not [team.team for team in owed.silent if team.team in words]


def test_counts_of_teams_agree_with_the_list_of_those_without_deeds(demo: Bulletin) -> None:
    owed = owed_report(demo, CAMPAIGN, PROVINCE, 1)
    for log in owed.logs:
        without = [t for t in owed.silent if (t.commune, t.start) == (log.commune, log.start)]
        assert len(without) == log.expected - log.satisfied


def test_a_text_is_never_a_formula(demo: Bulletin) -> None:
    owed = owed_report(demo, CAMPAIGN, PROVINCE, 1)
    evil = Owed(**{**owed.__dict__, "silent": (owed.silent[0].__class__("=1+1", "@x", "-y", *list(
        owed.silent[0].__dict__.values())[3:]),)})  # fmt: skip
    sheet = load_workbook(BytesIO(workbook_bytes(evil, demo.now.instant)))["Tổ chưa có việc tốt"]
    assert sheet["A4"].value == "=1+1"
    assert sheet["A4"].data_type == "s"


def test_the_same_facts_give_the_same_bytes(owed: Owed, demo: Bulletin) -> None:
    now = demo.now.instant
    assert letter_bytes(owed, now) == letter_bytes(owed, now)
    assert workbook_bytes(owed, now) == workbook_bytes(owed, now)


def test_whom_it_goes_to_and_when_it_is_due(demo: Bulletin) -> None:
    own, below = (owed_report(demo, CAMPAIGN, unit, 1) for unit in (PROVINCE, COMMUNE))
    assert own.receivers == ("UBND Tỉnh Minh Họa",)
    assert below.receivers == ("Cơ quan Thường trực Ban Chỉ đạo tỉnh",)
    assert str(own.due) == "07/02/2025"
    assert not [words for words in own.bases + below.bases if words.startswith("Báo cáo")]
    assert own.next_phase is not None and own.next_phase.number == 2


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (("tinh-minh-hoa-2025", PROVINCE, 1), "Có phải `tinh-minh-hoa-2024`?"),
        ((CAMPAIGN, "xa-minh-hoa-99", 1), "Không có địa phương `xa-minh-hoa-99`"),
        ((CAMPAIGN, PROVINCE, 9), "không có đợt 9.\nCách sửa: ghi một trong các đợt: 1, 2"),
    ],
)
def test_what_there_is_not_is_told_with_what_there_is(
    demo: Bulletin, asked: tuple[str, str, int], told: str
) -> None:
    with pytest.raises(OwedError) as error:
        owed_report(demo, *asked)
    assert told in str(error.value)


@pytest.mark.parametrize("inside", ["site/x", ".releases", "content/media", "docs"])
def test_nothing_is_written_where_the_site_is(
    inside: str, capsys: pytest.CaptureFixture[str]
) -> None:
    order = ["so-ket", "--campaign", CAMPAIGN, "--unit", PROVINCE, "--phase", "1"]
    assert report.main([*order, "--out", str(ROOT / inside)]) == 1
    assert "chỉ dùng nội bộ" in capsys.readouterr().err


def test_nothing_is_written_into_a_site_elsewhere(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("index.html", "sitemap.xml"):
        (tmp_path / name).touch()
    order = ["tong-ket", "--campaign", CAMPAIGN, "--unit", PROVINCE, "--out", str(tmp_path / "a")]
    assert report.main(order) == 1
    assert "nằm trong một trang đã dựng" in capsys.readouterr().err
    assert not (tmp_path / "a").exists()


def test_the_command_writes_both_files(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    order = ["so-ket", "--campaign", CAMPAIGN, "--unit", COMMUNE, "--phase", "1"]
    assert report.main([*order, "--out", str(tmp_path)]) == 0
    assert {path.suffix for path in tmp_path.iterdir()} == {".docx", ".xlsx"}
    assert report.main([*order[:-2], "--out", str(tmp_path)]) == 1
    assert "Báo cáo sơ kết cần --phase" in capsys.readouterr().err
