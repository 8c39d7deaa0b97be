"""Nobody publishes under the sample's name: which settings must be the agency's own."""

from __future__ import annotations

from pathlib import Path

import pytest

from bulletin.publishing.imprint import check_imprint
from bulletin.settings import read_settings

FILLED = """\
site_name: Trang tin thi đua tỉnh Lâm Đồng
site_url: https://thidua.lamdong.gov.vn/
extra:
  bulletin:
    tagline: Phong trào thi đua
    agency: Công an tỉnh Lâm Đồng
    responsible: Trưởng phòng
    permit: Số 01/GP-STTTT
    address: Số 4 Trần Bình Trọng
    phone: 0263 3822 000
    email: thidua@lamdong.gov.vn
    licence: Ghi rõ nguồn
    guid_domain: lamdong.gov.vn
    guid_year: 2026
"""


def told(tmp_path: Path, config: str) -> list[str]:
    path = tmp_path / "mkdocs.yml"
    path.write_text(config, encoding="utf-8")
    return [str(problem) for problem in check_imprint(path, read_settings(path))]


def test_an_imprint_of_the_agencys_own_passes(tmp_path: Path) -> None:
    assert told(tmp_path, FILLED) == []


@pytest.mark.parametrize(
    ("own", "sample", "line", "label"),
    [
        ("Công an tỉnh Lâm Đồng", "Cơ quan Thường trực (hư cấu)", 6, "Cơ quan chủ quản (`agency`)"),
        ("0263 3822 000", "0000 000 000", 10, "Điện thoại (`phone`)"),
        ("thidua@lamdong", "lienhe@vidu.vn.lamdong", 11, "Thư điện tử (`email`)"),
        ("https://thidua.lamdong.gov.vn/", "https://thidua.minhhoa.example/", 2, "Địa chỉ trang (`site_url`)"),
    ],
)  # fmt: skip
def test_what_the_sample_said_is_told_with_its_line_and_mend(
    tmp_path: Path, own: str, sample: str, line: int, label: str
) -> None:
    (problem,) = told(tmp_path, FILLED.replace(own, sample))
    assert problem.startswith(f"mkdocs.yml:{line}: {label} còn là chữ mẫu: `")
    assert "Cách sửa: Ghi " in problem


def test_a_demo_may_stay_a_sample(tmp_path: Path) -> None:
    config = FILLED.replace("Công an tỉnh Lâm Đồng", "Cơ quan hư cấu") + "    demo: true\n"
    assert told(tmp_path, config) == []


def test_a_clock_that_stands_still_is_told_since_embargoes_would_never_come_true(
    tmp_path: Path,
) -> None:
    (problem,) = told(tmp_path, FILLED + "    now: 2025-07-10 07:00\n")
    assert problem == (
        "mkdocs.yml:15: đồng hồ bị dừng bằng `now`, nên tin hẹn giờ không bao giờ được đăng\n"
        "    Cách sửa: Bỏ dòng `now`; chỉ trang minh họa mới cần"
    )
