"""A project in, a second view of it out, in which a change can be tried before it is made.

Files are shared with the project, not copied, where the disk can: change them with `moving.put`,
which puts new ones in their place, never by writing into them.
"""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


@contextmanager
def trial(project: Path) -> Iterator[Path]:
    """Yield the folder of the second view: content, pages written by hand, settings."""
    cached = project / ".cache"
    cached.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(
        dir=cached, prefix="thu-", ignore_cleanup_errors=True
    ) as folder:
        copy = Path(folder)
        for name in ("content", "docs"):
            if (project / name).is_dir():
                shutil.copytree(project / name, copy / name, copy_function=_link, symlinks=True)
        shutil.copyfile(project / "mkdocs.yml", copy / "mkdocs.yml")
        # What was found out about pictures need not be found out again.
        with suppress(OSError):
            (copy / ".cache").symlink_to(cached.resolve(), target_is_directory=True)
        yield copy


def _link(source: str, target: str) -> None:
    """Give a file a second name, which costs nothing; copy it where the disk knows no such thing."""
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError:
        shutil.copyfile(source, target, follow_symlinks=False)
