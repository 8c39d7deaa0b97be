"""What the linter of free texts promises: it finds people's data, and leaves clean texts alone."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bulletin.privacy import personal_data
from project import NEWS, Project

CLEAN = (Path(__file__).parent / "clean_paragraphs.txt").read_text("utf-8").splitlines()
"""A hundred paragraphs of our own, such as these pages print: officers, heroes, numbers, acts."""

DATA = {
    "số căn cước, chứng minh nhân dân": (
        "CCCD 001085012345", "số căn cước công dân: 001 085 012 345", "CMND số 123456789",
        "chứng minh nhân dân 123 456 789", "Số định danh cá nhân: 001085012345",
    ),
    "số có dạng căn cước công dân": ("Số 001085012345 là của ông ấy", "mã 001 085 012 345"),
    "số hộ chiếu": ("hộ chiếu B1234567", "Hộ chiếu số: C7654321"),
    "mã số bảo hiểm": ("mã số BHXH 7912345678", "thẻ bảo hiểm y tế DN4797912345678"),
    "số điện thoại": (
        "Liên hệ 0912345678", "ĐT: 0912.345.678 (anh Mẫu)", "gọi +84 912 345 678", "Zalo 0912-345-678.",
        "máy bàn (0204) 3854 123", "gọi 0084 912 345 678", "số 0204.3854.123 hoặc", "(+84)912345678",
    ),
    "địa chỉ thư điện tử": ("thư mau.nguyen@vidu.vn nhé", "<mau+1@thu.vidu.com.vn>"),
    "biển số xe": (
        "xe máy biển số 63B1-123.45", "ô tô 51F-123.45", "BKS 48A-12345", "biển kiểm soát 19-H1 123.45",
        "xe 29A-123.45",
    ),
    "số tài khoản": ("STK 0123456789 Vietcombank", "số tài khoản: 1903 4567 8901 23"),
    "số có dạng thẻ ngân hàng": ("thẻ 9704 1234 5678 9012",),
    "ngày sinh": (
        "sinh ngày 12/3/1985", "Ngày sinh: 01-02-2010", "sinh ngày 12 tháng 3 năm 1985", "NS: 1/1/1990",
    ),
    "năm sinh cạnh họ tên một người": (
        "Ông Nguyễn Văn Mẫu (SN 1985)", "Bà Trần Thị Mẫu, sinh năm 1990, cho biết",
    ),
    "địa chỉ nhà": (
        "trú tại số 12 đường Lê Lợi", "nhà số 12/3 hẻm 5", "thường trú: 45/6 đường Hùng Vương",
        "ngụ tại hẻm 7 đường Minh Họa", "số nhà 15A",
    ),
    "nơi ở cạnh họ tên một người": ("Ông Nguyễn Văn Mẫu, trú tại thôn 3, xã Minh Họa",),
}  # fmt: skip
"""By what staff are told: texts in which it stands."""

RISKS = (
    "Bị can Nguyễn Văn Mẫu", "bị cáo Trần Thị Mẫu khai nhận", "nạn nhân là em Lò Thị Mẫu",
    "Nạn nhân: chị H'Hen Niê", "ông Nguyễn Văn Mẫu đã tố giác nhóm trộm",
    "Theo tố giác của ông Nguyễn Văn Mẫu, công an", "Người tố giác là bà Trần Thị Mẫu",
    "Trần Văn Mẫu là bị hại trong vụ án", "Nguyễn Văn Mẫu bị khởi tố", "anh Y Moan nghiện ma túy",
    "Giàng A Pháo bị bắt quả tang", "Đối tượng trộm cắp Nguyễn Văn Mẫu",
    "Nguyễn Văn Mẫu (35 tuổi), nghi phạm vụ cướp", "Người làm chứng trong vụ này có anh Trần Văn Mẫu",
    "Sùng Thị Mẫu, nạn nhân của vụ mua bán người", "Nguyễn Văn Mẫu là người nghiện",
    "bà Trần Thị Mẫu (60 tuổi) báo tin cho Công an xã", "em Sùng Thị Mẫu bị xâm hại",
    "Trần Văn Mẫu có tiền án", "Điểu Mẫu An ra đầu thú", "Lời khai của Nguyễn Văn Mẫu",
    "Theo đơn trình báo của chị Nguyễn Thị Mẫu", "anh K'Brêu Mẫu, nhân chứng", "ông Lê Văn Mẫu nhiễm HIV",
)  # fmt: skip


@pytest.mark.parametrize(
    ("what", "text"), [(what, text) for what, texts in DATA.items() for text in texts]
)
def test_data_of_people_are_found_and_called_what_they_are(what: str, text: str) -> None:
    assert what in [found.what for found in personal_data(f"Trước đó, {text}; sau đó thôi.")]


@pytest.mark.parametrize("text", RISKS)
def test_a_name_tied_to_a_part_in_a_case_is_found(text: str) -> None:
    found = personal_data(f"Hôm qua: {text} ở xã Minh Họa.")
    assert [one for one in found if one.what.startswith("họ tên một người gần từ")]


@pytest.mark.parametrize(
    "text",
    [
        "Nạn nhân là chị N.T.M.", "bị cáo Nguyễn Văn A", "nghi phạm trốn ở đường Nguyễn Văn Cừ",
        "0912345678/QĐ-UBND", "trị giá 0,912345678 tỷ", "12.345.678.901 đồng", "Nghị quyết 30/2023/QH15",
        "mã OTP, số tài khoản, căn cước", "sinh năm 1890, Chủ tịch Hồ Chí Minh", "gọi 113, 114 hoặc 115",
        "tổng đài 1900 1234", "Số 1234/QĐ-UBND ngày 12/02/2025",
    ],
)  # fmt: skip
def test_what_only_looks_like_data_is_left_alone(text: str) -> None:
    assert personal_data(text) == ()


def test_at_most_two_of_a_hundred_clean_paragraphs_are_stopped() -> None:
    stopped = [text for text in CLEAN if personal_data(text)]
    assert len(CLEAN) == 100
    assert sum(bool(re.search(r"[A-ZĐ]\w+ (?:Văn|Thị) Mẫu", text)) for text in CLEAN) >= 30
    assert len(stopped) <= 2, stopped


@pytest.mark.parametrize("status", ["draft", "editing", "review", "returned", "approved"])
def test_what_is_not_published_is_only_advised(project: Project, status: str) -> None:
    text = NEWS.replace("published\n", f"{status}\n", 1).replace("Nội dung.", "Gọi 0912 345 678.")
    project.write({"content/news/a.yml": text})
    advice = project.load().advice
    assert [(told.line, told.what) for told in advice] == [(5, "`0912 345 678` là số điện thoại")]


def test_a_waiver_with_its_reason_lets_one_text_pass_however_it_is_spaced(project: Project) -> None:
    text = NEWS.replace("Nội dung.", "Gọi 0204.3854.123 hoặc 0912 345 678.")
    waiver = "waivers: [{text: 0204 3854 123, reason: số trực ban}]\n"
    project.write({"content/news/a.yml": text + waiver})
    assert [told.what for told in project.problems()] == ["`0912 345 678` là số điện thoại"]


def test_a_waiver_that_lets_nothing_pass_is_told(project: Project) -> None:
    project.write(
        {"content/news/a.yml": NEWS + "waivers: [{text: 0204 3854 123, reason: trực ban}]\n"}
    )
    (told,) = project.load().advice
    assert (told.line, "không ứng với chỗ nào" in told.what) == (6, True)


def test_how_to_reach_the_agency_may_stand_anywhere(project: Project) -> None:
    config = (project.root / "mkdocs.yml").read_text("utf-8")
    reach = config.replace("0000 000 000", "0204 3854 123")
    text = NEWS.replace("Nội dung.", "Gọi (0204) 3854123 hoặc viết cho lienhe@vidu.example.")
    project.write({"mkdocs.yml": reach, "content/news/a.yml": text})
    project.write({"docs/lien-he.md": "Điện thoại 02043854123.\n"})
    assert project.told() == ""


def test_the_settings_can_waive_for_pages_written_by_hand(project: Project) -> None:
    config = (project.root / "mkdocs.yml").read_text("utf-8")
    waived = config + "    waivers: [{text: 0912 345 678, reason: đường dây nóng}]\n"
    project.write({"mkdocs.yml": waived, "docs/lien-he.md": "Đường dây nóng 0912 345 678.\n"})
    assert project.told() == ""
