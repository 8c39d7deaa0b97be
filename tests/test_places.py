"""What `places` promises: today's provinces and communes, what they were made of, little read."""

from __future__ import annotations

import json
import shutil
import sqlite3
import unicodedata
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

import extract_places as script
from bulletin import places
from bulletin.problems import ContentError, Problem
from bulletin.source import MAX_BYTES, read_source

FILES = sorted(places.DATA.glob("*.yml"))


@pytest.fixture
def fresh() -> Iterator[None]:
    """Nothing read before the test, nothing of the test kept after it."""
    forget()
    yield
    forget()


def forget() -> None:
    places._index.cache_clear()
    places._communes.cache_clear()


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch, fresh: None) -> list[str]:
    """The names of the files read in the test."""
    names: list[str] = []

    def counting(path: Path, name: str) -> object:
        names.append(path.name)
        return read_source(path, name)

    monkeypatch.setattr(places, "read_source", counting)
    return names


@pytest.fixture(scope="module")
def communes() -> list[places.Commune]:
    return [one for province in places.provinces() for one in places.communes_of(province.code)]


def province(code: str) -> places.Province:
    return next(found for found in places.provinces() if found.code == code)


def names(units: tuple[places.Unit, ...]) -> list[tuple[str, str]]:
    return [(unit.code, unit.full_name) for unit in units]


def test_there_are_34_provinces_made_of_63() -> None:
    found = places.provinces()
    assert len(found) == len({one.code for one in found}) == 34
    assert [one.code for one in found] == sorted(one.code for one in found)
    assert Counter(one.prefix for one in found) == {"tỉnh": 28, "thành phố": 6}
    former = [old.code for one in found for old in one.former]
    assert len(former) == len(set(former)) == 63
    assert all(one.code in {old.code for old in one.former} for one in found)


def test_there_are_3321_communes_with_unique_codes(communes: list[places.Commune]) -> None:
    assert len(communes) == len({one.code for one in communes}) == 3321
    assert Counter(one.prefix for one in communes) == {"xã": 2621, "phường": 687, "đặc khu": 13}
    assert all(len(one.code) == 5 and one.code.isdecimal() for one in communes)
    assert all(one.former for one in communes)


def test_every_former_commune_is_known(communes: list[places.Commune]) -> None:
    units = {unit.code: unit for one in communes for unit in one.former}
    islands = {code for code in units if len(code) == 3}
    assert islands == {"318", "471", "498", "536", "755"}  # districts without communes
    assert len(units.keys() - islands) == 10_035
    assert len({unit.district.code for unit in units.values()}) == 696
    assert len({unit.district.province.code for unit in units.values()}) == 63
    for code, unit in units.items():
        found = places.former(code)
        assert found is not None
        assert found.unit == unit
        assert all(unit in heir.former for heir in found.communes)


def test_a_former_commune_is_marked_where_it_was_divided_and_only_there(
    communes: list[places.Commune],
) -> None:
    shares = Counter(unit.code for one in communes for unit in one.former)
    assert sum(count > 1 for count in shares.values()) == 442
    assert all(unit.partly is (shares[unit.code] > 1) for one in communes for unit in one.former)


def test_every_present_commune_is_found_by_its_code(communes: list[places.Commune]) -> None:
    assert all(places.commune(one.code) is one for one in communes)


@pytest.mark.parametrize(
    ("code", "name", "former"),
    [
        ("68", "tỉnh Lâm Đồng", "60 tỉnh Bình Thuận, 67 tỉnh Đắk Nông, 68 tỉnh Lâm Đồng"),
        ("96", "tỉnh Cà Mau", "95 tỉnh Bạc Liêu, 96 tỉnh Cà Mau"),
        ("86", "tỉnh Vĩnh Long", "83 tỉnh Bến Tre, 84 tỉnh Trà Vinh, 86 tỉnh Vĩnh Long"),
        ("40", "tỉnh Nghệ An", "40 tỉnh Nghệ An"),
        ("48", "thành phố Đà Nẵng", "48 thành phố Đà Nẵng, 49 tỉnh Quảng Nam"),
    ],
)
def test_a_province_tells_what_it_was_made_of(code: str, name: str, former: str) -> None:
    assert province(code).full_name == name
    assert ", ".join(" ".join(pair) for pair in names(province(code).former)) == former


@pytest.mark.parametrize(("code", "count"), [("40", 130), ("68", 124), ("96", 64), ("01", 126)])
def test_a_province_has_its_communes(code: str, count: int) -> None:
    assert len(places.communes_of(code)) == count
    assert all(one.province == code for one in places.communes_of(code))


def test_a_commune_tells_what_it_was_made_of() -> None:
    found = places.commune("24934")
    assert found is not None
    assert found.full_name == "xã D'Ran"
    assert names(found.former) == [("24928", "thị trấn D'Ran"), ("24934", "xã Lạc Xuân")]
    district = found.former[0].district
    assert (district.full_name, district.province.full_name) == ("huyện Đơn Dương", "tỉnh Lâm Đồng")


def test_names_are_kept_as_the_state_spells_them() -> None:
    spelt = {code: one.name for code in ("24829", "24823") if (one := places.commune(code))}
    assert spelt == {"24829": "B'Lao", "24823": "1 Bảo Lộc"}


def test_an_old_code_tells_what_the_commune_became() -> None:
    merged = places.former("24826")
    assert merged is not None
    assert merged.unit.full_name == "phường B'lao"
    assert names(merged.communes) == [("24829", "phường B'Lao")]
    island = places.former("318")
    assert island is not None
    assert island.unit.full_name == island.unit.district.full_name == "huyện Bạch Long Vĩ"
    assert names(island.communes) == [("11948", "đặc khu Bạch Long Vĩ")]


def test_a_divided_commune_names_every_heir() -> None:
    divided = places.former("00019")
    assert divided is not None
    assert divided.unit.partly
    assert [one.name for one in divided.communes] == [
        "Ba Đình", "Hoàn Kiếm", "Ô Chợ Dừa", "Văn Miếu - Quốc Tử Giám",
    ]  # fmt: skip


def test_a_code_is_the_new_commune_or_the_old_one_as_asked() -> None:
    old, new = places.former("22918"), places.commune("22918")
    assert old is not None
    assert new is not None
    assert (old.unit.full_name, new.full_name) == ("phường Hàm Tiến", "phường Mũi Né")


def test_wards_of_the_same_number_in_other_towns_are_not_confused() -> None:
    cao_lanh = places.commune("29869")
    assert cao_lanh is not None
    assert {unit.district.full_name for unit in cao_lanh.former} == {"thành phố Cao Lãnh"}


@pytest.mark.parametrize("code", ["", "0", "00000", "99999", "abc", "24934 ", "68"])
def test_an_unknown_code_is_nothing(code: str) -> None:
    assert places.commune(code) is None
    assert places.former(code) is None


@pytest.mark.parametrize("code", ["", "00", "67", "6", "24934"])
def test_an_unknown_province_has_no_communes(code: str) -> None:
    assert places.communes_of(code) == ()


def test_one_commune_reads_the_index_and_one_province(opened: list[str]) -> None:
    places.commune("24934")
    places.commune("24829")
    places.former("22915")
    places.communes_of("68")
    assert opened == ["index.yml", "68-lam-dong.yml"]


def test_the_provinces_read_the_index_alone(opened: list[str]) -> None:
    places.provinces()
    places.commune("99999")
    places.communes_of("00")
    assert opened == ["index.yml"]


def test_ranges_of_codes_never_overlap() -> None:
    spans = sorted(
        (len(first), first, last) for entry in places._index() for first, last in entry.codes
    )
    assert all(len(first) == len(last) == size for size, first, last in spans)
    assert all(first <= last for _, first, last in spans)
    for (size, _, last), (next_size, first, _) in pairwise(spans):
        assert size < next_size or last < first


def test_what_is_returned_cannot_be_changed() -> None:
    found = places.commune("24934")
    assert found is not None
    with pytest.raises((AttributeError, TypeError)):
        found.name = "khác"  # type: ignore[misc]
    assert hash(found)


def test_there_is_one_file_for_every_province_and_the_index_agrees() -> None:
    entries = places._index()
    assert {entry.file for entry in entries} == {path.name for path in FILES} - {"index.yml"}
    for entry in entries:
        file = places._File(entry.file)
        listed = (places.Unit(*file.unit(row)) for row in file.rows(file.root, "former_provinces"))
        assert file.unit(file.root) == (
            entry.province.code,
            entry.province.prefix,
            entry.province.name,
        )
        assert tuple(listed) == entry.province.former


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_is_small_composed_attributed_and_read(path: Path) -> None:
    raw = path.read_bytes()
    text = raw.decode()
    assert len(raw) < MAX_BYTES
    assert text == unicodedata.normalize("NFC", text)
    assert not isinstance(read_source(path, path.name), Problem)
    head = "".join(line for line in text.splitlines(keepends=True) if line.startswith("#"))
    for owed in ("vietnamadminunits 1.0.4", "Tran Ngoc Minh Hieu", "MIT", "01/7/2025", "Lấy từ đó"):
        assert owed in head


def test_all_files_together_are_small_and_bring_their_licence() -> None:
    assert sum(path.stat().st_size for path in places.DATA.iterdir()) < 3_000_000
    licence = (places.DATA / "LICENSE.txt").read_text(encoding="utf-8")
    assert "MIT License" in licence
    assert "Copyright (c) 2025 Tran Ngoc Minh Hieu" in licence


@pytest.mark.usefixtures("fresh")
@pytest.mark.parametrize(
    ("written", "damaged", "key"),
    [
        ("name: D'Ran\n", "name:\n", "name"),
        ('name: Lạc Xuân, district: "677"', 'name: Lạc Xuân, district: "000"', "district"),
        ('name: Lạc Dương, province: "68"', 'name: Lạc Dương, province: "01"', "province"),
        ("former_districts:\n", "former_districts: [quận]\nother:\n", "former_districts"),
        ("communes:\n", "xa:\n", "communes"),
    ],
)
def test_a_damaged_file_is_told_with_its_line(
    written: str, damaged: str, key: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = "68-lam-dong.yml"
    shutil.copy(places.DATA / "index.yml", tmp_path)
    text = (places.DATA / name).read_text(encoding="utf-8")
    assert text.count(written) == 1
    (tmp_path / name).write_text(text.replace(written, damaged), encoding="utf-8")
    monkeypatch.setattr(places, "DATA", tmp_path)
    with pytest.raises(ContentError, match=rf"places/data/{name}:\d+: mục `{key}`"):
        places.commune("24934")


@pytest.mark.usefixtures("fresh")
def test_a_broken_file_is_told_as_any_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "index.yml").write_text("provinces: [}\n", encoding="utf-8")
    monkeypatch.setattr(places, "DATA", tmp_path)
    with pytest.raises(ContentError, match=r"places/data/index\.yml:1: "):
        places.provinces()


def test_the_script_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(script, "PACKAGE", "no-such-package-of-places")
    assert script.main([], tmp_path) == 1
    told = capsys.readouterr().err
    assert "không có gói no-such-package-of-places" in told
    assert "Cách sửa" in told
    assert list(tmp_path.iterdir()) == []


def test_the_script_refuses_another_version(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(script, "PACKAGE", "pytest")  # some package that is here
    assert script.main([], tmp_path) == 1
    assert "viết cho bản 1.0.4" in capsys.readouterr().err


def test_the_script_explains_itself_in_vietnamese(capsys: pytest.CaptureFixture[str]) -> None:
    assert script.main(["--help"]) == 0
    assert capsys.readouterr().out.startswith("Cách dùng:")
    assert script.main(["--strange"]) == 2
    assert "Không hiểu `--strange`" in capsys.readouterr().err


def package(folder: Path) -> Path:
    """One province with two communes, made of a ward, a divided commune and an island."""
    with sqlite3.connect(folder / "dataset.db") as base:
        base.execute(
            "CREATE TABLE admin_units"
            " (provinceCode, province, provinceKey, wardCode, ward, wardKey)"
        )
        base.execute(
            "CREATE TABLE admin_units_legacy (provinceCode, province, provinceKey,"
            " districtCode, district, districtKey, wardCode, ward, wardKey)"
        )
        whole = ("99", "Tỉnh Minh Họa", "tinh")
        base.executemany(
            "INSERT INTO admin_units VALUES (?, ?, ?, ?, ?, ?)",
            [(*whole, "99902", "Xã No", "xano"), (*whole, "99901", "Đặc khu M'Đảo", "dao")],
        )
        base.executemany(
            "INSERT INTO admin_units_legacy VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (*whole, "998", "Thành Phố Họa", "tp", "99903", "Phường 1", "p1"),
                (*whole, "998", "Thành Phố Họa", "tp", "99902", "Xã Hai", "x2"),
                (*whole, "999", "Huyện Đảo", "hd", None, None, None),
            ],
        )
    base.close()
    links = {
        "DICT_PROVINCE": {"tinh": ["tinh"]},
        "DICT_PROVINCE_WARD_NO_DIVIDED": {"tinh": {"xano": ["tinh_tp_p1"], "dao": ["tinh_hd_"]}},
        "DICT_PROVINCE_WARD_DIVIDED": {
            "tinh": {"tinh_tp_x2": [{"newWardKey": "xano"}, {"newWardKey": "dao"}]}
        },
    }
    (folder / "converter_2025.json").write_text(json.dumps(links), encoding="utf-8")
    return folder


def test_the_script_writes_a_province_sorted_quoted_and_with_levels_apart(tmp_path: Path) -> None:
    text = script.texts(script.read(package(tmp_path), {}), "MIT")["99-minh-hoa.yml"]
    body = "".join(line for line in text.splitlines(keepends=True) if not line.startswith("#"))
    assert body == (
        'code: "99"\nprefix: tỉnh\nname: Minh Họa\n'
        "former_provinces:\n"
        '  - {code: "99", prefix: tỉnh, name: Minh Họa}\n'
        "former_districts:\n"
        '  - {code: "998", prefix: thành phố, name: Họa, province: "99"}\n'
        '  - {code: "999", prefix: huyện, name: Đảo, province: "99"}\n'
        "communes:\n"
        '  - code: "99901"\n    prefix: đặc khu\n    name: M\'Đảo\n    former:\n'
        '      - {code: "999", prefix: huyện, name: Đảo, district: "999"}\n'
        '      - {code: "99902", prefix: xã, name: Hai, district: "998", partly: true}\n'
        '  - code: "99902"\n    prefix: xã\n    name: "No"\n    former:\n'
        '      - {code: "99902", prefix: xã, name: Hai, district: "998", partly: true}\n'
        '      - {code: "99903", prefix: phường, name: "1", district: "998"}\n'
    )


def test_the_script_leaves_out_a_namesake_and_then_nothing_is_divided(tmp_path: Path) -> None:
    [found] = script.read(package(tmp_path), {"99901": ("99902",)})
    assert [part.unit.code for part in found.parts["99901"]] == ["999"]
    assert "partly: true}" not in script.province_text(found)


@pytest.mark.parametrize("namesakes", [{"99901": ("99903",)}, {"99902": ("99903",)}])
def test_the_script_stops_when_a_correction_fits_nothing_or_loses_a_commune(
    namesakes: dict[str, tuple[str, ...]], tmp_path: Path
) -> None:
    with pytest.raises(script.Trouble, match="99903"):
        script.read(package(tmp_path), namesakes)


def test_the_script_writes_only_what_differs_and_removes_what_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    source, folder = tmp_path / "package", tmp_path / "data"
    source.mkdir()
    package(source)
    monkeypatch.setattr(script, "installed", lambda: (source, "MIT License\r\n"))
    monkeypatch.setattr(script, "NAMESAKES", {})
    assert script.main(["--check"], folder) == 1
    assert script.main([], folder) == 0
    (folder / "98-cu.yml").write_text("code: 98\n", encoding="utf-8")
    assert script.main(["--check"], folder) == 1
    assert script.main([], folder) == 0
    assert script.main(["--check"], folder) == 0
    assert sorted(path.name for path in folder.iterdir()) == [
        "99-minh-hoa.yml", "LICENSE.txt", "index.yml",
    ]  # fmt: skip
    assert 'codes: [["999", "999"], ["99901", "99903"]]' in (folder / "index.yml").read_text(
        "utf-8"
    )
    assert (folder / "LICENSE.txt").read_bytes() == b"MIT License\n"
    assert "1 tệp khác" in capsys.readouterr().out
