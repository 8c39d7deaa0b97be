"""Phong trào thi đua: theme, plan, phases, contents and targets (Law 06/2022/QH15, art. 16-17)."""

from collections.abc import Iterator
from typing import ClassVar, Self

from pydantic import model_validator

from bulletin.dates import Day
from bulletin.kinds._fields import REQUIRED, Gaps, Part, Titled, field
from bulletin.kinds._types import (
    CampaignRef,
    Count,
    DocumentRef,
    FullDay,
    Labelled,
    LocalityRef,
    Markdown,
    OrganisationRef,
    Refused,
    Text,
)
from bulletin.kinds.target import Target


class Form(Labelled):
    """Form of a movement (Law 06/2022/QH15, art. 16)."""

    THEMATIC = "thematic", "theo chuyên đề"
    REGULAR = "regular", "thường xuyên"


class Scope(Labelled):
    """How far a campaign reaches, widest first."""

    NATIONAL = "national", "toàn quốc"
    MINISTRY = "ministry", "bộ, ngành"
    PROVINCE = "province", "cấp tỉnh"
    COMMUNE = "commune", "cấp xã"
    UNIT = "unit", "đơn vị"


class Clause(Part):
    """A numbered passage of a plan."""

    code: Text | None = field("Mục", "Số mục trong kế hoạch", "I.1")
    text: Text = field("Nội dung", "Một đoạn", "Tạo khí thế thi đua sôi nổi", REQUIRED)


class Assignment(Gaps):
    """Who must do what."""

    code: Text | None = field("Mục", "Số mục trong kế hoạch", "III.1")
    to: OrganisationRef | None = field("Giao cho", "Tên tệp cơ quan", "cong-an-tinh-dak-nong")
    to_whom: Text | None = field(
        "Giao cho (chữ)", "Khi là một nhóm cơ quan", "Ủy ban nhân dân các huyện, thành phố"
    )
    text: Text = field("Nhiệm vụ", "Phải làm gì", "Chủ trì, theo dõi", REQUIRED)


class ReportingStep(Gaps):
    """One step of the way that reports take."""

    sender: Text = field("Nơi báo cáo", "Ai gửi", "UBND các huyện, thành phố", REQUIRED)
    receiver: Text = field("Nơi nhận", "Gửi ai", "Cơ quan Thường trực", REQUIRED)
    via: Text | None = field("Qua", "Gửi qua cơ quan nào", "Công an tỉnh")
    when: Text | None = field("Khi nào", "Dịp báo cáo", "kết thúc mỗi đợt thi đua")
    due: FullDay | None = field("Hạn", "Ngày hạn", "10/02/2025")


class Anniversary(Part):
    """What a campaign or phase celebrates: the years must add up."""

    name: Text = field("Tên", "Ngày kỷ niệm", "Ngày thành lập Đảng", REQUIRED)
    origin: FullDay = field("Từ ngày", "Ngày gốc", "03/02/1930", REQUIRED)
    observed: FullDay = field("Kỷ niệm ngày", "Ngày kỷ niệm", "03/02/2025", REQUIRED)
    years: Count = field("Số năm", "Kỷ niệm bao nhiêu năm", "95", REQUIRED)

    @property
    def adds_up(self) -> bool:
        """Tell whether observed minus origin gives the years."""
        return (self.observed.year or 0) - (self.origin.year or 0) == self.years


class Period(Gaps):
    """From when to when; an absent end is never filled in."""

    start: FullDay | None = field("Từ", "Ngày bắt đầu", "19/8/2024")
    end: FullDay | None = field("Đến hết", "Ngày kết thúc", "19/8/2025")

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        """The start is not after the end."""
        if self.start and self.end and self.start.date > self.end.date:
            raise Refused(
                f"kết thúc {self.end} trước khi bắt đầu {self.start}",
                "Xem lại hai ngày, coi chừng đảo ngày và tháng",
                ("end",),
            )
        return self

    def holds(self, day: Day) -> bool | None:
        """Tell whether the day is inside; None where a missing date leaves it open."""
        if self.start and day.date < self.start.date:
            return False
        if self.end and day.date > self.end.date:
            return False
        return True if self.start and self.end else None


class Phase(Period):
    """Đợt: a part of a campaign."""

    number: Count = field("Đợt số", "1, 2, 3 …", "1", REQUIRED)
    slogan: Text | None = field("Chủ đề đợt", "Nguyên văn, không ngoặc kép ngoài", "Thi đua …")
    commemorates: tuple[Anniversary, ...] = field(
        "Chào mừng", "Các ngày kỷ niệm",
        "[{name: Quốc khánh, origin: 02/9/1945, observed: 02/9/2025, years: 80}]", many=True,
    )  # fmt: skip
    report_due: FullDay | None = field("Hạn báo cáo", "Hạn báo cáo sơ kết", "10/02/2025")


class ContentItem(Gaps):
    """Nội dung: a line of work in the plan."""

    code: Text | None = field("Mã", "Số mục trong kế hoạch, nếu có", "4.1")
    canonical_ref: Count | None = field("Nội dung chuẩn", "1–7, để so giữa các tỉnh", "1")
    title: Text = field("Tên nội dung", "Đúng lời kế hoạch", "Thi đua hỗ trợ …", REQUIRED)
    description: Text | None = field("Diễn giải", "Tóm lược phần diễn giải", "Nắm tình hình …")
    targets: tuple[Target, ...] = field(
        "Chỉ tiêu", "Theo thứ tự kế hoạch; đã đăng thì không đổi thứ tự",
        "[{as_printed: Mỗi tổ ít nhất 01 việc tốt, operator: at_least, value: 1}]", many=True,
    )  # fmt: skip

    @model_validator(mode="after")
    def _known_ref(self) -> Self:
        """The canonical reference is one of the seven contents of the national campaign."""
        if self.canonical_ref is not None and not 1 <= self.canonical_ref <= 7:
            raise Refused(
                f"ghi {self.canonical_ref}, chỉ có từ 1 đến 7",
                "Chọn 1–7, hoặc bỏ mục này",
                ("canonical_ref",),
            )
        return self


class Campaign(Titled):
    """Phong trào thi đua."""

    KIND: ClassVar[str] = "campaign"
    FOLDER: ClassVar[str] = "campaigns"
    LABEL: ClassVar[str] = "phong trào thi đua"
    ADDRESS: ClassVar[str | None] = "phong-trao/"

    short_title: Text = field(
        "Tên ngắn", "Cho danh sách, dải đầu trang", "Đăk Nông 2024–2025", REQUIRED
    )
    form: Form = field("Hình thức", "Theo chuyên đề hay thường xuyên", "thematic", REQUIRED)
    scope: Scope = field("Phạm vi", "Cấp phát động", "province", REQUIRED)
    launched_by: OrganisationRef | None = field(
        "Nơi phát động", "Tên tệp cơ quan", "ubnd-tinh-dak-nong"
    )
    locality: LocalityRef | None = field("Địa phương", "Tên tệp địa phương", "tinh-dak-nong")
    parent: CampaignRef | None = field("Thuộc phong trào", "Phong trào cấp trên", "bo-cong-an-2024")
    standing_movement: Text | None = field(
        "Gắn với", "Phong trào thường xuyên", "Vì an ninh Tổ quốc"
    )
    recurs_from: CampaignRef | None = field("Tiếp nối", "Phong trào lần trước", "tra-vinh-2020")
    audience: tuple[Text, ...] = field(
        "Đối tượng tham gia", "Ai thi đua", "[Lực lượng …]", many=True
    )
    purposes: tuple[Clause, ...] = field(
        "Mục đích, yêu cầu", "Từng điểm", "[{code: I.1, text: Tạo khí thế thi đua sôi nổi}]",
        many=True,
    )  # fmt: skip
    requirements: tuple[Clause, ...] = field(
        "Yêu cầu tách riêng", "Khi nguồn tách riêng với mục đích", "[{text: Thiết thực và tránh hình thức}]",
        many=True,
    )  # fmt: skip
    theme: Text | None = field("Chủ đề", "Nguyên văn, không ngoặc kép ngoài", "Lực lượng mới, …")
    canonical_theme: Text | None = field("Chủ đề chuẩn", "Để so và tìm kiếm", "Lực lượng mới, …")
    motto: Text | None = field("Phương châm", "Nguyên văn", "Phát huy truyền thống, …")
    period: Period | None = field(
        "Thời gian", "Cả phong trào", "{start: 19/8/2024, end: 19/8/2025}"
    )
    commemorates: tuple[Anniversary, ...] = field(
        "Chào mừng", "Các ngày kỷ niệm của cả phong trào",
        "[{name: Quốc khánh, origin: 02/9/1945, observed: 02/9/2025, years: 80}]", many=True,
    )  # fmt: skip
    documents: tuple[DocumentRef, ...] = field(
        "Văn bản", "Tên tệp kế hoạch, công văn …", "[591-kh-ubnd-2024]", many=True
    )
    phases: tuple[Phase, ...] = field(
        "Các đợt", "Theo số đợt", "[{number: 1, start: 19/8/2024, end: 03/02/2025}]", many=True
    )
    contents: tuple[ContentItem, ...] = field(
        "Nội dung", "Theo thứ tự kế hoạch", "[{code: 4.1, title: Hỗ trợ nắm tình hình}]", many=True
    )
    targets: tuple[Target, ...] = field(
        "Chỉ tiêu chung", "Không thuộc nội dung nào",
        "[{as_printed: Mỗi xã ít nhất 01 mô hình, operator: at_least, value: 1}]", many=True,
    )  # fmt: skip
    assignments: tuple[Assignment, ...] = field(
        "Phân công", "Ai làm gì", "[{to_whom: UBND các xã, text: Lập kế hoạch của xã}]", many=True
    )
    reporting: tuple[ReportingStep, ...] = field(
        "Chế độ báo cáo", "Từng bước", "[{sender: UBND các xã, receiver: Công an tỉnh}]", many=True
    )
    body: Markdown | None = field("Bài viết", "Lời giới thiệu thêm (Markdown)", "|\n  Phong trào …")

    @property
    def name(self) -> str:
        """The full title."""
        return self.title

    def target(self, code: str) -> tuple[ContentItem | None, Target] | None:
        """Return a target by its code, with the content that holds it."""
        for found, content, target in self.numbered_targets():
            if found == code:
                return content, target
        return None

    def content(self, code: str) -> ContentItem | None:
        """Return a content item by its code (or number)."""
        for order, content in enumerate(self.contents):
            if self.content_code(order) == code:
                return content
        return None

    def content_code(self, order: int) -> str:
        """Return how the content item at an order (from 0) is referred to: code or number."""
        return self.contents[order].code or str(order + 1)

    def phase_on(self, day: Day) -> int | None:
        """Return the number of the phase that a day lies in, as far as the plan states its dates."""
        within = (
            phase.number
            for phase in self.phases
            if phase.start and phase.end and phase.start.date <= day.date <= phase.end.date
        )
        return next(within, None)

    def numbered_targets(self) -> Iterator[tuple[str, ContentItem | None, Target]]:
        """Yield every target with its code (`4.1-1`, or `1` outside contents) and its content."""
        for order, content in enumerate(self.contents):
            for number, target in enumerate(content.targets, 1):
                yield f"{self.content_code(order)}-{number}", content, target
        for number, target in enumerate(self.targets, 1):
            yield str(number), None, target
