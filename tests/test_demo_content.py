"""The demo's real content keeps what the five source documents say, and nothing they do not say.

C1-C15 are the contradictions and gaps found in the sources; each has its test here.
"""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from bulletin.dates import Day, parse_day
from bulletin.kinds import Campaign, Document, Event, Locality, News, Organisation, Person
from bulletin.kinds.target import Operator, Target
from bulletin.load import load_bulletin
from bulletin.model import Bulletin
from bulletin.numbers import NumberError, parse_number, print_number
from bulletin.settings import read_settings
from bulletin.views.comparison import comparison
from project import CAMPAIGN, Project

ROOT = Path(__file__).parents[1]

NATIONAL = "bo-cong-an-2024"
FOUR = ("nghe-an-2024", "dak-nong-2024", "tra-vinh-co-so-2024", "bac-lieu-2024")
TRA_VINH = ("tra-vinh-cong-an-2024", "tra-vinh-co-so-2024")
CEREMONY = "le-phat-dong-thi-dua-cong-an-tra-vinh-2024"


@pytest.fixture(scope="module")
def bulletin() -> Bulletin:
    """The demo's own content, loaded as a build does."""
    return load_bulletin(ROOT / "content", read_settings(ROOT / "mkdocs.yml"))


def campaign(bulletin: Bulletin, slug: str) -> Campaign:
    found = bulletin.get(Campaign, slug)
    assert found is not None
    return found


def document(bulletin: Bulletin, slug: str) -> Document:
    found = bulletin.get(Document, slug)
    assert found is not None
    return found


def targets(bulletin: Bulletin, slug: str) -> dict[str, Target]:
    return {code: target for code, _, target in campaign(bulletin, slug).numbered_targets()}


def test_c1_starts_differ_and_ends_agree(bulletin: Bulletin) -> None:
    """One national campaign, yet Nghệ An starts a month later; all provinces end on 19/8/2025."""
    starts, ends = {}, set()
    for slug in FOUR:
        found = campaign(bulletin, slug)
        assert found.parent == NATIONAL and found.period is not None
        starts[slug] = str(found.period.start)
        ends.add(str(found.period.end))
    assert starts == dict.fromkeys(FOUR, "19/8/2024") | {"nghe-an-2024": "18/9/2024"}
    assert ends == {"19/8/2025"}


def test_c2_issuers_differ_and_the_parent_is_stated_only_once(bulletin: Bulletin) -> None:
    """Committees launch in two provinces, police directors in one, an unnamed office in one."""
    assert [campaign(bulletin, slug).launched_by for slug in FOUR] == [
        "ubnd-tinh-nghe-an", "ubnd-tinh-dak-nong", "ban-giam-doc-cong-an-tinh-tra-vinh", None,
    ]  # fmt: skip
    assert campaign(bulletin, "bac-lieu-2024").absence("launched_by") == "Nguồn không nêu"
    assert [slug for slug in FOUR if "parent" not in campaign(bulletin, slug).inferred] == [
        "dak-nong-2024"
    ]
    assert document(bulletin, "591-kh-ubnd-2024").implements == ("399-kh-bca-x03-2024",)


def test_c3_themes_are_kept_as_printed(bulletin: Bulletin) -> None:
    """Bảo đảm in Nghệ An and Trà Vinh, bảo vệ in Đăk Nông, none in Bạc Liêu; one canonical form."""
    assert "thi đua bảo đảm an ninh" in (campaign(bulletin, "nghe-an-2024").theme or "")
    assert "thi đua bảo đảm an ninh" in (campaign(bulletin, "tra-vinh-co-so-2024").theme or "")
    assert "thi đua bảo vệ an ninh" in (campaign(bulletin, "dak-nong-2024").theme or "")
    assert campaign(bulletin, "bac-lieu-2024").absence("theme") == "Nguồn không nêu"
    canonical = {campaign(bulletin, slug).canonical_theme for slug in FOUR[:3]}
    assert len(canonical) == 1


def test_c4_one_ceremony_serves_two_campaigns(bulletin: Bulletin) -> None:
    """The ceremony in Trà Vinh belongs to campaigns of other audiences, themes and phases."""
    event = bulletin.get(Event, CEREMONY)
    assert event is not None and event.campaigns == TRA_VINH
    police, force = (campaign(bulletin, slug) for slug in TRA_VINH)
    assert (len(police.phases), len(force.phases)) == (3, 2)
    assert police.theme != force.theme and police.audience != force.audience
    assert event in bulletin.referring(Event, police) and event in bulletin.referring(Event, force)


def test_c5_unknown_phase_dates_are_never_invented(bulletin: Bulletin) -> None:
    """Trà Vinh's phases have no dates of their own, not even the campaign's outer ones."""
    for slug in TRA_VINH:
        for phase in campaign(bulletin, slug).phases:
            assert phase.start is None and phase.end is None
            assert phase.absence("start") == phase.absence("end") == "Nguồn không nêu"
            assert phase.holds(bulletin.now) is None
    for slug in ("nghe-an-2024", "dak-nong-2024", "bac-lieu-2024"):
        first, second = campaign(bulletin, slug).phases
        assert (str(first.end), str(second.start)) == ("03/02/2025", "04/02/2025")


def test_c6_contents_align_by_canonical_reference(bulletin: Bulletin) -> None:
    """Seven contents, worded differently in each province, each with its canonical number."""
    wordings: dict[int | None, set[str]] = {}
    for slug in FOUR:
        contents = campaign(bulletin, slug).contents
        assert [content.canonical_ref for content in contents] == list(range(1, 8))
        for content in contents:
            wordings.setdefault(content.canonical_ref, set()).add(content.title)
    assert all(len(titles) > 1 for titles in wordings.values())
    assert [content.code for content in campaign(bulletin, "dak-nong-2024").contents] == [
        f"4.{number}" for number in range(1, 8)
    ]
    assert not any(content.code for content in campaign(bulletin, "nghe-an-2024").contents)


def test_c7_plans_may_be_dated_after_the_start(bulletin: Bulletin) -> None:
    """Đăk Nông signed 28 days, Bạc Liêu's city 2 days after the start; news came 19 days later."""
    plan, start = document(bulletin, "591-kh-ubnd-2024"), campaign(bulletin, "dak-nong-2024").period
    assert plan.issued_on and start and start.start
    assert (plan.issued_on.date - start.start.date).days == 28
    festival = bulletin.get(Event, "ngay-hoi-bao-ve-antq-bac-lieu-2020")
    paper = document(bulletin, "ke-hoach-ngay-hoi-antq-bac-lieu-2020")
    assert festival and festival.event_date and paper.issued_on
    assert (paper.issued_on.date - festival.event_date.date).days == 2
    news = bulletin.get(News, "nghe-an-phat-dong-phong-trao-thi-dua-dac-biet")
    issued = document(bulletin, "714-kh-ubnd-2024").issued_on
    assert news and issued and (news.published_at.date - issued.date).days == 19


def test_c8_what_the_source_leaves_out_is_said(bulletin: Bulletin) -> None:
    """A plan without number, a ceremony without date, a year that is inferred, a lost headline."""
    paper = document(bulletin, "ke-hoach-ngay-hoi-antq-bac-lieu-2020")
    assert paper.signature == "" and paper.name.startswith("Kế hoạch tổ chức Ngày hội")
    assert {"number", "symbol", "signer"} <= set(paper.unknown)
    launch = bulletin.get(Event, "le-phat-dong-thi-dua-bac-lieu-2024")
    assert launch and launch.absence("event_date") == launch.absence("place") == "Nguồn không nêu"
    ceremony = bulletin.get(Event, CEREMONY)
    assert (
        ceremony and str(ceremony.event_date) == "23/8/2024" and "event_date" in ceremony.inferred
    )
    lost = bulletin.get(News, "bac-lieu-phat-dong-thi-dua-trong-luc-luong-o-co-so")
    assert lost and lost.own_title and lost.sources[0].absence("title") == "Nguồn không nêu"
    assert "gần 2 tháng" in lost.body.text


def test_c9_people_keep_rank_and_all_roles_of_the_time(bulletin: Bulletin) -> None:
    """One officer holds three roles at once; rank and roles stand with the event they belong to."""
    launch = bulletin.get(Event, "le-phat-dong-thi-dua-bac-lieu-2024")
    ceremony = bulletin.get(Event, CEREMONY)
    assert launch and ceremony
    (speaker,) = launch.people
    assert (speaker.rank, len(speaker.roles)) == ("Đại tá", 3)
    assert [(bulletin.person_name(who), who.rank) for who in ceremony.people] == [
        ("Kiên Rịnh", "Thiếu tướng"),
        ("Lý Thanh Trung", "Thiếu tá"),
    ]
    real = [person for person in bulletin.all(Person) if not person.sample]
    assert all(person.positions and person.basis == "office" for person in real)


def test_c10_campaigns_may_recur_and_serve_a_standing_movement(
    bulletin: Bulletin, project: Project
) -> None:
    """The police campaign serves Vì an ninh Tổ quốc; a later campaign may name the earlier one."""
    assert campaign(bulletin, TRA_VINH[0]).standing_movement == "Vì an ninh Tổ quốc"
    project.write({
        "content/campaigns/truoc-2020.yml": CAMPAIGN,
        "content/campaigns/sau-2024.yml": CAMPAIGN + "recurs_from: truoc-2020\n",
    })  # fmt: skip
    made = project.load()
    earlier, later = (made.get(Campaign, slug) for slug in ("truoc-2020", "sau-2024"))
    assert earlier and later and later.recurs_from == earlier.slug
    assert made.referring(Campaign, earlier) == (later,)


def test_c11_conflicting_figures_stand_side_by_side(project: Project) -> None:
    """Two papers give 3.797 and 3.979 teams: both stay, each with its source, neither chosen."""
    project.write({
        "content/campaigns/hai-so-lieu.yml": CAMPAIGN + (
            "claims:\n"
            "  - {field: audience, value: 3.797 tổ, source: Báo thứ nhất}\n"
            "  - {field: audience, value: 3.979 tổ, source: Báo thứ hai}\n"
        )
    })  # fmt: skip
    made = campaign(project.load(), "hai-so-lieu")
    assert [(claim.value, claim.source) for claim in made.claims] == [
        ("3.797 tổ", "Báo thứ nhất"),
        ("3.979 tổ", "Báo thứ hai"),
    ]
    assert not made.audience


def test_c12_places_and_offices_end_and_have_successors(bulletin: Bulletin) -> None:
    """Three provinces merged on 01/7/2025, while phase 2 runs; district police ended before."""
    now = {"tinh-dak-nong": "tinh-lam-dong", "tinh-tra-vinh": "tinh-vinh-long",
           "tinh-bac-lieu": "tinh-ca-mau"}  # fmt: skip
    for slug, successor in now.items():
        place = bulletin.get(Locality, slug)
        assert place and place.closed and place.closed.successors == (successor,)
        assert place.stood_on(parse_day("30/6/2025")) and not place.stood_on(parse_day("01/7/2025"))
        assert [str(code.end) for code in place.codes] == ["30/6/2025"]
    for slug in ("tinh-nghe-an", *now.values()):
        place = bulletin.get(Locality, slug)
        assert place and place.closed is None and place.stood_on(bulletin.now)
    city = bulletin.get(Locality, "thanh-pho-bac-lieu")
    assert city and city.closed and "72/2025/QH15" in (city.closed.legal_basis or "")
    committee = bulletin.get(Organisation, "ubnd-tinh-dak-nong")
    assert committee and committee.closed and committee.closed.successors == ("ubnd-tinh-lam-dong",)
    model = targets(bulletin, "dak-nong-2024")["4.2-1"]
    assert str(model.assessable_until) == "28/02/2025"
    assert "Công an cấp huyện" in (model.condition or "") and model.assessable_note


def test_c13_misprints_stay_and_are_explained(bulletin: Bulletin) -> None:
    """Twenty years from 1945 is a misprint of 2005; khắc nhiệt of khắc nghiệt; both are kept."""
    police = campaign(bulletin, TRA_VINH[0])
    misprinted = [found for found in police.commemorates if not found.adds_up]
    assert [(str(found.origin), found.years) for found in misprinted] == [("19/8/1945", 20)]
    assert any("1945" in sic.as_printed and "2005" in sic.means for sic in police.sic)
    printed = {sic.as_printed for sic in document(bulletin, "591-kh-ubnd-2024").sic}
    assert {"vượt qua sự khắc nhiệt", "Năm chắc kiến thức"} <= printed
    assert "đặt biệt" in targets(bulletin, TRA_VINH[0])["7"].as_printed


def test_c14_numbers_keep_their_form_and_have_one_value(bulletin: Bulletin) -> None:
    """07% is 7; 01 mô hình is 1 and prints 01; 3.797 is refused where a number is due."""
    crime = targets(bulletin, TRA_VINH[0])["2"]
    assert "07%" in crime.as_printed and crime.value == Decimal(7)
    model = targets(bulletin, "dak-nong-2024")["4.2-1"]
    assert "01 mô hình" in model.as_printed and model.value == Decimal(1)
    assert parse_number("07") == 7 and print_number(Decimal(3797)) == "3.797"
    with pytest.raises(NumberError):
        parse_number("3.797")


def test_c15_no_real_province_has_made_up_results(bulletin: Bulletin) -> None:
    """No source tells of exemplars, awards or results: only the sample province has them."""
    told_by_no_source = ("exemplar", "award", "result", "deed", "deeds", "roster", "model")
    for kind in told_by_no_source:
        assert all(entry.sample for entry in bulletin.shelves.get(kind, {}).values())


LEVELS = [
    ("4.1-1", Operator.UNSPECIFIED, "80%"),
    ("4.1-2", Operator.EQUAL, "100%"),
    ("4.2-1", Operator.AT_LEAST, "ít nhất 01 mô hình"),
    ("4.3-1", Operator.EQUAL, "100%"),
    ("4.4-1", Operator.NONE, "không để xảy ra"),
    ("4.4-2", Operator.MORE_THAN, "trên 90%"),
    ("4.4-3", Operator.NONE, "không để xảy ra"),
    ("4.5-1", Operator.NONE, "không để xảy ra"),
    ("4.6-1", Operator.EQUAL, "100%"),
    ("4.6-2", Operator.NONE, "không để xảy ra"),
    ("4.7-1", None, ""),
]


def test_the_eleven_targets_have_their_exact_operators(bulletin: Bulletin) -> None:
    """Above is not at least, and 80% without a word of comparison gets none from us."""
    found = targets(bulletin, "dak-nong-2024")
    assert [(code, target.operator, target.level) for code, target in found.items()] == LEVELS
    assert found["4.1-1"].note == "kế hoạch không ghi mức so sánh"
    assert found["4.3-1"].condition == "khi được huy động"
    deed = found["4.7-1"]
    assert [measure.level for measure in deed.any_of] == [
        "ít nhất 01 việc tốt",
        "ít nhất 01 cá nhân",
    ]
    assert deed.per and deed.per.period == "month" and "bon" in (deed.per.subject or "")


def test_the_police_targets_have_their_exact_operators(bulletin: Bulletin) -> None:
    """A fall by at least 7%, a fall by 10% against last year, falls without a figure."""
    found = targets(bulletin, TRA_VINH[0])
    assert [(target.operator, target.level) for target in found.values()] == [
        (Operator.QUALITATIVE, "định tính"),
        (Operator.REDUCE_BY_AT_LEAST, "giảm ít nhất 7%"),
        (Operator.REDUCE_BY, "giảm 10%"),
        (Operator.EQUAL, "100%"),
        (Operator.MORE_THAN, "trên 95%"),
        (Operator.MORE_THAN, "trên 80%"),
        (Operator.MORE_THAN, "trên 95%"),
        (Operator.REDUCE, "giảm"),
        (Operator.REDUCE, "giảm"),
    ]
    assert found["3"].baseline == "năm trước" and found["2"].absence("baseline")
    assert found["7"].population_of == "6"


def test_slogans_keep_each_source_s_own_typing(bulletin: Bulletin) -> None:
    """Hyphens with or without spaces, dashes, zeros and capitals differ from source to source."""

    def endings(number: int) -> list[str]:
        slugs = ("nghe-an-2024", "dak-nong-2024", "bac-lieu-2024")
        phases = (campaign(bulletin, slug).phases[number - 1] for slug in slugs)
        return [(phase.slogan or "").rpartition("(")[2] for phase in phases]

    assert endings(1) == [
        "03/02/1930-03/02/2025)",
        "03/02/1930 - 03/02/2025)",
        "3/2/1930 - 3/2/2025)",
    ]
    assert endings(2) == [
        "19/8/2005-19/8/2025)",
        "19/8/2005 - 19/8/2025)",
        "19/8/2005 – 19/8/2025)",
    ]


def test_the_plan_shows_what_its_source_shows(bulletin: Bulletin) -> None:
    """Ten lines of recipients (one is the archive's), the signer's capacity, sections, gaps."""
    plan = document(bulletin, "591-kh-ubnd-2024")
    assert len(plan.recipients) == 9 and plan.archived == "VT, NC (Ln)"
    assert plan.signer and (plan.signer.capacity, plan.signer.for_position) == ("KT.", "CHỦ TỊCH")
    assert bulletin.person_name(plan.signer) == "Lê Văn Chiến"
    assert [(part.code, len(part.sections)) for part in plan.sections] == [
        ("I", 4), ("II", 4), ("III", 3),
    ]  # fmt: skip
    assert [part.code for part in plan.sections[1].sections[3].sections] == [
        f"4.{number}" for number in range(1, 8)
    ]
    assert plan.missing_parts


def test_nothing_is_published_after_the_demo_s_moment(bulletin: Bulletin) -> None:
    """All six news items are visible at the demo's `now`; no change lies after it."""
    assert bulletin.now == Day(2025, 7, 10, 7, 0)
    assert len([news for news in bulletin.all(News) if not news.sample]) == 6
    assert all(item.updated.instant <= bulletin.now.instant for item in bulletin.items)


def test_drawn_pictures_say_so(bulletin: Bulletin) -> None:
    """Pictures we show are our own drawings and say so; the papers' photos are captions only."""
    both: list[News | Event] = [*bulletin.all(News), *bulletin.all(Event)]
    for entry in both:
        for picture in entry.pictures:
            if picture.file and not entry.sample:
                assert picture.drawn and "Tranh minh họa" in (picture.caption or "")


def test_the_parent_says_in_words_how_its_children_differ(bulletin: Bulletin) -> None:
    parent = bulletin.get(Campaign, "bo-cong-an-2024")
    assert parent is not None
    view = comparison(bulletin, parent)
    assert view is not None
    assert "Bắt đầu: 19/8/2024 (Bạc Liêu, Đăk Nông, Trà Vinh); 18/9/2024 (Nghệ An)." in view.words
    assert "Kết thúc: đều 19/8/2025." in view.words
    assert not any("Minh Họa" in words for words in view.words)
