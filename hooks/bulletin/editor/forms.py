"""The configuration of Sveltia CMS: one collection a kind, its rule for file names, its place."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from bulletin.dates import Day
from bulletin.editor.widgets import names_of, naming_fields, widgets
from bulletin.kinds import KINDS, Entry, Result
from bulletin.kinds._types import CaptionFile, Download, FullDay, Media, RecordingFile, Truth
from bulletin.kinds.result import ResultKind
from bulletin.settings import GitHost, Settings
from bulletin.text import SLUG_LENGTH

MAX_UPLOAD = 50_000_000
PICTURE_SIDE = 2000
"""Pixels of the longer side that an uploaded picture keeps; pages show 1,600 at most."""


@dataclass(frozen=True)
class Desk:
    """What the form of a kind needs beside its fields."""

    slug: str
    """The template of a new entry's file name."""
    advice: str
    icon: str = "article"


_DATED = "Tên tệp là địa chỉ trang: đặt theo việc, không nêu tên người"
DESKS: dict[str, Desk] = {
    "campaign": Desk("{{short_title}}", "Đặt tên tệp gồm nơi và năm, ví dụ tinh-minh-hoa-2024", "flag"),
    "document": Desk("{{title}}", "Đặt tên tệp theo số, ký hiệu, năm, ví dụ 591-kh-ubnd-2024", "description"),
    "news": Desk("{{title}}", _DATED, "newspaper"),
    "event": Desk("{{title}}", _DATED, "event"),
    "exemplar": Desk("{{year}}-{{month}}-{{title}}", _DATED, "volunteer_activism"),
    "deeds": Desk("{{commune}}-{{start | date('YYYY-MM')}}", "Tên tệp là xã và tháng của ngày đầu kỳ", "checklist"),
    "award": Desk("{{title}}", _DATED, "workspace_premium"),
    "model": Desk("{{title}}", _DATED, "lightbulb"),
    "notice": Desk("{{title}}", _DATED, "campaign"),
    "resource": Desk("{{title}}", _DATED, "folder_open"),
    "roster": Desk("{{commune}}", "Tên tệp là tên tệp của xã", "groups"),
    "issue": Desk("{{year}}-{{month}}", "Tên tệp là tháng, ví dụ 2025-06", "calendar_month"),
    "locality": Desk("{{prefix}}-{{short_name}}", "Nơi trùng tên thì thêm mã vào cuối tên tệp", "location_on"),
    "organisation": Desk("{{full_name}}", "Đặt tên tệp ngắn, ví dụ ubnd-tinh-minh-hoa", "account_balance"),
    "person": Desk("nguoi-{{uuid_shorter}}", "Tên tệp không được chứa tên người", "person"),
    "category": Desk("{{title}}", "Tên tệp là địa chỉ của chuyên mục", "label"),
    "link": Desk("{{title}}", "", "link"),
}  # fmt: skip
_RESULTS = {
    ResultKind.MONTHLY: "{{campaign}}-{{unit}}-{{as_of | date('YYYY-MM')}}",
    ResultKind.PHASE: "{{campaign}}-{{unit}}-dot-{{phase}}",
    ResultKind.FINAL: "{{campaign}}-{{unit}}-tong-ket",
}
"""The rule for file names of results, by the kind of report: each has a form of its own."""

GROUPS: tuple[tuple[str, ...], ...] = (
    ("news", "exemplar", "deeds", "award", "result", "notice", "event", "model", "resource"),
    ("campaign", "document", "issue"),
    ("locality", "organisation", "person", "roster", "category", "link"),
)
"""The order in which the kinds are listed: what is written often, what frames it, the registers."""


def editor_config(settings: Settings, now: Day) -> dict[str, Any]:
    """Return the configuration that Sveltia CMS starts with; `now` fills in new entries' days."""
    return {
        "load_config_file": False,
        "backend": backend(settings),
        "media_folder": "content/media",
        "public_folder": "/content/media",
        "media_libraries": {
            "default": {
                "config": {
                    "max_file_size": MAX_UPLOAD,
                    "slugify_filename": True,
                    "transformations": {
                        "raster_image": {
                            "format": "webp", "quality": 90,
                            "width": PICTURE_SIDE, "height": PICTURE_SIDE,
                        }
                    },
                }
            }
        },
        "app_title": f"Soạn tin · {settings.site_name}",
        "site_url": settings.site_url,
        "show_preview_links": False,
        "editor": {"preview": False},
        "slug": {
            "encoding": "ascii", "clean_accents": True, "maxlength": SLUG_LENGTH,
            "timezone": "local",
        },
        "output": {"omit_empty_optional_fields": True},
        "collections": list(_collections(now)),
    }  # fmt: skip


def format_keys() -> dict[str, list[str]]:
    """Return which fields the file format must show as a tick, in a calendar, as a file."""
    return {
        "truths": names_of(Truth),
        "days": names_of(FullDay),
        "media": names_of(Media, Download, RecordingFile, CaptionFile),
    }


_API = {GitHost.GITLAB: "/api/v4", GitHost.GITHUB: "/api/v3", GitHost.GITEA: "/api/v1"}
"""Where each host's interface stands below the address of an agency's own."""
_PUBLIC = {
    GitHost.GITLAB: ("https://gitlab.com", "https://gitlab.com"),
    GitHost.GITHUB: ("https://github.com", "https://api.github.com"),
}
"""The public hosts: the site, and its interface."""


def backend(settings: Settings) -> dict[str, Any]:
    """Return where the editor keeps content: the agency's Git host, else this computer only."""
    editor = settings.editor
    if editor is None:
        # Sveltia wants a host even where only a folder of this computer is offered; nobody asks it.
        return {"name": "gitea", "repo": "may-nay/ban-tin", "auth_methods": ["token"]}
    made: dict[str, Any] = {
        "name": editor.host.value,
        "repo": editor.repository,
        "branch": editor.branch,
        "auth_methods": ["oauth", "token"] if editor.app_id else ["token"],
    }
    if editor.address is not None:
        root = editor.address.rstrip("/")
        made |= {"base_url": root, "api_root": root + _API[editor.host]}
    if editor.app_id is not None:
        made |= {"app_id": editor.app_id}
        if editor.host is GitHost.GITLAB:
            made["auth_type"] = "pkce"
    return made


def hosts(settings: Settings) -> list[str]:
    """Return the origins other than its own that the editor may ask: those of the Git host."""
    if (editor := settings.editor) is None:
        return []
    roots = (editor.address,) if editor.address else _PUBLIC[editor.host]
    parts = (urlsplit(root) for root in roots)
    return sorted({f"{part.scheme}://{part.netloc}" for part in parts})


def _collections(now: Day) -> Iterator[dict[str, Any]]:
    for number, names in enumerate(GROUPS):
        if number:
            yield {"divider": True}
        for name in names:
            if KINDS[name] is Result:
                yield from (_result(kind, now) for kind in ResultKind)
            else:
                yield _collection(KINDS[name], DESKS[name], now)


def _collection(kind: type[Entry], desk: Desk, now: Day) -> dict[str, Any]:
    named = naming_fields(kind)
    fields = list(widgets(kind, first=kind.STARTS_WITH))
    for one in fields:
        if one["name"] == "published_at":
            one["default"] = f"{now.date.isoformat()} {now.hour or 0:02}:{now.minute or 0:02}"
    label = kind.LABEL[:1].upper() + kind.LABEL[1:]
    return {
        "name": kind.KIND,
        "label": label,
        "label_singular": kind.LABEL,
        "description": desk.advice,
        "icon": desk.icon,
        "folder": f"content/{kind.FOLDER}",
        "extension": "yml",
        "format": "bulletin",
        "identifier_field": named[-1] if named else "status",
        "summary": " ".join(f"{{{{{name}}}}}" for name in named) or "{{slug}}",
        "slug": {"template": desk.slug, "editable": ["create"]},
        "delete": False,
        "sortable_fields": [
            name for name in (*named, "published_at", "status") if name in kind.model_fields
        ],
        "view_filters": [
            {"label": "Bản nháp", "field": "status", "pattern": "draft"},
            {"label": "Chờ duyệt", "field": "status", "pattern": "review"},
            {"label": "Đã đăng", "field": "status", "pattern": "published"},
        ],
        "fields": fields,
    }


def _result(kind: ResultKind, now: Day) -> dict[str, Any]:
    """Return the form of one kind of report; together they hold all results."""
    made = _collection(Result, Desk(_RESULTS[kind], "Tên tệp tự đặt theo phong trào, đơn vị, kỳ",
                                    "monitoring"), now)  # fmt: skip
    for one in made["fields"]:
        if one["name"] == "kind":
            one |= {"default": kind.value, "readonly": True}
        if one["name"] == "phase":
            one["required"] = True
    if kind is not ResultKind.PHASE:
        made["fields"] = [one for one in made["fields"] if one["name"] != "phase"]
    made |= {
        "name": f"result_{kind.value}",
        "label": kind.label.replace("báo cáo", "Kết quả"),
        "label_singular": kind.label,
        "summary": "{{slug}}",
        "filter": {"field": "kind", "value": kind.value},
    }
    return made
