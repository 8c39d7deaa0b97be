"""The tables of a results page, to take along: exactly what it shows, as CSV and as Excel.

Made from the page's own view, so that nothing else can be in them; numbers to calculate with are in
the open data set `results`.
"""

from collections.abc import Iterator

from bulletin.data.columns import SAMPLE, Row, Table, code, text
from bulletin.data.excel import excel_bytes
from bulletin.data.write import csv_bytes
from bulletin.kinds._types import Labelled
from bulletin.settings import Settings
from bulletin.views._figures import NOT_PUBLIC, FigureView
from bulletin.views.result import ResultsView, TargetTable

NO_CONCLUSION = "Báo cáo không kết luận"


class LineKind(Labelled):
    """What a line of the figures is."""

    REPORT = "report", "báo cáo của đơn vị"
    TOTAL = "total", "cộng từ báo cáo của các xã, phường"
    OTHER = "other_period", "kỳ khác, cùng đơn vị chủ trì"


FIGURES = Table(
    "ket-qua", "Số liệu", "Mỗi dòng là một số liệu của trang kết quả, đúng như trang in.",
    (
        text("target_code", "Mã chỉ tiêu", "Như ở trang phong trào"),
        text("content", "Nội dung", "Nội dung thi đua có chỉ tiêu ấy"),
        text("target", "Chỉ tiêu", "Lời chỉ tiêu như kế hoạch in"),
        code("line", "Dòng này là gì", "Báo cáo, tổng cộng hay kỳ khác", LineKind),
        text("unit", "Đơn vị, kỳ", "Đơn vị báo cáo; với kỳ khác thì là kỳ ấy"),
        text("result", "Kết quả", "Con số như trang in, hoặc vì sao không có"),
        text("earlier", "Trước đính chính", "Số đã in trước khi đính chính, đến ngày nào"),
        text("conclusion", "Báo cáo kết luận", "Lời của báo cáo"),
        text("conclusion_where", "Ở mục nào", "Chỗ kết luận trong báo cáo"),
        text("comparison", "Đối chiếu theo số liệu báo cáo", "Của trang, khác với kết luận của báo cáo"),
        text("reason", "Vì sao", "Lý do của đối chiếu"),
        text("coverage", "Độ phủ", "Bao nhiêu xã, phường có số liệu trong tổng"),
        text("report", "Báo cáo", "Số liệu lấy từ báo cáo nào"),
        SAMPLE,
    ),
)  # fmt: skip
REPORTS = Table(
    "bao-cao", "Các báo cáo", "Mỗi dòng là một báo cáo mà trang kết quả dựa vào, đúng như trang in.",
    (
        text("unit", "Đơn vị", "Tên lúc báo cáo"),
        text("coverage", "Độ phủ", "Bao nhiêu đơn vị bên dưới đã báo cáo"),
        text("report", "Báo cáo", "Số, ký hiệu hoặc tên văn bản"),
        text("as_of", "Số liệu đến", "Ngày chốt số liệu"),
        text("conclusions", "Báo cáo kết luận", "Đếm kết luận về các chỉ tiêu được công khai"),
        text("awards", "Khen thưởng", "Theo báo cáo"),
        SAMPLE,
    ),
)  # fmt: skip


def files_beside(settings: Settings, path: str, view: ResultsView) -> Iterator[tuple[str, bytes]]:
    """Yield (path below the root, content) of the tables that stand beside a results page."""
    for table, rows in ((FIGURES, figure_rows(view)), (REPORTS, report_rows(view))):
        base = f"{path}{table.name}-{view.period}"
        notes = (
            ("Cơ quan công bố", settings.agency),
            ("Trang", settings.site_url + path),
            ("Bảng", view.title),
            ("Cập nhật", str(view.changed)),
        )
        yield f"{base}.csv", csv_bytes(table.columns, rows)
        yield f"{base}.xlsx", excel_bytes(table, rows, notes, view.changed.instant)


def figure_rows(view: ResultsView) -> list[Row]:
    """Return every figure of the page, in its order."""
    rows: list[Row] = []
    for content in view.contents:
        title = f"{content.code} {content.title}".strip()
        for target in content.targets:
            shared: Row = {
                "target_code": target.code,
                "content": title,
                "target": target.text,
                "sample": view.sample,
            }
            rows += [{**shared, **line} for line in _lines(target)]
    return rows


def _lines(target: TargetTable) -> Iterator[Row]:
    for unit, figure in target.own:
        yield _report(unit.text, figure)
    if target.total:
        total = target.total
        yield {
            "line": LineKind.TOTAL.value,
            "unit": LineKind.TOTAL.label.capitalize(),
            "result": total.text,
            "comparison": total.outcome,
            "reason": total.reason,
            "coverage": total.coverage,
        }
    for beside, outcome in ((one, each) for one in target.beside for each in one.outcomes):
        yield {
            "line": LineKind.OTHER.value,
            "unit": f"{beside.heading}: {outcome.label.text}",
            "result": outcome.figure.text,
            "conclusion": outcome.figure.verdict,
        }
    for unit, figure in target.parts:
        yield _report(unit.text, figure)


def _report(unit: str, figure: FigureView) -> Row:
    withheld = figure.text == NOT_PUBLIC
    return {
        "line": LineKind.REPORT.value,
        "unit": unit,
        "result": figure.text,
        "earlier": figure.earlier,
        "conclusion": NOT_PUBLIC if withheld else figure.verdict or NO_CONCLUSION,
        "conclusion_where": figure.where,
        "comparison": figure.outcome,
        "reason": figure.reason,
        "report": "" if withheld or figure.report is None else figure.report.text,
    }


def report_rows(view: ResultsView) -> list[Row]:
    """Return the reports that the page rests on, in its order."""
    silent = "Nguồn không nêu"
    return [
        {
            "unit": unit.name.text,
            "coverage": unit.coverage,
            "report": unit.report.text,
            "as_of": unit.as_of.text,
            "conclusions": unit.verdicts or silent,
            "awards": unit.awards or silent,
            "sample": view.sample,
        }
        for unit in view.units
    ]
