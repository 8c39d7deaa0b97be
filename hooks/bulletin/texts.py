"""The Markdown of entries in, HTML out, or the links in it that lead nowhere."""

from collections import Counter
from collections.abc import Container, Iterable, Iterator, MutableMapping
from dataclasses import dataclass, field
from typing import Any

from bulletin.checks import Library
from bulletin.kinds import KINDS, Category, Document, Entry, Item, News, Part
from bulletin.kinds._inspect import parts_within
from bulletin.kinds._types import Body
from bulletin.kinds.document import Reading as Wording
from bulletin.markup import LinkMistake, Renderer, Resolve, Show
from bulletin.problems import Problem
from bulletin.renditions import Renditions
from bulletin.spelling import Reading, Speller
from bulletin.store import Store, code_version, digest
from bulletin.text import nearest

RenderedTexts = MutableMapping[str, tuple[Entry, tuple[object, ...], Any]]
"""By file: the entry as it was read, under what it was rendered, and what came of it."""


def render_bodies(
    library: Library,
    visible: dict[str, dict[str, Entry]],
    store: Store,
    only: Container[str] | None = None,
    rendered: "RenderedTexts | None" = None,
) -> Iterator[Problem]:
    """Render every Markdown text of every entry, yielding the links that lead nowhere."""
    # A category has a page only while it has news.
    in_use = {news.category for news in visible[News.KIND].values() if isinstance(news, News)}

    def resolve(scheme: str, target: str) -> str | None:
        slug, _, anchor = target.partition("#")
        if scheme == "media":
            return show(slug).large.path
        kind = KINDS.get(scheme)
        if kind is None or kind.ADDRESS is None:
            linkable = [name for name, kind in KINDS.items() if kind.ADDRESS]
            near = nearest(scheme, linkable)
            others = f"Dùng `https:` hoặc một trong: {', '.join(linkable)}"
            mend = f"Có phải `{near}:`?" if near else others
            raise LinkMistake(f"{scheme}:", f"không có liên kết kiểu `{scheme}:`", mend)
        if slug not in library.known[scheme]:
            raise _no_such(f"{scheme}:{slug}", kind.LABEL, slug, library.known[scheme])
        entry = visible[scheme].get(slug)
        if entry is None or (isinstance(entry, Category) and slug not in in_use):
            return None
        return entry.path + (f"#{anchor}" if anchor else "")

    def show(name: str) -> Renditions:
        if name not in library.pictures:
            raise _no_such(f"media:{name}", "ảnh", name, library.pictures)
        return library.pictures[name]

    told = Told(resolve, show)
    renderer = Renderer(told.resolve, told.show)
    speller = Speller(library.settings.spelled_out)
    for shelf in library.shelves.values():
        for entry in shelf.values():
            if only is not None and entry.file not in only:
                continue
            shown = visible[entry.KIND].get(entry.slug) is entry
            under = (shown, library.settings.spelled_out)
            if rendered is not None and entry.file in rendered:
                same, before, kept = rendered[entry.file]
                if (
                    same is entry
                    and before == under
                    and told.restore(entry, kept, visible[entry.KIND])
                ):
                    continue
            key = digest("html", code_version(), entry.KIND, *under, entry.plain)
            kept = store.get(key)
            if not told.restore(entry, kept, visible[entry.KIND]):
                told.begin()
                mistakes = list(_render(entry, renderer, Reading(speller), visible[entry.KIND]))
                yield from mistakes
                if mistakes:
                    continue
                kept = told.kept(entry, visible[entry.KIND])
                store.put(key, kept)
            if rendered is not None:
                rendered[entry.file] = entry, under, kept


def _render(
    entry: Entry, renderer: Renderer, reading: Reading, visible: dict[str, Entry]
) -> Iterator[Problem]:
    """Render the texts of one entry, yielding the links that lead nowhere."""
    _spell_out_summary(entry, reading, visible)
    # A copy of the source's own text must not be added to.
    reading.verbatim = isinstance(entry, Document) and entry.reading is Wording.FULL
    for place, body in bodies_of(entry):
        body.html, mistakes = renderer.render(body.text, reading)
        targets = Counter[str]()
        for mistake in mistakes:
            line = entry.line_in_text(place, mistake.target, targets[mistake.target])
            targets[mistake.target] += 1
            yield Problem(entry.file, line, mistake.what, mistake.mend)


@dataclass
class Told:
    """What texts asked of the other entries while they were rendered, and were told: as long as
    they would be told the same, what was made of them holds.
    """

    to_address: Resolve
    to_picture: Show
    asked: list[tuple[str, str, str | None]] = field(default_factory=list)

    def begin(self) -> None:
        """Forget what the texts of the entry before asked."""
        self.asked = []

    def resolve(self, scheme: str, target: str) -> str | None:
        """Answer as `Resolve` does, and remember."""
        answer = self.to_address(scheme, target)
        self.asked.append((scheme, target, answer))
        return answer

    def show(self, name: str) -> Renditions:
        """Answer as `Show` does, and remember."""
        shown = self.to_picture(name)
        self.asked.append(("", name, _files_of(shown)))
        return shown

    def kept(self, entry: Entry, visible: dict[str, Entry]) -> dict[str, object]:
        """Return what the store keeps of an entry's rendered texts."""
        now = visible.get(entry.slug)
        summary = now.summary if isinstance(now, Item) and now is not entry else None
        html = [body.html for _, body in bodies_of(entry)]
        return {"html": html, "summary": summary, "asked": self.asked}

    def restore(self, entry: Entry, kept: Any, visible: dict[str, Entry]) -> bool:
        """Put back what was kept, if everything it asked would be told the same; tell whether."""
        if kept is None or not all(self._still(*one) for one in kept["asked"]):
            return False
        for (_, body), html in zip(bodies_of(entry), kept["html"], strict=True):
            body.html = html
        if kept["summary"] is not None:
            visible[entry.slug] = entry.model_copy(update={"summary": kept["summary"]})
        return True

    def _still(self, scheme: str, target: str, answer: str | None) -> bool:
        try:
            if scheme:
                return self.to_address(scheme, target) == answer
            return _files_of(self.to_picture(target)) == answer
        except LinkMistake:
            return False


def _files_of(shown: Renditions) -> str:
    """Return all that a text prints of a picture."""
    files = (*shown.webp, shown.fallback)
    return " ".join(f"{file.path} {file.width} {file.height}" for file in files)


def _spell_out_summary(entry: Entry, reading: Reading, visible: dict[str, Entry]) -> None:
    """Have readers see the sapo with its abbreviations spelled out; checks see it as typed."""
    if isinstance(entry, Item) and entry.summary and visible.get(entry.slug) is entry:
        told = reading.line(entry.summary)
        if told != entry.summary:
            visible[entry.slug] = entry.model_copy(update={"summary": told})


def _no_such(target: str, what: str, slug: str, names: Iterable[str]) -> LinkMistake:
    """Return the mistake of a link to something that does not exist."""
    near = nearest(slug, names)
    mend = f"Có phải `{near}`?" if near else "Kiểm tra tên tệp, hoặc bỏ liên kết"
    told = f"liên kết đến {what} `{slug}`, nhưng không có {what} nào tên ấy"
    return LinkMistake(target, told, mend)


def bodies_of(
    part: Part, place: tuple[str | int, ...] = ()
) -> Iterator[tuple[tuple[str | int, ...], Body]]:
    """Yield every Markdown text of an entry with its place."""
    for step, item in parts_within(part, Body, place):
        if isinstance(item, Body):
            yield step, item
        else:
            yield from bodies_of(item, step)
