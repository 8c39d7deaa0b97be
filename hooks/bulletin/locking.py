"""One lock between processes.

Standard library only, like all that `import bulletin` runs: scripts need it before anything is
installed.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

if os.name == "nt":  # pragma: no cover
    import msvcrt

    def _try_lock(handle: IO[bytes]) -> None:
        handle.seek(0)
        msvcrt.locking(handle.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]

    def _unlock(handle: IO[bytes]) -> None:
        handle.seek(0)
        msvcrt.locking(handle.fileno(), msvcrt.LK_UNLCK, 1)  # type: ignore[attr-defined,unused-ignore]

else:
    import fcntl

    def _try_lock(handle: IO[bytes]) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _unlock(handle: IO[bytes]) -> None:
        fcntl.flock(handle, fcntl.LOCK_UN)


PAUSE_SECONDS = 0.1


@contextmanager
def exclusive(
    path: Path, *, wait: float, on_wait: Callable[[], None] | None = None
) -> Iterator[None]:
    """Hold the lock file `path` (created if missing, never deleted) for the length of the block.

    Waits at most `wait` seconds, calling `on_wait` once before the first wait; then raises
    `TimeoutError`. The system frees the lock when its holder dies, however it dies.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    deadline = time.monotonic() + wait
    with path.open("ab") as handle:
        while True:
            try:
                _try_lock(handle)
                break
            except OSError:
                if time.monotonic() >= deadline:
                    raise TimeoutError(str(path)) from None
            if on_wait is not None:
                on_wait()
                on_wait = None
            time.sleep(PAUSE_SECONDS)
        try:
            yield
        finally:
            with suppress(OSError):
                _unlock(handle)
