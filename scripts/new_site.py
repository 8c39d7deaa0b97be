"""Start an agency's own site: `python scripts/new_site.py --province "Lâm Đồng" --out DIR`.

Asks what is not given, fills in the province's communes, and writes a folder that builds at once.
Ends with status 1 when it cannot be made; nothing is left behind then.
"""

from __future__ import annotations

import _venv

if __name__ == "__main__":
    _venv.ensure("run")

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

from bulletin.dates import ZONE
from bulletin.load import load_bulletin
from bulletin.problems import ContentError
from bulletin.settings import read_settings
from bulletin.starting import QUESTIONS, StartError, new_site_files, province_named

SCHEMA = _venv.ROOT / "content/schema"


def parser() -> argparse.ArgumentParser:
    """Return the reader of the command line."""
    made = argparse.ArgumentParser(
        description="Tạo trang mới cho cơ quan mình: cài đặt, các xã, phường của tỉnh, không có "
        "nội dung minh họa. Mục nào không ghi thì được hỏi.",
        add_help=False,
    )
    made.add_argument("-h", "--help", action="help", help="in hướng dẫn này")
    made.add_argument("--out", type=Path, required=True, metavar="THƯ-MỤC", help="thư mục mới")
    made.add_argument("--province", metavar="TÊN", help="tỉnh, thành phố, ví dụ Lâm Đồng")
    for question in QUESTIONS:
        flag = f"--{question.key.replace('_', '-')}"
        made.add_argument(flag, metavar="…", help=f"{question.asks}, ví dụ {question.example}")
    made.add_argument(
        "--guid-domain", metavar="…", help="tên miền của mã tin, không bao giờ đổi (mặc định: của địa chỉ trang)"
    )  # fmt: skip
    return made


def answered(options: argparse.Namespace) -> dict[str, str]:
    """Return the answers, asking at a terminal for what is not given; raises StartError."""
    answers: dict[str, str] = {}
    for key, asks, example in (
        ("province", "Tỉnh, thành phố", "Lâm Đồng"),
        *((one.key, one.asks, one.example) for one in QUESTIONS),
    ):
        given = getattr(options, key)
        if given is None:
            given = ask(asks, example, f"--{key.replace('_', '-')}")
        answers[key] = " ".join(given.split())
    answers["site_url"] = answers["site_url"].rstrip("/") + "/"
    host = urlsplit(answers["site_url"]).hostname or ""
    answers["guid_domain"] = options.guid_domain or host or answers["site_url"]
    answers["guid_year"] = str(datetime.now(ZONE).year)
    return answers


def ask(asks: str, example: str, flag: str) -> str:
    """Return what the person at the console answers; raises StartError where nobody is there."""
    if not sys.stdin.isatty():
        raise StartError(f'Thiếu {flag} ({asks}).\nCách sửa: thêm {flag} "{example}"')
    while True:
        answer = input(f"{asks} (ví dụ: {example}): ").strip()
        if answer:
            return answer
        print("Mục này cần có; chưa biết thì ghi tạm, sửa sau trong mkdocs.yml.")


def make(answers: Mapping[str, str], out: Path) -> int:
    """Write the site into a new folder, once all of it is sound; return how many places it has."""
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise StartError(f"{out} đã có và không trống.\nCách sửa: chọn thư mục khác.")
    province = province_named(answers["province"])
    out.parent.mkdir(parents=True, exist_ok=True)
    files = new_site_files(answers, province, way_to_software(out))
    with tempfile.TemporaryDirectory(dir=out.parent, prefix=".trang-moi-") as folder:
        draft = Path(folder) / "trang"
        for name, text in files.items():
            path = draft / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
        shutil.copytree(SCHEMA, draft / "content/schema")
        load_bulletin(draft / "content", read_settings(draft / "mkdocs.yml"))
        if out.exists():
            out.rmdir()
        draft.rename(out)
    return sum(name.startswith("content/localities/") and name.endswith(".yml") for name in files)


def way_to_software(out: Path) -> str:
    """Return how the software is reached from a folder: relative, or absolute on another drive."""
    try:
        return Path(os.path.relpath(_venv.ROOT, out.resolve())).as_posix()
    except ValueError:
        return _venv.ROOT.as_posix()


def main(arguments: list[str] | None = None) -> int:
    """Ask, write, and say what comes next; return the exit status."""
    options = parser().parse_args(arguments)
    try:
        places = make(answered(options), options.out)
    except (StartError, ContentError) as error:
        _venv.say(str(error).replace("; trang đã đăng giữ nguyên", ""))
        return 1
    except OSError as error:
        _venv.say(f"Không ghi được vào {options.out}: {error}.\nCách sửa: chọn thư mục khác.")
        return 1
    except (EOFError, KeyboardInterrupt):
        _venv.say("\nĐã dừng, chưa tạo gì.")
        return 130
    print(f"Đã tạo {options.out} với {places} địa phương.")
    config = options.out / "mkdocs.yml"
    print(f"Dựng thử: python scripts/build.py --config {config}")
    print("Tiếp theo: xem lại docs/gioi-thieu.md, docs/lien-he.md; thêm phong trào đầu tiên.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
