"""What a month's issue promises: a month that is over, by rule, the editor's choice first."""

from __future__ import annotations

from bulletin.model import Bulletin
from bulletin.views.issue import IssueView, issue_items, issue_months, issue_view
from project import NEWS, Project

OCTOBER = "content/issues/2024-10.yml"


def news(day: str, title: str) -> str:
    return NEWS.replace("Lễ ra mắt", title).replace("07/10/2024 22:39", day)


def bulletin(project: Project, **more: str) -> Bulletin:
    files = {
        "content/news/mot.yml": news("05/10/2024 08:00", "Tin đầu tháng"),
        "content/news/hai.yml": news("20/10/2024 08:00", "Tin cuối tháng"),
    }
    project.write({**files, **more})
    return project.load()


def october(found: Bulletin) -> IssueView:
    items = dict(issue_items(found))[2024, 10]
    return issue_view(found, (2024, 10), items)


def titles(view: IssueView) -> list[str]:
    return [card.title for group in view.groups for card in group.cards]


def test_the_newest_news_leads_and_the_others_follow(project: Project) -> None:
    view = october(bulletin(project))
    assert view.lead and view.lead.title == "Tin cuối tháng"
    assert "Tin đầu tháng" in titles(view)
    assert "Tin cuối tháng" not in titles(view)


def test_the_editor_chooses_the_lead_and_says_a_word(project: Project) -> None:
    view = october(bulletin(project, **{OCTOBER: "lead: mot\neditorial: Lời tòa soạn.\n"}))
    assert view.lead and view.lead.title == "Tin đầu tháng"
    assert view.editorial and "Lời tòa soạn." in view.editorial.html
    assert "Tin cuối tháng" in titles(view)


def test_a_month_under_way_has_no_issue_yet(project: Project) -> None:
    found = bulletin(project, **{"content/news/nay.yml": news("09/7/2025 08:00", "Tin tháng này")})
    assert (2025, 7) not in issue_months(found)


def test_a_choice_that_was_taken_down_falls_out_by_itself(project: Project) -> None:
    files = {
        OCTOBER: "lead: mot\n",
        "content/news/mot.yml": news("05/10/2024 08:00", "Tin đầu tháng").replace(
            "status: published", "status: withdrawn"
        )
        + "changes: [{date: 01/11/2024, kind: removal, note: gỡ}]\n",
    }
    view = october(bulletin(project, **files))
    assert view.lead and view.lead.title == "Tin cuối tháng"
