"""Workbooks as communes send them, made for tests."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from project import Project

CAMPAIGN = """\
status: published
published_at: 19/8/2024
title: Phong trào thi đua đặc biệt
short_title: Thi đua 2024
form: thematic
scope: province
locality: tinh-minh-hoa
phases:
  - {number: 1, start: 19/8/2024, end: 03/02/2025}
contents:
  - code: "4.2"
    title: Tuần tra
    targets:
      - {as_printed: Có mặt 100% vụ việc, operator: at_least, value: 100, unit: "%"}
      - {as_printed: Ít nhất 10 mô hình, operator: at_least, value: 10, unit: mô hình}
  - code: "4.7"
    title: Xây dựng hình ảnh đẹp
    targets:
      - {as_printed: Mỗi tổ ít nhất 01 việc tốt, operator: at_least, value: 1}
"""
TEAMS = "".join(
    f'  - {{id: thon-{n}, name: "Tổ bảo vệ an ninh, trật tự thôn {n}", village: thôn {n}}}\n'
    for n in range(1, 27)
)
HEAD = [
    "TT",
    "Ngày tháng",
    "Thôn",
    "Nội dung việc tốt",
    "Mã nội dung",
    "Họ và tên",
    "Căn cứ nêu tên",
]


def ready(project: Project) -> Project:
    """Give a project a campaign with targets, and a commune with 26 teams."""
    project.write(
        {
            "content/campaigns/thi-dua.yml": CAMPAIGN,
            "content/rosters/xa-minh-hoa-1.yml": f"commune: xa-minh-hoa-1\nteams:\n{TEAMS}",
        }
    )
    return project


def good_rows() -> list[list[Any]]:
    """Return 26 rows of October's deeds, a team each: dates of Excel and dates as typed."""
    return [
        [n, date(2024, 10, n) if n % 2 else f"{n}/10", f"Thôn {n}", f"Giúp hộ thứ {n} dựng lại nhà", "4.7", "", ""]
        for n in range(1, 27)
    ]  # fmt: skip


def deeds_book(
    path: Path,
    rows: Iterable[Sequence[Any]],
    head: Sequence[str] = HEAD,
    others: str = "không nhắc đến ai khác",
) -> Path:
    """Write a workbook of deeds as offices make them: motto and title above, merged and centred."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Việc tốt T10"
    sheet.append(["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"])
    sheet.merge_cells("A1:G1")
    sheet.append(["BẢNG TỔNG HỢP VIỆC TỐT THÁNG 10 NĂM 2024"])
    sheet.merge_cells("A2:G2")
    for label, text in (
        ("Phong trào:", "Thi đua 2024"), ("Xã:", "Minh Họa 1"), ("Từ ngày:", date(2024, 10, 1)),
        ("Đến ngày:", "31/10/2024"), ("Người khác được nhắc:", others),
    ):  # fmt: skip
        sheet.append([label, text])
    sheet.append([])
    sheet.append(list(head))
    for row in rows:
        sheet.append(list(row))
    sheet.append(["Tổng cộng", "", "26 tổ"])
    book.save(path)
    return path
