"""Count page views from the server's own logs into content/visits/: `python scripts/stats.py LOG…`.

Needs GoAccess. Counts finished days only; counting the same logs twice changes nothing. Ends with
status 0 when all was counted, 1 when it could not be.
"""

from __future__ import annotations

import _venv

if __name__ == "__main__":
    _venv.ensure("run")

import argparse
import sys
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

from bulletin.dates import ZONE
from bulletin.problems import ContentError
from bulletin.settings import read_settings
from bulletin.traffic import TrafficError, count_logs


def parser() -> argparse.ArgumentParser:
    """Return the reader of the command line."""
    made = argparse.ArgumentParser(
        description="Đếm lượt xem trang từ nhật ký của máy chủ (nginx, Caddy) bằng GoAccess, ghi "
        "vào content/visits/. Chỉ ghi tổng số: không địa chỉ máy, không điều gì về người đọc.",
        add_help=False,
    )
    made.add_argument("-h", "--help", action="help", help="in hướng dẫn này")
    made.add_argument(
        "--config",
        type=Path,
        default=_venv.ROOT / "mkdocs.yml",
        help="tệp cấu hình (mặc định: mkdocs.yml của dự án)",
    )
    made.add_argument(
        "logs", metavar="NHẬT-KÝ", nargs="+", type=Path,
        help="nhật ký dạng combined của nginx hoặc JSON của Caddy; nhận cả tệp .gz đã xoay vòng",
    )  # fmt: skip
    return made


def main(arguments: list[str] | None = None) -> int:
    """Count and tell what was counted; return the exit status."""
    options = parser().parse_args(arguments)
    project = options.config.resolve().parent
    try:
        base = urlsplit(read_settings(options.config).site_url).path
        today = datetime.now(ZONE).date()
        counted = count_logs(
            options.logs, project / "content", base, today, lambda day: print(f"Đã đếm ngày {day}")
        )
    except (ContentError, TrafficError) as error:
        _venv.say(str(error))
        return 1
    if counted.strange:
        _venv.say(
            f"{counted.strange} trong {counted.lines} dòng nhật ký không đọc được, đã bỏ qua."
        )
    if counted.days:
        print("Số mới hiện trên trang sau lần dựng hoặc lần đăng tới.")
    else:
        print("Không có ngày nào mới: chỉ đếm những ngày đã hết.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
