"""Dates as Vietnamese sources print them: full or partial, always Asia/Ho_Chi_Minh."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from functools import cached_property

ZONE = timezone(timedelta(hours=7), "+07:00")
"""Asia/Ho_Chi_Minh: no summer time since 1975, so a fixed offset needs no time zone database."""

WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ Nhật")

_TIME = r"(?:[ ,T-]+(?P<hour>\d{1,2}):(?P<minute>\d{2}))?"
_FORMS = tuple(
    re.compile(form + "$")
    for form in (
        r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})" + _TIME,
        r"(?P<day>\d{1,2})/(?P<month>\d{1,2})/(?P<year>\d{4})" + _TIME,
        r"(?P<year>\d{4})-(?P<month>\d{1,2})",
        r"(?P<month>\d{1,2})/(?P<year>\d{4})",
        r"(?P<year>\d{4})",
        r"(?P<day>\d{1,2})/(?P<month>\d{1,2})",
    )
)


class DateError(ValueError):
    """The text is no date; the message says in Vietnamese why."""


@dataclass(frozen=True)
class Day:
    """A date as far as it is known: year, month, day and minute, each perhaps absent."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    hour: int | None = None
    minute: int | None = None

    @property
    def is_full(self) -> bool:
        """Tell whether year, month and day are all known."""
        return None not in (self.year, self.month, self.day)

    @cached_property
    def date(self) -> date:
        """The calendar date; only a full date has one (ValueError otherwise)."""
        if self.year is None or self.month is None or self.day is None:
            raise ValueError(f"not a full date: {self}")
        return date(self.year, self.month, self.day)

    @cached_property
    def instant(self) -> datetime:
        """The moment in Vietnam; without a time of day, the day's first minute."""
        moment = datetime.combine(self.date, datetime.min.time(), ZONE)
        return moment.replace(hour=self.hour or 0, minute=self.minute or 0)

    @property
    def last_instant(self) -> datetime:
        """The last moment that the date holds: with a time of day that moment, else midnight."""
        return self.instant if self.hour is not None else self.instant + timedelta(days=1)

    @property
    def iso(self) -> str:
        """The value for `<time datetime>`; a day of an unknown year is `--08-23` (HTML: 08-23)."""
        if self.year is None:
            return f"{self.month:02}-{self.day:02}"
        parts = [f"{self.year:04}"]
        parts += [f"{n:02}" for n in (self.month, self.day) if n is not None]
        if self.hour is None:
            return "-".join(parts)
        return f"{'-'.join(parts)}T{self.hour:02}:{self.minute:02}+07:00"

    def __str__(self) -> str:
        """Print as in text and acts: 19/8/2024, 03/02/2025 (zero before days < 10, months 1-2)."""
        month = f"{self.month:02}" if self.month in (1, 2) and self.day else str(self.month)
        if self.year is None:
            return f"{self.day:02}/{month}"
        if self.month is None:
            return str(self.year)
        return f"{month}/{self.year}" if self.day is None else f"{self.day:02}/{month}/{self.year}"

    @property
    def stamp(self) -> str:
        """Print as portals head an article: `Thứ Hai, 07/10/2024 22:39`; partial dates plainly."""
        if not self.is_full:
            return str(self)
        clock = "" if self.hour is None else f" {self.hour:02}:{self.minute:02}"
        return f"{WEEKDAYS[self.date.weekday()]}, {self.day:02}/{self.month:02}/{self.year}{clock}"


def day_of(moment: datetime | date) -> Day:
    """Return the Vietnamese calendar day (and minute, if given one) of a moment."""
    if isinstance(moment, datetime):
        local = moment.astimezone(ZONE)
        return Day(local.year, local.month, local.day, local.hour, local.minute)
    return Day(moment.year, moment.month, moment.day)


def parse_day(text: str) -> Day:
    """Read a date as staff write it: `2024-10-07 22:39`, `07/10/2024`, `2024-08`, `2024`, `23/8`.

    Raises DateError for anything else and for days that do not exist.
    """
    for form in _FORMS:
        if match := form.match(text.strip()):
            parts = {name: int(value) for name, value in match.groupdict().items() if value}
            if 0 in (parts.get("year"), parts.get("month"), parts.get("day")):
                raise DateError(f"không có ngày `{text}` trong lịch")
            return _existing(Day(**parts), text)
    if re.fullmatch(r"\d{1,2}:\d{2}", text.strip()):
        raise DateError(f"`{text}` là giờ, chưa có ngày")
    raise DateError(f"không đọc được `{text}` là ngày")


def _existing(day: Day, text: str) -> Day:
    """Return the day if the calendar has it (29/02 of an unknown year is allowed)."""
    try:
        date(day.year or 2000, day.month or 1, day.day or 1)
    except ValueError:
        raise DateError(f"không có ngày `{text}` trong lịch") from None
    if not 1900 <= (day.year or 2000) <= 2100:
        raise DateError(f"năm trong `{text}` nằm ngoài 1900–2100")
    if (day.hour or 0) > 23 or (day.minute or 0) > 59:
        raise DateError(f"không có giờ `{text}` trong ngày")
    return day
