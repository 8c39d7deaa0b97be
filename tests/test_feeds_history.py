"""A subscriber who looks every hour misses nothing, hears nothing twice and keeps no ghost."""

from __future__ import annotations

import json
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import etree

from bulletin.dates import ZONE, day_of
from bulletin.feeds import channels
from bulletin.feeds.write import feed_files
from bulletin.load import ParseCache, load_bulletin
from bulletin.model import Bulletin
from bulletin.settings import read_settings
from project import Project

START = datetime(2025, 3, 1, tzinfo=ZONE)
HOURS = 60 * 24
OLD = 55
"""So many entries stand already: more than a live feed has to hold."""
FEED = "phong-trao/minh-hoa-2024/"
CORRECTIONS = "dinh-chinh/"
TAG = "tag:vidu.example,2024:"
DELETED = "{http://purl.org/atompub/tombstones/1.0}deleted-entry"

HAPPENINGS = st.lists(
    st.tuples(
        st.integers(1, HOURS - 1),
        st.sampled_from(["publish", "publish", "edit", "silent", "correct", "rename", "withdraw"]),
        st.integers(0, OLD + 5),
        st.booleans(),
    ),
    min_size=6,
    max_size=16,
    unique_by=lambda happening: happening[0],
)


@dataclass
class Story:
    """An entry as staff keep it."""

    number: int
    published: datetime
    visible: datetime
    timed: bool
    slug: str
    aliases: list[str] = field(default_factory=list)
    changes: list[str] = field(default_factory=list)
    told: int = 0
    corrections: int = 0
    edits: int = 0
    gone: bool = False

    @property
    def id(self) -> str:
        return f"{TAG}news/tin-{self.number}"

    def text(self) -> str:
        moment = self.published.strftime("%d/%m/%Y %H:%M" if self.timed else "%d/%m/%Y")
        lines = [
            f"status: {'withdrawn' if self.gone else 'published'}",
            f"published_at: {moment}",
            f"title: Tin số {self.number}",
            "category: phat-dong",
            "campaigns: [minh-hoa-2024]",
            f"body: Bài số {self.number}, bản {self.edits}.",
        ]
        if self.visible > self.published:
            lines.append(f"publish_at: {self.visible:%d/%m/%Y %H:%M}")
        if self.aliases:
            lines.append(f"aliases: [{', '.join(self.aliases)}]")
        if self.changes:
            lines.append(f"changes: [{', '.join(self.changes)}]")
        return "\n".join(lines) + "\n"

    def change(self, kind: str, now: datetime, timed: bool) -> None:
        moment = now.strftime("%d/%m/%Y %H:%M" if timed else "%d/%m/%Y")
        self.changes.append(f"{{date: {moment}, kind: {kind}, note: Lần {len(self.changes) + 1}}}")


class Newsroom:
    """A site that staff change hour by hour, and its feeds as they stand at a moment."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.settings = read_settings(project.root / "mkdocs.yml")
        self.cache: ParseCache = {}
        self.stories: list[Story] = []
        for number in range(OLD):
            when = START - timedelta(days=5 * (OLD - number))
            self.add(Story(number, when, when, False, f"tin-{number}"))

    def add(self, story: Story) -> None:
        self.stories.append(story)
        self.write(story)

    def write(self, story: Story) -> None:
        self.project.write({f"content/news/{story.slug}.yml": story.text()})

    def happen(self, now: datetime, what: str, which: int, flag: bool) -> None:
        """Do one thing, if it can be done at all."""
        if what == "publish":
            number = len(self.stories)
            later = now + timedelta(hours=30) if flag else now
            self.add(Story(number, now, later, flag, f"tin-{number}"))
            return
        story = self.stories[which % len(self.stories)]
        if story.gone or story.visible > now:
            return
        if what == "rename":
            (self.project.root / f"content/news/{story.slug}.yml").unlink()
            story.aliases.append(story.slug)
            story.slug = f"tin-{story.number}-moi-{len(story.aliases)}"
        elif what == "silent":
            story.edits += 1
        elif what == "withdraw":
            story.change("removal", now, flag)
            story.gone = True
        else:
            story.change("correction" if what == "correct" else "update", now, flag)
            story.told += 1
            story.corrections += what == "correct"
        self.write(story)

    def bulletin(self, now: datetime) -> Bulletin:
        settings = self.settings.model_copy(update={"now": day_of(now)})
        return load_bulletin(self.project.root / "content", settings, self.cache)

    def feeds(self, now: datetime) -> dict[str, Any]:
        bulletin = self.bulletin(now)
        return dict(feed_files(bulletin, channels(bulletin)))


class Subscriber:
    """Keeps what a feed told, as readers do: by id, and by `updated`."""

    def __init__(self, folder: str) -> None:
        self.folder = folder
        self.held: dict[str, str] = {}
        self.seen = Counter[str]()
        self.updates = Counter[str]()

    def poll(self, feeds: dict[str, Any], path: str = "atom.xml") -> str:
        """Read one file of the feed; return the path of the next older one, or ``."""
        if self.folder + path not in feeds:
            return ""
        root = etree.fromstring(feeds[self.folder + path]())
        for entry in root.findall("{*}entry"):
            name, updated = entry.findtext("{*}id"), entry.findtext("{*}updated")
            self.seen[name] += name not in self.held
            self.updates[name] += self.held.get(name, updated) != updated
            self.held[name] = updated
        for gone in root.iter(DELETED):
            self.held.pop(gone.get("ref"), None)
        links = {link.get("rel"): link.get("href") for link in root.findall("{*}link")}
        return links.get("prev-archive", "").removeprefix(f"https://vidu.example/{self.folder}")

    def begin(self, feeds: dict[str, Any]) -> None:
        """Read the whole feed, as somebody new to it does (RFC 5005)."""
        path = "atom.xml"
        while path:
            path = self.poll(feeds, path)


def whole(feeds: dict[str, Any], folder: str) -> list[str]:
    """Return the id of everything that a JSON Feed tells, following it to its oldest archive."""
    found: list[str] = []
    path = f"{folder}feed.json"
    while path:
        feed = json.loads(feeds[path]())
        found += [i["id"] for i in feed["items"] if i["title"] != "Nội dung đã được gỡ"]
        path = feed.get("next_url", "").removeprefix("https://vidu.example/")
    return found


# One day of much ado, all of it dated by the day alone; an old entry that is touched again.
BUSY_DAY = [
    (9, "publish", 0, False), (10, "edit", OLD, False), (11, "correct", OLD, False),
    (12, "correct", OLD, True), (13, "edit", OLD, False), (14, "rename", OLD, False),
    (15, "silent", OLD, False), (16, "edit", 0, False), (17, "correct", 0, False),
    (18, "withdraw", 0, False), (1300, "withdraw", OLD, False),
]  # fmt: skip


@example(BUSY_DAY)
@settings(max_examples=5)
@given(HAPPENINGS)
def test_an_hourly_subscriber_sees_every_item_and_every_update_once_and_no_ghost(
    happenings: list[tuple[int, str, int, bool]],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        room = Newsroom(Project(Path(folder) / "project"))
        stories, corrections = Subscriber(FEED), Subscriber(CORRECTIONS)
        stories.begin(room.feeds(START))
        by_hour = {hour: rest for hour, *rest in happenings}
        due = {*by_hour, *(hour + 30 for hour in by_hour), HOURS}
        # In every other hour nothing has changed: the feeds are the same, byte for byte.
        for hour in sorted(due):
            now = START + timedelta(hours=hour)
            if hour in by_hour:
                room.happen(now, *by_hour[hour])
            feeds = room.feeds(now)
            stories.poll(feeds)
            corrections.poll(feeds)
        end = START + timedelta(hours=max(due))
        shown = [story for story in room.stories if story.visible <= end]
        standing = {story.id for story in shown if not story.gone}
        held = {name for name in stories.held if name.startswith(f"{TAG}news/tin-")}
        assert held == standing
        for story in shown:
            assert stories.seen[story.id] == 1
            assert stories.updates[story.id] == story.told
        wanted = Counter({story.id: 1 if story.gone else story.corrections for story in shown})
        told = Counter(map(entry_of, corrections.held))
        assert told == +wanted
        assert set(corrections.seen.values()) <= {1}
        assert not +corrections.updates
        final = Subscriber(FEED)
        final.begin(feeds)
        assert {name for name in final.held if "news/tin-" in name} == standing
        assert sorted(final.held) == sorted(set(whole(feeds, FEED)))


def entry_of(correction: str) -> str:
    """Return the id of the entry that a correction's id speaks of."""
    kind, slug, _ = correction.removeprefix(f"{TAG}correction/").split("/")
    return f"{TAG}{kind}/{slug}"
