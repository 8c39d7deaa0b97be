"""Sheets promise: the words of their page in our own letters, the same bytes each time, no network."""

from __future__ import annotations

import builtins
import os
import shutil
import subprocess
import sys
import unicodedata
import warnings
from pathlib import Path
from typing import Any

import pytest
from lxml import html

import bless
import build
import pdf
from bulletin import paper
from bulletin.paper import PaperError, _file_of, require_engine
from bulletin.verify import check_site
from conftest import read_all

ISSUE = "diem-tin/2024-10/diem-tin-2024-10.pdf"
ROLL = "khen-thuong/bang-vang-khen-thuong.pdf"


@pytest.fixture(autouse=True, scope="module")
def _engine() -> None:
    """Without pango the tests are skipped; on CI they fail."""
    try:
        require_engine()
    except PaperError as error:
        if os.environ.get("CI") == "true":
            pytest.fail(str(error))
        warnings.warn("thiếu pango: chưa kiểm thử tệp PDF", stacklevel=1)
        pytest.skip("thiếu pango")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small site as `make pdf` publishes it."""
    config = bless.copy_project(tmp_path_factory.mktemp("giay") / "du-an")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "argv", ["pdf.py", "--config", str(config)])
        assert pdf.main() == 0
    return (config.parent / "site").resolve()


def run(tool: str, *arguments: str) -> str:
    """Return what a tool of poppler says; without it the test is skipped, on CI it fails."""
    if shutil.which(tool) is None:
        if os.environ.get("CI") == "true":
            pytest.fail(f"thiếu {tool}")
        pytest.skip(f"thiếu {tool}")
    done = subprocess.run([tool, *arguments], capture_output=True, check=True)
    return done.stdout.decode("utf-8")


def words(path: Path) -> str:
    return " ".join(run("pdftotext", "-enc", "UTF-8", str(path), "-").split())


def test_every_issue_and_the_roll_have_a_sheet_to_which_their_page_leads(site: Path) -> None:
    made_of = {path.relative_to(site).as_posix() for path in site.rglob("*.pdf")}
    issues = {
        f"diem-tin/{folder.name}/diem-tin-{folder.name}.pdf"
        for folder in (site / "diem-tin").iterdir()
        if folder.is_dir()
    }
    assert ISSUE in issues
    assert made_of == issues | {ROLL}
    for path in made_of:
        page = html.fromstring((site / path).with_name("index.html").read_bytes())
        assert page.xpath("//a[@type='application/pdf']/@href") == [Path(path).name]
    assert check_site(site, "https://minhhoa.example/mau/") == []


def test_a_build_without_sheets_leads_to_none(small_site: Path, site: Path) -> None:
    plain = read_all(small_site)
    with_sheets = {name: x for name, x in read_all(site).items() if "pagefind/" not in name}
    assert not [name for name in plain if name.endswith(".pdf")]
    assert not [name for name, data in plain.items() if b"application/pdf" in data]
    more = set(with_sheets) - set(plain)
    assert more == {name for name in with_sheets if name.endswith(".pdf")}
    differing = {name for name, data in plain.items() if data != with_sheets[name]}
    assert differing == {f"{name.rpartition('/')[0]}/index.html" for name in more}


def test_the_same_content_makes_the_same_bytes(site: Path, tmp_path: Path) -> None:
    again = tmp_path / "lan-hai"
    build.Site(bless.PROJECT / "mkdocs.yml", papers=True).build(again)
    for path in sorted(site.rglob("*.pdf")):
        name = path.relative_to(site)
        assert (again / name).read_bytes() == path.read_bytes(), name


@pytest.mark.parametrize("name", [ISSUE, ROLL])
def test_a_sheet_says_what_its_page_says_letter_by_letter(site: Path, name: str) -> None:
    said = words(site / name)
    page = html.fromstring((site / name).with_name("index.html").read_bytes())
    cells = page.xpath(
        "//main//h1 | //main//article//h3 | //main//table//td[@data-label='Thành tích']"
    )
    told = [" ".join(cell.text_content().split()) for cell in cells]
    assert len([text for text in told if text]) > 2
    # Some headings are printed in capitals.
    assert [text for text in told if text not in said and text.upper() not in said] == []
    assert unicodedata.is_normalized("NFC", said)
    assert "Cơ quan" in said or "Ủy ban" in said


@pytest.mark.parametrize("name", [ISSUE, ROLL])
def test_all_letters_are_of_our_own_whole_faces_and_a_reader_aloud_finds_its_way(
    site: Path, name: str
) -> None:
    fonts = run("pdffonts", str(site / name)).splitlines()[2:]
    assert fonts
    assert all("Be-Vietnam-Pro" in line and " yes yes yes " in line for line in fonts)
    assert "Tagged:          yes" in run("pdfinfo", str(site / name))


@pytest.mark.parametrize(
    "address",
    ["https://elsewhere.example/x.png", "file:///etc/hosts",
     "https://minhhoa.example/mau/../../../etc/hosts", "https://minhhoa.example/mau/%2e%2e/%2e%2e/x"],
)  # fmt: skip
def test_a_sheet_takes_nothing_that_is_not_of_the_site(tmp_path: Path, address: str) -> None:
    with pytest.raises(ValueError):
        _file_of(address, "https://minhhoa.example/mau/", tmp_path)
    found = _file_of(
        "https://minhhoa.example/mau/media/a%20b.jpg", "https://minhhoa.example/mau/", tmp_path
    )
    assert found == (tmp_path / "media/a b.jpg").resolve()


def test_without_pango_the_site_stays_and_staff_are_told_what_to_install(
    monkeypatch: pytest.MonkeyPatch, small_project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    real = builtins.__import__

    def lacking(name: str, *arguments: Any, **more: Any) -> Any:
        if name == "weasyprint":
            raise OSError("cannot load library 'libpango-1.0-0'")
        return real(name, *arguments, **more)

    monkeypatch.setattr(builtins, "__import__", lacking)
    monkeypatch.setattr(sys, "argv", ["pdf.py", "--config", str(small_project)])
    assert pdf.main() == 1
    told = capsys.readouterr().err
    assert told.startswith(
        "Chưa làm được tệp PDF: máy này thiếu pango, thư viện dàn chữ mà WeasyPrint dùng. "
        "Trang đã đăng giữ nguyên.\nCách sửa: trên Debian, Ubuntu chạy `sudo apt-get install "
    )
    assert "cannot load library 'libpango-1.0-0'" in told
    assert not (small_project.parent / "site").exists()


def test_a_config_that_is_not_there_is_told(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["pdf.py", "--config", str(tmp_path / "khong-co.yml")])
    assert pdf.main() == 1
    assert "Cách sửa: kiểm tra lại đường dẫn của --config." in capsys.readouterr().err


def test_a_site_that_has_sheets_keeps_having_them_and_an_unchanged_one_is_not_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = bless.copy_project(tmp_path / "du-an")
    assert build.build(config, 2) == 0
    assert not (tmp_path / "du-an/site" / ROLL).exists()
    assert build.build(config, 2, papers=True) == 0
    before = (tmp_path / "du-an/site" / ROLL).read_bytes()
    news = next((tmp_path / "du-an/content/news").glob("*.yml"))
    news.write_text(news.read_text("utf-8").replace("title: ", "title: Sửa, ", 1), "utf-8")

    made: list[str] = []
    monkeypatch.setattr(paper, "_keep", lambda path, known: made.append(path.name))
    assert build.build(config, 2) == 0
    assert (tmp_path / "du-an/site" / ROLL).read_bytes() == before
    assert 'bang-vang-khen-thuong.pdf"' in (
        tmp_path / "du-an/site/khen-thuong/index.html"
    ).read_text("utf-8")
    assert "bang-vang-khen-thuong.pdf" not in made
