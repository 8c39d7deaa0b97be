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
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bulletin.locking import exclusive
from bulletin.shelf import ReleaseError, Shelf

__all__ = ["Release", "ReleaseError", "publish", "purge", "rollback"]

SHOWN_PROBLEMS = 30


@dataclass(frozen=True)
class Release:
    """What was published: its number, its folder, its files, and how many of them are shared."""

    number: int
    path: Path
    files: int
    size: int
    linked: int
    changed: bool = True
    """False if the one that was read already says all that the new one would have said."""


def publish(
    build: Callable[[Path], None],
    folder: Path,
    link: Path,
    *,
    keep: int = 3,
    verify: Callable[[Path], Sequence[str]] | None = None,
    finish: Callable[[Path, Path | None], None] | None = None,
    durable: bool = False,
    volatile: Sequence[str] | None = None,
    wait: float = 600,
    on_wait: Callable[[], None] | None = None,
    symlinks: bool = os.name != "nt",
) -> Release:
    """Have `build` fill an empty folder, and make `link` lead to it if `verify` finds no problem.

    Files equal to those of the previous release are hard-linked, the newest `keep` releases stay.
    Then `finish` may add files; it is given the new folder and the previous release's. With
    `durable` nothing is switched before the disk has kept it. Unless `volatile` is None, a
    release that differs in nothing, or only below those folders, is dropped again.
    While another process publishes into `folder`, waits up to `wait` seconds, calling `on_wait`
    once. `symlinks=False` replaces `link` by renames, as Windows needs.

    Raises `ReleaseError`, and whatever `build` or `verify` raises; `link` then is as it was.
    """
    with _opened(folder, link, symlinks, wait, on_wait) as shelf:
        shelf.refuse_foreign()
        shelf.sweep()
        return _publish(build, shelf, keep, verify, finish, durable, volatile)


def rollback(
    folder: Path,
    link: Path,
    number: int | None = None,
    *,
    wait: float = 600,
    on_wait: Callable[[], None] | None = None,
    symlinks: bool = os.name != "nt",
) -> int:
    """Make `link` lead to release `number` again, or to the one before; return its number.

    The newer ones stay until they are pruned. Raises `ReleaseError` if there is no such release.
    """
    with _opened(folder, link, symlinks, wait, on_wait) as shelf:
        shelf.refuse_foreign()
        shelf.sweep()
        current = shelf.current_number()
        kept = [one for one in shelf.numbers() if one != current]
        earlier = [one for one in kept if one < current]
        if number is not None and number == current:
            return number
        wanted = number if number is not None else max(earlier, default=None)
        if wanted is None or wanted not in kept:
            what = f"Không có bản {wanted} để lùi về." if wanted else "Không còn bản cũ để lùi về."
            there = ", ".join(map(str, kept))
            mend = f"chọn một trong các bản {there}" if there else "sửa nội dung rồi đăng lại"
            raise ReleaseError(f"{what}\nCách sửa: {mend}.")
        shelf.bring_back(wanted)
        return wanted


def purge(
    folder: Path,
    link: Path,
    *,
    wait: float = 600,
    on_wait: Callable[[], None] | None = None,
    symlinks: bool = os.name != "nt",
) -> list[int]:
    """Delete every release but the one that is read, so that none brings back what was removed.

    Returns the numbers of the releases that are gone. To be called when the release that is read
    does no longer hold what had to go. A `folder` that does not exist holds none.
    """
    if not folder.is_dir():
        return []
    with _opened(folder, link, symlinks, wait, on_wait) as shelf:
        shelf.sweep()
        return shelf.remove(shelf.numbers())


@contextmanager
def _opened(
    folder: Path, link: Path, symlinks: bool, wait: float, on_wait: Callable[[], None] | None
) -> Iterator[Shelf]:
    """Hold the lock of the releases in `folder`; raises `ReleaseError` if that takes too long."""
    folder.mkdir(parents=True, exist_ok=True)
    link.parent.mkdir(parents=True, exist_ok=True)
    # Only resolved paths give a relative symlink that is right when a parent is a symlink itself.
    folder, link = folder.resolve(), link.parent.resolve() / link.name
    try:
        with exclusive(folder / ".lock", wait=wait, on_wait=on_wait):
            yield Shelf(folder, link, symlinks)
    except TimeoutError:
        raise ReleaseError(
            f"Một lệnh khác đang dựng trang vào {folder} và chưa xong.\n"
            "Cách sửa: chờ lệnh kia xong (hoặc tắt nó) rồi chạy lại."
        ) from None


def _publish(
    build: Callable[[Path], None],
    shelf: Shelf,
    keep: int,
    verify: Callable[[Path], Sequence[str]] | None,
    finish: Callable[[Path, Path | None], None] | None,
    durable: bool,
    volatile: Sequence[str] | None,
) -> Release:
    number, previous = shelf.next_number(), shelf.current()
    draft = shelf.folder / f"{number}.tmp"
    try:
        draft.mkdir()
        build(draft)
        if not any(path.is_file() for path in draft.rglob("*")):
            raise ReleaseError("Lần dựng này không tạo ra tệp nào; trang đã đăng giữ nguyên.")
        _refuse_problems(verify(draft) if verify else ())
        linked = _share(draft, previous)
        if finish:
            finish(draft, previous)
        sizes = [path.stat().st_size for path in draft.rglob("*") if path.is_file()]
        if previous and volatile is not None and _same(draft, previous, volatile):
            shutil.rmtree(draft)
            standing = shelf.current_number()
            return Release(standing, previous, len(sizes), sum(sizes), linked, changed=False)
        placed = shelf.switch(draft, number, durable=durable)
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        raise
    shelf.prune(keep)
    return Release(number, placed, len(sizes), sum(sizes), linked)


def _same(draft: Path, previous: Path, volatile: Sequence[str]) -> bool:
    """Tell whether two releases hold the same files, but for what lies in folders `volatile`."""

    def files(folder: Path) -> dict[str, Path]:
        found = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*")}
        return {
            name: path
            for name, path in found.items()
            if path.is_file() and not name.startswith(tuple(f"{one}/" for one in volatile))
        }

    new, old = files(draft), files(previous)
    return new.keys() == old.keys() and all(
        path.samefile(old[name]) or filecmp.cmp(path, old[name], shallow=False)
        for name, path in new.items()
    )


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
