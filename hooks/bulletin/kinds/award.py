"""Khen thưởng: one signed decision honouring one or many (Law 06/2022/QH15); honour rolls come of it."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Self

from pydantic import model_validator

from bulletin.dates import Day
from bulletin.kinds._fields import REQUIRED, Gaps, Part, Titled, field
from bulletin.kinds._types import (
    CampaignRef,
    Count,
    DocumentRef,
    EventRef,
    ExemplarRef,
    FullDay,
    Labelled,
    LocalityRef,
    OrganisationRef,
    Refused,
    Team,
    Text,
    Truth,
)
from bulletin.kinds.campaign import Scope
from bulletin.kinds.exemplar import Honoured
from bulletin.kinds.person import Mention


class AwardCategory(Labelled):
    """The three sorts of honour, in the order in which rolls show them."""

    TITLE = "title", "danh hiệu thi đua"
    COMMENDATION = "commendation", "hình thức khen thưởng"
    ENCOURAGEMENT = "encouragement", "động viên khác"


class AwardType(Labelled):
    """What an award is given for (Law 06/2022/QH15, art. 8)."""

    MERIT = "merit", "công trạng"
    EXCEPTIONAL = "exceptional", "đột xuất"
    MOVEMENT = "movement", "phong trào thi đua"
    SERVICE = "service", "quá trình cống hiến"
    TENURE = "tenure", "niên hạn"


class AwardForm(Labelled):
    """What is awarded."""

    ORDER = "order", "Huân chương"
    MEDAL = "medal", "Huy chương"
    HONORARY_TITLE = "honorary_title", "Danh hiệu vinh dự nhà nước"
    COMMEMORATIVE_MEDAL = "commemorative_medal", "Kỷ niệm chương"
    CERTIFICATE_OF_MERIT = "certificate_of_merit", "Bằng khen"
    CERTIFICATE = "certificate", "Giấy khen"
    EMULATION_TITLE = "emulation_title", "Danh hiệu thi đua"
    EMULATION_FLAG = "emulation_flag", "Cờ thi đua"
    LETTER = "letter", "Thư khen"
    PRAISE = "praise", "Biểu dương"


@dataclass(frozen=True)
class Rank:
    """A place in the order of awards, and from when to when the law gave it."""

    category: AwardCategory
    form: AwardForm
    place: int
    start: date
    end: date | None = None


_LAW_2022 = date(2024, 1, 1)
"""Law 06/2022/QH15 is in force from 1/1/2024: titles in art. 19-20, forms in art. 9."""

ORDER: tuple[Rank, ...] = tuple(
    Rank(category, form, place, _LAW_2022)
    for place, (category, form) in enumerate(
        (
            (AwardCategory.TITLE, AwardForm.EMULATION_FLAG),
            (AwardCategory.TITLE, AwardForm.EMULATION_TITLE),
            (AwardCategory.COMMENDATION, AwardForm.ORDER),
            (AwardCategory.COMMENDATION, AwardForm.MEDAL),
            (AwardCategory.COMMENDATION, AwardForm.HONORARY_TITLE),
            (AwardCategory.COMMENDATION, AwardForm.COMMEMORATIVE_MEDAL),
            (AwardCategory.COMMENDATION, AwardForm.CERTIFICATE_OF_MERIT),
            (AwardCategory.COMMENDATION, AwardForm.CERTIFICATE),
            (AwardCategory.ENCOURAGEMENT, AwardForm.LETTER),
            (AwardCategory.ENCOURAGEMENT, AwardForm.PRAISE),
        )
    )
)
"""The order of awards as data: a change of the law is a new row and an `end` on the old one."""


def rank_of(form: AwardForm, on: date) -> Rank | None:
    """Return the place of a form in the order that the law gave on a day; None if it gave none."""
    for rank in ORDER:
        if rank.form is form and rank.start <= on and (rank.end is None or on <= rank.end):
            return rank
    return None


class AwardState(Labelled):
    """Where a decision stands; a proposal is never published."""

    DECIDED = "decided", "đã quyết định"
    CONFERRED = "conferred", "đã trao"
    REVOKED = "revoked", "đã bị hủy bỏ"


class Revocation(Part):
    """The decision that takes an award back (Law 06/2022/QH15, chapter VII)."""

    number: Text = field("Số quyết định hủy bỏ", "Số, ký hiệu", "09/QĐ-UBND", REQUIRED)
    date: FullDay = field("Ngày", "Ngày ký", "20/5/2025", REQUIRED)


class Recipient(Gaps):
    """Who is honoured: a person, a collective, a household, or a team with its members."""

    kind: Honoured = field("Loại", "Cá nhân, tập thể, hộ gia đình, tổ", "person", REQUIRED)
    person: Mention | None = field(
        "Người",
        "Khi là cá nhân; kèm căn cứ nêu tên",
        "{full_name: Trần Văn Mẫu, basis: award_decision}",
    )
    title: Text | None = field(
        "Tên tập thể, hộ", "Khi là tập thể hoặc hộ gia đình", "Công an xã Minh Họa 1"
    )
    team: Team | None = field("Tổ", "Tên tệp xã/mã tổ", "xa-minh-hoa-1/thon-1")
    unit: Text | None = field("Đơn vị", "Như quyết định ghi", "xã Minh Họa 1")
    locality: LocalityRef | None = field("Địa phương", "Tên tệp", "xa-minh-hoa-1")
    achievement: Text | None = field("Thành tích", "Như quyết định ghi", "Cứu người trong vụ cháy")
    exemplar: ExemplarRef | None = field("Bài về người này", "Tên tệp", "2024-10-cuu-nguoi")
    members: tuple[Mention, ...] = field(
        "Thành viên", "Khi khen tổ và thành viên",
        "[{full_name: Trần Văn Mẫu, basis: award_decision}]", many=True,
    )  # fmt: skip
    posthumous: Truth = field("Truy tặng", "true nếu truy tặng", "true", False)
    revocation: Revocation | None = field(
        "Bị hủy bỏ", "Khi chỉ hủy phần người này", "{number: 09/QĐ-UBND, date: 20/5/2025}"
    )

    @model_validator(mode="after")
    def _named_by_kind(self) -> Self:
        """A person has `person`; a team has `team`; any other has its name in `title`."""
        needed = {Honoured.PERSON: "person", Honoured.TEAM: "team"}.get(self.kind, "title")
        if not getattr(self, needed):
            example = (type(self).model_fields[needed].examples or [""])[0]
            raise Refused(
                f"được khen là {self.kind.label} mà thiếu `{needed}`",
                f"Thêm `{needed}: {example}`",
                ("kind",),
            )
        return self


class Award(Titled):
    """Khen thưởng."""

    KIND: ClassVar[str] = "award"
    FOLDER: ClassVar[str] = "awards"
    LABEL: ClassVar[str] = "khen thưởng"
    ADDRESS: ClassVar[str | None] = "khen-thuong/"
    STARTS_WITH: ClassVar[tuple[str, ...]] = ("recipients",)

    category: AwardCategory = field(
        "Loại hình", "Danh hiệu, hình thức khen, động viên", "commendation", REQUIRED
    )
    form: AwardForm = field("Hình thức", "Bằng khen, Giấy khen …", "certificate", REQUIRED)
    type: AwardType = field("Khen về", "Công trạng, phong trào, đột xuất …", "movement", REQUIRED)
    level: Scope = field("Cấp", "Cấp quyết định", "province", REQUIRED)
    decided_by: OrganisationRef = field(
        "Cơ quan quyết định", "Tên tệp cơ quan", "ubnd-tinh-minh-hoa", REQUIRED
    )
    number: Text = field("Số quyết định", "Số, ký hiệu", "12/QĐ-UBND", REQUIRED)
    decided_on: FullDay = field("Ngày quyết định", "Ngày ký", "05/02/2025", REQUIRED)
    document: DocumentRef | None = field(
        "Văn bản", "Tên tệp văn bản nếu có trang", "12-qd-ubnd-2025"
    )
    conferred_on: FullDay | None = field("Ngày trao", "Ngày tổ chức trao", "10/02/2025")
    event: EventRef | None = field("Trao tại sự kiện", "Tên tệp", "so-ket-dot-1-2025")
    campaign: CampaignRef | None = field("Phong trào", "Tên tệp", "tinh-minh-hoa-2024")
    phase: Count | None = field("Đợt số", "Trong phong trào ấy", "1")
    locality: LocalityRef | None = field("Địa phương", "Tên tệp", "tinh-minh-hoa")
    state: AwardState = field(
        "Tình trạng", "Đã quyết định, đã trao, bị hủy bỏ", "conferred", REQUIRED
    )
    revocation: Revocation | None = field(
        "Quyết định hủy bỏ", "Khi `state: revoked`, và chỉ khi ấy",
        "{number: 09/QĐ-UBND, date: 20/5/2025}",
    )  # fmt: skip
    recipients: tuple[Recipient, ...] = field(
        "Được khen", "Theo thứ tự quyết định",
        "[{kind: person, person: {full_name: Trần Văn Mẫu, basis: award_decision}}]", many=True,
    )  # fmt: skip

    @property
    def revocations(self) -> tuple[Revocation, ...]:
        """What takes it back, whole or in part: its own revocation, then its recipients'."""
        own = (self.revocation, *(recipient.revocation for recipient in self.recipients))
        return tuple(one for one in own if one is not None)

    @property
    def updated(self) -> Day:
        """The day of the newest change; to take an award back is one."""
        days = (super().updated, *(one.date for one in self.revocations))
        return max(days, key=lambda day: day.instant)

    @model_validator(mode="after")
    def _decision_is_whole(self) -> Self:
        """A revoked award names the revoking decision, and only a revoked one does; its category is
        the one that the law in force on the day gives its form.
        """
        if (self.state is AwardState.REVOKED) != (self.revocation is not None):
            raise Refused(
                "`state: revoked` và `revocation` phải đi cùng nhau",
                "Thêm `revocation: {number: 09/QĐ-UBND, date: 20/5/2025}`, hoặc sửa `state`",
                ("state",),
            )
        rank = rank_of(self.form, self.decided_on.date)
        if rank is not None and rank.category is not self.category:
            raise Refused(
                f"{self.form.label} thuộc {rank.category.label}, không phải {self.category.label}",
                f"Ghi `category: {rank.category.value}`, hoặc sửa `form`",
                ("category",),
            )
        if not self.recipients:
            raise Refused(
                "quyết định chưa có ai được khen",
                "Thêm `recipients:`, mỗi người, mỗi tập thể một nhóm",
                ("recipients",),
            )
        return self
