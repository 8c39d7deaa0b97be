"""Results speak of targets that exist, in their own terms, and say where they come from."""

from collections.abc import Iterator

from bulletin.checks._library import Library, wrong
from bulletin.kinds import Award, Campaign, Deeds, Entry, Exemplar, Model, Result
from bulletin.kinds._fields import ChangeKind
from bulletin.kinds.result import ReportedFigure, ResultKind
from bulletin.kinds.target import REDUCTIONS, Measure, Operator, Target
from bulletin.problems import Problem
from bulletin.source import Place
from bulletin.text import fold, nearest

PERCENT = "%"


def check_codes_within_campaign(library: Library) -> Iterator[Problem]:
    """Phases, contents and targets are named as the entry's campaign has them."""
    for entry in library.every():
        campaign = library.shelves[Campaign.KIND].get(getattr(entry, "campaign", None) or "")
        codes = list(_codes(entry))
        if not codes:
            continue
        if not isinstance(campaign, Campaign):
            if not getattr(entry, "campaign", None):
                place, what, code = codes[0]
                yield wrong(
                    entry,
                    place,
                    f"ghi {what} `{code}` mà chưa ghi phong trào",
                    "Thêm dòng `campaign:` với tên tệp phong trào",
                )
            continue
        known = _known(campaign)
        for place, what, code in codes:
            if code not in known[what]:
                near = nearest(code, known[what])
                listed = ", ".join(sorted(known[what]))
                others = (
                    f"Chọn một trong: {listed}"
                    if listed
                    else f"Bỏ dòng này, hoặc ghi {what} vào phong trào"
                )
                yield wrong(
                    entry,
                    place,
                    f"không có {what} `{code}` trong phong trào `{campaign.slug}`",
                    f"Có phải `{near}`?" if near else others,
                )


def _known(campaign: Campaign) -> dict[str, set[str]]:
    return {
        "đợt": {str(phase.number) for phase in campaign.phases},
        "nội dung": {campaign.content_code(order) for order in range(len(campaign.contents))},
        "chỉ tiêu": {code for code, _, _ in campaign.numbered_targets()},
    }


def _codes(entry: Entry) -> Iterator[tuple[Place, str, str]]:
    """Yield (place, what it names, code) of everything that lives inside the entry's campaign."""
    if isinstance(entry, Exemplar | Award | Result) and entry.phase is not None:
        yield ("phase",), "đợt", str(entry.phase)
    if isinstance(entry, Exemplar | Model) and entry.content:
        yield ("content",), "nội dung", entry.content
    if isinstance(entry, Deeds):
        for number, row in enumerate(entry.rows):
            if row.content:
                yield ("rows", number, "content"), "nội dung", row.content
    if isinstance(entry, Result):
        for number, figure in enumerate(entry.figures):
            if figure.target:
                yield ("figures", number, "target"), "chỉ tiêu", figure.target
        for number, conclusion in enumerate(entry.conclusions):
            yield ("conclusions", number, "target"), "chỉ tiêu", conclusion.target


def check_results_are_named_by_report(library: Library) -> Iterator[Problem]:
    """A result's file is named by campaign, unit and period, so no report is entered twice."""
    for result in library.all(Result):
        end = {
            ResultKind.PHASE: f"dot-{result.phase}",
            ResultKind.MONTHLY: result.month,
            ResultKind.FINAL: "tong-ket",
        }[result.kind]
        wanted = f"{result.campaign}-{result.unit}-{end}"
        if result.slug != wanted:
            yield wrong(
                result, (), f"tên tệp không khớp phong trào, đơn vị và kỳ (`{wanted}`)",
                f"Đổi tên tệp thành `{wanted}.yml`",
            )  # fmt: skip


def check_a_report_says_a_thing_once(library: Library) -> Iterator[Problem]:
    """A report gives one figure and one conclusion for a target."""
    for result in library.all(Result):
        for key in ("figures", "conclusions"):
            told = [(part.target, getattr(part, "part", None)) for part in getattr(result, key)]
            for number, (code, part) in enumerate(told):
                if code and (code, part) in told[:number]:
                    which = f", vế {part}," if part else ""
                    yield wrong(
                        result,
                        (key, number, "target"),
                        f"`{key}` nói về chỉ tiêu `{code}`{which} hai lần",
                        "Giữ một; số liệu khác nhau giữa các nguồn thì ghi ở `claims`",
                    )
        if result.number is None and result.document is None and "number" not in result.unknown:
            yield wrong(
                result,
                ("kind",),
                "kết quả chưa nói lấy từ báo cáo nào",
                "Thêm `number: 15/BC-UBND` hoặc `document:`; không rõ thì `unknown: [number]`",
            )


def check_parts_of_targets_exist(library: Library) -> Iterator[Problem]:
    """A figure for one part of an either-or (or of several aims) names a part that is there."""
    for result in library.all(Result):
        campaign = library.shelves[Campaign.KIND].get(result.campaign)
        for number, figure in enumerate(result.figures):
            if figure.part is None or not isinstance(campaign, Campaign):
                continue
            _, target = campaign.target(figure.target or "") or (None, None)
            parts = len(target.any_of or target.all_of) if target else 0
            if not 1 <= figure.part <= parts:
                yield wrong(
                    result,
                    ("figures", number, "part"),
                    f"ghi vế {figure.part}, chỉ tiêu này "
                    + (f"có {parts} vế" if parts else "không có nhiều vế"),
                    f"Ghi từ 1 đến {parts}" if parts else "Bỏ dòng `part`",
                )


def check_units_are_the_targets(library: Library) -> Iterator[Problem]:
    """A figure is told in the unit of its target: 85 *vụ* say nothing of *80%*."""
    for result in library.all(Result):
        campaign = library.shelves[Campaign.KIND].get(result.campaign)
        for number, figure in enumerate(result.figures):
            if not isinstance(campaign, Campaign) or figure.numerator is not None:
                continue  # parts of a whole carry no unit of the target
            _, target = campaign.target(figure.target or "") or (None, None)
            measure = _measured_by(target, figure) if target else None
            if measure is None or _fits(figure, measure):
                continue
            yield wrong(
                result,
                ("figures", number, "unit"),
                f"số liệu tính bằng `{figure.unit}`, chỉ tiêu `{figure.target}` tính bằng"
                f" `{measure.unit}`",
                f"Ghi số tính bằng `{measure.unit}`"
                + (", hoặc ghi `numerator` và `denominator`" if measure.unit == PERCENT else "")
                + "; số liệu khác chỉ tiêu thì đặt tên bằng `title` thay cho `target`",
            )


def _measured_by(target: Target, figure: ReportedFigure) -> Measure | None:
    """Return the part of the target that a figure is for; None where it says all parts at once."""
    parts = target.any_of or target.all_of
    if not parts:
        return target
    return parts[figure.part - 1] if figure.part and figure.part <= len(parts) else None


def _fits(figure: ReportedFigure, measure: Measure) -> bool:
    if figure.unit is None or measure.unit is None or figure.value is None:
        return True
    said, wanted = (
        fold(unit.replace("phần trăm", PERCENT)) for unit in (figure.unit, measure.unit)
    )
    if measure.operator in REDUCTIONS:
        # Told in whatever is counted, beside the period before; or the reduction itself, in percent.
        return figure.baseline is None or said != PERCENT or wanted == PERCENT
    # *Không để xảy ra*: none is none, whatever it is counted in.
    return said == wanted or (measure.operator is Operator.NONE and said != PERCENT)


def check_corrected_figures_are_told(library: Library) -> Iterator[Problem]:
    """A figure that was corrected is told as a correction of its report on the same day."""
    for result in library.all(Result):
        told = {c.date.date for c in result.changes if c.kind is ChangeKind.CORRECTION}
        for number, figure in enumerate(result.figures):
            for order, one in enumerate(figure.earlier):
                if one.corrected_on.date not in told:
                    yield wrong(
                        result,
                        ("figures", number, "earlier", order, "corrected_on"),
                        f"số liệu được đính chính ngày {one.corrected_on} mà `changes` không có"
                        " dòng đính chính ngày ấy",
                        "Thêm vào `changes`: "
                        f"{{date: {one.corrected_on}, kind: correction, note: Đính chính …}}",
                    )
