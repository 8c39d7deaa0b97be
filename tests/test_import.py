"""What other portals publish becomes drafts: facts and sources, never text of theirs, never public."""

from __future__ import annotations

import gzip
import importlib
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from io import BytesIO
from pathlib import Path

import feedparser
import pytest

from bulletin.dates import Day, parse_day
from bulletin.intake import feed_parts
from bulletin.intake.drafts import draft_name
from bulletin.intake.portal_feed import FoundItem, plain_text, read_feed
from bulletin.text import is_slug
from conftest import read_all
from project import Project

script = importlib.import_module("import")
NOW = parse_day("2025-07-10 07:00")
URL = "https://xa.cong.example/tin/phat-dong-274.html"


def rss(*items: str, generator: str = "") -> bytes:
    return (
        '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel>'
        f"<title>Cổng xã Mẫu</title><generator>{generator}</generator>{''.join(items)}"
        "</channel></rss>"
    ).encode()


def item(
    title: str = "Phát động thi đua", date: str = "Mon, 7 Oct 2024 15:10:00 GMT", link: str = URL,
    summary: str = "",
) -> str:  # fmt: skip
    return (
        f"<item><title><![CDATA[{title}]]></title><link>{link}</link><pubDate>{date}</pubDate>"
        f"<description><![CDATA[{summary}]]></description></item>"
    )


def found(*items: str, generator: str = "") -> list[FoundItem]:
    return read_feed(rss(*items, generator=generator), "kenh.xml", NOW)[0]


# Made by gmdate('D, j M Y H:m:s'): the month stands where the minute belongs.
NUKEVIET = [
    item(date="Mon, 7 Oct 2024 15:10:00 GMT"),
    item(date="Fri, 2 Aug 2024 09:08:41 GMT", link=f"{URL}?2"),
    item(date="Wed, 1 Jan 2025 18:01:05 GMT", link=f"{URL}?3"),
]


@pytest.mark.parametrize("generator", ["Nukeviet v4.5", ""])
def test_nukeviets_minutes_are_not_believed_but_its_days_are(generator: str) -> None:
    one, two, three = found(*NUKEVIET, generator=generator)
    assert one.published_at == Day(2024, 10, 7)
    assert one.date_note == "Khoảng 22 giờ; kênh tin của nguồn ghi sai phút"
    assert two.published_at == Day(2024, 8, 2)
    # 18 o'clock in Greenwich is the next day in Vietnam.
    assert three.published_at == Day(2025, 1, 2)


def test_a_single_date_is_doubted_only_where_the_feed_says_it_is_nukeviets() -> None:
    (doubted,) = found(item(), generator="NukeViet CMS")
    (believed,) = found(item())
    assert doubted.published_at == Day(2024, 10, 7)
    assert believed.published_at == Day(2024, 10, 7, 22, 10)
    assert not believed.date_note


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("Mon, 07 Oct 2024 22:39:00 +0700", "2024-10-07 22:39"),
        ("Mon, 07 Oct 2024 15:39:00 GMT", "2024-10-07 22:39"),
        ("2024-10-07T22:39:00+07:00", "2024-10-07 22:39"),
        ("2024-10-07T15:39:00Z", "2024-10-07 22:39"),
        ("2024-10-07T22:39:00", "2024-10-07 22:39"),  # no zone: the clock on the wall
        ("hôm qua", None),
    ],
)
def test_dates_are_told_in_vietnamese_time(printed: str, read: str | None) -> None:
    (only,) = found(item(date=printed))
    assert only.published_at == (parse_day(read) if read else None)


def test_only_words_are_taken_from_markup() -> None:
    text = 'Xã <b>Mẫu</b> <script>alert("x")</script><img src=x onerror=alert(1)>ra\u200b quân &amp; làm'
    assert plain_text(text) == "Xã Mẫu ra quân & làm"
    (only,) = found(item(title="Thi đua &quot;vì an ninh&quot;", summary=text))
    assert only.title == 'Thi đua "vì an ninh"'
    assert "script" not in only.sapo
    assert "onerror" not in only.sapo


def run(project: Project, *arguments: str) -> int:
    return int(script.main(["feed", *arguments], project.root))


def drafts(project: Project) -> list[Path]:
    return sorted((project.root / "content/news").glob("xa-cong-example-*.yml"))


SAPO = (
    "UBND xã ban hành Kế hoạch số 714/KH-UBND ngày 18/9/2024; 95% số tổ đăng ký, 12 mô hình mới: "
    "# không phải ghi chú, { [ & * ! | > ' \" % @ `"
)


def test_a_draft_holds_source_dates_and_facts_and_is_a_sound_entry(
    project: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    feed = tmp_path / "kenh.xml"
    feed.write_bytes(rss(item(title='Nêu "gương": # tốt', summary=SAPO)))
    before = project.load().items
    assert run(project, str(feed)) == 0
    assert "1 bản nháp mới, 0 mục đã có từ trước." in capsys.readouterr().out
    (path,) = drafts(project)
    text = path.read_text("utf-8")
    assert project.problems() == ()
    assert "status: draft" in text
    assert r'title: "Nêu \"gương\": # tốt"' in text
    assert f'- url: "{URL}"' in text
    assert 'outlet: "Cổng xã Mẫu"' in text
    assert "published_at: 07/10/2024 22:10" in text
    assert "retrieved_at: 10/07/2025" in text
    assert "Văn bản cần kiểm tra: 714/KH-UBND" in text
    assert "Ngày cần kiểm tra: 18/9/2024" in text
    assert "Số liệu cần kiểm tra: 95%; 12 mô hình" in text
    # The source's own words stand in a comment, which no page can show.
    (line,) = [line for line in text.splitlines() if "UBND xã ban hành" in line]
    assert line.startswith("# Sapo của nguồn, chỉ để viết lại: ")
    assert [i.slug for i in project.load().items] == [i.slug for i in before]


def test_importing_twice_or_after_the_editor_renamed_the_draft_changes_nothing(
    project: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    feed = tmp_path / "kenh.xml"
    feed.write_bytes(rss(item(), item()))
    assert run(project, str(feed)) == 0
    before = read_all(project.root)
    assert run(project, str(feed), str(feed)) == 0
    assert read_all(project.root) == before
    (path,) = drafts(project)
    path.rename(path.with_name("xa-mau-phat-dong.yml"))
    before = read_all(project.root)
    assert run(project, str(feed)) == 0
    assert read_all(project.root) == before
    assert "0 bản nháp mới, 1 mục đã có từ trước." in capsys.readouterr().out


def test_a_file_name_names_nobody() -> None:
    (only,) = found(item(title="Ông Trần Văn Mẫu cứu người"))
    assert draft_name(only).startswith("xa-cong-example-2024-10-07-")
    assert "mau" not in draft_name(only).split("-")


BROKEN = {
    "a web page": (
        b"<html><body>Xin chao</body></html>",
        "là trang web (HTML), không phải kênh tin",
    ),
    "a web page with a feed": (
        b'<!DOCTYPE html><html><head><link rel="alternate" type="application/rss+xml" href="/rss/">',
        "Trang ấy báo kênh tin của nó ở: /rss/",
    ),
    "no feed": (b"<tin><bai/></tin>", "không phải kênh tin RSS hay Atom"),
    "nothing": (b"", "không có gì bên trong"),
    "white space": (b" \n\x00 ", "không có gì bên trong"),
    "packed and broken": (b"\x1f\x8b" + b"x" * 40, "dữ liệu nén bị hỏng"),
    "packed and cut": (gzip.compress(rss(item()))[:-20], "dữ liệu nén bị hỏng"),
    "packed far too large": (gzip.compress(b" " * 5_000_002), "kênh tin nặng quá 5 MB"),
    "a malformed address": (rss(item(link="http://[::1")), "không có địa chỉ nên bỏ qua"),
    "nothing in it": (rss(), "kênh tin không có mục nào"),
    "no title": (rss(item(title="")), "mục 1: không có tiêu đề nên bỏ qua"),
    "no address": (rss(item(link="")), "mục 1: “Phát động thi đua” không có địa chỉ nên bỏ qua"),
    "a script": (rss(item(link="javascript:alert(1)")), "không có địa chỉ nên bỏ qua"),
    "no date": (rss(item(date="")), "mục 1: “Phát động thi đua” không có ngày đọc được"),
    "tomorrow": (rss(item(date="Fri, 11 Jul 2025 12:00:00 GMT")), "ghi ngày ở phía trước"),
    "cut off": (rss(item())[:-30], "kênh tin viết sai quy cách XML"),
    "too large": (b" " * 5_000_001, "kênh tin nặng quá 5 MB"),
    "the name of a file": (b"/etc/hostname", "không phải kênh tin RSS hay Atom"),
}


@pytest.mark.parametrize("fault", BROKEN)
def test_what_is_wrong_with_a_feed_is_told_in_vietnamese_with_a_mend(
    project: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str], fault: str
) -> None:
    data, words = BROKEN[fault]
    feed = tmp_path / "kenh.xml"
    feed.write_bytes(data)
    assert run(project, str(feed)) == 1
    told = capsys.readouterr().err
    assert words in told
    assert "Cách sửa: " in told
    assert project.problems() == ()


def test_entities_of_other_files_are_not_read(project: Project, tmp_path: Path) -> None:
    secret = tmp_path / "bi-mat.txt"
    secret.write_text("điều bí mật", "utf-8")
    hostile = rss(item(title="x")).replace(
        b"<rss", f'<!DOCTYPE rss [<!ENTITY e SYSTEM "{secret.as_uri()}">]><rss'.encode()
    )
    feed = tmp_path / "kenh.xml"
    feed.write_bytes(hostile.replace(b"<![CDATA[x]]>", b"x &e;"))
    run(project, str(feed))
    assert all("bí mật" not in path.read_text("utf-8") for path in drafts(project))


HOSTILE = {
    "half a character": item(title="Nửa &#xD83D; chữ"),
    "half a character outside": item().replace("<![CDATA[Phát động thi đua]]>", "Nửa &#xD800;&#55296; chữ"),
    "no character": item().replace("<![CDATA[Phát động thi đua]]>", "Số &#1114112;&#x0; lạ"),
    "an address that is none": item(link="http://[::1"),
    "a port that is none": item(link="https://xa.example:cong/x"),
    "an address within": item(summary='<a href="http://[x">x</a><img src="//[y">'),
    "a base that is none": item().replace("<item>", '<item xml:base="http://[z">'),
    "a year that is none": item(date="Mon, 07 Oct 99999 22:39:00 +0700"),
    "a day that is none": item(date="2024-13-45T99:99:99+99:99"),
    "an hour before time": item(date="0001-01-01T00:00:00Z"),
    "no words in the host": item(link="https://例子.测试/x"),
    "a long host": item(link=f"https://{'a-' * 60}b.example/x"),
    "invisible letters": item(title="Tin \u202e\u2028\x85 ẩn", link=f"{URL}?\u202e"),
    "a very long title": item(title="Dài " * 300_000),
    "an enclosure that is none": item().replace("</item>", '<enclosure url="http://[q" length="x"/></item>'),
}  # fmt: skip


@pytest.mark.parametrize("fault", HOSTILE)
def test_one_bad_item_never_loses_the_feed_nor_writes_what_check_refuses(
    project: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str], fault: str
) -> None:
    feed = tmp_path / "kenh.xml"
    good = [item(title=f"Tin tốt {n}", link=f"{URL}?tot={n}") for n in range(2)]
    feed.write_bytes(rss(good[0], HOSTILE[fault], good[1]))
    run(project, str(feed))
    told = capsys.readouterr()
    assert "Tin tốt 0" in told.out
    assert "Tin tốt 1" in told.out
    assert project.problems() == ()
    written = list((project.root / "content/news").glob("*.yml"))
    assert all(is_slug(path.stem) for path in written)


def test_a_feed_that_breaks_the_parser_is_read_without_the_items_that_do(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    read = feedparser.parse

    def choke(stream: BytesIO, **_: object) -> object:
        data = stream.read()
        if b"HONG" in data:
            raise UnicodeEncodeError("utf-8", "\ud800", 0, 1, "surrogates not allowed")
        return read(BytesIO(data))

    monkeypatch.setattr(feed_parts.feedparser, "parse", choke)
    rows = [item(title=f"Tin {n}", link=f"{URL}?{n}") for n in range(9)]
    rows[4] = item(title="HONG")
    items, problems = read_feed(rss(*rows), "kenh.xml", NOW)
    assert [one.title for one in items] == [f"Tin {n}" for n in range(9) if n != 4]
    assert {one.outlet for one in items} == {"Cổng xã Mẫu"}
    assert [problem.what for problem in problems] == ["mục 5: không đọc được nên bỏ qua"]
    # What the feed says of itself may be what breaks it.
    items, problems = read_feed(rss(*rows[:4], generator="HONG"), "kenh.xml", NOW)
    assert len(items) == 4
    assert not problems


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("2024-10-07", "2024-10-07"),
        ("07/10/2024", "2024-10-07"),
        ("07/10/2024 22:39", "2024-10-07 22:39"),
        ("Mon, 07 Oct 2024", "2024-10-07"),
        ("2024-10", "2024-10"),
    ],
)
def test_a_date_without_a_time_gets_none(
    project: Project, tmp_path: Path, printed: str, read: str
) -> None:
    (only,) = found(item(date=printed))
    assert only.published_at == parse_day(read)
    feed = tmp_path / "kenh.xml"
    feed.write_bytes(rss(item(date=printed)))
    assert run(project, str(feed)) == 0
    (path,) = drafts(project)
    assert "00:00" not in path.read_text("utf-8")
    assert project.problems() == ()


def test_nukeviets_months_are_known_where_the_printed_one_is_not_greenwichs() -> None:
    rows = [
        item(date="Thu, 01 May 2025 03:05:12 +0700"),
        item(date="Sat, 01 Mar 2025 06:03:44 +0700", link=f"{URL}?2"),
        item(date="Tue, 15 Apr 2025 09:04:01 +0700", link=f"{URL}?3"),
    ]
    assert [one.published_at for one in found(*rows)] == [
        Day(2025, 5, 1), Day(2025, 3, 1), Day(2025, 4, 15),
    ]  # fmt: skip


def test_what_a_portal_put_out_in_one_minute_is_no_sign_of_nukeviet() -> None:
    rows = [item(date=f"Mon, 7 Oct 2024 15:10:{n:02} GMT", link=f"{URL}?{n}") for n in range(5)]
    assert {one.published_at for one in found(*rows)} == {Day(2024, 10, 7, 22, 10)}


def test_as_many_items_as_five_megabytes_hold_are_brought_in(
    project: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    looked = 0
    rglob = Path.rglob

    def count(path: Path, pattern: str) -> object:
        nonlocal looked
        looked += 1
        return rglob(path, pattern)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Path, "rglob", count)
        feed = tmp_path / "kenh.xml"
        feed.write_bytes(rss(*(item(link=f"{URL}?{n}") for n in range(300))))
        assert run(project, str(feed)) == 0
    assert "300 bản nháp mới" in capsys.readouterr().out
    # The folder is looked through once, not once an item.
    assert looked < 10


class Portal(BaseHTTPRequestHandler):
    """Answers with a feed at /rss, with broken answers elsewhere, and with 404."""

    def do_GET(self) -> None:
        if self.path in BROKEN_ANSWERS:
            self.wfile.write(BROKEN_ANSWERS[self.path])
            return
        self.send_response(200 if self.path == "/rss" else 404)
        self.end_headers()
        self.wfile.write(rss(item()) if self.path == "/rss" else b"")

    def log_message(self, *_: object) -> None:
        pass


BROKEN_ANSWERS = {
    "/cut": b"HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\n<rss",
    "/no-http": b"XIN CHAO\r\n\r\n",
    "/chunks": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nabc",
    "/header": b"HTTP/1.1 200 OK\r\nX: " + b"a" * 70_000 + b"\r\n\r\n",
    "/not-gzip": b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n<rss/>",
    "/brotli": b"HTTP/1.1 200 OK\r\nContent-Encoding: br\r\n\r\n\x8b\x05\x80hello",
    "/round": b"HTTP/1.1 302 Found\r\nLocation: /round\r\n\r\n",
    "/nowhere": b"HTTP/1.1 302 Found\r\nLocation: http://[x\r\n\r\n",
}


def test_whatever_a_server_answers_is_told_and_never_a_traceback(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    server = HTTPServer(("127.0.0.1", 0), Portal)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    home = f"http://127.0.0.1:{server.server_port}"
    wrong = ["http://[::1", "https://", "http://a.example:cong/", "https://a b.example/", "\0", "."]
    try:
        for address in (*(home + path for path in BROKEN_ANSWERS), *wrong):
            assert run(project, address) == 1
            told = capsys.readouterr().err
            assert "Cách sửa: " in told, address
            assert told.count("\n") == 2, told
    finally:
        server.shutdown()
        server.server_close()


def test_a_feed_is_read_from_its_address_and_failures_are_told(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    server = HTTPServer(("127.0.0.1", 0), Portal)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    home = f"http://127.0.0.1:{server.server_port}"
    try:
        assert run(project, f"{home}/rss") == 0
        assert len(drafts(project)) == 1
        assert run(project, f"{home}/khong-co", f"{home}/rss") == 1
    finally:
        server.shutdown()
        server.server_close()
    assert "máy chủ trả lời 404" in capsys.readouterr().err
    assert run(project, f"{home}/rss", "khong-co.xml") == 1
    told = capsys.readouterr().err
    assert "không nối được tới máy chủ" in told
    assert "khong-co.xml: không đọc được tệp này" in told


def test_the_command_tells_what_it_can_do_and_refuses_the_rest(
    project: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert script.main(["--help"]) == 0
    assert "feed" in capsys.readouterr().out
    assert script.main([]) == 2
    assert script.main(["fed"]) == 2
    capsys.readouterr()
    feed = tmp_path / "kenh.xml"
    feed.write_bytes(rss(item()))
    assert run(project, "--category", "phat-don", str(feed)) == 1
    assert "có phải `phat-dong`?" in capsys.readouterr().err
    assert run(project, "--category", "phat-dong", str(feed)) == 0
