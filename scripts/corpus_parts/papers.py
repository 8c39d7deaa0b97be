"""Documents, and what offices tell and hand out: notices and resources."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from corpus_parts.dice import Dice
from corpus_parts.places import COMMITTEE, LEADERS, POLICE
from corpus_parts.stock import TOPICS, WORDS, Writer, bullets
from corpus_parts.world import PROVINCE, Made, World, campaign_of, is_open, life

_TYPES = (
    ("plan", "KH"), ("letter", "CV"), ("guidance", "HD"), ("notice", "TB"), ("report", "BC"),
    ("directive", "CT"), ("decision", "QĐ"),
)  # fmt: skip
_CODES = {"QĐ": "qd", "CT": "ct"}
_HEADS = ("Mục đích, yêu cầu", "Nội dung thực hiện", "Chỉ tiêu", "Tổ chức thực hiện", "Kinh phí")


@dataclass(frozen=True)
class Paper:
    """What must be known of a document before it is written."""

    type: str
    symbol: str
    issuer: str
    title: str
    issued: date
    at: datetime
    status: str | None = None
    """Settled by what it belongs to; None leaves it to chance."""


def write_documents(world: World, year: int, start: date, end: date, count: int) -> None:
    """Write the documents of a year that neither award, report nor plan of a campaign brings."""
    dice = world.dice("documents", year)
    for at in dice.moments(start + timedelta(20), end, count):
        commune = dice.pick(world.communes)
        issuer = dice.pick((COMMITTEE, POLICE, f"ubnd-{commune.slug}", f"ubnd-{commune.slug}"))
        kind, code = dice.pick(_TYPES)
        unit = "CAT" if issuer == POLICE else "UBND"
        place = commune.teams[0].village
        title = Writer(dice, {"xa": commune.name, "thon": place}).line("document")
        issued = at.date() - timedelta(dice.number(0, 9))
        write_paper(world, dice, Paper(kind, f"{code}-{unit}", issuer, title, issued, at))


def write_paper(world: World, dice: Dice, paper: Paper) -> tuple[str, str]:
    """Write a document; return its slug and its signature."""
    commune = paper.issuer.partition("-")[2] if paper.issuer not in LEADERS else None
    row = (paper.issuer, paper.symbol, paper.issued.year)
    number = world.serial(*row, step=dice.number(1, 7))
    symbol = paper.symbol.lower().replace("đ", "d")
    slug = f"{number}-{symbol}-{paper.issued.year}" + (f"-{commune}" if commune else "")
    if paper.issuer == POLICE:
        slug += "-cong-an"
    place = next((c for c in world.communes if c.slug == commune), None)
    knows = {"xa": place.name if place else "các xã", "thon": "mỗi thôn", "to": "các tổ"}
    writer = Writer(dice, knows)
    fields = life(world, dice, "document", paper.at, slug)
    if paper.status not in (None, fields["status"]):
        gone = {"date": paper.at.date(), "kind": "removal", "note": "Gỡ cùng quyết định"}
        changes = [gone] if paper.status == "withdrawn" else []
        fields = {"status": paper.status, "changes": changes}
    full, first = dice.chance(0.4), "Như Điều 3" if paper.type == "decision" else "Các tổ"
    fields |= {
        "published_at": paper.at, "type": paper.type, "title": paper.title, "sample": True,
        "summary": writer.line("summary") if dice.chance(0.5) else None, "number": number,
        "symbol": paper.symbol, "issuer": paper.issuer, "locality": commune or PROVINCE,
        "place": "Minh Họa", "issued_on": paper.issued,
        "effective_on": paper.issued if paper.type == "decision" else None,
        "expires_on": paper.issued + timedelta(400) if dice.chance(0.1) else None,
        "implements": world.recent(dice, "document", paper.at, 1, 0.2),
        "signer": _signer(dice, paper.issuer),
        "recipients": [first, f"UBND {knows['xa']}", "Công an tỉnh (để báo cáo)"],
        "archived": "VT", "reading": "full" if full else "summary",
        "preamble": writer.paragraph(("clause", 2)),
        "sections": _sections(dice, writer), "closing": writer.line("clause"),
        "missing_parts": [] if full else ["Con dấu", "Phụ lục"],
    }  # fmt: skip
    world.tree.write("documents", slug, fields, str(paper.issued.year))
    words = f"{paper.title} ({number}/{paper.symbol})"
    world.add(Made("document", slug, words, paper.at, is_open(fields), commune or ""))
    return slug, f"{number}/{paper.symbol}"


def _signer(dice: Dice, issuer: str) -> dict[str, Any]:
    """Return who signed: the head, or a deputy in the head's place."""
    leaders = LEADERS.get(issuer)
    if leaders is None:
        head = f"lanh-dao-{issuer}"
        return {
            "person": head,
            "capacity": "TM.",
            "for_position": "ỦY BAN NHÂN DÂN",
            "position": "CHỦ TỊCH",
        }
    slug, rank, _ = dice.pick(leaders)
    top = "GIÁM ĐỐC" if issuer == POLICE else "CHỦ TỊCH"
    deputy = slug.startswith("pho-")
    return {
        "person": f"{slug}-minh-hoa", "rank": rank, "capacity": "KT." if deputy else None,
        "for_position": top if deputy else None, "position": f"PHÓ {top}" if deputy else top,
    }  # fmt: skip


def _sections(dice: Dice, writer: Writer) -> list[dict[str, Any]]:
    """Return the sections of a document, the second one with sections of its own."""
    roman = ("I", "II", "III", "IV", "V")
    sections: list[dict[str, Any]] = []
    for order, title in enumerate(_HEADS[: dice.number(3, 5)]):
        section: dict[str, Any] = {"code": roman[order], "title": title}
        if order == 1:
            section["sections"] = [
                {"code": str(n), "body": f"{text}\n\n{writer.line('clause')}"}
                for n, text in enumerate(writer.lines("clause", 3), 1)
            ]
        else:
            items = "\n".join(f"- {text}" for text in writer.lines("clause", 3))
            section["body"] = f"{writer.line('clause')}\n\n{items}"
        sections.append(section)
    return sections


def write_notices(world: World, year: int, start: date, end: date) -> None:
    """Write a year's notices; every second one asks for comments."""
    dice, count = world.dice("notices", year), world.sizes.notices
    for order, at in enumerate(dice.moments(start, end, count), 1):
        commune = dice.pick(world.communes)
        knows = {"xa": commune.name, "thon": dice.pick(commune.lasting).village}
        writer = Writer(dice, {**knows, "ngay": f"{at:%d/%m/%Y}"})
        slug = f"{at:%Y-%m}-thong-bao-{world.serial('notice'):03}"
        title, last = writer.line("notice"), order == count
        opens = at.date() + timedelta(1)
        closes = opens + timedelta(dice.number(9, 29))
        period = {"start": opens, "end": closes, "send_to": f"UBND {commune.name}"}
        fields = {
            **life(world, dice, "notice", at, slug, last=last), "published_at": at, "title": title,
            "sample": True, "summary": writer.line("summary"), "issuer": f"ubnd-{commune.slug}",
            "comments": period if order % 2 else None, "campaign": campaign_of(at.date()),
            "locality": commune.slug, "documents": world.recent(dice, "document", at, 1, 0.5),
            "body": writer.paragraph(("news-lead", 1), ("clause", 3)) + "\n\n"
            + bullets(writer.lines("item", 3)),
            "expires_at": None if last else closes + timedelta(1),
        }  # fmt: skip
        world.tree.write("notices", slug, fields, str(at.year))


def write_resources(world: World, year: int, start: date, end: date) -> None:
    """Write what a year brings to download: forms, slogans, checklists."""
    dice = world.dice("resources", year)
    for at in dice.moments(start, end, world.sizes.resources):
        commune = dice.pick(world.communes)
        writer = Writer(dice, {"xa": commune.name, "thon": "mỗi thôn"})
        slug = f"{at:%Y-%m}-tai-lieu-{world.serial('resource'):03}"
        title, file = writer.line("resource"), f"bieu-mau/{slug}.txt"
        fields = {
            **life(world, dice, "resource", at, slug), "published_at": at, "title": title, "sample": True,
            "files": [{"file": file, "title": title}], "summary": writer.line("summary"),
            "campaign": campaign_of(at.date()),
            "issuer": dice.pick((COMMITTEE, POLICE)),
            "body": writer.paragraph(("clause", 3)) + "\n\n## Khi nào dùng\n\n"
            + writer.paragraph((dice.pick(list(TOPICS.values())), 2)),
        }  # fmt: skip
        text = f"{title.upper()}\n\n{_form(dice, writer)}"
        world.tree.write_file(f"media/{file}", text.encode())
        world.tree.write("resources", slug, fields, str(at.year))


def _form(dice: Dice, writer: Writer) -> str:
    """Return the text of a file to download."""
    slogans = [f"- {text}" for text in dice.some(WORDS["slogan"], 5)]
    return "\n".join([*slogans, "", *writer.lines("clause", 5), ""])
