"""An agency's answers in, the files of its own empty site out: settings, two pages, its places.

Nothing of the demo is in it; the province's communes come from the official list (bulletin.places).
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from bulletin.kinds import KINDS
from bulletin.places import Commune, Province, communes_of, provinces
from bulletin.text import fold, nearest, slugify

HERE = Path(__file__).parent
"""mkdocs.yml and the two pages stand here as forms, `{agency}` and the like to be filled in."""
SINCE = "01/7/2025"
"""The present provinces and communes stand since then (Nghị quyết số 202/2025/QH15)."""


class StartError(Exception):
    """The answers do not do; the text says in Vietnamese why and what to answer."""


@dataclass(frozen=True)
class Question:
    """Something that the agency must say of its site: a key of `extra.bulletin`, or of MkDocs."""

    key: str
    asks: str
    example: str


QUESTIONS: tuple[Question, ...] = (
    Question("site_name", "Tên trang tin", "Trang tin thi đua tỉnh Lâm Đồng"),
    Question("site_url", "Địa chỉ của trang trên mạng", "https://thidua.lamdong.example/"),
    Question("tagline", "Dòng giới thiệu dưới tên trang", "Thi đua vì an ninh, trật tự ở cơ sở"),
    Question("agency", "Cơ quan chủ quản", "Ủy ban nhân dân tỉnh Lâm Đồng"),
    Question("responsible", "Người chịu trách nhiệm (chức vụ, họ tên)", "Chánh Văn phòng …"),
    Question("permit", "Văn bản cho phép (số, ngày)", "Giấy phép số 01/GP-STTTT ngày 01/8/2025"),
    Question("address", "Địa chỉ bưu chính của cơ quan", "Số 1, đường …, phường …"),
    Question("phone", "Điện thoại để người dân liên hệ", "0263 000 000"),
    Question("email", "Thư điện tử để người dân liên hệ", "banbientap@lamdong.example"),
    Question(
        "licence", "Điều kiện sử dụng lại", "Ghi rõ nguồn khi sử dụng lại thông tin của trang"
    ),
)


def province_named(name: str) -> Province:
    """Return a present province by its name, with or without accents and level; raises StartError."""
    names = {fold(form): one for one in provinces() for form in (one.name, one.full_name)}
    wanted = fold(" ".join(name.split()))
    if found := names.get(wanted):
        return found
    merged = {fold(old.name): one for one in provinces() for old in one.former}
    if found := merged.get(wanted.removeprefix("tinh ").removeprefix("thanh pho ")):
        raise StartError(
            f"`{name}` nay thuộc {found.full_name} (từ {SINCE}).\nCách sửa: ghi `{found.name}`"
        )
    near = nearest(wanted, names)
    listed = ", ".join(one.name for one in provinces())
    mend = f"Có phải `{names[near].name}`? " if near else ""
    raise StartError(f"Không có tỉnh, thành phố `{name}`.\nCách sửa: {mend}Các tỉnh: {listed}")


def new_site_files(answers: Mapping[str, str], province: Province, software: str) -> dict[str, str]:
    """Return the files of a new site by path.

    `answers` hold every key of QUESTIONS, and perhaps `guid_domain`, `guid_year`; `software` is the
    way from the site's folder to the software's.
    """
    return {
        "mkdocs.yml": _settings(answers, software),
        ".gitignore": "/site\n/site.*\n/.releases/\n/.build/\n.cache/\n/bao-cao/\n/.dang-do.json\n*.tmp\n",
        "docs/gioi-thieu.md": _page("gioi-thieu.md", answers, province),
        "docs/lien-he.md": _page("lien-he.md", answers, province),
        **{f"content/{kind.FOLDER}/.gitkeep": "" for kind in KINDS.values()},
        "content/media/.gitkeep": "",
        **dict(_places(province)),
        **dict(_offices(province)),
        **dict(_categories()),
    }


def _settings(answers: Mapping[str, str], software: str) -> str:
    own = "".join(
        f"    {question.key}: {_quoted(answers[question.key])}\n"
        for question in QUESTIONS
        if not question.key.startswith("site_")
    )
    words = {name: _quoted(answers[name]) for name in ("site_name", "site_url", "guid_domain")}
    ways = {
        "theme": _quoted(f"{software}/hooks/theme"),
        "events": _quoted(f"{software}/hooks/mkdocs_events.py"),
        "hooks": _quoted(f"{software}/hooks"),
    }
    return _form("mkdocs.yml").format(own=own, guid_year=answers["guid_year"], **words, **ways)


def _page(name: str, answers: Mapping[str, str], province: Province) -> str:
    words = {key: _text(answer) for key, answer in answers.items()}
    return _form(name).format_map({**words, "province": _text(province.full_name)})


def _form(name: str) -> str:
    return (HERE / name).read_text("utf-8")


def _places(province: Province) -> Iterator[tuple[str, str]]:
    """Yield the province and its communes; where names repeat, the file's name ends in the code."""
    own = slugify(province.full_name)
    yield (
        f"content/localities/{own}.yml",
        _locality(province.name, province.prefix, "province", province.code),
    )
    communes = communes_of(province.code)
    slugs = Counter(slugify(one.full_name) for one in communes)
    for one in communes:
        slug = slugify(one.full_name)
        name = slug if slugs[slug] == 1 else f"{slug}-{one.code}"
        yield f"content/localities/{name}.yml", _commune(one, own)


def _commune(commune: Commune, parent: str) -> str:
    head = _locality(commune.name, commune.prefix, "commune", commune.code)
    return f"{head}parent: {parent}\n"


def _locality(name: str, prefix: str, level: str, code: str) -> str:
    return (
        f"# yaml-language-server: $schema=../schema/locality.json\n"
        f"short_name: {_quoted(name)}\nprefix: {prefix}\nlevel: {level}\n"
        f'official_code: "{code}"\nvalid_from: {SINCE}\norder: "{code}"\n'
    )


def _offices(province: Province) -> Iterator[tuple[str, str]]:
    """Yield the two offices that every province has."""
    place = slugify(province.full_name)
    for start, kind, short in (
        ("Ủy ban nhân dân", "peoples_committee", "UBND"),
        ("Công an", "police", "Công an"),
    ):
        yield (
            f"content/organisations/{slugify(short)}-{place}.yml",
            "# yaml-language-server: $schema=../schema/organisation.json\n"
            f"full_name: {_quoted(f'{start} {province.full_name}')}\n"
            f"short_name: {_quoted(f'{short} {province.full_name}')}\n"
            f"kind: {kind}\nlocality: {place}\n",
        )


def _categories() -> Iterator[tuple[str, str]]:
    for order, (title, about) in enumerate(
        (
            ("Phát động", "Lễ phát động và kế hoạch mở đầu các phong trào thi đua"),
            (
                "An ninh, trật tự ở cơ sở",
                "Hoạt động của lực lượng tham gia bảo vệ an ninh, trật tự",
            ),
            ("Tổng hợp", "Sơ kết, tổng kết, bài nhìn lại các phong trào thi đua"),
        ),
        1,
    ):
        yield (
            f"content/categories/{slugify(title)}.yml",
            f"title: {_quoted(title)}\ndescription: {_quoted(about)}\norder: {order}\n",
        )


def _quoted(text: str) -> str:
    """Return a text as YAML that nothing in it can break."""
    return json.dumps(text, ensure_ascii=False)


def _text(text: str) -> str:
    """Return a text as Markdown that shows it as typed."""
    return "".join(f"\\{sign}" if sign in r"\`*_{}[]()#+-!<>|" else sign for sign in text)
