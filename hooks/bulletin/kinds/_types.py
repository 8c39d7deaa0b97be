"""The types a field may have: each reads the text that staff typed, or refuses it with a mend."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum
from typing import Annotated, Any, Self

from pydantic import BeforeValidator, GetJsonSchemaHandler, WithJsonSchema
from pydantic.json_schema import JsonSchemaValue

from bulletin.dates import DateError, Day, parse_day
from bulletin.numbers import NumberError, parse_number
from bulletin.text import SLUG_LENGTH, is_slug, one_line, slugify


class Refused(ValueError):
    """A text does not fit its field; `what` and `mend` are the Vietnamese words staff are told.

    `at` leads from the part that refuses to the field that is wrong.
    """

    def __init__(self, what: str, mend: str, at: tuple[str | int, ...] = ()) -> None:
        super().__init__(what)
        self.what, self.mend, self.at = what, mend, at


class Labelled(str, Enum):
    """A fixed set of English values, each with the Vietnamese label that readers see."""

    label: str

    def __new__(cls, value: str, label: str) -> Self:
        """Make the member from its value in YAML and its label."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member

    @classmethod
    def __get_pydantic_json_schema__(
        cls, core_schema: Any, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Editors show each value with its label."""
        return {"oneOf": [{"const": member.value, "title": member.label} for member in cls]}


@dataclass(frozen=True)
class RefTo:
    """Marks a field that names an entry of another kind by its slug."""

    kind: str


@dataclass
class Body:
    """A Markdown text; `html` is what the load stage made of it: sanitised, links resolved."""

    text: str
    html: str = field(default="", compare=False)


def _texts(value: object) -> str:
    """Return the text of a field, refusing lists and groups of keys."""
    if isinstance(value, str):
        return value
    shape = "một danh sách" if isinstance(value, list) else "một nhóm mục con"
    raise Refused(f"cần một giá trị chữ, lại là {shape}", "Ghi một giá trị ngay sau dấu hai chấm")


def _line(value: object) -> str:
    text = one_line(_texts(value))
    if not text:  # only an item of a list can be empty; an empty key counts as absent
        raise Refused(
            "một giá trị trong danh sách bị bỏ trống", "Ghi giá trị, hoặc xóa chỗ trống ấy"
        )
    return text


_FULL = (
    "Ghi đủ ngày, tháng, năm như `07/10/2024` hoặc `2024-10-07`,"
    " có thể thêm giờ: `07/10/2024 22:39`"
)
_PARTIAL = (
    "Ghi như `07/10/2024`; chỉ biết tháng thì `10/2024`, chỉ biết năm thì `2024`,"
    " không rõ năm thì `23/8`"
)


def _day(value: object, mend: str = _PARTIAL) -> Day:
    try:
        return parse_day(_texts(value))
    except DateError as error:
        raise Refused(str(error), mend) from None


def _full_day(value: object) -> Day:
    day = _day(value, _FULL)
    if not day.is_full:
        raise Refused(f"`{value}` chưa đủ ngày, tháng, năm", _FULL)
    return day


def _number(value: object) -> Decimal:
    try:
        return parse_number(_texts(value))
    except NumberError as error:
        raise Refused(error.what, error.mend) from None


def _count(value: object) -> int:
    number = _number(value)
    if number != int(number) or number < 0:
        raise Refused(f"`{value}` không phải số nguyên từ 0 trở lên", "Ghi số nguyên, ví dụ `2`")
    return int(number)


def _truth(value: object) -> bool:
    text = _texts(value)
    if text not in ("true", "false"):
        raise Refused(
            f"`{text}` không phải `true` (có) hay `false` (không)", "Ghi `true` hoặc `false`"
        )
    return text == "true"


def _slug(value: object) -> str:
    text = _texts(value)
    if not is_slug(text):
        raise Refused(
            f"`{text}` không phải tên tệp của một mục",
            f"Chỉ dùng chữ thường không dấu, số và gạch nối, tối đa {SLUG_LENGTH} ký tự,"
            f" ví dụ `{slugify(text)[:SLUG_LENGTH].strip('-') or 'le-phat-dong-2024'}`",
        )
    return text


def _web_address(value: object) -> str:
    text = _texts(value).strip()
    if not re.fullmatch(r"https?://[^\s/?#<>\"']+[^\s<>\"']*", text):
        raise Refused(f"`{text}` không phải địa chỉ web", "Ghi đầy đủ, bắt đầu bằng `https://`")
    return text


def _media(value: object) -> str:
    text = _texts(value).strip()
    if not re.fullmatch(r"[a-z0-9-]+(?:/[a-z0-9-]+)*\.(?:png|jpe?g|webp)", text):
        raise Refused(
            f"`{text}` không phải tên ảnh trong content/media/",
            "Đặt tên ảnh bằng chữ thường không dấu, số, gạch nối, đuôi .png, .jpg hoặc .webp",
        )
    return text


def _download(value: object) -> str:
    text = _texts(value).strip()
    if not re.fullmatch(r"[a-z0-9-]+(?:/[a-z0-9-]+)*\.(?:pdf|docx|xlsx|txt)", text):
        raise Refused(
            f"`{text}` không phải tên tệp tải về trong content/media/",
            "Đặt tên bằng chữ thường không dấu, số, gạch nối, đuôi .pdf, .docx, .xlsx hoặc .txt",
        )
    return text


def _recording(value: object) -> str:
    text = _texts(value).strip()
    if not re.fullmatch(r"[a-z0-9-]+(?:/[a-z0-9-]+)*\.(?:mp4|webm|mp3|ogg|m4a)", text):
        raise Refused(
            f"`{text}` không phải tên tệp video, ghi âm trong content/media/",
            "Đặt tên bằng chữ thường không dấu, số, gạch nối, đuôi .mp4, .webm, .mp3, .m4a"
            " hoặc .ogg; video ở trang khác thì ghi `url`",
        )
    return text


def _captions(value: object) -> str:
    text = _texts(value).strip()
    if not re.fullmatch(r"[a-z0-9-]+(?:/[a-z0-9-]+)*\.vtt", text):
        raise Refused(
            f"`{text}` không phải tên tệp phụ đề trong content/media/",
            "Đặt tên bằng chữ thường không dấu, số, gạch nối, đuôi .vtt",
        )
    return text


def _length(value: object) -> int:
    text = _texts(value).strip()
    parts = re.fullmatch(r"(?:(\d{1,2}):(?=\d\d:))?(\d{1,3}):([0-5]\d)", text)
    seconds = 0
    if parts:
        hours, minutes, rest = (int(part or 0) for part in parts.groups())
        seconds = (hours * 60 + minutes) * 60 + rest
    if not seconds:
        raise Refused(f"`{text}` không phải thời lượng", "Ghi phút:giây như `1:05`, `12:30`")
    return seconds


def _body(value: object) -> Body:
    return Body(_texts(value).strip("\n"))


def _team(value: object) -> str:
    text = _texts(value).strip()
    commune, slash, team = text.partition("/")
    if not (slash and is_slug(commune) and is_slug(team)):
        raise Refused(
            f"`{text}` không phải một tổ",
            "Ghi tên tệp xã, dấu `/`, rồi mã tổ trong rosters, ví dụ `xa-minh-hoa-1/thon-1`",
        )
    return text


_TEXT_SCHEMA: JsonSchemaValue = {"type": ["string", "number", "boolean"]}


def _type(read: Callable[[object], Any], schema: JsonSchemaValue) -> tuple[Any, Any]:
    return BeforeValidator(read), WithJsonSchema(schema)


Text = Annotated[str, *_type(_line, _TEXT_SCHEMA)]
"""One line of plain text; never HTML or Markdown."""
FullDay = Annotated[Day, *_type(_full_day, {"type": "string"})]
"""A full date, perhaps with a time of day."""
AnyDay = Annotated[Day, *_type(_day, {"type": ["string", "number"]})]
"""A date as far as the source tells it."""
Number = Annotated[Decimal, *_type(_number, {"type": ["number", "string"]})]
Count = Annotated[int, *_type(_count, {"type": ["integer", "string"]})]
Truth = Annotated[bool, *_type(_truth, {"type": "boolean"})]
Slug = Annotated[str, *_type(_slug, {"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"})]
WebAddress = Annotated[str, *_type(_web_address, {"type": "string", "format": "uri"})]
Media = Annotated[str, *_type(_media, {"type": "string"})]
"""The name of a picture in content/media/."""
Download = Annotated[str, *_type(_download, {"type": "string"})]
"""The name of a file to download in content/media/."""
RecordingFile = Annotated[str, *_type(_recording, {"type": "string"})]
"""The name of a video or sound file in content/media/."""
CaptionFile = Annotated[str, *_type(_captions, {"type": "string"})]
"""The name of a WebVTT file in content/media/."""
Length = Annotated[int, *_type(_length, {"type": "string"})]
"""How long a recording lasts, typed as `minutes:seconds`, in seconds."""
Markdown = Annotated[Body, *_type(_body, {"type": "string"})]

Team = Annotated[str, *_type(_team, {"type": "string", "pattern": "^[a-z0-9-]+/[a-z0-9-]+$"})]
"""A team, as `<commune>/<id>` in that commune's roster."""

AwardRef = Annotated[Slug, RefTo("award")]
ExemplarRef = Annotated[Slug, RefTo("exemplar")]
NewsRef = Annotated[Slug, RefTo("news")]
CampaignRef = Annotated[Slug, RefTo("campaign")]
DocumentRef = Annotated[Slug, RefTo("document")]
EventRef = Annotated[Slug, RefTo("event")]
LocalityRef = Annotated[Slug, RefTo("locality")]
OrganisationRef = Annotated[Slug, RefTo("organisation")]
PersonRef = Annotated[Slug, RefTo("person")]
CategoryRef = Annotated[Slug, RefTo("category")]
