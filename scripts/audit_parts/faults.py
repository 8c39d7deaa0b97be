"""What publishing withstands, tried on the demo with the real command: kills, a full disk, many edits.

Everything stands in one scratch folder; the project that is audited is only read.
"""

from __future__ import annotations

import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import _venv
from audit_parts.copies import copied
from audit_parts.findings import Finding, Goal, Lacking, none_of
from bulletin.publishing.target import digest_of, read_own

KILLS = 20
SEED = 20241007
STORY = "content/news/tin-thu-loi.yml"
TEXT = """\
status: published
published_at: 09/7/2025 08:00
title: Tin để thử khi máy hỏng giữa chừng, lần {0}
category: tong-hop
body: Lần {0}.
"""
CASES = re.compile(r"lời ác ý trong từng mục: (\d+) trường hợp")
PASSED = re.compile(r"(\d+) passed")
WRONG = re.compile(r"(\d+) (?:failed|error)")
FULL = "Ổ đĩa đã đầy"
MOUNT = ("mount", "-t", "tmpfs")


def check_hostile() -> Finding:
    """Return how the project's own hostile suite ends when every pair of field and text is tried."""
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/hostile"],
        cwd=_venv.ROOT, env={**os.environ, "HOSTILE": "all"}, capture_output=True,
        encoding="utf-8", errors="replace", check=False,
    )  # fmt: skip
    told = done.stdout
    cases = sum(int(found) for found in (*CASES.findall(told), *PASSED.findall(told)[-1:]))
    wrong = sum(map(int, WRONG.findall(told.splitlines()[-1] if told else "")))
    goals = [
        Goal("bộ thử ác ý: trường hợp", str(cases), "≥ 400", cases >= 400),
        none_of("bộ thử ác ý: kết cục không được phép", wrong or int(done.returncode != 0)),
    ]
    return Finding("hostile", goals, told[-4000:], told.splitlines()[-40:] if wrong else [])


def check_faults(work: Path) -> Finding:
    """Return what is wrong after the command was killed at random, and after the disk was full."""
    project = copied(work / "du-an-loi")
    web = work / "web-loi"
    shutil.rmtree(web, ignore_errors=True)
    broken, took = _killed(project, web)
    goals = [none_of(f"kill -9, {KILLS} lần lúc bất kỳ: trang không còn nguyên", len(broken))]
    goals.append(_rolled_back(project, web))
    full = _full(project, work / "web-day")
    goals.append(none_of("đĩa đầy: điều hứa bị hỏng", len(full)))
    for folder in (project, web):
        shutil.rmtree(folder, ignore_errors=True)
    return Finding("faults", goals, {"killed after": took, "seed": SEED}, [*broken, *full])


def _command(project: Path, web: Path, *more: str) -> list[str]:
    config = str(project / "mkdocs.yml")
    return [sys.executable, "scripts/publish.py", "--config", config, "--to", str(web), *more]


def _publish(project: Path, web: Path, *more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        _command(project, web, *more), cwd=_venv.ROOT, capture_output=True, encoding="utf-8",
        errors="replace", check=False,
    )  # fmt: skip


def _sound(project: Path, web: Path) -> float:
    """Publish, which must go well; return how long it took, in seconds."""
    started = time.monotonic()
    done = _publish(project, web)
    if done.returncode:
        raise Lacking(f"Không đăng được trang để thử.\n{done.stderr.strip()[-600:]}")
    return time.monotonic() - started


def _killed(project: Path, web: Path) -> tuple[list[str], list[float]]:
    """Kill the command twenty times; return what was wrong then, and after how many seconds each."""
    chance, broken, moments = random.Random(SEED), [], []
    edit(project, 0)
    _sound(project, web)
    edit(project, 1)
    whole = _sound(project, web)
    for turn in range(2, KILLS + 2):
        edit(project, turn)
        moments.append(round(chance.uniform(0, whole), 3))
        process = subprocess.Popen(
            _command(project, web), cwd=_venv.ROOT, start_new_session=True,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        time.sleep(moments[-1])
        with suppress(ProcessLookupError):  # done before it could be killed
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        if not is_whole(web):
            broken.append(f"kill -9 sau {moments[-1]} giây: bản đang đọc không còn nguyên")
    edit(project, KILLS + 2)
    _sound(project, web)
    left = [path.name for path in (web / "releases").iterdir() if not path.name.isdigit()]
    broken += [f"sau khi đăng lại còn {name}" for name in left if not name.startswith(".")]
    story = web / "current/tin-tuc/tin-thu-loi/index.html"
    if f"lần {KILLS + 2}" not in story.read_text(encoding="utf-8"):
        broken.append("bản đăng sau hai mươi lần diệt không mới")
    return broken, moments


def edit(project: Path, turn: int) -> None:
    """Write the story once more, with other words."""
    (project / STORY).write_text(TEXT.format(turn), encoding="utf-8")


def is_whole(web: Path) -> bool:
    """Tell whether what is read is byte for byte what it says of itself."""
    current = web / "current"
    return read_own(current).get("digest") == digest_of(current.resolve())


def _rolled_back(project: Path, web: Path) -> Goal:
    """Return how long the switch back takes, as the command itself says."""
    told = _publish(project, web, "--rollback").stdout
    found = re.search(r"trong ([\d,]+) giây", told)
    took = float(found[1].replace(",", ".")) if found else 99.0
    return Goal("lùi về bản trước", f"{took} s", "< 1 s", took < 1 and is_whole(web))


def _full(project: Path, web: Path) -> list[str]:
    """Publish onto a disk that is too small for a second release; return what was wrong."""
    wrong = []
    with _small_disk(web, 400):
        edit(project, 0)
        _sound(project, web)
        used = shutil.disk_usage(web).used // 1_000_000 + 2
        before = read_own(web / "current")["digest"]
        _resize(web, used)
        config = project / "mkdocs.yml"
        text = config.read_text(encoding="utf-8")
        # Another name for the site stands on every page: nothing can be shared.
        config.write_text(text.replace("site_name: ", "site_name: Đổi tên – "), encoding="utf-8")
        done = _publish(project, web)
        if done.returncode != 1 or FULL not in done.stderr or "Traceback" in done.stderr:
            wrong.append(f"đĩa đầy không được báo bằng lời: {done.stderr.strip()[-300:]}")
        if read_own(web / "current").get("digest") != before or not is_whole(web):
            wrong.append("đĩa đầy làm hỏng bản đang đọc")
        _resize(web, 400)
        _sound(project, web)
        if read_own(web / "current").get("digest") == before or not is_whole(web):
            wrong.append("có chỗ trống trở lại mà không đăng được")
    return wrong


@contextmanager
def _small_disk(folder: Path, megabytes: int) -> Iterator[None]:
    """Have `folder` be a disk of its own of this size; raises Lacking where that is not allowed."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    done = subprocess.run(
        [*MOUNT, "-o", f"size={megabytes}M", "tmpfs", str(folder)], capture_output=True, check=False
    )
    if done.returncode:
        raise Lacking(
            "CHƯA THỬ ĐĨA ĐẦY: máy này không cho gắn một đĩa nhỏ.\n"
            "Cách sửa: chạy bằng quyền quản trị: sudo python3 scripts/audit.py --only faults"
        )
    try:
        yield
    finally:
        subprocess.run(["umount", str(folder)], check=False)
        folder.rmdir()


def _resize(folder: Path, megabytes: int) -> None:
    command = ["mount", "-o", f"remount,size={megabytes}M", str(folder)]
    subprocess.run(command, check=True)
