"""A new site holds the agency's own answers and places, nothing of the demo, and builds at once."""

from __future__ import annotations

from pathlib import Path

import pytest

import doctor
import new
import new_site
import rename
from bulletin.commands import ROOT, command
from bulletin.load import load_bulletin
from bulletin.places import communes_of, provinces
from bulletin.settings import read_settings
from bulletin.starting import QUESTIONS, StartError, new_site_files, province_named
from bulletin.verify import check_site
from conftest import built
from project import Project

ANSWERS = {
    "site_name": 'Trang tin thi đua: "Lâm Đồng" & bạn',
    "site_url": "https://thidua.example/",
    "tagline": "# Thi đua",
    "agency": "Ủy ban nhân dân *tỉnh* Lâm Đồng",
    "responsible": "Chánh Văn phòng: A {b}",
    "permit": "Số 01/GP",
    "address": "Số 1 #2, đường 'X'",
    "phone": "0263 000 000",
    "email": "lienhe@thidua.example",
    "licence": "Ghi rõ nguồn",
}


def order(out: Path, **changes: str) -> list[str]:
    given = {"province": "Lâm Đồng", **ANSWERS, **changes}
    flags = [word for key, text in given.items() for word in (f"--{key.replace('_', '-')}", text)]
    return ["--out", str(out), *flags]


def test_a_new_site_builds_at_once_and_says_what_was_answered(tmp_path: Path) -> None:
    out = tmp_path / "trang"
    assert new_site.main(order(out, site_url="https://thidua.example")) == 0
    folder = built(out / "mkdocs.yml", tmp_path / "dung")
    assert check_site(folder, ANSWERS["site_url"]) == []
    assert "/tin-tuc/<" not in (folder / "tin-tuc/chuyen-muc/phat-dong/rss.xml").read_text("utf-8")
    front = (folder / "index.html").read_text("utf-8")
    assert "Trang tin thi đua: &#34;Lâm Đồng&#34; &amp; bạn" in front
    assert "Chánh Văn phòng: A {b}" in front
    contact = (folder / "lien-he/index.html").read_text("utf-8")
    assert "Ủy ban nhân dân *tỉnh* Lâm Đồng" in contact
    for demo in ("Minh họa", "Minh Họa", "Đăk Nông 2024", "minhhoa.example"):
        assert demo not in front + contact


def test_every_commune_of_the_province_is_there_with_its_code(tmp_path: Path) -> None:
    out = tmp_path / "trang"
    assert new_site.main(order(out, province="can tho")) == 0
    bulletin = load_bulletin(out / "content", read_settings(out / "mkdocs.yml"))
    found = {one.official_code: one.name for one in bulletin.shelves["locality"].values()}  # type: ignore[attr-defined]
    expected = {one.code: one.full_name for one in communes_of(province_named("Cần Thơ").code)}
    assert found == expected | {"92": "thành phố Cần Thơ"}
    assert not bulletin.settings.demo
    assert bulletin.settings.now is None


def test_no_two_communes_share_a_file_in_any_province() -> None:
    answers = {**ANSWERS, "guid_domain": "a.vn", "guid_year": "2026"}
    for province in provinces():
        files = new_site_files(answers, province, "..")
        places = [
            name for name in files if name.startswith("content/localities/") and "yml" in name
        ]
        assert len(places) == len(communes_of(province.code)) + 1, province.name


@pytest.mark.parametrize(
    "name", ["Lâm Đồng", "lam dong", "tỉnh Lâm Đồng", "TINH LAM DONG", " Lâm  Đồng "]
)
def test_a_province_is_found_however_it_is_typed(name: str) -> None:
    assert province_named(name).code == "68"


@pytest.mark.parametrize(
    ("name", "told"),
    [
        (
            "Đắk Nông",
            "`Đắk Nông` nay thuộc tỉnh Lâm Đồng (từ 01/7/2025).\nCách sửa: ghi `Lâm Đồng`",
        ),
        ("Lam Dog", "Không có tỉnh, thành phố `Lam Dog`.\nCách sửa: Có phải `Lâm Đồng`?"),
        ("Atlantis", "Các tỉnh: Hà Nội, "),
    ],
)
def test_a_province_that_is_none_is_told_with_the_right_one(name: str, told: str) -> None:
    with pytest.raises(StartError) as error:
        province_named(name)
    assert told in str(error.value)


def test_wrong_answers_are_explained_and_leave_nothing_behind(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert new_site.main(order(tmp_path / "trang", site_url="thidua")) == 1
    assert "không phải địa chỉ web" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_folder_with_something_in_it_stays_as_it_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "cua-toi.txt").write_text("giữ", "utf-8")
    assert new_site.main(order(tmp_path)) == 1
    assert "đã có và không trống" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["cua-toi.txt"]


def test_what_is_missing_is_asked_for_by_its_flag(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = order(tmp_path / "trang")
    at = words.index("--agency")
    assert new_site.main(words[:at] + words[at + 2 :]) == 1
    assert "Thiếu --agency (Cơ quan chủ quản)." in capsys.readouterr().err


def test_a_person_at_the_console_is_asked_until_something_is_answered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = iter(["Cà Mau", "", *ANSWERS.values()])
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("builtins.input", lambda _: next(answers))
    assert new_site.main(["--out", str(tmp_path / "trang")]) == 0
    settings = read_settings(tmp_path / "trang/mkdocs.yml")
    assert [getattr(settings, one.key) for one in QUESTIONS] == list(ANSWERS.values())


STAFF = (
    "approve",
    "build",
    "check",
    "doctor",
    "import",
    "new",
    "rename",
    "report",
    "serve",
    "withdraw",
)


@pytest.mark.parametrize("name", STAFF)
def test_every_command_of_staff_can_be_told_of_another_site(name: str) -> None:
    said = command(ROOT / f"scripts/{name}.py")
    assert "--config" in said.usage or "--config" in {option.name for option in said.options}


def test_an_entry_is_begun_renamed_and_looked_over_on_another_site(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    config = str(project.root / "mkdocs.yml")
    assert new.main(["category", "lam-thu", "--config", config]) == 0
    assert rename.main(["category", "lam-thu", "lam-that", "--config", config]) == 0
    assert (project.root / "content/categories/lam-that.yml").is_file()
    assert doctor.main(["--config", config]) in (0, 1)
    assert "chuyên mục không mục nào nhắc đến" in capsys.readouterr().out
    for main in (new.main, rename.main):
        assert main(["category", "a", "b", "--config", "khong-co.yml"]) == 2
