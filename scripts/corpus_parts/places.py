"""What stands for all years: places, offices, people in office, rosters, categories, links."""

from __future__ import annotations

from typing import Any

from corpus_parts.stock import full_name
from corpus_parts.world import NOW, PROVINCE, Commune, World

COMMITTEE, POLICE = f"ubnd-{PROVINCE}", f"cong-an-{PROVINCE}"
BOARD, HOME_AFFAIRS, PAPER = f"ban-chi-dao-{PROVINCE}", f"so-noi-vu-{PROVINCE}", "bao-minh-hoa"

CATEGORIES = {
    "phat-dong": "Phát động", "an-ninh-trat-tu": "An ninh, trật tự", "ngay-hoi": "Ngày hội",
    "giup-dan": "Giúp dân", "phong-chay": "Phòng cháy, chữa cháy", "giao-thong": "An toàn giao thông",
    "co-so": "Từ cơ sở", "tong-hop": "Tổng hợp",
}  # fmt: skip
_LINKS = {
    "cong-dich-vu-cong": "Cổng dịch vụ công Tỉnh Minh Họa (hư cấu)",
    "cong-thong-tin": "Cổng thông tin điện tử Tỉnh Minh Họa (hư cấu)",
    "cong-bao": "Công báo Tỉnh Minh Họa (hư cấu)",
    "he-thong-van-ban": "Hệ thống văn bản Tỉnh Minh Họa (hư cấu)",
}
_OFFICES = {
    COMMITTEE: ("Ủy ban nhân dân Tỉnh Minh Họa", "UBND Tỉnh Minh Họa", "peoples_committee"),
    POLICE: ("Công an Tỉnh Minh Họa", None, "police"),
    BOARD: (
        "Ban Chỉ đạo phong trào thi đua Tỉnh Minh Họa",
        "Ban Chỉ đạo tỉnh",
        "steering_committee",
    ),
    HOME_AFFAIRS: ("Sở Nội vụ Tỉnh Minh Họa", None, "department"),
    PAPER: ("Báo Minh Họa", None, "media"),
}
LEADERS = {
    COMMITTEE: (
        ("chu-tich-tinh", None, "Chủ tịch UBND tỉnh"),
        ("pho-chu-tich-tinh", None, "Phó Chủ tịch UBND tỉnh"),
    ),
    POLICE: (
        ("giam-doc-cong-an-tinh", "Đại tá", "Giám đốc Công an tỉnh"),
        ("pho-giam-doc-cong-an-tinh", "Thượng tá", "Phó Giám đốc Công an tỉnh"),
    ),
    HOME_AFFAIRS: (("giam-doc-so-noi-vu", None, "Giám đốc Sở Nội vụ"),),
}


def write_places(world: World) -> None:
    """Write the registers."""
    _province(world)
    for commune in world.communes:
        _commune(world, commune)
        _roster(world, commune)
    for order, (slug, title) in enumerate(CATEGORIES.items(), 1):
        fields = {"title": title, "description": f"Tin, bài về chủ đề {title.lower()}"}
        world.tree.write("categories", slug, {**fields, "order": order, "sample": True})
    for order, (slug, title) in enumerate(_LINKS.items(), 1):
        url = f"https://{slug}.minhhoa.example/"
        world.tree.write(
            "links", slug, {"title": title, "url": url, "order": order, "sample": True}
        )


def _province(world: World) -> None:
    """Write the province, its offices, the people who lead them, and the districts of old."""
    place = {
        "short_name": "Minh Họa", "prefix": "tỉnh", "level": "province",
        "variants": ["Tỉnh Minh Họa"], "codes": [{"code": "MH", "system": "Mã hư cấu"}],
        "sample": True, "body": "Tỉnh hư cấu của bộ nội dung thử;\nkhông có nơi nào như vậy.",
    }  # fmt: skip
    world.tree.write("localities", PROVINCE, place)
    for number in (1, 2, 3):
        district = {
            "short_name": f"Minh Họa Cũ {number}", "prefix": "huyện", "level": "district",
            "parent": PROVINCE, "closed": {"how": "abolished", "on": "2025-07-01"}, "sample": True,
        }  # fmt: skip
        world.tree.write("localities", f"huyen-minh-hoa-cu-{number}", district)
    for slug, (name, short, kind) in _OFFICES.items():
        office: dict[str, Any] = {"full_name": name, "short_name": short, "kind": kind}
        if slug == POLICE:
            office["standing_for"] = BOARD
        world.tree.write("organisations", slug, {**office, "locality": PROVINCE, "sample": True})
    for office_slug, leaders in LEADERS.items():
        for slug, rank, role in leaders:
            _person(world, f"{slug}-minh-hoa", rank, role, office_slug)


def _commune(world: World, commune: Commune) -> None:
    """Write a commune, its two offices and their heads."""
    place = {
        "short_name": f"Minh Họa {commune.number}", "prefix": commune.prefix, "level": "commune",
        "codes": [{"code": f"MH{commune.number:03}", "system": "Mã hư cấu"}],
        "parent": PROVINCE, "order": commune.number, "sample": True,
    }  # fmt: skip
    world.tree.write("localities", commune.slug, place)
    for prefix, name, kind, above, rank, head in (
        ("ubnd", "Ủy ban nhân dân", "peoples_committee", COMMITTEE, None, "Chủ tịch UBND"),
        ("cong-an", "Công an", "police", POLICE, "Trung tá", "Trưởng Công an"),
    ):
        slug = f"{prefix}-{commune.slug}"
        office = {
            "full_name": f"{name} {commune.name}", "kind": kind, "locality": commune.slug,
            "parent": above, "sample": True,
        }  # fmt: skip
        world.tree.write("organisations", slug, office)
        _person(world, f"lanh-dao-{slug}", rank, f"{head} {commune.name}", slug)


def _person(world: World, slug: str, rank: str | None, role: str, office: str) -> None:
    """Write somebody who is named for his or her office."""
    position = {"rank": rank, "roles": [role], "organisation": office, "seen_on": str(NOW.year)}
    name = full_name(world.dice("person", slug))
    fields = {"full_name": name, "basis": "office", "positions": [position], "sample": True}
    world.tree.write("people", slug, fields)


def _roster(world: World, commune: Commune) -> None:
    """Write the teams of a commune."""
    teams = [
        {
            "id": team.id, "name": f"Tổ bảo vệ an ninh, trật tự {team.village}",
            "village": team.village, "start": team.start, "end": team.end,
            "successor": team.successor,
        }
        for team in commune.teams
    ]  # fmt: skip
    world.tree.write(
        "rosters", commune.slug, {"commune": commune.slug, "teams": teams, "sample": True}
    )
