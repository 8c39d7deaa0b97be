"""A reported figure in, what may be printed of it out: the rules of disclosure are applied here."""

from dataclasses import dataclass
from decimal import Decimal

from bulletin.kinds import Document, Result
from bulletin.kinds.campaign import ContentItem
from bulletin.kinds.compare import Compared, Outcome, compare
from bulletin.kinds.place import Level
from bulletin.kinds.policy import is_disclosed, is_small
from bulletin.kinds.result import Qualifier, ReportedFigure
from bulletin.kinds.target import Target
from bulletin.model import Bulletin
from bulletin.numbers import print_number
from bulletin.views._charts import Bullet, bullet
from bulletin.views._parts import Bit

NOT_PUBLIC = "Không công khai"
NO_FIGURE = "Chưa có số liệu"
NO_CASE = "Không phát sinh"
FEW = "dưới 5"


@dataclass(frozen=True)
class FigureView:
    """A figure as it may be printed, with the report's conclusion and one sentence to say aloud."""

    text: str
    absent: bool
    verdict: str
    verdict_code: str
    where: str
    """Where in the report its conclusion stands."""
    sentence: str
    outcome: str = ""
    """Our comparison, where the site publishes it."""
    outcome_code: str = ""
    reason: str = ""
    """Why the comparison comes to that, where the figure does not say it."""
    bullet: Bullet | None = None
    report: Bit | None = None
    """The report that it stands in."""
    earlier: str = ""
    """What stood here before it was corrected, and until when."""

    @property
    def is_beyond_comparison(self) -> bool:
        """Tell whether our comparison comes to no *Đạt* and no *Chưa đạt*, for which it has a reason."""
        judged = (Outcome.MET.value, Outcome.NOT_MET.value)
        return bool(self.outcome) and self.outcome_code not in judged


def figure_view(
    bulletin: Bulletin, result: Result, code: str, content: ContentItem | None, target: Target
) -> FigureView:
    """Return what a report says on a target, as far as it may be told."""
    level = bulletin.level_of(result.unit)
    figures = figures_on(result, code)
    stated = next((c for c in result.conclusions if c.target == code), None)
    verdict = stated.verdict if stated else None
    if not is_public(bulletin, result, code, content, target):
        return FigureView(NOT_PUBLIC, True, "", "", "", f"{NOT_PUBLIC}.")
    given = [f for f in figures if f.value is not None or f.numerator is not None]
    absent = not given
    text = "; ".join(_amount(figure, target, level) for figure in given) or NO_FIGURE
    compared = _compared(bulletin, result, target, figures)
    words = f", báo cáo kết luận: {verdict.label.lower()}" if verdict else ""
    said, report = f"{text[0].lower()}{text[1:]}", report_bit(bulletin, result)
    source = "" if report.absent else f"; theo {report.text}"
    return FigureView(
        text=text,
        absent=absent,
        verdict=verdict.label if verdict else "",
        verdict_code=verdict.value if verdict else "",
        where=(stated.where or "") if stated else "",
        sentence=f"Kết quả: {said}; chỉ tiêu: {target.aim}{words}{source}.",
        outcome=compared.outcome.label if compared else "",
        outcome_code=compared.outcome.value if compared else "",
        reason=compared.reason if compared else "",
        bullet=None if _has_small(figures, target, level) else _bullet(target, given),
        report=report,
        earlier=_earlier(figures, content, target, level),
    )


def _earlier(
    figures: list[ReportedFigure], content: ContentItem | None, target: Target, level: Level
) -> str:
    """Say what was corrected; the rules of disclosure hold for what stood before as well."""
    return "; ".join(
        f"đính chính ngày {day}, trước đó ghi {_amount(before, target, level)}"
        for figure in figures
        for day, before in figure.before
        if is_disclosed(before, target, content, level)
    )


def _bullet(target: Target, given: list[ReportedFigure]) -> Bullet | None:
    return bullet(target, given[0]) if len(given) == 1 else None


def _has_small(figures: list[ReportedFigure], target: Target, level: Level) -> bool:
    return any(is_small(figure, target, level) for figure in figures)


def figures_on(result: Result, code: str) -> list[ReportedFigure]:
    """Return the figures of a report for a target; without any, one that says nothing."""
    return [figure for figure in result.figures if figure.target == code] or [no_figure(code)]


def is_public(
    bulletin: Bulletin,
    result: Result,
    code: str,
    content: ContentItem | None,
    target: Target | None,
) -> bool:
    """Tell whether what a report says on a target may be told: pages, feeds and data ask here."""
    if (result.slug, code) in bulletin.beside.figures:
        return False
    level = bulletin.level_of(result.unit)
    return all(is_disclosed(f, target, content, level) for f in figures_on(result, code))


def _compared(
    bulletin: Bulletin, result: Result, target: Target, figures: list[ReportedFigure]
) -> Compared | None:
    """Return our comparison; None where the site keeps it or where it would tell a small count."""
    level = bulletin.level_of(result.unit)
    if _has_small(figures, target, level) or not bulletin.settings.show_comparison:
        return None
    return compare(target, figures, result.as_of, summed=level in (Level.NATION, Level.PROVINCE))


def _amount(figure: ReportedFigure, target: Target, level: Level) -> str:
    """Print one figure on a target: a small one as *dưới 5*, a part with what it measures."""
    text = FEW if is_small(figure, target, level) else amount_text(figure)
    parts = target.any_of or target.all_of
    if figure.part is None or figure.part > len(parts):
        return text
    return f"{parts[figure.part - 1].indicator or f'vế {figure.part}'}: {text}"


def amount_text(figure: ReportedFigure) -> str:
    """Print a figure as the source prints it, or as a percentage with both its parts."""
    if figure.as_printed:
        return figure.as_printed
    if figure.numerator is not None:
        if not figure.denominator:
            return NO_CASE
        percent = figure.percent
        shown = print_number(round(percent, 1)) if percent is not None else ""
        parts = (print_number(Decimal(n)) for n in (figure.numerator, figure.denominator))
        return f"{shown}% ({'/'.join(parts)})"
    if figure.value is None:
        return NO_FIGURE
    unit = figure.unit or ""
    number = print_number(figure.value)
    qualifier = "" if figure.qualifier is Qualifier.EXACTLY else figure.qualifier.label
    words = [qualifier, f"{number}%" if unit == "%" else f"{number} {unit}"]
    amount = " ".join(word for word in words if word).strip()
    if figure.baseline is None:
        return amount
    return f"{amount} (kỳ để so: {print_number(figure.baseline)})"


def report_bit(bulletin: Bulletin, result: Result) -> Bit:
    """Return the report that a result comes from, linked where it has a page."""
    document = bulletin.get(Document, result.document)
    if document:
        return Bit(document.name, path=document.path)
    return (
        Bit(f"Báo cáo số {result.number}")
        if result.number
        else Bit(result.absence("number") or "Nguồn không nêu", absent=True)
    )


def no_figure(code: str) -> ReportedFigure:
    """Return a figure that says nothing, to ask what would hold for one."""
    return ReportedFigure(target=code, unknown=("value",))
