"""What comes from npm: the web editor, and the audits' tools; building a site needs none of it."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess

import _venv

MODULES = _venv.ROOT / "node_modules"
STAMP = MODULES / "ban-tin-stamp.txt"
LACK = (
    "Thiếu node và npm.\n"
    "Cách sửa: Debian, Ubuntu: sudo apt install nodejs npm; Windows: cài Node.js bản LTS"
)


class NoNode(Exception):
    """Packages cannot be brought here; the text, in Vietnamese, says why and what to do."""


def ensure_packages(*, audit: bool) -> None:
    """Have node_modules hold what package-lock.json pins; raises NoNode.

    Without `audit` the tools of `make audit` are left out, and left alone if they are there.
    """
    npm = shutil.which("npm")
    if npm is None:
        raise NoNode(LACK)
    lock = hashlib.sha256((_venv.ROOT / "package-lock.json").read_bytes()).hexdigest()
    held = STAMP.read_text(encoding="utf-8").split() if STAMP.exists() else []
    if held[:1] == [lock] and ("audit" in held or not audit):
        return
    _venv.say("Đang cài các gói của node vào node_modules theo package-lock.json …")
    command = [npm, "ci", "--no-audit", "--no-fund", "--ignore-scripts"]
    command += [] if audit else ["--omit=dev"]
    quiet = {**os.environ, "PUPPETEER_SKIP_DOWNLOAD": "1"}
    done = subprocess.run(
        command, cwd=_venv.ROOT, env=quiet, capture_output=True, text=True, encoding="utf-8",
        errors="replace", check=False,
    )  # fmt: skip
    if done.returncode:
        raise NoNode(f"Không cài được các gói của node.\n{done.stderr.strip()[-600:]}")
    STAMP.write_text(f"{lock} {'audit' if audit else 'run'}", encoding="utf-8")
