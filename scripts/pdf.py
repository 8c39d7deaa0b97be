"""Build the site with the A4 sheets of the monthly issues and the honour roll as PDF: `make pdf`.

Ends with status 0 when `site` shows the new release; with 1 when something is wrong, which is told
in Vietnamese on stderr, and `site` stays as it was.
"""

from __future__ import annotations

import _venv

if __name__ == "__main__":
    _venv.ensure("run")

import argparse
import sys
from pathlib import Path

import build
from bulletin.paper import PaperError, require_engine


def main() -> int:
    """Read the command line and build with PDF; return the exit status."""
    parser = argparse.ArgumentParser(
        description="Dựng trang vào site/ như make site, kèm tệp PDF khổ A4 của từng số điểm tin "
        "tháng và của bảng vàng; trang dẫn tới tệp ấy.",
        add_help=False,
    )
    parser.add_argument("-h", "--help", action="help", help="in hướng dẫn này")
    parser.add_argument(
        "--config",
        type=Path,
        default=_venv.ROOT / "mkdocs.yml",
        help="tệp cấu hình (mặc định: mkdocs.yml của dự án)",
    )
    parser.add_argument("--keep", type=int, default=3, help="số bản giữ lại (mặc định: 3)")
    options = parser.parse_args()
    config_file = options.config.resolve()
    if not config_file.is_file():
        _venv.say(f"Không có tệp {config_file}.\nCách sửa: kiểm tra lại đường dẫn của --config.")
        return 1
    try:
        require_engine()
    except PaperError as error:
        _venv.say(str(error))
        return 1
    return build.build(config_file, options.keep, papers=True)


if __name__ == "__main__":
    sys.exit(main())
