"""Content in, and a built site: whatever is not published but stands in some file of it, out."""

import gzip
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from bulletin.dates import Day
from bulletin.kinds import Entry, Status
from bulletin.load import read_library
from bulletin.model import is_visible
from bulletin.settings import Settings
from bulletin.store import STORE, Store
from bulletin.texts import bodies_of

SHORTEST = 15
"""Fewer characters stand on many a page by chance."""
TEXTS = {".html", ".xml", ".json", ".csv", ".ics", ".txt", ".svg", ".opml", ".vtt"}
PACKED = {".pf_fragment"}
"""Gzipped texts of the search index."""
_TOLD = ("title", "name", "full_name", "summary")
_BREAKS = re.compile(r"""["'&<>\\*_`\[\]()#|{}\x00-\x1f]+""")
"""What HTML, JSON, CSV or Markdown write otherwise than the entry does."""


@dataclass(frozen=True)
class Leak:
    """Something unpublished on the site: in which file, whose it is, and what stands there."""

    page: str
    entry: Entry
    text: str

    def __str__(self) -> str:
        what = "đã gỡ" if self.entry.status is Status.WITHDRAWN else "chưa đăng"
        return f"{self.page}: lộ nội dung {what} của {self.entry.file}: “{self.text}”"


def find_leaks(site: Path, content: Path, settings: Settings, now: Day) -> list[Leak]:
    """Return where the site in `site` tells titles, summaries, texts, addresses of entries that
    readers may not see at `now`; what published files or settings say themselves is no leak.
    """
    needles = _needles(content, settings, now)
    if not needles:
        return []
    pattern = re.compile(_any_of(sorted(text.encode() for text in needles)))
    leaks: dict[tuple[str, str], Leak] = {}
    for path in sorted(site.rglob("*")):
        if path.suffix not in TEXTS | PACKED or not path.is_file():
            continue
        name = path.relative_to(site).as_posix()
        raw = path.read_bytes()
        if path.suffix in PACKED:
            raw = gzip.decompress(raw)
        for found in pattern.findall(raw):
            text = found.decode()
            entry = needles[text]
            leaks.setdefault((name, entry.file), Leak(name, entry, text.strip("/\x20")))
    return list(leaks.values())


def _any_of(texts: list[bytes]) -> bytes:
    """Return the pattern of any of the sorted texts, what several begin with written once.

    Hundreds of alternatives, each tried at every place of a site, would take minutes.
    """
    if len(texts) == 1:
        return re.escape(texts[0])
    pairs = enumerate(zip(texts[0], texts[-1], strict=False))
    shared = next((at for at, (one, other) in pairs if one != other), len(texts[0]))
    rest = [text[shared:] for text in texts]
    groups = groupby((text for text in rest if text), key=lambda text: text[:1])
    inner = b"|".join(_any_of(list(group)) for _, group in groups)
    return re.escape(texts[0][:shared]) + b"(?:" + inner + b")" + (b"?" if b"" in rest else b"")


def _needles(content: Path, settings: Settings, now: Day) -> dict[str, Entry]:
    """Return what must stand nowhere, each with the entry it belongs to."""
    hidden, said = [], []
    store = Store(content.parent / ".cache" / STORE)
    for entry in read_library(content, settings, store=store)[0].every():
        if is_visible(entry, now):
            said.append((content.parent / entry.file).read_text("utf-8"))
        else:
            hidden.append(entry)
    if not hidden:
        return {}
    said += [repr(settings), *_other_texts(content.parent)]
    public = " ".join(" ".join(said).split())
    return {
        piece: entry
        for entry in hidden
        for piece in _pieces(entry)
        if piece not in public and _bare(piece) not in public
    }


def _bare(piece: str) -> str:
    """Return the slug of an address; what refers to it names the slug alone."""
    return piece.strip("/").rpartition("/")[2] if piece.endswith("/") else piece


def _other_texts(project: Path) -> Iterable[str]:
    return (path.read_text("utf-8", errors="replace") for path in (project / "docs").rglob("*.md"))


def _pieces(entry: Entry) -> Iterator[str]:
    """Yield what gives an entry away: its address, its title, name, sapo, and how its text begins."""
    withdrawn = entry.status is Status.WITHDRAWN
    if entry.ADDRESS and not withdrawn and "#" not in entry.path:
        yield f"/{entry.path}"
    # As typed only: a title that is made of numbers and days may be that of many an entry.
    texts: list[object] = [entry.plain.get(name) for name in _TOLD]
    texts += [body.text for _, body in bodies_of(entry)]
    for text in texts:
        if isinstance(text, str):
            runs = (" ".join(run.split()) for run in _BREAKS.split(" ".join(text.split())))
            longest = max(runs, key=len, default="")
            if len(longest) >= SHORTEST:
                yield longest
