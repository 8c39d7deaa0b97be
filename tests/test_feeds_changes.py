"""Whatever changes what readers see of a post moves `updated`; no scope's feed ever vanishes."""

from __future__ import annotations

import json
from typing import Any

import pytest
from lxml import etree

from project import AWARD, CAMPAIGN, DEEDS, NEWS, Project
from test_feeds_posts import IN_CAMPAIGN, SITE, TAG, entry, item, items_of, made, names

HONOURED = (
    "state: conferred\nlocality: xa-minh-hoa-1\nrecipients:\n"
    "  - {kind: person, person: {full_name: Lê Văn Còn, basis: award_decision}}\n"
    "  - kind: person\n    locality: xa-minh-hoa-2\n"
    "    person: {full_name: Trần Văn Mẫu, basis: award_decision}\n"
)
TAKEN_BACK = "    revocation: {number: 09/QĐ-UBND, date: 20/5/2025}\n"
FILE = "content/awards/quyet-dinh-12.yml"


def awarded(project: Project, text: str) -> Any:
    project.write(
        {
            FILE: AWARD + text,
            "content/localities/xa-minh-hoa-2.yml": (
                project.root / "content/localities/xa-minh-hoa-1.yml"
            )
            .read_text("utf-8")
            .replace("Minh Họa 1", "Minh Họa 2"),
        }
    )
    return made(project)


def modified(files: Any, name: str, path: str = "feed.json") -> str:
    return str(item(files, name, path)["date_modified"])


def test_a_recipient_who_loses_an_award_moves_updated_and_is_told_among_the_corrections(
    project: Project,
) -> None:
    before = awarded(project, HONOURED)
    assert modified(before, "award/quyet-dinh-12") == "2025-02-10T00:00:00+07:00"
    after = awarded(project, HONOURED + TAKEN_BACK)
    assert modified(after, "award/quyet-dinh-12") == "2025-05-20T00:00:00+07:00"
    assert "Trần Văn Mẫu" not in item(after, "award/quyet-dinh-12")["content_html"]
    name = "revocation/award/quyet-dinh-12"
    told = item(after, name, "dinh-chinh/feed.json")
    assert told["title"] == "[Hủy bỏ] Quyết định số 12/QĐ-UBND"
    assert told["summary"] == (
        "Phần khen thưởng của 1 cá nhân, tập thể đã bị hủy bỏ (09/QĐ-UBND, 20/5/2025)."
    )
    assert told["url"] == f"{SITE}khen-thuong/quyet-dinh-12/"
    for path, data in after.items():
        assert "Trần Văn Mẫu" not in data.decode(), path


def test_a_whole_award_that_is_revoked_is_told_without_any_name(project: Project) -> None:
    revoked = HONOURED.replace("conferred", "revoked") + (
        "revocation: {number: 10/QĐ-UBND, date: 06/02/2025}\n"
    )
    files = awarded(project, revoked)
    # Signed before we published, typed in after: it moves `updated` all the same.
    assert modified(files, "award/quyet-dinh-12") == "2025-02-10T00:01:00+07:00"
    name = "revocation/award/quyet-dinh-12"
    told = item(files, name, "dinh-chinh/feed.json")
    assert told["summary"] == ("Quyết định khen thưởng này đã bị hủy bỏ (10/QĐ-UBND, 06/02/2025).")
    assert "Lê Văn Còn" not in json.dumps([d.decode() for d in files.values()])


def test_the_feed_of_the_place_of_one_who_lost_an_award_takes_it_back(project: Project) -> None:
    path = "dia-phuong/xa-minh-hoa-2/"
    assert "award/quyet-dinh-12" in names(awarded(project, HONOURED), f"{path}feed.json")
    after = awarded(project, HONOURED + TAKEN_BACK)
    assert item(after, "award/quyet-dinh-12", f"{path}feed.json")["title"] == "Nội dung đã được gỡ"
    (gone,) = etree.fromstring(after[f"{path}atom.xml"]).iter("{*}deleted-entry")
    assert gone.get("ref") == f"{TAG}award/quyet-dinh-12"
    # Elsewhere it stands.
    assert entry(after, "award/quyet-dinh-12", "dia-phuong/xa-minh-hoa-1/atom.xml") is not None


def test_every_further_revocation_moves_updated_though_it_was_signed_earlier(
    project: Project,
) -> None:
    third = "  - {kind: collective, title: Tập thể A%s}\n"
    first = awarded(project, HONOURED + TAKEN_BACK + third % "")
    earlier = ", revocation: {number: 08/QĐ-UBND, date: 15/5/2025}"
    second = awarded(project, HONOURED + TAKEN_BACK + third % earlier)
    assert modified(second, "award/quyet-dinh-12") > modified(first, "award/quyet-dinh-12")


def test_a_person_who_is_named_otherwise_moves_what_names_the_person(project: Project) -> None:
    person = "full_name: Trần Văn Mẫu\nbasis: award_decision\n"
    named = "state: conferred\nrecipients: [{kind: person, person: {person: nguoi-mau}}]\n"
    project.write({"content/people/nguoi-mau.yml": person})
    before = awarded(project, named)
    assert "Trần Văn Mẫu" in item(before, "award/quyet-dinh-12")["content_html"]
    withheld = "name_policy: withheld\nchanges: [{date: 12/3/2025, kind: update, note: x}]\n"
    project.write({"content/people/nguoi-mau.yml": person + withheld})
    after = made(project)
    assert "Trần Văn Mẫu" not in item(after, "award/quyet-dinh-12")["content_html"]
    assert modified(after, "award/quyet-dinh-12") == "2025-03-12T00:00:02+07:00"


@pytest.mark.parametrize("policy", ["initials", "collective_only", "withheld"])
@pytest.mark.parametrize("where", ["register", "entry"])
def test_a_name_held_back_moves_updated_though_nobody_dated_it(
    project: Project, policy: str, where: str
) -> None:
    person = "full_name: Trần Văn Mẫu\nbasis: award_decision\n"
    inline = "{person: nguoi-mau}"
    if where == "entry":
        inline = "{full_name: Trần Văn Mẫu, basis: award_decision}"
    named = f"state: conferred\nrecipients: [{{kind: person, person: {inline}}}]\n"
    project.write({"content/people/nguoi-mau.yml": person})
    before = modified(awarded(project, named), "award/quyet-dinh-12")
    rule = f"name_policy: {policy}\n"
    if where == "entry":
        named = named.replace("award_decision}", f"award_decision, name_policy: {policy}}}")
        person = ""
    project.write({"content/people/nguoi-mau.yml": person + rule if person else None})
    after = awarded(project, named)
    assert "Trần Văn Mẫu" not in item(after, "award/quyet-dinh-12")["content_html"]
    assert modified(after, "award/quyet-dinh-12") > before


NOTED = "changes: [{date: 25/5/2025, kind: %s, note: x}]\n"
DECIDED = "revocation/award/quyet-dinh-12"


@pytest.mark.parametrize("mended", ["{number: 10/QĐ-UBND, date: 20/5/2025}",
                                    "{number: 09/QĐ-UBND, date: 15/5/2025}"])  # fmt: skip
def test_a_revocation_whose_number_or_day_is_mended_is_the_same_post_told_anew(
    project: Project, mended: str
) -> None:
    before = awarded(project, HONOURED + TAKEN_BACK)
    again = TAKEN_BACK.replace("{number: 09/QĐ-UBND, date: 20/5/2025}", mended)
    after = awarded(project, HONOURED + again + NOTED % "correction")
    path = "dinh-chinh/feed.json"
    told = [name for name in names(after, path) if name.startswith("revocation/")]
    assert told == [DECIDED]
    assert modified(after, DECIDED, path) > modified(before, DECIDED, path)
    assert modified(after, "award/quyet-dinh-12") > modified(before, "award/quyet-dinh-12")


@pytest.mark.parametrize("day", ["25/5/2025", "20/5/2025"])
def test_a_revocation_that_was_a_mistake_is_taken_back_by_a_note_of_removal(
    project: Project, day: str
) -> None:
    before = awarded(project, HONOURED + TAKEN_BACK)
    note = (NOTED % "removal").replace("25/5/2025", day)
    after = awarded(project, HONOURED + note)
    path = "dinh-chinh/feed.json"
    assert item(after, DECIDED, path)["title"] == "Nội dung đã được gỡ"
    assert modified(after, DECIDED, path) > modified(before, DECIDED, path)
    assert "Trần Văn Mẫu" in item(after, "award/quyet-dinh-12")["content_html"]
    assert modified(after, "award/quyet-dinh-12") > modified(before, "award/quyet-dinh-12")


@pytest.mark.parametrize("kind", ["locality", "category", "campaign"])
@pytest.mark.parametrize("called", ["now", "before"])
def test_what_left_a_scope_is_gone_from_its_feed_and_stands_elsewhere(
    project: Project, kind: str, called: str
) -> None:
    scope = {
        "locality": ("localities: [{}]\n", "xa-cu", "dia-phuong/xa-cu/",
                     "short_name: Cũ\nprefix: xã\nlevel: commune\n"),
        "category": ("category: {}\n", "muc-cu", "tin-tuc/chuyen-muc/muc-cu/", "title: Cũ\n"),
        "campaign": ("campaigns: [{}]\n", "cu-2024", "phong-trao/cu-2024/", CAMPAIGN),
    }[kind]  # fmt: skip
    filed, slug, folder, text = scope
    folders = {"locality": "localities", "category": "categories", "campaign": "campaigns"}
    project.write({f"content/{folders[kind]}/{slug}.yml": text + "aliases: [ten-cu]\n"})
    news = "\n".join(row for row in NEWS.splitlines() if not row.startswith("category:")) + "\n"
    rest = "" if kind == "category" else "category: phat-dong\n"
    project.write({"content/news/mot.yml": news + rest + filed.format(slug)})
    assert "news/mot" in names(made(project), f"{folder}feed.json")
    left = f"{kind}/{slug if called == 'now' else 'ten-cu'}"
    note = f"changes: [{{date: 12/3/2025, kind: correction, note: Xếp lại, left: [{left}]}}]\n"
    project.write({"content/news/mot.yml": f"{news}category: phat-dong\n{note}"})
    files = made(project)
    assert item(files, "news/mot", f"{folder}feed.json")["title"] == "Nội dung đã được gỡ"
    (gone,) = etree.fromstring(files[f"{folder}atom.xml"]).iter("{*}deleted-entry")
    assert gone.get("ref") == f"{TAG}news/mot"
    assert item(files, "news/mot")["title"] != "Nội dung đã được gỡ"
    # Filed there again, it stands again.
    back = news + ("" if kind == "category" else rest) + filed.format(slug) + note
    project.write({"content/news/mot.yml": back})
    files = made(project)
    assert item(files, "news/mot", f"{folder}feed.json")["title"] != "Nội dung đã được gỡ"


def test_what_left_a_phase_is_gone_from_its_feed_and_stands_in_the_campaigns(
    project: Project,
) -> None:
    phases = (
        "phases: [{number: 1, start: 19/8/2024, end: 03/02/2025},"
        " {number: 2, start: 04/02/2025, end: 19/8/2025}]\n"
    )
    project.write({"content/campaigns/cu-2024.yml": CAMPAIGN + phases})
    filed = NEWS + "campaigns: [cu-2024]\n"
    project.write({"content/news/mot.yml": filed})
    folder = "phong-trao/cu-2024/"
    assert "news/mot" in names(made(project), f"{folder}dot-1/feed.json")
    note = "{date: 12/3/2025, kind: correction, note: x, left: [campaign/cu-2024/dot-1]}"
    moved = filed.replace("07/10/2024", "07/3/2025")
    project.write({"content/news/mot.yml": f"{moved}changes: [{note}]\n"})
    files = made(project)
    gone = item(files, "news/mot", f"{folder}dot-1/feed.json")
    assert gone["title"] == "Nội dung đã được gỡ"
    for path in ("", "dot-2/"):
        assert item(files, "news/mot", f"{folder}{path}feed.json")["title"] != gone["title"]


ISSUE = "issue/2024-10"


def issue(project: Project, files: dict[str, object]) -> tuple[str, str]:
    """Write files; return when October's issue was updated, and what it says."""
    project.write(files)
    told = item(made(project), ISSUE, "diem-tin/feed.json")
    return told["date_modified"], told["content_html"]


def test_whatever_comes_to_a_months_issue_or_leaves_it_moves_its_updated(
    project: Project,
) -> None:
    log = DEEDS.format(start="01/10/2024", end="31/10/2024")
    steps: list[dict[str, object]] = [
        {"content/news/mot.yml": NEWS, "content/news/hai.yml": NEWS.replace("Lễ", "Hội")},
        # A log of the month, published in February.
        {"content/deeds/xa-minh-hoa-1-2024-10.yml": log},
        # The editor's choice bears no day at all.
        {"content/issues/2024-10.yml": "lead: hai\neditorial: Lời tòa soạn.\n"},
        # An event of November, and an old story typed in late.
        {"content/events/le.yml": "status: published\npublished_at: 05/11/2024\ntitle: Lễ\n"
         "kind: festival\nevent_date: 20/11/2024\n"},
        {"content/news/ba.yml": NEWS.replace("Lễ", "Buổi").replace("07/10", "02/10")},
        # Two are taken down on one day, the second after the first was told.
        {"content/news/mot.yml": gone(NEWS)},
        {"content/news/ba.yml": gone(NEWS.replace("Lễ", "Buổi").replace("07/10", "02/10"))},
    ]  # fmt: skip
    seen = [issue(project, files) for files in steps]
    assert len({text for _, text in seen}) == len(steps)
    moments = [when for when, _ in seen]
    assert moments == sorted(set(moments))
    assert "Lễ ra mắt" in seen[0][1]
    assert "Lễ ra mắt" not in seen[-1][1]


def test_a_day_that_moves_out_of_a_months_issue_and_a_smaller_choice_move_its_updated(
    project: Project,
) -> None:
    event = (
        "status: published\npublished_at: 05/10/2024\ntitle: Lễ\nkind: festival\n"
        "event_date: 20/11/2024\n"
    )
    noted = "changes: [{date: %s, kind: correction, note: x}]\n"
    moved = event.replace("20/11/2024", "20/12/2024") + noted % "11/11/2024"
    steps: list[dict[str, object]] = [
        {"content/news/mot.yml": NEWS, "content/news/hai.yml": NEWS.replace("Lễ", "Hội"),
         "content/events/le.yml": event},
        {"content/events/le.yml": moved},
        {"content/issues/2024-10.yml": "lead: hai\nnews: [mot]\neditorial: Lời tòa soạn.\n"},
        {"content/issues/2024-10.yml": "lead: hai\n" + noted % "11/11/2024"},
    ]  # fmt: skip
    seen = [issue(project, files) for files in steps]
    moments = [when for when, _ in seen]
    assert moments == sorted(set(moments))


def gone(text: str) -> str:
    return text.replace("published\n", "withdrawn\n", 1) + (
        "changes: [{date: 03/3/2025, kind: removal, note: x}]\n"
    )


def test_a_months_issue_of_which_nothing_is_left_is_taken_back(project: Project) -> None:
    project.write({"content/news/mot.yml": NEWS})
    assert ISSUE in names(made(project), "diem-tin/feed.json")
    project.write({"content/news/mot.yml": gone(NEWS), "content/news/phat-dong-thi-dua.yml": None})
    files = made(project)
    left = [i for i in items_of(files, "diem-tin/feed.json") if i["id"] == TAG + ISSUE]
    assert [i["title"] for i in left] == ["Nội dung đã được gỡ"]


def test_the_feeds_of_a_campaign_that_is_taken_down_stand_and_tell_its_reports_are_gone(
    project: Project,
) -> None:
    report = (
        "status: published\npublished_at: 10/02/2025\ncampaign: bi-mat\nkind: monthly\n"
        "unit: xa-minh-hoa-1\nas_of: 31/01/2025\nnumber: 15/BC-UBND\n"
    )
    campaign = CAMPAIGN.replace("Phong trào thi đua", "Điều bí mật") + "aliases: [ten-cu]\n"
    phases = "phases: [{number: 1, start: 19/8/2024, end: 03/02/2025}]\n"
    project.write(
        {
            "content/campaigns/bi-mat.yml": campaign + phases,
            "content/results/bi-mat-xa-minh-hoa-1-2025-01.yml": report,
            "content/news/mot.yml": NEWS + IN_CAMPAIGN.replace("minh-hoa-2024", "bi-mat"),
        }
    )
    before = made(project)
    name = "result/bi-mat-xa-minh-hoa-1-2025-01"
    assert name in names(before, "phong-trao/bi-mat/feed.json")
    project.write({"content/campaigns/bi-mat.yml": gone(campaign + phases)})
    files = made(project)
    for folder in (
        "phong-trao/bi-mat/",
        "phong-trao/ten-cu/",
        "ket-qua/",
        "dia-phuong/xa-minh-hoa-1/",
        "",
    ):
        told = item(files, name, f"{folder}feed.json")
        assert told["title"] == "Nội dung đã được gỡ"
        assert told["date_published"] == "2025-03-03T00:00:00+07:00"
    closed = json.loads(files["phong-trao/bi-mat/feed.json"])
    assert closed["title"] == "Kênh tin đã đóng | Trang tin thi đua"
    assert closed["home_page_url"] == f"{SITE}dinh-chinh/"
    assert item(files, "news/mot", "phong-trao/bi-mat/feed.json")["url"] == f"{SITE}tin-tuc/mot/"
    assert "phong-trao/bi-mat/dot-1/feed.json" in files
    assert b"bi-mat" not in files["rss/bulletin.opml"]
    for path, data in files.items():
        assert "điều bí mật" not in data.decode().lower(), path


def test_the_feeds_of_an_emptied_category_and_of_a_place_taken_down_stand_empty(
    project: Project,
) -> None:
    category = "title: Bí mật\nstatus: {}\nchanges: [{{date: 03/3/2025, kind: removal, note: x}}]\n"
    place = "short_name: Bí Mật\nprefix: xã\nlevel: commune\n"
    project.write(
        {
            "content/categories/bo-trong.yml": "title: Bỏ trống\n",
            "content/categories/bi-mat.yml": category.format("withdrawn"),
            "content/localities/xa-bi-mat.yml": gone(f"status: published\n{place}"),
        }
    )
    files = made(project)
    for folder in ("chuyen-muc/bo-trong/", "chuyen-muc/bi-mat/"):
        assert items_of(files, f"tin-tuc/{folder}feed.json") == []
    assert items_of(files, "dia-phuong/xa-bi-mat/feed.json") == []
    for path, data in files.items():
        assert "bí mật" not in data.decode().lower(), path


def test_a_page_of_a_json_feed_holds_nothing_that_another_holds(project: Project) -> None:
    for number in range(120):
        text = NEWS.replace("07/10/2024", f"01/{1 + number % 12}/{2015 + number // 12}")
        project.write({f"content/news/tin-{number:03}.yml": text})
    # An old one that has changed stands in the live feed again, and only there.
    project.write(
        {"content/news/tin-000.yml": NEWS.replace("07/10/2024", "01/1/2015")
         + "changes: [{date: 01/12/2024, kind: update, note: x}]\n"}
    )  # fmt: skip
    files, path, seen = made(project), "tin-tuc/feed.json", []
    while path:
        feed = json.loads(files[path])
        seen += [i["id"] for i in feed["items"]]
        path = feed.get("next_url", "").removeprefix(SITE)
    assert len(seen) == len(set(seen)) > 120
