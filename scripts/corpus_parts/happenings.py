"""Events, practices worth spreading, and the editor's choice of every month."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from corpus_parts.dice import Dice
from corpus_parts.places import COMMITTEE, POLICE
from corpus_parts.stock import TOPICS, WORDS, Writer, bullets
from corpus_parts.world import NOW, Commune, Made, World, campaign_of, is_open, life

_EVENTS = {
    "launch": "Lễ phát động thi đua ở {place}", "festival": "Ngày hội giữ bình yên ở {place}",
    "review": "Hội nghị sơ kết phong trào thi đua của {place}",
    "seminar": "Tọa đàm về {month} ở {place}", "pledge": "Ký giao ước thi đua ở {place}",
    "award_ceremony": "Lễ trao thưởng ở {place}",
}  # fmt: skip


def write_events(world: World, year: int, start: date, end: date) -> None:
    """Write a year's events; those announced last are still to come."""
    dice = world.dice("events", year)
    for at in dice.moments(start, end, world.sizes.events):
        commune, kind = dice.pick(world.communes), dice.pick(list(_EVENTS))
        place = dice.pick((commune.name, dice.pick(commune.lasting).village))
        writer = Writer(dice, {"xa": commune.name, "thon": dice.pick(commune.lasting).village})
        title = _EVENTS[kind].format(place=place, month=dice.pick(WORDS["month_topic"]))
        slug = f"{at:%Y-%m}-su-kien-{kind.replace('_', '-')}-{world.serial('event'):03}"
        day = at.date() + timedelta(dice.number(2, 25))
        fields: dict[str, Any] = {
            **life(world, dice, "event", at, slug), "published_at": at, "title": title, "sample": True,
            "summary": writer.line("summary"), "kind": kind, "event_date": day,
            "ends_on": day + timedelta(1) if kind == "festival" else None,
            "place": dice.pick(WORDS["place"]).capitalize(),
            "mode": dice.pick(("in_person", "in_person", "hybrid")),
            "host": f"ubnd-{commune.slug}", "locality": commune.slug,
            "campaigns": [campaign_of(day if day <= NOW.date() else at.date())],
            "documents": world.recent(dice, "document", at, 1, 0.4),
            "people": [_speaker(dice, commune)],
            "participants": dice.some(WORDS["group"], 3),
            "programme": [
                {"name": "Phần lễ", "text": writer.line("clause")},
                {"name": "Phần hội", "text": f"Hội thi {dice.pick(WORDS['play'])}, giao lưu giữa các tổ"},
            ],
            "activities": [f"Thi {play}" for play in dice.some(WORDS["play"], 2)],
            "obligations": [{"who": "Các tổ", "duty": "must", "what": "cử người tham gia"}],
            "body": writer.paragraph(("context", 2), ("clause", 2)) + "\n\n## Chuẩn bị\n\n"
            + bullets(writer.lines("item", 3)),
        }  # fmt: skip
        if fields["mode"] == "hybrid":
            fields["connected_sites"] = [c.name for c in dice.some(world.communes, 3)]
        world.tree.write("events", slug, fields, str(at.year))
        world.add(Made("event", slug, title, at, is_open(fields), commune.slug))


def _speaker(dice: Dice, commune: Commune) -> dict[str, Any]:
    office = dice.pick((f"ubnd-{commune.slug}", f"cong-an-{commune.slug}"))
    return {"person": f"lanh-dao-{office}", "doing": dice.pick(("chủ trì", "phát biểu khai mạc"))}


def write_models(world: World, year: int, start: date, end: date) -> None:
    """Write a year's practices worth spreading."""
    dice = world.dice("models", year)
    for at in dice.moments(start, end, world.sizes.models):
        commune, code = dice.pick(world.communes), dice.pick(list(TOPICS))
        village = dice.pick(commune.lasting).village
        writer = Writer(dice, {"xa": commune.name, "thon": village, "to": f"Tổ {village}"})
        slug = f"{at:%Y-%m}-mo-hinh-{world.serial('model'):03}"
        title = f"{dice.pick(WORDS['model_name'])} ở {village}"
        begun = max(at.date() - timedelta(dice.number(60, 300)), world.first_day)
        known = dice.chance(0.6)
        fields = {
            **life(world, dice, "model", at, slug), "published_at": at, "title": title, "sample": True,
            "summary": writer.line("summary"), "state": "ended" if dice.chance(0.1) else "running",
            "campaign": campaign_of(at.date()), "content": code, "localities": [commune.slug],
            "started_on": f"{begun:%m/%Y}", "members": f"{dice.number(12, 240)} hộ",
            "recognised_by": dice.pick((COMMITTEE, POLICE)) if known else None,
            "recognised_on": at.date() - timedelta(5) if known else None,
            "body": writer.story(TOPICS[code], "collective", world.links(dice, at, 2)),
        }  # fmt: skip
        world.tree.write("models", slug, fields, str(at.year))
        world.add(Made("model", slug, title, at, is_open(fields), commune.slug))


def write_issues(world: World, year: int) -> None:
    """Write the editor's choice for the twelve months from July."""
    for month in (*range(7, 13), *range(1, 7)):
        first = date(year if month >= 7 else year + 1, month, 1)
        name = f"{first:%Y-%m}"
        dice = world.dice("issue", name)
        news, stories = _of_month(world, "news", first), _of_month(world, "exemplar", first)
        chosen = dice.some(news, 6)
        writer = Writer(dice, {"xa": "các xã", "thon": "mỗi thôn", "to": "các tổ"})
        fields = {
            "lead": chosen[0] if chosen else None, "news": chosen[1:], "sample": True,
            "exemplars": dice.some(stories, 4), "editorial": writer.paragraph(("result", 2), ("closing", 2)),
        }  # fmt: skip
        world.tree.write("issues", name, fields)


def _of_month(world: World, kind: str, first: date) -> list[str]:
    """Return the open entries of a kind that were published in a month."""
    month = (first.year, first.month)
    found = [made for made in world.made.get(kind, ()) if made.open]
    return [made.slug for made in found if (made.at.year, made.at.month) == month]
