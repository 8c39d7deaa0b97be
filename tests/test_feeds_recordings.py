"""Video and sound of ours reach subscribers and search engines: address, length, type, duration."""

from __future__ import annotations

from bulletin.feeds.calendar import calendars
from bulletin.kinds import News
from bulletin.linked import story
from project import CAMPAIGN, NEWS, Project
from test_feeds_posts import ATOM, MEDIA, SITE, entry, item, made, rss_item

MP3 = b"\xff\xfb\x90\x00" + bytes(400)

RECORDING = (
    "recordings: [{title: Lời kể của tổ trưởng, file: loi-ke.mp3, length: '1:05', credit: Minh Mẫu, "
    "transcript: Tôi là tổ trưởng.}]\n"
)


def test_a_recording_is_enclosed_with_its_true_length_type_and_duration(project: Project) -> None:
    project.write({"content/news/le-ra-mat.yml": NEWS + RECORDING, "content/media/loi-ke.mp3": MP3})
    files, url = made(project), f"{SITE}media/loi-ke.mp3"
    told = rss_item(files, "news/le-ra-mat")
    wanted = {"url": url, "length": str(len(MP3)), "type": "audio/mpeg"}
    assert dict(told.find("enclosure").attrib) == wanted
    atom = entry(files, "news/le-ra-mat")
    (link,) = [x for x in atom.findall(f"{ATOM}link") if x.get("rel") == "enclosure"]
    assert (link.get("href"), link.get("type")) == (url, "audio/mpeg")
    for found in (told, atom):
        (media,) = found.findall(f"{MEDIA}content")
        assert (media.get("medium"), media.get("duration")) == ("audio", "65")
        assert media.findtext(f"{MEDIA}title") == "Lời kể của tổ trưởng"
    (attached,) = item(files, "news/le-ra-mat")["attachments"]
    assert attached == {
        "url": url, "mime_type": "audio/mpeg", "title": "Lời kể của tổ trưởng",
        "size_in_bytes": len(MP3), "duration_in_seconds": 65,
    }  # fmt: skip
    html = item(files, "news/le-ra-mat")["content_html"]
    assert f'Ghi âm: <a href="{url}">Lời kể của tổ trưởng</a> (Dài 1 phút 5 giây' in html
    assert "Tôi là tổ trưởng." in html


def test_a_recording_is_told_to_search_engines(project: Project) -> None:
    project.write({"content/news/le-ra-mat.yml": NEWS + RECORDING, "content/media/loi-ke.mp3": MP3})
    bulletin = project.load()
    news = bulletin.get(News, "le-ra-mat")
    assert news is not None
    (audio,) = story(bulletin, news, "")["audio"]
    assert audio["contentUrl"] == f"{SITE}media/loi-ke.mp3"
    assert (audio["@type"], audio["duration"]) == ("AudioObject", "PT65S")
    assert "video" not in story(bulletin, news, "")


def test_a_calendar_is_kept_at_the_old_address_and_where_its_campaign_was_taken_down(
    project: Project,
) -> None:
    gone = CAMPAIGN.replace("published\n", "withdrawn\n", 1).replace(
        "thi đua\nshort", "bí mật\nshort"
    )
    gone += "changes: [{date: 03/3/2025, kind: removal, note: x}]\n"
    event = (project.root / "content/events/le-phat-dong-2024.yml").read_text("utf-8")
    project.write(
        {
            "content/campaigns/da-go.yml": gone + "aliases: [ten-cu]\n",
            "content/events/le-phat-dong-2024.yml": event + "aliases: [le-cu]\n",
        }
    )
    made_of = dict(calendars(project.load()))
    assert made_of["su-kien/le-cu/lich.ics"] == made_of["su-kien/le-phat-dong-2024/lich.ics"]
    for slug in ("da-go", "ten-cu"):
        calendar = made_of[f"phong-trao/{slug}/lich.ics"].decode()
        assert "BEGIN:VEVENT" not in calendar
        assert "bí mật" not in calendar
