"""Every address ever published goes on answering: by its page, a redirect, or a tombstone.

The list is kept beside the releases, `permalinks.json`. An entry's own page may not vanish: that is
a mistake with a mend. Pages and feeds that only gather others (a tag, a day, a year) come and go
with what they gather; their address then leads to the nearest that still stands.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from bulletin.problems import Problem

PASSING = ("css/", "js/", "fonts/", "img/", "anh/", "the/", "pagefind/", ".")
"""What pages bring along under names that change with their content; nobody keeps such addresses."""
LASTING = {
    ".html", ".xml", ".json", ".ics", ".csv", ".xlsx", ".opml", ".pdf", ".docx", ".doc", ".xls", ".zip",
    ".mp3", ".mp4", ".m4a", ".webm", ".ogg", ".odt", ".ods", ".pptx", ".txt",
}  # fmt: skip
_YEAR = re.compile(r"-\d{4}(?=\.\w+$)")


class PermalinksBroken(Exception):
    """The list cannot be read; the text, in Vietnamese, says what to do."""


@dataclass
class Permalinks:
    """The addresses published so far: of entries (with their file), and of all else."""

    entries: dict[str, str] = field(default_factory=dict)
    others: set[str] = field(default_factory=set)

    @classmethod
    def read(cls, path: Path) -> Permalinks:
        """Return the list kept at `path`, an empty one if there is none; raises PermalinksBroken."""
        try:
            kept = json.loads(path.read_text(encoding="utf-8"))
            return cls(dict(kept["entries"]), set(kept["others"]))
        except FileNotFoundError:
            return cls()
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise PermalinksBroken(
                f"Không đọc được {path}, tệp nhớ mọi địa chỉ đã đăng: {error}\n"
                "Cách sửa: lấy lại tệp ấy từ bản sao lưu; không còn bản nào thì xóa tệp, lần đăng "
                "sau nhớ lại từ đầu."
            ) from None

    def write(self, path: Path) -> None:
        """Keep the list at `path`, whole or not at all."""
        kept = {"entries": dict(sorted(self.entries.items())), "others": sorted(self.others)}
        draft = path.with_name(f"{path.name}.tmp")
        with draft.open("w", encoding="utf-8", newline="\n") as file:
            json.dump(kept, file, ensure_ascii=False, indent=1)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)

    def add(self, site: Path, sources: Mapping[str, str]) -> None:
        """Take in the addresses of the site in `site`; `sources` are entries' pages, with files."""
        standing = set(_addresses(site))
        self.entries.update({path: file for path, file in sources.items() if path in standing})
        self.others = (self.others | standing) - self.entries.keys()

    def forget(self, addresses: Iterable[str]) -> list[str]:
        """Give addresses up on purpose; return those that were never in the list."""
        unknown = []
        for address in addresses:
            path = address.lstrip("/")
            if self.entries.pop(path, None) is None and path not in self.others:
                unknown.append(address)
            self.others.discard(path)
        return unknown

    def lost(self, site: Path) -> tuple[list[Problem], dict[str, str], list[str]]:
        """Return what the site in `site` no longer answers for: entries' pages as problems, other
        addresses with the nearest that still stands, and files that nothing stands in for.
        """
        standing = set(_addresses(site))
        problems = [
            _problem(path, file) for path, file in self.entries.items() if path not in standing
        ]
        moved, gone = {}, []
        for path in sorted(self.others - standing):
            near = _nearest(path, standing)
            if near is None:
                gone.append(path)
            else:
                moved[path] = near
        return sorted(problems), moved, gone


def _problem(path: str, file: str) -> Problem:
    slug = path.strip("/").rpartition("/")[2]
    return Problem(
        file,
        1,
        f"địa chỉ /{path} đã từng đăng, nay không còn trang nào",
        f"Đổi tên tệp thì ghi `{slug}` vào `aliases` của mục; gỡ bài thì giữ tệp và ghi `status: withdrawn`; "
        f"chưa từng có ai đọc thì chạy lại với `--forget /{path}`",
    )


def _addresses(site: Path) -> Iterator[str]:
    """Yield the lasting addresses of a site: pages as folders, all else as files."""
    for folder, folders, names in os.walk(site):
        place = Path(folder).relative_to(site).as_posix()
        base = "" if place == "." else f"{place}/"
        folders[:] = [name for name in folders if not f"{base}{name}/".startswith(PASSING)]
        for name in names:
            if name == "index.html":
                yield base
            elif Path(name).suffix in LASTING and name != "404.html":
                yield f"{base}{name}"


def _nearest(path: str, standing: set[str]) -> str | None:
    """Return the standing address nearest above `path`; for a file, one of the same name."""
    folder, _, name = path.rpartition("/")
    if name:
        for wanted in (name, _YEAR.sub("", name)):
            above = folder
            while True:
                candidate = f"{above}/{wanted}".lstrip("/")
                if candidate != path and candidate in standing:
                    return candidate
                if not above:
                    break
                above = above.rpartition("/")[0]
        return None
    while folder:
        folder = folder.rpartition("/")[0]
        if f"{folder}/".lstrip("/") in standing:
            return f"{folder}/".lstrip("/")
    return "" if "" in standing else None
