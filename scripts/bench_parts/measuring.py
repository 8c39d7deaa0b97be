"""One command in, what it took out: whole processes, as the system accounts for them."""

import os
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median


@dataclass(frozen=True)
class Run:
    """What one run took: seconds, and the peak memory of its largest process in megabytes."""

    user: float
    sys: float
    wall: float
    peak: float

    @property
    def cpu(self) -> float:
        """User and system seconds together."""
        return self.user + self.sys


class BenchError(Exception):
    """A command failed, or the two sides did not make the same; the text says which."""


def run(command: Sequence[str], log: Path, env: Mapping[str, str] | None = None) -> Run:
    """Run a command to its end and return what it took; raises `BenchError` if it fails.

    Children are counted with their parent once they have ended, save in the peak, which is the
    largest single process.
    """
    started = time.monotonic()
    with log.open("ab") as out:
        process = subprocess.Popen(
            command, stdout=out, stderr=out, env={**os.environ, **(env or {})}
        )
        # The process is awaited by its own number: what it and its children used comes with it.
        _, status, usage = os.wait4(process.pid, 0)
    wall = time.monotonic() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise BenchError(f"Lệnh hỏng ({process.returncode}): {' '.join(command)}\nXem {log}")
    return Run(usage.ru_utime, usage.ru_stime, wall, usage.ru_maxrss / 1024)


def middle(runs: Sequence[Run]) -> Run:
    """Return the median of every figure by itself."""
    return Run(
        *(median(getattr(one, name) for one in runs) for name in ("user", "sys", "wall", "peak"))
    )


def spread(runs: Sequence[Run]) -> str:
    """Return the least and the greatest CPU time, to tell a noisy machine."""
    found = sorted(one.cpu for one in runs)
    return f"{found[0]:.1f}–{found[-1]:.1f}".replace(".", ",")
