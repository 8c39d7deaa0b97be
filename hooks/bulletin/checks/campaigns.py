"""A campaign's own arithmetic: phases, codes, anniversaries, targets, parents."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from bulletin.checks._library import Library, wrong
from bulletin.dates import DateError, Day, parse_day
from bulletin.kinds import Campaign, Entry, Locality, Organisation
from bulletin.kinds.campaign import Anniversary, Phase
from bulletin.kinds.target import Target
from bulletin.problems import Problem
from bulletin.source import Place


def check_parents_have_no_circle(library: Library) -> Iterator[Problem]:
    """Following `parent` (of campaigns, places, offices) never comes back to the start."""
    for entry in library.every():
        if not isinstance(entry, Campaign | Locality | Organisation):
            continue
        seen, above = {entry.slug}, entry.parent
        while above is not None and above not in seen:
            seen.add(above)
            found = library.shelves[entry.KIND].get(above)
            above = getattr(found, "parent", None)
        if above == entry.slug:
            yield wrong(
                entry,
                ("parent",),
                f"đi theo `parent` thì trở lại chính `{entry.slug}`",
                "Sửa `parent` cho đúng cấp trên",
            )


def check_campaign_codes_are_unique(library: Library) -> Iterator[Problem]:
    """Phase numbers, content codes and canonical references occur once in a campaign."""
    for campaign in library.all(Campaign):
        codes = [campaign.content_code(order) for order in range(len(campaign.contents))]
        refs = [content.canonical_ref for content in campaign.contents]
        numbers = [phase.number for phase in campaign.phases]
        lists: tuple[tuple[str, str, Sequence[str | int | None]], ...] = (
            ("contents", "code", codes),
            ("contents", "canonical_ref", refs),
            ("phases", "number", numbers),
        )
        for field, key, found in lists:
            counts = Counter(value for value in found if value is not None)
            for order, value in enumerate(found):
                if value is not None and counts[value] > 1 and value in found[:order]:
                    yield wrong(
                        campaign,
                        (field, order, key),
                        f"`{key}` ghi `{value}` hai lần trong phong trào này",
                        "Mỗi nội dung, mỗi đợt một số riêng",
                    )


def check_phases_follow_each_other(library: Library) -> Iterator[Problem]:
    """Phases lie inside the campaign and do not overlap, as far as their dates are known."""
    for campaign in library.all(Campaign):
        for order, phase in enumerate(campaign.phases):
            yield from _outside(campaign, order, phase)
            later = campaign.phases[order + 1] if order + 1 < len(campaign.phases) else None
            if later and phase.end and later.start and later.start.date <= phase.end.date:
                yield wrong(
                    campaign,
                    ("phases", order + 1, "start"),
                    f"đợt {later.number} bắt đầu {later.start} khi đợt {phase.number} chưa hết"
                    f" ({phase.end})",
                    f"Đợt sau bắt đầu sau ngày {phase.end}",
                )


def _outside(campaign: Campaign, order: int, phase: Phase) -> Iterator[Problem]:
    """Yield the dates of a phase that lie outside its campaign."""
    period = campaign.period
    for key, day in (("start", phase.start), ("end", phase.end)):
        if period is not None and day is not None and period.holds(day) is False:
            yield wrong(
                campaign,
                ("phases", order, key),
                f"ngày {day} của đợt {phase.number} nằm ngoài thời gian phong trào"
                f" ({period.start or '…'} – {period.end or '…'})",
                "Xem lại ngày của đợt hoặc `period` của phong trào",
            )


def check_anniversaries_add_up(library: Library) -> Iterator[Problem]:
    """Years celebrated are the years between the two dates, unless `sic` keeps a misprint."""
    for campaign in library.all(Campaign):
        for place, anniversary in _anniversaries(campaign):
            if anniversary.adds_up or _is_kept_misprint(campaign, anniversary):
                continue
            years = (anniversary.observed.year or 0) - (anniversary.origin.year or 0)
            yield wrong(
                campaign,
                (*place, "years"),
                f"từ {anniversary.origin} đến {anniversary.observed} là {years} năm,"
                f" không phải {anniversary.years} năm",
                "Sửa ngày hoặc số năm; nguồn in sai thì giữ và thêm `sic`"
                " với `as_printed` và `means` chứa ngày",
            )


def _anniversaries(campaign: Campaign) -> Iterator[tuple[Place, Anniversary]]:
    for number, found in enumerate(campaign.commemorates):
        yield ("commemorates", number), found
    for order, phase in enumerate(campaign.phases):
        for number, found in enumerate(phase.commemorates):
            yield ("phases", order, "commemorates", number), found


def _is_kept_misprint(entry: Entry, anniversary: Anniversary) -> bool:
    """Tell whether `sic` holds the printed date and a corrected one that does add up."""
    for sic in entry.sic:
        if anniversary.origin in _days(sic.as_printed):
            for day in _days(sic.means):
                if (anniversary.observed.year or 0) - (day.year or 0) == anniversary.years:
                    return True
    return False


def _days(text: str) -> list[Day]:
    """Return the full dates that stand in a text."""
    days: list[Day] = []
    for found in re.findall(r"\d{1,2}/\d{1,2}/\d{4}", text):
        try:
            days.append(parse_day(found))
        except DateError:
            continue
    return days


def check_target_references(library: Library) -> Iterator[Problem]:
    """`population_of` and `derived_from` name targets that exist."""
    for campaign in library.all(Campaign):
        codes = {code for code, _, _ in campaign.numbered_targets()}
        for place, target in _placed_targets(campaign):
            if target.population_of and target.population_of not in codes:
                yield wrong(
                    campaign,
                    (*place, "population_of"),
                    f"không có chỉ tiêu `{target.population_of}` trong phong trào này",
                    f"Chọn một trong: {', '.join(sorted(codes))}",
                )
            if target.derived_from and not _has_target(library, target.derived_from):
                yield wrong(
                    campaign,
                    (*place, "derived_from"),
                    f"không có chỉ tiêu `{target.derived_from}`",
                    "Ghi tên tệp phong trào, dấu `/`, rồi mã chỉ tiêu, ví dụ `dak-nong-2024/4.1-1`",
                )


def _placed_targets(campaign: Campaign) -> Iterator[tuple[Place, Target]]:
    for order, content in enumerate(campaign.contents):
        for number, target in enumerate(content.targets):
            yield ("contents", order, "targets", number), target
    for number, target in enumerate(campaign.targets):
        yield ("targets", number), target


def _has_target(library: Library, name: str) -> bool:
    slug, _, code = name.partition("/")
    found = library.shelves[Campaign.KIND].get(slug)
    return isinstance(found, Campaign) and code in {c for c, _, _ in found.numbered_targets()}
