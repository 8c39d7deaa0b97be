"""Put a built site in place of the old one in a single step, or not at all.

Releases are numbered folders, `<folder>/1`, `<folder>/2` …; what is read is `link`, a symlink to
the newest. Whatever stops a run (an error, Ctrl+C, kill -9) leaves `link` as it was, and the next
run clears away the rest.

Windows grants symlinks to administrators only. There `link` is a plain folder, and two renames
put the new one in its place: `link` to `<folder>/<n>`, the new release to `link`. A kill between
the two leaves no `link` until the next run brings the last release back.

Standard library only; nothing here knows what a site is made of.
"""

from __future__ import annotations

import filecmp
import os
import shutil
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from bulletin.locking import exclusive

SHOWN_PROBLEMS = 30


class ReleaseError(Exception):
    """The new release was not published; the text, in Vietnamese, says why and what to do."""


@dataclass(frozen=True)
class Release:
    """What was published: its number, its folder, its files, and how many of them are shared."""

    number: int
    path: Path
    files: int
    size: int
    linked: int


def publish(
    build: Callable[[Path], None],
    folder: Path,
    link: Path,
    *,
    keep: int = 3,
    verify: Callable[[Path], Sequence[str]] | None = None,
    wait: float = 600,
    on_wait: Callable[[], None] | None = None,
    symlinks: bool = os.name != "nt",
) -> Release:
    """Have `build` fill an empty folder, and make `link` lead to it if `verify` finds no problem.

    Files equal to those of the previous release are hard-linked, the newest `keep` releases stay.
    While another process publishes into `folder`, waits up to `wait` seconds, calling `on_wait`
    once. `symlinks=False` replaces `link` by renames, as Windows needs.

    Raises `ReleaseError`, and whatever `build` or `verify` raises; `link` then is as it was.
    """
    # Only resolved paths give a relative symlink that is right when a parent is a symlink itself.
    folder.mkdir(parents=True, exist_ok=True)
    link.parent.mkdir(parents=True, exist_ok=True)
    folder, link = folder.resolve(), link.parent.resolve() / link.name
    try:
        with exclusive(folder / ".lock", wait=wait, on_wait=on_wait):
            return _publish(build, _Shelf(folder, link, symlinks), keep, verify)
    except TimeoutError:
        raise ReleaseError(
            f"Một lệnh khác đang dựng trang vào {folder} và chưa xong.\n"
            "Cách sửa: chờ lệnh kia xong (hoặc tắt nó) rồi chạy lại."
        ) from None


def _publish(
    build: Callable[[Path], None],
    shelf: _Shelf,
    keep: int,
    verify: Callable[[Path], Sequence[str]] | None,
) -> Release:
    shelf.refuse_foreign()
    shelf.sweep()
    number = shelf.next_number()
    draft = shelf.folder / f"{number}.tmp"
    try:
        draft.mkdir()
        build(draft)
        if not any(path.is_file() for path in draft.rglob("*")):
            raise ReleaseError("Lần dựng này không tạo ra tệp nào; trang đã đăng giữ nguyên.")
        _refuse_problems(verify(draft) if verify else ())
        linked = _share(draft, shelf.current())
        sizes = [path.stat().st_size for path in draft.rglob("*") if path.is_file()]
        placed = shelf.switch(draft, number)
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        raise
    shelf.prune(keep)
    return Release(number, placed, len(sizes), sum(sizes), linked)


def _refuse_problems(problems: Sequence[str]) -> None:
    if not problems:
        return
    lines = [f"Trang vừa dựng có {len(problems)} chỗ sai; trang đã đăng giữ nguyên:"]
    lines += problems[:SHOWN_PROBLEMS]
    if len(problems) > SHOWN_PROBLEMS:
        lines.append(f"… và {len(problems) - SHOWN_PROBLEMS} chỗ khác.")
    raise ReleaseError("\n".join(lines))


def _share(draft: Path, previous: Path | None) -> int:
    """Hard-link the files of `draft` that equal those of `previous`; return how many."""
    if previous is None:
        return 0
    linked = 0
    for parent, _, names in os.walk(draft):
        old_parent = previous / Path(parent).relative_to(draft)
        for name in names:
            new, old = Path(parent, name), old_parent / name
            try:
                if old.is_symlink() or not filecmp.cmp(old, new, shallow=False):
                    continue
            except OSError:
                continue
            twin = new.with_name(f"{name}.tmp")
            try:
                twin.hardlink_to(old)
            except OSError:
                # No hard links on this file system: the new copy serves as well.
                return linked
            twin.replace(new)
            linked += 1
    return linked


@dataclass(frozen=True)
class _Shelf:
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

    def sweep(self) -> None:
        """Clear away what an interrupted run left, and undo its half of a switch."""
        for left in self.folder.glob("*.tmp"):
            shutil.rmtree(left, ignore_errors=True)
        self._draft_link().unlink(missing_ok=True)
        numbers = self.numbers()
        if not self.symlinks and numbers and not self.link.exists():
            (self.folder / str(numbers[-1])).rename(self.link)

    def switch(self, draft: Path, number: int) -> Path:
        """Make `link` lead to what `draft` holds; return the folder where it now stands."""
        if not self.symlinks:
            return self._switch_by_renames(draft, number)
        placed = draft.with_name(str(number))
        draft.rename(placed)
        target = os.path.relpath(placed, self.link.parent)
        try:
            self._draft_link().symlink_to(target, target_is_directory=True)
            self._draft_link().replace(self.link)
        except BaseException:
            if self.current() != placed:
                with suppress(OSError):
                    placed.rename(draft)
            self._draft_link().unlink(missing_ok=True)
            raise
        return placed

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
        current = self.current()
        numbers = self.numbers()
        for number in numbers[: max(0, len(numbers) - max(keep, 1) + standing)]:
            old = self.folder / str(number)
            if old == current:
                continue
            # Renamed first: a release deleted halfway must never be taken for a whole one.
            doomed = old.with_name(f"{number}.tmp")
            with suppress(OSError):
                old.rename(doomed)
                shutil.rmtree(doomed, ignore_errors=True)

    def _draft_link(self) -> Path:
        return self.link.with_name(f"{self.link.name}.tmp")
