"""Award decisions: who is honoured, named as far as the rules allow; the roll of them is in roll.py."""

from dataclasses import dataclass, replace

from bulletin.dates import Day
from bulletin.kinds import Award, Exemplar, Locality
from bulletin.kinds.award import AwardState, Recipient, Revocation
from bulletin.kinds.deeds import TEAMS
from bulletin.kinds.exemplar import Honoured
from bulletin.model import Bulletin
from bulletin.views._cards import group, title_of
from bulletin.views._facts import dates, facts, person_card, story_of
from bulletin.views._notes import notes, source_chain
from bulletin.views._parts import Fact, Group, Link, Notes, SourceLine
from bulletin.views._related import Beside, beside

FACTS = (
    "category", "form", "type", "level", "decided_by", "number", "decided_on", "conferred_on",
    "event", "campaign", "document", "state",
)  # fmt: skip


@dataclass(frozen=True)
class RecipientView:
    """Someone honoured, as far as may be told; a revoked part tells only the revoking decision."""

    name: Link
    kind: str
    unit: str
    achievement: str
    members: str
    posthumous: bool
    revoked: str


@dataclass(frozen=True)
class AwardView:
    """Everything on the page of a decision."""

    title: str
    subject: str
    revoked: str
    facts: tuple[Fact, ...]
    summary: str
    recipients: tuple[RecipientView, ...]
    beside: Beside
    dates: tuple[Fact, ...]
    sources: tuple[SourceLine, ...]
    notes: Notes
    sample: bool


def revoked_words(revocation: Revocation) -> str:
    """Print a revocation: the deciding number and day, without the name."""
    return f"Quyết định đã bị hủy bỏ ({revocation.number}, {revocation.date})"


@dataclass(frozen=True)
class TakenBack:
    """A decision that revokes an award or some of it, as readers are told of it: no names."""

    number: str
    date: Day
    words: str
    count: int
    """How many of the honoured it speaks of."""


def taken_back(award: Award) -> tuple[TakenBack, ...]:
    """Return every decision that takes an award back, whole or in part, each once."""
    parts = [one.revocation for one in award.recipients if one.revocation is not None]
    found: dict[tuple[str, str], list[Revocation]] = {}
    for one in award.revocations:
        found.setdefault((one.number, one.date.iso), []).append(one)
    return tuple(
        TakenBack(same[0].number, same[0].date, _taken_back_words(award, same, parts), len(same))
        for same in found.values()
    )


def _taken_back_words(award: Award, same: list[Revocation], parts: list[Revocation]) -> str:
    by = f"({same[0].number}, {same[0].date})"
    if award.revocation in same:
        return f"Quyết định khen thưởng này đã bị hủy bỏ {by}."
    count = sum(one in parts for one in same)
    return f"Phần khen thưởng của {count} cá nhân, tập thể đã bị hủy bỏ {by}."


def award_page(bulletin: Bulletin, award: Award) -> AwardView:
    """Return the view of one decision."""
    gone = award.state is AwardState.REVOKED
    return AwardView(
        title=title_of(bulletin, award),
        subject=award.title,
        revoked=revoked_words(award.revocation) if award.revocation else "",
        facts=facts(bulletin, award, FACTS),
        summary=award.summary or "",
        recipients=()
        if gone
        else tuple(recipient_view(bulletin, award, recipient) for recipient in award.recipients),
        beside=_beside(bulletin, award),
        dates=dates(award),
        sources=source_chain(award),
        notes=notes(award),
        sample=award.sample,
    )


def _beside(bulletin: Bulletin, award: Award) -> Beside:
    """Return what stands beside a decision; one that is revoked leads to nobody's story."""
    found = beside(bulletin, award, group(bulletin, "Gương điển hình", stories(bulletin, award)))
    return replace(found, groups=()) if award.state is AwardState.REVOKED else found


def stories(bulletin: Bulletin, award: Award) -> tuple[Exemplar, ...]:
    """Return the stories of those whom a decision still honours, as far as names may lead there."""
    if award.state is AwardState.REVOKED:
        return ()
    found = (recipient_story(bulletin, award, r) for r in award.recipients if r.revocation is None)
    return tuple(story for story in found if story is not None)


def stories_of_team(bulletin: Bulletin, name: str) -> tuple[Group, ...]:
    """Return the stories that standing decisions tell of a team or of its members."""
    found = {
        story.slug: story
        for award, recipient in bulletin.honours_of_teams.get(name, ())
        if (story := recipient_story(bulletin, award, recipient)) is not None
    }
    return group(bulletin, "Gương điển hình", found.values())


def recipient_story(bulletin: Bulletin, award: Award, recipient: Recipient) -> Exemplar | None:
    """Return the story of one who is honoured, if names may lead there."""
    who = (recipient.person, *recipient.members)
    names = [bulletin.person_name(mention, award) for mention in who if mention]
    return story_of(bulletin, recipient.exemplar, *names)


def recipient_view(bulletin: Bulletin, award: Award, recipient: Recipient) -> RecipientView:
    """Return a recipient, named exactly as far as the rules allow."""
    if recipient.revocation:
        nobody = Link("", None)
        return RecipientView(nobody, "", "", "", "", False, revoked_words(recipient.revocation))
    exemplar = recipient_story(bulletin, award, recipient)
    place = bulletin.get(Locality, recipient.locality)
    members = [person_card(bulletin, member, award).name for member in recipient.members]
    return RecipientView(
        name=Link(_name(bulletin, award, recipient), _path(bulletin, recipient, exemplar)),
        kind=recipient.kind.label,
        unit=recipient.unit or (place.name if place else ""),
        achievement=recipient.achievement or "",
        members=", ".join(name for name in members if name),
        posthumous=recipient.posthumous,
        revoked="",
    )


def _path(bulletin: Bulletin, recipient: Recipient, exemplar: Exemplar | None) -> str | None:
    """Return where a name leads: a team to its own page, others to their story."""
    if recipient.kind is Honoured.TEAM and recipient.team in bulletin.honoured_teams:
        return f"{TEAMS}{recipient.team}/"
    return exemplar.path if exemplar else None


def _name(bulletin: Bulletin, award: Award, recipient: Recipient) -> str:
    if recipient.kind is Honoured.PERSON and recipient.person:
        return person_card(bulletin, recipient.person, award).name or "Không công khai họ tên"
    team = bulletin.team(recipient.team)
    return recipient.title or (team.name if team else "")
