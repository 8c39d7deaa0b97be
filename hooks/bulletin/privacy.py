"""Text in, personal data that should not stand in it out (Law 91/2025/QH15; design §4).

Judges the words alone: numbers by their shape and the word before them, risk words by how they are
tied to a personal name in the same sentence. What it finds is told to staff, who mend or waive it.
Kept careful rather than eager: an officer who helps a victim is the daily bread of these pages.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True, order=True)
class Finding:
    """Where in a text something stands (`start` to `end`), and what it is, for staff."""

    start: int
    end: int
    what: str
    mend: str


_LETTERS = [chr(code) for code in (*range(0xC0, 0x250), *range(0x1EA0, 0x1EFA))]
_UPPER = "A-Z" + "".join(char for char in _LETTERS if char.isupper())
_LOWER = "a-z" + "".join(char for char in _LETTERS if char.islower())
_CAP = rf"[{_UPPER}][{_LOWER}]+"
"""A capitalised syllable; a single letter is an initial and names nobody."""

_NEXT = rf"(?: {_CAP}|\s[AY](?=\s[{_UPPER}]))"
"""The next syllable of a name; Hmong and others have one of a single letter: Giàng A Páo."""

_SURNAMES = (
    "Nguyễn|Trần|Lê|Phạm|Hoàng|Huỳnh|Phan|Vũ|Võ|Đặng|Bùi|Đỗ|Hồ|Ngô|Dương|Lý|Đinh|Trịnh|Lương|Mai|Đào"
    "|Đoàn|Cao|Tạ|Tô|Trương|Hà|Thái|Lâm|Phùng|Quách|La|Lò|Lường|Vì|Quàng|Cà|Tòng|Giàng|Vàng|Sùng|Thào"
    "|Vừ|Lầu|Mùa|Hờ|Cứ|Cầm|Bế|Nông|Triệu|Hứa|Ma|Chu|Tráng|Phàn|Chảo|Tẩn|Lù|Lừu|Hạng|Mã|Khổng|Kiều|Châu"
    "|Thạch|Sơn|Kim|Danh|Tăng|Từ|Nghiêm|Ninh|Doãn|Viên|Văn|Vương|Đàm|Điểu|Lưu|Tống|Trang|Thân"
)
_FAMILY = frozenset(_SURNAMES.split("|"))
_TITLES = (
    "[Ôô]ng|[Bb]à|[Aa]nh|[Cc]hị|[Ee]m|[Cc]háu|[Cc]ụ|[Cc]hú|[Cc]ô|[Bb]ác|[Đđ]ối tượng|[Bb]ị can|[Bb]ị cáo"
    "|[Nn]ạn nhân|[Nn]ghi phạm|[Nn]ghi can|[Nn]gười bị hại|[Bb]ị hại|[Hh]ọc sinh"
)
_RUN = re.compile(
    rf"(?<![\w'’])(?:[HKY]['’ʼ]{_CAP}|Y {_CAP}|{_CAP})(?:{_NEXT}|[ -][HKY]['’ʼ]{_CAP})*(?![\w'’])"
)
_ETHNIC = re.compile(r"[HKY]['’ʼ]|Y$|Điểu$|Ka$")
_INITIAL = re.compile(rf"\s[{_UPPER}]\.?(?!\w)")
_TITLED = re.compile(rf"(?:{_TITLES})(?: là)? $")
_NO_PERSON = re.compile(
    r"(?:đường|phố|phường|xã|thị trấn|huyện|quận|tỉnh|trường|cầu|chợ|giải thưởng|giải|quỹ|mang tên|công viên"
    r"|di tích|bệnh viện|học viện|nhà máy|tp\.?|thcs|thpt|tiểu học|trung học cơ sở|trung học phổ thông"
    r"|mầm non|đại học|sân vận động|lăng|đền|chi đội|liên đội|lớp)\s+$",
    re.IGNORECASE,
)
_PUBLIC_FIGURES = ("Hồ Chí Minh", "Võ Nguyên Giáp", "Tôn Đức Thắng")
_SENTENCE = re.compile(r"[^.!?…;\n]+(?:\.(?=\S)[^.!?…;\n]*)*")


def names_in(sentence: str) -> Iterator[tuple[int, int]]:
    """Yield where personal names stand in a sentence: by family name, or behind a form of address."""
    for run in _RUN.finditer(sentence):
        if _INITIAL.match(sentence[run.end() :]):
            continue  # Nguyễn Văn A: nobody in particular
        start = run.start()
        for word in run.group().split(" "):
            name = sentence[start : run.end()]
            if _is_name(name, sentence[:start]):
                yield start, run.end()
                break
            start += len(word) + 1


def _is_name(words: str, before: str) -> bool:
    """Tell whether capitalised words name a person, by what they are and what stands before."""
    first, *more = words.split(" ")
    if not more or words in _PUBLIC_FIGURES or _NO_PERSON.search(before):
        return False
    by_surname = len(more) > 1 and first in _FAMILY
    return by_surname or bool(_ETHNIC.match(first) or _TITLED.search(before))


# Numbers and addresses --------------------------------------------------------------------------

_PHONE = re.compile(
    r"(?<![\w.,/-])(?:\(?(?:\+|00)84\)?|\(?0)(?:[ .\-()]{0,2}\d){8,10}(?![\w/-]|[.,]\d)"
)
_ID_WORD = r"(?:CCCD|CMND|CMTND|CMT|căn cước(?: công dân)?|chứng minh(?: nhân dân| thư)?|số định danh(?: cá nhân)?)"
_ID_BY_WORD = re.compile(rf"{_ID_WORD}[^\d\n.]{{0,25}}(\d(?:[ .]?\d){{8,11}})(?!\d)", re.IGNORECASE)
_ID_BARE = re.compile(
    r"(?<![\w.,/-])0(?:\d{11}|\d{2} \d{3} \d{3} \d{3}|\d{3} \d{4} \d{4})(?![\w/-]|[.,]\d)"
)
_PASSPORT = re.compile(r"hộ chiếu[^\d\n.]{0,25}?([A-Z]\d{7})(?!\d)", re.IGNORECASE)
_INSURANCE = re.compile(
    r"(?:BHXH|BHYT|bảo hiểm (?:xã hội|y tế))[^\d\n.]{0,20}?([A-Z]{0,2}\d[\d ]{8,14}\d)(?!\d)",
    re.IGNORECASE,
)
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII)
_PLATE = re.compile(r"(?<![\w/-])\d{2}[ -]?[A-ZĐ]{1,2}\d?[ –-]{1,2}\d{3}\.\d{2}(?!\d)")
_PLATE_BY_WORD = re.compile(
    r"(?:biển (?:kiểm soát|số)|BKS|BS)[^\d\n.]{0,15}(\d{2}[ -]?[A-ZĐ]{1,2}\d?[ –-]{0,3}\d{3}\.?\d{1,2})(?!\d)",
    re.IGNORECASE,
)
_ACCOUNT = re.compile(
    r"(?:số tài khoản|tài khoản(?: ngân hàng)?(?: số)?|STK|TK số|số thẻ)[^\d\n.]{0,30}(\d[\d .-]{5,22}\d)(?!\d)",
    re.IGNORECASE,
)
_CARD = re.compile(r"(?<![\w.,/-])\d{4}(?:[ -]\d{4}){3}(?![\w/-])")
_DATE = r"(?:ngày )?(?:\d{1,2}[/.-]\d{1,2}[/.-]|\d{1,2} tháng \d{1,2} năm )((?:19|20)\d{2})"
_BIRTH = re.compile(
    rf"(?:sinh(?: vào)?(?: ngày)?|ngày(?:, tháng, năm| tháng năm)? sinh|NS|SN)\s*:?\s*{_DATE}",
    re.IGNORECASE,
)
_BIRTH_YEAR = re.compile(
    r"(?:sinh năm|\bSN\b|năm sinh)\s*:?\s*((?:19|20)\d{2})(?!\d)", re.IGNORECASE
)
_LONG_DEAD = 1920
"""Whoever was born before belongs to history."""
_HOUSE = re.compile(
    r"(?:số nhà|nhà số)\s*\d+\w*(?:/\d+\w*)*"
    r"|(?:trú tại|thường trú|tạm trú|cư trú|ngụ(?: tại)?|hộ khẩu|nhà riêng|nhà ở|địa chỉ nhà|nơi ở)"
    r"[^.;\n]{0,30}?(?:\bsố \d+|\b(?:ngõ|ngách|hẻm|kiệt) \d+|\b\d+\w*(?:/\d+\w*)* (?:đường|phố))",
    re.IGNORECASE,
)
_RESIDES = re.compile(
    r"(?:(?:thường |tạm |cư |hiện )?trú(?: tại| ở)?|ngụ(?: tại| ở)?|hộ khẩu(?: thường trú)?(?: tại)?):? "
    r"(?:thôn|tổ|ấp|buôn|bon|bản|khóm|khu|tổ dân phố|làng) [\wÀ-ỹ]+",
    re.IGNORECASE,
)


def _numbers(text: str) -> Iterator[Finding]:
    """Yield numbers of people: identity, telephone, plate, account, with e-mail addresses."""
    if "@" in text:
        yield from _whole(
            _EMAIL, text, "địa chỉ thư điện tử", "Bỏ địa chỉ, hoặc dẫn tới trang Liên hệ"
        )
    if not re.search(r"\d{3}", text):
        return
    hide = "Bỏ số ấy; người đọc không cần"
    for pattern, what in (
        (_ID_BY_WORD, "số căn cước, chứng minh nhân dân"),
        (_PASSPORT, "số hộ chiếu"),
        (_INSURANCE, "mã số bảo hiểm"),
        (_PLATE_BY_WORD, "biển số xe"),
        (_ACCOUNT, "số tài khoản"),
    ):
        yield from (Finding(*m.span(1), what, hide) for m in pattern.finditer(text))
    yield from _whole(_ID_BARE, text, "số có dạng căn cước công dân", hide)
    yield from _whole(_PLATE, text, "biển số xe", hide)
    yield from _whole(_CARD, text, "số có dạng thẻ ngân hàng", hide)
    for found in _PHONE.finditer(text):
        digits = re.sub(r"\D", "", found.group())
        local = "0" + re.sub(r"^(?:0084|84)", "", digits) if digits[:1] != "0" else digits
        local = "0" + local[4:] if local.startswith("0084") else local
        mobile = len(local) == 10 and local[1] in "35789"
        fixed = len(local) in (10, 11) and local[1] == "2"
        if mobile or fixed:
            mend = "Bỏ số; số của cơ quan thì để ở cài đặt (trang Liên hệ)"
            yield Finding(
                found.start(), found.start() + len(found.group().rstrip()), "số điện thoại", mend
            )


def _whole(pattern: re.Pattern[str], text: str, what: str, mend: str) -> Iterator[Finding]:
    return (Finding(*found.span(), what, mend) for found in pattern.finditer(text))


def _births_and_homes(text: str) -> Iterator[Finding]:
    """Yield birth dates, birth years beside a name, and where people live."""
    for found in _BIRTH.finditer(text):
        if int(found.group(1)) >= _LONG_DEAD:
            yield Finding(*found.span(), "ngày sinh", "Bỏ đi, hoặc chỉ ghi tuổi")
    yield from _whole(_HOUSE, text, "địa chỉ nhà", "Chỉ ghi đến xã, phường")
    if not (_BIRTH_YEAR.search(text) or _RESIDES.search(text)):
        return  # most texts: spares them the splitting into sentences
    for start, sentence in _sentences(text):
        years = list(_BIRTH_YEAR.finditer(sentence))
        homes = list(_RESIDES.finditer(sentence))
        if not (years or homes) or not any(names_in(sentence)):
            continue
        for found in years:
            if int(found.group(1)) >= _LONG_DEAD:
                yield _at(
                    start, found, "năm sinh cạnh họ tên một người", "Bỏ đi, hoặc chỉ ghi tuổi"
                )
        for found in homes:
            yield _at(start, found, "nơi ở cạnh họ tên một người", "Chỉ ghi đến xã, phường")


def _at(start: int, found: re.Match[str], what: str, mend: str) -> Finding:
    return Finding(start + found.start(), start + found.end(), what, mend)


def _sentences(text: str) -> Iterator[tuple[int, str]]:
    return ((found.start(), found.group()) for found in _SENTENCE.finditer(text))


# Risk words near a name -------------------------------------------------------------------------

_ROLES = (
    "bị can|bị cáo|người bị hại|bị hại|người bị buộc tội|người (?:đã )?(?:tố giác|tố cáo|báo tin|cung cấp tin)"
    "|nguồn tin|người làm chứng|nhân chứng|phạm nhân|can phạm|tử tù"
)
"""Parts in a case that nobody is named in, wherever in the sentence the name stands."""
_PARTS = (
    f"{_ROLES}|nạn nhân|nghi can|nghi phạm|hung thủ|thủ phạm|kẻ gian|kẻ trộm|kẻ cướp|tội phạm|con nghiện"
    "|người nghiện|người (?:từng |đã )?(?:chấp hành xong (?:án|hình) phạt tù|mãn hạn tù)"
    "|người mắc bệnh tâm thần|người nhiễm HIV|đối tượng (?:truy nã|trộm|cướp|ma túy|nghiện|hình sự)"
    "(?: cắp| giật| ma túy)?"
)
_DEEDS = (
    "tố giác|tố cáo|báo tin(?= (?:về|cho công an|cho cơ quan))|đầu thú|tự thú|nghiện(?: ma t[úu]y)?|nhiễm HIV"
    "|có tiền án|có tiền sự|mắc bệnh tâm thần|bị (?:khởi tố|bắt(?: giữ| quả tang| tạm giam)?|truy tố|truy nã"
    "|tạm giam|tạm giữ|kết án|xâm hại|hiếp dâm|bạo hành|lừa đảo|mua bán|sát hại|giết|cưỡng hiếp)"
    "|lĩnh án|phạm tội|chấp hành xong (?:án|hình) phạt tù|mãn hạn tù|trộm cắp"
    "|mua bán (?:trái phép )?(?:chất )?ma t[úu]y"
)
_FILL = (
    r"(?:[\s,:(“\"–-]|là|của|tên|gồm|có|ông|bà|anh|chị|em|cháu|cụ|cô|chú|bác|đối tượng|nữ|nam|trẻ|học sinh|sinh viên"
    r"|vụ án|chính|do|với){0,8}"
)
_BEFORE = re.compile(
    rf"(?<!\w)(?:{_PARTS}|tố giác|tố cáo|lời khai|đơn trình báo){_FILL}$", re.IGNORECASE
)
_BEHIND = re.compile(
    rf"^(?:\s*\([^)]{{0,25}}\))?\s*(?:[,(–-]\s*|(?:chính )?là (?:một )?(?:trong những )?|trở thành |vốn là |từng là )"
    rf"(?:\w+ tuổi, )?(?:{_PARTS})(?!\w)",
    re.IGNORECASE,
)
_DOES = re.compile(
    rf"^(?:\s*\([^)]{{0,25}}\))?,?\s*(?:(?:đã|đang|từng|vừa|có|đơn|chủ động|mạnh dạn|kịp thời|trực tiếp|bí mật"
    rf"|đến|ra|về hành vi"
    rf"|về tội|đối tượng|từng có thời gian)\s+){{0,4}}(?:{_DEEDS})(?!\w)",
    re.IGNORECASE,
)
_ANY_RISK = re.compile(rf"(?<!\w)(?:{_PARTS}|{_DEEDS}|lời khai|đơn trình báo)(?!\w)", re.IGNORECASE)
_ANY_ROLE = re.compile(rf"(?<!\w)(?:{_ROLES})(?!\w)", re.IGNORECASE)
_OFFICE = re.compile(
    r"(?:[Gg]iám đốc|[Cc]hủ tịch|[Bb]í thư|[Tt]rưởng [\w ]+|[Tt]ổ trưởng|[Cc]ục trưởng|[Đđ]ội trưởng|[Đđ]ồng chí"
    r"|[Tt]hiếu tướng|[Tt]rung tướng|[Tt]hượng tướng|[Đđ]ại tướng|[Đđ]ại tá|[Tt]hượng tá|[Tt]rung tá|[Tt]hiếu tá"
    r"|[Đđ]ại úy|[Tt]hượng úy|[Tt]rung úy|[Tt]hiếu úy|[Tt]hượng sĩ|[Cc]án bộ|[Cc]ảnh sát[\w ]*|[Cc]hiến sĩ|[Ll]uật sư"
    r"|[Tt]hẩm phán|[Kk]iểm sát viên|[Đđ]iều tra viên)[\s:,]*$"
)
_NEAR = 60
"""Within so many signs of a name a role in a case points at it."""
_NAMELESS = "Không nêu họ tên; dùng cách gọi chung (một người dân, chị A.)"


def _risks(text: str) -> Iterator[Finding]:
    """Yield names that risk words in the same sentence are tied to."""
    if not _ANY_RISK.search(text):
        return
    for start, sentence in _sentences(text):
        if not _ANY_RISK.search(sentence):
            continue
        for first, last in names_in(sentence):
            before, behind = sentence[:first], sentence[last:]
            officer = _OFFICE.search(before) is not None
            risk = (
                _BEFORE.search(before)
                or _BEHIND.search(behind)
                or (not officer and _DOES.search(behind))
            )
            if not risk and not officer:
                window = sentence[max(0, first - _NEAR) : last + _NEAR]
                risk = _ANY_ROLE.search(window)
            if risk and not (officer and _is_of_office(risk.group())):
                said = _ANY_RISK.search(risk.group())
                word = (said or risk).group().strip(" ,(:–-")
                what = f"họ tên một người gần từ `{word}`"
                yield Finding(start + first, start + last, what, _NAMELESS)


def _is_of_office(words: str) -> bool:
    """Tell whether words before an officer's name speak of his work, not of him."""
    return (
        re.match(r"(?:tố giác|tố cáo|tội phạm|nguồn tin|nạn nhân|nhân chứng)", words, re.IGNORECASE)
        is not None
    )


_LONG = re.compile(r"(?:\d[ .()–-]{0,2}){6}\d|\d{2}[ -]?[A-ZĐ]{1,2}\d?[ –-]|@")
"""The least that any number of people, or an address, has."""
_BIRTHS = ("sinh", "sn", "ns", "số nhà", "nhà số", "nhà riêng", "nhà ở", "địa chỉ nhà", "nơi ở")
"""With a digit beside it, one of these stands in every text that tells of a birth or a house."""
_HOMES = ("trú", "ngụ", "hộ khẩu")
_CASES = (
    "bị can", "bị cáo", "bị hại", "buộc tội", "tố giác", "tố cáo", "báo tin", "cấp tin", "nguồn tin",
    "làm chứng", "nhân chứng", "phạm", "tử tù", "nạn nhân", "nghi can", "hung thủ", "kẻ ", "nghiện",
    "tiền án", "kết án", "lĩnh án", "phạt tù", "hạn tù", "tâm thần", "hiv", "đối tượng", "đầu thú", "tự thú",
    "tiền sự", "bị khởi", "bị bắt", "bị truy", "bị tạm", "bị xâm", "bị hiếp", "bị bạo", "bị lừa",
    "bị mua", "bị sát", "bị giết", "bị cưỡng", "trộm", "ma t", "lời khai", "trình báo",
)  # fmt: skip
"""One of these stands in every text that tells of a home, of a case: looking for them first makes a
province's year of texts a matter of seconds.
"""
_DIGIT = re.compile(r"\d")


def _has(text: str, hints: tuple[str, ...]) -> bool:
    return any(hint in text for hint in hints)


@lru_cache(maxsize=1 << 18)
def personal_data(text: str) -> tuple[Finding, ...]:
    """Return the personal data in a text in order of place; of finds that overlap the longest.

    Remembered by text: while someone previews, the same hundred thousand are asked about at every save.
    """
    text = unicodedata.normalize("NFC", text)
    every = list(_numbers(text)) if _LONG.search(text) else []
    lowered = text.lower()
    if _has(lowered, _HOMES) or (_DIGIT.search(text) and _has(lowered, _BIRTHS)):
        every += _births_and_homes(text)
    if _has(lowered, _CASES) and _ANY_RISK.search(lowered):
        every += _risks(text)
    found = sorted(every, key=lambda one: (one.start, -one.end))  # the first looker's word stands
    kept: list[Finding] = []
    for one in found:
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return tuple(kept)
