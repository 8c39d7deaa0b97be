"""A Bulletin for editors in, what its pages say of themselves out: which are not published, and why."""

from bulletin.kinds import Campaign, Entry, Item, Result, Status
from bulletin.model import Bulletin

PREVIEW_WORDS = "Bản xem trước, có cả nội dung chưa đăng; không phải trang đã đăng"
"""What every page of a preview says."""
WAITING_WORDS = "Bản xem trước – chưa đăng"
"""How the pages that only editors see begin."""


def waiting_pages(bulletin: Bulletin) -> dict[str, str]:
    """Return by address what the ribbon says of each page that the public does not see yet."""
    found: dict[str, str] = {}
    for shelf in bulletin.shelves.values():
        for entry in shelf.values():
            if bulletin.is_waiting(entry):
                for path in _pages(bulletin, entry):
                    found[path] = f"{WAITING_WORDS}: {_why(bulletin, entry)}"
    return found


def _pages(bulletin: Bulletin, entry: Entry) -> list[str]:
    """Return the addresses of an entry's own page; a report stands on a page of its campaign."""
    if isinstance(entry, Result):
        campaign = bulletin.get(Campaign, entry.campaign)
        return [f"{campaign.path}{entry.page}"] if campaign else []
    return [entry.path] if entry.ADDRESS else []


def _why(bulletin: Bulletin, entry: Entry) -> str:
    what = f"{entry.LABEL} của {entry.slug}, " if isinstance(entry, Result) else ""
    if entry.status is not Status.PUBLISHED:
        return what + entry.status.label
    days = [entry.publish_at, entry.published_at if isinstance(entry, Item) else None]
    day = max((day for day in days if day is not None), key=lambda day: day.instant)
    return f"{what}hẹn đăng lúc {day.stamp}"
