"""What other portals publish becomes drafts: facts and sources, never text of theirs, never public."""

from __future__ import annotations

import importlib
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from bulletin.dates import Day, parse_day
from bulletin.intake.drafts import draft_name
from bulletin.intake.portal_feed import FoundItem, plain_text, read_feed
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
    "no feed": (b"<html><body>Xin chao</body></html>", "không phải kênh tin RSS hay Atom"),
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


class Portal(BaseHTTPRequestHandler):
    """Answers with a feed at /rss, and with 404 elsewhere."""

    def do_GET(self) -> None:
        self.send_response(200 if self.path == "/rss" else 404)
        self.end_headers()
        self.wfile.write(rss(item()) if self.path == "/rss" else b"")

    def log_message(self, *_: object) -> None:
        pass


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
