"""Địa phương and đơn vị: places and offices with their history (renamed, merged, abolished)."""

from typing import ClassVar

from bulletin.dates import Day
from bulletin.kinds._fields import REQUIRED, Gaps, Part, Register, field
from bulletin.kinds._types import (
    DocumentRef,
    FullDay,
    Labelled,
    LocalityRef,
    Markdown,
    OrganisationRef,
    Text,
)


class Level(Labelled):
    """Levels of places; districts ended on 1/7/2025 (Law 72/2025/QH15)."""

    NATION = "nation", "cả nước"
    PROVINCE = "province", "cấp tỉnh"
    DISTRICT = "district", "cấp huyện"
    COMMUNE = "commune", "cấp xã"
    VILLAGE = "village", "thôn, tổ dân phố"


class Ending(Labelled):
    """How a place or office ended."""

    MERGED = "merged", "sáp nhập"
    SPLIT = "split", "chia tách"
    RENAMED = "renamed", "đổi tên"
    ABOLISHED = "abolished", "kết thúc hoạt động"


class Code(Part):
    """An administrative code with its validity."""

    code: Text = field("Mã", "Giữ số 0 ở đầu", "67", REQUIRED)
    system: Text = field("Hệ mã", "Của cơ quan nào", "Tổng cục Thống kê", REQUIRED)
    start: FullDay | None = field("Từ", "Có hiệu lực từ", "01/7/2025")
    end: FullDay | None = field("Đến", "Hết hiệu lực sau", "30/6/2025")


class _Closed(Gaps):
    """The end of a place or office."""

    how: Ending = field("Kết thúc do", "Sáp nhập, đổi tên …", "merged", REQUIRED)
    on: FullDay = field("Từ ngày", "Ngày đầu tiên theo tên mới", "01/7/2025", REQUIRED)
    document: DocumentRef | None = field("Văn bản", "Tên tệp văn bản", "nghi-quyet-202-2025")
    legal_basis: Text | None = field(
        "Căn cứ", "Khi không có tệp văn bản", "Nghị quyết 202/2025/QH15"
    )


class LocalityClosed(_Closed):
    """How a place ended and what it belongs to now."""

    successors: tuple[LocalityRef, ...] = field(
        "Nay thuộc", "Tên tệp", "[tinh-lam-dong]", many=True
    )


class OrganisationClosed(_Closed):
    """How an office ended and who carries on."""

    successors: tuple[OrganisationRef, ...] = field(
        "Tiếp nhận", "Tên tệp cơ quan", "[ubnd-tinh-lam-dong]", many=True
    )


class Locality(Register):
    """Địa phương."""

    KIND: ClassVar[str] = "locality"
    FOLDER: ClassVar[str] = "localities"
    LABEL: ClassVar[str] = "địa phương"
    ADDRESS: ClassVar[str | None] = "dia-phuong/"

    short_name: Text = field("Tên", "Không kèm cấp", "Đăk Nông", REQUIRED)
    prefix: Text = field("Cấp gọi", "tỉnh, thành phố, xã, phường …", "tỉnh", REQUIRED)
    level: Level = field("Cấp", "Cấp hành chính", "province", REQUIRED)
    variants: tuple[Text, ...] = field("Cách viết khác", "Để tìm kiếm", "[Đắk Nông]", many=True)
    codes: tuple[Code, ...] = field(
        "Mã hành chính", "Mỗi mã một nhóm, kèm thời hạn",
        "[{code: 67, system: Tổng cục Thống kê, end: 30/6/2025}]", many=True,
    )  # fmt: skip
    official_code: Text | None = field(
        "Mã hiện hành",
        "Mã tỉnh, xã theo danh mục từ 01/7/2025; có mã thì trang tự kể các đơn vị hợp thành",
        '"31825"',
    )
    parent: LocalityRef | None = field("Trực thuộc", "Tên tệp", "tinh-bac-lieu")
    valid_from: FullDay | None = field("Có từ", "Ngày thành lập", "01/7/2025")
    closed: LocalityClosed | None = field(
        "Kết thúc", "Sáp nhập, đổi tên …",
        "{how: merged, on: 01/7/2025, successors: [tinh-lam-dong]}",
    )  # fmt: skip
    order: Text | None = field("Thứ tự", "Thứ tự hành chính", "1")
    body: Markdown | None = field("Giới thiệu", "Vài lời giới thiệu (Markdown)", "|\n  Tỉnh …")

    @property
    def name(self) -> str:
        """Name with its level: `tỉnh Đăk Nông`."""
        return f"{self.prefix} {self.short_name}"

    def stood_on(self, day: Day) -> bool:
        """Tell whether the place existed on a day."""
        begun = self.valid_from is None or self.valid_from.date <= day.date
        return begun and (self.closed is None or day.date < self.closed.on.date)


class OrganisationKind(Labelled):
    """What an office is."""

    PEOPLES_COMMITTEE = "peoples_committee", "Ủy ban nhân dân"
    POLICE = "police", "Công an"
    STEERING_COMMITTEE = "steering_committee", "Ban Chỉ đạo"
    MINISTRY = "ministry", "Bộ"
    DEPARTMENT = "department", "Sở, ban, ngành"
    PARTY = "party", "Cơ quan Đảng"
    MEDIA = "media", "Cơ quan báo chí"
    OTHER = "other", "Cơ quan khác"


class Organisation(Register):
    """Cơ quan, đơn vị."""

    KIND: ClassVar[str] = "organisation"
    FOLDER: ClassVar[str] = "organisations"
    LABEL: ClassVar[str] = "cơ quan, đơn vị"
    ADDRESS: ClassVar[str | None] = "don-vi/"

    full_name: Text = field("Tên", "Tên đầy đủ", "Ủy ban nhân dân tỉnh Đăk Nông", REQUIRED)
    short_name: Text | None = field(
        "Tên ngắn", "Hiện ở trang của cơ quan, để tìm kiếm", "UBND tỉnh Đăk Nông"
    )
    kind: OrganisationKind = field("Loại", "Loại cơ quan", "peoples_committee", REQUIRED)
    locality: LocalityRef | None = field("Địa phương", "Tên tệp", "tinh-dak-nong")
    parent: OrganisationRef | None = field("Trực thuộc", "Tên tệp", "bo-cong-an")
    standing_for: OrganisationRef | None = field(
        "Cơ quan Thường trực của", "Tên tệp ban chỉ đạo", "ban-chi-dao-dak-nong"
    )
    valid_from: FullDay | None = field("Có từ", "Ngày thành lập", "01/7/2025")
    closed: OrganisationClosed | None = field(
        "Kết thúc", "Sáp nhập, đổi tên, kết thúc hoạt động",
        "{how: merged, on: 01/7/2025, successors: [ubnd-tinh-lam-dong]}",
    )  # fmt: skip
    body: Markdown | None = field("Giới thiệu", "Vài lời giới thiệu (Markdown)", "|\n  Cơ quan …")

    @property
    def name(self) -> str:
        """The full name."""
        return self.full_name

    @property
    def label(self) -> str:
        """The full name: readers meet no abbreviation that nobody spelled out."""
        return self.full_name
