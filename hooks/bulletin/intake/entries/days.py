"""What stands in a cell for a day in, the day out; a day and month that a machine swapped are told.

Excel set to American ways reads `05/10` as the tenth of May, and leaves `15/9` a text.
"""

import re
from collections.abc import Iterator

from openpyxl.utils.datetime import from_excel

from bulletin.dates import DateError, Day, parse_day

_SERIALS = range(36526, 73051)
"""Excel's days from 01/01/2000 to 31/12/2099."""
_SWAP = "Ghi ngày trước, tháng sau; máy đặt kiểu Mỹ thì đổi kiểu ô thành Text trước khi gõ"
LONGEST_DAYS = 45
"""A period of deeds is a month, the 15th to the 14th, hardly ever more."""


class DayMistake(Exception):
    """The text is no day that may stand there; `what` and `mend` are in Vietnamese."""

    def __init__(self, what: str, mend: str) -> None:
        super().__init__(what)
        self.what, self.mend = what, mend


def read_day(text: str, within: tuple[Day, Day] | None = None) -> Day:
    """Return the full day that a cell tells; one without year gets the period's. Raises DayMistake."""
    typed = _with_slashes(_from_serial(text))
    if not within and has_no_year(text):
        raise DayMistake(f"`{text}` thiếu năm", "Ghi đủ, ví dụ 05/10/2024")
    days = list(_readings(typed, within))
    if not days:
        for day in _readings(_swapped(typed), within):
            raise DayMistake(f"`{text}` ghi tháng trước ngày", f"Có phải {day}? {_SWAP}")
        try:
            parse_day(typed)
        except DateError as error:
            raise DayMistake(str(error), "Ghi ngày/tháng/năm, ví dụ 05/10/2024") from None
        raise DayMistake(f"`{text}` thiếu năm hoặc thiếu ngày", "Ghi đủ, ví dụ 05/10/2024")
    inside = [day for day in days if _lies(day, within)]
    if inside or not within:
        return (inside or days)[0]
    told = f"ngày {days[-1]} nằm ngoài kỳ {within[0]} – {within[1]}"
    for day in _readings(_swapped(typed), within):
        if _lies(day, within):
            raise DayMistake(told, f"Có phải {day}? {_SWAP}")
    raise DayMistake(told, "Sửa ngày, hoặc chuyển việc sang bảng của kỳ khác")


def has_no_year(text: str) -> bool:
    """Tell whether a text is a day and month only: `15/9`."""
    return re.fullmatch(r"\d{1,2}/\d{1,2}", _with_slashes(text)) is not None


def _with_slashes(text: str) -> str:
    return re.sub(r"(?<=\d)[.-](?=\d{1,2}(?:[./-]\d{4})?$|\d{4}$)", "/", text)


def swapped_period(start: Day, end: Day) -> tuple[Day, Day] | None:
    """Return the period that was meant where one day of an overlong one has its month first."""
    if 0 <= (end.date - start.date).days <= LONGEST_DAYS:
        return None
    for first in (start, *_readings(_swapped(_typed(start)), None)):
        for last in (end, *_readings(_swapped(_typed(end)), None)):
            if 0 <= (last.date - first.date).days <= LONGEST_DAYS:
                return first, last
    return None


def _readings(typed: str, within: tuple[Day, Day] | None) -> Iterator[Day]:
    """Yield the full days that a text may stand for: one, or one a year of the period."""
    short = re.fullmatch(r"\d{1,2}/\d{1,2}", typed)
    years = sorted({day.year or 0 for day in within}) if short and within else [None]
    for year in years:
        try:
            day = parse_day(f"{typed}/{year}" if year else typed)
        except DateError:
            continue
        if day.is_full:
            yield day


def _lies(day: Day, within: tuple[Day, Day] | None) -> bool:
    return within is not None and within[0].date <= day.date <= within[1].date


def _swapped(typed: str) -> str:
    return re.sub(r"^(\d{1,2})/(\d{1,2})(?=/|$)", r"\2/\1", typed)


def _typed(day: Day) -> str:
    return f"{day.day}/{day.month}/{day.year}"


def _from_serial(text: str) -> str:
    """Return the day of a number that Excel counts from 1900, where a cell lost its date format."""
    if re.fullmatch(r"\d{5}", text) and int(text) in _SERIALS:
        day = from_excel(int(text))
        return f"{day.day:02}/{day.month:02}/{day.year}"
    return text
