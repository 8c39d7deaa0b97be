"""What a status asks for."""

from collections.abc import Iterator

from bulletin.checks._library import Library, wrong
from bulletin.kinds import Status
from bulletin.kinds._fields import ChangeKind
from bulletin.problems import Problem


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
