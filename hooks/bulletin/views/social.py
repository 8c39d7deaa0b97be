"""What a social card says: the picture that stands for a page where its address is shared."""

from dataclasses import dataclass

from bulletin.dates import day_of
from bulletin.kinds import Award, Campaign, Exemplar, Locality, Organisation
from bulletin.kinds.award import AwardState
from bulletin.model import Bulletin
from bulletin.views._cards import SAMPLE_LABEL, capital, title_of
from bulletin.views._facts import kind_label, period_text, place_name

SAMPLE_WORDS = "Dữ liệu minh họa, không có thật"


@dataclass(frozen=True)
class SocialCard:
    """The finished words on a card; empty ones are left out."""

    kicker: str
    title: str
    text: str = ""
    """A quieter line or two below the title."""
    foot: str = ""
    """Below, at the left: the place."""
    date: str = ""
    """Below, at the right."""
    sample: str = ""
    """The label of sample data, over the whole width."""

    @property
    def words(self) -> str:
        """Say in one sentence what the picture says, for those who do not see it."""
        title = f"{self.kicker}: {self.title}" if self.kicker else self.title
        return ". ".join(filter(None, (title, self.text, self.sample)))


def campaign_card(bulletin: Bulletin, campaign: Campaign) -> SocialCard:
    """Return the card of a campaign: its full title, its theme, its place and period."""
    place = bulletin.get(Locality, campaign.locality)
    return SocialCard(
        kicker=kind_label(campaign),
        title=_labelled(campaign, campaign.title),
        text=f"“{campaign.theme}”" if campaign.theme else "",
        foot=capital(place_name(bulletin, place)) if place else capital(campaign.scope.label),
        date=period_text(campaign.period) if campaign.period else "",
        sample=_sample(campaign),
    )


def exemplar_card(bulletin: Bulletin, exemplar: Exemplar) -> SocialCard:
    """Return the card of a story, by its title alone: it names nobody whom the title does not."""
    place = bulletin.get(Locality, exemplar.locality)
    return SocialCard(
        kicker=f"{kind_label(exemplar)} · {exemplar.kind.label}",
        title=title_of(bulletin, exemplar),
        foot=capital(place_name(bulletin, place)) if place else "",
        date=str(day_of(exemplar.published_at.date)),
        sample=_sample(exemplar),
    )


def award_card(bulletin: Bulletin, award: Award) -> SocialCard:
    """Return the card of a decision: its number and how many are honoured, no names."""
    decider = bulletin.get(Organisation, award.decided_by)
    return SocialCard(
        kicker=f"{kind_label(award)} · {award.form.label}",
        title=title_of(bulletin, award),
        text="" if award.state is AwardState.REVOKED else award.title,
        foot=decider.label if decider else capital(award.level.label),
        date=str(award.decided_on),
        sample=_sample(award),
    )


def section_card(bulletin: Bulletin, title: str) -> SocialCard:
    """Return the card of a section, or of the site itself where the title is ``."""
    settings = bulletin.settings
    address = settings.site_url.partition("://")[2].rstrip("/")
    if not title:
        return SocialCard(kicker="", title=settings.tagline, foot=address)
    return SocialCard(kicker="", title=title, text=settings.tagline, foot=address)


def _labelled(campaign: Campaign, title: str) -> str:
    return f"{SAMPLE_LABEL} {title}" if campaign.sample else title


def _sample(entry: Campaign | Exemplar | Award) -> str:
    return SAMPLE_WORDS if entry.sample else ""
