"""What the honour roll promises: who stands, in the order of law, and what it may be filtered by."""

from __future__ import annotations

from bulletin.kinds import Award
from bulletin.model import Bulletin
from bulletin.views._cards import title_of
from bulletin.views.roll import RollView, honour_roll, roll_parts
from project import CAMPAIGN, Project
from views.test_award import REVOKED, decision, person


def roll_of(bulletin: Bulletin) -> RollView:
    (part,) = roll_parts(bulletin)
    return honour_roll(bulletin, part)


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
    roll = roll_of(project.load())
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
    roll = roll_of(bulletin)
    assert [row.who.name.text for s in roll.sections for row in s.rows] == ["An Thị Mẫu"]
    assert "Vũ Văn Mẫu" not in repr(roll) and "Trần Văn Mẫu" not in repr(roll)
    titles = {title_of(bulletin, award) for award in bulletin.all(Award)}
    assert titles == {
        "Quyết định số 12/QĐ-UBND: 1 cá nhân", "Quyết định số 13/QĐ-UBND: đã bị hủy bỏ",
    }  # fmt: skip


def test_a_roll_without_decisions_is_empty(project: Project) -> None:
    roll = roll_of(project.load())
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
    roll = roll_of(project.load())
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
    assert set(facets(roll_of(project.load()))) == {"nam", "loai", "cap"}


def test_forms_that_our_order_of_law_does_not_know_on_their_day_stay_apart(
    project: Project,
) -> None:
    for number, form in enumerate(("certificate", "certificate_of_merit")):
        text = decision(person(f"Người Thứ Mẫu{number}"), form=form, decided_on="05/02/2020")
        project.write({f"content/awards/k{number}.yml": text})
    roll = roll_of(project.load())
    assert [section.title for section in roll.sections] == [
        "Bằng khen · cấp tỉnh",
        "Giấy khen · cấp tỉnh",
    ]


def years(project: Project, lines: dict[str, int]) -> Bulletin:
    """Write decisions by day of signature, each with so many lines."""
    for number, (day, count) in enumerate(lines.items()):
        rows = "".join(f"  - {{kind: collective, title: Ban {n}}}\n" for n in range(count))
        text = decision(rows, decided_on=day, number=f"{number}/QĐ-UBND")
        project.write({f"content/awards/k{number}.yml": text})
    return project.load()


LINES = {"05/02/2020": 2, "05/02/2021": 2, "05/3/2021": 3, "05/01/2022": 1, "05/02/2022": 2}


def test_a_roll_too_long_for_a_page_is_split_by_year_and_a_long_year_by_month(
    project: Project,
) -> None:
    parts = roll_parts(years(project, LINES), 4)
    told = [(part.path, part.words, len(part.awards), part.sheet) for part in parts]
    assert told == [
        ("khen-thuong/", "từ năm 2022", 2, "bang-vang-khen-thuong.pdf"),
        ("khen-thuong/nam/2021/03/", "tháng 3/2021", 1, "bang-vang-2021-03.pdf"),
        ("khen-thuong/nam/2021/02/", "tháng 2/2021", 1, "bang-vang-2021-02.pdf"),
        ("khen-thuong/nam/2020/", "năm 2020", 1, "bang-vang-2020.pdf"),
    ]


def test_every_line_of_a_split_roll_stands_on_one_page_which_leads_to_all_others(
    project: Project,
) -> None:
    bulletin = years(project, LINES)
    parts = roll_parts(bulletin, 4)
    rolls = [honour_roll(bulletin, part, parts) for part in parts]
    assert sum(roll.total for roll in rolls) == sum(LINES.values())
    assert sum(sum(len(group.cards) for group in roll.decisions) for roll in rolls) == len(LINES)
    for part, roll in zip(parts, rolls, strict=True):
        assert [link.path for link, _ in roll.others] == [p.path for p in parts if p is not part]
        assert "nam" not in facets(roll)


def test_a_page_of_the_roll_stays_where_it_is_when_newer_decisions_come(project: Project) -> None:
    before = {part.path for part in roll_parts(years(project, LINES), 4)}
    newer = {"05/02/2025": 3, "05/3/2025": 4, "05/01/2026": 2}
    after = {part.path for part in roll_parts(years(project, LINES | newer), 4)}
    assert before < after


def test_a_roll_that_fits_a_page_has_one(project: Project) -> None:
    (part,) = roll_parts(years(project, LINES), sum(LINES.values()))
    assert part.path == "khen-thuong/" and part.words == ""
