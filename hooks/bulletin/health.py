"""All content in, what waits, lags or lies idle in it out: nothing of it is a mistake.

`HEALTH` lists the questions; each is a function from the library to notes for staff.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import chain
from pathlib import Path

from bulletin.checks import Library
from bulletin.dates import Day
from bulletin.kinds import (
    KINDS,
    Campaign,
    Deeds,
    Item,
    Notice,
    Part,
    Result,
    Roster,
    Status,
    references,
)
from bulletin.kinds.result import ResultKind
from bulletin.model import is_visible
from bulletin.source import Node, Scalar, Sequence

OLD_DRAFT_DAYS = 30
"""A draft whose date of publication is so long ago has perhaps been forgotten."""
SHORT_ALT = 20
"""Signs; a description shorter than this hardly tells what is seen."""


@dataclass(frozen=True)
class Note:
    """Something staff may want to do: what, where (files), and how."""

    what: str
    files: tuple[str, ...]
    advice: str


def notes_of(library: Library) -> list[Note]:
    """Return everything that is worth a look."""
    return [note for ask in HEALTH for note in ask(library)]


def _note(what: str, entries: list[str], advice: str) -> Iterator[Note]:
    """Yield a note with its count, or nothing where nothing was found."""
    if entries:
        yield Note(f"{len(entries)} {what}", tuple(sorted(entries)), advice)


_UNFINISHED = (Status.DRAFT, Status.EDITING, Status.REVIEW, Status.RETURNED, Status.APPROVED)


def _waiting(library: Library) -> Iterator[Note]:
    """Entries on their way to the reader, by where they stand."""
    for status in _UNFINISHED:
        found = [entry.file for entry in library.every() if entry.status is status]
        advice = {
            Status.DRAFT: "Viết tiếp; xong thì ghi `status: review` hoặc `published`",
            Status.EDITING: "Biên tập xong thì ghi `status: review`",
            Status.REVIEW: "Người duyệt đọc, ghi `status: approved` hoặc `returned`",
            Status.RETURNED: "Sửa theo góp ý rồi ghi lại `status: review`",
            Status.APPROVED: "Đã duyệt: ghi `status: published` để đăng",
        }[status]
        yield from _note(f"mục {status.label}", found, advice)


def _old_drafts(library: Library) -> Iterator[Note]:
    limit = library.now.date - timedelta(days=OLD_DRAFT_DAYS)
    found = [
        entry.file
        for entry in library.every()
        if isinstance(entry, Item)
        and entry.status in _UNFINISHED
        and entry.published_at.date < limit
    ]
    yield from _note(
        f"mục chưa đăng mà ngày đăng đã qua hơn {OLD_DRAFT_DAYS} ngày",
        found,
        "Đăng thì sửa `published_at` thành hôm nay; không dùng nữa thì xóa tệp",
    )


def _embargoes(library: Library) -> Iterator[Note]:
    found = []
    for entry in library.every():
        if entry.status is Status.PUBLISHED and not is_visible(entry, library.now):
            days = [entry.publish_at, entry.published_at if isinstance(entry, Item) else None]
            start = max((day for day in days if day is not None), key=lambda day: day.instant)
            clock = f" {start.hour:02}:{start.minute or 0:02}" if start.hour is not None else ""
            found.append(f"{entry.file} ({start}{clock})")
    yield from _note(
        "mục hẹn giờ, chưa hiện trên trang",
        found,
        "Sau giờ hẹn, dựng lại trang thì mục mới hiện: đặt lịch cho lệnh dựng trang",
    )


def _pins(library: Library) -> Iterator[Note]:
    found = [e.file for e in library.every() if e.pin_until and _over(e.pin_until, library.now)]
    yield from _note("mục ghim đã hết hạn", found, "Bỏ dòng `pin_until`, hoặc ghi ngày mới")


def _over(day: Day, now: Day) -> bool:
    """Tell whether a day, or its time where one is given, has passed."""
    return day.date < now.date if day.hour is None else day.instant < now.instant


def _idle_media(library: Library) -> Iterator[Note]:
    words = {
        word
        for text in chain(_texts(library), (line for _, _, line in library.other_texts))
        for word in re.findall(r"[a-z0-9/-]+\.[a-z0-9]+", text)
    }
    stored = {*library.pictures, *library.downloads, *library.recordings}
    found = [f"content/media/{name}" for name in stored if name not in words]
    yield from _note(
        "ảnh, tệp trong content/media/ không mục nào dùng",
        found,
        "Dùng ở một mục, hoặc xóa tệp: tệp không dùng thì không lên trang",
    )


def _left_by_editors(library: Library) -> Iterator[Note]:
    """What a text editor has left behind is not read; one of them may be the only copy of an entry."""
    content = library.media.parent
    left = [
        f"content/{path.relative_to(content).as_posix()}"
        for path in content.rglob("*")
        if path.name.endswith(("~", ".swp")) or path.name.startswith(("#", ".#"))
    ]
    yield from _note("tệp tạm của trình soạn thảo, không được đọc", left, "Xem lại rồi xóa")


def _texts(library: Library) -> Iterator[str]:
    """Yield every text of every entry, as typed."""
    waiting: list[Node] = [entry.tree for entry in library.every()]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Scalar):
            yield node.text
        elif isinstance(node, Sequence):
            waiting += node.items
        else:
            waiting += node.items.values()


def _orphans(library: Library) -> Iterator[Note]:
    named = {
        (reference.kind, reference.slug)
        for entry in library.every()
        for reference in references(entry)
    }
    # Not places: a province has all its communes from the first day.
    for kind in ("person", "organisation", "category"):
        found = [
            entry.file for slug, entry in library.shelves[kind].items() if (kind, slug) not in named
        ]
        yield from _note(
            f"{KINDS[kind].LABEL} không mục nào nhắc đến",
            found,
            "Nhắc đến ở mục liên quan; thừa thì xóa tệp",
        )


def _late_reports(library: Library) -> Iterator[Note]:
    told = {
        (result.campaign, result.phase if result.kind is ResultKind.PHASE else "tong-ket")
        for result in library.all(Result)
        if result.kind is not ResultKind.MONTHLY
    }
    found = []
    for campaign in library.all(Campaign):
        if campaign.status is not Status.PUBLISHED:
            continue
        for phase in campaign.phases:
            ended = phase.end is not None and phase.end.is_full and _over(phase.end, library.now)
            if ended and (campaign.slug, phase.number) not in told:
                found.append(f"{campaign.file} (đợt {phase.number}, hết {phase.end})")
        end = campaign.period.end if campaign.period else None
        if (
            end
            and end.is_full
            and _over(end, library.now)
            and (campaign.slug, "tong-ket") not in told
        ):
            found.append(f"{campaign.file} (cả phong trào, hết {end})")
    yield from _note(
        "đợt, phong trào đã kết thúc mà chưa có báo cáo sơ kết, tổng kết",
        found,
        "Có báo cáo đã ký thì nhập: python scripts/new.py result …",
    )


def _missing_logs(library: Library) -> Iterator[Note]:
    """Communes with a roster whose last month over has no log."""
    last = library.now.date.replace(day=1) - timedelta(days=1)
    logs = {(deeds.commune, deeds.month) for deeds in library.all(Deeds)}
    month = f"{last.year}-{last.month:02}"
    going = {deeds.commune for deeds in library.all(Deeds)}
    found = [
        roster.file
        for roster in library.all(Roster)
        if roster.commune in going and (roster.commune, month) not in logs
    ]
    yield from _note(
        f"xã chưa có sổ việc tốt tháng {last.month}/{last.year}",
        found,
        f"Nhập sổ của xã: python scripts/new.py deeds <xã>-{month}",
    )


def _closed_comments(library: Library) -> Iterator[Note]:
    found = [
        notice.file
        for notice in library.all(Notice)
        if notice.status is Status.PUBLISHED
        and notice.comments is not None
        and _over(notice.comments.end, library.now)
        and not notice.changes
    ]
    yield from _note(
        "thông báo đã hết hạn góp ý mà chưa nói gì thêm",
        found,
        "Thêm dòng `changes`, `kind: update`: đã nhận bao nhiêu ý kiến, tiếp thu thế nào",
    )


def _short_alts(library: Library) -> Iterator[Note]:
    found = [
        f"{entry.file}:{entry.line(*place)} (“{alt}”)"
        for entry in library.every()
        for place, alt in _alts(entry, ())
        if len(alt) < SHORT_ALT
    ]
    yield from _note(
        "ảnh có lời tả `alt` quá ngắn",
        found,
        "Tả cái nhìn thấy bằng một câu, cho người nghe bằng máy đọc màn hình",
    )


def _alts(part: Part, place: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Yield the descriptions of pictures in an entry, with their places."""
    for name in type(part).model_fields:
        value = getattr(part, name)
        for number, item in enumerate(value if isinstance(value, tuple) else (value,)):
            step = (*place, name, number) if isinstance(value, tuple) else (*place, name)
            if isinstance(item, Part):
                yield from _alts(item, step)
            elif name == "alt" and isinstance(item, str):
                yield step, item


HEALTH: tuple[Callable[[Library], Iterator[Note]], ...] = (
    _waiting, _old_drafts, _embargoes, _pins, _late_reports, _missing_logs, _closed_comments,
    _short_alts, _idle_media, _left_by_editors, _orphans,
)  # fmt: skip


@dataclass(frozen=True)
class Untidy:
    """A text file whose bytes are not as they should be; `tidy` is what they should be."""

    file: str
    what: str
    tidy: bytes | None


def untidy_files(project: Path) -> list[Untidy]:
    """Return the texts of staff that are not UTF-8 in NFC with plain line ends and no mark ahead."""
    files = [project / "mkdocs.yml"]
    for folder, pattern in (("content", "*.yml"), ("content", "*.vtt"), ("docs", "*.md")):
        files += sorted((project / folder).rglob(pattern))
    found = []
    for path in files:
        if path.is_file() and not path.is_symlink() and (faults := _faults(path.read_bytes())):
            found.append(Untidy(path.relative_to(project).as_posix(), *faults))
    return found


def _faults(raw: bytes) -> tuple[str, bytes | None] | None:
    """Return what is wrong with the bytes of a text, and the right ones where that is sure."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return "không phải UTF-8", None
    faults = []
    if raw.startswith(b"\xef\xbb\xbf"):
        faults.append("có dấu BOM ở đầu")
    if "\r" in text:
        faults.append("xuống dòng kiểu Windows (CRLF)")
    if not unicodedata.is_normalized("NFC", text):
        faults.append("dấu tiếng Việt tách rời (NFD)")
    if not faults:
        return None
    tidy = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    return ", ".join(faults), tidy.encode()
