"""What the software is made of (SBOM), and whether any of it is known to be unsafe."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import _venv
from audit_parts.findings import Finding, Goal, Lacking, none_of

SBOM = "sbom.cdx.json"
_PINNED = re.compile(r"^([A-Za-z0-9._-]+)==([^ ;\\]+)", re.M)


def make_sbom(work: Path) -> Finding:
    """Write the SBOM of what runs (CycloneDX, from the lock) into `work`; raises Lacking.

    The finding says whether it holds every package of the lock with its version.
    """
    lock = _venv.ROOT / _venv.LOCKS["run"]
    command = [
        sys.executable, "-m", "cyclonedx_py", "requirements", "--pyproject", "pyproject.toml",
        "--output-reproducible", "--output-format", "JSON", "--output-file", str(work / SBOM), lock.name,
    ]  # fmt: skip
    done = subprocess.run(
        command, cwd=_venv.ROOT, capture_output=True, text=True, encoding="utf-8", check=False
    )
    if done.returncode:
        raise Lacking(f"Không lập được SBOM.\nChi tiết kỹ thuật: {done.stderr.strip()[-600:]}")
    made = json.loads((work / SBOM).read_text(encoding="utf-8"))
    listed = {(part["name"], part["version"]) for part in made["components"]}
    locked = set(_PINNED.findall(lock.read_text(encoding="utf-8")))
    missing = sorted(f"{name} {version}" for name, version in locked - listed)
    goal = Goal(f"SBOM, {len(locked)} gói: gói thiếu", str(len(missing)), "0", not missing)
    return Finding("sbom", [goal], missing, [f"SBOM thiếu {one}" for one in missing])


def find_holes() -> Finding:
    """Return the known holes of what runs; raises Lacking where no database answers.

    The tool calls a package that its database does not know "skipped" and the whole sound: a
    mirror without the database must not be taken for good news.
    """
    lock = _venv.ROOT / _venv.LOCKS["run"]
    command = [
        sys.executable, "-m", "pip_audit", "-r", str(lock), "--require-hashes", "--disable-pip",
        "--format", "json", "--progress-spinner", "off",
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    try:
        packages = json.loads(done.stdout)["dependencies"]
    except (ValueError, KeyError, TypeError):
        raise Lacking(_unreachable(done.stderr.strip()[-300:])) from None
    return judge(packages)


def judge(packages: list[dict[str, object]]) -> Finding:
    """Return the finding of pip-audit's list of packages; raises Lacking if one was not looked up."""
    skipped = [f"{one['name']}: {one['skip_reason']}" for one in packages if "skip_reason" in one]
    if skipped:
        raise Lacking(
            _unreachable(f"{len(skipped)}/{len(packages)} gói không tra được, ví dụ {skipped[0]}")
        )
    holes = [
        f"{one['name']} {one['version']}: {hole['id']}, sửa ở bản {', '.join(hole['fix_versions']) or 'chưa có'}"
        for one in packages
        for hole in one["vulns"]  # type: ignore[attr-defined]
    ]
    goal = none_of(f"lỗ hổng đã biết, {len(packages)} gói", len(holes))
    return Finding("holes", [goal], packages, holes)


def _unreachable(detail: str) -> str:
    return (
        "CHƯA TRA ĐƯỢC LỖ HỔNG ĐÃ BIẾT: máy này không tới được cơ sở dữ liệu lỗ hổng.\n"
        "Cách sửa: chạy lại make audit --only holes trên máy có mạng.\n"
        f"Chi tiết kỹ thuật: {detail}"
    )
