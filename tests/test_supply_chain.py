"""A build asks nobody and reads nothing but the project: held by Python's own audit events."""

from __future__ import annotations

import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from audit_parts.findings import Lacking
from audit_parts.supply import judge, make_sbom
from conftest import PATIENCE, ROOT, environment

WATCHED = textwrap.dedent(
    """
    import os, sys, sysconfig, tempfile
    from pathlib import Path

    config, out = Path(sys.argv[1]), Path(sys.argv[2])
    project, root = config.parent, Path(sys.argv[3])
    mine = [config, project / "content", project / "docs", project / ".cache", out]
    mine += [root / "hooks", root / "docs", root / "scripts", root / "pyproject.toml"]
    python = {sys.prefix, sys.base_prefix, *sysconfig.get_paths().values()}
    system = ["/usr/share/zoneinfo", "/etc/mime.types", "/etc/localtime", "/dev/null", "/dev/urandom"]
    allowed = [os.path.realpath(path) for path in [*mine, *python, *system]]
    found, written = set(), set()

    def inside(path):
        path = os.path.realpath(path)
        return any(path == one or path.startswith(one + os.sep) for one in allowed)

    def watch(event, arguments):
        if event.startswith("socket."):
            found.add(f"mạng: {event} {arguments[1:]}")
        elif event == "open" and isinstance(arguments[0], (str, bytes)):
            path = os.path.abspath(os.fsdecode(arguments[0]))
            if set(arguments[1] or "") & set("wxa+") or (arguments[2] or 0) & (os.O_WRONLY | os.O_RDWR):
                written.add(path)
            # Looking for a file that is not there reads nothing; a folder on the way is none either.
            if os.path.isfile(path) and path not in written and not inside(path):
                found.add(f"đọc: {path}")
        elif event in ("subprocess.Popen", "os.system", "os.exec", "os.posix_spawn"):
            found.add(f"chạy: {arguments[0]}")

    sys.path[:0] = [str(root / "scripts")]
    from build import Site, listen
    site = Site(config)
    listen(site.told)
    sys.addaudithook(watch)
    site.build(out)
    problems = site.verify(out)
    print("\\n".join(sorted(found)))
    os._exit(bool(problems))
    """
)


def watched(config: Path, out: Path) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", WATCHED, str(config), str(out), str(ROOT)],
        env=environment(PYTHONPATH=str(ROOT / "hooks"), PYTHONDONTWRITEBYTECODE="1"),
        capture_output=True, encoding="utf-8", timeout=PATIENCE, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout.split("\n")[:-1] if done.stdout.strip() else []


def test_a_build_opens_no_socket_starts_no_program_and_reads_nothing_but_the_project(
    small_project: Path, tmp_path: Path
) -> None:
    assert watched(small_project, tmp_path / "trang") == []


def test_what_asks_the_network_or_reads_elsewhere_is_noticed(
    small_project: Path, tmp_path: Path
) -> None:
    secret = tmp_path / "bí mật.txt"
    secret.write_text("x", encoding="utf-8")
    hook = small_project.parent / "docs/xau.py"
    hook.write_text(
        "import socket\n"
        "def on_post_build(config):\n"
        f"    open({str(secret)!r}).read()\n"
        "    socket.socket().close()\n",
        encoding="utf-8",
    )
    text = small_project.read_text(encoding="utf-8")
    small_project.write_text(
        text.replace("hooks:\n", f"hooks:\n  - {hook.as_posix()}\n"), encoding="utf-8"
    )
    found = watched(small_project, tmp_path / "trang")
    assert f"đọc: {secret}" in found
    assert any(one.startswith("mạng: socket.__new__") for one in found)


def test_the_sbom_lists_every_package_of_the_lock(tmp_path: Path) -> None:
    pytest.importorskip("cyclonedx_py", reason="cần nhóm audit")
    finding = make_sbom(tmp_path)
    assert all(goal.met for goal in finding.goals)
    assert (tmp_path / "sbom.cdx.json").stat().st_size > 10_000


def test_a_package_that_was_not_looked_up_is_never_taken_for_a_safe_one() -> None:
    known = {"name": "a", "version": "1", "vulns": []}
    with pytest.raises(Lacking, match="CHƯA TRA ĐƯỢC LỖ HỔNG ĐÃ BIẾT"):
        judge([known, {"name": "b", "skip_reason": "not found"}])
    hole = {"id": "CVE-1", "fix_versions": ["2"]}
    finding = judge([known, {"name": "c", "version": "1", "vulns": [hole]}])
    assert finding.told == ["c 1: CVE-1, sửa ở bản 2"]
    assert not finding.goals[0].met
