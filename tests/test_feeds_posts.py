"""What a feed tells of corrections, removals, renamings, pictures and sources, and for how long."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from lxml import etree

from bulletin.feeds import channels
from bulletin.feeds.write import MAX_FULL, feed_files
from bulletin.renditions import Workshop
from project import AWARD, DEEDS, EXEMPLAR, NEWS, Project

SITE = "https://vidu.example/"
TAG = "tag:vidu.example,2024:"
MEDIA = "{http://search.yahoo.com/mrss/}"
HISTORY = "{http://purl.org/syndication/history/1.0}"
ATOM = "{http://www.w3.org/2005/Atom}"
GONE = "Nội dung này đã được gỡ ngày 05/02/2025."
IN_CAMPAIGN = "campaigns: [minh-hoa-2024]\n"


def made(project: Project) -> Mapping[str, bytes]:
    """Return every file of the feeds of a project."""
    bulletin = project.load()
    return {path: make() for path, make in feed_files(bulletin, channels(bulletin))}


def item(files: Mapping[str, bytes], name: str, path: str = "feed.json") -> Any:
    """Return an item of a JSON Feed by the end of its id."""
    (found,) = [i for i in json.loads(files[path])["items"] if i["id"] == TAG + name]
    return found


def rss_item(files: Mapping[str, bytes], name: str, path: str = "rss.xml") -> Any:
    root = etree.fromstring(files[path])
    (found,) = [i for i in root.iter("item") if i.findtext("guid") == TAG + name]
    return found


def entry(files: Mapping[str, bytes], name: str, path: str = "atom.xml") -> Any:
    root = etree.fromstring(files[path])
    (found,) = [e for e in root.iter(f"{ATOM}entry") if e.findtext(f"{ATOM}id") == TAG + name]
    return found


def names(files: Mapping[str, bytes], path: str) -> set[str]:
    return {i["id"].removeprefix(TAG) for i in json.loads(files[path])["items"]}


WITHDRAWN = (
    NEWS.replace("published\n", "withdrawn\n", 1).replace("Lễ ra mắt", "Bí mật")
    + IN_CAMPAIGN
    + "localities: [xa-minh-hoa-1]\n"
    + "changes:\n"
    + "  - {date: 01/11/2024, kind: correction, note: Điều bí mật}\n"
    + "  - {date: 05/02/2025, kind: removal, note: Lý do bí mật}\n"
)


def test_what_was_taken_down_stays_in_every_feed_it_was_in_without_name_or_reason(
    project: Project,
) -> None:
    project.write({"content/news/da-go.yml": WITHDRAWN + "aliases: [ten-cu]\n"})
    files = made(project)
    for folder in ("", "tin-tuc/", "tin-tuc/chuyen-muc/phat-dong/", "phong-trao/minh-hoa-2024/",
                   "dia-phuong/xa-minh-hoa-1/"):  # fmt: skip
        gone = item(files, "news/ten-cu", f"{folder}feed.json")
        assert (gone["title"], gone["content_text"]) == ("Nội dung đã được gỡ", GONE)
        assert gone["url"] == f"{SITE}dinh-chinh/"
        told = rss_item(files, "news/ten-cu", f"{folder}rss.xml")
        assert told.findtext("description") == GONE
        (deleted,) = etree.fromstring(files[f"{folder}atom.xml"]).iter("{*}deleted-entry")
        assert deleted.attrib == {"ref": f"{TAG}news/ten-cu", "when": "2025-02-05T00:00:00+07:00"}
    for path, data in files.items():
        assert "bí mật" not in data.decode().lower(), path
        assert b"da-go" not in data, path


def test_a_withdrawn_report_is_told_too_though_it_has_no_page(project: Project) -> None:
    report = (
        "status: withdrawn\npublished_at: 10/02/2025\ncampaign: minh-hoa-2024\nkind: monthly\n"
        "unit: xa-minh-hoa-1\nas_of: 31/01/2025\nnumber: 15/BC-UBND\n"
        "changes: [{date: 12/02/2025, kind: removal, note: x}]\n"
    )
    name = "minh-hoa-2024-xa-minh-hoa-1-2025-01"
    project.write({f"content/results/{name}.yml": report})
    files = made(project)
    assert item(files, f"result/{name}", "ket-qua/feed.json")["title"] == "Nội dung đã được gỡ"


def test_a_correction_is_told_in_the_text_and_as_an_item_of_its_own(project: Project) -> None:
    changes = (
        "changes:\n"
        "  - {date: 08/10/2024, kind: update, note: Thêm ảnh}\n"
        "  - {date: 09/10/2024, kind: correction, note: Sửa ngày}\n"
        "  - {date: 09/10/2024, kind: correction, note: Sửa <tên> xã}\n"
    )
    project.write({"content/news/le-ra-mat.yml": NEWS + changes})
    files = made(project)
    story = item(files, "news/le-ra-mat")
    assert "<strong>Đính chính ngày 09/10/2024:</strong> Sửa ngày" in story["content_html"]
    assert "<strong>Cập nhật ngày 08/10/2024:</strong> Thêm ảnh" in story["content_html"]
    assert story["date_modified"] == "2024-10-09T00:01:00+07:00"
    path = "dinh-chinh/feed.json"
    assert names(files, path) == {
        "correction/news/le-ra-mat/2024-10-09", "correction/news/le-ra-mat/2024-10-09-2",
    }  # fmt: skip
    second = item(files, "correction/news/le-ra-mat/2024-10-09-2", path)
    assert second["title"] == "[Đính chính] Lễ ra mắt"
    assert second["summary"] == "Sửa <tên> xã"
    assert "Sửa &lt;tên&gt; xã" in second["content_html"]
    assert second["url"] == f"{SITE}tin-tuc/le-ra-mat/"


def test_the_corrections_of_what_was_taken_down_go_with_it(project: Project) -> None:
    project.write({"content/news/da-go.yml": WITHDRAWN})
    files = made(project)
    told = item(files, "correction/news/da-go/2025-02-05", "dinh-chinh/feed.json")
    assert told["title"] == "[Gỡ] Một nội dung đã được gỡ"
    assert told["content_html"] == f"<p>{GONE}</p>"
    gone = item(files, "correction/news/da-go/2024-11-01", "dinh-chinh/feed.json")
    assert gone["content_text"] == GONE


def test_a_renamed_scope_keeps_its_id_and_is_served_at_its_old_address_too(
    project: Project,
) -> None:
    text = (project.root / "content/campaigns/minh-hoa-2024.yml").read_text("utf-8")
    before = made(project)["phong-trao/minh-hoa-2024/atom.xml"]
    for path in project.root.rglob("*.yml"):
        if "minh-hoa-2024" in (old := path.read_text("utf-8")):
            path.write_text(old.replace("minh-hoa-2024", "phong-trao-moi"), "utf-8")
    project.write(
        {
            "content/campaigns/minh-hoa-2024.yml": None,
            "content/campaigns/phong-trao-moi.yml": text + "aliases: [minh-hoa-2024]\n",
        }
    )
    files = made(project)
    for name in ("rss.xml", "atom.xml", "feed.json"):
        old, new = "phong-trao/minh-hoa-2024/", "phong-trao/phong-trao-moi/"
        assert files[old + name] == files[new + name]
    after = etree.fromstring(files["phong-trao/phong-trao-moi/atom.xml"])
    assert after.findtext("{*}id") == etree.fromstring(before).findtext("{*}id")
    links = {link.get("rel"): link.get("href") for link in after.findall("{*}link")}
    assert links["self"] == f"{SITE}phong-trao/phong-trao-moi/atom.xml"


def test_the_lead_picture_comes_with_its_true_length_and_type(project: Project) -> None:
    picture = (
        "pictures: [{file: hoi-truong.png, alt: Hội trường kín người, caption: Quang cảnh, credit: NGƯỜI VẼ,"
        " drawn: true}]\n"
    )
    project.write({"content/news/le-ra-mat.yml": NEWS + picture})
    files = made(project)
    bulletin = project.load()
    shown = bulletin.pictures["hoi-truong.png"]
    url = f"{SITE}{shown.fallback.path}"
    jpeg = Workshop.beside(bulletin.media_folder).make([shown])[shown.fallback.path]
    length = jpeg.stat().st_size
    wanted = {"url": url, "length": str(length), "type": "image/jpeg"}
    told = rss_item(files, "news/le-ra-mat")
    assert dict(told.find("enclosure").attrib) == wanted
    (link,) = [x for x in entry(files, "news/le-ra-mat") if x.get("rel") == "enclosure"]
    assert {"url": link.get("href")} | {k: link.get(k) for k in ("length", "type")} == wanted
    for found in (told, entry(files, "news/le-ra-mat")):
        media = found.find(f"{MEDIA}content")
        assert (media.get("url"), media.get("fileSize")) == (url, str(length))
        assert media.findtext(f"{MEDIA}description") == "Quang cảnh"
        assert media.findtext(f"{MEDIA}credit") == "NGƯỜI VẼ"
    story = item(files, "news/le-ra-mat")
    assert story["image"] == url
    assert story["attachments"][0]["size_in_bytes"] == length


def test_authors_labels_and_the_source_of_what_is_restated_are_told(project: Project) -> None:
    text = NEWS + IN_CAMPAIGN + (
        "localities: [xa-minh-hoa-1]\ntags: [phát động]\n"
        "credits: [{role: text, name: MỘT NGƯỜI}, {role: photo, name: NGƯỜI KHÁC}]\n"
        "sources: [{outlet: Báo Mẫu, url: 'https://bao.example/bai', title: Bài gốc}]\n"
    )  # fmt: skip
    project.write({"content/news/le-ra-mat.yml": text})
    files = made(project)
    told = rss_item(files, "news/le-ra-mat")
    creators = told.findall("{http://purl.org/dc/elements/1.1/}creator")
    assert [creator.text for creator in creators] == ["MỘT NGƯỜI", "NGƯỜI KHÁC"]
    source = told.find("source")
    assert (source.get("url"), source.text) == ("https://bao.example/bai", "Báo Mẫu")
    schemes = {c.get("domain").removeprefix(TAG): c.text for c in told.findall("category")}
    assert schemes["category"] == "Phát động"
    assert {"kind", "campaign", "locality", "keyword"} < schemes.keys()
    atom = entry(files, "news/le-ra-mat")
    (via,) = [link for link in atom.findall(f"{ATOM}link") if link.get("rel") == "via"]
    assert via.get("href") == "https://bao.example/bai"
    terms = {c.get("scheme").removeprefix(TAG): c.get("term") for c in atom.iter(f"{ATOM}category")}
    assert terms["campaign"] == "minh-hoa-2024"
    assert terms["locality"] == "xa-minh-hoa-1"
    story = item(files, "news/le-ra-mat")
    assert story["authors"] == [{"name": "MỘT NGƯỜI"}, {"name": "NGƯỜI KHÁC"}]
    assert story["_source"]["url"] == "https://bao.example/bai"
    assert '<a href="https://bao.example/bai">Báo Mẫu</a>' in story["content_html"]


def test_an_anchor_within_a_text_leads_to_the_page(project: Project) -> None:
    body = NEWS.replace("body: Nội dung.", "body: Xem [ở dưới](#phan-hai).")
    project.write({"content/news/le-ra-mat.yml": body})
    html = item(made(project), "news/le-ra-mat")["content_html"]
    assert f'href="{SITE}tin-tuc/le-ra-mat/#phan-hai"' in html


PHASES = """\
phases:
  - {number: 1, start: 19/8/2024, end: 03/02/2025}
  - {number: 2, start: 04/02/2025, end: 19/8/2025}
"""


def test_a_phase_has_a_feed_of_what_names_it_and_of_what_falls_into_it(project: Project) -> None:
    path = project.root / "content/campaigns/minh-hoa-2024.yml"
    text = path.read_text("utf-8")
    if "phases:" not in text:
        path.write_text(text + PHASES, "utf-8")
    log = DEEDS.format(start="01/12/2024", end="31/12/2024")
    named = f"{AWARD}state: conferred\ncampaign: minh-hoa-2024\nphase: 1\n" + (
        "recipients: [{kind: collective, title: Tập thể thôn 1}]\n"
    )
    story = EXEMPLAR.replace("07/10/2024 22:39", "07/3/2025") + (
        "campaign: minh-hoa-2024\n"
        "people: [{full_name: Trần Văn Mẫu, basis: already_public}]\n"
        "sources: [{outlet: Báo Mẫu, url: 'https://bao.example/bai'}]\n"
    )  # fmt: skip
    project.write(
        {
            "content/deeds/xa-minh-hoa-1-2024-12.yml": log,
            "content/awards/quyet-dinh-12.yml": named,
            "content/exemplars/2025-03-giup-ba-con.yml": story,
        }
    )
    files = made(project)
    first = names(files, "phong-trao/minh-hoa-2024/dot-1/feed.json")
    second = names(files, "phong-trao/minh-hoa-2024/dot-2/feed.json")
    # Published in phase 2, but about December; published in phase 2, but for phase 1.
    assert {"deeds/xa-minh-hoa-1-2024-12", "award/quyet-dinh-12"} <= first
    assert "exemplar/2025-03-giup-ba-con" in second - first
    assert not first & second


def many(project: Project, count: int, body: str = "Nội dung.") -> None:
    """Write news of as many months, the newest in July 2025."""
    for number in range(count):
        month, year = 7 - number % 7, 2025 - number // 7
        stamp = f"01/{month}/{year}"
        text = NEWS.replace("07/10/2024 22:39", stamp).replace("Nội dung.", body)
        project.write({f"content/news/tin-{number:03}.yml": text})


def test_older_items_stand_in_yearly_archives_chained_to_the_live_feed(project: Project) -> None:
    project.write({"content/news/phat-dong-thi-dua.yml": None})
    many(project, 70)
    files = made(project)
    live = names(files, "tin-tuc/feed.json")
    years = sorted(int(path[-8:-4]) for path in files if path.startswith("tin-tuc/rss-"))
    # 50 of 70 months with seven a year: the live feed ends within 2018.
    assert years == [2016, 2017, 2018]
    assert len(names(files, "tin-tuc/feed-2018.json")) == 6
    assert not live & names(files, "tin-tuc/feed-2018.json")
    assert len(list(etree.fromstring(files["tin-tuc/rss-2018.xml"]).iter("item"))) == 7
    every = live.union(*(names(files, f"tin-tuc/feed-{year}.json") for year in years))
    assert len(every) == 70
    assert json.loads(files["tin-tuc/feed.json"])["next_url"] == f"{SITE}tin-tuc/feed-2018.json"
    assert "next_url" not in json.loads(files["tin-tuc/feed-2016.json"])
    for name in ("rss", "atom"):
        link = f"{ATOM}link"
        root = etree.fromstring(files[f"tin-tuc/{name}.xml"])
        assert root.find(f".//{HISTORY}archive") is None
        links = {x.get("rel"): x.get("href") for x in root.iter(link)}
        assert links["prev-archive"] == f"{SITE}tin-tuc/{name}-2018.xml"
        root = etree.fromstring(files[f"tin-tuc/{name}-2017.xml"])
        assert root.find(f".//{HISTORY}archive") is not None
        links = {x.get("rel"): x.get("href") for x in root.iter(link)}
        assert links["current"] == f"{SITE}tin-tuc/{name}.xml"
        assert links["prev-archive"] == f"{SITE}tin-tuc/{name}-2016.xml"
        assert links["self"] == f"{SITE}tin-tuc/{name}-2017.xml"


def test_the_archive_of_a_past_year_does_not_change_when_news_arrives(project: Project) -> None:
    many(project, 60)
    before = made(project)
    project.write(
        {"content/news/moi.yml": NEWS.replace("07/10/2024 22:39", "09/7/2025"),
         "content/news/moi-nua.yml": NEWS.replace("07/10/2024 22:39", "10/7/2025 06:00")}
    )  # fmt: skip
    after = made(project)
    archives = [path for path in before if path.startswith("tin-tuc/") and "-20" in path]
    assert len(archives) >= 3
    assert {path: before[path] for path in archives} == {path: after[path] for path in archives}


def test_an_old_item_that_is_changed_comes_back_into_the_live_feed(project: Project) -> None:
    many(project, 70)
    assert "news/tin-069" not in names(made(project), "tin-tuc/feed.json")
    path = project.root / "content/news/tin-069.yml"
    text = path.read_text("utf-8")
    path.write_text(text + "changes: [{date: 30/6/2025, kind: update, note: x}]\n", "utf-8")
    assert "news/tin-069" in names(made(project), "tin-tuc/feed.json")


def test_past_a_million_bytes_entries_come_with_their_summary_only(project: Project) -> None:
    many(project, 20, "Câu dài để đầy kênh tin. " * 3000)
    files = made(project)
    whole = {"feed.json": ["content_html" in i for i in items_of(files, "tin-tuc/feed.json")]}
    for name, tag in (("rss.xml", "{*}encoded"), ("atom.xml", "{*}content[@type='html']")):
        root = etree.fromstring(files[f"tin-tuc/{name}"])
        entries = [*root.iter("item"), *root.iter(f"{ATOM}entry")]
        whole[name] = [entry.find(tag) is not None for entry in entries]
    for name, found in whole.items():
        assert MAX_FULL / 2 < len(files[f"tin-tuc/{name}"]) < 1.2 * MAX_FULL
        assert found == sorted(found, reverse=True)
        assert {True, False} == set(found)
        assert len(found) == 21


def items_of(files: Mapping[str, bytes], path: str) -> Any:
    return json.loads(files[path])["items"]


def test_a_months_issue_comes_out_when_the_month_is_over_under_an_id_of_its_own(
    project: Project,
) -> None:
    project.write({"content/news/le-ra-mat.yml": NEWS})
    files = made(project)
    feed = json.loads(files["diem-tin/feed.json"])
    (item,) = [item for item in feed["items"] if item["id"].endswith(":issue/2024-10")]
    assert item["date_published"] == "2024-11-01T00:00:00+07:00"
    assert item["title"] == "[Điểm tin] Điểm tin tháng 10/2024"
    assert "Lễ ra mắt" in item["content_html"]
