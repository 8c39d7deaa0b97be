"""Award decisions with their recipients, and the communes' monthly logs of good deeds."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, datetime, timedelta
from typing import Any

from corpus_parts.dice import Dice
from corpus_parts.papers import Paper, write_paper
from corpus_parts.places import COMMITTEE, POLICE
from corpus_parts.stock import NAMELESS, TOPICS, WORDS, Writer, full_name
from corpus_parts.world import (
    NOW,
    PROVINCE,
    TEAMS,
    Commune,
    Made,
    Team,
    World,
    campaign_of,
    is_open,
    life,
    phase_of,
)

_FORMS = (
    ("commendation", "certificate_of_merit", "province", COMMITTEE, "bằng khen"),
    ("commendation", "certificate", "province", POLICE, "giấy khen"),
    ("commendation", "certificate", "commune", None, "giấy khen"),
    ("title", "emulation_title", "province", COMMITTEE, "danh hiệu thi đua"),
    ("title", "emulation_flag", "province", COMMITTEE, "cờ thi đua"),
    ("encouragement", "letter", "province", POLICE, "thư khen"),
    ("encouragement", "praise", "commune", None, "biểu dương"),
)
_KINDS = ("person", "person", "person", "team", "collective", "household")


def write_awards(world: World, year: int, start: date, end: date) -> None:
    """Write a year's decisions, each with its document."""
    dice = world.dice("awards", year)
    decided = sorted(dice.day(start, end - timedelta(12)) for _ in range(world.sizes.awards))
    for order, day in enumerate(decided, 1):
        _award(world, dice, day, order)


def _award(world: World, dice: Dice, day: date, order: int) -> None:
    """Write one decision: the fifth of a year is revoked."""
    category, form, level, office, words = dice.pick(_FORMS)
    commune = dice.pick(world.communes) if office is None else None
    office = office or f"ubnd-{commune.slug}"  # type: ignore[union-attr]
    place = commune.slug if commune else PROVINCE
    at = dice.moment(day + timedelta(dice.number(0, 3)))
    fields = life(world, dice, "award", at, f"quyet-dinh-{day}-{order}")
    kind = dice.pick(("movement", "movement", "exceptional", "merit"))
    title = f"Tặng {words} cho tập thể, cá nhân có thành tích trong phong trào thi đua"
    unit = "CA" if office == POLICE else "UBND"
    paper = Paper("decision", f"QĐ-{unit}", office, title, day, at, status=fields["status"])
    document, number = write_paper(world, dice, paper)
    slug = f"quyet-dinh-{document}"
    state, revocation = dice.pick(("conferred", "decided")), None
    if order == 5:
        later = min(day + timedelta(60), NOW.date())
        state, revocation = (
            "revoked",
            {"number": f"{dice.number(300, 900)}/QĐ-{unit}", "date": later},
        )
    gone = state == "revoked" or fields["status"] == "withdrawn"
    recipients = [
        _recipient(world, dice, commune or dice.pick(world.communes), at, number_of=n, gone=gone)
        for n in range(world.sizes.recipients)
    ]
    fields |= {
        "published_at": at, "title": f"{title} (Quyết định số {number})", "sample": True,
        "summary": f"{len(recipients)} tập thể, cá nhân, hộ gia đình được tặng {words}.",
        "category": category, "form": form, "type": kind, "level": level, "decided_by": office,
        "number": number, "decided_on": day, "document": document,
        "conferred_on": day + timedelta(10) if state == "conferred" else None,
        "campaign": campaign_of(day), "phase": phase_of(day), "locality": place, "state": state,
        "revocation": revocation, "recipients": recipients,
    }  # fmt: skip
    world.tree.write("awards", slug, fields, str(day.year))
    opened = is_open(fields)
    world.add(Made("award", slug, fields["title"], at, opened, place))
    if opened and state != "revoked":
        _remember(world, recipients, slug, day)


def _recipient(
    world: World, dice: Dice, commune: Commune, at: datetime, *, number_of: int, gone: bool
) -> dict[str, Any]:
    """Return one who is honoured; some have a story of their own, some teams name members.

    Nobody of a decision that is `gone` has one, or is named anywhere else.
    """
    given = "taken" if gone else "given"
    team, kind = dice.pick(commune.lasting), dice.pick(_KINDS)
    writer = Writer(dice, {"xa": commune.name, "thon": team.village})
    found: dict[str, Any] = {
        "kind": kind, "unit": f"{team.village}, {commune.name}", "locality": commune.slug,
        "achievement": writer.line("achievement"),
    }  # fmt: skip
    if kind == "person":
        told = [x for x in world.honoured.get((commune.slug, "exemplar"), ())[-3:] if x["at"] < at]
        told = [] if gone else told
        name = told[-1]["name"] if told and number_of % 4 == 0 else full_name(dice, given)
        found["person"] = {"full_name": name, "basis": "award_decision"}
        if told and number_of % 4 == 0:
            found["exemplar"] = told[-1]["slug"]
        elif dice.chance(0.01):
            found["posthumous"] = True
    elif kind == "team":
        found |= {"team": f"{commune.slug}/{team.id}", "title": f"Tổ {team.village}"}
        if dice.chance(0.2):
            names = {"full_name": full_name(dice, given), "basis": "award_decision"}
            found["members"] = [names]
    else:
        found["title"] = (
            f"{dice.pick(WORDS['group'])} {commune.name}" if kind == "collective"
            else f"Một hộ gia đình ở {team.village}"
        )  # fmt: skip
    return found


def _remember(world: World, recipients: list[dict[str, Any]], slug: str, day: date) -> None:
    """Keep the persons honoured on a day for the log of their commune."""
    for found in recipients:
        if found["kind"] == "person" and "exemplar" not in found:
            row = {"person": found["person"], "award": slug, "date": day}
            key = (found["locality"], f"{day:%Y-%m}")
            world.honoured.setdefault(key, []).append(row)


def write_deeds(world: World, year: int) -> None:
    """Write the logs of all communes for the twelve months from July."""
    for month in (*range(7, 13), *range(1, 7)):
        first = date(year if month >= 7 else year + 1, month, 1)
        for commune in world.communes:
            _log(world, commune, first)


def _log(world: World, commune: Commune, first: date) -> None:
    """Write one commune's log of one month: 26 rows, some teams silent, some not heard of."""
    dice = world.dice("deeds", commune.number, first)
    last = first.replace(day=monthrange(first.year, first.month)[1])
    working = [team for team in commune.teams if team.works(first) and team.works(last)]
    there = [
        team
        for team in commune.teams
        if team.start <= last and (team.end is None or team.end >= first)
    ]
    silent = dice.some(working, dice.number(0, 4))
    missing = [team for team in silent if dice.chance(0.3)]
    silent += [team for team in there if team not in working]
    active = [team for team in working if team not in silent]
    praised = world.honoured.get((commune.slug, f"{first:%Y-%m}"), [])[:4]
    rows = [_commended(dice, commune, dice.pick(active), row) for row in praised]
    teams = [*active, *(dice.pick(active) for _ in range(TEAMS))]
    rows += [_deed(dice, commune, team, first, last) for team in teams[: TEAMS - len(rows)]]
    spoken = {row["team"] for row in rows}
    quiet = [_team(commune, team) for team in there]
    quiet = [team for team in quiet if team not in spoken]
    absent = [name for name in quiet if name in {_team(commune, team) for team in missing}]
    slug, at = f"{commune.slug}-{first:%Y-%m}", dice.moment(last + timedelta(dice.number(1, 8)))
    fields = {
        **life(world, dice, "deeds", at, slug), "aliases": None, "published_at": at, "sample": True,
        "campaign": campaign_of(first), "commune": commune.slug, "start": first, "end": last,
        "others_mentioned": "checked", "rows": sorted(rows, key=lambda row: row["date"]),
        "teams_expected": len(there) if dice.chance(0.3) else None,
        "none_reported": [team for team in quiet if team not in absent], "not_received": absent,
    }  # fmt: skip
    world.tree.write("deeds", slug, fields, f"{first:%Y-%m}")


def _team(commune: Commune, team: Team) -> str:
    return f"{commune.slug}/{team.id}"


def _deed(dice: Dice, commune: Commune, team: Team, first: date, last: date) -> dict[str, Any]:
    """Return a row about a good deed, or about being commended."""
    writer = Writer(dice, {"xa": commune.name, "thon": team.village})
    good = dice.chance(0.88)
    return {
        "date": dice.day(first, last), "team": _team(commune, team),
        "kind": "good_deed" if good else "commended",
        "what": writer.line("deed" if good else "commended"),
        "content": dice.pick([code for code in TOPICS if code not in NAMELESS]),
    }  # fmt: skip


def _commended(dice: Dice, commune: Commune, team: Team, row: dict[str, Any]) -> dict[str, Any]:
    """Return the row of somebody whom an award decision of that month names."""
    writer = Writer(dice, {"xa": commune.name, "thon": team.village})
    return {
        "date": row["date"], "team": _team(commune, team), "kind": "commended",
        "what": writer.line("commended"), "content": "4.7", "people": [row["person"]],
        "award": row["award"],
    }  # fmt: skip
