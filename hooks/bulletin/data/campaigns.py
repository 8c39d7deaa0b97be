"""Campaigns, their phases and their targets as data."""

from collections.abc import Iterator

from bulletin.data.cells import (
    Cells,
    head_cells,
    id_of,
    ref_cells,
    refs_cells,
    tail_cells,
    url_of,
)
from bulletin.data.columns import (
    HEAD,
    ID,
    SAMPLE,
    TAIL,
    URL,
    Column,
    Dataset,
    Row,
    Type,
    code,
    count,
    day,
    ref,
    refs,
    text,
)
from bulletin.kinds import Campaign, Document, Locality, Organisation
from bulletin.kinds.campaign import ContentItem, Form, Period, Scope
from bulletin.kinds.target import Frequency, Operator, Target
from bulletin.model import Bulletin
from bulletin.text import slugify


def _campaigns(bulletin: Bulletin) -> Iterator[Row]:
    for campaign in bulletin.all(Campaign):
        period = campaign.period or Period()
        yield {
            **head_cells(bulletin, campaign),
            "short_title": campaign.short_title,
            "form": campaign.form.value,
            "scope": campaign.scope.value,
            **ref_cells(bulletin, "launched_by", bulletin.get(Organisation, campaign.launched_by)),
            **ref_cells(bulletin, "locality", bulletin.get(Locality, campaign.locality)),
            **ref_cells(bulletin, "parent", bulletin.get(Campaign, campaign.parent)),
            **ref_cells(bulletin, "recurs_from", bulletin.get(Campaign, campaign.recurs_from)),
            "standing_movement": campaign.standing_movement,
            "audience": campaign.audience,
            "theme": campaign.theme,
            "motto": campaign.motto,
            "start": period.start.date if period.start else None,
            "end": period.end.date if period.end else None,
            "phases": len(campaign.phases),
            "targets": sum(1 for _ in campaign.numbered_targets()),
            **refs_cells(bulletin, "document", bulletin.some(Document, campaign.documents)),
            **tail_cells(campaign),
            **_gaps(campaign, period),
        }


def _gaps(campaign: Campaign, period: Period) -> Cells:
    """Return what is left open of the campaign itself and of its period."""
    return {
        "not_stated": (*campaign.unknown, *period.unknown),
        "undecided": (*campaign.undecided, *period.undecided),
        "inferred": (*campaign.inferred, *period.inferred),
    }


CAMPAIGNS = Dataset(
    "campaigns", "Phong trào thi đua", "Mỗi dòng là một phong trào, cuộc thi đua.",
    (
        *HEAD,
        text("short_title", "Tên ngắn", "Tên gọn dùng trên trang"),
        code("form", "Hình thức", "Theo chuyên đề hay thường xuyên", Form),
        code("scope", "Phạm vi", "Cấp phát động", Scope),
        *ref("launched_by", "Nơi phát động", "Cơ quan phát động"),
        *ref("locality", "Địa phương", "Nơi thi đua"),
        *ref("parent", "Thuộc phong trào", "Phong trào cấp trên"),
        *ref("recurs_from", "Tiếp nối", "Phong trào lần trước"),
        text("standing_movement", "Gắn với", "Phong trào thường xuyên mà cuộc thi đua này thuộc về"),
        text("audience", "Đối tượng tham gia", "Ai thi đua", many=True),
        text("theme", "Chủ đề", "Nguyên văn"),
        text("motto", "Phương châm", "Nguyên văn"),
        day("start", "Từ ngày", "Ngày bắt đầu; trống là nguồn không nêu, xem not_stated"),
        day("end", "Đến hết ngày", "Ngày kết thúc; không bao giờ do trang tự điền"),
        count("phases", "Số đợt", "Số đợt thi đua trang biết; chi tiết ở bộ phases"),
        count("targets", "Số chỉ tiêu", "Chi tiết ở bộ targets"),
        *refs("document", "Văn bản", "Kế hoạch, công văn của phong trào"),
        *TAIL,
    ),
    _campaigns, year="published_at",
)  # fmt: skip


def _phases(bulletin: Bulletin) -> Iterator[Row]:
    for campaign in bulletin.all(Campaign):
        for phase in campaign.phases:
            yield {
                "id": id_of(bulletin, campaign, f"dot-{phase.number}"),
                "url": url_of(bulletin, campaign.path),
                **ref_cells(bulletin, "campaign", campaign),
                "number": phase.number,
                "slogan": phase.slogan,
                "start": phase.start.date if phase.start else None,
                "end": phase.end.date if phase.end else None,
                "not_stated": phase.unknown,
                "undecided": phase.undecided,
                "inferred": tuple(phase.inferred),
                "updated_at": campaign.updated.instant,
                "sample": campaign.sample,
            }


_CHANGED = Column("updated_at", Type.MOMENT, "Thay đổi lúc", "Của phong trào chứa dòng này")

PHASES = Dataset(
    "phases", "Các đợt thi đua", "Mỗi dòng là một đợt của một phong trào.",
    (
        ID, URL,
        *ref("campaign", "Phong trào", "Phong trào có đợt này"),
        count("number", "Đợt số", "1, 2, 3 …"),
        text("slogan", "Chủ đề đợt", "Nguyên văn"),
        day("start", "Từ ngày", "Trống: xem not_stated, undecided"),
        day("end", "Đến hết ngày", "Trống: xem not_stated, undecided"),
        text("not_stated", "Nguồn không nêu", "Tên các cột mà nguồn không nêu", many=True),
        text("undecided", "Chưa xác định", "Tên các cột chưa được quyết định", many=True),
        text("inferred", "Suy ra", "Tên các cột do trang suy ra; căn cứ xem trên trang", many=True),
        _CHANGED, SAMPLE,
    ),
    _phases,
)  # fmt: skip


def target_id(bulletin: Bulletin, campaign: Campaign, number: str) -> str:
    """Return the id of a target, made of its campaign's and its code."""
    return id_of(bulletin, campaign, f"chi-tieu-{slugify(number)}")


def _targets(bulletin: Bulletin) -> Iterator[Row]:
    for campaign in bulletin.all(Campaign):
        codes = {id(item): campaign.content_code(n) for n, item in enumerate(campaign.contents)}
        for number, content, target in campaign.numbered_targets():
            anchor = f"chi-tieu-{slugify(number)}"
            yield {
                "id": target_id(bulletin, campaign, number),
                "url": url_of(bulletin, f"{campaign.path}#{anchor}"),
                **ref_cells(bulletin, "campaign", campaign),
                "code": number,
                **_content_cells(content, codes.get(id(content))),
                "as_printed": target.as_printed,
                **_measure_cells(target),
                **_context_cells(target),
                "updated_at": campaign.updated.instant,
                "sample": campaign.sample,
            }


def _content_cells(content: ContentItem | None, number: str | None) -> Cells:
    if content is None:
        return {}
    return {
        "content_code": number,
        "content_title": content.title,
        "canonical_content": content.canonical_ref,
    }


_JOINT = (("all_of", "đạt mọi vế"), ("any_of", "đạt một trong các vế"))
"""What a target of several parts asks for, beside the operators."""


def _measure_cells(target: Target) -> Cells:
    """Return how a target is measured: one level, or several parts in words."""
    parts = target.any_of or target.all_of
    return {
        "operator": target.operator.value if target.operator else _JOINT[bool(target.any_of)][0],
        "value": target.value,
        "unit": target.unit,
        "parts": tuple(part.words for part in parts),
    }


def _context_cells(target: Target) -> Cells:
    """Return per whom, when and of what a target counts."""
    per = target.per
    return {
        "per_subject": per.subject if per else None,
        "per_period": per.period.value if per and per.period else None,
        "per_area": per.area if per else None,
        "condition": target.condition,
        "denominator": target.denominator,
        "baseline": target.baseline,
        "part_of": target.population_of,
        "note": target.note,
        "assessable_until": target.assessable_until.date if target.assessable_until else None,
        "assessable_note": target.assessable_note,
    }


TARGETS = Dataset(
    "targets", "Chỉ tiêu", "Mỗi dòng là một chỉ tiêu của một phong trào, đúng lời kế hoạch.",
    (
        ID, URL,
        *ref("campaign", "Phong trào", "Phong trào có chỉ tiêu này"),
        text("code", "Mã chỉ tiêu", "Mã nội dung và số thứ tự, như 4.1-1"),
        text("content_code", "Mã nội dung", "Số mục trong kế hoạch"),
        text("content_title", "Nội dung", "Tên nội dung, đúng lời kế hoạch"),
        count("canonical_content", "Nội dung chuẩn", "1–7, để so giữa các tỉnh"),
        text("as_printed", "Nguyên văn", "Lời chỉ tiêu như kế hoạch in"),
        code("operator", "Mức so sánh", "Cách so số liệu với chỉ tiêu", Operator, _JOINT),
        Column("value", Type.NUMBER, "Con số", "Trống khi mức so sánh không đi với con số"),
        text("unit", "Đơn vị", "%, mô hình, vụ …"),
        text("parts", "Các vế", "Khi chỉ tiêu có nhiều vế: từng vế bằng lời", many=True),
        text("per_subject", "Mỗi ai", "Từng đối tượng phải đạt"),
        code("per_period", "Mỗi kỳ", "Kỳ tính", Frequency),
        text("per_area", "Địa bàn", "Tính trên từng địa bàn"),
        text("condition", "Điều kiện", "Chỉ tính khi"),
        text("denominator", "Tính trên", "Phần trăm của cái gì"),
        text("baseline", "So với", "Mốc để so khi giảm, tăng"),
        text("part_of", "Là một phần của", "Mã chỉ tiêu rộng hơn trong cùng phong trào"),
        text("note", "Ghi chú", "Điều chưa rõ trong lời kế hoạch"),
        day("assessable_until", "Đánh giá được đến", "Sau ngày này không còn căn cứ đánh giá"),
        text("assessable_note", "Vì sao thôi căn cứ", "Lý do không đánh giá tiếp được"),
        _CHANGED, SAMPLE,
    ),
    _targets,
)  # fmt: skip
