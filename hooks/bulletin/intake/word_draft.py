"""A story from Word in, the files of a draft out: YAML and pictures, with what is missing told."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from bulletin.dates import Day
from bulletin.intake.drafts import quoted, stamp
from bulletin.intake.parcel import Parcel, WordError
from bulletin.intake.photos import NoPhoto, clean_photo
from bulletin.intake.word import Story, WordPicture
from bulletin.kinds import Entry, Exemplar, News
from bulletin.kinds._read import read_entry
from bulletin.problems import Problem
from bulletin.source import parse_source
from bulletin.text import UNWRITTEN, slugify

NAME_LENGTH = 60


@dataclass(frozen=True)
class Wanted:
    """What the file cannot tell, and whoever brings it in must: the kind, and what that needs."""

    kind: type[News] | type[Exemplar] = News
    category: str = ""
    locality: str = ""
    others_mentioned: str = ""
    name: str = ""
    """The file name of the draft; `` for one made of the title (news) or of day and place."""


@dataclass(frozen=True)
class WordDraft:
    """A draft ready to be written: its slug, its text, its pictures by name, and what it lacks."""

    slug: str
    text: str
    pictures: dict[str, bytes]
    missing: tuple[str, ...]


def mark_of(parcel: Parcel) -> str:
    """Return what tells that a parcel was brought in before: it stays in the draft as a comment."""
    digest = sha256(parcel.word)
    for name, data in parcel.pictures:
        digest.update(name.encode() + data)
    return f"Nhập từ Word, mã {digest.hexdigest()[:16]}"


def word_draft(parcel: Parcel, story: Story, wanted: Wanted, now: Day) -> WordDraft:
    """Return the draft of a story; nothing of it is published before an editor says so."""
    slug = wanted.name or _slug(story, parcel, wanted, now)
    lacks = list(story.notes)
    pictures: dict[str, bytes] = {}
    lines: list[str] = []
    for told, picture in _all_pictures(parcel, story):
        try:
            photo = clean_photo(picture.data)
        except NoPhoto as reason:
            lacks.append(f"{told}: {reason}, đã bỏ qua")
            continue
        name = f"{slug}-{len(pictures) + 1}{photo.suffix}"
        pictures[name] = photo.data
        lines += _picture(name, told, picture, lacks)
    lacks += [f"{name}: không phải Word, không phải ảnh, đã bỏ qua" for name in parcel.left_out]
    return WordDraft(
        slug, _yaml(story, wanted, now, lines, lacks, mark_of(parcel)), pictures, tuple(lacks)
    )


def place_draft(draft: WordDraft, kind: type[Entry], project: Path) -> Path:
    """Write a draft and its pictures, all of them or none; return the draft's file.

    Raises WordError if one of the names is taken, or if a build could not read the draft.
    """
    content = project / "content"
    path = content / kind.FOLDER / f"{draft.slug}.yml"
    name = path.relative_to(project).as_posix()
    taken = [*(content / kind.FOLDER).rglob(path.name)]
    taken += [
        content / "media" / one for one in draft.pictures if (content / "media" / one).exists()
    ]
    if taken:
        shown = taken[0].relative_to(project).as_posix()
        raise WordError(
            name, f"đã có {shown}; tệp ấy giữ nguyên", "Đặt tên khác: `--name ten-khac`"
        )
    tree = parse_source(draft.text.encode(), name)
    entry = [tree] if isinstance(tree, Problem) else read_entry(kind, tree, draft.slug, name)
    if isinstance(entry, list):
        raise WordError(name, entry[0].what, entry[0].mend)
    files = {content / "media" / one: data for one, data in draft.pictures.items()}
    files[path] = draft.text.encode()
    written: list[Path] = []
    try:
        for place, data in files.items():
            place.parent.mkdir(parents=True, exist_ok=True)
            written.append(place)
            place.write_bytes(data)
    except BaseException:
        for place in written:
            place.unlink(missing_ok=True)
        raise
    return path


def brought_in_as(parcel: Parcel, content: Path) -> Path | None:
    """Return the file that an earlier import of the same parcel wrote, if it still says so."""
    mark = mark_of(parcel)
    for path in sorted(content.rglob("*.yml")):
        if mark in path.read_text(encoding="utf-8", errors="replace"):
            return path
    return None


def _slug(story: Story, parcel: Parcel, wanted: Wanted, now: Day) -> str:
    """Return a file name: of news by the title; of a person's story one that names nobody."""
    digest = sha256(parcel.word).hexdigest()[:6]
    if wanted.kind is Exemplar:
        return f"{now.year}-{now.month:02}-{wanted.locality[:NAME_LENGTH]}-{digest}"
    title = slugify(story.title)[:NAME_LENGTH].strip("-")
    return title or f"bai-word-{digest}"


def _all_pictures(parcel: Parcel, story: Story) -> Iterator[tuple[str, WordPicture]]:
    """Yield the pictures inside the Word file, then those beside it, each once."""
    seen: set[bytes] = set()
    inside = [(f"ảnh {n} trong bài", picture) for n, picture in enumerate(story.pictures, 1)]
    beside = [(name, WordPicture(data)) for name, data in parcel.pictures]
    for told, picture in (*inside, *beside):
        digest = sha256(picture.data).digest()
        if digest not in seen:
            seen.add(digest)
            yield told, picture


def _picture(name: str, told: str, picture: WordPicture, lacks: list[str]) -> Iterator[str]:
    alt = picture.alt if slugify(picture.alt) != slugify(picture.caption) else ""
    if not alt:
        lacks.append(f"{told}: chưa có mô tả cho người không nhìn thấy ảnh (`alt` của {name})")
    if not picture.caption:
        lacks.append(f"{told}: chưa có chú thích (`caption` của {name})")
    yield f"  - file: {name}\n"
    yield f"    alt: {quoted(alt or f'{UNWRITTEN} Tả trong ảnh có gì')}\n"
    if picture.caption:
        yield f"    caption: {quoted(picture.caption)}\n"
    if picture.credit:
        yield f"    credit: {quoted(picture.credit)}\n"


def _yaml(
    story: Story, wanted: Wanted, now: Day, pictures: list[str], lacks: list[str], mark: str
) -> str:
    lines = [
        f"# yaml-language-server: $schema=../schema/{wanted.kind.KIND}.json\n",
        f"# BẢN NHÁP do scripts/import.py tạo. {mark}.\n",
        "# Chưa hiện trên trang: người duyệt xem lại, rồi mới đổi `status`.\n",
        *(f"# Thiếu, cần xem: {lack}\n" for lack in lacks),
        "status: draft\n",
        f"published_at: {stamp(now)}\n",
        f"title: {quoted(story.title or f'{UNWRITTEN} Tiêu đề')}\n",
    ]
    if story.sapo:
        lines.append(f"summary: {quoted(story.sapo)}\n")
    lines += _kind_lines(wanted)
    lines.append("body: |\n")
    body = story.body or f"{UNWRITTEN} Nội dung bài"
    lines += [f"  {line}\n" if line else "\n" for line in body.split("\n")]
    if pictures:
        lines += ["pictures:\n", *pictures]
    if story.credits:
        lines.append("credits:\n")
        lines += [f"  - role: {role}\n    name: {quoted(name)}\n" for role, name in story.credits]
    return re.sub(r"[ \t]+\n", "\n", "".join(lines))


def _kind_lines(wanted: Wanted) -> list[str]:
    if wanted.kind is News:
        return [f"category: {wanted.category}\n"]
    return [
        "# Gương cá nhân thì đổi thành `kind: person`, thay `collective` bằng `people` kèm căn cứ.\n",
        "kind: collective\n",
        f"collective: {quoted(f'{UNWRITTEN} Tên tập thể')}\n",
        f"others_mentioned: {wanted.others_mentioned}\n",
        f"locality: {wanted.locality}\n",
    ]
