"""What the honour roll promises: who stands, in the order of law, and what it may be filtered by."""

from __future__ import annotations

from bulletin.kinds import Award
from bulletin.views._cards import title_of
from bulletin.views.roll import RollView, honour_roll
from project import CAMPAIGN, Project
from views.test_award import REVOKED, decision, person


def test_the_roll_goes_by_form_in_the_order_of_law_then_by_level(project: Project) -> None:
    wanted = [
        ("emulation_flag", "province", "Cờ thi đua · "),
        ("certificate_of_merit", "national", "Bằng khen · "),
        ("certificate_of_merit", "province", "Bằng khen · "),
        ("certificate", "commune", "Giấy khen · "),
        ("letter", "province", "Thư khen · "),
    ]
    for number, (form, level, _) in enumerate(reversed(wanted)):
        text = decision(person(f"Người Thứ Mẫu{number}"), form=form, level=level)
        project.write({f"content/awards/k{number}.yml": text})
    roll = honour_roll(project.load())
    assert [s.title.startswith(w[2]) for s, w in zip(roll.sections, wanted, strict=True)] == [
        True
    ] * 5
    names = [row.who.name.text for section in roll.sections for row in section.rows]
    assert names == [f"Người Thứ Mẫu{n}" for n in (4, 3, 2, 1, 0)]


def test_the_roll_counts_only_what_stands(project: Project) -> None:
    rows = person("An Thị Mẫu") + person("Trần Văn Mẫu", f", {REVOKED}")
    project.write({
        "content/awards/k1.yml": decision(rows),
        "content/awards/k2.yml": decision(
            person("Vũ Văn Mẫu"), f"state: revoked\n{REVOKED}\n", number="13/QĐ-UBND"
        ),
    })  # fmt: skip
    bulletin = project.load()
    roll = honour_roll(bulletin)
    assert [row.who.name.text for s in roll.sections for row in s.rows] == ["An Thị Mẫu"]
    assert "Vũ Văn Mẫu" not in repr(roll) and "Trần Văn Mẫu" not in repr(roll)
    titles = {title_of(bulletin, award) for award in bulletin.all(Award)}
    assert titles == {
        "Quyết định số 12/QĐ-UBND: 1 cá nhân", "Quyết định số 13/QĐ-UBND: đã bị hủy bỏ",
    }  # fmt: skip


def test_a_roll_without_decisions_is_empty(project: Project) -> None:
    roll = honour_roll(project.load())
    assert roll.sections == () and roll.decisions == ()


def facets(roll: RollView) -> dict[str, list[tuple[str, str]]]:
    return {facet.name: [(c.value, c.label) for c in facet.choices] for facet in roll.facets}


def test_a_line_may_be_filtered_by_campaign_phase_place_year_category_and_level(
    project: Project,
) -> None:
    phases = "phases:\n  - {number: 1, unknown: [start, end, report_due]}\n"
    project.write({
        "content/campaigns/minh-hoa-2024.yml": CAMPAIGN + phases,
        "content/awards/k1.yml": decision(
            person("An Thị Mẫu", ", locality: xa-minh-hoa-1")
            + "  - {kind: team, team: xa-minh-hoa-1/thon-2}\n"
        ) + "campaign: minh-hoa-2024\nphase: 1\n",
        "content/awards/k2.yml": decision(
            "  - {kind: collective, title: Ban B}\n", number="13/QĐ-UBND", level="commune",
            category="encouragement", form="letter",
        ),
    })  # fmt: skip
    roll = honour_roll(project.load())
    assert facets(roll) == {
        "phong-trao": [("minh-hoa-2024", "Thi đua")],
        "dot": [("1", "Đợt 1")],
        "dia-phuong": [("xa-minh-hoa-1", "Xã Minh Họa 1")],
        "nam": [("2025", "2025")],
        "loai": [("commendation", "Hình thức khen thưởng"), ("encouragement", "Động viên khác")],
        "cap": [("province", "Cấp tỉnh"), ("commune", "Cấp xã")],
    }
    assert [[row.values for row in section.rows] for section in roll.sections] == [
        [("minh-hoa-2024", "1", "xa-minh-hoa-1", "2025", "commendation", "province")] * 2,
        [("-", "-", "-", "2025", "encouragement", "commune")],
    ]
    assert [section.category for section in roll.sections] == [
        "Hình thức khen thưởng", "Động viên khác",
    ]  # fmt: skip
    columns = {facet.name: facet.column for facet in roll.facets}
    assert [columns[name] for name in facets(roll)] == list(range(6))
    assert roll.total == 3


def test_what_no_line_has_is_no_choice(project: Project) -> None:
    project.write({"content/awards/k.yml": decision("  - {kind: collective, title: Ban B}\n")})
    assert set(facets(honour_roll(project.load()))) == {"nam", "loai", "cap"}


def test_forms_that_our_order_of_law_does_not_know_on_their_day_stay_apart(
    project: Project,
) -> None:
    for number, form in enumerate(("certificate", "certificate_of_merit")):
        text = decision(person(f"Người Thứ Mẫu{number}"), form=form, decided_on="05/02/2020")
        project.write({f"content/awards/k{number}.yml": text})
    roll = honour_roll(project.load())
    assert [section.title for section in roll.sections] == [
        "Bằng khen · cấp tỉnh",
        "Giấy khen · cấp tỉnh",
    ]
