"""Check the code itself: ruff's rules and layout, mypy's types. `--fix` mends what ruff can."""

from __future__ import annotations

import _venv

if __name__ == "__main__":
    _venv.ensure("dev")

import subprocess
import sys

ABOUT = "Kiểm tra mã nguồn: quy tắc, cách trình bày, kiểu dữ liệu; thêm --fix để sửa giúp."


def main(arguments: list[str]) -> int:
    """Run every checker even when one complains; return 1 if any did."""
    fix = "--fix" in arguments
    checkers = {
        "quy tắc viết mã (ruff check)": ["ruff", "check", *(["--fix"] if fix else [])],
        "cách trình bày (ruff format)": ["ruff", "format", *([] if fix else ["--check"])],
        "kiểu dữ liệu (mypy)": ["mypy"],
    }
    failed = []
    for name, command in checkers.items():
        _venv.say(f"— {name}")
        if subprocess.call([sys.executable, "-m", *command], cwd=_venv.ROOT):
            failed.append(name)
    _venv.say(f"Chưa đạt: {'; '.join(failed)}." if failed else "Mã nguồn đạt mọi kiểm tra.")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
