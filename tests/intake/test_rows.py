"""Every row of a sheet is a row, a total, or told: none is passed over, none told for another's sake."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from bulletin.kinds import Award, Deeds
from intake.books import HEAD, deeds_book, good_rows, ready
from intake.test_xlsx import OCTOBER, bring, shelf, told
from project import Project


@pytest.mark.parametrize(
    "row",
    [
        ["", "Cộng", "", "", "", "", ""],
        ["Cộng:", "", "26 việc", "", "", "", ""],
        ["Tổng cộng", "", "=COUNTA(C10:C35)", "=SUM(A10:A35)", "", "", ""],
        ["", "", "Tổng số: 26 tổ", "", "", "", ""],
        ["Người lập biểu", "", "", "", "Thủ trưởng", "", ""],
    ],
)
def test_totals_and_signatures_below_the_rows_are_no_rows(
    project: Project, tmp_path: Path, row: list[Any]
) -> None:
    path = deeds_book(tmp_path / "a.xlsx", [*good_rows(), row])
    if row[4]:  # what stands beside a signature stands under no column of ours
        book = load_workbook(path)
        book.active.cell(36, 8, book.active.cell(36, 5).value)
        book.active.cell(36, 5).value = None
        book.save(path)
    bring(ready(project), path)
    assert len(shelf(project, Deeds)["xa-minh-hoa-1-2024-10"].rows) == 26


@pytest.mark.parametrize(
    "what", ["Tổng vệ sinh đường làng", "Hướng dẫn bà con khai báo tạm trú", "Cộng tác bắt trộm"]
)
def test_a_deed_that_begins_like_a_total_is_a_deed(
    project: Project, tmp_path: Path, what: str
) -> None:
    head = ["Việc tốt", "Tên tổ", "Ngày"]
    path = deeds_book(tmp_path / "a.xlsx", [[what, "thôn 3", "05/10/2024"]], head)
    bring(ready(project), path)
    (row,) = shelf(project, Deeds)["xa-minh-hoa-1-2024-10"].rows
    assert row.what == what


def test_a_formula_without_a_value_is_told_once_and_its_row_for_nothing_else(
    project: Project, tmp_path: Path
) -> None:
    rows = good_rows()
    rows[0][1], rows[1][3], rows[2][0] = "=DATE(2024,10,1)", '="Giúp dân"', "=ROW()-9"
    messages = told(ready(project), deeds_book(tmp_path / "a.xlsx", rows))
    assert [message.partition(":")[0] for message in messages] == [
        "a.xlsx, trang “Việc tốt T10”, ô B10 (Ngày)",
        "a.xlsx, trang “Việc tốt T10”, ô D11 (Việc đã làm)",
    ]
    assert all("công thức chưa có kết quả" in message for message in messages)


def test_a_formula_above_the_table_is_told_as_one(project: Project, tmp_path: Path) -> None:
    path = deeds_book(tmp_path / "a.xlsx", good_rows())
    book = load_workbook(path)
    book.active["B5"] = "=DATE(2024,10,1)"
    book.save(path)
    (message,) = told(ready(project), path)
    assert "ô B5 (Từ ngày): ô là công thức chưa có kết quả" in message


def test_a_row_that_repeats_another_is_told(project: Project, tmp_path: Path) -> None:
    rows = good_rows()
    (message,) = told(ready(project), deeds_book(tmp_path / "a.xlsx", [*rows, [27, *rows[4][1:]]]))
    assert "hàng 36: giống hệt hàng 14" in message


@pytest.mark.parametrize(
    ("typed", "meant"), [("9/15", ""), ("10/15", "15/10/2024"), ("10/15/2024", "15/10/2024")]
)
def test_a_day_with_its_month_first_is_told_as_such(
    project: Project, tmp_path: Path, typed: str, meant: str
) -> None:
    rows = good_rows()
    rows[14][1] = typed
    (message,) = told(ready(project), deeds_book(tmp_path / "a.xlsx", rows))
    assert "ghi tháng trước ngày" in message
    assert f"Có phải {meant or '15/9/2024'}? Ghi ngày trước, tháng sau" in message


def test_a_day_that_excel_has_swapped_is_recognised_by_its_period(
    project: Project, tmp_path: Path
) -> None:
    rows = good_rows()
    rows[4][1] = "10/05/2024"
    (message,) = told(ready(project), deeds_book(tmp_path / "a.xlsx", rows))
    assert "ngày 10/5/2024 nằm ngoài kỳ" in message
    assert "Có phải 05/10/2024?" in message


def test_a_period_with_a_swapped_day_is_told(project: Project, tmp_path: Path) -> None:
    path = deeds_book(tmp_path / "a.xlsx", good_rows())
    book = load_workbook(path)
    book.active["B5"] = "10/01/2024"
    book.save(path)
    messages = told(ready(project), path)
    assert (
        "ô B5 (Từ ngày): kỳ từ 10/01/2024 đến 31/10/2024: có vẻ ngày và tháng bị đổi chỗ"
        in messages[0]
    )
    assert "Có phải từ 01/10/2024 đến 31/10/2024?" in messages[0]


def test_a_roster_without_teams_of_today_is_refused(project: Project, tmp_path: Path) -> None:
    ready(project)
    book = Workbook()
    book.active.title = "Danh sách tổ"
    book.active.append(["Xã", "Mã tổ", "Tên tổ"])
    for n in range(1, 26):
        book.active.append(["Minh Họa 1", f"thon-{n}", f"Tổ bảo vệ an ninh, trật tự thôn {n}"])
    book.save(tmp_path / "a.xlsx")
    (message,) = told(project, tmp_path / "a.xlsx")
    assert "bảng thiếu tổ đang có trong danh sách" in message
    assert "(mã thon-26)" in message
    assert "ghi “Đến ngày”, không bỏ hàng" in message


DATA = {
    "Nhặt được ví của ông Trần Văn Mẫu, CCCD 001090012345": "số căn cước",
    "Gọi 0912 345 678 báo cho chủ ví": "số điện thoại",
    "Đưa bà Lê Thị Mẫu, sinh ngày 01/02/1950, đi viện": "ngày sinh",
}


@pytest.mark.parametrize("what", DATA)
def test_personal_data_in_a_cell_is_told_with_its_place(
    project: Project, tmp_path: Path, what: str
) -> None:
    rows = good_rows()
    rows[2][3] = what
    (message,) = told(ready(project), deeds_book(tmp_path / "a.xlsx", rows))
    assert message.startswith("a.xlsx, trang “Việc tốt T10”, ô D12 (Việc đã làm): ")
    assert DATA[what] in message


@pytest.mark.parametrize("heading", ["Số CCCD", "Điện thoại", "Ngày sinh", "Nơi thường trú"])
def test_a_column_of_personal_data_is_to_be_deleted(
    project: Project, tmp_path: Path, heading: str
) -> None:
    path = deeds_book(tmp_path / "a.xlsx", good_rows(), [*HEAD, heading])
    (message,) = told(ready(project), path)
    assert f"ô H9: cột “{heading}” chứa dữ liệu cá nhân" in message
    assert "Xóa hẳn cột ấy" in message


PEOPLE = [
    *HEAD,
    "Dưới 18 tuổi",
    "Cách nêu tên",
    "Số giấy đồng ý",
    "Nơi giữ giấy",
    "Ngày ký giấy",
    "Ai đồng ý",
]


def test_why_and_how_a_person_may_be_named_comes_in_with_the_papers(
    project: Project, tmp_path: Path
) -> None:
    rows = [[*row, "", "", "", "", "", ""] for row in good_rows()]
    rows[0][5:] = ["Trần Văn Mẫu", "người được nêu tên đồng ý", "", "viết tắt", "03/2024", "Công an xã",
                   "01/10/2024", ""]  # fmt: skip
    rows[1][5:] = ["Lê Thị Mẫu", "người được nêu tên đồng ý", "có", "", "04/2024; 05/2024", "UBND xã",
                   "02/10/2024", "cả hai"]  # fmt: skip
    bring(ready(project), deeds_book(tmp_path / "a.xlsx", rows, PEOPLE))
    first, second = (
        shelf(project, Deeds)["xa-minh-hoa-1-2024-10"].rows[n].people[0] for n in (0, 1)
    )
    assert (first.name_policy.value, first.minor) == ("initials", False)
    (paper,) = first.consents
    assert (paper.covers.value, paper.by.value, paper.paper, paper.holder, str(paper.date)) == (
        "story", "person", "03/2024", "Công an xã", "01/10/2024",
    )  # fmt: skip
    assert second.minor
    assert [(one.by.value, one.paper) for one in second.consents] == [
        ("person", "04/2024"), ("guardian", "05/2024"),
    ]  # fmt: skip
    assert project.problems() == ()


def test_a_consent_without_its_paper_is_told_in_words_of_the_sheet(
    project: Project, tmp_path: Path
) -> None:
    rows = [[*row, "", "", "", "", "", ""] for row in good_rows()]
    rows[0][5:7] = ["Trần Văn Mẫu", "người được nêu tên đồng ý"]
    rows[1][5:7] = ["Trần Văn Mẫu", "với tư cách chức vụ"]
    rows[1][9] = "03/2024"
    rows[2][5:7] = ["Trần Văn Mẫu và Lê Thị Mẫu", "với tư cách chức vụ"]
    rows[3][5:7] = ["Trần Văn Mẫu", "người được nêu tên đồng ý"]
    rows[3][10:12] = ["Công an xã", "01/10/2024"]
    messages = told(ready(project), deeds_book(tmp_path / "a.xlsx", rows, PEOPLE))
    assert "hàng 10 (Số giấy đồng ý): người được nêu tên đồng ý thì phải có số giấy" in messages[0]
    assert "hàng 11 (Ngày ký giấy đồng ý): giấy đồng ý chưa ghi" in messages[1]
    assert "hàng 11 (Nơi giữ giấy đồng ý): giấy đồng ý chưa ghi" in messages[2]
    assert "ô F12 (Người làm): một ô chỉ ghi họ tên một người" in messages[3]
    assert "hàng 13 (Số giấy đồng ý): giấy đồng ý chưa ghi" in messages[4]
    assert len(messages) == 5
    assert "covers" not in "".join(messages)


def test_a_deed_whose_cell_spans_rows_is_one_deed_of_several_people(
    project: Project, tmp_path: Path
) -> None:
    rows = good_rows()[:3]
    for row, name in zip(rows, ("Trần Văn Mẫu", "Lê Văn Mẫu", ""), strict=True):
        row[5:] = [name, "theo quyết định khen thưởng" if name else ""]
    rows[1][1:5] = [None, None, None, None]
    path = deeds_book(tmp_path / "a.xlsx", rows)
    book = load_workbook(path)
    for letter in "BCDE":
        book.active.merge_cells(f"{letter}10:{letter}11")
    book.save(path)
    bring(ready(project), path)
    first, second = shelf(project, Deeds)["xa-minh-hoa-1-2024-10"].rows
    assert [one.full_name for one in first.people] == ["Trần Văn Mẫu", "Lê Văn Mẫu"]
    assert second.people == ()


def test_a_child_who_is_honoured_is_a_child_in_the_decision(
    project: Project, tmp_path: Path
) -> None:
    book = Workbook()
    book.active.title = "Khen thưởng"
    for row in (
        ["Số quyết định", "Ngày ký", "Cơ quan quyết định", "Hình thức", "Khen về", "Cấp", "Đối tượng",
         "Họ và tên", "Xã", "Dưới 18 tuổi", "Cách nêu tên"],
        ["12/QĐ-UBND", "05/02/2025", "UBND tỉnh Minh Họa", "Giấy khen", "đột xuất", "cấp tỉnh", "cá nhân",
         "Trần Văn Mẫu", "Minh Họa 1", "x", "viết tắt"],
    ):  # fmt: skip
        book.active.append(row)
    book.save(tmp_path / "a.xlsx")
    bring(ready(project), tmp_path / "a.xlsx")
    (one,) = shelf(project, Award)["quyet-dinh-12-qd-ubnd-2025"].recipients
    assert (one.person.minor, one.person.name_policy.value, one.person.basis.value) == (
        True, "initials", "award_decision",
    )  # fmt: skip


def test_a_file_that_editors_moved_is_found_again(project: Project, tmp_path: Path) -> None:
    path = deeds_book(tmp_path / "a.xlsx", good_rows())
    bring(ready(project), path)
    moved = project.root / "content/deeds/2024/xa-minh-hoa-1-2024-10.yml"
    moved.parent.mkdir()
    (project.root / OCTOBER).rename(moved)
    assert bring(project, path).same == ("content/deeds/2024/xa-minh-hoa-1-2024-10.yml",)
