"""An entry and its new file name in, every text that names it rewritten, or nothing at all.

Texts are changed where the source tree says they stand; comments, order and layout stay as staff
typed them. What comes of it is checked in a copy before anything is touched.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from bulletin.checks import Library
from bulletin.checks.addresses import RESERVED
from bulletin.checks.deeds import teams_of
from bulletin.kinds import KINDS, Campaign, Deeds, Entry, Locality, Result, Roster, references
from bulletin.kinds.deeds import TEAMS
from bulletin.load import ParseCache, load_bulletin, read_library
from bulletin.moving import put
from bulletin.problems import ContentError, report
from bulletin.settings import Settings, read_settings
from bulletin.source import spans
from bulletin.text import SLUG_LENGTH, is_slug, nearest, slugify
from bulletin.texts import bodies_of
from bulletin.trial import trial

Names = dict[tuple[str, str], str]
"""New slugs by kind and old slug."""


class RenameError(Exception):
    """The entry keeps its name; the text says why and what to do, in Vietnamese."""


@dataclass(frozen=True)
class Plan:
    """What a rename does: files by their paths below the project."""

    moves: dict[str, str]
    """Old path → new path."""
    texts: dict[str, bytes]
    """Path after the move → the whole new content; files that only move are not here."""
    mentions: dict[str, int] = field(default_factory=dict)
    """Path before the move → how many places in it name a renamed entry."""


def plan_rename(project: Path, kind: str, old: str, new: str) -> Plan:
    """Return what renaming does; raises `RenameError`, and `ContentError` of broken settings."""
    settings = read_settings(project / "mkdocs.yml")
    cache: ParseCache = {}
    library = _sound(project, settings, cache)
    _refuse(library, kind, old, new)
    plan = _plan(library, _names(library, kind, old, new), project)
    _try(plan, project, settings, cache)
    return plan


def carry_out(plan: Plan, project: Path) -> None:
    """Change the files: all of them, or none, however it ends."""
    texts = dict(plan.texts)
    for before, after in plan.moves.items():
        texts.setdefault(after, (project / before).read_bytes())
    put(project, texts, plan.moves)


def _sound(project: Path, settings: Settings, cache: ParseCache) -> Library:
    """Return all entries; raises `RenameError` while anything is wrong with them."""
    try:
        load_bulletin(project / "content", settings, cache)
    except ContentError as error:
        raise RenameError(
            f"Nội dung đang có {len(error.problems)} lỗi; chưa đổi tên gì.\n"
            "Cách sửa: chạy python scripts/check.py, sửa hết lỗi, rồi đổi tên."
        ) from None
    library, _ = read_library(project / "content", settings, cache)
    return library


def _refuse(library: Library, kind: str, old: str, new: str) -> None:
    """Raise `RenameError` when there is no such entry, or the new name may not be used."""
    shelf = library.shelves[kind]
    label = KINDS[kind].LABEL
    if old not in shelf:
        near = nearest(old, shelf)
        mend = f"có phải `{near}`?" if near else "kiểm tra tên tệp, không ghi đuôi .yml."
        raise RenameError(f"Không có {label} `{old}`.\nCách sửa: {mend}")
    if not is_slug(new) or new in RESERVED:
        better = slugify(new)[:SLUG_LENGTH].strip("-")
        mend = f"dùng `{better}`." if better and better not in RESERVED else "chọn tên khác."
        raise RenameError(
            f"`{new}` không dùng làm tên tệp được: chữ thường không dấu, số, gạch nối, tối đa "
            f"{SLUG_LENGTH} ký tự, không phải {' hay '.join(f'`{name}`' for name in RESERVED)}.\n"
            f"Cách sửa: {mend}"
        )
    for entry in shelf.values():
        if entry.slug == new or (new in entry.aliases and entry.slug != old):
            raise RenameError(f"Tên `{new}` đã là của {entry.file}.\nCách sửa: chọn tên khác.")
    if new in shelf[old].aliases:
        raise RenameError(
            f"`{new}` là tên cũ của chính mục này: lấy lại tên ấy thì mã tin trong kênh RSS đổi.\n"
            "Cách sửa: chọn tên chưa dùng bao giờ."
        )


def _names(library: Library, kind: str, old: str, new: str) -> Names:
    """Return the renamed entry and those whose file names are made of its name (design §4)."""
    names: Names = {(kind, old): new}
    if kind == Locality.KIND:
        if old in library.shelves[Roster.KIND]:
            names[Roster.KIND, old] = new
        for deeds in library.all(Deeds):
            if deeds.commune == old:
                names[Deeds.KIND, deeds.slug] = f"{new}{deeds.slug.removeprefix(old)}"
    if kind in (Locality.KIND, Campaign.KIND):
        for result in library.all(Result):
            campaign = names.get((Campaign.KIND, result.campaign), result.campaign)
            unit = names.get((Locality.KIND, result.unit), result.unit)
            end = result.slug.removeprefix(f"{result.campaign}-{result.unit}-")
            if (made := f"{campaign}-{unit}-{end}") != result.slug:
                names[Result.KIND, result.slug] = made
    return names


def _plan(library: Library, names: Names, project: Path) -> Plan:
    """Return the new text of every file that names one of these, and what moves."""
    moves: dict[str, str] = {}
    texts: dict[str, bytes] = {}
    mentions: dict[str, int] = {}
    for entry in library.every():
        raw = (project / entry.file).read_bytes()
        text = raw.decode("utf-8-sig")
        edits = list(_edits(entry, text, names))
        if edits:
            mentions[entry.file] = len(edits)
        new = names.get((entry.KIND, entry.slug))
        after = entry.file
        if new is not None:
            after = moves[entry.file] = str(Path(entry.file).with_name(f"{new}.yml").as_posix())
            edits.append(_alias(entry, text))
        if edits:
            texts[after] = raw[: len(raw) - len(text.encode())] + _edited(text, edits).encode()
    for path in sorted((project / "docs").rglob("*.md")):
        # The guide's examples name entries of its own.
        if "huong-dan" in path.relative_to(project).parts:
            continue
        text = path.read_bytes().decode("utf-8", errors="surrogateescape")
        changed, count = _relinked(text, names)
        if count:
            name = path.relative_to(project).as_posix()
            mentions[name] = count
            texts[name] = changed.encode("utf-8", errors="surrogateescape")
    return Plan(moves, texts, mentions)


Edit = tuple[int, int, str]
"""From, to (behind the last sign) and the text that goes there."""


def _edits(entry: Entry, text: str, names: Names) -> Iterator[Edit]:
    """Yield the changes to an entry's own text: references, teams, links in bodies."""
    found = [
        (reference.place, reference.slug, names[reference.kind, reference.slug])
        for reference in references(entry)
        if (reference.kind, reference.slug) in names
    ]
    for place, team in teams_of(entry):
        commune, _, team_id = team.partition("/")
        if new := names.get((Roster.KIND, commune)):
            found.append((place, team, f"{new}/{team_id}"))
    bodies = [place for place, body in bodies_of(entry) if _relinked(body.text, names)[1]]
    if not found and not bodies:
        return
    where = spans(text)
    for place, old, new in found:
        start, end = where[place]
        yield start, end, text[start:end].replace(old, new, 1)
    for place in bodies:
        start, end = where[place]
        yield start, end, _relinked(text[start:end], names)[0]


def _relinked(text: str, names: Names) -> tuple[str, int]:
    """Return the text with links `kind:slug` and addresses of pages renamed, and how many."""
    count = 0
    for (kind, old), new in names.items():
        heads = [f"{kind}:"]
        if (address := KINDS[kind].ADDRESS) and "#" not in address:
            heads.append(address)
        if kind == Locality.KIND:
            heads += ["viec-tot/", TEAMS]
        for head in heads:
            pattern = rf"(?<![\w-]){re.escape(head)}{re.escape(old)}(?![\w-])"
            text, found = re.subn(pattern, f"{head}{new}", text)
            count += found
    return text, count


def _alias(entry: Entry, text: str) -> Edit:
    """Return the change that adds the present name to the old ones, as its last."""
    where = spans(text)
    if entry.aliases:
        start, end = where["aliases", len(entry.aliases) - 1]
        line = text[text.rfind("\n", 0, start) + 1 : start]
        if line.strip() == "-":
            ending = "\r\n" if "\r\n" in text else "\n"
            return end, end, f"{ending}{line}{entry.slug}"
        return end, end, f", {entry.slug}"
    ending = "\r\n" if "\r\n" in text else "\n"
    if "status" in entry.tree.items:
        # Its value is one word on one line, so a line may follow.
        _, end = where["status",]
        return end, end, f"{ending}aliases: [{entry.slug}]"
    first = min(start for place, (start, _) in where.items() if len(place) == 1)
    at = text.rfind("\n", 0, first) + 1
    return at, at, f"aliases: [{entry.slug}]{ending}"


def _edited(text: str, edits: list[Edit]) -> str:
    """Return the text with all changes made, from its end to its beginning."""
    for start, end, new in sorted(edits, reverse=True):
        text = text[:start] + new + text[end:]
    return text


def _try(plan: Plan, project: Path, settings: Settings, cache: ParseCache) -> None:
    """Check a copy of the content with the plan carried out; raises `RenameError` with reasons."""
    with trial(project) as copy:
        carry_out(plan, copy)
        try:
            load_bulletin(copy / "content", settings, cache)
        except ContentError as error:
            raise RenameError(
                "Đổi như vậy thì nội dung có lỗi; chưa đổi gì.\n" + report(error.problems, copy)
            ) from None
