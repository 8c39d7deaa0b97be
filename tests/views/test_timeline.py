"""What a campaign's timeline promises: all that happened, newest first, no day made up, never too long."""

from __future__ import annotations

import pytest

from bulletin.kinds import Campaign
from bulletin.views import _timeline
from bulletin.views._timeline import Timeline, timeline
from project import AWARD, CAMPAIGN, DOCUMENT, EVENT, EXEMPLAR, NEWS, Project

HERE = "campaign: thi-dua\n"
PHASES = """\
documents: [ke-hoach]
phases:
  - {number: 1, start: 19/8/2024, end: 03/02/2025, slogan: Cùng làm, unknown: [report_due]}
  - {number: 2, start: 04/02/2025, end: 19/8/2025, unknown: [report_due]}
"""


def told(project: Project, **files: str) -> Timeline:
    project.write({"content/campaigns/thi-dua.yml": CAMPAIGN + PHASES})
    project.write({"content/documents/ke-hoach.yml": DOCUMENT + "issued_on: 16/8/2024\n"})
    project.write({f"content/{name.replace('__', '/')}.yml": text for name, text in files.items()})
    bulletin = project.load()
    campaign = bulletin.get(Campaign, "thi-dua")
    assert campaign is not None
    return timeline(bulletin, campaign)


def test_everything_stands_in_one_line_on_the_day_it_happened_or_was_decided(
    project: Project,
) -> None:
    found = told(
        project,
        news__tin=NEWS + "campaigns: [thi-dua]\n",
        exemplars__guong=EXEMPLAR.replace("07/10/2024 22:39", "08/10/2024")
        + HERE + "people: [{full_name: An Thị Mẫu, basis: already_public}]\n",
        awards__khen=AWARD + HERE + "state: decided\nrecipients: [{kind: collective, title: Ban B}]\n",
        events__ngay=EVENT + "campaigns: [thi-dua]\nevent_date: 23/8/2024\n",
        events__chua=EVENT.replace("Ngày hội", "Chưa rõ ngày") + "campaigns: [thi-dua]\nunknown: [event_date]\n",
    )  # fmt: skip
    moments = [(m.kind, m.stamp) for m in (*found.newest, *found.older)]
    assert moments == [
        ("Khen thưởng", "05/02/2025"),
        ("Mốc thời gian", "04/02/2025"),
        ("Mốc thời gian", "03/02/2025"),
        ("Gương điển hình", "08/10/2024"),
        ("Tin tức", "07/10/2024"),
        ("Sự kiện", "23/8/2024"),
        ("Mốc thời gian", "19/8/2024"),
        ("Văn bản", "16/8/2024"),
        ("Sự kiện", "Nguồn không nêu ngày"),
    ]
    assert "3 mốc thời gian" in found.counts and "2 sự kiện" in found.counts


def test_a_phase_that_has_not_ended_yet_has_not_happened(project: Project) -> None:
    titles = [m.title for m in told(project).newest]
    assert "Bắt đầu đợt 1: “Cùng làm”" in titles and "Kết thúc đợt 1" in titles
    assert "Kết thúc đợt 2" not in titles


def test_a_long_life_leaves_the_oldest_to_the_archive(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_timeline, "NEWEST", 1)
    monkeypatch.setattr(_timeline, "MOST", 2)
    found = told(project)
    assert (len(found.newest), len(found.older), found.left_out) == (1, 1, 2)
