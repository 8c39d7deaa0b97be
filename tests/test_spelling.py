"""What `spelling` promises: each abbreviation is spelled out once, where a reader meets it first."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bulletin.abbreviations import COMMON
from bulletin.markup import LinkMistake, Renderer
from bulletin.renditions import Renditions
from bulletin.spelling import Reading, Speller
from project import CAMPAIGN, DOCUMENT, NEWS, Project

SPELLER = Speller({"ANTT": "an ninh, trật tự", "UBND": "Ủy ban nhân dân", "BVANTT": "bảo vệ …"})


def resolve(scheme: str, target: str) -> str | None:
    if scheme != "document":
        raise LinkMistake(f"{scheme}:{target}", "không có", "sửa lại")
    return f"van-ban/{target}/"


def show(name: str) -> Renditions:
    raise LinkMistake(f"media:{name}", "không có", "sửa lại")


def render(text: str, reading: Reading | None = None) -> str:
    made, mistakes = Renderer(resolve, show).render(text, reading or Reading(SPELLER))
    assert mistakes == []
    return made


def line(text: str) -> str:
    return Reading(SPELLER).line(text)


def test_the_first_use_in_a_line_is_spelled_out_and_no_other() -> None:
    assert line("Giữ ANTT là việc chung; ANTT tốt thì dân yên.") == (
        "Giữ ANTT (an ninh, trật tự) là việc chung; ANTT tốt thì dân yên."
    )


@pytest.mark.parametrize(
    "told",
    [
        "ANTT (an ninh, trật tự) là việc chung.",
        "ANTT (An ninh trật tự) là việc chung.",
        "ANTT là an ninh, trật tự.",
        "An ninh, trật tự (ANTT) là việc chung.",
        "An ninh, trật tự (sau đây gọi tắt là ANTT) là việc chung.",
        "An ninh, trật tự (viết tắt là “ANTT”) là việc chung.",
    ],
)
def test_what_the_text_itself_spells_out_is_left_alone_from_there_on(told: str) -> None:
    assert line(f"{told} ANTT tốt.") == f"{told} ANTT tốt."


@pytest.mark.parametrize(
    "sign",
    ["591/KH-UBND", "QĐ-UBND", "TM.UBND", "UBND.TH", "UBND/ANTT", "ANTT2024", "antt", "XANTT",
     "UBND-TH", "ubnd@vidu.vn", "TTATXH"],
)  # fmt: skip
def test_signs_of_documents_and_other_words_are_no_abbreviations(sign: str) -> None:
    assert line(f"Theo {sign} thì thôi.") == f"Theo {sign} thì thôi."


def test_a_longer_abbreviation_is_not_taken_for_a_shorter_one_in_it() -> None:
    assert line("Tổ BVANTT") == "Tổ BVANTT (bảo vệ …)"


def test_nothing_is_put_into_a_quotation() -> None:
    assert line("“Giữ ANTT” là khẩu hiệu; ANTT là việc chung.") == (
        "“Giữ ANTT” là khẩu hiệu; ANTT (an ninh, trật tự) là việc chung."
    )


@given(st.lists(st.sampled_from(["ANTT", "UBND", "(", ")", "“", "”", " ", "-", "a"])).map("".join))
def test_spelling_out_twice_changes_nothing_more(typed: str) -> None:
    once = line(typed)
    assert line(once) == once
    assert len(once) >= len(typed)


@pytest.mark.parametrize(
    ("typed", "made"),
    [
        ("Giữ ANTT.", "<p>Giữ <abbr>ANTT</abbr> (an ninh, trật tự).</p>"),
        ("Giữ **ANTT** và ANTT", "<p>Giữ <strong><abbr>ANTT</abbr> (an ninh, trật tự)</strong> và ANTT</p>"),
        ("**ANTT** (an ninh, trật tự)", "<p><strong>ANTT</strong> (an ninh, trật tự)</p>"),
        ("*a* ANTT *b* UBND", "<p><em>a</em> <abbr>ANTT</abbr> (an ninh, trật tự) <em>b</em> "
         "<abbr>UBND</abbr> (Ủy ban nhân dân)</p>"),
        ("ANTT, UBND.", "<p><abbr>ANTT</abbr> (an ninh, trật tự), <abbr>UBND</abbr> (Ủy ban nhân dân).</p>"),
        ("## ANTT\n\nb ANTT", "<h2>ANTT</h2>\n<p>b <abbr>ANTT</abbr> (an ninh, trật tự)</p>"),
        ("> ANTT\n\nANTT", "<blockquote>\n<p>ANTT</p>\n</blockquote>\n<p><abbr>ANTT</abbr> (an ninh, trật tự)</p>"),
        ("tên in là *Tổ ANTT*, ANTT",
         "<p>tên in là <em>Tổ ANTT</em>, <abbr>ANTT</abbr> (an ninh, trật tự)</p>"),
        ("`ANTT` ANTT", "<p><code>ANTT</code> <abbr>ANTT</abbr> (an ninh, trật tự)</p>"),
        ("[x UBND](document:a) của UBND",
         '<p><a href="\x02van-ban/a/">x UBND</a> của <abbr>UBND</abbr> (Ủy ban nhân dân)</p>'),
        ("- ANTT\n- ANTT", "<ul>\n<li><abbr>ANTT</abbr> (an ninh, trật tự)</li>\n<li>ANTT</li>\n</ul>"),
    ],
)  # fmt: skip
def test_a_body_is_spelled_out_in_paragraphs_and_list_items_only(typed: str, made: str) -> None:
    assert render(typed) == made


def test_a_table_gets_no_words_added() -> None:
    made = render("| ANTT |\n|---|\n| UBND |\n\nANTT")
    assert "<td>UBND</td>" in made and made.endswith("(an ninh, trật tự)</p>")


def test_a_copy_of_the_sources_text_gets_no_word_added() -> None:
    made = render("Giữ ANTT, ANTT.", Reading(SPELLER, verbatim=True))
    assert made == '<p>Giữ <abbr title="an ninh, trật tự">ANTT</abbr>, ANTT.</p>'
    assert re.sub("<[^>]*>", "", made) == "Giữ ANTT, ANTT."


def test_what_an_earlier_text_of_the_entry_told_is_known_in_the_next() -> None:
    reading = Reading(SPELLER)
    assert reading.line("UBND họp") == "UBND (Ủy ban nhân dân) họp"
    assert render("UBND họp", reading) == "<p>UBND họp</p>"


@given(st.text(alphabet="ab ANTU*_`[]()>#|\n-“”", max_size=60))
def test_no_letter_of_a_body_is_lost_or_moved(typed: str) -> None:
    plain, _ = Renderer(resolve, show).render(typed)
    made, _ = Renderer(resolve, show).render(typed, Reading(SPELLER))
    for told in (" (an ninh, trật tự)", " (Ủy ban nhân dân)"):
        made = made.replace(f"</abbr>{told}", "")
    made = made.replace("<abbr>", "").replace("</abbr>", "")
    assert made == plain


def test_no_long_form_holds_an_abbreviation_or_comes_from_a_word_of_two_meanings() -> None:
    speller = Speller(COMMON)
    assert all(Reading(speller).line(full) == full for full in COMMON.values())
    assert "BCH" not in COMMON


def test_sapo_and_body_of_an_entry_are_spelled_out_once_between_them(project: Project) -> None:
    project.write(
        {
            "content/news/tin.yml": NEWS.replace("Nội dung.", "UBND tỉnh giữ ANTT.")
            + "summary: UBND họp\n"
        }
    )
    for _ in range(2):
        news = project.load().shelves["news"]["tin"]
        assert news.summary == "UBND (Ủy ban nhân dân) họp"
        assert news.body.html == "<p>UBND tỉnh giữ <abbr>ANTT</abbr> (an ninh, trật tự).</p>"


def test_the_agencys_own_words_are_what_readers_are_told(project: Project) -> None:
    config = project.root / "mkdocs.yml"
    own = "    abbreviations: [{short: PTTĐ, full: phong trào <thi đua>}]\n"
    config.write_text(config.read_text(encoding="utf-8") + own, encoding="utf-8")
    project.write({"content/campaigns/p.yml": CAMPAIGN + "body: PTTĐ đã bắt đầu.\n"})
    body = project.load().shelves["campaign"]["p"].body
    assert body.html == "<p><abbr>PTTĐ</abbr> (phong trào &lt;thi đua&gt;) đã bắt đầu.</p>"


@pytest.mark.parametrize(
    ("reading", "told"),
    [
        ("full", '<p>Giữ <abbr title="an ninh, trật tự">ANTT</abbr>.</p>'),
        ("summary", "<p>Giữ <abbr>ANTT</abbr> (an ninh, trật tự).</p>"),
    ],
)
def test_a_document_is_added_to_only_where_the_words_are_ours(
    project: Project, reading: str, told: str
) -> None:
    text = f"reading: {reading}\npreamble: Giữ ANTT.\n"
    project.write({"content/documents/v.yml": DOCUMENT + text})
    assert project.load().shelves["document"]["v"].preamble.html == told


def test_a_page_explains_at_its_end_what_it_says_nowhere_in_full() -> None:
    page = "<h1>Chủ tịch UBND</h1><p>ANTT (an ninh, trật tự)</p><a href='/591/KH-UBND'>BVANTT</a>"
    assert SPELLER.unexplained(page) == (("BVANTT", "bảo vệ …"), ("UBND", "Ủy ban nhân dân"))
    assert Speller({}).unexplained(page) == ()


PIECES = ["ANTT", "BVANTT", "UBND", "B", "đ", "x", " ", "\n", "/", "-", ".", "@", "("]


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_a_word_is_found_where_the_plain_rule_finds_it(text: str) -> None:
    """The quick pattern looks behind the first letter; the plain rule looks before it."""
    plain = re.compile(r"(?<![\w/.@-])(?:BVANTT|ANTT|UBND)(?![\w/@-]|\.\w)")
    found = [match.span() for match in SPELLER._known.finditer(text)]
    assert found == [match.span() for match in plain.finditer(text)]
