"""What decisions promise: who stands, named as far as the rules allow, and nobody revoked."""

from __future__ import annotations

from datetime import date

from bulletin.kinds import Award, Exemplar
from bulletin.kinds.award import AwardForm, rank_of
from bulletin.views.award import AwardView, award_page
from bulletin.views.story import exemplar_page
from project import AWARD, EXEMPLAR, Project

REVOKED = "revocation: {number: 09/QĐ-UBND, date: 20/5/2025}"
WORDS = "Quyết định đã bị hủy bỏ (09/QĐ-UBND, 20/5/2025)"


def person(name: str, more: str = "") -> str:
    return f"  - {{kind: person, person: {{full_name: {name}, basis: award_decision}}{more}}}\n"


def decision(recipients: str, state: str = "state: conferred\n", **changes: str) -> str:
    text = AWARD
    if form := changes.get("form"):
        rank = rank_of(AwardForm(form), date(2025, 2, 5))
        assert rank is not None
        changes.setdefault("category", rank.category.value)
    for key, value in changes.items():
        old = next(line for line in AWARD.splitlines() if line.startswith(f"{key}: "))
        text = text.replace(old, f"{key}: {value}")
    return f"{text}{state}recipients:\n{recipients}"


def page(project: Project, text: str) -> AwardView:
    project.write({"content/awards/k.yml": text})
    bulletin = project.load()
    award = bulletin.get(Award, "k")
    assert award is not None
    return award_page(bulletin, award)


def test_recipients_stand_in_the_order_of_the_decision(project: Project) -> None:
    rows = person("Vũ Văn Mẫu") + "  - {kind: collective, title: Ban B}\n" + person("An Thị Mẫu")
    view = page(project, decision(rows))
    assert [r.name.text for r in view.recipients] == ["Vũ Văn Mẫu", "Ban B", "An Thị Mẫu"]
    assert view.title == "Quyết định số 12/QĐ-UBND: 1 tập thể, 2 cá nhân"


def test_a_revoked_decision_names_nobody(project: Project) -> None:
    view = page(project, decision(person("Trần Văn Mẫu"), f"state: revoked\n{REVOKED}\n"))
    assert view.recipients == () and view.beside.groups == ()
    assert view.revoked == WORDS
    assert "Trần Văn Mẫu" not in repr(view)
    assert view.title == "Quyết định số 12/QĐ-UBND: đã bị hủy bỏ"


def test_a_revoked_recipient_leaves_only_the_revoking_decision(project: Project) -> None:
    gone = person("Trần Văn Mẫu", f", unit: xã Kín, achievement: Việc Kín, {REVOKED}")
    view = page(project, decision(person("An Thị Mẫu") + gone))
    assert [r.revoked for r in view.recipients] == ["", WORDS]
    for hidden in ("Trần Văn Mẫu", "xã Kín", "Việc Kín"):
        assert hidden not in repr(view)
    assert view.title == "Quyết định số 12/QĐ-UBND: 1 cá nhân"


def test_when_every_recipient_is_revoked_nobody_is_counted(project: Project) -> None:
    view = page(project, decision(person("Trần Văn Mẫu", f", {REVOKED}")))
    assert view.title.endswith("đã bị hủy bỏ")


def test_an_award_after_death_says_so(project: Project) -> None:
    rows = person("Trần Văn Mẫu", ", posthumous: true") + person("An Thị Mẫu")
    assert [r.posthumous for r in page(project, decision(rows)).recipients] == [True, False]


def test_a_team_is_named_by_its_roster_with_its_members_as_far_as_allowed(project: Project) -> None:
    members = (
        "{full_name: An Thị Mẫu, basis: award_decision}, "
        "{full_name: Lê Thị Bé Mẫu, basis: award_decision, minor: true}, "
        "{full_name: Vũ Thị Mẫu, basis: award_decision, name_policy: withheld}"
    )
    row = f"  - {{kind: team, team: xa-minh-hoa-1/thon-2, members: [{members}]}}\n"
    (team,) = page(project, decision(row)).recipients
    assert team.name.text == "Tổ bảo vệ an ninh, trật tự thôn 2"
    assert team.members == "An Thị Mẫu, L.T.B.M."


def test_who_is_not_named_is_still_counted(project: Project) -> None:
    hidden = person("Vũ Thị Mẫu").replace("decision}", "decision, name_policy: withheld}")
    view = page(project, decision(hidden))
    assert view.recipients[0].name.text == "Không công khai họ tên"
    assert view.title.endswith("1 cá nhân")


WITHHELD = """\
status: published
published_at: 19/8/2024
title: Phong trào thi đua
short_title: Thi đua
form: thematic
scope: province
contents:
  - {code: A, canonical_ref: 1, title: Một}
  - {code: B, canonical_ref: 2, title: Hai}
"""


def joined(project: Project, content: str, award: str) -> tuple[str | None, int, int]:
    """Return where the name leads, and how many entries award and story show of each other."""
    story = EXEMPLAR + (
        "people: [{full_name: Trần Văn Mẫu, basis: already_public}]\n"
        f"campaign: b\ncontent: {content}\n"
    )
    project.write({"content/campaigns/b.yml": WITHHELD, "content/exemplars/e.yml": story})
    view = page(project, award)
    bulletin = project.load()
    exemplar = bulletin.get(Exemplar, "e")
    assert exemplar is not None
    shown = [g for g in exemplar_page(bulletin, exemplar).beside.groups if g.title == "Khen thưởng"]
    path = view.recipients[0].name.path if view.recipients else None
    return path, len(view.beside.groups), len(shown)


def test_a_story_and_its_award_lead_to_each_other(project: Project) -> None:
    award = decision(person("Trần Văn Mẫu", ", exemplar: e"))
    assert joined(project, "B", award) == ("guong-dien-hinh/e/", 1, 1)


def test_no_award_that_names_leads_to_a_story_that_withholds_nor_back(project: Project) -> None:
    award = decision(person("Trần Văn Mẫu", ", exemplar: e"))
    assert joined(project, "A", award) == (None, 0, 0)


def test_no_story_shows_an_award_that_was_taken_back(project: Project) -> None:
    part = decision(person("Trần Văn Mẫu", f", exemplar: e, {REVOKED}"))
    whole = decision(person("Trần Văn Mẫu", ", exemplar: e"), f"state: revoked\n{REVOKED}\n")
    for award in (part, whole):
        assert joined(project, "B", award) == (None, 0, 0)
