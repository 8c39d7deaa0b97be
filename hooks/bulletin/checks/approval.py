"""Where the site asks for it, what is published was approved as it stands."""

from collections.abc import Iterator

from bulletin.approval import digest_of, hashes_in
from bulletin.checks._library import Library, wrong
from bulletin.kinds import Entry, Status
from bulletin.problems import Problem


def needs_approval(entry: Entry) -> bool:
    """Tell whether an entry is one that somebody must release: published, and no register."""
    return entry.status is Status.PUBLISHED and not entry.IS_REGISTER


def check_published_are_approved(library: Library) -> Iterator[Problem]:
    """A published entry has an approval, and says what it said when it was approved."""
    if not library.settings.approval:
        return
    hash_of = hashes_in(library.media)
    for entry in filter(needs_approval, library.every()):
        command = (
            f'`python scripts/approve.py {entry.KIND}/{entry.slug} --by "Trưởng Ban Biên tập"`'
        )
        if entry.approval is None:
            yield wrong(
                entry,
                ("status",),
                "mục đã đăng mà chưa được duyệt",
                f"Người duyệt xem rồi chạy {command}; chưa duyệt thì để `status: review`",
            )
        elif entry.approval.digest != digest_of(entry, hash_of):
            yield wrong(
                entry,
                ("approval", "digest"),
                f"mục này đã sửa sau khi duyệt ({entry.approval.on})",
                f"Người duyệt xem lại rồi chạy {command}; hoặc trả mục về như lúc duyệt",
            )
