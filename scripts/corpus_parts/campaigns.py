"""The province's campaign of every year with its eleven targets, and those of some communes below it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from corpus_parts.places import COMMITTEE, HOME_AFFAIRS, POLICE
from corpus_parts.stock import Writer
from corpus_parts.world import NOW, PROVINCE, Commune, Made, World, campaign_year

THEME = "Gần dân, vì dân, giữ bình yên từ cơ sở"
PLAN = "Kế hoạch phát động phong trào thi đua “{theme}” năm {year}–{next}"
CHILDREN = 8
"""Communes with a campaign of their own."""
_TEAM = "Tổ bảo vệ an ninh, trật tự"

CONTENTS: tuple[tuple[str, str, tuple[dict[str, Any], ...]], ...] = (
    ("4.1", "Thi đua nắm tình hình ở cơ sở", (
        {"as_printed": "80% nguồn tin của người dân đến được công an xã qua lực lượng ở cơ sở",
         "operator": "unspecified", "value": 80, "unit": "%",
         "note": "kế hoạch không ghi mức so sánh"},
        {"as_printed": "100% vụ việc có lực lượng ở cơ sở đến kịp thời", "operator": "equal",
         "value": 100, "unit": "%", "denominator": "tổng số vụ việc"},
    )),
    ("4.2", "Thi đua xây dựng phong trào toàn dân", (
        {"as_printed": "mỗi xã có ít nhất 01 mô hình đang phát huy hiệu quả", "operator": "at_least",
         "value": 1, "unit": "mô hình", "per": {"area": "mỗi xã"}},
    )),
    ("4.3", "Thi đua phòng cháy, chữa cháy, cứu nạn, cứu hộ", (
        {"as_printed": "100% vụ việc khi được huy động có mặt kịp thời", "operator": "equal",
         "value": 100, "unit": "%", "condition": "khi được huy động"},
    )),
    ("4.4", "Thi đua quản lý hành chính về trật tự xã hội", (
        {"as_printed": "không có cơ sở kinh doanh có điều kiện vi phạm", "operator": "none",
         "per": {"area": "trên địa bàn"}, "sensitive": True},
        {"as_printed": "trên 90% thông tin về nhân khẩu do người dân cung cấp",
         "operator": "more_than", "value": 90, "unit": "%"},
        {"as_printed": "không có tàng trữ, sử dụng trái phép vũ khí, vật liệu nổ",
         "operator": "none", "sensitive": True},
    )),
    ("4.5", "Thi đua giúp đỡ người tái hòa nhập cộng đồng", (
        {"as_printed": "không để xảy ra tái phạm trên địa bàn", "operator": "none",
         "per": {"area": "trên địa bàn"}, "sensitive": True},
    )),
    ("4.6", "Thi đua tuần tra, bảo đảm trật tự, an toàn giao thông", (
        {"as_printed": "100% lực lượng ở cơ sở tham gia tuần tra", "operator": "equal",
         "value": 100, "unit": "%"},
        {"as_printed": "không để xảy ra tai nạn giao thông nghiêm trọng", "operator": "none",
         "per": {"area": "trên địa bàn"}},
    )),
    ("4.7", "Thi đua xây dựng, nhân rộng hình ảnh đẹp", (
        {"as_printed": "mỗi Tổ mỗi tháng có ít nhất 01 việc tốt hoặc có cá nhân được biểu dương",
         "per": {"subject": _TEAM, "period": "month"},
         "any_of": [
             {"indicator": "việc tốt", "operator": "at_least", "value": 1, "unit": "việc tốt"},
             {"indicator": "cá nhân được biểu dương", "operator": "at_least", "value": 1,
              "unit": "cá nhân"},
         ]},
    )),
)  # fmt: skip
"""Code, title and targets: the canonical reference is the last figure of the code."""


def write_campaigns(world: World, plans: dict[int, str]) -> None:
    """Write all campaigns; `plans` has the plan document of those years that have one."""
    oldest = campaign_year(world.first_day)
    for year in range(oldest, campaign_year(NOW.date()) + 1):
        _province(world, year, plans.get(year), first=year == oldest)
        for commune in world.communes[:CHILDREN]:
            if year > oldest:
                _child(world, commune, year)


def _period(year: int) -> dict[str, date]:
    return {"start": date(year, 9, 1), "end": date(year + 1, 8, 31)}


def _phases(year: int) -> list[dict[str, Any]]:
    """Return the two halves of a campaign with what they celebrate."""
    last = date.fromordinal(date(year + 1, 3, 1).toordinal() - 1)
    party = {
        "name": "Ngày thành lập Đảng Cộng sản Việt Nam", "origin": "1930-02-03",
        "observed": date(year + 1, 2, 3), "years": year + 1 - 1930,
    }  # fmt: skip
    force = {
        "name": "Ngày truyền thống Công an nhân dân", "origin": "1945-08-19",
        "observed": date(year + 1, 8, 19), "years": year + 1 - 1945,
    }  # fmt: skip
    halves = ((date(year, 9, 1), last, party), (date(year + 1, 3, 1), date(year + 1, 8, 31), force))
    return [
        {
            "number": number, "start": start, "end": end, "commemorates": [day],
            "slogan": f"Thi đua lập thành tích chào mừng kỷ niệm {day['years']} năm {day['name']}",
        }
        for number, (start, end, day) in enumerate(halves, 1)
    ]  # fmt: skip


def _contents() -> list[dict[str, Any]]:
    return [
        {
            "code": code, "canonical_ref": int(code[-1]), "title": title,
            "targets": [{"indicator": _indicator(target), **target} for target in targets],
        }
        for code, title, targets in CONTENTS
    ]  # fmt: skip


def _indicator(target: dict[str, Any]) -> str:
    """Return what is measured: the plan's words without the figure in front."""
    first, _, rest = target["as_printed"].partition("% ")
    return rest or first


def _province(world: World, year: int, plan: str | None, *, first: bool) -> None:
    """Write the campaign of the whole province."""
    slug, at = f"{PROVINCE}-{year}", datetime(year, 8, 28, 8, 0)
    writer = Writer(world.dice("campaign", year), {"xa": "xã", "thon": "mỗi thôn"})
    title = f"Phong trào thi đua “{THEME}” Tỉnh Minh Họa năm {year}–{year + 1}"
    fields: dict[str, Any] = {
        "status": "published", "published_at": at, "title": title,
        "short_title": f"Minh Họa {year}–{year + 1}",
        "summary": "Bảy nội dung, 11 chỉ tiêu, hai đợt thi đua của lực lượng ở cơ sở toàn tỉnh.",
        "sample": True, "form": "thematic", "scope": "province", "launched_by": COMMITTEE,
        "locality": PROVINCE, "recurs_from": None if first else f"{PROVINCE}-{year - 1}",
        "standing_movement": "Vì an ninh Tổ quốc",
        "audience": ["Lực lượng tham gia bảo vệ an ninh, trật tự ở cơ sở"],
        "purposes": [{"code": f"I.{n}", "text": t} for n, t in enumerate(writer.lines("clause", 4), 1)],
        "theme": THEME, "canonical_theme": THEME, "period": _period(year),
        "documents": [plan] if plan else [], "phases": _phases(year), "contents": _contents(),
        "assignments": [
            {"code": "III.1", "to": POLICE, "text": "Chủ trì theo dõi, đôn đốc, tổng hợp kết quả."},
            {"code": "III.2", "to": HOME_AFFAIRS, "text": "Thẩm định hồ sơ, trình khen thưởng."},
            {"code": "III.3", "to_whom": "Ủy ban nhân dân các xã, phường",
             "text": "Lập kế hoạch, giao chỉ tiêu cho từng tổ, báo cáo từng đợt."},
        ],
        "reporting": [
            {"sender": "UBND các xã, phường", "receiver": "Công an tỉnh", "when": "hết mỗi đợt",
             "due": date(year + 1, 3, 10)},
            {"sender": "Công an tỉnh", "receiver": "UBND tỉnh", "when": "hết mỗi đợt",
             "unknown": ["due"]},
        ],
        "body": writer.story("phong-trao-toan-dan", "collective"),
    }  # fmt: skip
    world.tree.write("campaigns", slug, fields)
    world.add(Made("campaign", slug, title, at, True))


def _child(world: World, commune: Commune, year: int) -> None:
    """Write the campaign by which a commune carries out the province's."""
    slug, above = f"{commune.slug}-{year}", f"{PROVINCE}-{year}"
    knows = {"xa": commune.name, "thon": commune.teams[0].village}
    writer = Writer(world.dice("campaign", slug), knows)
    code, title, targets = CONTENTS[6]
    target = {**targets[0], "derived_from": f"{above}/{code}-1"}
    fields: dict[str, Any] = {
        "status": "published", "published_at": datetime(year, 9, 4, 9, commune.number),
        "title": f"{commune.name.capitalize().replace('minh họa', 'Minh Họa')} thi đua giữ bình yên"
        f" năm {year}–{year + 1}",
        "short_title": f"Minh Họa {commune.number} {year}–{year + 1}", "summary": writer.line("summary"),
        "sample": True, "form": "thematic", "scope": "commune",
        "launched_by": f"ubnd-{commune.slug}", "locality": commune.slug, "parent": above,
        "theme": THEME, "period": _period(year),
        "contents": [{"code": code, "canonical_ref": 7, "title": title, "targets": [target]}],
        "reporting": [{"sender": "Các tổ", "receiver": f"UBND {commune.name}", "when": "hằng tháng"}],
        "body": writer.story("viec-tot", "collective"),
    }  # fmt: skip
    world.tree.write("campaigns", slug, fields)
