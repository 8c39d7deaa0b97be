"""What galleries and players promise: every picture of ours once, every recording with its words."""

from __future__ import annotations

import re

import pytest

from bulletin.kinds import Event, Exemplar, Model, News
from bulletin.model import Bulletin
from bulletin.views._players import Player, players
from bulletin.views.event import event_page
from bulletin.views.news import article
from bulletin.views.story import exemplar_page, model_page
from project import EVENT, EXEMPLAR, NEWS, Project

MP3 = b"ID3" + bytes(8)
WEBM = b"\x1a\x45\xdf\xa3\x8a\x42\x82\x84webm" + bytes(2048)
VTT = "WEBVTT\n\n00:01.000 --> 00:04.000\nXin chào.\n"
PICTURES = "pictures:\n" + "".join(
    f"  - {{file: hoi-truong.png, alt: Hàng ghế thứ {number}}}\n" for number in ("một", "hai", "ba")
)
MODEL = """\
status: published
published_at: 23/8/2024
title: Đường đèn
state: running
body: Nội dung.
"""
STORY = EXEMPLAR + "people: [{full_name: Trần Văn Mẫu, basis: already_public}]\n"
PAGES = {
    "news": (NEWS, News, article), "events": (EVENT, Event, event_page),
    "exemplars": (STORY, Exemplar, exemplar_page), "models": (MODEL, Model, model_page),
}  # fmt: skip


def made(project: Project, recordings: str) -> tuple[Bulletin, tuple[Player, ...]]:
    project.write({
        "content/media/loi-ke.mp3": MP3, "content/media/le.webm": WEBM, "content/media/le.vtt": VTT,
        "content/news/a.yml": NEWS + f"recordings:\n  - {recordings}\n",
    })  # fmt: skip
    bulletin = project.load()
    news = bulletin.get(News, "a")
    assert news is not None
    return bulletin, players(bulletin, news)


@pytest.mark.parametrize("folder", PAGES)
def test_all_pictures_of_ours_are_on_the_page_the_first_one_alone(
    project: Project, folder: str
) -> None:
    text, kind, page = PAGES[folder]
    project.write({f"content/{folder}/a.yml": text + PICTURES + "  - caption: Ảnh của nguồn\n"})
    bulletin = project.load()
    view = page(bulletin, bulletin.get(kind, "a"))  # type: ignore[operator]
    shown = [view.lead, *view.figures]
    assert [figure.photo.alt for figure in shown] == [
        "Hàng ghế thứ một", "Hàng ghế thứ hai", "Hàng ghế thứ ba",
    ]  # fmt: skip


def test_a_caption_without_a_picture_is_told_apart(project: Project) -> None:
    captions = "pictures: [{caption: Ảnh của nguồn}, {file: hoi-truong.png, alt: Hàng ghế}]\n"
    project.write({"content/news/a.yml": NEWS + captions})
    bulletin = project.load()
    view = article(bulletin, bulletin.all(News)[0])
    assert [figure.caption for figure in view.captions] == ["Ảnh của nguồn"]
    assert view.lead is None
    assert [figure.photo.alt for figure in view.figures if figure.photo] == ["Hàng ghế"]


def test_a_photo_offers_small_files_for_thumbnails_and_the_largest_to_look_closely(
    project: Project,
) -> None:
    project.write({"content/news/a.yml": NEWS + PICTURES})
    bulletin = project.load()
    lead = article(bulletin, bulletin.all(News)[0]).lead
    assert lead is not None and lead.photo is not None
    assert re.fullmatch(r"anh/hoi-truong-[0-9a-f]{8}-4\.jpg", lead.photo.path)
    assert lead.photo.large == lead.photo.path.replace("jpg", "webp") == lead.photo.small[0].path


def test_sound_says_how_long_and_how_heavy_it_is_and_has_its_words(project: Project) -> None:
    _, (player,) = made(
        project,
        "{title: Lời kể, file: loi-ke.mp3, length: 62:05, credit: Mẫu, transcript: Tôi kể.}",
    )
    assert (player.kind, player.path, player.type) == ("audio", "media/loi-ke.mp3", "audio/mpeg")
    assert player.facts == ("Dài 1 giờ 2 phút", "MP3, 1 KB", "Mẫu")
    assert player.transcript_title == "Bản chép lời"
    assert player.transcript is not None and player.transcript.html == "<p>Tôi kể.</p>"


def test_a_video_has_its_poster_and_captions(project: Project) -> None:
    bulletin, (player,) = made(
        project,
        "{title: Lễ, file: le.webm, length: 1:05, poster: hoi-truong.png, captions: le.vtt}",
    )
    assert (player.kind, player.type, player.captions) == ("video", "video/webm", "media/le.vtt")
    assert player.facts == ("Dài 1 phút 5 giây", "WEBM, 2 KB")
    assert player.poster is not None
    assert player.poster.path == bulletin.pictures["hoi-truong.png"].fallback.path


def test_a_silent_video_is_described(project: Project) -> None:
    _, (player,) = made(
        project,
        "{title: Lễ, file: le.webm, length: 0:45, poster: hoi-truong.png, silent: true,"
        " transcript: Cờ bay.}",
    )
    assert player.transcript_title == "Tả hình trong video"
    assert player.captions is None and player.facts[0] == "Dài 45 giây"


def test_a_recording_elsewhere_is_only_a_link(project: Project) -> None:
    _, (player,) = made(
        project, "{title: Lễ, url: 'https://truyenhinh.minhhoa.example/le', outlet: Đài mẫu}"
    )
    assert (player.kind, player.path, player.facts) == ("link", "", ("Đài mẫu",))
    assert player.url == "https://truyenhinh.minhhoa.example/le"
