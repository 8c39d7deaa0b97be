"""content/ in, a Bulletin out, or a ContentError with every problem of every file."""

from collections import Counter
from collections.abc import Collection, Container, Iterable, Iterator, MutableMapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bulletin.checks import ADVICE, CHECKS, Library
from bulletin.downloads import SUFFIXES, download_size
from bulletin.kinds import (
    KINDS,
    Campaign,
    Category,
    Document,
    Entry,
    Issue,
    Item,
    News,
    Part,
    Result,
    Status,
)
from bulletin.kinds._inspect import parts_within
from bulletin.kinds._read import read_plain
from bulletin.kinds._types import Body
from bulletin.kinds.document import Reading as Wording
from bulletin.markup import LinkMistake, Renderer, Resolve, Show
from bulletin.model import Audience, Bulletin, empty_shelves, is_visible
from bulletin.moving import finish
from bulletin.nearby import Near, nearby
from bulletin.pictures import PictureError, read_original
from bulletin.problems import ContentError, Problem
from bulletin.recordings import CAPTIONS, recording_size
from bulletin.recordings import SUFFIXES as RECORDINGS
from bulletin.renditions import Renditions, Workshop
from bulletin.settings import Settings
from bulletin.source import Mapping, parse_source, plain, too_large
from bulletin.spelling import Reading, Speller
from bulletin.store import Store, code_version, digest
from bulletin.text import SLUG_LENGTH, is_slug, nearest, slugify
from bulletin.visits import FOLDER as VISITS
from bulletin.visits import Visits, read_visits

OTHER_FOLDERS = ("media", "schema", VISITS)
_OUTSIDE = (
    "là lối tắt (liên kết) ra ngoài thư mục hoặc không dẫn tới đâu",
    "Xóa đi, chép tệp thật vào đây",
)
_NO_FILE = ("không phải tệp thường", "Xóa đi, chép hoặc tạo lại tệp")
_IGNORED = (".DS_Store", "Thumbs.db", "desktop.ini", ".gitkeep")

ParseCache = MutableMapping[tuple[str, int, int], "Entry | list[Problem]"]
"""What a file (name, size, time of change in ns) was read as; kept by whoever reads often."""


@dataclass(frozen=True)
class _File:
    """A content file that was found: its kind, its slug, and how problems call it."""

    path: Path
    name: str
    kind: type[Entry]


def load_bulletin(
    content: Path,
    settings: Settings,
    cache: ParseCache | None = None,
    audience: Audience = Audience.PUBLIC,
    *,
    only: Collection[str] | None = None,
    store: Store | None = None,
) -> Bulletin:
    """Return what an audience may see now; raises ContentError when anything at all is wrong.

    Who asks about a few files alone names them in `only`: no more is read than decides what is wrong
    with them (see nearby.py), and of other files nothing that is told is the whole truth.
    `store` keeps what files say and their rendered texts from one build to the next.
    """
    problems: list[Problem] = []
    store = store or Store(None)
    near = None if only is None else nearby(content, only)
    parsed: ParseCache = {} if cache is None else cache
    library = _read_library(content, settings, problems, parsed, store, near)
    for check in CHECKS:
        problems.extend(check(library))
    visible = _visible(library, audience)
    problems.extend(_render_bodies(library, visible, store, only))
    visits = read_visits(content)
    if not isinstance(visits, Visits):
        problems.extend(visits)
    advice = [problem for advise in ADVICE for problem in advise(library)]
    if problems or not isinstance(visits, Visits):
        raise ContentError(problems, advice)
    withdrawn = [
        entry
        for shelf in library.shelves.values()
        for entry in shelf.values()
        if entry.status is Status.WITHDRAWN and entry.ADDRESS
    ]
    return Bulletin(
        settings=settings,
        now=library.now,
        shelves=visible,
        withdrawn=tuple(sorted(withdrawn, key=lambda entry: entry.path)),
        stranded=tuple(_stranded(library)),
        withdrawn_choices=tuple(
            entry
            for entry in library.shelves[Issue.KIND].values()
            if isinstance(entry, Issue) and entry.status is Status.WITHDRAWN
        ),
        pictures=library.pictures,
        downloads=library.downloads,
        recordings=library.recordings,
        waiting=sum(
            entry.status is Status.PUBLISHED and not is_visible(entry, library.now)
            for entry in library.every()
        ),
        media_folder=content / "media",
        visits=visits,
        advice=tuple(sorted(advice)),
        audience=audience,
    )


def read_library(
    content: Path,
    settings: Settings,
    cache: ParseCache | None = None,
    store: Store | None = None,
) -> tuple[Library, list[Problem]]:
    """Return all entries that can be read, published or not, and why others cannot.

    `cache` and `store` keep what was read, in this process and between builds.
    """
    problems: list[Problem] = []
    parsed: ParseCache = {} if cache is None else cache
    return _read_library(content, settings, problems, parsed, store or Store(None)), problems


def _read_library(
    content: Path,
    settings: Settings,
    problems: list[Problem],
    cache: ParseCache,
    store: Store,
    near: Near | None = None,
) -> Library:
    """Read every file, or those of `near`; what cannot be read becomes problems, and its slug stays
    known.
    """
    finish(content.parent)
    shelves = empty_shelves()
    known = {kind: set(() if near is None else near.slugs[kind]) for kind in KINDS}
    first: dict[tuple[str, str], str] = {}
    files = (
        _files(content, problems)
        if near is None
        else (_File(Path(one.place), one.name, one.kind) for one in near.files)
    )
    for found in files:
        slug = found.path.stem
        place = (found.kind.KIND, slug)
        if place in first:
            problems.append(
                Problem(
                    found.name, 1, f"tên tệp `{slug}` đã dùng cho {first[place]}", "Đổi tên một tệp"
                )
            )
            continue
        first[place] = found.name
        known[found.kind.KIND].add(slug)
        entry = _read_file(found, slug, cache, store)
        if isinstance(entry, list):
            problems.extend(entry)
        else:
            shelves[found.kind.KIND][slug] = entry
    media = _read_media(content / "media", content.parent, problems)
    return Library(
        settings,
        settings.moment(),
        shelves,
        known,
        media.pictures,
        media.downloads,
        media.recordings,
        _other_texts(content.parent),
        frozenset(media.refused),
        content / "media",
    )


def _read_file(found: _File, slug: str, cache: ParseCache, store: Store) -> Entry | list[Problem]:
    """Return the entry of one file or its problems, read again only when the file has changed."""
    stat = found.path.stat()
    key = (found.name, stat.st_size, stat.st_mtime_ns)
    if key not in cache:
        cache[key] = _read_new(found, slug, store)
    return cache[key]


def _read_new(found: _File, slug: str, store: Store) -> Entry | list[Problem]:
    """Return the entry of one file or its problems; YAML is parsed only if the store has it not."""
    if problem := too_large(found.path, found.name):
        return [problem]
    raw = found.path.read_bytes()
    key = digest("said", code_version(), raw)
    said = store.get(key)
    if said is None:
        tree = parse_source(raw, found.name)
        if isinstance(tree, Problem):
            return [tree]
        said = plain(tree)
        store.put(key, said)

    def again() -> Mapping:
        tree = parse_source(raw, found.name)
        assert isinstance(tree, Mapping)
        return tree

    return read_plain(found.kind, said, again, slug, found.name)


def _files(content: Path, problems: list[Problem]) -> Iterator[_File]:
    """Yield the content files in order of name; whatever else lies there is told, not skipped."""
    kinds = {kind.FOLDER: kind for kind in KINDS.values()}
    for folder in sorted(content.iterdir()) if content.is_dir() else ():
        name = f"content/{folder.name}"
        if folder.name in _IGNORED:
            continue
        if _leads_outside(folder, content):
            problems.append(Problem(name, 1, *_OUTSIDE))
            continue
        if folder.name in OTHER_FOLDERS:
            continue
        if folder.name not in kinds or not folder.is_dir():
            problems.append(_homeless(folder, name, kinds))
            continue
        for path in sorted(folder.rglob("*")):
            problem = _strange(path, content)
            if problem is None and path.is_file() and not _is_scratch(path):
                yield _File(path, path.relative_to(content.parent).as_posix(), kinds[folder.name])
            elif problem is not None:
                problems.append(problem)


def _is_scratch(path: Path) -> bool:
    """Tell whether a file is an editor's or the system's own."""
    return path.name in _IGNORED or path.name.endswith(("~", ".swp")) or path.name[0] in ".#"


def _strange(path: Path, content: Path) -> Problem | None:
    """Return what is wrong with a file before it is even opened."""
    name = path.relative_to(content.parent).as_posix()
    if _leads_outside(path, content):
        return Problem(name, 1, *_OUTSIDE)
    if path.is_dir():
        if path.suffix == ".yml":
            return Problem(name, 1, "là thư mục mà mang tên tệp", "Bỏ đuôi .yml của thư mục")
        return None
    if _is_scratch(path):
        return None
    if not path.is_file():
        return Problem(name, 1, *_NO_FILE)
    if path.suffix != ".yml":
        return Problem(name, 1, "chỉ tệp có đuôi .yml được đọc", _mend_suffix(path))
    if not is_slug(path.stem):
        better = slugify(path.stem)[:SLUG_LENGTH].strip("-") or "ten-muc"
        return Problem(
            name,
            1,
            "tên tệp chỉ gồm chữ thường không dấu, số, gạch nối, tối đa 80 ký tự",
            f"Đổi thành `{better}.yml`",
        )
    return None


def _mend_suffix(path: Path) -> str:
    """Return what to do with a file that is no YAML, by what it seems to be."""
    if path.suffix.lower() in (".yml", ".yaml", ".txt", ""):
        return f"Đổi tên thành `{slugify(path.stem) or 'ten-muc'}.yml`"
    if path.suffix.lower() in (".png", ".jpg", ".jpeg", ".webp"):
        return "Chuyển ảnh vào content/media/"
    return "Chuyển tệp này ra khỏi content/"


def _homeless(path: Path, name: str, kinds: Iterable[str]) -> Problem:
    """Return the problem of something in content/ itself that is no folder of a kind."""
    folders = ", ".join(sorted(kinds))
    if not path.is_dir():
        what = "tệp không nằm trong thư mục của loại nội dung nào"
        return Problem(name, 1, what, f"Chuyển vào một trong: {folders}")
    near = nearest(path.name, kinds)
    mend = f"Có phải `{near}`?" if near else f"Dùng một trong: {folders}"
    return Problem(name, 1, "không phải thư mục của loại nội dung nào", mend)


def _other_texts(project: Path) -> tuple[tuple[str, int, str], ...]:
    """Return the lines of the settings, of pages written by hand, of captions: published too."""
    captions = (project / "content/media").rglob(f"*{CAPTIONS}")
    files = [project / "mkdocs.yml", *sorted((project / "docs").rglob("*.md")), *sorted(captions)]
    return tuple(
        (path.relative_to(project).as_posix(), number, line)
        for path in files
        if path.is_file()
        for number, line in enumerate(path.read_text("utf-8", errors="replace").split("\n"), 1)
    )


def _leads_outside(path: Path, folder: Path) -> bool:
    """Tell whether a path is a symbolic link out of the folder, to nothing, or to itself."""
    try:
        return path.is_symlink() and not path.resolve(strict=True).is_relative_to(folder.resolve())
    except (OSError, RuntimeError):
        return True


@dataclass(frozen=True)
class _Media:
    """What lies in content/media/, by its name below it."""

    pictures: dict[str, Renditions] = field(default_factory=dict)
    downloads: dict[str, int] = field(default_factory=dict)
    recordings: dict[str, int] = field(default_factory=dict)
    refused: set[str] = field(default_factory=set)
    """Files that may not be published, which has been told."""


def _read_media(media: Path, root: Path, problems: list[Problem]) -> _Media:
    """Return what is known of every file in media/; what may not be published is told."""
    found = _Media()
    inside = media.is_dir() and not _leads_outside(media, media.parent)
    for path in sorted(media.rglob("*")) if inside else ():
        if path.is_dir() or _is_scratch(path):
            continue
        name = path.relative_to(root).as_posix()
        if _leads_outside(path, media):
            problems.append(Problem(name, 1, *_OUTSIDE))
            continue
        if not path.is_file():  # opening a pipe would wait for ever
            problems.append(Problem(name, 1, *_NO_FILE))
            continue
        try:
            below = path.relative_to(media).as_posix()
            if path.suffix in SUFFIXES:
                found.downloads[below] = download_size(path)
            elif path.suffix in RECORDINGS:
                found.recordings[below] = recording_size(path)
            else:
                found.pictures[below] = Renditions(read_original(path, below))
        except PictureError as error:
            problems.append(Problem(name, getattr(error, "line", 1), error.what, error.mend))
            found.refused.add(path.relative_to(media).as_posix())
    originals = [one.original for one in found.pictures.values()]
    for original, broken in Workshop.beside(media).broken(originals):
        name = (media / original.name).relative_to(root).as_posix()
        problems.append(Problem(name, 1, broken.what, broken.mend))
    return found


def _visible(library: Library, audience: Audience) -> dict[str, dict[str, Entry]]:
    """Return the entries that an audience may see at the library's moment."""
    shelves = {
        kind: {
            slug: entry for slug, entry in shelf.items() if is_visible(entry, library.now, audience)
        }
        for kind, shelf in library.shelves.items()
    }
    # A report has no page of its own: it stands on its campaign's, so it waits for its campaign.
    shelves[Result.KIND] = {
        slug: result
        for slug, result in shelves[Result.KIND].items()
        if isinstance(result, Result) and result.campaign in shelves[Campaign.KIND]
    }
    return shelves


def _stranded(library: Library) -> Iterator[Result]:
    """Yield the reports that readers would see, had their campaign not been taken down."""
    for result in library.shelves[Result.KIND].values():
        if isinstance(result, Result) and is_visible(result, library.now):
            campaign = library.shelves[Campaign.KIND].get(result.campaign)
            if campaign is not None and campaign.status is Status.WITHDRAWN:
                yield result


def _render_bodies(
    library: Library,
    visible: dict[str, dict[str, Entry]],
    store: Store,
    only: Container[str] | None = None,
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

    told = _Told(resolve, show)
    renderer = Renderer(told.resolve, told.show)
    speller = Speller(library.settings.spelled_out)
    for shelf in library.shelves.values():
        for entry in shelf.values():
            if only is not None and entry.file not in only:
                continue
            shown = visible[entry.KIND].get(entry.slug) is entry
            key = digest(
                "html", code_version(), entry.KIND, shown, library.settings.spelled_out, entry.plain
            )
            if told.restore(entry, store.get(key), visible[entry.KIND]):
                continue
            reading = Reading(speller)
            told.begin()
            _spell_out_summary(entry, reading, visible[entry.KIND])
            # A copy of the source's own text must not be added to.
            reading.verbatim = isinstance(entry, Document) and entry.reading is Wording.FULL
            wrong = False
            for place, body in bodies_of(entry):
                body.html, mistakes = renderer.render(body.text, reading)
                targets = Counter[str]()
                for mistake in mistakes:
                    wrong = True
                    line = entry.line_in_text(place, mistake.target, targets[mistake.target])
                    targets[mistake.target] += 1
                    yield Problem(entry.file, line, mistake.what, mistake.mend)
            if not wrong:
                store.put(key, told.kept(entry, visible[entry.KIND]))


@dataclass
class _Told:
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
