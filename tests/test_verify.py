"""Each rule of `verify.check_site` has a page here that keeps it and one that breaks it."""

from __future__ import annotations

from pathlib import Path

import pytest

from bulletin.verify import check_site

URL = "https://thidua.minhhoa.example/"

HEAD = (
    f"<title>Trang</title><meta name=description content='Mô tả'><link rel=canonical href='{URL}'>"
)
BODY = "<h1 id=dau>Đầu trang</h1>"


def page(body: str = BODY, head: str = HEAD, lang: str = " lang=vi") -> str:
    return f"<!doctype html><html{lang}><head>{head}</head><body>{body}</body></html>"


def check(root: Path, files: dict[str, str], site_url: str = URL) -> list[str]:
    for name, text in {"index.html": page(), **files}.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return check_site(root, site_url)


def rss(*links: str, more: str = "") -> str:
    items = "".join(f"<item><title>t</title><link>{link}</link></item>" for link in links)
    return f"<rss version='2.0'><channel><link>{URL}</link>{more}{items}</channel></rss>"


def atom(*links: str) -> str:
    entries = "".join(f"<entry><link href='{link}'/></entry>" for link in links)
    return f"<feed xmlns='http://www.w3.org/2005/Atom'>{entries}</feed>"


def sitemap(*links: str) -> str:
    urls = "".join(f"<url><loc>{link}</loc></url>" for link in links)
    return f"<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>{urls}</urlset>"


GOOD = [
    "../", "..", "./", ".", "#dau", "#", "#top", "#:~:text=abc", "?trang=2", "../tin/", "../tin",
    "../tin/index.html", "../tin/?x=1#dau", "/", "/tin/", "/tin/#dau", URL, URL.rstrip("/"),
    f"{URL}tin/#dau", "../%E1%BA%A3nh.txt", "../ảnh.txt", "mailto:a@minhhoa.example", "tel:113",
    "https://khac.example/xa/", "//khac.example/",
]  # fmt: skip


@pytest.mark.parametrize("href", GOOD)
def test_a_link_that_leads_somewhere_passes(tmp_path: Path, href: str) -> None:
    body = f"{BODY}<a href='{href}'>x</a>"
    files = {"tin/index.html": page(), "ảnh.txt": "", "van-ban/index.html": page(body)}
    assert check(tmp_path, files) == []


BAD = [
    "../khong-co/", "khong-co.html", "/khong-co/", f"{URL}khong-co/", "../../../ngoai/", "../TIN/",
    "../tin/khac/",
]  # fmt: skip


@pytest.mark.parametrize("href", BAD)
def test_a_link_that_leads_nowhere_is_told_with_its_page(tmp_path: Path, href: str) -> None:
    body = f"{BODY}<a href='{href}'>x</a>"
    files = {"tin/index.html": page(), "van-ban/index.html": page(body)}
    assert check(tmp_path, files) == [
        f"van-ban/index.html: liên kết tới “{href}”, nơi không có tệp nào"
    ]


@pytest.mark.parametrize("href", ["#khong-co", "../tin/#khong-co", f"{URL}tin/#khong-co"])
def test_a_fragment_that_no_element_carries_is_told(tmp_path: Path, href: str) -> None:
    body = f"{BODY}<a href='{href}'>x</a>"
    problems = check(tmp_path, {"tin/index.html": page(), "a/index.html": page(body)})
    assert len(problems) == 1
    assert problems[0].startswith("a/index.html: ")
    assert "không có id “khong-co”" in problems[0]


def test_a_fragment_is_found_on_pages_read_before_and_after(tmp_path: Path) -> None:
    late = page(f"{BODY}<p id='tiếng-việt'></p><a href='../a/#dau'></a>")
    early = page(f"{BODY}<a href='../z/#ti%E1%BA%BFng-vi%E1%BB%87t'></a>")
    assert check(tmp_path, {"a/index.html": early, "z/index.html": late}) == []


def test_a_site_in_a_folder_of_its_host_resolves_and_refuses_addresses_outside(
    tmp_path: Path,
) -> None:
    url = "https://minhhoa.example/thi-dua/"
    body = f"{BODY}<a href='/thi-dua/'>x</a><a href='/thi-dua'>x</a><a href='{url}tin/'>x</a>"
    head = HEAD.replace(URL, url)
    files = {"index.html": page(head=head), "tin/index.html": page(body, head)}
    assert check(tmp_path, files, url) == []
    files["tin/index.html"] = page(f"{BODY}<a href='/khac/'>x</a>", head)
    assert check(tmp_path, files, url) == [
        "tin/index.html: liên kết tới “/khac/”, nơi không có tệp nào"
    ]


def test_a_lookalike_of_the_site_address_is_another_site(tmp_path: Path) -> None:
    lookalike = URL.rstrip("/") + ".khac.example/khong-co/"
    assert check(tmp_path, {"a.html": page(f"{BODY}<a href='{lookalike}'>x</a>")}) == []


def test_links_are_checked_without_a_site_address_too(tmp_path: Path) -> None:
    problems = check(tmp_path, {"a.html": page(f"{BODY}<a href='khong-co'>x</a>")}, "")
    assert problems == ["a.html: liên kết tới “khong-co”, nơi không có tệp nào"]


@pytest.mark.parametrize(
    "body",
    [
        "<img src='../khong-co.png' alt=''>",
        "<img srcset='../khong-co.png 1x, ../index.html 2x' alt=''>",
        "<script src='../khong-co.png'></script>",
        "<video poster='../khong-co.png'></video>",
        "<object data='../khong-co.png'></object>",
        "<svg><use href='../khong-co.png#x'/></svg>",
    ],
)
def test_a_missing_picture_or_script_is_told(tmp_path: Path, body: str) -> None:
    problems = check(tmp_path, {"a/index.html": page(BODY + body)})
    assert len(problems) == 1
    assert "khong-co.png" in problems[0]


@pytest.mark.parametrize(
    "html",
    [
        "<img src='https://khac.example/a.png' alt=''>",
        "<img src='//khac.example/a.png' alt=''>",
        "<img srcset='https://khac.example/a.png 2x' alt=''>",
        "<script src='https://khac.example/a.js'></script>",
        "<iframe src='https://khac.example/'></iframe>",
        "<link rel=stylesheet href='https://khac.example/a.css'>",
        "<link rel='preload' as=font href='https://khac.example/a.woff2'>",
        "<link rel=preconnect href='https://khac.example'>",
    ],
)
def test_what_the_browser_would_fetch_from_another_site_is_told(tmp_path: Path, html: str) -> None:
    problems = check(tmp_path, {"a/index.html": page(BODY + html)})
    assert len(problems) == 1
    assert "từ trang web khác" in problems[0]


def test_links_and_licences_on_other_sites_and_data_pictures_pass(tmp_path: Path) -> None:
    body = (
        f"{BODY}<a href='https://khac.example/'>x</a><img src='data:image/gif;base64,R0' alt=''>"
        "<link rel=license href='https://khac.example/giay-phep'>"
    )
    assert check(tmp_path, {"a/index.html": page(body)}) == []


@pytest.mark.parametrize(
    ("css", "told"),
    [
        ("a{background:url(anh.png)}", "khong"),
        ("a{background:url('data:image/svg+xml;utf8,<svg xmlns=\"http://www.w3.org\"/>')}", ""),
        ("/* url(mat.png) */ a{}", ""),
        ("a{background:url(https://khac.example/a.png)}", "từ trang web khác"),
        ("@import '//khac.example/a.css';", "từ trang web khác"),
        ('a{background:url( "../mat.png" )}', "“../mat.png”, nơi không có tệp nào"),
    ],
)
def test_a_stylesheet_fetches_only_files_of_the_site(tmp_path: Path, css: str, told: str) -> None:
    problems = check(tmp_path, {"css/a.css": css, "css/anh.png": ""})
    if told in ("", "khong"):
        assert problems == []
    else:
        assert len(problems) == 1
        assert told in problems[0]


@pytest.mark.parametrize(
    ("html", "told"),
    [
        (page(head=HEAD.replace("Trang", " ")), "thiếu <title>"),
        (page(head=HEAD.replace("<title>Trang</title>", "")), "thiếu <title>"),
        (page(lang=""), "thiếu thuộc tính lang"),
        (page(head=HEAD.replace("canonical", "license")), "thiếu <link rel=canonical>"),
        (page(head=HEAD.replace("Mô tả", "")), "thiếu <meta name=description>"),
        (page("<p>không tiêu đề</p>"), "có 0 thẻ <h1>"),
        (page(f"{BODY}<h1>hai</h1>"), "có 2 thẻ <h1>"),
        (page(f"{BODY}<p id=dau></p>"), "id “dau” dùng hơn một lần"),
        ("", "tệp HTML trống"),
    ],
)
def test_an_unfit_page_is_told(tmp_path: Path, html: str, told: str) -> None:
    problems = check(tmp_path, {"a/index.html": html})
    assert len(problems) == 1
    assert problems[0].startswith("a/index.html: ")
    assert told in problems[0]


def test_the_not_found_page_needs_no_canonical(tmp_path: Path) -> None:
    assert check(tmp_path, {"404.html": page(head=HEAD.replace("canonical", "license"))}) == []


def redirect(to: str) -> str:
    head = f"<title>Chuyển trang</title><link rel=canonical href='{URL}'>"
    return page("", f"{head}<meta http-equiv=Refresh content='0; url={to}'>")


def test_a_redirect_needs_no_heading_but_must_lead_somewhere(tmp_path: Path) -> None:
    assert check(tmp_path, {"cu/index.html": redirect("../")}) == []
    problems = check(tmp_path, {"cu/index.html": redirect("../khong-co/")})
    assert problems == ["cu/index.html: liên kết tới “../khong-co/”, nơi không có tệp nào"]


def test_the_picture_for_sharing_must_exist(tmp_path: Path) -> None:
    head = f"{HEAD}<meta property='og:image' content='{URL}anh.png'>"
    assert len(check(tmp_path, {"a/index.html": page(head=head)})) == 1
    assert check(tmp_path, {"anh.png": ""}) == []


@pytest.mark.parametrize("name", ["rss.xml", "tin-tuc/atom.xml", "sitemap.xml", "khac.xml"])
def test_broken_xml_is_told_with_its_line(tmp_path: Path, name: str) -> None:
    problems = check(tmp_path, {name: "<rss>\n<channel>&</channel></rss>"})
    assert len(problems) == 1
    assert problems[0].startswith(f"{name}: không phải XML hợp lệ (dòng 2)")


@pytest.mark.parametrize("make", [rss, atom, sitemap])
def test_feeds_and_sitemap_list_only_pages_that_exist(tmp_path: Path, make: object) -> None:
    assert callable(make)
    assert check(tmp_path, {"x.xml": make(URL, f"{URL}index.html")}) == []
    missing = f"{URL}khong-co/"
    assert check(tmp_path, {"x.xml": make(missing)}) == [
        f"x.xml: dẫn tới “{missing}”, nơi không có tệp nào"
    ]
    elsewhere = "https://khac.example/a/"
    assert check(tmp_path, {"x.xml": make(elsewhere)}) == [
        f"x.xml: dẫn tới “{elsewhere}”, không thuộc trang này"
    ]


def test_an_entry_without_an_address_is_told(tmp_path: Path) -> None:
    assert check(tmp_path, {"rss.xml": rss("")}) == ["rss.xml: dẫn tới “”, không thuộc trang này"]


def test_an_enclosure_must_exist(tmp_path: Path) -> None:
    more = f"<item><link>{URL}</link><enclosure url='{URL}anh.jpg'/></item>"
    assert len(check(tmp_path, {"rss.xml": rss(more=more)})) == 1


def test_a_source_of_an_entry_may_be_another_site(tmp_path: Path) -> None:
    text = atom(URL).replace("<entry>", "<entry><link rel='via' href='https://khac.example/goc/'/>")
    assert check(tmp_path, {"atom.xml": text}) == []


def test_an_external_entity_is_never_read(tmp_path: Path) -> None:
    secret = tmp_path.parent / "bi-mat.txt"
    secret.write_text("lộ", encoding="utf-8")
    text = f"<!DOCTYPE rss [<!ENTITY e SYSTEM '{secret.as_uri()}'>]>{rss('&e;')}"
    assert "lộ" not in "".join(check(tmp_path, {"rss.xml": text}))


def test_every_problem_is_told_at_once_in_order(tmp_path: Path) -> None:
    broken = page("<a href='khong-co'>x</a>", lang="")
    problems = check(tmp_path, {"b.html": broken, "a.html": broken})
    assert len(problems) == 6
    assert problems == sorted(problems)
