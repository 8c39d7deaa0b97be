"""Numbers as Vietnamese sources print them: comma for decimals, dot for thousands."""

import re
from decimal import Decimal

_PLAIN = re.compile(r"-?\d+(?:[.,]\d+)?")
_GROUPED = re.compile(r"-?\d{1,3}(?:\.\d{3})+(?:,\d+)?|-?\d{1,3}(?:,\d{3}){2,}")
_AMBIGUOUS = re.compile(r"-?[1-9]\d{0,2}[.,]\d{3}")
_LONGEST = 28
"""Digits that arithmetic keeps exactly; no report counts that far."""


class NumberError(ValueError):
    """The text is no number we may trust; carries the Vietnamese reason and the mend."""

    def __init__(self, what: str, mend: str) -> None:
        super().__init__(what)
        self.what = what
        self.mend = mend


def parse_number(text: str) -> Decimal:
    """Read `80`, `84,5`, `84.5`, `07`, `1.234.567` as a decimal.

    Raises NumberError for words, units, and for `3.797`, which may be 3797 or 3,797.
    """
    found = text.strip()
    if sum(map(str.isdecimal, found)) > _LONGEST:
        raise NumberError(
            f"số dài quá {_LONGEST} chữ số", "Xem lại, có thể đã dán nhiều số liền nhau"
        )
    if _AMBIGUOUS.fullmatch(found):
        whole, decimal = re.split(r"[.,]", found)
        raise NumberError(
            f"không rõ `{found}` là {whole}{decimal} hay {whole},{decimal}",
            f"Ghi `{whole}{decimal}` nếu là hàng nghìn, `{whole},{decimal}0` nếu là số thập phân",
        )
    if _GROUPED.fullmatch(found):
        commas_group = found.count(",") > 1
        digits = found.replace(",", "") if commas_group else found.replace(".", "")
        return Decimal(digits.replace(",", "."))
    if _PLAIN.fullmatch(found):
        return Decimal(found.replace(",", "."))
    raise NumberError(
        f"`{text}` không phải số", "Chỉ ghi chữ số, ví dụ `80` hoặc `84,5`; đơn vị ghi ở mục `unit`"
    )


def print_number(number: Decimal) -> str:
    """Print with comma decimals and dots between thousands: 3797 gives `3.797`, 84.5 `84,5`."""
    sign, digits = ("-", -number) if number < 0 else ("", number)
    plain = f"{digits.normalize():f}"
    whole, _, decimal = plain.partition(".")
    grouped = f"{int(whole):,}".replace(",", ".")
    return f"{sign}{grouped},{decimal}" if decimal else sign + grouped
