"""Tell every mistake in content/ and mkdocs.yml: `python scripts/check.py`; exit code 1 if any."""

from _venv import ensure

ensure("run")

import sys
from pathlib import Path

from bulletin.load import load_bulletin
from bulletin.problems import ContentError
from bulletin.settings import read_settings

PROJECT = Path(__file__).resolve().parent.parent


def main() -> int:
    """Load the content as a build does; print what is wrong, or that nothing is."""
    try:
        bulletin = load_bulletin(PROJECT / "content", read_settings(PROJECT / "mkdocs.yml"))
    except ContentError as error:
        print(error, file=sys.stderr)
        return 1
    entries = sum(len(shelf) for shelf in bulletin.shelves.values())
    print(f"Không có lỗi: {entries} mục được đăng.")
    if bulletin.waiting:
        print(f"{bulletin.waiting} mục đã đăng nhưng ghi ngày ở phía trước: chưa hiện trên trang.")
    if bulletin.advice:
        print(f"{len(bulletin.advice)} điều nên xem lại (không phải lỗi, trang vẫn được đăng):")
        print("\n".join(map(str, bulletin.advice)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
