"""The numbered releases of one site on the disk, and the link by which the newest is read.

Standard library only. Whoever changes anything here holds the shelf's lock (`bulletin.locking`).
"""

from __future__ import annotations

import os
import shutil
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

WINDOWS = os.name == "nt"
FLUSHING_THREADS = 16


class ReleaseError(Exception):
    """The new release was not published; the text, in Vietnamese, says why and what to do."""


def flush(folder: Path) -> None:
    """Have the disk keep every file of `folder` that no other release shares, and its folders.

    Shared files were kept when they were new. Many at once: the disk writes them in one go.
    """
    fresh = [path for path in folder.rglob("*") if path.is_file() and path.stat().st_nlink == 1]
    with ThreadPoolExecutor(FLUSHING_THREADS) as threads:
        list(threads.map(_flush, fresh))
        if not WINDOWS:  # folders cannot be opened there
            list(threads.map(_flush, [path for path in folder.rglob("*") if path.is_dir()]))
            _flush(folder)


def _flush(path: Path) -> None:
    handle = os.open(path, os.O_RDWR if WINDOWS else os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@dataclass(frozen=True)
class Shelf:
    """The numbered releases in `folder`, and `link`, where they are read."""

    folder: Path
    link: Path
    symlinks: bool

    def refuse_foreign(self) -> None:
        """Raise `ReleaseError` if what stands at `link` is not ours to replace."""
        if not os.path.lexists(self.link):
            return
        ours = self.link.is_symlink() if self.symlinks else self.link.is_dir()
        if not ours or (not self.symlinks and self.link.is_symlink()):
            raise ReleaseError(
                f"{self.link} đã có sẵn và không phải do lệnh này tạo ra, nên không bị thay.\n"
                f"Cách sửa: chuyển {self.link.name} đi nơi khác (hoặc xóa nếu không cần), "
                "rồi chạy lại."
            )

    def numbers(self) -> list[int]:
        """Return the numbers of the complete releases in `folder`, in order."""
        names = (path.name for path in self.folder.iterdir() if path.is_dir())
        return sorted(int(name) for name in names if name.isascii() and name.isdigit())

    def next_number(self) -> int:
        """Return a number above every release, the one that stands at a plain `link` included."""
        standing = 0 if self.symlinks or not self.link.exists() else 1
        return max(self.numbers(), default=0) + standing + 1

    def current(self) -> Path | None:
        """Return the folder of the release that is read now, if there is one."""
        return self.link.resolve() if self.link.is_dir() else None

    def current_number(self) -> int:
        """Return the number of the release that is read now; 0 if there is none."""
        current = self.current()
        if current is None:
            return 0
        return int(current.name) if self.symlinks else max(self.numbers(), default=0) + 1

    def sweep(self) -> None:
        """Clear away what an interrupted run left, and undo its half of a switch."""
        for left in self.folder.glob("*.tmp"):
            shutil.rmtree(left, ignore_errors=True)
        self._draft_link().unlink(missing_ok=True)
        numbers = self.numbers()
        if not self.symlinks and numbers and not self.link.exists():
            (self.folder / str(numbers[-1])).rename(self.link)

    def switch(self, draft: Path, number: int, *, durable: bool = False) -> Path:
        """Make `link` lead to what `draft` holds; return the folder where it now stands.

        With `durable` a power cut afterwards cannot take it back, nor leave it half written.
        """
        if durable:
            flush(draft)
        if not self.symlinks:
            return self._switch_by_renames(draft, number)
        placed = draft.with_name(str(number))
        draft.rename(placed)
        try:
            self.point(placed)
            if durable:
                _flush(self.folder)
                _flush(self.link.parent)
        except BaseException:
            if self.current() != placed:
                with suppress(OSError):
                    placed.rename(draft)
            self._draft_link().unlink(missing_ok=True)
            raise
        return placed

    def point(self, placed: Path) -> None:
        """Replace the symlink by one to `placed`."""
        target = os.path.relpath(placed, self.link.parent)
        self._draft_link().symlink_to(target, target_is_directory=True)
        self._draft_link().replace(self.link)

    def bring_back(self, number: int) -> Path:
        """Make `link` lead to an earlier release; return the folder where it now stands."""
        earlier = self.folder / str(number)
        if not self.symlinks:
            return self._switch_by_renames(earlier, self.next_number())
        self.point(earlier)
        return earlier

    def _switch_by_renames(self, draft: Path, number: int) -> Path:
        former = self.folder / str(number - 1)
        stood = self.link.exists()
        try:
            if stood:
                self.link.rename(former)
            draft.rename(self.link)
        except PermissionError as error:
            raise ReleaseError(
                f"Không thay được {self.link}: một chương trình đang mở tệp trong đó.\n"
                "Cách sửa: đóng cửa sổ, trình soạn thảo đang mở thư mục này, rồi chạy lại.\n"
                f"Chi tiết kỹ thuật: {error}"
            ) from None
        finally:
            if stood and not self.link.exists() and former.exists():
                former.rename(self.link)
        return self.link

    def prune(self, keep: int) -> None:
        """Delete all but the newest `keep` releases, never the one that is read."""
        standing = 0 if self.symlinks else 1
        numbers = self.numbers()
        self.remove(numbers[: max(0, len(numbers) - max(keep, 1) + standing)])

    def remove(self, numbers: list[int]) -> list[int]:
        """Delete releases, never the one that is read; return the numbers of those gone."""
        current, gone = self.current(), []
        for number in numbers:
            old = self.folder / str(number)
            if old == current:
                continue
            # Renamed first: a release deleted halfway must never be taken for a whole one.
            doomed = old.with_name(f"{number}.tmp")
            with suppress(OSError):
                old.rename(doomed)
                shutil.rmtree(doomed, ignore_errors=True)
                gone.append(number)
        return gone

    def _draft_link(self) -> Path:
        return self.link.with_name(f"{self.link.name}.tmp")
