"""Reports and their figures as data: withheld exactly as on pages; blank never means nought."""

from collections.abc import Iterator, Mapping

from bulletin.data.campaigns import target_id
from bulletin.data.cells import (
    Cells,
    date_cells,
    head_cells,
    id_of,
    ref_cells,
    tail_cells,
    url_of,
)
from bulletin.data.columns import (
    CLAIMS,
    DATES,
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
    text,
)
from bulletin.kinds import Campaign, Document, Locality, Result
from bulletin.kinds._fields import Claim
from bulletin.kinds._types import Labelled
from bulletin.kinds.campaign import ContentItem
from bulletin.kinds.place import Level
from bulletin.kinds.policy import is_disclosed, is_small
from bulletin.kinds.result import Qualifier, ReportedFigure, ResultKind, Verdict
from bulletin.kinds.target import Target
from bulletin.model import Bulletin
from bulletin.text import slugify
from bulletin.views._figures import figure_view, is_public
from bulletin.views._reports import public_claims


class ValueStatus(Labelled):
    """Whether a figure can be told, and why not; only `reported` comes with a number."""

    REPORTED = "reported", "có số liệu"
    NO_CASE = "no_case", "không phát sinh (mẫu số bằng 0)"
    NO_FIGURE = "no_figure", "chưa có số liệu trong báo cáo"
    NOT_STATED = "not_stated", "báo cáo không nêu"
    UNDECIDED = "undecided", "chưa xác định"
    SMALL = "small", "dưới 5, không in số"
    NOT_PUBLIC = "not_public", "không công khai"


def _told(bulletin: Bulletin) -> Iterator[tuple[Campaign, Result]]:
    """Yield the reports that have a line on some page, each with its campaign."""
    for result in bulletin.all(Result):
        campaign = bulletin.get(Campaign, result.campaign)
        if campaign is not None:
            yield campaign, result


def _successors(bulletin: Bulletin) -> Mapping[str, Document]:
    """Return by slug of a document the one that replaced it."""
    return {old: new for new in reversed(bulletin.all(Document)) for old in new.replaces}


def _report_cells(
    bulletin: Bulletin, campaign: Campaign, result: Result, successors: Mapping[str, Document]
) -> Cells:
    """Return which report a row comes from."""
    unit = bulletin.get(Locality, result.unit)
    document = bulletin.get(Document, result.document)
    monthly = result.kind is ResultKind.MONTHLY
    return {
        **ref_cells(bulletin, "campaign", campaign),
        "kind": result.kind.value,
        "phase": result.phase,
        "month": result.month if monthly else None,
        **ref_cells(bulletin, "unit", unit),
        "unit_name": result.unit_name or (unit.name if unit else None),
        "as_of": result.as_of.date,
        "report_number": result.number,
        **ref_cells(bulletin, "document", document),
        **ref_cells(
            bulletin, "superseded_by", successors.get(result.document) if result.document else None
        ),
    }


_REPORT = (
    *ref("campaign", "Phong trào", "Phong trào được báo cáo"),
    code("kind", "Loại báo cáo", "Tháng, sơ kết đợt, tổng kết", ResultKind),
    count("phase", "Đợt số", "Với báo cáo sơ kết"),
    text("month", "Tháng", "Với báo cáo tháng: 2025-06"),
    *ref("unit", "Đơn vị báo cáo", "Tên đơn vị lúc báo cáo"),
    day("as_of", "Số liệu đến ngày", "Ngày chốt số liệu"),
    text("report_number", "Số báo cáo", "Số, ký hiệu"),
    *ref("document", "Văn bản", "Báo cáo, nếu có trang"),
    *ref("superseded_by", "Đã bị thay bằng", "Văn bản thay thế báo cáo này; trống là còn hiệu lực"),
)


def _reports(bulletin: Bulletin) -> Iterator[Row]:
    successors = _successors(bulletin)
    for campaign, result in _told(bulletin):
        cover, awards = result.coverage, result.awards
        codes = {number for number, _, _ in campaign.numbered_targets()}
        claims = public_claims(bulletin, campaign, result)
        yield {
            **head_cells(bulletin, result),
            **_report_cells(bulletin, campaign, result, successors),
            "units_expected": cover.expected if cover else None,
            "units_reported": cover.reported if cover else None,
            "honoured_collectives": awards.collectives if awards else None,
            "honoured_people": awards.people if awards else None,
            "honoured_households": awards.households if awards else None,
            **tail_cells(result),
            "conflicting_claims": tuple(map(_claim, (c for c in claims if c.field not in codes))),
        }


def _claim(claim: Claim) -> str:
    return f"{claim.value} ({claim.source})"


REPORTS = Dataset(
    "reports", "Báo cáo kết quả", "Mỗi dòng là báo cáo của một đơn vị về một phong trào, một kỳ.",
    (
        *HEAD,
        *_REPORT,
        count("units_expected", "Số đơn vị phải báo cáo", "Với báo cáo cấp trên"),
        count("units_reported", "Số đơn vị đã báo cáo", "Với báo cáo cấp trên"),
        count("honoured_collectives", "Tập thể được khen", "Theo báo cáo; trống không phải là 0"),
        count("honoured_people", "Cá nhân được khen", "Theo báo cáo; trống không phải là 0"),
        count("honoured_households", "Hộ được khen", "Theo báo cáo; trống không phải là 0"),
        *TAIL,
    ),
    _reports, year="as_of",
)  # fmt: skip


def _results(bulletin: Bulletin) -> Iterator[Row]:
    successors = _successors(bulletin)
    for campaign, result in _told(bulletin):
        shared = {
            "report_id": id_of(bulletin, result),
            **_report_cells(bulletin, campaign, result, successors),
            **date_cells(result),
            "sample": result.sample,
        }
        claims = public_claims(bulletin, campaign, result)
        for number, content, target in campaign.numbered_targets():
            anchor = f"chi-tieu-{slugify(number)}"
            yield {
                "id": id_of(bulletin, result, anchor),
                "url": url_of(bulletin, f"{campaign.path}{result.page}#{anchor}"),
                **shared,
                "target_id": target_id(bulletin, campaign, number),
                "target_code": number,
                "subject": target.as_printed,
                **_on_target(bulletin, result, number, content, target),
                "conflicting_claims": tuple(map(_claim, (c for c in claims if c.field == number))),
            }
        for order, figure in enumerate(_named(bulletin, result), 1):
            yield {
                "id": id_of(bulletin, result, f"so-lieu-{order}"),
                "url": url_of(bulletin, result.path),
                **shared,
                "subject": figure.title,
                **_amount_cells(figure, None, bulletin.level_of(result.unit)),
            }


def _named(bulletin: Bulletin, result: Result) -> Iterator[ReportedFigure]:
    """Yield the figures under a name that may be told; of others not even the name is."""
    level = bulletin.level_of(result.unit)
    for figure in result.figures:
        if figure.title and is_disclosed(figure, None, None, level):
            yield figure


def _on_target(
    bulletin: Bulletin, result: Result, number: str, content: ContentItem | None, target: Target
) -> Cells:
    """Return what a report says on a target, as far as pages tell it, with its conclusion."""
    level = bulletin.level_of(result.unit)
    if not is_public(bulletin, result, number, content, target):
        return {"value_status": ValueStatus.NOT_PUBLIC.value}
    view = figure_view(bulletin, result, number, content, target)
    figures = [figure for figure in result.figures if figure.target == number]
    parts = {"value_status": ValueStatus.REPORTED.value, "as_printed": view.text}
    single = _amount_cells(next(iter(figures), None), target, level)
    return {
        **(parts if len(figures) > 1 else single),
        "earlier": view.earlier or None,
        "conclusion": view.verdict_code or None,
        "conclusion_where": view.where or None,
    }


def _amount_cells(figure: ReportedFigure | None, target: Target | None, level: Level) -> Cells:
    """Return a disclosed figure; of a small one, or of none, only why there is no number."""
    status = _status(figure, target, level)
    if figure is None or status not in (ValueStatus.REPORTED, ValueStatus.NO_CASE):
        return {"value_status": status.value}
    return {
        "value_status": status.value,
        "numerator": figure.numerator,
        "denominator": figure.denominator,
        "value": figure.value,
        "baseline": figure.baseline,
        "unit_of_measure": figure.unit,
        "qualifier": figure.qualifier.value,
        "as_printed": figure.as_printed,
    }


def _status(figure: ReportedFigure | None, target: Target | None, level: Level) -> ValueStatus:
    if figure is None:
        return ValueStatus.NO_FIGURE
    if is_small(figure, target, level):
        return ValueStatus.SMALL
    if figure.value is not None or figure.denominator:
        return ValueStatus.REPORTED
    if figure.denominator == 0:
        return ValueStatus.NO_CASE
    undecided = {"value", "numerator"} & set(figure.undecided)
    return ValueStatus.UNDECIDED if undecided else ValueStatus.NOT_STATED


RESULTS = Dataset(
    "results", "Kết quả từng chỉ tiêu",
    "Mỗi dòng là điều một báo cáo nói về một chỉ tiêu, hoặc một số liệu khác của báo cáo ấy. Ô số "
    "liệu trống không có nghĩa là 0: cột value_status nói vì sao trống.",
    (
        ID, URL,
        Column("report_id", Type.ID, "Báo cáo: định danh", "Nối với cột id của bộ reports"),
        *_REPORT,
        Column("target_id", Type.ID, "Chỉ tiêu: định danh", "Nối với cột id của bộ targets"),
        text("target_code", "Mã chỉ tiêu", "Trống khi số liệu không thuộc chỉ tiêu nào"),
        text("subject", "Chỉ tiêu, số liệu", "Lời chỉ tiêu như kế hoạch in, hoặc tên số liệu"),
        code("value_status", "Tình trạng số liệu", "Có số hay không, vì sao không", ValueStatus),
        count("numerator", "Tử số", "Số đạt được, khi báo cáo nêu cả tử số và mẫu số"),
        count("denominator", "Mẫu số", "Tổng số; 0 là không phát sinh"),
        Column("value", Type.NUMBER, "Giá trị", "Khi báo cáo không nêu tử số, mẫu số; không tính hộ"),
        Column("baseline", Type.NUMBER, "Kỳ để so", "Con số của kỳ trước, với chỉ tiêu giảm"),
        text("unit_of_measure", "Đơn vị tính", "%, vụ, lượt …"),
        code("qualifier", "Mức chính xác", "hơn, gần … như báo cáo viết", Qualifier),
        text("as_printed", "Nguyên văn", "Con số như báo cáo in"),
        text("earlier", "Trước đính chính", "Số đã đăng trước khi đính chính, đến ngày nào"),
        code("conclusion", "Kết luận", "Báo cáo kết luận gì; trang không tự kết luận", Verdict),
        text("conclusion_where", "Ở mục nào", "Chỗ kết luận trong báo cáo"),
        CLAIMS,
        *DATES, SAMPLE,
    ),
    _results, year="as_of",
)  # fmt: skip
