"""What `markup` promises: what staff typed is what readers see, and no link leads astray."""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bulletin.markup import ROOT, LinkMistake, Renderer
from bulletin.pictures import Original
from bulletin.renditions import Renditions

ADDRESSES = {("news", "a"): "tin-tuc/a/", ("media", "a.png"): "anh/a.webp", ("news", "nhap"): None}
PICTURE = Renditions(Original("a.png", 800, 600, "0" * 64))


def resolve(scheme: str, target: str) -> str | None:
    if (scheme, target) not in ADDRESSES:
        raise LinkMistake(f"{scheme}:{target}", "không có", "sửa lại")
    return ADDRESSES[scheme, target]


def show(name: str) -> Renditions:
    if name != "a.png":
        raise LinkMistake(f"media:{name}", "không có", "sửa lại")
    return PICTURE


def renderer() -> Renderer:
    return Renderer(resolve, show)


def render(text: str) -> str:
    made, mistakes = renderer().render(text)
    assert mistakes == []
    return made


def mistakes_in(text: str) -> list[str]:
    return [mistake.target for mistake in renderer().render(text)[1]]


def words(made: str) -> str:
    return html.unescape(re.sub(r"<[^>]*>", "", made))


@pytest.mark.parametrize(
    "typed",
    [
        "<script>alert(1)</script>",
        "<b>đậm</b>",
        "a <img src=x onerror=alert(1)> b",
        "<div>\nmột\n</div>",
        "<!-- ghi chú -->",
        "<style>p{}</style>",
        "</title><script>alert(1)</script>",
        "<lienhe@vidu.vn>",
    ],
)
def test_raw_html_is_shown_as_the_text_it_is(typed: str) -> None:
    made = render(typed)
    assert words(made) == typed
    assert set(re.findall(r"</?[a-z0-9]+", made)) <= {"<p", "</p"}


@pytest.mark.parametrize(
    "target",
    [
        "javascript:alert(1)",
        "JAVASCRIPT:alert(1)",
        "vbscript:x",
        "data:text/html,x",
        "file:///etc/passwd",
        "ftp://vidu.vn/",
        "//vidu.vn/",
        "/tin-tuc/a/",
        "tin-tuc/a/",
        "../a/",
        "?a=1",
        "news:khong-co",
        "khong:a",
        "",
    ],
)
def test_a_link_that_may_not_be_followed_is_a_mistake_and_is_not_made(target: str) -> None:
    made, mistakes = renderer().render(f"[chữ]({target})")
    assert [mistake.target for mistake in mistakes] == [target]
    assert "javascript" not in made.lower() and "data:" not in made


@pytest.mark.parametrize(
    "encoded", ["java&#115;cript:alert(1)", "&#106;avascript:alert(1)", "jav\tascript:x"]
)
def test_no_encoding_hides_a_script(encoded: str) -> None:
    assert len(mistakes_in(f"[chữ]({encoded})")) == 1


@pytest.mark.parametrize(
    "target",
    ["https://vidu.vn/a?b=1&c=2", "http://vidu.vn", "mailto:a@vidu.vn", "tel:113", "#muc-1"],
)
def test_links_to_the_web_mail_and_telephones_and_anchors_stay(target: str) -> None:
    assert f'href="{html.escape(target)}"' in render(f"[chữ]({target})")


def test_a_link_to_an_entry_stands_below_the_root_of_the_site() -> None:
    assert render("[chữ](news:a)") == f'<p><a href="{ROOT}tin-tuc/a/">chữ</a></p>'


def test_a_link_to_what_is_not_published_becomes_plain_text() -> None:
    assert render("xem [chữ **đậm**](news:nhap) nhé") == "<p>xem chữ <strong>đậm</strong> nhé</p>"


@pytest.mark.parametrize("code", ["km", "rad", "cmo", "en"])
def test_a_passage_in_another_language_says_so(code: str) -> None:
    made = render(f"chào [một **hai**](lang:{code}) nhé")
    assert made == f'<p>chào <span lang="{code}">một <strong>hai</strong></span> nhé</p>'


@pytest.mark.parametrize("target", ["lang:fr", "lang:", "lang:km-KH", "lang:KM"])
def test_a_language_nobody_knows_is_a_mistake(target: str) -> None:
    assert mistakes_in(f"[chữ]({target})") == [target]


def test_a_passage_says_its_language_and_nothing_else() -> None:
    assert render('[chữ](lang:km "tên")') == '<p><span lang="km">chữ</span></p>'


def test_a_picture_comes_from_media_in_files_to_choose_from_and_loads_late() -> None:
    made = render("xem ![Hội trường](media:a.png) nhé")
    base = f"{ROOT}{PICTURE.base}"
    assert f'srcset="{base}-320.webp 320w, {base}-640.webp 640w, {base}-800.webp 800w"' in made
    (image,) = re.findall(r"<img[^>]*>", made)
    for said in (f'src="{base}-800.jpg"', 'alt="Hội trường"', 'loading="lazy"', 'width="800"'):
        assert said in image
    assert words(made) == "xem  nhé"


@pytest.mark.parametrize(
    "typed", ["![](media:a.png)", "![A](media:a.png)", "![a.png](media:a.png)",
              "![Ảnh](media:a.png)", '![Hàng ghế](media:a.png "Hàng ghế.")'],
)  # fmt: skip
def test_a_picture_in_a_text_is_described_for_those_who_do_not_see_it(typed: str) -> None:
    assert mistakes_in(typed) == ["media:a.png"]


def test_a_link_may_lead_to_a_picture() -> None:
    assert f'href="{ROOT}anh/a.webp"' in render("[tấm ảnh](media:a.png)")


@pytest.mark.parametrize(
    "target", ["https://vidu.vn/a.png", "news:a", "#a", "a.png", "data:image/png,x"]
)
def test_a_picture_from_anywhere_else_is_a_mistake(target: str) -> None:
    assert mistakes_in(f"![Hội trường]({target})") == [target]


def test_every_mistake_is_told_in_order_and_none_lingers() -> None:
    one = renderer()
    _, mistakes = one.render("[a](/x) [b](news:a) [c](/y)\n\n[d](/x)")
    assert [mistake.target for mistake in mistakes] == ["/x", "/y", "/x"]
    assert one.render("[b](news:a)")[1] == []


def test_reference_links_do_not_leak_into_the_next_body() -> None:
    one = renderer()
    one.render("[chữ][1]\n\n[1]: https://vidu.vn/")
    assert "<a" not in one.render("[chữ][1]")[0]


def test_escapes_in_a_link_are_plain_letters_in_what_is_told() -> None:
    assert mistakes_in(r"[chữ](khong\_co)") == ["khong_co"]


def test_headings_start_at_the_second_level() -> None:
    assert render("# Một\n\n## Hai\n\n### Ba") == "<h2>Một</h2>\n<h2>Hai</h2>\n<h3>Ba</h3>"


def test_a_table_can_be_scrolled_by_keyboard_and_its_heads_say_what_they_head() -> None:
    made = render("| Xã | Tổ |\n|---|---|\n| Một | 8 |")
    assert re.match(r'<div (?=[^>]*tabindex="0")(?=[^>]*role="region")(?=[^>]*aria-label)', made)
    assert made.count('<th scope="col">') == 2
    assert re.sub(r"\s+", " ", words(made)).strip() == "Xã Tổ Một 8"


@pytest.mark.parametrize(
    "code", ["{{ page.title }}", "{% include 'x' %}", "{# x #}", "$x$", "%(x)s"]
)
def test_template_code_is_text(code: str) -> None:
    assert words(render(code)) == code


@pytest.mark.parametrize(
    "typed",
    [
        "5 < 6 & 7 > 3",
        "AT&T",
        "“Lực lượng mới”",
        "1986. Một năm",
        "a\\b",
        "đ – Đ",
        "2 * 3 * 4",
        "a_b_c",
    ],
)
def test_nothing_that_was_typed_is_lost(typed: str) -> None:
    made = render(typed)
    if typed.startswith("1986"):
        assert 'start="1986"' in made and "Một năm" in made
    else:
        assert words(made) == typed


@given(st.text(alphabet="ab đ<>&\"'/=!-{}%#\n", max_size=60))
def test_letters_are_never_lost(typed: str) -> None:
    made, _ = renderer().render(typed)
    assert re.sub(r"[^abđ]", "", words(made)) == re.sub(r"[^abđ]", "", typed)


MARKS = [
    "[", "]", "(", ")", "!", "news:a", "/x", "<", ">", "`", "*", "_", "\n", "- ", "> ", "# ", "|",
    "javascript:", "https://a.vn", "&#58;", "\\", "a",
]  # fmt: skip


@given(st.lists(st.sampled_from(MARKS), max_size=40).map("".join))
def test_any_markdown_has_mistakes_or_links_only_to_where_they_may_lead(typed: str) -> None:
    made, mistakes = renderer().render(typed)
    tags = "".join(re.findall(r"<[^>]*>", made))
    assert "<script" not in tags and not re.search(r'(?:href|src)="\s*javascript', tags)
    targets = re.findall(r'(?:href|src)="([^"]*)"', tags)
    assert mistakes or all(
        target.startswith((ROOT, "#", "https:", "mailto:")) for target in targets
    )


@pytest.mark.parametrize(
    "typed",
    [
        "* " * 2000 + "a",
        "1. " * 2000 + "a",
        "\n".join("    " * depth + "- a" for depth in range(300)),
    ],
    ids=["dấu sao", "số", "thụt dòng"],
)
def test_a_body_nested_without_end_is_told_and_does_not_break_the_next(typed: str) -> None:
    one = renderer()
    made, mistakes = one.render(typed)
    assert made == ""
    assert [mistake.what for mistake in mistakes] == ["đoạn chữ này lồng quá nhiều cấp danh sách"]
    assert one.render("một")[0] == "<p>một</p>"


def test_every_cell_of_a_table_knows_the_head_of_its_column_for_phones() -> None:
    made = render("| Tỉnh | Số đợt |\n|---|---|\n| [Nghệ An](https://vidu.vn) | 2 |\n")
    assert 'class="table-wrap table-wrap--cards"' in made
    assert '<td data-label="Số đợt">2</td>' in made
    assert made.count("data-label") == 1
