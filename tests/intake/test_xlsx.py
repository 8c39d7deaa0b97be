"""A workbook comes in whole or not at all; every wrong cell is told; twice is the same as once."""

from __future__ import annotations

import importlib
import shutil
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from openpyxl import Workbook, load_workbook

from bulletin.intake.forms import form_bytes
from bulletin.intake.placing import IntakeError, Placed, take
from bulletin.intake.sheets import WorkbookError, read_workbook
from bulletin.intake.tables import DEEDS, SAMPLE, TABLES, Table
from bulletin.intake.written import scalar
from bulletin.kinds import Award, Deeds, Result, Roster
from bulletin.kinds.person import Basis
from bulletin.load import read_library
from bulletin.settings import read_settings
from bulletin.source import parse_source
from intake.books import HEAD, deeds_book, good_rows, ready
from project import Project

command = importlib.import_module("import")
OCTOBER = "content/deeds/xa-minh-hoa-1-2024-10.yml"
DATA = Path(__file__).parent / "viec-tot.xls"


def bring(project: Project, path: Path) -> Placed:
    return take(read_workbook(path), project.root, read_settings(project.root / "mkdocs.yml"))


def told(project: Project, path: Path) -> list[str]:
    """Return what staff are told of a workbook that cannot be taken in."""
    before = sorted((project.root / "content").rglob("*"))
    with pytest.raises(IntakeError) as error:
        bring(project, path)
    assert sorted((project.root / "content").rglob("*")) == before
    assert not list(project.root.glob(".nhap-*"))
    assert not error.value.problems
    return [mistake.told(path.name) for mistake in error.value.mistakes]


def shelf(project: Project, kind: type) -> dict[str, Any]:
    library, problems = read_library(
        project.root / "content", read_settings(project.root / "mkdocs.yml")
    )
    assert problems == []
    return dict(library.shelves[kind.KIND])  # type: ignore[attr-defined]


def test_a_sheet_of_26_rows_with_five_mistakes_gets_five_messages_and_mended_one_file(
    project: Project, tmp_path: Path
) -> None:
    ready(project)
    rows = good_rows()
    rows[2][1] = "31/9/2024"  # no such day
    rows[7][2] = "Thôn 88"  # no such team
    rows[12][3] = ""  # nothing done, nothing said
    rows[18][1] = date(2024, 11, 19)  # outside the period
    rows[24][5] = "Trần Văn Mẫu"  # named without a ground
    path = deeds_book(tmp_path / "thang-10.xlsx", rows)
    messages = told(project, path)
    assert len(messages) == 5
    start = "thang-10.xlsx, trang “Việc tốt T10”, "
    for message, place, words in zip(
        messages,
        ("ô B12 (Ngày)", "ô C17 (Tổ)", "hàng 22 (Việc đã làm)", "ô B28 (Ngày)", "hàng 34 (Căn cứ nêu tên)"),
        ("`31/9/2024`", "không có tổ `Thôn 88`", "chưa ghi việc đã làm", "ngày 19/11/2024 nằm ngoài kỳ",
         "nêu tên `Trần Văn Mẫu` mà chưa ghi căn cứ"),
        strict=True,
    ):  # fmt: skip
        assert message.startswith(start + place), message
        assert words in message
        assert "\n    Cách sửa: " in message
    good = deeds_book(tmp_path / "thang-10.xlsx", good_rows())
    assert bring(project, good) == Placed(new=(OCTOBER,))
    deeds = shelf(project, Deeds)["xa-minh-hoa-1-2024-10"]
    assert len(deeds.rows) == 26
    assert [str(row.date) for row in deeds.rows[:2]] == ["01/10/2024", "02/10/2024"]
    assert deeds.rows[25].team == "xa-minh-hoa-1/thon-26"
    assert deeds.status.value == "draft"


def test_a_wrong_content_code_is_told_with_all_others_and_a_number_is_a_code(
    project: Project, tmp_path: Path
) -> None:
    rows = good_rows()
    rows[0][4], rows[1][4], rows[2][3] = 4.7, "4.9", ""
    messages = told(ready(project), deeds_book(tmp_path / "a.xlsx", rows))
    assert len(messages) == 2
    assert "ô E11 (Mã nội dung): không có nội dung `4.9`" in messages[0]


def test_bringing_in_twice_changes_nothing(project: Project, tmp_path: Path) -> None:
    path = deeds_book(tmp_path / "a.xlsx", good_rows())
    bring(ready(project), path)
    before = {p: p.read_bytes() for p in project.root.rglob("*") if p.is_file()}
    assert bring(project, path) == Placed(same=(OCTOBER,))
    assert {p: p.read_bytes() for p in project.root.rglob("*") if p.is_file()} == before


def test_publishing_what_was_brought_in_is_no_difference_to_the_workbook(
    project: Project, tmp_path: Path
) -> None:
    path = deeds_book(tmp_path / "a.xlsx", good_rows())
    bring(ready(project), path)
    file = project.root / OCTOBER
    file.write_text(file.read_text("utf-8").replace("status: draft", "status: published"), "utf-8")
    assert bring(project, path) == Placed(same=(OCTOBER,))


def test_a_mended_workbook_replaces_what_nobody_touched_and_refuses_what_somebody_did(
    project: Project, tmp_path: Path
) -> None:
    rows = good_rows()
    bring(ready(project), deeds_book(tmp_path / "a.xlsx", rows))
    rows[0][3] = "Việc đã sửa"
    assert bring(project, deeds_book(tmp_path / "a.xlsx", rows)) == Placed(replaced=(OCTOBER,))
    file = project.root / OCTOBER
    file.write_text(file.read_text("utf-8").replace("Việc đã sửa", "Việc biên tập"), "utf-8")
    rows[0][3] = "Việc khác nữa"
    (message,) = told(project, deeds_book(tmp_path / "a.xlsx", rows))
    assert "lại đã được sửa sau khi nhập" in message
    assert "(Các việc, thứ 1)" in message
    assert "Việc biên tập" in file.read_text("utf-8")


def test_teams_without_deeds_and_teams_that_sent_nothing_are_kept_apart(
    project: Project, tmp_path: Path
) -> None:
    rows = good_rows()
    rows[3][3], rows[4][3] = "Không có", "chưa báo cáo"
    bring(ready(project), deeds_book(tmp_path / "a.xlsx", rows))
    deeds = shelf(project, Deeds)["xa-minh-hoa-1-2024-10"]
    assert deeds.none_reported == ("xa-minh-hoa-1/thon-4",)
    assert deeds.not_received == ("xa-minh-hoa-1/thon-5",)
    assert len(deeds.rows) == 24


def test_a_merged_or_blank_team_means_the_one_above(project: Project, tmp_path: Path) -> None:
    rows = good_rows()[:3]
    rows[1][2] = rows[2][2] = None
    path = deeds_book(tmp_path / "a.xlsx", rows)
    book = load_workbook(path)
    book.active.merge_cells("C10:C11")
    book.save(path)
    bring(ready(project), path)
    deeds = shelf(project, Deeds)["xa-minh-hoa-1-2024-10"]
    assert {row.team for row in deeds.rows} == {"xa-minh-hoa-1/thon-1"}
    assert len(deeds.rows) == 3


def test_an_old_xls_file_is_read_as_well(project: Project) -> None:
    assert bring(ready(project), DATA) == Placed(new=(OCTOBER,))
    assert len(shelf(project, Deeds)["xa-minh-hoa-1-2024-10"].rows) == 26


def test_columns_in_another_order_under_other_names_are_understood(
    project: Project, tmp_path: Path
) -> None:
    head = ["STT", "Việc tốt", "Tên tổ", "NGÀY", "Ghi chú"]
    rows = [[1, "Nhặt được ví, trả lại", "thôn 3", "05-10-2024", "x"]]
    bring(ready(project), deeds_book(tmp_path / "a.xlsx", rows, head))
    (row,) = shelf(project, Deeds)["xa-minh-hoa-1-2024-10"].rows
    assert (row.team, str(row.date), row.what) == (
        "xa-minh-hoa-1/thon-3", "05/10/2024", "Nhặt được ví, trả lại",
    )  # fmt: skip


def test_a_column_nobody_knows_is_told_with_the_nearest(project: Project, tmp_path: Path) -> None:
    head = [*HEAD[:4], "Mã nội dug", *HEAD[5:]]
    (message,) = told(ready(project), deeds_book(tmp_path / "a.xlsx", good_rows(), head))
    assert "ô E9: không hiểu cột “Mã nội dug”" in message
    assert "Có phải “Mã nội dung”?" in message


def test_results_of_many_units_become_a_report_each(project: Project, tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    sheet.title = "Kết quả"
    for row in (
        ["Phong trào", "Thi đua 2024"], ["Loại báo cáo", "sơ kết đợt"], ["Đợt", "Đợt 1"],
        ["Số liệu đến ngày", "03/02/2025"], [],
        ["TT", "Đơn vị", "Chỉ tiêu", "Tử số", "Mẫu số", "Giá trị", "ĐVT", "Kết luận", "Số báo cáo"],
        [1, "xã Minh Họa 1", "4.2-1", 31, 33, None, None, "Chưa đạt", "15/BC-UBND"],
        [2, None, "Ít nhất 10 mô hình", None, None, 12.5, "mô hình", "Vượt", None],
        [3, None, "4.7", None, None, None, None, None, None],
        [4, "Tỉnh Minh Họa", "4.2-1: Có mặt 100% vụ việc", 167, 168, None, None, "Đạt", "21/BC"],
    ):  # fmt: skip
        sheet.append(row)
    path = tmp_path / "ket-qua.xlsx"
    book.save(path)
    assert len(bring(ready(project), path).new) == 2
    report = shelf(project, Result)["thi-dua-xa-minh-hoa-1-dot-1"]
    assert [(f.target, f.numerator, f.denominator, f.value) for f in report.figures[:1]] == [
        ("4.2-1", 31, 33, None)
    ]
    assert str(report.figures[1].value) == "12.5"
    assert report.figures[2].unknown == ("value",)
    assert [(c.target, c.verdict.value) for c in report.conclusions] == [
        ("4.2-1", "not_met"), ("4.2-2", "exceeded"),
    ]  # fmt: skip
    assert report.number == "15/BC-UBND"
    assert shelf(project, Result)["thi-dua-tinh-minh-hoa-dot-1"].figures[0].numerator == 167


def test_a_share_shown_as_a_percentage_is_that_percentage(project: Project, tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    for row in (
        ["Loại báo cáo", "tổng kết"], ["Số liệu đến ngày", "03/02/2025"], ["Phong trào", "thi-dua"],
        ["Đơn vị", "Chỉ tiêu", "Giá trị"], ["xã Minh Họa 1", "4.2-1", 0.845],
    ):  # fmt: skip
        sheet.append(row)
    sheet["C5"].number_format = "0.0%"
    path = tmp_path / "a.xlsx"
    book.save(path)
    bring(ready(project), path)
    (figure,) = shelf(project, Result)["thi-dua-xa-minh-hoa-1-tong-ket"].figures
    assert (str(figure.value), figure.unit) == ("84.5", "%")


def test_an_award_list_becomes_one_decision(project: Project, tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    sheet.title = "Khen thưởng"
    for row in (
        ["TT", "Số quyết định", "Ngày ký", "Cơ quan quyết định", "Hình thức khen thưởng", "Khen về",
         "Cấp", "Đối tượng", "Họ và tên", "Đơn vị", "Xã", "Thành tích", "Truy tặng"],
        [1, "12/QĐ-UBND", date(2025, 2, 5), "UBND Tỉnh Minh Họa", "Giấy khen", "phong trào", "cấp tỉnh",
         "cá nhân", "Trần Văn Mẫu", "Tổ 1", "Minh Họa 1", "Cứu người", "x"],
        [2, None, None, None, None, None, None, "tập thể", "Công an xã Minh Họa 1", None, None, None, None],
        [3, None, None, None, None, None, None, "tổ", "thôn 2", None, "Minh Họa 1", None, None],
    ):  # fmt: skip
        sheet.append(row)
    path = tmp_path / "khen.xlsx"
    book.save(path)
    ready(project)
    labels = {c.key: dict(c.choices) for t in TABLES for c in t.all if c.choices}
    sheet["F2"] = next(v for k, v in labels["type"].items() if k == "movement")
    sheet["H2"], sheet["H3"], sheet["H4"] = (
        labels["recipients.kind"][k] for k in ("person", "collective", "team")
    )
    sheet["G2"], sheet["E2"] = labels["level"]["province"], labels["form"]["certificate"]
    office = next(
        iter(
            shelf(
                project, __import__("bulletin.kinds", fromlist=["Organisation"]).Organisation
            ).values()
        )
    )
    sheet["D2"] = office.full_name
    book.save(path)
    assert bring(project, path).new == ("content/awards/quyet-dinh-12-qd-ubnd-2025.yml",)
    award = shelf(project, Award)["quyet-dinh-12-qd-ubnd-2025"]
    person, collective, team = award.recipients
    assert (person.person.full_name, person.person.basis.value, person.posthumous) == (
        "Trần Văn Mẫu", "award_decision", True,
    )  # fmt: skip
    assert collective.title == "Công an xã Minh Họa 1"
    assert team.team == "xa-minh-hoa-1/thon-2"


def test_a_roster_and_its_deeds_come_in_one_workbook(project: Project, tmp_path: Path) -> None:
    ready(project)
    (project.root / "content/rosters/xa-minh-hoa-1.yml").unlink()
    path = deeds_book(tmp_path / "a.xlsx", good_rows())
    book = load_workbook(path)
    sheet = book.create_sheet("Danh sách tổ")
    sheet.append(["Xã", "Tên tổ", "Thôn", "Từ ngày"])
    for n in range(1, 27):
        sheet.append(
            ["Minh Họa 1", f"Tổ bảo vệ an ninh, trật tự thôn {n}", f"thôn {n}", "01/7/2024"]
        )
    book.save(path)
    assert len(bring(project, path).new) == 2
    assert shelf(project, Roster)["xa-minh-hoa-1"].teams[25].id == "thon-26"


@pytest.mark.parametrize("name", ["TCVN3 (ABC)", "VNI"])
def test_text_in_an_old_encoding_is_refused_with_the_way_to_convert_it(
    project: Project, tmp_path: Path, name: str
) -> None:
    rows = good_rows()
    rows[4][3] = {"TCVN3 (ABC)": "Gióp ®ì hé nghÌo", "VNI": "Giuùp ñôõ hoä ngheøo"}[name]
    messages = told(ready(project), deeds_book(tmp_path / "a.xlsx", rows))
    assert any(f"ô D14: chữ có vẻ gõ bằng phông {name}" in message for message in messages)
    assert "UniKey" in messages[0]


def test_a_formula_is_read_by_its_value_and_an_error_is_told(
    project: Project, tmp_path: Path
) -> None:
    rows = good_rows()
    rows[0][3] = "#REF!"
    (message,) = (
        m for m in told(ready(project), deeds_book(tmp_path / "a.xlsx", rows)) if "#REF!" in m
    )
    assert "ô D10 (Việc đã làm): công thức cho lỗi #REF!" in message


def test_a_hidden_row_is_told(project: Project, tmp_path: Path) -> None:
    path = deeds_book(tmp_path / "a.xlsx", good_rows())
    book = load_workbook(path)
    book.active.row_dimensions[12].hidden = True
    book.save(path)
    assert any("hàng đang bị ẩn" in message for message in told(ready(project), path))


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"", "không phải tệp Excel"),
        (b"<html>", "không phải tệp Excel"),
        (b"PK\x03\x04rubbish", "bị hỏng"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rubbish", "hỏng hoặc có mật khẩu"),
    ],
)
def test_what_is_no_workbook_is_told_in_words(tmp_path: Path, raw: bytes, words: str) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(raw)
    with pytest.raises(WorkbookError) as error:
        read_workbook(path)
    assert words in error.value.what


def test_a_workbook_without_a_table_of_ours_says_so(project: Project, tmp_path: Path) -> None:
    book = Workbook()
    book.active.append(["Xin", "chào"])
    book.save(tmp_path / "a.xlsx")
    (message,) = told(ready(project), tmp_path / "a.xlsx")
    assert "không trang nào có bảng để nhập" in message


def test_what_was_wrong_before_stops_no_import_and_is_counted(
    project: Project, tmp_path: Path
) -> None:
    ready(project).write({"content/news/hong.yml": "status: published\ntitle: x\n"})
    before = len(project.problems())
    placed = bring(project, deeds_book(tmp_path / "a.xlsx", good_rows()))
    assert placed == Placed(new=(OCTOBER,), elsewhere=before)
    assert len(project.problems()) == before > 0


def test_what_the_import_would_break_elsewhere_stops_it(project: Project, tmp_path: Path) -> None:
    ready(project).write({"content/news/hong.yml": "status: published\ntitle: x\n"})
    bring(project, deeds_book(tmp_path / "a.xlsx", good_rows()))
    book = Workbook()
    book.active.title = "Danh sách tổ"
    book.active.append(["Xã", "Mã tổ", "Tên tổ", "Thôn", "Từ ngày"])
    for n in range(1, 27):  # founded after what they are said to have done
        book.active.append(
            [
                "Minh Họa 1",
                f"thon-{n}",
                f"Tổ bảo vệ an ninh, trật tự thôn {n}",
                f"thôn {n}",
                "01/12/2024",
            ]
        )
    book.save(tmp_path / "b.xlsx")
    roster = project.root / "content/rosters/xa-minh-hoa-1.yml"
    roster.unlink()
    with pytest.raises(IntakeError) as error:
        bring(project, tmp_path / "b.xlsx")
    assert {problem.file for problem in error.value.problems} == {OCTOBER}
    assert not roster.exists()


def test_the_form_is_filled_in_and_comes_back(project: Project, tmp_path: Path) -> None:
    ready(project)
    settings = read_settings(project.root / "mkdocs.yml")
    library, _ = read_library(project.root / "content", settings)
    made = form_bytes(TABLES, library.shelves, "thi-dua", "xa-minh-hoa-1", library.now.instant)
    assert made == form_bytes(
        TABLES, library.shelves, "thi-dua", "xa-minh-hoa-1", library.now.instant
    )
    book = load_workbook(BytesIO(made))
    assert book.sheetnames[:5] == [*(table.title for table in TABLES), SAMPLE]
    sheet = book["Việc tốt"]
    assert [row[1].value for row in sheet["A3:B4"]] == ["Thi đua 2024", "xã Minh Họa 1"]
    sheet["B5"], sheet["B6"], sheet["B7"] = "01/10/2024", "31/10/2024", "không nhắc đến ai khác"
    heads = [cell.value for cell in sheet[9]]
    for heading, text in (
        ("Ngày *", "5/10"),
        ("Tổ *", "Tổ bảo vệ an ninh, trật tự thôn 9"),
        ("Việc đã làm *", "Trả ví"),
    ):
        sheet.cell(10, heads.index(heading) + 1).value = text
    book.save(tmp_path / "a.xlsx")
    assert bring(project, tmp_path / "a.xlsx").new == (OCTOBER,)


@pytest.mark.parametrize(
    "text",
    ["Trả lại ví", "22:39", "no", "'a'", "a: b", "# x", "- a", "=1+1", "@x", "[a]", "{a}", "08", "4.7", "1e3", "a #b",
     "null", "  a", "*a", "&a", "!a", "%a", "H’Hen Niê", "“trích”", "05/10/2024", "Việc 1, việc 2", "x:", "?", "|"],
)  # fmt: skip
def test_every_text_is_written_so_that_it_reads_back_the_same(text: str) -> None:
    tree = parse_source(f"key: {scalar(text)}\n".encode(), "a.yml")
    assert tree.items["key"].text == text  # type: ignore[union-attr]


CELL = some.one_of(
    some.none(), some.integers(-5, 10**6), some.floats(allow_nan=False, allow_infinity=False), some.booleans(),
    some.dates(date(1900, 3, 1), date(2100, 1, 1)),
    some.text(some.characters(min_codepoint=32, exclude_categories=["Cs", "Cc"]), max_size=30),
    some.sampled_from(["=1+1", "#REF!", "Thôn 1", "5/10", "Không có", "Trần Văn Mẫu", "4.7", "<b>", "'; --", "\u202e"]),
)  # fmt: skip


@given(some.lists(some.lists(CELL, min_size=7, max_size=7), max_size=6))
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
def test_whatever_stands_in_the_cells_there_is_a_message_or_a_sound_file(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[Any]]
) -> None:
    folder = tmp_path_factory.mktemp("bat-ky")
    project = ready(Project(folder / "p"))
    path = deeds_book(folder / "a.xlsx", rows)
    try:
        placed = bring(project, path)
    except IntakeError as error:
        assert error.mistakes
        assert not (project.root / OCTOBER).exists()
    else:
        assert bring(project, path) == Placed(same=(*placed.new, *placed.same))
        assert project.problems() == ()
    shutil.rmtree(folder)


def test_the_command_tells_all_and_writes_nothing_with_dry_run(
    project: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ready(project)
    path = deeds_book(tmp_path / "a.xlsx", good_rows())
    assert command.main(["xlsx", "--dry-run", str(path)], project.root) == 0
    assert "sẽ tạo content/deeds/" in capsys.readouterr().out
    assert not (project.root / OCTOBER).exists()
    assert command.main(["xlsx", str(path)], project.root) == 0
    assert command.main(["xlsx", str(path)], project.root) == 0
    assert "không có gì mới" in capsys.readouterr().out
    bad = deeds_book(tmp_path / "b.xlsx", [[1, "x", "y", "z", "", "", ""]])
    assert command.main(["xlsx", str(bad), str(tmp_path / "khong-co.xlsx")], project.root) == 1
    told = capsys.readouterr().err
    assert "b.xlsx: 2 chỗ sai, chưa nhập gì:" in told
    assert "không mở được tệp" in told


def test_the_command_writes_a_form(
    project: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ready(project)
    out = tmp_path / "mau.xlsx"
    assert command.main(["mau", "--commune", "Minh Họa 1", "--out", str(out)], project.root) == 0
    assert read_workbook(out)[0].name == "Việc tốt"
    assert command.main(["mau", "--commune", "Minh Hoạ 9", "--out", str(out)], project.root) == 1
    assert command.main(["mau", "viec", "--out", str(out)], project.root) == 2
    assert "Không có bảng `viec`" in capsys.readouterr().err


def test_another_sites_folder_is_named_by_its_settings(project: Project, tmp_path: Path) -> None:
    ready(project)
    path = deeds_book(tmp_path / "a.xlsx", good_rows())
    assert command.main(["xlsx", "--config", str(project.root / "mkdocs.yml"), str(path)]) == 0
    assert (project.root / OCTOBER).is_file()


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.key)
def test_the_sample_sheet_is_labelled_and_names_no_place_of_the_site(
    project: Project, table: Table
) -> None:
    place = (ready(project).root / "content/localities/xa-minh-hoa-1.yml").read_text("utf-8")
    project.write({"content/localities/a-thu.yml": place.replace("Minh Họa 1", "Thử Thách")})
    library, _ = read_library(project.root / "content", read_settings(project.root / "mkdocs.yml"))
    made = form_bytes([table], library.shelves, "thi-dua", "xa-minh-hoa-1", library.now.instant)
    said = [
        cell.value for row in load_workbook(BytesIO(made))[SAMPLE] for cell in row if cell.value
    ]
    assert any(text.startswith("[Minh họa]") for text in said)
    real = {
        name
        for kind in ("locality", "campaign", "organisation")
        for entry in library.shelves[kind].values()
        for name in (entry.name, entry.slug)
        if "inh họa" not in entry.name.lower()
    }
    assert "a-thu" in real
    assert not {text for text in said for name in real if name in text}


def test_the_sample_of_deeds_comes_in_as_it_stands_where_its_names_are_known(
    project: Project, tmp_path: Path
) -> None:
    """What communes copy is right: the sample, under the table's own name, is imported."""
    ready(project)
    library, _ = read_library(project.root / "content", read_settings(project.root / "mkdocs.yml"))
    made = form_bytes([DEEDS], library.shelves, "thi-dua", "xa-minh-hoa-1", library.now.instant)
    book = load_workbook(BytesIO(made))
    del book["Việc tốt"]
    book[SAMPLE]["B3"] = "Thi đua 2024"
    book[SAMPLE].title = "Việc tốt"
    book.save(tmp_path / "a.xlsx")
    bring(project, tmp_path / "a.xlsx")
    deeds = shelf(project, Deeds)["xa-minh-hoa-1-2024-10"]
    (row,) = deeds.rows
    assert row.people[0].basis is Basis.CONSENT
    assert deeds.none_reported == ("xa-minh-hoa-1/thon-2",)
    assert project.problems() == ()
