"""What stories and notices promise: names as far as allowed, and comment periods in working days."""

from __future__ import annotations

import pytest

from bulletin.kinds import Exemplar, Model, Notice, Resource
from bulletin.views.story import (
    StoryView,
    exemplar_page,
    model_page,
    notice_page,
    resource_page,
)
from project import EXEMPLAR, NOTICE, Project

CAMPAIGN = """\
status: published
published_at: 19/8/2024
title: Phong trào thi đua
short_title: Thi đua
form: thematic
scope: province
contents:
  - {code: A, canonical_ref: 1, title: Một}
  - {code: B, canonical_ref: 2, title: Hai}
  - {code: C, canonical_ref: 5, title: Năm}
"""
PERSON = (
    "people: [{full_name: Trần Văn Mẫu, basis: already_public, rank: Thượng úy, roles: [Tổ phó]}]\n"
)


def story(project: Project, more: str, text: str = EXEMPLAR) -> StoryView:
    project.write({"content/campaigns/b.yml": CAMPAIGN, "content/exemplars/e.yml": text + more})
    bulletin = project.load()
    found = bulletin.get(Exemplar, "e")
    assert found is not None
    return exemplar_page(bulletin, found)


def fact(view: StoryView, label: str) -> list[str]:
    return [bit.text for fact in view.facts if fact.label == label for bit in fact.bits]


def test_a_person_is_named_with_rank_and_roles(project: Project) -> None:
    view = story(project, PERSON + "campaign: b\ncontent: B\n")
    assert [(p.name, p.roles) for p in view.people] == [("Thượng úy Trần Văn Mẫu", ("Tổ phó",))]
    assert fact(view, "Họ tên") == []
    assert fact(view, "Nội dung thi đua") == ["B. Hai"]


@pytest.mark.parametrize("content", ["A", "C"])
def test_a_story_of_content_1_or_5_shows_neither_name_nor_rank_nor_role(
    project: Project, content: str
) -> None:
    photo = (
        "pictures:\n  - {file: hoi-truong.png, alt: Một người, "
        "people: [{full_name: Trần Văn Mẫu, basis: already_public}]}\n"
    )
    view = story(project, PERSON + photo + f"campaign: b\ncontent: {content}\n")
    assert view.people == ()
    assert fact(view, "Họ tên") == ["Không công khai"]
    assert view.lead is not None and view.lead.people == ()
    for hidden in ("Trần Văn Mẫu", "Thượng úy", "Tổ phó"):
        assert hidden not in repr(view)


def test_a_child_is_initials(project: Project) -> None:
    view = story(
        project, "people: [{full_name: Lê Thị Bé Mẫu, basis: already_public, minor: true}]\n"
    )
    assert [person.name for person in view.people] == ["L.T.B.M."]


def test_a_team_is_named_by_its_roster_and_a_household_by_its_story(project: Project) -> None:
    team = EXEMPLAR.replace("kind: person", "kind: team")
    view = story(project, "team: xa-minh-hoa-1/thon-2\n", team)
    assert fact(view, "Tổ") == ["Tổ bảo vệ an ninh, trật tự thôn 2"]
    household = EXEMPLAR.replace("kind: person", "kind: household")
    view = story(project, "collective: Một hộ ở thôn 3\n", household)
    assert fact(view, "Tập thể, hộ gia đình") == ["Một hộ ở thôn 3"]
    assert fact(view, "Họ tên") == []


def notice(
    project: Project, more: str, now: str = "2025-07-10 07:00", calendar: str = ""
) -> StoryView:
    config = project.root / "mkdocs.yml"
    text = config.read_text("utf-8")
    config.write_text(text.replace("2025-07-10 07:00", now) + calendar, "utf-8")
    project.write({"content/notices/t.yml": NOTICE + more})
    bulletin = project.load()
    found = bulletin.get(Notice, "t")
    assert found is not None
    return notice_page(bulletin, found)


COMMENTS = "comments: {{start: {}, end: {}, send_to: UBND xã Minh Họa 1}}\n"
PERIOD = "Thời gian lấy ý kiến"


def test_a_period_for_comments_is_counted_in_working_days(project: Project) -> None:
    view = notice(project, COMMENTS.format("01/7/2025", "18/7/2025"))
    assert fact(view, PERIOD) == ["từ 01/7/2025 đến hết 18/7/2025 (14 ngày làm việc)"]
    assert fact(view, "Gửi ý kiến về") == ["UBND xã Minh Họa 1"]


def test_holidays_are_left_out_and_make_up_days_counted(project: Project) -> None:
    calendar = "    holidays: [01/9/2025, 02/9/2025]\n    make_up_days: [30/8/2025]\n"
    view = notice(project, COMMENTS.format("29/8/2025", "05/9/2025"), calendar=calendar)
    assert fact(view, PERIOD) == ["từ 29/8/2025 đến hết 05/9/2025 (5 ngày làm việc)"]


@pytest.mark.parametrize(
    ("now", "state"),
    [
        ("2025-07-14 23:59", "sắp mở"),
        ("2025-07-15 00:00", "đang mở"),
        ("2025-07-18 23:59", "đang mở"),
        ("2025-07-19 00:00", "đã hết hạn"),
    ],
)
def test_comments_are_open_from_the_first_to_the_last_day(
    project: Project, now: str, state: str
) -> None:
    view = notice(project, COMMENTS.format("15/7/2025", "18/7/2025"), now)
    assert view.callout == f"Góp ý đến hết ngày 18/7/2025 ({state})"


def test_a_notice_without_comments_has_no_callout(project: Project) -> None:
    view = notice(project, "")
    assert view.callout == ""
    assert fact(view, PERIOD) == []


def test_a_model_says_whether_it_still_runs(project: Project) -> None:
    text = NOTICE.replace(
        "issuer: ubnd-tinh-minh-hoa\n", "state: ended\nlocalities: [xa-minh-hoa-1]\n"
    )
    project.write({"content/models/o.yml": text})
    bulletin = project.load()
    (model,) = bulletin.all(Model)
    view = model_page(bulletin, model)
    assert fact(view, "Tình trạng") == ["đã kết thúc"]


def test_a_file_is_offered_with_its_type_and_weight(project: Project) -> None:
    files = "files: [{file: mau.txt, title: Mẫu báo cáo}, {file: to.txt, title: Bảng lớn}]\n"
    project.write({
        "content/media/mau.txt": "Mẫu\n",
        "content/media/to.txt": "x" * 2_048_000,
        "content/resources/r.yml": NOTICE + files,
    })  # fmt: skip
    bulletin = project.load()
    (resource,) = bulletin.all(Resource)
    view = resource_page(bulletin, resource)
    assert [(f.link.path, f.words) for f in view.files] == [
        ("media/mau.txt", "TXT, 1 KB"), ("media/to.txt", "TXT, 2.000 KB"),
    ]  # fmt: skip
