"""What the Bulletin promises its views: one order of everything, and look-ups that leak nothing."""

from __future__ import annotations

from bulletin.kinds import Campaign, Category, Document, Link, Locality, News, Organisation
from bulletin.model import newest_first
from project import CAMPAIGN, EVENT, NEWS, Project


def at(day: str, text: str = NEWS) -> str:
    lines = text.splitlines(keepends=True)
    return "".join(
        f"published_at: {day}\n" if line.startswith("published_at") else line for line in lines
    )


def test_dated_entries_stand_newest_first(project: Project) -> None:
    project.write({
        "content/news/a.yml": at("01/10/2024"),
        "content/news/b.yml": at("01/10/2024 00:01"),
        "content/news/c.yml": at("30/9/2024 23:59"),
    })  # fmt: skip
    bulletin = project.load()
    assert [news.slug for news in bulletin.all(News)] == ["phat-dong-thi-dua", "b", "a", "c"]


def test_ties_are_broken_by_kind_and_name_and_never_by_chance(project: Project) -> None:
    for name in ("c", "a", "b"):
        project.write({
            f"content/news/{name}.yml": at("01/01/2025"),
            f"content/events/{name}.yml": at("01/01/2025", EVENT),
        })  # fmt: skip
    newest = [(item.KIND, item.slug) for item in project.load().items[:6]]
    assert newest == [
        ("event", "a"),
        ("event", "b"),
        ("event", "c"),
        ("news", "a"),
        ("news", "b"),
        ("news", "c"),
    ]


def test_everything_dated_is_in_one_list_newest_first(project: Project) -> None:
    items = project.load().items
    assert {item.KIND for item in items} == {"campaign", "document", "event", "news"}
    assert list(items) == sorted(items, key=newest_first)


def test_registers_stand_by_the_vietnamese_alphabet_and_numbers_by_value(project: Project) -> None:
    project.write({
        f"content/localities/{slug}.yml": f"short_name: {name}\nprefix: xã\nlevel: commune\n"
        for slug, name in zip("abcde", ("Đông 10", "Đông 2", "Dung", "Ân", "Anh"), strict=True)
    })  # fmt: skip
    named = [place for place in project.load().all(Locality) if place.slug in set("abcde")]
    assert [place.short_name for place in named] == ["Anh", "Ân", "Dung", "Đông 2", "Đông 10"]


def test_categories_and_links_stand_by_their_number_first(project: Project) -> None:
    for folder, more in (("categories", ""), ("links", "url: https://vidu.example/\n")):
        project.write({
            f"content/{folder}/a.yml": f"title: A\n{more}",
            f"content/{folder}/b.yml": f"title: B\n{more}order: 2\n",
            f"content/{folder}/c.yml": f"title: C\n{more}order: 10\n",
        })  # fmt: skip
    bulletin = project.load()
    assert [link.title for link in bulletin.all(Link)] == ["B", "C", "A"]
    assert [category.title for category in bulletin.all(Category)] == ["B", "C", "A", "Phát động"]


def test_what_refers_to_an_entry_is_found_wherever_it_says_so(project: Project) -> None:
    assignment = "assignments:\n  - to: ubnd-tinh-minh-hoa\n    text: Chủ trì\n"
    project.write({"content/campaigns/b.yml": CAMPAIGN + assignment})
    bulletin = project.load()
    office = bulletin.get(Organisation, "ubnd-tinh-minh-hoa")
    assert office is not None
    assert [found.slug for found in bulletin.referring(Campaign, office)] == ["b", "minh-hoa-2024"]
    assert [found.slug for found in bulletin.referring(Document, office)] == ["591-kh-ubnd-2024"]
    assert bulletin.referring(News, office) == ()


def test_what_is_asked_for_by_name_comes_in_the_order_asked_and_without_what_is_hidden(
    project: Project,
) -> None:
    project.write({
        "content/news/a.yml": NEWS,
        "content/news/nhap.yml": NEWS.replace("published", "draft", 1),
    })  # fmt: skip
    bulletin = project.load()
    found = bulletin.some(News, ("phat-dong-thi-dua", "nhap", "khong-co", "a"))
    assert [news.slug for news in found] == ["phat-dong-thi-dua", "a"]
    assert (
        bulletin.get(News, "nhap")
        is bulletin.get(News, "khong-co")
        is bulletin.get(News, None)
        is None
    )


def test_the_site_was_updated_at_its_newest_published_change(project: Project) -> None:
    assert str(project.load().updated) == "07/10/2024"
    note = "changes: [{date: 01/02/2025, kind: update, note: Thêm ảnh}]\n"
    project.write({"content/news/a.yml": NEWS.replace("published", "draft", 1) + note})
    assert str(project.load().updated) == "07/10/2024"
    project.write({"content/news/a.yml": NEWS + note})
    assert str(project.load().updated) == "01/02/2025"


def test_a_day_holds_what_was_published_and_what_took_place_on_it(project: Project) -> None:
    project.write({
        "content/news/a.yml": at("02/9/2024") + "event_date: 23/8/2024 08:00\n",
        "content/news/b.yml": at("02/9/2024") + "event_date: 8/2024\n",
    })  # fmt: skip
    days = project.load().days
    assert list(days) == sorted(days)
    published = [item.slug for item in days[2024, 9, 2].published]
    happened = [item.slug for item in days[2024, 8, 23].happened]
    assert published == ["a", "b"]
    assert sorted(happened) == ["a", "le-phat-dong-2024"]
    assert sum(item.slug == "b" for day in days.values() for item in day.happened) == 0
