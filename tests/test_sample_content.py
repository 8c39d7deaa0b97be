"""The fictional Tỉnh Minh Họa shows every kind, labelled, never touching what is real.

It stands in for what no source contains: exemplars, awards, deed logs, results. What must be there
is said in issue 3; who may be named, and where sample data may live, in design §4.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from bulletin.checks.people import mentions
from bulletin.dates import Day
from bulletin.kinds import (
    KINDS,
    Award,
    Campaign,
    Deeds,
    Document,
    Entry,
    Event,
    Exemplar,
    Locality,
    Model,
    News,
    Notice,
    Person,
    Resource,
    Result,
    Roster,
    Status,
    references,
)
from bulletin.kinds._fields import Item, Part
from bulletin.kinds._read import read_entry
from bulletin.kinds.award import AwardState
from bulletin.kinds.campaign import Scope
from bulletin.kinds.exemplar import Honoured
from bulletin.kinds.person import ConsentFor
from bulletin.kinds.policy import is_disclosed, is_small, policy_within
from bulletin.kinds.practice import ModelState
from bulletin.kinds.result import Qualifier, ResultKind, Verdict
from bulletin.kinds.target import Disclosure
from bulletin.load import load_bulletin
from bulletin.model import Bulletin
from bulletin.settings import read_settings
from bulletin.source import Mapping, Node, Scalar, Sequence, read_source
from bulletin.text import fold

ROOT = Path(__file__).parents[1]
CAMPAIGN = "tinh-minh-hoa-2024"
PROVINCE = "tinh-minh-hoa"
COMMUNES = tuple(f"xa-minh-hoa-{number}" for number in range(1, 9))
REPORTING = tuple(f"xa-minh-hoa-{number}" for number in (1, 2, 3, 4, 6))
LOGGING = COMMUNES[:3]
PERIODS = ("2024-10", "2024-11", "2024-12", "2025-01", "2025-06")
FUTURE = {"event_date", "ends_on", "end", "observed", "report_due", "due", "expires_at"}
"""Days that may lie ahead: a coming event, a notice's last day, the end of a phase, deadlines."""


@pytest.fixture(scope="module")
def bulletin() -> Bulletin:
    """The demo's own content, loaded as a build does."""
    return load_bulletin(ROOT / "content", read_settings(ROOT / "mkdocs.yml"))


@pytest.fixture(scope="module")
def everything() -> dict[tuple[str, str], Entry]:
    """Every entry of content/, published or not, by kind and slug."""
    found: dict[tuple[str, str], Entry] = {}
    for kind in KINDS.values():
        for path in sorted((ROOT / "content" / kind.FOLDER).rglob("*.yml")):
            name = path.relative_to(ROOT).as_posix()
            tree = read_source(path, name)
            assert isinstance(tree, Mapping), name
            entry = read_entry(kind, tree, path.stem, name)
            assert isinstance(entry, Entry), name
            found[kind.KIND, path.stem] = entry
    return found


@pytest.fixture(scope="module")
def sample(everything: dict[tuple[str, str], Entry]) -> list[Entry]:
    """The entries of the fictional province."""
    return [entry for entry in everything.values() if entry.sample]


def of(kind: type[Entry], entries: list[Entry]) -> list[Entry]:
    return [entry for entry in entries if isinstance(entry, kind)]


def result(bulletin: Bulletin, unit: str, period: str) -> Result:
    found = bulletin.get(Result, f"{CAMPAIGN}-{unit}-{period}")
    assert found is not None, (unit, period)
    return found


def conclusion(report: Result, code: str) -> Verdict | None:
    return next((c.verdict for c in report.conclusions if c.target == code), None)


def texts(node: Node, key: str = "") -> list[tuple[str, str]]:
    """Every text that staff typed below a node, with the key it stands under."""
    if isinstance(node, Scalar):
        return [(key, node.text)]
    if isinstance(node, Sequence):
        return [found for item in node.items for found in texts(item, key)]
    return [found for name, item in node.items.items() for found in texts(item, name)]


def days(part: Part, name: str = "") -> list[tuple[str, Day]]:
    """Every date in an entry, with the field it stands in."""
    found: list[tuple[str, Day]] = []
    for field in type(part).model_fields:
        value = getattr(part, field)
        for item in value if isinstance(value, tuple) else (value,):
            if isinstance(item, Day):
                found.append((field, item))
            elif isinstance(item, Part):
                found += days(item, field)
    return found


def test_places(bulletin: Bulletin) -> None:
    """One province and eight communes, in administrative order, all of them invented."""
    province = bulletin.get(Locality, PROVINCE)
    assert province is not None and province.name == "Tỉnh Minh Họa"
    communes = [bulletin.get(Locality, slug) for slug in COMMUNES]
    assert [c.name for c in communes if c] == [f"xã Minh Họa {n}" for n in range(1, 9)]
    assert [(c.order, c.parent) for c in communes if c] == [(str(n), PROVINCE) for n in range(1, 9)]


def test_campaign(bulletin: Bulletin) -> None:
    """A child of the real plan with seven contents and the eleven targets of Đăk Nông."""
    own, model = bulletin.get(Campaign, CAMPAIGN), bulletin.get(Campaign, "dak-nong-2024")
    assert own is not None and model is not None and own.parent == "bo-cong-an-2024"
    here = {code: target for code, _, target in own.numbered_targets()}
    there = {code: target for code, _, target in model.numbered_targets()}
    assert len(here) == 11 and list(here) == list(there)
    for code, target in here.items():
        assert (target.operator, target.value) == (there[code].operator, there[code].value), code
    assert [(str(p.start), str(p.end)) for p in own.phases] == [
        (str(p.start), str(p.end)) for p in model.phases
    ]
    assert {code for code, target in here.items() if target.sensitive} == {
        "4.1-1", "4.4-1", "4.4-3", "4.5-1",
    }  # fmt: skip


def test_exemplars(bulletin: Bulletin, sample: list[Entry]) -> None:
    """Twelve, of every sort of the honoured; one taken down, the rest published in the year."""
    found = [entry for entry in sample if isinstance(entry, Exemplar)]
    assert len(found) == 12
    assert {entry.kind for entry in found} == set(Honoured)
    assert [e.slug for e in found if e.status is Status.WITHDRAWN] == [
        "2024-12-giup-nguoi-gap-nan-tren-deo"
    ]
    shown = [entry for entry in bulletin.all(Exemplar) if entry.sample]
    assert len(shown) == 11 and sum(bool(entry.pictures) for entry in shown) >= 7
    for entry in found:
        assert 150 <= len(entry.body.text.split()) <= 300, entry.slug
        assert (2024, 10) <= (entry.published_at.year, entry.published_at.month) <= (2025, 7)


def test_a_minor_shows_initials_and_a_delicate_story_no_name(bulletin: Bulletin) -> None:
    """The build shortens the child's name and leaves out the companion's (content 4.5)."""
    child = bulletin.get(Exemplar, "2025-01-hoc-sinh-bao-chay-kip-thoi")
    companion = bulletin.get(Exemplar, "2025-03-nguoi-di-cung-doan-duong-tro-ve")
    assert child is not None and companion is not None
    assert [bulletin.person_name(who, child) for who in child.people] == ["B.T.A.M."]
    assert not child.pictures
    assert [bulletin.person_name(who, companion) for who in companion.people] == [""]


def test_hidden_names_stand_nowhere_else(everything: dict[tuple[str, str], Entry]) -> None:
    """A name that is shortened, withheld or taken down is typed once: where its rules stand."""
    hidden: set[str] = set()
    for entry in everything.values():
        if isinstance(entry, Person) and entry.sample and entry.name != entry.full_name:
            hidden.add(fold(entry.full_name))
        campaign = everything.get((Campaign.KIND, getattr(entry, "campaign", None) or ""))
        policy = policy_within(entry, campaign if isinstance(campaign, Campaign) else None)
        for _, who in mentions(entry):
            name = who.full_name
            gone = entry.status is Status.WITHDRAWN
            if entry.sample and name and (gone or who.printed(name, policy) != name):
                hidden.add(fold(name))
    assert len(hidden) == 3
    for entry in everything.values():
        for key, text in texts(entry.tree):
            if key != "full_name":
                assert not any(name in fold(text) for name in hidden), (entry.file, key)


def test_private_persons_are_named_with_a_basis(sample: list[Entry]) -> None:
    """Citizens agreed on paper, stand in a decision, or were made known by a source; no office-holder."""
    for person in sample:
        if isinstance(person, Person):
            assert person.basis.value in ("consent", "award_decision", "already_public"), (
                person.slug
            )
            if person.basis.value == "consent":
                assert person.agreed(ConsentFor.STORY) or person.minor, person.slug
    for entry in sample:
        if isinstance(entry, Document | Event | News):
            assert not list(mentions(entry)), entry.file


def test_awards(bulletin: Bulletin, sample: list[Entry]) -> None:
    """Three decisions of different level, and one revoked; a posthumous recipient among them."""
    found = [entry for entry in sample if isinstance(entry, Award)]
    standing = [entry for entry in found if entry.state is not AwardState.REVOKED]
    assert {entry.level for entry in standing} == {Scope.PROVINCE, Scope.COMMUNE, Scope.UNIT}
    assert (len(standing), len(found)) == (3, 4)
    recipients = [r for entry in standing for r in entry.recipients]
    assert {r.kind for r in recipients} == set(Honoured)
    assert sum(r.posthumous for r in recipients) == 1
    assert any(r.kind is Honoured.PERSON and r.team for r in recipients), "members of a team"
    province = bulletin.get(Award, "bang-khen-so-ket-dot-1-tinh-minh-hoa-2025")
    assert province is not None
    counts = Counter(r.kind for r in province.recipients)
    collectives = counts[Honoured.COLLECTIVE] + counts[Honoured.TEAM]
    assert (collectives, counts[Honoured.HOUSEHOLD], counts[Honoured.PERSON]) == (4, 1, 5)


def test_results_of_phase_1(bulletin: Bulletin) -> None:
    """Eight communes and the province, eleven targets each; the province adds up."""
    units = [result(bulletin, unit, "dot-1") for unit in COMMUNES]
    province = result(bulletin, PROVINCE, "dot-1")
    assert province.coverage is not None
    assert (province.coverage.expected, province.coverage.reported) == (8, 8)
    for report in (*units, province):
        assert str(report.as_of) == "03/02/2025" and report.narrative and report.conclusions
        assert len([f for f in report.figures if f.target]) == 11
    for figure in province.figures:
        if figure.target is None:
            continue
        parts = [f for report in units for f in report.figures if f.target == figure.target]
        for name in ("numerator", "denominator", "value"):
            if getattr(figure, name) is not None:
                assert getattr(figure, name) == sum(getattr(p, name) for p in parts), figure.target
    every = [figure for report in units for figure in report.figures]
    assert any(f.title for f in every)
    assert any(f.qualifier is Qualifier.NEARLY for f in every)
    assert any(f.disclosure is Disclosure.INTERNAL for f in every)


def test_results_hold_back_what_the_rules_say(bulletin: Bulletin) -> None:
    """Communes have figures on contents 1, 4 and 5 that stay back, and a count below five."""
    campaign = bulletin.get(Campaign, CAMPAIGN)
    assert campaign is not None
    held, small = set(), 0
    for unit in COMMUNES:
        place = bulletin.get(Locality, unit)
        assert place is not None
        for figure in result(bulletin, unit, "dot-1").figures:
            content, target = campaign.target(figure.target or "") or (None, None)
            if is_disclosed(figure, target, content, place.level):
                small += is_small(figure, target, place.level)
            else:
                held.add(figure.target)
    assert held >= {"4.1-1", "4.1-2", "4.4-2", "4.4-3", "4.5-1", None}
    assert small == 2


def test_reports_of_june(bulletin: Bulletin) -> None:
    """Five of eight communes: gaps, nothing to count, and two contradictions on purpose."""
    found = [r for r in bulletin.all(Result) if r.sample and r.kind is ResultKind.MONTHLY]
    assert {report.unit for report in found} == {*REPORTING, PROVINCE}
    assert {str(report.as_of) for report in found} == {"30/6/2025"}
    reports = {report.unit: report for report in found}
    figures = {u: {f.target: f for f in r.figures if f.target} for u, r in reports.items()}
    province = reports[PROVINCE]
    assert province.coverage is not None
    assert (province.coverage.expected, province.coverage.reported) == (8, 5)
    assert all("4.2-1" not in by_target for by_target in figures.values())
    assert any(len(by_target) < 10 for by_target in figures.values())
    assert figures["xa-minh-hoa-1"]["4.3-1"].denominator == 0
    assert figures["xa-minh-hoa-6"]["4.6-2"].unknown == ("value",)
    added = sum(figures[unit]["4.7-1"].numerator or 0 for unit in REPORTING)
    assert (added, figures[PROVINCE]["4.7-1"].numerator) == (40, 41)
    missed = figures["xa-minh-hoa-4"]["4.6-1"]
    assert (missed.numerator, missed.denominator) == (20, 21)
    assert conclusion(reports["xa-minh-hoa-4"], "4.6-1") is Verdict.MET


def test_rosters_and_deeds(bulletin: Bulletin) -> None:
    """Three communes, five periods; every team at work is told of once, in one of three ways."""
    rosters = {r.slug: r for r in bulletin.all(Roster) if r.sample}
    assert set(rosters) == set(LOGGING)
    founded = rosters["xa-minh-hoa-2"].team("thon-9")
    dissolved = rosters["xa-minh-hoa-3"].team("thon-12")
    assert founded is not None and str(founded.start) == "15/01/2025"
    assert dissolved is not None and str(dissolved.end) == "31/3/2025"
    assert dissolved.successor == "thon-11"
    logs = {deeds.slug: deeds for deeds in bulletin.all(Deeds) if deeds.sample}
    assert set(logs) == {f"{commune}-{month}" for commune in LOGGING for month in PERIODS}
    for slug, deeds in logs.items():
        assert 6 <= len(deeds.rows) <= 10, slug
        told = [{row.team for row in deeds.rows}, set(deeds.none_reported), set(deeds.not_received)]
        working = {
            f"{deeds.commune}/{team.id}"
            for team in rosters[deeds.commune].teams
            if team.works_between(deeds.start, deeds.end)
        }
        assert set().union(*told) == working and sum(map(len, told)) == len(working), slug
    assert any(deeds.none_reported for deeds in logs.values())
    assert any(deeds.not_received for deeds in logs.values())
    assert 1 <= sum(bool(row.people) for deeds in logs.values() for row in deeds.rows) <= 3


def test_june_reports_agree_with_the_deed_logs(bulletin: Bulletin) -> None:
    """The number of teams with a good deed is the same in the log and in the commune's report."""
    for commune in LOGGING:
        deeds = bulletin.get(Deeds, f"{commune}-2025-06")
        assert deeds is not None
        report = result(bulletin, commune, "2025-06")
        figure = next(f for f in report.figures if f.target == "4.7-1")
        teams = {row.team for row in deeds.rows}
        silent = {*deeds.none_reported, *deeds.not_received}
        assert (figure.numerator, figure.denominator) == (len(teams), len(teams | silent)), commune


def test_models_notices_resources_events_news(bulletin: Bulletin, sample: list[Entry]) -> None:
    """Three models (one ended), two notices (one open), two resources, two events, four news."""
    models = [entry for entry in sample if isinstance(entry, Model)]
    assert Counter(model.state for model in models) == {ModelState.RUNNING: 2, ModelState.ENDED: 1}
    notices = [entry for entry in sample if isinstance(entry, Notice)]
    periods = [notice.comments for notice in notices if notice.comments]
    today = bulletin.now.date
    is_open = [p.start.date <= today <= p.end.date for p in periods]
    assert sorted(is_open) == [False, True]
    resources = [entry for entry in sample if isinstance(entry, Resource)]
    files = [offered.file for entry in resources for offered in entry.files]
    assert len(resources) == 2 and set(files) <= set(bulletin.downloads)
    events = [entry for entry in sample if isinstance(entry, Event)]
    coming = [e.slug for e in events if e.event_date and e.event_date.date > today]
    assert coming == ["ngay-hoi-toan-dan-tinh-minh-hoa-2025"] and len(events) == 2
    assert len(of(News, sample)) == 4


def test_nothing_is_dated_after_now(bulletin: Bulletin, sample: list[Entry]) -> None:
    """What is told has happened; only coming events and deadlines lie ahead."""
    for entry in sample:
        for name, day in days(entry):
            if name not in FUTURE and day.is_full:
                assert day.instant <= bulletin.now.instant, (entry.file, name)
        if isinstance(entry, Item):
            assert entry.published_at.instant <= bulletin.now.instant, entry.file
        if isinstance(entry, Deeds):
            assert entry.end.instant <= bulletin.now.instant, entry.file


def test_all_of_the_province_is_sample(everything: dict[tuple[str, str], Entry]) -> None:
    """Whatever names the fictional province says that it is invented, and nothing else does."""
    for (kind, slug), entry in everything.items():
        assert entry.sample or "minh hoa" not in fold(entry.name.replace("[Minh họa]", "")), slug
        named = {(r.kind, r.slug) for r in references(entry)}
        if any(everything[name].sample for name in named if name in everything):
            assert entry.sample, (kind, slug)
        assert "[Minh họa]" not in entry.name, (kind, slug)


def test_sample_refers_to_sample(
    everything: dict[tuple[str, str], Entry], sample: list[Entry]
) -> None:
    """No real place, office, person or document is named; save categories and the parent plan."""
    real = set()
    for entry in sample:
        for reference in references(entry):
            if not everything[reference.kind, reference.slug].sample:
                real.add((entry.KIND, reference.kind, reference.slug))
    assert {name for name in real if name[1] != "category"} == {
        ("campaign", "campaign", "bo-cong-an-2024")
    }


def test_sample_bodies_link_to_sample(
    everything: dict[tuple[str, str], Entry], sample: list[Entry]
) -> None:
    """Links in bodies stay in the fictional province too."""
    for entry in sample:
        for _, text in texts(entry.tree):
            for link in text.split("](")[1:]:
                kind, _, slug = link.partition(")")[0].partition(":")
                if kind in KINDS:
                    assert everything[kind, slug].sample, (entry.file, link)
