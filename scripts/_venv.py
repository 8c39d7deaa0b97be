"""The Python environment every script runs in: `.venv`, filled from the lock files alone.

    import _venv
    _venv.ensure("run")    # before any import from outside the standard library

Standard library only, and Python 3.8 must be able to parse it, so that an old
interpreter is told in words what it lacks.
"""

from __future__ import annotations

import errno
import hashlib
import io
import json
import os
import platform
import shutil
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

from _talk import in_vietnamese

ROOT = Path(__file__).resolve().parent.parent
LOCKS = {
    "run": "requirements.txt",
    "dev": "requirements-dev.txt",
    "audit": "requirements-audit.txt",
}
"""The lock file of each group; a group holds all of the ones before it."""
OLDEST = (3, 11)
WAIT_SECONDS = 900
# feedgen is published as source only. Without build isolation it is built by the setuptools of the
# lock; with it pip would fetch whichever setuptools is newest, checked against no hash at all.
WHEELS = ("--only-binary", ":all:", "--no-binary", "feedgen")
# Set across the one hop into .venv; seen again outside .venv it means the hop does not work here.
HOP = "BAN_TIN_VENV"


class Trouble(Exception):
    """The environment cannot be made; the text is for the person at the console."""


class Environment:
    """The `.venv` of one checkout (`root`): whether it is up to date, and how to make it so."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.home = root / ".venv"
        self.stamp_file = self.home / "ban-tin-stamp.json"
        self.log_file = self.home / "pip.log"
        windows = os.name == "nt"
        self.python = self.home / ("Scripts/python.exe" if windows else "bin/python")

    def stamp(self, group: str) -> dict[str, str]:
        """What makes `.venv` good for `group`; `OSError` if a lock file is missing."""
        digest = hashlib.sha256()
        for name in LOCKS.values():
            digest.update((self.root / name).read_bytes() + b"\0")
        return {
            "group": group,
            "locks": digest.hexdigest(),
            "path": str(self.root),
            "python": f"{platform.python_implementation()} {platform.python_version()}"
            f" {platform.machine()}",
        }

    def found(self) -> dict[str, str]:
        """The stamp `.venv` carries; empty when there is none, or when it cannot be read."""
        try:
            stamp = json.loads(self.stamp_file.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return stamp if isinstance(stamp, dict) and self.python.exists() else {}

    def fits(self, group: str) -> bool:
        """Whether `.venv` is complete and good for `group`; one made for dev is good for run."""
        found, groups = self.found(), list(LOCKS)
        return any(found == self.stamp(able) for able in groups[groups.index(group) :])

    def grows(self, group: str) -> bool:
        """Whether `group` only needs packages added to the `.venv` that stands."""
        found, groups = self.found(), list(LOCKS)
        return any(found == self.stamp(smaller) for smaller in groups[: groups.index(group)])

    def make(self, group: str) -> None:
        """Bring `.venv` up to date for `group`; raises `Trouble`.

        The stamp goes first and comes last: whatever is interrupted in between
        has no stamp, and the next run makes it afresh.
        """
        grows = self.grows(group)
        self.stamp_file.unlink(missing_ok=True)
        if not grows:
            say("Đang tạo môi trường Python trong .venv …")
            self._create()
        say(f"Đang cài thư viện theo {LOCKS[group]} (lần đầu có thể mất một, hai phút) …")
        lock = self.root / LOCKS[group]
        builder = self.home / "setuptools.txt"
        builder.write_text(locked("setuptools", lock.read_text("utf-8")), encoding="utf-8")
        self._pip("--require-hashes", *WHEELS, "-r", str(builder))
        self._pip("--require-hashes", "--no-build-isolation", *WHEELS, "-r", str(lock))
        self._pip("--no-deps", "--no-build-isolation", "-e", str(self.root))
        draft = self.stamp_file.with_suffix(".tmp")
        draft.write_text(json.dumps(self.stamp(group)), encoding="utf-8")
        draft.replace(self.stamp_file)
        say("Môi trường đã sẵn sàng.")

    def _create(self) -> None:
        try:
            if self.home.is_symlink():
                self.home.unlink()
            elif self.home.exists():
                shutil.rmtree(self.home)
        except OSError as error:
            raise Trouble(
                f"Không xóa được thư mục .venv cũ: {error}.\n"
                "Cách sửa: đóng các chương trình đang dùng .venv (trình soạn thảo, lệnh khác), "
                "tự xóa thư mục .venv rồi chạy lại."
            ) from None
        made = run([sys.executable, "-I", "-m", "venv", str(self.home)])
        if made.returncode:
            raise Trouble(
                "Python trên máy này không tạo được môi trường ảo.\n"
                "Cách sửa: trên Debian, Ubuntu cài gói python3-venv "
                "(sudo apt install python3-venv); nơi khác cài lại Python từ bộ cài "
                "chính thức; rồi chạy lại.\n"
                f"Chi tiết kỹ thuật: {made.stdout.strip()[-600:]}"
            )

    def _pip(self, *arguments: str) -> None:
        common = ["--disable-pip-version-check", "--no-input", "--retries", "2"]
        command = [str(self.python), "-I", "-m", "pip", "install", *common]
        done = run([*command, "--log", str(self.log_file), *arguments])
        if done.returncode:
            log = self.log_file.relative_to(self.root).as_posix()
            raise Trouble(f"{explain(done.stdout)}\nChi tiết kỹ thuật: xem {log}")


def locked(package: str, lock: str) -> str:
    """The lines of the lock file's text that pin `package`, hashes included; empty if none do."""
    lines: list[str] = []
    for line in lock.splitlines(keepends=True):
        if line.startswith(f"{package}==") or (lines and line.startswith(" ")):
            lines.append(line)
        elif lines:
            break
    return "".join(lines)


def explain(output: str) -> str:
    """What pip's (English) `output` means and what to do about it, in Vietnamese."""
    if "DO NOT MATCH THE HASHES" in output:
        return (
            "Gói tải về không khớp mã băm ghi trong tệp khóa: có thể đã bị sửa dọc đường.\n"
            "Cách sửa: thử lại từ mạng khác; nếu vẫn vậy thì báo người phụ trách kỹ thuật, "
            "đừng bỏ qua việc kiểm tra."
        )
    network = ("Failed to establish", "Connection", "connection", "timed out", "resolution", "SSL")
    if any(sign in output for sign in network):
        return (
            "Không tải được thư viện: máy không nối được tới kho gói Python.\n"
            "Cách sửa: kiểm tra mạng (và máy chủ proxy của cơ quan, nếu có) rồi chạy lại; "
            "lần sau, khi .venv đã đủ, không cần mạng nữa."
        )
    if "No space left" in output:
        return "Ổ đĩa đã đầy khi đang cài thư viện.\nCách sửa: dọn bớt chỗ rồi chạy lại."
    if "No matching distribution" in output:
        return (
            "Kho gói không có bản thư viện hợp với máy này (hệ điều hành, phiên bản Python), "
            "hoặc không nối được tới kho.\n"
            "Cách sửa: kiểm tra mạng, hoặc dùng Python 3.11–3.13 bản 64 bit, rồi chạy lại."
        )
    return "Cài thư viện không thành.\nCách sửa: chạy lại; nếu vẫn vậy thì xem chi tiết kỹ thuật."


def run(command: list[str]) -> subprocess.CompletedProcess[str]:
    """Run `command` to its end; its output and errors come back together as text."""
    return subprocess.run(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )


class Pipe(io.FileIO):
    """An output whose reader may leave, as `head` does: what nobody reads is dropped, and the
    command ends its work, instead of breaking off half-way with a traceback.
    """

    def write(self, data: object) -> int:
        """Write, or throw away once nobody reads."""
        try:
            return super().write(data)  # type: ignore[arg-type]
        except OSError as error:
            if error.errno not in (errno.EPIPE, errno.EINVAL):  # Windows says EINVAL
                raise
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, self.fileno())
            os.close(nowhere)
            return super().write(data)  # type: ignore[arg-type]


def speak() -> None:
    """Have stdout and stderr take Vietnamese whatever the console's code page is, and let whoever
    reads them leave.
    """
    in_vietnamese()
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    for name, descriptor in (("stdout", 1), ("stderr", 2)):
        stream = getattr(sys, name)
        if stream is getattr(sys, f"__{name}__") and not stream.isatty():
            stream.flush()
            pipe = Pipe(descriptor, "wb", closefd=False)
            # Under `python -u` nothing is kept back.
            below = pipe if stream.write_through else io.BufferedWriter(pipe)
            made = io.TextIOWrapper(below, encoding="utf-8", errors="replace")
            made.reconfigure(
                line_buffering=stream.line_buffering or descriptor == 2,  # told at once
                write_through=stream.write_through,
            )
            setattr(sys, name, made)


def say(text: str) -> None:
    """Tell the person at the console, on stderr, so that a script's output stays its own."""
    print(text, file=sys.stderr, flush=True)


def prepare(environment: Environment, group: str) -> None:
    """Make `environment` fit for `group`, one process at a time; raises `Trouble`."""
    sys.path.insert(0, str(ROOT / "hooks"))
    from bulletin.locking import exclusive

    sys.path.pop(0)
    try:
        with exclusive(
            environment.root / ".venv.lock",
            wait=WAIT_SECONDS,
            on_wait=lambda: say("Một lệnh khác đang chuẩn bị .venv, xin chờ …"),
        ):
            if not environment.fits(group):
                environment.make(group)
    except TimeoutError:
        raise Trouble(
            "Một lệnh khác giữ .venv quá lâu.\n"
            "Cách sửa: tắt các lệnh make, python đang chạy trong thư mục này rồi chạy lại."
        ) from None


def hop(python: str) -> None:
    """Run the calling script again with `python`, and never come back."""
    os.environ["PYTHONUTF8"] = "1"
    command = [python, *sys.argv]
    if os.name != "nt":
        sys.stdout.flush()
        os.execv(python, command)
    with suppress(KeyboardInterrupt):
        sys.exit(subprocess.call(command))
    sys.exit(130)


def ensure(group: str) -> None:
    """Return only when running in an up-to-date `.venv` for `group` (a name in `LOCKS`).

    Makes `.venv` if need be, then starts the calling script anew inside it. Exits
    with status 1 and a message in Vietnamese when that cannot be done.
    """
    speak()
    # Material's banner about another product's future says nothing to our users.
    os.environ["NO_MKDOCS_2_WARNING"] = "1"
    os.environ["DISABLE_MKDOCS_2_WARNING"] = "true"
    environment = Environment(ROOT)
    try:
        _enter(environment, group)
    except Trouble as trouble:
        say(str(trouble))
        sys.exit(1)
    except OSError as error:
        say(
            f"Không chuẩn bị được .venv: {error}.\n"
            "Cách sửa: kiểm tra tệp và quyền ghi, rồi chạy lại."
        )
        sys.exit(1)
    except KeyboardInterrupt:
        say("Đã dừng khi đang chuẩn bị .venv; lần chạy sau sẽ tự làm lại.")
        sys.exit(130)


def _enter(environment: Environment, group: str) -> None:
    if sys.version_info < OLDEST:
        wanted = ".".join(map(str, OLDEST))
        raise Trouble(
            f"Cần Python {wanted} trở lên, đang chạy bằng {platform.python_version()}.\n"
            f"Cách sửa: cài Python {wanted} trở lên, rồi chạy lại (make PYTHON=python{wanted} …)."
        )
    inside = Path(sys.prefix) == environment.home
    if environment.fits(group):
        if inside:
            os.environ.pop(HOP, None)
            return
    elif inside and not environment.grows(group):
        # No interpreter can replace the environment it is running from.
        hop(sys._base_executable)  # type: ignore[attr-defined]
    else:
        prepare(environment, group)
        if inside:
            return
    if os.environ.get(HOP) == str(environment.home):
        raise Trouble(
            "Không chạy được Python trong .venv (biến PYTHONHOME, hoặc bản Python bất thường).\n"
            "Cách sửa: bỏ biến PYTHONHOME, xóa thư mục .venv rồi chạy lại."
        )
    os.environ[HOP] = str(environment.home)
    hop(str(environment.python))


if __name__ == "__main__":
    ensure(sys.argv[1] if sys.argv[1:] in [[group] for group in LOCKS] else "run")
