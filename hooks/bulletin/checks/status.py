"""What a status asks for."""

from collections.abc import Iterator

from bulletin.checks._library import Library, wrong
from bulletin.checks.names import texts_of
from bulletin.kinds import Status
from bulletin.kinds._fields import ChangeKind
from bulletin.problems import Problem
from bulletin.text import UNWRITTEN


def check_withdrawn_has_a_date(library: Library) -> Iterator[Problem]:
    """What was taken down says since when: the tombstone prints that day and nothing else."""
    for entry in library.every():
        if entry.status is not Status.WITHDRAWN:
            continue
        if not any(change.kind is ChangeKind.REMOVAL for change in entry.changes):
            yield wrong(
                entry,
                ("status",),
                "nội dung đã gỡ mà chưa ghi ngày gỡ",
                "Thêm `changes: [{date: 12/10/2024, kind: removal, note: Gỡ theo yêu cầu}]`",
            )


def check_nothing_published_is_unwritten(library: Library) -> Iterator[Problem]:
    """What an import left for an editor to write has been written before it is published."""
    for entry in library.every():
        if entry.status not in (Status.APPROVED, Status.PUBLISHED):
            continue
        for place, text in texts_of(entry):
            if UNWRITTEN in text:
                yield Problem(
                    entry.file,
                    entry.line_in_text(place, UNWRITTEN),
                    f"còn chỗ `{UNWRITTEN}` mà đã {entry.status.label.removeprefix('đã ')}",
                    "Viết nốt chỗ ấy, hoặc đổi lại `status: draft`",
                )
