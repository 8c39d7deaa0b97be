"""A subscriber who looks every hour holds what is published now: nothing missed, twice or left."""

from __future__ import annotations

import re
import tempfile
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from unittest.mock import patch

from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st
from lxml import etree

from bulletin.dates import ZONE
from bulletin.feeds import archive, channels, write
from newsroom import KINDS, NAMED_BY_RULE, Newsroom, Thing, note
from project import Project

START = datetime(2025, 3, 1, tzinfo=ZONE)
HOURS = 60 * 24
RECENT = timedelta(days=44)
SITE, TAG = "https://vidu.example/", "tag:vidu.example,2024:"
DELETED = "{http://purl.org/atompub/tombstones/1.0}deleted-entry"
ONLY_ATOM = tuple(form for form in write.FORMS if form.name == "atom")
"""That the three forms say the same is another test's promise."""

ADDRESSES = {"localities": "dia-phuong/xa-thu", "categories": "tin-tuc/chuyen-muc/thu",
             "campaigns": "phong-trao/thu-2024"}  # fmt: skip
"""How the addresses of the scopes begin that things leave."""

Happening = tuple[int, str, int, bool]
WHAT = ("publish", "update", "correct", "silent", "rename", "withdraw", "revoke", "rename scope",
        "withdraw scope", "withhold", "choose", "choose not", "refile", "mend", "unrevoke", "hide",
        "put off", "choose less")  # fmt: skip
HAPPENINGS = st.lists(
    st.tuples(
        st.integers(1, HOURS - 1), st.sampled_from(WHAT), st.integers(0, 60), st.booleans()
    ),
    min_size=6, max_size=12, unique_by=lambda happening: happening[0],
)  # fmt: skip


class Desk:
    """Does what staff do, as far as it can be done at all."""

    def __init__(self, room: Newsroom) -> None:
        self.room = room
        self.ways: dict[str, str] = {}
        """Old addresses and where they lead now."""

    def happen(self, now: datetime, what: str, which: int, flag: bool) -> None:
        if what == "publish":
            later = now + timedelta(hours=30) if flag else now
            self.room.publish(KINDS[which % len(KINDS)], now, flag, later)
        elif what in ("rename scope", "withdraw scope"):
            self._scope(now, what, which)
        elif what == "withhold":
            self.room.withheld.append(note("update", now, flag, which))
            for award in self._standing("award", now):
                award.told += 1
        elif what in ("choose", "choose not", "choose less"):
            self._choose(now, what, flag)
        else:
            things = [
                one
                for one in self.room.things
                if not one.gone and one.visible <= now and stands(self.room, one)
            ]
            self._thing(things[which % len(things)], now, what, flag)
        self.room.write()

    def _standing(self, kind: str, now: datetime) -> list[Thing]:
        things = (thing for thing in self.room.things if thing.kind == kind)
        return [thing for thing in things if not thing.gone and thing.visible <= now]

    def _scope(self, now: datetime, what: str, which: int) -> None:
        scope = list(self.room.scopes.values())[which % 3]
        if scope.gone:
            return
        if what == "rename scope":
            before = {id(thing): self.room.slug(thing) for thing in self.room.things}
            scope.aliases.append(scope.slug)
            scope.slug = f"{scope.slug.split('-moi')[0]}-moi-{len(scope.aliases)}"
            for thing in self.room.things:
                if self.room.slug(thing) != before[id(thing)]:
                    thing.aliases.append(before[id(thing)])
        else:
            scope.gone = f"{now:%d/%m/%Y}"
            for thing in self.room.things:
                # What named it may no longer do so, which nobody tells.
                thing.silent = True
                if not thing.gone:
                    thing.refiled.add(scope.folder)

    def _choose(self, now: datetime, what: str, flag: bool) -> None:
        if what == "choose":
            lead = next(iter(self._standing("news", now)), None)
            lines = f"lead: {self.room.slug(lead)}\n" if lead and flag else ""
            if self.room.choice is None or self.room.choice.startswith("editorial"):
                self.room.choice = (
                    f"{lines}editorial: Lời tòa soạn {'có tin chính' if lines else ''}.\n"
                )
        elif what == "choose less":
            # What was chosen no longer is: only a note can tell.
            if self.room.choice and "withdrawn" not in self.room.choice:
                self.room.chosen.append(note("update", now, flag, 0))
                notes = f"changes: [{', '.join(self.room.chosen)}]\n"
                self.room.choice = f"editorial: Lời khác, lần {len(self.room.chosen)}.\n{notes}"
        elif self.room.choice and "withdrawn" not in self.room.choice:
            notes = [*self.room.chosen, note("removal", now, flag, 0)]
            text = self.room.choice.partition("changes:")[0]
            self.room.choice = f"{text}status: withdrawn\nchanges: [{', '.join(notes)}]\n"

    def _thing(self, thing: Thing, now: datetime, what: str, flag: bool) -> None:
        if what == "rename":
            if thing.kind not in NAMED_BY_RULE:
                thing.aliases.append(self.room.slug(thing))
                if self.room.choice:
                    self.room.choice = None
                    (self.room.project.root / "content/issues/2025-03.yml").unlink()
        elif what == "silent":
            thing.edits, thing.silent = thing.edits + 1, True
        elif what == "withdraw":
            self.room.change(thing, "removal", now, flag)
            thing.gone = True
        elif what in ("revoke", "mend", "unrevoke", "hide"):
            if thing.kind == "award":
                self._award(thing, now, what, flag)
        elif what == "put off":
            if thing.kind == "event":
                self.room.change(thing, "correction", now, flag)
                thing.moved, thing.told, thing.silent = thing.moved + 1, thing.told + 1, False
        elif what == "refile":
            self._refile(thing, now, flag)
        else:
            kind = "correction" if what == "correct" else "update"
            self.room.change(thing, kind, now, flag)
            thing.edits, thing.told, thing.silent = thing.edits + 1, thing.told + 1, False

    def _award(self, award: Thing, now: datetime, what: str, flag: bool) -> None:
        """Take some of it back, mend that, take that back, or hold a name back."""
        if what == "revoke" and len(award.revoked) < 3:
            # The last first, so that an earlier day is typed in later.
            award.revoked.append(2 - len(award.revoked))
        elif what in ("mend", "unrevoke") and award.revoked:
            self.room.change(award, "removal" if what == "unrevoke" else "correction", now, flag)
            award.mended += 1
            award.revoked = [] if what == "unrevoke" else award.revoked
        elif what == "hide" and award.hidden < 2 and now - award.visible < RECENT:
            # Without a date only what is new is told anew (feeds/moments.py).
            award.hidden += 1
        else:
            return
        award.told, award.silent = award.told + 1, False

    def _refile(self, thing: Thing, now: datetime, flag: bool) -> None:
        """Take an entry out of one scope that it is filed under, and say so."""
        holds = {
            "locality": thing.kind not in (*NAMED_BY_RULE, "resource"),
            "category": thing.kind == "news",
            "campaign": thing.kind not in (*NAMED_BY_RULE, "document"),
        }
        for kind, scope in self.room.scopes.items():
            if holds[kind] and not scope.gone and scope.folder not in thing.left:
                self.room.change(thing, "update", now, flag, f", left: [{kind}/{scope.slug}]")
                thing.left.add(scope.folder)
                thing.refiled.add(scope.folder)
                thing.told, thing.silent = thing.told + 1, False
                return


Feeds = Mapping[str, Callable[[], bytes]]


def read(feeds: Feeds) -> dict[str, bytes]:
    """Return the files of all feeds."""
    return {path: make() for path, make in feeds.items() if path.endswith(".xml")}


class Subscriber:
    """Keeps what a feed told, as readers do: anew where `updated` is new."""

    def __init__(self, folder: str) -> None:
        self.folder = folder
        self.held: dict[str, tuple[str, str]] = {}
        self.seen, self.updates = Counter[str](), Counter[str]()

    def poll(self, feeds: Feeds, path: str = "") -> str:
        """Read one file of the feed; return the path of the next older one, or ``.

        A feed at an old address leads on to the archives at the new one.
        """
        root = etree.fromstring(feeds[path or f"{self.folder}atom.xml"]())
        for entry in root.findall("{*}entry"):
            name, updated = entry.findtext("{*}id"), entry.findtext("{*}updated")
            self.seen[name] += name not in self.held
            if name in self.held and self.held[name][0] == updated:
                continue
            self.updates[name] += name in self.held
            told = (entry.findtext(f"{{*}}{part}") for part in ("title", "summary", "content"))
            self.held[name] = updated, "\n".join(filter(None, told))
        for gone in root.iter(DELETED):
            self.held.pop(gone.get("ref"), None)
        links = {link.get("rel"): link.get("href") for link in root.findall("{*}link")}
        return links.get("prev-archive", "").removeprefix(SITE)

    def begin(self, feeds: Feeds) -> Subscriber:
        """Read the whole feed, as somebody new to it does (RFC 5005)."""
        path = f"{self.folder}atom.xml"
        while path:
            path = self.poll(feeds, path)
        return self


class Watch:
    """Subscribers of every feed there is, each at the address that it had when they began."""

    def __init__(self, room: Newsroom) -> None:
        self.room = room
        self.all: dict[str, Subscriber] = {}

    def feeds(self, now: datetime) -> Feeds:
        bulletin = self.room.bulletin(now)
        return dict(write.feed_files(bulletin, channels(bulletin)))

    def poll(self, now: datetime) -> Feeds:
        feeds = self.feeds(now)
        for path in feeds:
            folder = path.removesuffix("atom.xml")
            if folder != path and folder not in self.all:
                self.all[folder] = Subscriber(folder).begin(feeds)
        for one in self.all.values():
            one.poll(feeds)
        return feeds


def compare(room: Newsroom, watch: Watch, feeds: Feeds, end: datetime) -> None:
    """What every subscriber holds is what the site says now."""
    now = Subscriber("").begin(feeds).held
    shown = [thing for thing in room.things if thing.visible <= end]
    for folder, one in watch.all.items():
        final = Subscriber(folder).begin(feeds).held
        for name in one.held.keys() - final.keys():
            # Filed elsewhere since; it stands as long as the site has it.
            assert folder, name
            assert name in now, f"{folder}: {name} is a ghost"
        assert not final.keys() - one.held.keys(), folder
        for thing in shown:
            scopes = tuple(ADDRESSES[left] for left in thing.left)
            assert not (folder.startswith(scopes) and thing.id in one.held), (folder, thing.id)
        lagging = {thing.id for thing in shown if thing.silent}
        for name in final.keys() - lagging:
            assert today(room, one.held[name][1]) == today(room, final[name][1]), (folder, name)
    root = watch.all[""]
    standing = {thing.id for thing in shown if not thing.gone and stands(room, thing)}
    assert {name for name in root.held if name.split("/")[0].removeprefix(TAG) in KINDS
            and not re.search("591|le-phat-dong|phat-dong-thi-dua", name)} == standing  # fmt: skip
    for thing in shown:
        assert root.seen[thing.id] == 1, thing.id
        assert root.updates[thing.id] == thing.told, thing.id


def stands(room: Newsroom, thing: Thing) -> bool:
    """Tell whether readers can see what is published: a report stands on its campaign's page."""
    return thing.kind != "result" or not room.scopes["campaign"].gone


def today(room: Newsroom, text: str) -> str:
    """Return a text with the addresses of today: the old ones lead there."""
    for thing in room.things:
        for alias in thing.aliases:
            text = text.replace(f"/{alias}/", f"/{room.slug(thing)}/")
    for scope in room.scopes.values():
        for alias in scope.aliases:
            text = text.replace(f"/{alias}/", f"/{scope.slug}/")
    return text


# One day of much ado, all of it dated by the day alone; old entries that are touched again.
BUSY_DAY: list[Happening] = [
    (9, "publish", 0, False), (10, "update", 20, False), (11, "correct", 20, False),
    (12, "correct", 20, True), (13, "update", 20, False), (14, "rename", 20, False),
    (15, "silent", 20, False), (16, "update", 0, False), (17, "correct", 0, False),
    (18, "withdraw", 0, False), (19, "withdraw", 9, True), (1300, "withdraw", 20, False),
]  # fmt: skip
# What changes a post without being a change of its entry.
NAMES_AND_MONTHS: list[Happening] = [
    (5, "revoke", 2, False), (6, "revoke", 2, False), (7, "withhold", 0, False),
    (8, "withhold", 0, False), (760, "choose", 0, True), (761, "choose not", 0, False),
    (770, "publish", 8, False), (771, "publish", 5, True), (772, "withdraw", 0, False),
    (773, "withdraw", 0, False),
]  # fmt: skip
SCOPES: list[Happening] = [
    (3, "rename scope", 0, False), (4, "rename scope", 1, False), (5, "rename scope", 2, False),
    (6, "correct", 12, False), (40, "withdraw scope", 0, False), (41, "withdraw scope", 1, False),
    (42, "withdraw scope", 2, False), (43, "update", 3, False), (50, "publish", 0, False),
]  # fmt: skip

# Names hidden, revocations mended and taken back, days put off, entries filed elsewhere.
MENDED: list[Happening] = [
    (3, "revoke", 2, False), (4, "mend", 2, False), (5, "revoke", 2, False),
    (6, "unrevoke", 2, False), (7, "hide", 2, False), (8, "revoke", 12, False),
    (9, "hide", 2, False), (20, "refile", 0, False), (21, "refile", 0, True),
    (22, "refile", 0, False), (23, "refile", 1, False), (24, "refile", 2, False),
    (25, "rename scope", 2, False), (30, "put off", 5, False), (780, "put off", 15, False),
    (781, "put off", 5, False), (790, "choose", 0, True), (791, "choose less", 0, False),
    (792, "choose less", 0, False), (793, "unrevoke", 12, False), (800, "withdraw", 12, False),
]  # fmt: skip

# Scopes and entries that move, with archives at both addresses.
RENAMED: list[Happening] = [
    (43, "rename", 51, True), (177, "rename scope", 33, False), (225, "revoke", 7, True),
    (292, "rename scope", 7, True), (473, "rename", 23, True), (716, "revoke", 32, False),
]  # fmt: skip


@example(BUSY_DAY)
@example(NAMES_AND_MONTHS)
@example(SCOPES)
@example(RENAMED)
@example(MENDED)
@settings(max_examples=5, phases=(Phase.explicit, Phase.generate))
@given(HAPPENINGS)
def test_an_hourly_subscriber_of_every_feed_holds_what_the_site_says_now(
    happenings: list[Happening],
) -> None:
    with (
        tempfile.TemporaryDirectory() as folder,
        patch.object(write, "FORMS", ONLY_ATOM),
        patch.object(archive, "MIN_ITEMS", 6),
    ):
        room = Newsroom(Project(Path(folder) / "project"), START, old=2)
        desk, watch = Desk(room), Watch(room)
        feeds = watch.poll(START)
        by_hour = {hour: rest for hour, *rest in happenings}
        # An embargo ends 30 hours after; the issue of March comes out after 31 days.
        due = {*by_hour, *(hour + 30 for hour in by_hour), 31 * 24, HOURS}
        # In every other hour nothing has changed, so that nothing need be read.
        for hour in sorted(due):
            now = START + timedelta(hours=hour)
            if hour % 3 == 0 and hour - 1 not in due:
                assert read(watch.feeds(now - timedelta(hours=1))) == read(feeds), hour
            if hour in by_hour:
                desk.happen(now, *by_hour[hour])
            feeds = watch.poll(now)
        compare(room, watch, feeds, START + timedelta(hours=max(due)))
