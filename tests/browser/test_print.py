"""Every kind of page on paper: its text, its address, its date; no frame, no blank sheet."""

from __future__ import annotations

import re
import shutil
import subprocess
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import segno

pytestmark = pytest.mark.browser

SITE = "https://thidua.minhhoa.example/"
PAGES = {
    "front": ("", 5),
    "news list": ("tin-tuc/", 5),
    "article": ("tin-tuc/cong-an-tra-vinh-phat-dong-phong-trao-thi-dua-dac-biet/", 5),
    "campaign": ("phong-trao/dak-nong-2024/", 9),
    "comparison": ("phong-trao/bo-cong-an-2024/", 10),
    "document": ("van-ban/591-kh-ubnd-2024/", 9),
    "register": ("van-ban/", 3),
    "event": ("su-kien/ngay-hoi-bao-ve-antq-bac-lieu-2020/", 4),
    "place": ("dia-phuong/tinh-dak-nong/", 4),
    "exemplar": ("guong-dien-hinh/2024-10-thon-4-cuu-nguoi-trong-nuoc-lu/", 4),
    "model": ("mo-hinh/doi-do-an-toan-mua-lu/", 3),
    "notice": ("thong-bao/lay-y-kien-tieu-chi-binh-chon-dot-2/", 3),
    "resource": ("tai-lieu/mau-bao-cao-thang-tinh-minh-hoa/", 2),
    "honour roll": ("khen-thuong/", 5),
    "award": ("khen-thuong/bang-khen-so-ket-dot-1-tinh-minh-hoa-2025/", 4),
    "results": ("phong-trao/tinh-minh-hoa-2024/ket-qua/dot-1/", 14),
    "deeds": ("viec-tot/xa-minh-hoa-1/2024-10/", 3),
    "month": ("ngay/2024/10/", 3),
    "day": ("ngay/2024/10/07/", 1),
    "feeds": ("rss/", 5),
    "site map": ("so-do-trang/", 7),
    "about": ("gioi-thieu/", 5),
    "guide": ("huong-dan/news/", 12),
}
"""By kind: the address, and how many sheets are plenty."""
FRAME = (
    "Danh mục", "Tìm kiếm", "Đến nội dung chính", "Chia sẻ", "Bản in", "Cỡ chữ", "Tương phản cao",
    "Xem tất cả", "Tin mới hơn", "Tin cũ hơn", "Tin, bài cùng phong trào", "Theo dõi, tra cứu",
)  # fmt: skip
"""What is said by the frame, and by what leads elsewhere."""
PAGE_NUMBER = re.compile(r"^\s*(Trang \d+/\d+|\d+)\s*$", re.MULTILINE)

Paper = Callable[[str], list[str]]


@pytest.fixture(scope="session")
def paper(browser: Any, address: str, tmp_path_factory: pytest.TempPathFactory) -> Paper:
    """Prints a page of the demo and returns the text of every sheet; without poppler, skips."""
    if shutil.which("pdftotext") is None:
        lack = "máy này không có pdftotext (poppler-utils): chưa kiểm thử bản in"
        warnings.warn(lack, stacklevel=1)
        pytest.skip(lack)
    folder = tmp_path_factory.mktemp("in")
    known: dict[str, list[str]] = {}

    def sheets(path: str) -> list[str]:
        if path not in known:
            known[path] = texts_of(printed(browser, f"{address}/{path}", folder / "trang.pdf"))
        return known[path]

    return sheets


def printed(browser: Any, url: str, to: Path) -> Path:
    page = browser.new_page(locale="vi-VN")
    page.goto(url, wait_until="load")
    page.pdf(path=str(to), prefer_css_page_size=True)
    page.close()
    return to


def texts_of(pdf: Path) -> list[str]:
    command = ["pdftotext", "-layout", str(pdf), "-"]
    found = subprocess.run(command, capture_output=True, check=True, encoding="utf-8")
    return found.stdout.split("\f")[:-1]


def squeezed(text: str) -> str:
    """Return a text without blanks: lines of paper end anywhere."""
    return re.sub(r"\s+", "", text)


def title_of(site: Path, path: str) -> str:
    text = (site / path / "index.html").read_text("utf-8")
    found = re.search(r"<h1[^>]*>(.*?)</h1>", text, re.DOTALL)
    assert found
    return re.sub(r"<[^>]*>", "", found[1])


@pytest.mark.parametrize("kind", PAGES)
def test_paper_holds_the_page_its_address_and_its_date(
    paper: Paper, demo_site: Path, kind: str
) -> None:
    path, plenty = PAGES[kind]
    sheets = paper(path)
    assert 1 <= len(sheets) <= plenty
    text = squeezed("".join(PAGE_NUMBER.sub("", sheet) for sheet in sheets))
    if kind != "front":  # Its heading is for those who do not see the masthead.
        assert squeezed(title_of(demo_site, path)).casefold() in text.casefold()
    foot = squeezed(PAGE_NUMBER.sub("", sheets[-1]))
    assert squeezed(SITE + path) in foot
    assert re.search(r"(Nộidung|Trangtin)cậpnhật(ngày|lúc)", foot)
    assert re.search(r";inngày\d\d/\d\d?/\d{4}", foot)
    assert foot.endswith("Trangtrìnhdiễn:cơquannêuởđâylàhưcấu.")


@pytest.mark.parametrize("kind", PAGES)
def test_paper_shows_no_frame_and_no_blank_sheet(paper: Paper, kind: str) -> None:
    sheets = paper(PAGES[kind][0])
    for sheet in sheets:
        assert len(squeezed(PAGE_NUMBER.sub("", sheet))) > 20
    said = {words.casefold() for words in re.split(r"\n|\s{2,}", "\n".join(sheets))}
    # The site map names the search page, as any other page.
    frame = [words for words in FRAME if (kind, words) != ("site map", "Tìm kiếm")]
    assert not said & {words.casefold() for words in frame}


def test_a_long_table_repeats_its_heads_on_every_sheet(paper: Paper) -> None:
    first, second, *_ = paper("khen-thuong/")
    heads = ("Tập thể, cá nhân", "Đơn vị, địa", "Thành tích", "Quyết định")
    lines = [line for line in second.splitlines() if line.strip()]
    for head in heads:
        assert head in first
        assert head in lines[0]


def test_sheets_are_numbered_and_only_comparisons_lie_flat(
    browser: Any, address: str, paper: Paper, tmp_path: Path
) -> None:
    sheets = paper(PAGES["results"][0])
    for number, sheet in enumerate(sheets, 1):
        assert f"Trang {number}/{len(sheets)}" in sheet
    for kind, (width, height) in {"article": (595, 842), "comparison": (842, 595)}.items():
        pdf = printed(browser, f"{address}/{PAGES[kind][0]}", tmp_path / "a.pdf")
        command = ["pdfinfo", "-l", "99", str(pdf)]
        told = subprocess.run(command, capture_output=True, check=True, encoding="utf-8")
        sizes = re.findall(r"Page +\d+ size: +([\d.]+) x ([\d.]+)", told.stdout)
        assert sizes
        assert {(round(float(w)), round(float(h))) for w, h in sizes} == {(width, height)}


def test_a_document_keeps_the_order_of_an_act_and_says_it_is_no_original(paper: Paper) -> None:
    sheets = paper(PAGES["document"][0])
    text = squeezed("".join(sheets))
    order = [
        "không thay thế bản chính", "ỦY BAN NHÂN DÂN TỈNH ĐĂK", "Số: 591/KH-UBND", "KẾ HOẠCH",
        "Phát động phong trào thi đua đặc biệt", "I. MỤC ĐÍCH, YÊU CẦU", "III. TỔ CHỨC THỰC HIỆN",
        "Nơi nhận:", "PHÓ CHỦ TỊCH", "Lê Văn Chiến",
    ]  # fmt: skip
    places = [text.find(squeezed(words)) for words in order]
    assert -1 not in places and places == sorted(places)
    assert "CỘNGHÒAXÃHỘI" not in text, "nguồn không in quốc hiệu"
    block = next(line for line in "".join(sheets).splitlines() if "Nơi nhận:" in line)
    # Recipients on the left, the signature on the right, on the same height.
    assert re.search(r"Nơi nhận:\s{10,}KT\. CHỦ TỊCH", block)
    assert not sheets[0].lstrip().startswith("1") and sheets[1].lstrip().startswith("2")


def test_paper_tells_where_links_outside_lead_and_no_way_within(paper: Paper) -> None:
    text = squeezed("".join(paper(PAGES["article"][0])))
    assert "BáoTràVinh(https://" in text
    assert "../" not in text


@pytest.mark.parametrize("kind", ["front", "article", "document", "results", "guide"])
def test_the_printed_code_leads_to_the_page(browser: Any, address: str, kind: str) -> None:
    path = PAGES[kind][0]
    page = browser.new_page()
    page.goto(f"{address}/{path}", wait_until="load")
    assert not page.locator(".print-foot").is_visible()
    page.emulate_media(media="print")
    assert page.locator(".print-code").is_visible()
    wanted = segno.make_qr(SITE + path, mode="byte", error="m", mask=2, boost_error=False)
    rows = page.evaluate(SAMPLED, len(wanted.matrix))
    page.close()
    assert rows == [[bool(module) for module in row] for row in wanted.matrix]


SAMPLED = """async (size) => {
  // Draw the code as it is printed, a module eight dots wide, and look at the middle of each.
  const code = document.querySelector(".print-code").cloneNode(true), dots = 8, all = size + 8;
  const stroke = getComputedStyle(document.querySelector(".print-code path")).stroke;
  code.querySelector("path").setAttribute("stroke", stroke);
  code.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  code.setAttribute("width", all * dots);
  code.setAttribute("height", all * dots);
  const image = new Image();
  image.src = "data:image/svg+xml," + encodeURIComponent(code.outerHTML);
  await image.decode();
  const canvas = Object.assign(document.createElement("canvas"),
    { width: all * dots, height: all * dots });
  const pen = canvas.getContext("2d");
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(image, 0, 0);
  const dark = (x, y) => pen.getImageData((x + 4.5) * dots, (y + 4.5) * dots, 1, 1).data[0] < 128;
  return Array.from({ length: size }, (_, y) => Array.from({ length: size }, (_, x) => dark(x, y)));
}"""
