"""What the machine must have, may have, or lacks; standard library only, changes nothing."""

from __future__ import annotations

import locale
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

LITTLE, ENOUGH = 500_000_000, 2_000_000_000
"""Bytes free on the disk: with less than the first nothing can be built, with the second all can."""
VIETNAM = 7 * 3600
TOOLS = {
    "git": "giữ lịch sử nội dung, xem ai sửa gì",
    "chromium": "bài kiểm thử trong trình duyệt, make audit",
    "pdftotext": "bài kiểm thử bản in (gói poppler-utils)",
    "node": "make audit",
    "java": "make audit (kiểm tra HTML)",
    "goaccess": "thống kê lượt xem",
    "rclone": "chép trang lên kho lưu trữ",
    "rsync": "chép trang lên máy chủ",
}
"""Programs that some commands use, and what for; `make site` needs none of them."""


@dataclass(frozen=True)
class Fact:
    """One thing looked at: `good` True, False (needs mending) or None (to know), and advice."""

    what: str
    good: bool | None = True
    advice: str = ""


def facts(root: Path, fits: bool) -> Iterator[Fact]:
    """Yield what was found of the machine and of the checkout at `root`."""
    yield _python()
    if fits:
        yield Fact("thư viện trong .venv đúng với tệp khóa")
    else:
        yield Fact(
            "thư viện trong .venv chưa có hoặc không đúng với tệp khóa", None,
            "chạy python scripts/check.py: lệnh ấy tự cài (lần đầu cần mạng)",
        )  # fmt: skip
    yield from _locks(root)
    yield _disk(root)
    yield _links(root)
    yield from _clock(root)
    yield _console()
    yield from _git(root)
    for tool, purpose in TOOLS.items():
        found = shutil.which(tool)
        if found:
            yield Fact(f"có {tool}")
        else:
            yield Fact(f"không có {tool}", None, f"chỉ cần cho: {purpose}")


def _python() -> Fact:
    bits = 64 if sys.maxsize > 2**32 else 32
    what = f"Python {platform.python_version()}, {bits} bit, {platform.system()}"
    if sys.version_info < (3, 11) or bits == 32:
        return Fact(what, False, "cài Python 3.11 trở lên, bản 64 bit")
    return Fact(what)


def _locks(root: Path) -> Iterator[Fact]:
    missing = [n for n in ("requirements.txt", "requirements-dev.txt") if not (root / n).is_file()]
    if missing:
        advice = "lấy lại từ kho mã: git checkout -- " + " ".join(missing)
        yield Fact(f"thiếu tệp khóa {', '.join(missing)}", False, advice)


def _disk(root: Path) -> Fact:
    free = shutil.disk_usage(root).free
    what = f"ổ đĩa còn trống {free / 1e9:.1f} GB".replace(".", ",")
    if free < LITTLE:
        return Fact(what, False, "dọn bớt; make clean xóa những gì dựng ra, giữ nội dung")
    if free < ENOUGH:
        return Fact(what, None, "đủ dựng trang nhỏ; nên dọn trước khi đầy")
    return Fact(what)


def _links(root: Path) -> Fact:
    with tempfile.TemporaryDirectory() as folder:
        link = Path(folder) / "thu"
        try:
            link.symlink_to(root)
        except OSError:
            return Fact(
                "máy không cho tạo liên kết tượng trưng", None,
                "không sao: lúc phát hành, trang được thay bằng hai lần đổi tên",
            )  # fmt: skip
    return Fact("tạo được liên kết tượng trưng")


def _clock(root: Path) -> Iterator[Fact]:
    now = time.time()
    offset = time.localtime(now).tm_gmtoff
    clock = time.strftime("%d/%m/%Y %H:%M", time.localtime(now))
    newest = max((p.stat().st_mtime for p in (root / "content").rglob("*.yml")), default=0.0)
    if newest > now + 86_400:
        yield Fact(
            f"đồng hồ máy: {clock}, sớm hơn tệp nội dung mới nhất", False,
            "chỉnh ngày giờ: mục hẹn giờ và *Cập nhật lúc* theo đồng hồ máy",
        )  # fmt: skip
    elif offset != VIETNAM:
        yield Fact(
            f"đồng hồ máy: {clock}, múi giờ không phải Việt Nam", None,
            "trang vẫn tính theo giờ Việt Nam; chỉ cần giờ máy đúng",
        )  # fmt: skip
    else:
        yield Fact(f"đồng hồ máy: {clock}, giờ Việt Nam")


def _console() -> Fact:
    encoding = locale.getpreferredencoding(False)
    if os.name == "nt" and encoding.lower().replace("-", "") not in ("utf8", "cp65001"):
        return Fact(
            f"bảng mã của máy là {encoding}", None,
            "các lệnh ở đây tự dùng UTF-8; trình soạn thảo thì chọn UTF-8 khi lưu tệp",
        )  # fmt: skip
    return Fact(f"bảng mã {encoding}")


def _git(root: Path) -> Iterator[Fact]:
    git = shutil.which("git")
    if git is None:
        return
    told = _ask(git, root, "status", "--porcelain")
    if told is None:
        yield Fact("thư mục này chưa có git", None, "nên có: lấy lại được bản cũ, biết ai sửa gì")
        return
    lines = told.splitlines()
    conflicts = [line for line in lines if line[:2] in ("UU", "AA", "DD", "AU", "UA", "DU", "UD")]
    if conflicts:
        names = ", ".join(line[3:] for line in conflicts[:3])
        advice = "mở tệp, chọn một trong hai đoạn, xóa các dòng <<<<<<< ======= >>>>>>>"
        yield Fact(f"git còn {len(conflicts)} tệp xung đột: {names}", False, advice)
    elif lines:
        advice = "xem bằng git status; xong việc thì git add, git commit"
        yield Fact(f"git: {len(lines)} tệp chưa lưu vào lịch sử", None, advice)
    else:
        yield Fact("git: mọi thay đổi đã lưu")
    if os.name == "nt" and (_ask(git, root, "config", "core.autocrlf") or "").strip() == "true":
        advice = "không sao: .gitattributes của dự án đã giữ kiểu xuống dòng LF"
        yield Fact("git đặt core.autocrlf = true", None, advice)


def _ask(git: str, root: Path, *words: str) -> str | None:
    """Return what git says, or None when it refuses or takes too long."""
    try:
        done = subprocess.run(
            [git, "-C", str(root), *words], capture_output=True, text=True, encoding="utf-8",
            errors="replace", check=False, timeout=20,
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout if done.returncode == 0 else None
