"""The kinds of entries: one file a kind, one row in KINDS; their fields are declared nowhere else."""

from bulletin.kinds._fields import Entry, Item, Origin, Part, Register, Status, Titled
from bulletin.kinds._inspect import Reference, references
from bulletin.kinds.award import Award
from bulletin.kinds.campaign import Campaign
from bulletin.kinds.deeds import Deeds, Roster
from bulletin.kinds.document import Document
from bulletin.kinds.event import Event
from bulletin.kinds.exemplar import Exemplar
from bulletin.kinds.navigation import Category, Link
from bulletin.kinds.news import News
from bulletin.kinds.person import Person
from bulletin.kinds.place import Locality, Organisation
from bulletin.kinds.practice import Issue, Model, Notice, Resource
from bulletin.kinds.result import Result

KINDS: dict[str, type[Entry]] = {
    kind.KIND: kind
    for kind in (
        Campaign,
        Document,
        News,
        Event,
        Exemplar,
        Deeds,
        Award,
        Result,
        Model,
        Notice,
        Resource,
        Roster,
        Issue,
        Locality,
        Organisation,
        Person,
        Category,
        Link,
    )
}

__all__ = [
    "KINDS", "Award", "Campaign", "Category", "Deeds", "Document", "Entry", "Event", "Exemplar",
    "Issue", "Item", "Link", "Locality", "Model", "News", "Notice", "Organisation", "Origin", "Part",
    "Person", "Reference", "Register", "Resource", "Result", "Roster", "Status", "Titled",
    "references",
]  # fmt: skip
