"""What stands near an entry: campaign before phase before place before category, then newest."""

from __future__ import annotations

import pytest

from bulletin.kinds import Award, Document, Event, Exemplar, Item, News
from bulletin.model import Bulletin
from project import AWARD, CAMPAIGN, DOCUMENT, EVENT, EXEMPLAR, NEWS, Project

PHASES = """\
phases:
  - {number: 1, start: 01/9/2024, end: 31/12/2024}
  - {number: 2, start: 01/01/2025, end: 30/6/2025}
"""


HOUSEHOLD = EXEMPLAR.replace("kind: person", "kind: household\ncollective: Hộ A")


@pytest.fixture
def project(project: Project) -> Project:
    """The small project without entries of its own, as a demo with one category more."""
    base = ("news/phat-dong-thi-dua", "events/le-phat-dong-2024", "documents/591-kh-ubnd-2024")
    config = project.root / "mkdocs.yml"
    text = config.read_text("utf-8") + "    demo: true\n"
    campaign = "content/campaigns/minh-hoa-2024.yml"
    project.write(
        {
            **{f"content/{name}.yml": None for name in base},
            "mkdocs.yml": text,
            campaign: CAMPAIGN,
            "content/categories/tong-hop.yml": "title: Tổng hợp\n",
        }
    )
    return project


def news(day: str, more: str = "", category: str = "phat-dong") -> str:
    text = NEWS.replace("07/10/2024 22:39", day)
    return text.replace("category: phat-dong", f"category: {category}") + more


def near(bulletin: Bulletin, item: Item | None, count: int = 8) -> list[str]:
    assert item is not None
    same, others = bulletin.nearness.nearest(item, count)
    return [other.slug for other in (*same, *others)]


OF_A = "campaigns: [a]\n"
IN_1 = "localities: [xa-minh-hoa-1]\n"


def test_campaign_comes_before_phase_before_place_before_category(project: Project) -> None:
    project.write(
        {
            "content/campaigns/a.yml": CAMPAIGN + PHASES,
            "content/news/own.yml": news("10/10/2024", OF_A + IN_1),
            "content/news/phase-place-category.yml": news("01/9/2024", OF_A + IN_1),
            "content/news/phase-place.yml": news("02/9/2024", OF_A + IN_1, "tong-hop"),
            "content/news/phase-category.yml": news("03/9/2024", OF_A),
            "content/news/phase.yml": news("04/9/2024", OF_A, "tong-hop"),
            "content/news/campaign-place-category.yml": news("01/02/2025", OF_A + IN_1),
            "content/news/campaign-place.yml": news("02/02/2025", OF_A + IN_1, "tong-hop"),
            "content/news/campaign-category.yml": news("03/02/2025", OF_A),
            "content/news/campaign.yml": news("04/02/2025", OF_A, "tong-hop"),
            "content/news/place-category.yml": news("01/3/2025", IN_1),
            "content/news/place.yml": news("02/3/2025", IN_1, "tong-hop"),
            "content/news/category.yml": news("03/3/2025"),
            "content/news/nothing.yml": news("04/3/2025", "", "tong-hop"),
        }
    )
    bulletin = project.load()
    assert near(bulletin, bulletin.get(News, "own"), 99) == [
        "phase-place-category", "phase-place", "phase-category", "phase",
        "campaign-place-category", "campaign-place", "campaign-category", "campaign",
        "place-category", "place", "category",
    ]  # fmt: skip
    same, others = bulletin.nearness.nearest(bulletin.all(News)[-1], 3)
    assert len(same) == 3 and others == ()


def test_the_newest_comes_first_among_equals_and_the_slug_breaks_ties(project: Project) -> None:
    days = {"c": "02/10/2024", "a": "03/10/2024", "b": "03/10/2024", "own": "01/10/2024"}
    project.write({f"content/news/{slug}.yml": news(day) for slug, day in days.items()})
    bulletin = project.load()
    assert near(bulletin, bulletin.get(News, "own")) == ["a", "b", "c"]


def test_kinds_are_mixed_each_once_and_never_the_entry_itself(project: Project) -> None:
    both = "campaigns: [a, b]\nlocalities: [xa-minh-hoa-1, tinh-minh-hoa]\n"
    project.write(
        {
            "content/campaigns/a.yml": CAMPAIGN,
            "content/campaigns/b.yml": CAMPAIGN,
            "content/news/own.yml": news("10/10/2024", both),
            "content/news/other.yml": news("09/10/2024", both),
            "content/events/e.yml": EVENT + "campaigns: [b]\n",
            "content/exemplars/x.yml": HOUSEHOLD + "campaign: a\n",
            "content/documents/d.yml": DOCUMENT,
        }
    )
    bulletin = project.load()
    assert near(bulletin, bulletin.get(News, "own")) == ["other", "x", "e"]
    assert near(bulletin, bulletin.get(Event, "e")) == ["own", "other"]


def test_a_document_stands_near_what_its_campaign_is_about(project: Project) -> None:
    project.write(
        {
            "content/documents/d.yml": DOCUMENT,
            "content/campaigns/a.yml": CAMPAIGN + "documents: [d]\n",
            "content/news/n.yml": news("10/10/2024", OF_A),
        }
    )
    bulletin = project.load()
    assert near(bulletin, bulletin.get(Document, "d")) == ["n"]


def test_nothing_sample_stands_beside_what_is_real(project: Project) -> None:
    project.write(
        {
            "content/news/real.yml": news("10/10/2024"),
            "content/news/other.yml": news("09/10/2024"),
            "content/news/sample.yml": news("11/10/2024", "sample: true\n"),
            "content/news/mau.yml": news("08/10/2024", "sample: true\n"),
        }
    )
    bulletin = project.load()
    assert near(bulletin, bulletin.get(News, "real")) == ["other"]
    assert near(bulletin, bulletin.get(News, "sample")) == ["real", "other", "mau"]
    real, sample = bulletin.get(News, "real"), bulletin.get(News, "mau")
    assert real is not None and sample is not None
    newer, older = bulletin.neighbours(real, 5)
    assert [x.slug for x in (*newer, *older)] == ["other"]
    assert [x.slug for x in bulletin.neighbours(sample, 2)[0]] == ["real", "other"]


def test_a_decision_and_a_story_never_find_each_other_by_where_they_stand(
    project: Project,
) -> None:
    recipient = "recipients:\n  - {kind: collective, title: Ban A}\n"
    project.write(
        {
            "content/campaigns/a.yml": CAMPAIGN,
            "content/exemplars/x.yml": HOUSEHOLD + "campaign: a\n",
            "content/awards/q.yml": AWARD + "state: decided\ncampaign: a\n" + recipient,
            "content/awards/gone.yml": AWARD.replace("12/QĐ", "13/QĐ") + "campaign: a\n"
            "state: revoked\nrevocation: {number: 9/QĐ-UBND, date: 01/3/2025}\n" + recipient,
            "content/news/n.yml": news("10/10/2024", OF_A),
        }
    )
    bulletin = project.load()
    assert near(bulletin, bulletin.get(Award, "q")) == ["n"]
    assert near(bulletin, bulletin.get(Exemplar, "x")) == ["n"]
    assert near(bulletin, bulletin.get(News, "n")) == ["q", "x"]


def test_sections_order_documents_and_events_by_their_own_day(project: Project) -> None:
    def dated(text: str, day: str) -> str:
        return f"{text}{day}\n"

    project.write(
        {
            "content/documents/b.yml": dated(DOCUMENT, "issued_on: 16/9/2024"),
            "content/documents/a.yml": dated(DOCUMENT, "issued_on: 16/9/2024"),
            "content/documents/c.yml": dated(DOCUMENT, "issued_on: 17/9/2024"),
            "content/documents/undated.yml": DOCUMENT,
            "content/events/old.yml": dated(EVENT, "event_date: 2020"),
            "content/events/new.yml": dated(EVENT, "event_date: 8/2024"),
            "content/events/no-year.yml": dated(EVENT, "event_date: 23/8"),
        }
    )
    bulletin = project.load()
    assert [d.slug for d in bulletin.section(Document)] == ["c", "b", "a", "undated"]
    b, undated = bulletin.get(Document, "b"), bulletin.get(Document, "undated")
    assert b is not None and undated is not None
    newer, older = bulletin.neighbours(b, 5)
    assert ([d.slug for d in newer], [d.slug for d in older]) == (["c"], ["a"])
    assert bulletin.neighbours(undated, 5) == ((), ())
    no_year, new = bulletin.get(Event, "no-year"), bulletin.get(Event, "new")
    assert no_year is not None and new is not None
    assert bulletin.neighbours(no_year, 5) == ((), ())
    assert [e.slug for e in bulletin.neighbours(new, 5)[1]] == ["old"]
