"""Fields and the blocks that all kinds share: one declaration gives checks, forms, guide, schema."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict, Field, PrivateAttr, model_validator

from bulletin.dates import Day
from bulletin.kinds._types import (
    AnyDay,
    FullDay,
    Labelled,
    Refused,
    Slug,
    Text,
    Truth,
    WebAddress,
)
from bulletin.source import Mapping, Place, Scalar, line_of, node_at

REQUIRED: Any = ...


def field(label: str, hint: str, example: str, default: Any = None, *, many: bool = False) -> Any:
    """Declare a field: its Vietnamese label, what it means, and a right example as typed in YAML.

    Without a default the field may be left out (None, or an empty list with `many`);
    REQUIRED makes it obligatory.
    """
    given = () if many and default is None else default
    return Field(given, title=label, description=hint, examples=[example])


class Part(BaseModel):
    """A group of fields inside an entry; unknown keys are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)


class Gaps(Part):
    """A part that can say of its own fields what the source leaves open."""

    inferred: dict[str, Text] = field(
        "Suy ra",
        "Mục nào do ta suy ra, và căn cứ",
        "{event_date: năm theo thời gian phong trào}",
        {},
    )
    unknown: tuple[Text, ...] = field(
        "Nguồn không nêu", "Tên các mục mà nguồn không nêu", "[start, end]", many=True
    )
    undecided: tuple[Text, ...] = field(
        "Chưa xác định", "Tên các mục chưa được quyết định", "[end]", many=True
    )

    @model_validator(mode="after")
    def _gaps_name_fields(self) -> "Gaps":
        """`unknown` and `undecided` name empty fields of this very part, `inferred` filled ones."""
        for block in ("unknown", "undecided", "inferred"):
            for name in getattr(self, block):
                if name not in type(self).model_fields:
                    raise Refused(
                        f"nhắc đến `{name}`, không phải một mục ở đây",
                        f"Chỉ ghi tên mục, một trong: {', '.join(own_fields(type(self)))}",
                        (block,),
                    )
                filled = bool(getattr(self, name)) or name in self.model_fields_set
                if filled and block != "inferred":
                    raise Refused(
                        f"mục `{name}` vừa có giá trị vừa nằm trong `{block}`",
                        f"Bỏ `{name}` khỏi `{block}`, hoặc bỏ giá trị của nó",
                        (block,),
                    )
                if not filled and block == "inferred":
                    raise Refused(
                        f"nhắc đến `{name}` nhưng mục ấy không có giá trị",
                        f"Ghi giá trị cho `{name}`, hoặc chuyển sang `unknown`",
                        (block,),
                    )
        return self

    def absence(self, name: str) -> str:
        """Return the words for an empty field: why it is empty, or `` if nobody said."""
        if name in self.undecided:
            return "Chưa xác định"
        return "Nguồn không nêu" if name in self.unknown else ""


class Status(Labelled):
    """Where an entry stands on its way to the reader."""

    DRAFT = "draft", "bản nháp"
    EDITING = "editing", "đang biên tập"
    REVIEW = "review", "chờ duyệt"
    RETURNED = "returned", "trả lại"
    APPROVED = "approved", "đã duyệt"
    PUBLISHED = "published", "đã đăng"
    WITHDRAWN = "withdrawn", "đã gỡ"


class ChangeKind(Labelled):
    """What a dated note of change is about."""

    UPDATE = "update", "Cập nhật"
    CORRECTION = "correction", "Đính chính"
    REMOVAL = "removal", "Gỡ"


class Change(Part):
    """A dated note that readers see."""

    date: FullDay = field("Ngày", "Ngày ghi chú", "12/10/2024", REQUIRED)
    kind: ChangeKind = field("Loại", "Cập nhật, đính chính hay gỡ", "correction", REQUIRED)
    note: Text = field("Nội dung", "Đã đổi điều gì", "Sửa ngày ban hành", REQUIRED)
    left: tuple[Text, ...] = field(
        "Rời khỏi", "Địa phương, chuyên mục, phong trào mà mục này không còn thuộc về",
        "[locality/xa-minh-hoa-1]", many=True,
    )  # fmt: skip
    """Former scopes as `kind/slug`: whoever follows one of them is told that the entry left."""


class Source(Gaps):
    """Where the facts come from, as printed there."""

    outlet: Text | None = field("Nơi đăng", "Tên báo, cổng thông tin", "Báo Trà Vinh")
    url: WebAddress | None = field("Địa chỉ", "Đường dẫn bài gốc", "https://example.vn/bai")
    title: Text | None = field("Tiêu đề gốc", "Tiêu đề của bài nguồn", "Lễ phát động")
    author: Text | None = field("Tác giả", "Tên tác giả như nguồn in", "XUÂN THẢO")
    published_at: AnyDay | None = field("Nguồn đăng lúc", "Ngày giờ nguồn đăng", "07/10/2024 22:39")
    retrieved_at: AnyDay | None = field("Ngày lấy", "Ngày ta đọc nguồn", "10/7/2025")
    note: Text | None = field("Ghi chú", "Điều cần biết về nguồn", "Bài đăng lại, mất tiêu đề")


class Claim(Part):
    """One of several values that sources give for the same field."""

    value: Text = field("Giá trị", "Như nguồn ấy in", "3.979 tổ", REQUIRED)
    source: Text = field("Nguồn", "Nguồn nào nói", "Báo Nghệ An, 02/7/2024", REQUIRED)
    field: Text = field("Mục", "Tên mục có nhiều số liệu", "period", REQUIRED)


class Sic(Part):
    """A misprint of the source, kept as printed."""

    as_printed: Text = field("Nguồn in", "Đúng như nguồn in", "khắc nhiệt", REQUIRED)
    means: Text = field("Có nghĩa là", "Cách viết đúng", "khắc nghiệt", REQUIRED)


class Waiver(Part):
    """Why something that looks like personal data may stand; never published."""

    text: Text = field("Chữ được giữ", "Đúng như trong bài", "0204 3854 123", REQUIRED)
    reason: Text = field("Lý do", "Vì sao được công khai", "số trực ban của Công an xã", REQUIRED)


class Approval(Part):
    """Who released the entry, when, and what it then said; never published."""

    by: Text = field("Người duyệt", "Chức vụ, không cần họ tên", "Trưởng Ban Biên tập", REQUIRED)
    on: FullDay = field("Ngày duyệt", "Có thể kèm giờ", "08/10/2024 09:15", REQUIRED)
    digest: Text = field(
        "Mã nội dung", "Do `scripts/approve.py` ghi, đừng gõ tay", "4b6f0c2a91d7e835", REQUIRED
    )


@dataclass(frozen=True)
class Origin:
    """Where an entry was read: its slug, its file for problems, what it says, and its lines."""

    slug: str
    file: str
    plain: Any
    """What staff typed: keys, lists and texts."""
    read: Callable[[], Mapping]
    """Reads the tree with the lines: only problems need it, and in memory it is large."""

    @cached_property
    def tree(self) -> Mapping:
        """What staff typed, with the lines."""
        return self.read()


class Entry(Gaps):
    """What every kind has: a status, its history, its sources, and what they leave open."""

    KIND: ClassVar[str]
    """The code of the kind, as used in references and GUIDs."""
    FOLDER: ClassVar[str]
    """The folder in content/."""
    LABEL: ClassVar[str]
    """The Vietnamese name of the kind."""
    ADDRESS: ClassVar[str | None]
    """The folder of its pages on the site, ending in `/`; None if it has no page of its own."""
    STARTS_WITH: ClassVar[tuple[str, ...]] = ()
    """Optional fields that a new entry needs all the same, so that its form fills them in."""
    IS_REGISTER: ClassVar[bool] = False
    """Registers (places, offices …) are published unless they say otherwise."""

    status: Status = field(
        "Trạng thái", "Chỉ mục `published` mới hiện trên trang", "draft", REQUIRED
    )
    publish_at: FullDay | None = field(
        "Hẹn giờ đăng", "Không hiện trước lúc này", "08/10/2024 07:00"
    )
    expires_at: FullDay | None = field("Hết hạn", "Từ ngày này không còn nổi bật", "31/12/2025")
    pin_until: FullDay | None = field("Ghim đến", "Giữ ở đầu danh sách đến ngày", "15/10/2024")
    changes: tuple[Change, ...] = field(
        "Ghi chú thay đổi", "Cập nhật, đính chính, gỡ; cũ trước mới sau",
        "[{date: 12/10/2024, kind: correction, note: Sửa ngày ban hành}]", many=True,
    )  # fmt: skip
    aliases: tuple[Slug, ...] = field(
        "Tên tệp cũ", "Các tên tệp trước đây, cũ nhất trước", "[ten-cu]", many=True
    )
    sources: tuple[Source, ...] = field(
        "Nguồn", "Gần nhất trước; mỗi nguồn một nhóm", "[{outlet: Báo Trà Vinh}]", many=True
    )
    claims: tuple[Claim, ...] = field(
        "Số liệu khác nhau", "Khi các nguồn nói khác nhau",
        "[{field: period, value: 3.979 tổ, source: Báo Nghệ An}]", many=True,
    )  # fmt: skip
    sic: tuple[Sic, ...] = field(
        "Nguồn in sai", "Giữ chữ in sai của nguồn, ghi cách hiểu đúng",
        "[{as_printed: khắc nhiệt, means: khắc nghiệt}]", many=True,
    )  # fmt: skip
    sample: Truth = field("Dữ liệu minh họa", "true nếu không có thật", "true", False)
    waivers: tuple[Waiver, ...] = field(
        "Miễn trừ dữ liệu cá nhân", "Chữ trông như dữ liệu cá nhân mà được công khai, kèm lý do",
        "[{text: 0204 3854 123, reason: số trực ban của Công an xã}]", many=True,
    )  # fmt: skip
    approval: Approval | None = field(
        "Duyệt", "Ai duyệt, ngày nào; do `scripts/approve.py` ghi",
        "{by: Trưởng Ban Biên tập, on: 08/10/2024 09:15, digest: 4b6f0c2a91d7e835}",
    )  # fmt: skip

    _origin: Origin = PrivateAttr()

    def __eq__(self, other: object) -> bool:
        """An entry is one file: comparing what two of them say would read every field of both."""
        return self is other

    def __hash__(self) -> int:
        """As equality: by identity."""
        return id(self)

    @cached_property
    def slug(self) -> str:
        """The file name without its ending: the entry's name in addresses and references."""
        return self._origin.slug

    @property
    def oldest_slug(self) -> str:
        """The first slug the entry ever had: GUIDs are made of it."""
        return self.aliases[0] if self.aliases else self.slug

    @property
    def file(self) -> str:
        """The file it was read from, as problems name it."""
        return self._origin.file

    @property
    def tree(self) -> Mapping:
        """What staff typed, with the lines."""
        return self._origin.tree

    @property
    def plain(self) -> Any:
        """What staff typed: keys, lists and texts, without the lines."""
        return self._origin.plain

    @property
    def name(self) -> str:
        """What the entry is called in lists and links."""
        raise NotImplementedError(type(self).__name__)

    @property
    def path(self) -> str:
        """The address of its page below the site's root; ValueError if the kind has no pages."""
        if self.ADDRESS is None:
            raise ValueError(f"{self.KIND} has no pages")
        return f"{self.ADDRESS}{self.slug}/"

    def line(self, *place: str | int) -> int:
        """Return the line in its file where a field (or the nearest thing above it) stands."""
        return line_of(self._origin.tree, place)

    def line_in_text(self, place: Place, words: str, skip: int = 0) -> int:
        """Return the line in its file where words stand inside a text, passing over `skip` finds."""
        node = node_at(self._origin.tree, place)
        if not isinstance(node, Scalar) or not words:
            return self.line(*place)
        before, *after = node.text.split(words)
        if not after:
            return self.line(*place)
        passed = words.join([before, *after[: min(skip, len(after) - 1)]])
        return node.line + passed.count("\n") + (1 if node.block else 0)

    def placed(self, origin: Origin) -> "Entry":
        """Tell the entry where it was read; called once by the load stage."""
        self._origin = origin
        return self


class Register(Entry):
    """An entry that others refer to; published by default."""

    IS_REGISTER: ClassVar[bool] = True

    status: Status = field("Trạng thái", "Mặc định là `published`", "published", Status.PUBLISHED)


class Item(Entry):
    """An entry with a page, a date of publication and a place in lists, archive and feeds."""

    published_at: FullDay = field(
        "Ngày đăng", "Lúc đăng trên trang này: xếp thứ tự, kênh tin", "07/10/2024 22:39", REQUIRED
    )
    summary: Text | None = field(
        "Sapo",
        "Tóm tắt một, hai câu cho danh sách và kênh tin",
        "UBND tỉnh vừa ban hành Kế hoạch …",
    )

    @property
    def updated(self) -> Day:
        """The day of the newest change, else of publication (design §6: feeds' `updated`)."""
        return max(
            (self.published_at, *(change.date for change in self.changes)), key=lambda d: d.instant
        )


class Titled(Item):
    """An item that staff give a title; the others are named after what they are about."""

    title: Text = field("Tiêu đề", "Tiêu đề đầy đủ", "Lễ phát động phong trào thi đua", REQUIRED)

    @property
    def name(self) -> str:
        """The title."""
        return self.title


def own_fields(part: type[Part]) -> list[str]:
    """Return the names of the fields that are a part's own, without the common blocks."""
    common = set(Entry.model_fields) | set(Gaps.model_fields)
    return [name for name in part.model_fields if name not in common]
