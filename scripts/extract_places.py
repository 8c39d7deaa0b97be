"""Write the 34 province files in hooks/bulletin/places/data/ from the package `vietnamadminunits`.

Run once, and again only after a reform. The package is no dependency of ours; it is read as files
(its SQLite and JSON), never imported, for its address converter asks a web service:

    python3 -m venv .cache/places
    .cache/places/bin/pip install --no-deps vietnamadminunits==1.0.4
    .cache/places/bin/python scripts/extract_places.py

`--check` writes nothing and ends with status 1 if a file differs. The same package gives the same
bytes.
"""

from __future__ import annotations

import json
import re
import sqlite3
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from importlib import metadata
from pathlib import Path
from typing import Any

ABOUT = "Viết lại danh mục tỉnh, xã từ gói vietnamadminunits; chỉ dùng khi có sắp xếp mới."
ROOT = Path(__file__).resolve().parent.parent
# Not `_venv.ensure()`: this runs in the environment that has the package, with nothing else in it.
sys.path.insert(0, str(ROOT / "hooks"))

from bulletin.text import normalise, slugify

PACKAGE, VERSION = "vietnamadminunits", "1.0.4"
FOLDER = Path("hooks") / "bulletin" / "places" / "data"
HELP = f"""\
Cách dùng: python scripts/extract_places.py [--check]

Ghi lại {FOLDER.as_posix()}/: mỗi tỉnh, thành phố một tệp (xã, phường, đặc khu và các
đơn vị cũ đã nhập vào), index.yml và LICENSE.txt. Chạy bằng Python của môi trường có gói
{PACKAGE} {VERSION}; gói ấy chỉ cần cho lệnh này, không cần để dựng trang.
Những chỗ sửa tay trong các tệp ấy sẽ bị ghi đè.

  --check     chỉ so, không ghi; có tệp khác thì kết thúc với mã 1
  -h, --help  in hướng dẫn này"""

HEADER = f"""\
# {{title}}
# Nguồn: gói {PACKAGE} {VERSION}, © 2025 Tran Ngoc Minh Hieu, giấy phép MIT (xem LICENSE.txt).
# Lấy từ đó: mã và tên tỉnh, xã từ ngày 01/7/2025; mã và tên tỉnh, huyện, xã trước ngày ấy;
# xã mới gồm những đơn vị cũ nào. Đã sửa: cấp gọi viết thường, tách khỏi tên; bỏ các liên kết sai
# do trùng tên mà scripts/extract_places.py liệt kê.
# Tệp do scripts/extract_places.py ghi; sửa tay được, nhưng chạy lại lệnh ấy sẽ mất chỗ sửa.
"""
PARTLY = "# partly: true – đơn vị cũ bị chia cho nhiều xã, xã này chỉ nhận một phần.\n"
WHOLE_DISTRICT = "# Huyện đảo không có xã ghi như một đơn vị cũ mang mã của chính huyện.\n"

LEVELS = (
    "thành phố", "tỉnh", "quận", "thị xã", "huyện", "phường", "thị trấn", "xã", "đặc khu"
)  # fmt: skip

NAMESAKES: Mapping[str, tuple[str, ...]] = {
    "06184": ("06079",),  # Đồng Đăng: Hồng Phong of Cao Lộc, not of Bình Gia
    "10804": ("11890",),  # Kim Thành: Hòa Bình of Kim Thành, not of Vĩnh Bảo
    "10843": ("11890",),  # Hà Nam: the same
    "11911": ("10798",),  # Nguyễn Bỉnh Khiêm: Hòa Bình of Vĩnh Bảo, not of Kim Thành
    "25459": ("27691",),  # Tân Ninh: phường 4 of Tây Ninh, not of Tân An
    "27694": ("25462",),  # Long An: phường 4 of Tân An, not of Tây Ninh
    "28921": ("29734",),  # Tân Thành Bình: Hòa Lộc of Mỏ Cày Bắc, not of Tam Bình
    "29182": ("29623",),  # Thạnh Phú: Mỹ An of Thạnh Phú, not of Mang Thít
    "29734": ("28924",),  # Hòa Hiệp: Hòa Lộc of Tam Bình, not of Mỏ Cày Bắc
    # Cao Lãnh: phường 3, 4, 6 of Cao Lãnh, not of Mỹ Tho, Cai Lậy, Sa Đéc
    "29869": ("28252", "28270", "28437", "28439", "29902", "29908"),
    "31246": ("31714",),  # Thạnh Quới: Thạnh Quới of Vĩnh Thạnh, not of Mỹ Xuyên
    "31288": ("31666",),  # Trường Thành: Tân Thạnh of Thới Lai, not of Long Phú
    "31378": ("31582", "31657"),  # Phú Hữu: Phú Tân, Phú Hữu of Hậu Giang, not of Sóc Trăng
    "31408": ("31741",),  # Thạnh Hòa: Tân Long of Phụng Hiệp, not of Ngã Năm
    "31473": ("31744",),  # Long Bình: Long Bình of Long Mỹ, not of Ngã Năm
    "31480": ("31669",),  # Long Phú 1: Long Phú of Long Mỹ, not of Long Phú
    "31495": ("31606",),  # Xà Phiên: Thuận Hưng of Long Mỹ, not of Mỹ Tú
    "31582": ("31379",),  # Thuận Hòa: Phú Tân of Sóc Trăng, not of Hậu Giang
    "31591": ("31483",),  # Mỹ Hương: Thuận Hưng of Mỹ Tú, not of Long Mỹ
    "31639": ("31480",),  # Long Phú: Long Phú of Long Phú, not of Long Mỹ
    "31654": ("31378",),  # Trường Khánh: Phú Hữu of Long Phú, not of Hậu Giang
    "31666": ("31268",),  # Tân Thạnh: Tân Thạnh of Long Phú, not of Thới Lai
    "31726": ("31246",),  # Gia Hòa: Thạnh Quới of Mỹ Xuyên, not of Vĩnh Thạnh
    "31741": ("31438", "31474"),  # Tân Long: Tân Long, Long Bình of Ngã Năm, not of Hậu Giang
}
"""Links of the package that are wrong: by present commune, the old codes to leave out.

Where a divided commune has a namesake in the same new province, the package gives each of the two
the parts of both. Each link here joins places 25 to 100 km apart, or two towns' wards of the same
number, and the right namesake is linked too.
"""


class Trouble(Exception):
    """The files cannot be written; the text says why and what to do, in Vietnamese."""


@dataclass(frozen=True)
class Unit:
    """A unit with its level: `prefix` in lower case, `name` as the package spells it."""

    code: str
    prefix: str
    name: str


@dataclass(frozen=True)
class Former:
    """A former commune, or a former district that had none and stands for itself."""

    unit: Unit
    district: str


@dataclass
class Province:
    """A present province with what it was made of; `parts` are by the code of the commune."""

    unit: Unit
    provinces: list[Unit] = field(default_factory=list)
    districts: dict[Unit, str] = field(default_factory=dict)
    communes: list[Unit] = field(default_factory=list)
    parts: dict[str, list[Former]] = field(default_factory=lambda: defaultdict(list))

    @property
    def file(self) -> str:
        """The name of its file: `68-lam-dong.yml`."""
        return f"{self.unit.code}-{slugify(self.unit.name)}.yml"

    @property
    def codes(self) -> set[str]:
        """The codes of its communes and of all they were made of."""
        former = {part.unit.code for parts in self.parts.values() for part in parts}
        return former | {commune.code for commune in self.communes}


def unit(code: str, full_name: str) -> Unit:
    """Return the unit of that code, its level taken off its full name: `Thị Trấn Ái Tử`."""
    text = normalise(full_name)
    for level in LEVELS:
        if text.lower().startswith(f"{level} "):
            return Unit(code, level, text[len(level) + 1 :])
    raise Trouble(f"Tên `{full_name}` (mã {code}) không bắt đầu bằng một cấp hành chính.")


def installed() -> tuple[Path, str]:
    """Return the data folder of the installed package and its licence; raises `Trouble`."""
    try:
        package = metadata.distribution(PACKAGE)
    except metadata.PackageNotFoundError:
        raise Trouble(
            f"Python này không có gói {PACKAGE}.\n"
            "Cách sửa: tạo môi trường riêng rồi chạy lại bằng Python của môi trường ấy:\n"
            "  python3 -m venv .cache/places\n"
            f"  .cache/places/bin/pip install --no-deps {PACKAGE}=={VERSION}\n"
            "  .cache/places/bin/python scripts/extract_places.py"
        ) from None
    if package.version != VERSION:
        raise Trouble(
            f"Gói {PACKAGE} là bản {package.version}, lệnh này viết cho bản {VERSION}.\n"
            f"Cách sửa: pip install --no-deps {PACKAGE}=={VERSION}; muốn dùng bản mới thì sửa "
            "VERSION rồi xem lại NAMESAKES trong scripts/extract_places.py."
        )
    licence = next(file for file in package.files or [] if file.name == "LICENSE")
    return Path(str(package.locate_file(PACKAGE))) / "data", licence.read_text("utf-8")


def rows(database: sqlite3.Connection, table: str) -> list[dict[str, Any]]:
    """Return the rows of a table of the package, in its order."""
    found = database.execute(f"SELECT * FROM {table}")
    names = [column[0] for column in found.description]
    return [dict(zip(names, row, strict=True)) for row in found]


def read(data: Path, namesakes: Mapping[str, tuple[str, ...]]) -> list[Province]:
    """Return the provinces in the package's data folder by code, less the links to leave out;
    raises `Trouble`.
    """
    with closing(sqlite3.connect(f"{(data / 'dataset.db').as_uri()}?mode=ro", uri=True)) as base:
        present, old = rows(base, "admin_units"), rows(base, "admin_units_legacy")
    links = json.loads((data / "converter_2025.json").read_text("utf-8"))
    provinces = {
        row["provinceKey"]: Province(unit(row["provinceCode"], row["province"])) for row in present
    }
    now: dict[tuple[str, str], Unit] = {}
    for row in present:
        commune = unit(row["wardCode"], row["ward"])
        now[row["provinceKey"], row["wardKey"]] = commune
        provinces[row["provinceKey"]].communes.append(commune)

    home = {key: new for new, keys in links["DICT_PROVINCE"].items() for key in keys}
    before: dict[str, Former] = {}
    for row in old:
        province = provinces[home[row["provinceKey"]]]
        district = unit(row["districtCode"], row["district"])
        whole = unit(row["provinceCode"], row["province"])
        if whole not in province.provinces:
            province.provinces.append(whole)
        province.districts[district] = whole.code
        own = unit(row["wardCode"], row["ward"]) if row["ward"] else district
        key = f"{row['provinceKey']}_{row['districtKey']}_{row['wardKey'] or ''}"
        before[key] = Former(own, district.code)

    dropped = {(commune, code) for commune, codes in namesakes.items() for code in codes}
    unused = set(dropped)
    for key, new, was in _links(links):
        commune, part = now[key, new], before[was]
        if (commune.code, part.unit.code) in dropped:
            unused.discard((commune.code, part.unit.code))
        else:
            provinces[key].parts[commune.code].append(part)
    found = sorted(provinces.values(), key=lambda province: province.unit.code)
    lost = {part.unit.code for part in before.values()}.difference(*(p.codes for p in found))
    if unused or lost:
        raise Trouble(
            f"Dữ liệu của gói không như mong đợi: liên kết cần bỏ mà không có {sorted(unused)}; "
            f"đơn vị cũ không thuộc xã nào {sorted(lost)}.\n"
            "Cách sửa: xem lại NAMESAKES trong scripts/extract_places.py."
        )
    return found


def _links(links: Mapping[str, Any]) -> Iterable[tuple[str, str, str]]:
    """Return every link as the keys of the province, of its commune and of the former unit."""
    for province, communes in links["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
        for commune, units in communes.items():
            for key in units:
                yield province, commune, key
    for province, units in links["DICT_PROVINCE_WARD_DIVIDED"].items():
        for key, communes in units.items():
            for commune in communes:
                yield province, commune["newWardKey"], key


def scalar(text: str) -> str:
    """Return the text for YAML: bare if it can only be read as a text, else quoted."""
    bare = re.fullmatch(r"[^\W\d_](?:[\w' -]*\w)?", text)
    words = {"y", "n", "yes", "no", "on", "off", "true", "false", "null"}
    return text if bare and text.lower() not in words else json.dumps(text, ensure_ascii=False)


def flow(pairs: Mapping[str, str]) -> str:
    """Return a mapping on one line."""
    return "{" + ", ".join(f"{key}: {value}" for key, value in pairs.items()) + "}"


def told(of: Unit) -> dict[str, str]:
    """Return what is written of every unit."""
    return {"code": f'"{of.code}"', "prefix": of.prefix, "name": scalar(of.name)}


def by_code(units: Iterable[Unit]) -> list[Unit]:
    """Return the units in order of their codes."""
    return sorted(units, key=lambda unit: unit.code)


def province_text(province: Province) -> str:
    """Return the file of a province."""
    whole = province.unit
    shares: dict[str, int] = defaultdict(int)
    for part in (part for parts in province.parts.values() for part in parts):
        shares[part.unit.code] += 1
    title = f"Xã, phường, đặc khu của {whole.prefix} {whole.name} và các đơn vị cũ đã nhập vào."
    lines = [f"{key}: {value}" for key, value in told(whole).items()]
    lines.append("former_provinces:")
    lines += [f"  - {flow(told(former))}" for former in by_code(province.provinces)]
    lines.append("former_districts:")
    for district in by_code(province.districts):
        lines.append(f"  - {flow(told(district) | {'province': _code(province, district)})}")
    lines.append("communes:")
    for commune in by_code(province.communes):
        lead = "  - "
        for key, value in told(commune).items():
            lines.append(f"{lead}{key}: {value}")
            lead = "    "
        lines.append("    former:")
        for part in sorted(province.parts[commune.code], key=lambda part: part.unit.code):
            row = told(part.unit) | {"district": f'"{part.district}"'}
            partly = {"partly": "true"} if shares[part.unit.code] > 1 else {}
            lines.append(f"      - {flow(row | partly)}")
    notes = (PARTLY if max(shares.values()) > 1 else "") + (
        WHOLE_DISTRICT if any(unit.code in shares for unit in province.districts) else ""
    )
    return HEADER.format(title=title) + notes + "\n".join(lines) + "\n"


def _code(province: Province, district: Unit) -> str:
    """Return the quoted code of the former province of a district."""
    return f'"{province.districts[district]}"'


def ranges(provinces: Iterable[Province]) -> dict[str, list[tuple[str, str]]]:
    """Return, by province, the ranges that hold its codes, present and former, and no other's."""
    owners = {code: province.unit.code for province in provinces for code in province.codes}
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    last: tuple[int, str] | None = None
    for code in sorted(owners, key=lambda code: (len(code), code)):
        spans = found[owners[code]]
        if last == (len(code), owners[code]):
            spans[-1] = (spans[-1][0], code)
        else:
            spans.append((code, code))
        last = (len(code), owners[code])
    return found


def index_text(provinces: list[Province]) -> str:
    """Return the file that tells the provinces apart without their communes."""
    lines = [
        HEADER.format(title="34 tỉnh, thành phố từ ngày 01/7/2025 và tệp của từng nơi.")
        + "# codes: các khoảng mã xã, mới và cũ, thuộc nơi ấy; former: các tỉnh cũ.",
        "provinces:",
    ]
    spans = ranges(provinces)
    for province in provinces:
        lead = "  - "
        for key, value in (told(province.unit) | {"file": f'"{province.file}"'}).items():
            lines.append(f"{lead}{key}: {value}")
            lead = "    "
        listed = ", ".join(f'["{first}", "{last}"]' for first, last in spans[province.unit.code])
        lines += [f"    codes: [{listed}]", "    former:"]
        lines += [f"      - {flow(told(former))}" for former in by_code(province.provinces)]
    return "\n".join(lines) + "\n"


def texts(provinces: list[Province], licence: str) -> dict[str, str]:
    """Return the text of every file, by its name."""
    files = {province.file: province_text(province) for province in provinces}
    plain = "\n".join(line.rstrip() for line in licence.splitlines())
    return files | {"index.yml": index_text(provinces), "LICENSE.txt": f"{plain.strip()}\n"}


def stale(folder: Path, wanted: Mapping[str, str]) -> list[str]:
    """Return the names of the files in the folder that differ, are missing or too many."""
    found = {path.name: path.read_text("utf-8") for path in folder.glob("*.*")}
    return sorted(n for n in wanted.keys() | found.keys() if wanted.get(n) != found.get(n))


def main(arguments: list[str], folder: Path = ROOT / FOLDER) -> int:
    """Write or compare the files; return the exit status."""
    if {"-h", "--help"} & set(arguments):
        print(HELP)
        return 0
    if strange := [argument for argument in arguments if argument != "--check"]:
        print(f"Không hiểu `{strange[0]}`.\n\n{HELP}", file=sys.stderr)
        return 2
    try:
        data, licence = installed()
        wanted = texts(read(data, NAMESAKES), licence)
    except Trouble as trouble:
        print(trouble, file=sys.stderr)
        return 1
    folder.mkdir(parents=True, exist_ok=True)
    old = stale(folder, wanted)
    if "--check" in arguments:
        print(f"{len(old)} tệp khác với dữ liệu của gói." + "".join(f"\n  {n}" for n in old))
        return 1 if old else 0
    for name in old:
        if name in wanted:
            (folder / name).write_text(wanted[name], encoding="utf-8", newline="\n")
        else:
            (folder / name).unlink()
    print(f"Đã ghi {len(old)} trong {len(wanted)} tệp vào {folder.name}/.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
