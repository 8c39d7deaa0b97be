"""Write the report that a unit owes its superior: `python scripts/report.py so-ket --campaign …`.

A Word skeleton and an Excel annex, both for staff: they hold what pages withhold, and are never
written where the site is. Ends with status 0, or 1 when there is no such report.
"""

from __future__ import annotations

import _venv

if __name__ == "__main__":
    _venv.ensure("run")

import argparse
import sys
from datetime import datetime
from pathlib import Path

from bulletin.load import load_bulletin
from bulletin.problems import ContentError
from bulletin.reports.letter import letter_bytes
from bulletin.reports.owed import Owed, OwedError, owed_report
from bulletin.reports.workbook import workbook_bytes
from bulletin.settings import read_settings

KINDS = {"so-ket": "báo cáo sơ kết một đợt", "tong-ket": "báo cáo tổng kết cả phong trào"}
OUT = "bao-cao"
PUBLISHED = ("content", "docs", "hooks", "site", ".releases", ".build")
"""Folders that are published, or that what is published is made from."""


def parser() -> argparse.ArgumentParser:
    """Return the reader of the command line."""
    made = argparse.ArgumentParser(
        description="Viết khung báo cáo (Word) và phụ lục số liệu (Excel) mà một đơn vị phải gửi "
        "cấp trên. Tệp dùng nội bộ: có số không công khai và danh sách tổ chưa có việc tốt.",
        add_help=False,
    )
    made.add_argument("-h", "--help", action="help", help="in hướng dẫn này")
    listed = "; ".join(f"{name}: {words}" for name, words in KINDS.items())
    made.add_argument("kind", metavar="LOẠI", choices=KINDS, help=listed)
    made.add_argument("--campaign", required=True, metavar="TÊN-TỆP", help="phong trào")
    made.add_argument("--unit", required=True, metavar="TÊN-TỆP", help="địa phương báo cáo")
    made.add_argument("--phase", type=int, metavar="SỐ", help="đợt mấy, với so-ket")
    made.add_argument("--out", type=Path, help=f"thư mục để ghi (mặc định: {OUT}/ của dự án)")
    made.add_argument(
        "--config",
        type=Path,
        default=_venv.ROOT / "mkdocs.yml",
        help="tệp cấu hình (mặc định: mkdocs.yml của dự án)",
    )
    return made


def refuse_published(out: Path, project: Path) -> None:
    """Raise OwedError if a folder is one that readers may come to see."""
    for name in PUBLISHED:
        folder = (project / name).resolve()
        if out.resolve() == folder or out.resolve().is_relative_to(folder):
            raise OwedError(
                f"Thư mục {out} nằm trong {name}/, nơi đăng hoặc dựng trang; báo cáo này chỉ dùng "
                f"nội bộ.\nCách sửa: chọn thư mục khác, ví dụ --out {OUT}"
            )
    inside = next((one for one in (out.resolve(), *out.resolve().parents) if _is_site(one)), None)
    if inside is not None:
        raise OwedError(
            f"Thư mục {out} nằm trong một trang đã dựng ({inside}).\n"
            f"Cách sửa: chọn thư mục khác, ví dụ --out {OUT}"
        )


def _is_site(folder: Path) -> bool:
    return (folder / "sitemap.xml").is_file() and (folder / "index.html").is_file()


def write(owed: Owed, options: argparse.Namespace, out: Path, now: datetime) -> list[Path]:
    """Write both files; return them."""
    phase = f"-dot-{options.phase}" if options.phase else ""
    stem = f"{options.kind}{phase}-{options.campaign}-{options.unit}"
    out.mkdir(parents=True, exist_ok=True)
    made = {
        out / f"{stem}.docx": letter_bytes(owed, now),
        out / f"{stem}.xlsx": workbook_bytes(owed, now),
    }
    for path, content in made.items():
        path.write_bytes(content)
    return list(made)


def main(arguments: list[str] | None = None) -> int:
    """Write the report; return the exit status."""
    options = parser().parse_args(arguments)
    project = options.config.resolve().parent
    out = options.out or project / OUT
    try:
        if (options.kind == "so-ket") != (options.phase is not None):
            raise OwedError(
                "Báo cáo sơ kết cần --phase, báo cáo tổng kết thì không.\n"
                "Cách sửa: so-ket --phase 1 …, hoặc tong-ket …"
            )
        refuse_published(out, project)
        bulletin = load_bulletin(project / "content", read_settings(options.config))
        owed = owed_report(bulletin, options.campaign, options.unit, options.phase)
        paths = write(owed, options, out, bulletin.now.instant)
    except (ContentError, OwedError) as error:
        _venv.say(str(error))
        return 1
    except OSError as error:
        _venv.say(
            f"Không ghi được vào {out}: {error}.\nCách sửa: đóng tệp đang mở, hoặc đổi --out."
        )
        return 1
    for path in paths:
        print(f"Đã viết {path}")
    print("Chỗ ghi […] là phần đơn vị tự viết. Tệp dùng nội bộ, đừng đăng lên trang.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
