"""Calendars as a subscriber's programme reads them: every known day, no other, and lasting ids."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar, Event

from bulletin.feeds.calendar import calendars
from bulletin.kinds import Campaign
from conftest import read_all
from project import CAMPAIGN, EVENT, NOTICE, Project

HERE = "content/events/ngay-hoi.yml"


def parsed(data: bytes) -> tuple[Calendar, list[Event]]:
    calendar = Calendar.from_ical(data)
    return calendar, [part for part in calendar.subcomponents if part.name == "VEVENT"]


def event_of(project: Project, *lines: str) -> list[Event]:
    """Return what the calendar of one event holds, the event being told by some lines of YAML."""
    project.write({HERE: EVENT + "".join(f"{line}\n" for line in lines)})
    made = dict(calendars(project.load()))
    return parsed(made["su-kien/ngay-hoi/lich.ics"])[1]


def test_the_demo_has_the_ends_of_phases_and_no_day_that_is_not_stated(demo_site: Path) -> None:
    calendar, entries = parsed((demo_site / "lich.ics").read_bytes())
    ends = {
        entry["SUMMARY"]: entry.decoded("DTSTART")
        for entry in entries
        if entry["SUMMARY"].startswith("Kết thúc")
    }
    assert ends["Kết thúc đợt 1: Nghệ An 2024–2025"] == date(2025, 2, 3)
    assert ends["Kết thúc đợt 2: Nghệ An 2024–2025"] == date(2025, 8, 19)
    assert [zone["TZID"] for zone in calendar.walk("VTIMEZONE")] == ["Asia/Ho_Chi_Minh"]
    assert all(entry.decoded("DTSTART") for entry in entries)


def test_every_calendar_of_a_site_is_read_and_its_ids_are_unique(
    small_site: Path, demo_site: Path
) -> None:
    for folder in (small_site, demo_site):
        files = {name: x for name, x in read_all(folder).items() if name.endswith(".ics")}
        assert "lich.ics" in files
        for name, data in files.items():
            calendar, entries = parsed(data)
            assert calendar["VERSION"] == "2.0", name
            ids = [entry["UID"] for entry in entries]
            assert len(ids) == len(set(ids)), name
            assert all(line.endswith(b"\r\n") for line in data.splitlines(keepends=True)), name
            assert all(len(line) <= 75 for line in data.split(b"\r\n")), name
        # The whole site's calendar holds everything that any other holds.
        everything = {entry["UID"] for entry in parsed(files["lich.ics"])[1]}
        assert {entry["UID"] for x in files.values() for entry in parsed(x)[1]} == everything


def test_an_event_of_a_day_lasts_that_day(project: Project) -> None:
    (entry,) = event_of(project, "event_date: 19/8/2024", "place: Nhà văn hóa, thôn 1; sân sau")
    assert entry.decoded("DTSTART") == date(2024, 8, 19)
    assert entry.decoded("DTEND") == date(2024, 8, 20)
    assert entry["UID"] == "tag:vidu.example,2024:event/ngay-hoi"
    assert entry["LOCATION"] == "Nhà văn hóa, thôn 1; sân sau"
    assert str(entry["URL"]).endswith("/su-kien/ngay-hoi/")


def test_an_hour_without_an_end_is_not_given_one(project: Project) -> None:
    (entry,) = event_of(project, "event_date: 19/8/2024 07:30")
    assert entry["DTSTART"].params["TZID"] == "Asia/Ho_Chi_Minh"
    assert entry.decoded("DTSTART").replace(tzinfo=None) == datetime(2024, 8, 19, 7, 30)
    assert entry.decoded("DTSTART").utcoffset() == timedelta(hours=7)
    assert "DTEND" not in entry
    assert "DURATION" not in entry


@pytest.mark.parametrize(
    ("start", "end", "begins", "ends", "told"),
    [
        ("19/8/2024", "21/8/2024", date(2024, 8, 19), date(2024, 8, 22), ""),
        ("19/8/2024 07:30", "19/8/2024 11:00", datetime(2024, 8, 19, 7, 30),
         datetime(2024, 8, 19, 11), ""),
        ("19/8/2024 07:30", "21/8/2024", date(2024, 8, 19), date(2024, 8, 22),
         "Bắt đầu lúc 07:30."),
        ("19/8/2024 07:30", "19/8/2024", datetime(2024, 8, 19, 7, 30), None, ""),
        ("19/8/2024", "20/8/2024 17:00", date(2024, 8, 19), date(2024, 8, 21),
         "Kết thúc lúc 17:00."),
    ],
)  # fmt: skip
def test_both_ends_are_days_or_both_are_hours(
    project: Project, start: str, end: str, begins: Any, ends: Any, told: str
) -> None:
    (entry,) = event_of(project, f"event_date: {start}", f"ends_on: {end}")

    def plain(name: str) -> Any:
        found = entry.decoded(name) if name in entry else None
        return found.replace(tzinfo=None) if isinstance(found, datetime) else found

    assert (plain("DTSTART"), plain("DTEND")) == (begins, ends)
    assert told in str(entry.get("DESCRIPTION", ""))


@pytest.mark.parametrize(
    "known", ["event_date: 8/2024", "event_date: 23/8", "unknown: [event_date]"]
)
def test_a_day_that_is_not_fully_known_is_in_no_calendar(project: Project, known: str) -> None:
    assert event_of(project, known) == []
    made = dict(calendars(project.load()))
    assert not [e for e in parsed(made["lich.ics"])[1] if "ngay-hoi" in e["UID"]]


def test_an_inferred_day_says_so_and_why(project: Project) -> None:
    (entry,) = event_of(
        project, "event_date: 19/8/2024", "inferred: {event_date: Theo ngày của văn bản}"
    )
    assert "Ngày suy ra: Theo ngày của văn bản" in entry["DESCRIPTION"]


def test_changes_count_up_and_nothing_but_changes_does(project: Project) -> None:
    day = "event_date: 19/8/2024"
    (before,) = event_of(project, day)
    (after,) = event_of(
        project, day, "place: Nơi khác",
        "changes: [{date: 24/8/2024 09:00, kind: correction, note: Sửa nơi tổ chức}]",
    )  # fmt: skip
    assert (before["SEQUENCE"], after["SEQUENCE"]) == (0, 1)
    assert before["UID"] == after["UID"]
    assert after.decoded("LAST-MODIFIED") == datetime(2024, 8, 24, 2, tzinfo=UTC)
    assert after.decoded("DTSTAMP") == datetime(2024, 8, 24, 2, tzinfo=UTC)


def test_what_was_taken_down_is_cancelled_without_a_word_of_it(project: Project) -> None:
    event_of(project, "event_date: 19/8/2024", "place: Nhà văn hóa thôn 1")
    text = (project.root / HERE).read_text("utf-8").replace("published\n", "withdrawn\n", 1)
    project.write(
        {HERE: f"{text}changes: [{{date: 21/8/2024, kind: removal, note: Theo yêu cầu}}]\n"}
    )
    made = dict(calendars(project.load()))
    (entry,) = parsed(made["su-kien/ngay-hoi/lich.ics"])[1]
    assert (entry["UID"], entry["STATUS"], entry["SEQUENCE"]) == (
        "tag:vidu.example,2024:event/ngay-hoi", "CANCELLED", 1,
    )  # fmt: skip
    assert entry["SUMMARY"] == "Nội dung này đã được gỡ ngày 21/8/2024"
    assert entry.decoded("DTSTART") == date(2024, 8, 21)
    assert not [e for e in parsed(made["lich.ics"])[1] if "ngay-hoi" in e["UID"]]
    assert b"Theo y" not in made["su-kien/ngay-hoi/lich.ics"]


def test_a_campaign_without_phases_is_told_by_its_own_period(project: Project) -> None:
    path = "content/campaigns/ba-thang.yml"
    project.write({path: f"{CAMPAIGN}period: {{start: 01/3/2025, unknown: [end]}}\n"})
    made = dict(calendars(project.load()))
    (entry,) = parsed(made["phong-trao/ba-thang/lich.ics"])[1]
    assert entry["SUMMARY"] == "Bắt đầu phong trào: Thi đua"
    assert entry.decoded("DTSTART") == date(2025, 3, 1)


def test_a_day_that_a_phase_shares_with_the_whole_stands_once(project: Project) -> None:
    path = "content/campaigns/ba-thang.yml"
    project.write({path: f"""{CAMPAIGN}\
period: {{start: 01/3/2025, end: 31/5/2025}}
phases:
- {{number: 1, start: 01/3/2025, end: 31/3/2025}}
- {{number: 2, start: 01/4/2025, end: 31/5/2025}}
"""})  # fmt: skip
    bulletin = project.load()
    assert bulletin.get(Campaign, "ba-thang")
    entries = parsed(dict(calendars(bulletin))["phong-trao/ba-thang/lich.ics"])[1]
    assert [entry["SUMMARY"].split(":")[0] for entry in entries] == [
        "Bắt đầu đợt 1", "Kết thúc đợt 1", "Bắt đầu đợt 2", "Kết thúc đợt 2",
    ]  # fmt: skip


def test_pages_lead_only_to_calendars_that_hold_something(small_site: Path) -> None:
    for page in small_site.rglob("*.html"):
        text = page.read_text("utf-8")
        if 'type="text/calendar"' in text and page.parent.parent.name in ("su-kien", "phong-trao"):
            assert parsed((page.parent / "lich.ics").read_bytes())[1], page
    events = (small_site / "su-kien/index.html").read_text("utf-8")
    assert 'href="../lich.ics"' in events


REPORTING = """\
phases:
  - {number: 1, start: 19/8/2024, end: 03/02/2025, report_due: 10/02/2025}
  - {number: 2, unknown: [start, end, report_due]}
reporting:
  - {sender: UBND các xã, receiver: Công an tỉnh, due: 25/8/2025}
  - {sender: Công an tỉnh, receiver: UBND tỉnh, undecided: [due]}
"""
NOTICE_HERE = "content/notices/gop-y.yml"


def test_days_on_which_reports_are_due_are_in_calendars_and_unknown_ones_are_not(
    project: Project,
) -> None:
    project.write({"content/campaigns/thi-dua.yml": CAMPAIGN + REPORTING})
    made = dict(calendars(project.load()))
    for name in ("lich.ics", "phong-trao/thi-dua/lich.ics"):
        due = {
            str(entry["SUMMARY"]): entry.decoded("DTSTART")
            for entry in parsed(made[name])[1]
            if "Hạn báo cáo" in entry["SUMMARY"]
        }
        assert due == {
            "Hạn báo cáo sơ kết đợt 1: Thi đua": date(2025, 2, 10),
            "Hạn báo cáo của UBND các xã: Thi đua": date(2025, 8, 25),
        }


def test_a_day_on_which_several_reports_are_due_is_one_entry_that_says_who_reports_to_whom(
    project: Project,
) -> None:
    same_day = REPORTING.replace("due: 25/8/2025", "due: 10/02/2025")
    project.write({"content/campaigns/thi-dua.yml": CAMPAIGN + same_day})
    bulletin = project.load()
    found = [e for e in parsed(dict(calendars(bulletin))["lich.ics"])[1] if "Hạn" in e["SUMMARY"]]
    assert [str(entry["SUMMARY"]) for entry in found] == ["Hạn báo cáo sơ kết đợt 1: Thi đua"]
    assert "UBND các xã báo cáo Công an tỉnh." in str(found[0]["DESCRIPTION"])
    twice = REPORTING.replace("undecided: [due]", "due: 25/8/2025")
    project.write({"content/campaigns/thi-dua.yml": CAMPAIGN + twice})
    made = parsed(dict(calendars(project.load()))["lich.ics"])[1]
    (entry,) = (entry for entry in made if entry.decoded("DTSTART") == date(2025, 8, 25))
    assert "Công an tỉnh báo cáo UBND tỉnh." in str(entry["DESCRIPTION"])


@pytest.mark.parametrize(("campaign", "places"), [("", 1), ("campaign: thi-dua\n", 2)])
def test_the_days_between_which_people_may_comment_are_in_calendars(
    project: Project, campaign: str, places: int
) -> None:
    period = "comments: {start: 01/7/2025, end: 18/7/2025, send_to: UBND xã}\n"
    project.write({
        "content/campaigns/thi-dua.yml": CAMPAIGN,
        NOTICE_HERE: NOTICE + campaign + period,
        "content/notices/khong-gop-y.yml": NOTICE.replace("Lấy ý kiến", "Thông báo"),
    })  # fmt: skip
    made = dict(calendars(project.load()))
    holding = 0
    for name in ("lich.ics", "phong-trao/thi-dua/lich.ics"):
        entries = [e for e in parsed(made[name])[1] if "notice/" in e["UID"]]
        holding += bool(entries)
        if entries:
            assert {str(e["SUMMARY"]): e.decoded("DTSTART") for e in entries} == {
                "Bắt đầu góp ý: Lấy ý kiến về chỉ tiêu": date(2025, 7, 1),
                "Hết hạn góp ý: Lấy ý kiến về chỉ tiêu": date(2025, 7, 18),
            }
            assert all("Gửi về: UBND xã." in e["DESCRIPTION"] for e in entries)
            assert all(str(e["URL"]).endswith("/thong-bao/gop-y/") for e in entries)
    assert holding == places
