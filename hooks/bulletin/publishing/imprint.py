"""mkdocs.yml in, what is not yet the agency's own out: nobody may publish under a sample's name."""

from pathlib import Path

from bulletin.problems import Problem
from bulletin.settings import Settings
from bulletin.source import Mapping, node_at, read_source

OWN = (
    "site_name", "site_url", "tagline", "agency", "responsible", "permit", "address", "phone", "email",
    "licence", "guid_domain",
)  # fmt: skip
"""The settings that must be the agency's own before anything is published."""
SAMPLES = (
    "hư cấu",
    "minhhoa",
    "minh họa",
    "vidu.vn",
    ".example",
    "0000 000",
    "…",
    "???",
    "điền vào",
)
"""What only samples say."""


def check_imprint(config_file: Path, settings: Settings) -> list[Problem]:
    """Return the settings that still say what the sample said; none matter on a demo site."""
    if settings.demo:
        return []
    tree = read_source(config_file, config_file.name)
    own = node_at(tree, ("extra", "bulletin")) if isinstance(tree, Mapping) else None
    lines = {**_lines(tree), **_lines(own)}
    found = []
    for name in OWN:
        value = str(getattr(settings, name))
        sample = next((one for one in SAMPLES if one in value.lower()), None)
        if sample is None:
            continue
        field = Settings.model_fields[name]
        found.append(
            Problem(
                config_file.name,
                lines.get(name, 1),
                f"{field.title} (`{name}`) còn là chữ mẫu: `{value}`",
                f"Ghi {name} thật của cơ quan; trang chỉ để giới thiệu thì ghi `demo: true`",
            )
        )
    if settings.now is not None:
        found.append(
            Problem(
                config_file.name,
                lines.get("now", 1),
                "đồng hồ bị dừng bằng `now`, nên tin hẹn giờ không bao giờ được đăng",
                "Bỏ dòng `now`; chỉ trang minh họa mới cần",
            )
        )
    return found


def _lines(node: object) -> dict[str, int]:
    return dict(node.key_lines) if isinstance(node, Mapping) else {}
