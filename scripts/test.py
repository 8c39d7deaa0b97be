"""Run the tests: `make test`. What is written after the command goes to pytest as it is."""

from __future__ import annotations

import _venv

if __name__ == "__main__":
    _venv.ensure("dev")

import subprocess
import sys

ABOUT = "Chạy các bài kiểm thử; chữ gõ sau lệnh được chuyển cho pytest."
# With one of these the person wants one process, or has chosen a number of them.
ONE_BY_ONE = ("-n", "--numprocesses", "--pdb", "--trace", "-s", "--capture=no", "--collect-only")


def main(arguments: list[str]) -> int:
    """Run pytest on all cores with `arguments`; return its exit status."""
    chosen = any(argument.startswith(ONE_BY_ONE) for argument in arguments)
    command = [sys.executable, "-m", "pytest", *([] if chosen else ["-n", "auto"]), *arguments]
    try:
        return subprocess.call(command, cwd=_venv.ROOT)
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
