"""content/ in, a Bulletin out, or a ContentError with every problem of every file."""

import zlib
from collections.abc import Collection, Iterable, Iterator, MutableMapping
from dataclasses import dataclass
from pathlib import Path

from bulletin.checks import ADVICE, CHECKS, Library
from bulletin.kinds import KINDS, Campaign, Entry, Issue, Result, Status
from bulletin.kinds._read import read_plain
from bulletin.media import read_media
from bulletin.model import Audience, Bulletin, empty_shelves, is_visible, starts_of
from bulletin.moving import finish
from bulletin.nearby import Near, nearby
from bulletin.problems import ContentError, Problem
from bulletin.recordings import CAPTIONS
from bulletin.scratch import IGNORED, NO_FILE, OUTSIDE, is_scratch, leads_outside
from bulletin.settings import Settings
from bulletin.source import Mapping, parse_source, plain, too_large
from bulletin.store import Store, code_version, digest
from bulletin.text import SLUG_LENGTH, is_slug, nearest, slugify
from bulletin.texts import RenderedTexts, render_bodies
from bulletin.visits import FOLDER as VISITS
from bulletin.visits import Visits, read_visits

OTHER_FOLDERS = ("media", "schema", VISITS)
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
    return bulletin_of(library, content, audience, problems, store, only=only)


def bulletin_of(
    library: Library,
    content: Path,
    audience: Audience,
    problems: list[Problem],
    store: Store,
    *,
    only: Collection[str] | None = None,
    rendered: RenderedTexts | None = None,
    advise: bool = True,
) -> Bulletin:
    """Render the texts of a library and return what an audience may see of it.

    Raises ContentError if there are `problems` already, or its texts have some. `rendered` keeps
    the texts of entries that are still the same; previews do without advice.
    """
    visible = _visible(library, audience)
    problems.extend(render_bodies(library, visible, store, only, rendered))
    visits = read_visits(content)
    if not isinstance(visits, Visits):
        problems.extend(visits)
    advice = [problem for told in ADVICE for problem in told(library)] if advise else []
    if problems or not isinstance(visits, Visits):
        raise ContentError(problems, advice)
    waiting = [
        entry
        for entry in library.every()
        if entry.status is Status.PUBLISHED and not is_visible(entry, library.now)
    ]
    withdrawn = [
        entry
        for shelf in library.shelves.values()
        for entry in shelf.values()
        if entry.status is Status.WITHDRAWN and entry.ADDRESS
    ]
    return Bulletin(
        settings=library.settings,
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
        waiting=len(waiting),
        wakes=min((max(starts_of(entry)) for entry in waiting), default=None),
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
    media = read_media(content / "media", content.parent, problems)
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

    # Few files are asked for their lines, but of none may another state than the one read answer.
    packed = zlib.compress(raw, 1)

    def again() -> Mapping:
        tree = parse_source(zlib.decompress(packed), found.name)
        assert isinstance(tree, Mapping)
        return tree

    return read_plain(found.kind, said, again, slug, found.name)


def _files(content: Path, problems: list[Problem]) -> Iterator[_File]:
    """Yield the content files in order of name; whatever else lies there is told, not skipped."""
    kinds = {kind.FOLDER: kind for kind in KINDS.values()}
    for folder in sorted(content.iterdir()) if content.is_dir() else ():
        name = f"content/{folder.name}"
        if folder.name in IGNORED:
            continue
        if leads_outside(folder, content):
            problems.append(Problem(name, 1, *OUTSIDE))
            continue
        if folder.name in OTHER_FOLDERS:
            continue
        if folder.name not in kinds or not folder.is_dir():
            problems.append(_homeless(folder, name, kinds))
            continue
        for path in sorted(folder.rglob("*")):
            problem = _strange(path, content)
            if problem is None and path.is_file() and not is_scratch(path):
                yield _File(path, path.relative_to(content.parent).as_posix(), kinds[folder.name])
            elif problem is not None:
                problems.append(problem)


def _strange(path: Path, content: Path) -> Problem | None:
    """Return what is wrong with a file before it is even opened."""
    name = path.relative_to(content.parent).as_posix()
    if leads_outside(path, content):
        return Problem(name, 1, *OUTSIDE)
    if path.is_dir():
        if path.suffix == ".yml":
            return Problem(name, 1, "là thư mục mà mang tên tệp", "Bỏ đuôi .yml của thư mục")
        return None
    if is_scratch(path):
        return None
    if not path.is_file():
        return Problem(name, 1, *NO_FILE)
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
