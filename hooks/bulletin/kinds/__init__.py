"""The kinds of entries: one file a kind, one row in KINDS; their fields are declared nowhere else."""

from bulletin.kinds._fields import Entry, Item, Origin, Part, Reference, Register, Status, references
from bulletin.kinds.campaign import Campaign
from bulletin.kinds.document import Document
from bulletin.kinds.event import Event
from bulletin.kinds.navigation import Category, Link
from bulletin.kinds.news import News
from bulletin.kinds.person import Person
from bulletin.kinds.place import Locality, Organisation

KINDS: dict[str, type[Entry]] = {
    kind.KIND: kind
    for kind in (
        Campaign,
        Document,
        News,
        Event,
        Locality,
        Organisation,
        Person,
        Category,
        Link,
    )
}

__all__ = [
    "KINDS", "Campaign", "Category", "Document", "Entry", "Event", "Item", "Link", "Locality", "News",
    "Organisation", "Origin", "Part", "Person", "Reference", "Register", "Status", "references",
]  # fmt: skip
