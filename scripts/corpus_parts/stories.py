"""Exemplars and news: the texts that make up most of a year."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from corpus_parts.dice import Dice
from corpus_parts.places import BOARD, CATEGORIES, PAPER, POLICE
from corpus_parts.stock import NAMELESS, TOPICS, WORDS, Writer, full_name
from corpus_parts.world import (
    NOW,
    PROVINCE,
    Commune,
    Made,
    World,
    campaign_of,
    is_open,
    life,
    phase_of,
)

KINDS = ("person", "person", "person", "team", "team", "collective", "household")
_ALT = "Tranh vẽ đồi núi, mặt trời và dãy nhà nhỏ ven đường"
_CAPTION = "Tranh minh họa: cảnh làng quê Tỉnh Minh Họa."


def write_exemplars(world: World, year: int, start: date, end: date) -> None:
    """Write a year's stories of people, teams, collectives and households."""
    dice, count = world.dice("exemplars", year), world.sizes.exemplars
    for order, at in enumerate(dice.moments(start, end, count), 1):
        _exemplar(world, dice, at, last=order == count)


def _exemplar(world: World, dice: Dice, at: datetime, *, last: bool) -> None:
    """Write one story."""
    commune, code = dice.pick(world.communes), dice.pick(list(TOPICS))
    kind = dice.pick(KINDS)
    if kind == "person" and code in NAMELESS:
        kind = "team"
    team = dice.pick(commune.lasting)
    slug = f"{at:%Y-%m}-{TOPICS[code]}-{world.serial('exemplar'):04}"
    fields = life(world, dice, "exemplar", at, slug, last=last)
    minor = dice.chance(0.02)
    gone = fields["status"] == "withdrawn"
    name = full_name(dice, "child" if minor else "taken" if gone else "given")
    knows = {"xa": commune.name, "thon": team.village, "to": f"Tổ {team.village}"}
    named = kind == "person" and not minor and not gone
    if kind == "person":
        knows["ten"] = name if named else "em học sinh này" if minor else "nhân vật này"
    writer = Writer(dice, knows)
    title = writer.line("title-exemplar")
    event = max(at.date() - timedelta(dice.number(1, 20)), world.first_day)
    fields |= {
        "published_at": at, "title": title, "summary": writer.line("summary"), "sample": True,
        "kind": kind, "others_mentioned": "checked" if dice.chance(0.3) else "none",
        "people": [_honoured(dice, name, at, commune, minor=minor)] if kind == "person" else [],
        "collective": _collective(dice, kind, team.village),
        "team": f"{commune.slug}/{team.id}" if kind == "team" else None,
        "locality": commune.slug, "campaign": campaign_of(event), "phase": phase_of(event),
        "content": code, "event_date": event, "tags": dice.some(WORDS["tag"], 3),
        "body": writer.story(
            TOPICS[code], "person" if named else "collective", world.links(dice, at)
        ),
        "pictures": world.picture(_ALT, _CAPTION),
        "credits": [{"role": "text", "name": f"Ban Biên tập {commune.name}"}],
    }  # fmt: skip
    world.tree.write("exemplars", slug, fields, f"{at:%Y-%m}")
    world.add(Made("exemplar", slug, title, at, is_open(fields), commune.slug))
    if kind == "person" and is_open(fields) and not minor:
        key = (commune.slug, "exemplar")
        world.honoured.setdefault(key, []).append({"name": name, "slug": slug, "at": at})


def _collective(dice: Dice, kind: str, village: str) -> str | None:
    """Return the name of a collective or household."""
    if kind == "household":
        return f"Một hộ ở {village}"
    return f"{dice.pick(WORDS['group'])} {village}" if kind == "collective" else None


def _honoured(
    dice: Dice, name: str, at: datetime, commune: Commune, *, minor: bool
) -> dict[str, Any]:
    """Return the person a story is about: agreed to on paper; minors stand by initials."""
    day = at.date() - timedelta(1)
    paper = {
        "covers": "story", "by": "guardian" if minor else "person", "paper": f"{dice.number(1, 400):03}/{day.year}",
        "holder": f"Công an {commune.name}", "date": day,
    }  # fmt: skip
    grown = {} if not minor else {"minor": True}
    return {"full_name": name, "basis": "consent", **grown, "consents": [paper]}


def write_news(world: World, year: int, start: date, end: date) -> None:
    """Write a year's news."""
    dice, count = world.dice("news", year), world.sizes.news
    for order, at in enumerate(dice.moments(start, end, count), 1):
        _news(world, dice, at, last=order == count)


def _news(world: World, dice: Dice, at: datetime, *, last: bool) -> None:
    """Write one piece of news."""
    commune, topic = dice.pick(world.communes), dice.pick(list(TOPICS.values()))
    team = dice.pick(commune.lasting)
    slug = f"{at:%Y-%m}-tin-{topic}-{world.serial('news'):04}"
    happened = max(at.date() - timedelta(dice.number(0, 4)), world.first_day)
    knows = {
        "xa": commune.name, "thon": team.village, "to": f"Tổ {team.village}",
        "ngay": f"{happened.day:02}/{happened.month}/{happened.year}",
    }  # fmt: skip
    writer = Writer(dice, knows)
    title = writer.line("title-news")
    fields = life(world, dice, "news", at, slug, last=last)
    if at.date() > NOW.date() - timedelta(20) and dice.chance(0.02):
        fields["pin_until"] = NOW.date() + timedelta(5)
    outlets = [{"outlet": "Báo Minh Họa", "published_at": happened, "unknown": ["url", "author"]}]
    people = {"person": f"lanh-dao-ubnd-{commune.slug}", "doing": "phát biểu tại buổi làm việc"}
    fields |= {
        "published_at": at, "title": title, "summary": writer.line("summary"), "sample": True,
        "category": dice.pick(list(CATEGORIES)), "tags": dice.some(WORDS["tag"], dice.number(2, 4)),
        "event_date": happened,
        "body": writer.line("news-lead") + " "
        + writer.story(topic, "collective", world.links(dice, at)),
        "pictures": world.picture(_ALT, _CAPTION),
        "credits": [{"role": "compiled", "name": "Ban Biên tập"}],
        "campaigns": [campaign_of(at.date())] if dice.chance(0.7) else [],
        "documents": world.recent(dice, "document", at, 1, 0.25),
        "events": world.recent(dice, "event", at, 1, 0.15),
        "localities": [commune.slug] if dice.chance(0.9) else [PROVINCE],
        "organisations": [dice.pick((f"ubnd-{commune.slug}", f"cong-an-{commune.slug}", POLICE, BOARD, PAPER))],
        "people": [people] if dice.chance(0.3) else [],
        "sources": outlets if dice.chance(0.5) else [],
    }  # fmt: skip
    world.tree.write("news", slug, fields, f"{at:%Y-%m}")
    world.add(Made("news", slug, title, at, is_open(fields), commune.slug))
