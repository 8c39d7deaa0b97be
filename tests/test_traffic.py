"""Visits are counted from logs, without robots, twice the same, and with nobody in them."""

from __future__ import annotations

import gzip
import json
import os
import shutil
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from bulletin.dates import ZONE
from bulletin.traffic import TrafficError, count_logs
from bulletin.visits import DayCount, Visits, count_text, read_visits

READER = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0 Safari/537.36"
ROBOT = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"
TODAY = date(2025, 7, 12)

needs_goaccess = pytest.mark.skipif(
    shutil.which("goaccess") is None and os.environ.get("CI") != "true",
    reason="KHÔNG ĐẾM lượt xem: cần gói goaccess",
)


def combined(
    path: str, day: int = 10, host: str = "10.1.2.3", status: int = 200, method: str = "GET",
    agent: str = READER, hour: int = 7,
) -> str:  # fmt: skip
    when = f"{day:02}/Jul/2025:{hour:02}:01:02 +0700"
    return f'{host} - - [{when}] "{method} {path} HTTP/1.1" {status} 512 "-" "{agent}"\n'


def caddy(path: str, day: int = 10, host: str = "10.1.2.3") -> str:
    moment = datetime(2025, 7, day, 9, 0, tzinfo=ZONE).timestamp()
    request = {
        "remote_ip": host, "client_ip": host, "proto": "HTTP/2.0", "method": "GET", "host": "a.vn",
        "uri": path, "headers": {"User-Agent": [READER]},
    }  # fmt: skip
    line = {
        "level": "info", "ts": moment, "logger": "http.log.access", "msg": "handled request",
        "request": request, "duration": 0.001, "size": 512, "status": 200, "resp_headers": {},
    }  # fmt: skip
    return json.dumps(line) + "\n"


def count(tmp_path: Path, *logs: str, today: date = TODAY, base: str = "/") -> Visits:
    paths = []
    for number, text in enumerate(logs):
        paths.append(tmp_path / f"access.{number}.log")
        paths[-1].write_text(text, encoding="utf-8")
    count_logs(paths, tmp_path / "content", base, today, lambda day: None)
    return visits(tmp_path)


def visits(tmp_path: Path) -> Visits:
    found = read_visits(tmp_path / "content")
    assert isinstance(found, Visits), found
    return found


@needs_goaccess
@pytest.mark.parametrize("line", [combined, caddy])
def test_pages_shown_are_counted_whatever_the_server(tmp_path: Path, line) -> None:
    log = line("/") + line("/tin-tuc/a/") + line("/tin-tuc/a/?x=1") + line("/tin-tuc/a/", day=11)
    found = count(tmp_path, log)
    assert found.pages == {"": 1, "tin-tuc/a/": 3}
    assert found.days == {date(2025, 7, 10): DayCount(3, 1), date(2025, 7, 11): DayCount(1, 1)}
    assert str(found.as_of) == "11/7/2025"


@needs_goaccess
def test_robots_files_mistakes_and_unfinished_days_are_no_views(tmp_path: Path) -> None:
    log = (
        combined("/tin-tuc/a/")
        + combined("/tin-tuc/a/", status=304)
        + combined("/tin-tuc/a/", agent=ROBOT)
        + combined("/tin-tuc/a/", agent="curl/8.0", status=404)
        + combined("/tin-tuc/a/", method="HEAD")
        + combined("/css/site.css")
        + combined("/rss.xml")
        + combined("/khong-co/", status=404)
        + combined("/tin-tuc/a/", day=12)
    )
    assert count(tmp_path, log).pages == {"tin-tuc/a/": 2}


@needs_goaccess
def test_nothing_about_a_reader_is_written(tmp_path: Path) -> None:
    count(tmp_path, combined("/tin-tuc/a/?email=a@b.vn", host="203.113.9.77"))
    kept = "".join(p.read_text("utf-8") for p in (tmp_path / "content/visits").iterdir())
    for personal in ("203", "113", "email", "Chrome", "07:01"):
        assert personal not in kept


@needs_goaccess
def test_counting_again_changes_nothing_and_a_cut_log_takes_nothing_away(tmp_path: Path) -> None:
    whole = combined("/a/") + combined("/a/", host="10.9.9.9") + combined("/b/")
    first = count(tmp_path, whole)
    files = {p.name: p.read_bytes() for p in (tmp_path / "content/visits").iterdir()}
    assert count(tmp_path, whole) == first
    assert count(tmp_path, combined("/a/")) == first
    assert {p.name: p.read_bytes() for p in (tmp_path / "content/visits").iterdir()} == files


@needs_goaccess
def test_a_day_split_between_rotated_logs_is_one_day(tmp_path: Path) -> None:
    (tmp_path / "access.log.2.gz").write_bytes(gzip.compress(combined("/a/").encode()))
    (tmp_path / "access.log").write_text(combined("/a/", hour=20), "utf-8")
    logs = [tmp_path / "access.log", tmp_path / "access.log.2.gz"]
    count_logs(logs, tmp_path / "content", "/", TODAY, lambda day: None)
    assert visits(tmp_path).pages == {"a/": 2}


@needs_goaccess
def test_months_that_are_over_become_one_file_and_are_never_counted_again(tmp_path: Path) -> None:
    log = combined("/a/") + combined("/a/", day=11)
    before = count(tmp_path, log)
    assert count(tmp_path, log, today=TODAY + timedelta(days=60)) == before
    assert [p.name for p in (tmp_path / "content/visits").iterdir()] == ["2025-07.json"]
    assert count(tmp_path, log, today=TODAY + timedelta(days=60)) == before


@needs_goaccess
def test_a_site_in_a_folder_counts_its_own_pages_only(tmp_path: Path) -> None:
    found = count(tmp_path, combined("/thidua/a/") + combined("/khac/"), base="/thidua/")
    assert found.pages == {"a/": 1}


@needs_goaccess
def test_lines_that_are_no_log_are_counted_as_such(tmp_path: Path) -> None:
    log = tmp_path / "x.log"
    log.write_text("chào\n{\n" + combined("/a/") + '{"a": 1}\n' + "x" * 200_000 + "\n", "utf-8")
    told = count_logs([log], tmp_path / "content", "/", TODAY, lambda day: None)
    assert told.strange >= 3
    assert visits(tmp_path).pages == {"a/": 1}


@needs_goaccess
def test_a_log_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.gz").write_bytes(b"no gzip")
    for log in (tmp_path / "khong-co.log", tmp_path / "a.gz"):
        with pytest.raises(TrafficError, match="Không đọc được nhật ký"):
            count_logs([log], tmp_path / "content", "/", TODAY, lambda day: None)


def test_without_goaccess_staff_are_told_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(TrafficError, match="sudo apt install goaccess"):
        count_logs([], tmp_path, "/", TODAY, lambda day: None)


def test_a_day_left_beside_its_month_is_not_counted_twice(tmp_path: Path) -> None:
    folder = tmp_path / "content/visits"
    folder.mkdir(parents=True)
    day = {date(2025, 6, 1): DayCount(2, 1)}
    (folder / "2025-06-01.json").write_text(count_text(day, {"a/": 2}), "utf-8")
    (folder / "2025-06.json").write_text(count_text(day, {"a/": 2}), "utf-8")
    assert visits(tmp_path).views == 2


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "null", '{"days": 3, "pages": {}}', '{"days": {}, "pages": {"a": -1}}',
             '{"days": {"2025-13-01": {"views": 1, "visitors": 1}}, "pages": {}}', "[" * 100_000],
)  # fmt: skip
def test_a_broken_file_is_told_with_its_name(tmp_path: Path, text: str) -> None:
    folder = tmp_path / "content/visits"
    folder.mkdir(parents=True)
    (folder / "2025-06.json").write_text(text, "utf-8")
    (problem,) = read_visits(tmp_path / "content")  # type: ignore[misc]
    assert str(problem).startswith("content/visits/2025-06.json:1: không đọc được số lượt xem")
