"""Mô hình, thông báo, tài liệu, and the editor's choice for a month."""

from typing import ClassVar, Self

from pydantic import model_validator

from bulletin.kinds._fields import REQUIRED, Part, Register, Titled, field
from bulletin.kinds._types import (
    AnyDay,
    CampaignRef,
    DocumentRef,
    Download,
    ExemplarRef,
    FullDay,
    Labelled,
    LocalityRef,
    Markdown,
    NewsRef,
    OrganisationRef,
    Refused,
    Text,
)
from bulletin.kinds.news import Picture
from bulletin.kinds.recording import Recording


class ModelState(Labelled):
    """Whether a practice goes on."""

    RUNNING = "running", "đang hoạt động"
    ENDED = "ended", "đã kết thúc"


class Model(Titled):
    """Mô hình, cách làm hay."""

    KIND: ClassVar[str] = "model"
    FOLDER: ClassVar[str] = "models"
    LABEL: ClassVar[str] = "mô hình"
    ADDRESS: ClassVar[str | None] = "mo-hinh/"

    state: ModelState = field("Tình trạng", "Đang hoạt động hay đã kết thúc", "running", REQUIRED)
    campaign: CampaignRef | None = field("Phong trào", "Tên tệp", "tinh-minh-hoa-2024")
    content: Text | None = field("Nội dung", "Mã nội dung trong phong trào", "4.2")
    localities: tuple[LocalityRef, ...] = field(
        "Địa phương", "Tên tệp", "[xa-minh-hoa-1]", many=True
    )
    started_on: AnyDay | None = field("Bắt đầu", "Biết đến đâu ghi đến đó", "9/2024")
    members: Text | None = field("Quy mô", "Bao nhiêu người, hộ tham gia", "42 hộ")
    recognised_by: OrganisationRef | None = field(
        "Nơi ghi nhận", "Tên tệp cơ quan", "ubnd-tinh-minh-hoa"
    )
    recognised_on: AnyDay | None = field("Ngày ghi nhận", "Ngày được công nhận", "15/01/2025")
    pictures: tuple[Picture, ...] = field(
        "Ảnh", "Ảnh đầu là ảnh đại diện",
        "[{file: hoi-truong.png, alt: Hội trường kín người ngồi}]", many=True,
    )  # fmt: skip
    recordings: tuple[Recording, ...] = field(
        "Video, ghi âm", "Tệp của ta, hoặc đường dẫn tới trang có video",
        "[{title: Lễ phát động, url: 'https://example.vn/video', outlet: Truyền hình Minh Họa}]",
        many=True,
    )  # fmt: skip
    body: Markdown = field("Nội dung bài", "Markdown", "|\n  Mô hình …", REQUIRED)


class CommentPeriod(Part):
    """When and where people may comment."""

    start: FullDay = field("Từ ngày", "Ngày đầu tiên nhận góp ý", "01/7/2025", REQUIRED)
    end: FullDay = field("Đến hết ngày", "Ngày cuối cùng nhận góp ý", "18/7/2025", REQUIRED)
    send_to: Text = field("Gửi về", "Nơi nhận góp ý", "UBND xã Minh Họa 1", REQUIRED)

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        """The period does not end before it begins."""
        if self.end.date < self.start.date:
            raise Refused(
                f"hết hạn {self.end} trước khi bắt đầu {self.start}", "Xem lại hai ngày", ("end",)
            )
        return self


class Notice(Titled):
    """Thông báo, lấy ý kiến Nhân dân."""

    KIND: ClassVar[str] = "notice"
    FOLDER: ClassVar[str] = "notices"
    LABEL: ClassVar[str] = "thông báo"
    ADDRESS: ClassVar[str | None] = "thong-bao/"

    issuer: OrganisationRef = field(
        "Cơ quan thông báo", "Tên tệp cơ quan", "ubnd-tinh-minh-hoa", REQUIRED
    )
    comments: CommentPeriod | None = field(
        "Lấy ý kiến", "Khi mời góp ý: từ ngày nào, đến ngày nào, gửi về đâu",
        "{start: 01/7/2025, end: 18/7/2025, send_to: UBND xã Minh Họa 1}",
    )  # fmt: skip
    campaign: CampaignRef | None = field("Phong trào", "Tên tệp", "tinh-minh-hoa-2024")
    locality: LocalityRef | None = field("Địa phương", "Tên tệp", "tinh-minh-hoa")
    documents: tuple[DocumentRef, ...] = field(
        "Văn bản", "Tên tệp", "[12-kh-ubnd-minh-hoa-2024]", many=True
    )
    body: Markdown = field("Nội dung", "Markdown", "|\n  Kính mời …", REQUIRED)


class DownloadFile(Part):
    """A file to download."""

    file: Download = field("Tệp", "Tên trong content/media/", "mau-bao-cao.docx", REQUIRED)
    title: Text = field(
        "Tên hiện trên trang",
        "Nói tệp là gì; loại và dung lượng tự in",
        "Mẫu báo cáo tháng",
        REQUIRED,
    )


class Resource(Titled):
    """Tài liệu, biểu mẫu."""

    KIND: ClassVar[str] = "resource"
    FOLDER: ClassVar[str] = "resources"
    LABEL: ClassVar[str] = "tài liệu"
    ADDRESS: ClassVar[str | None] = "tai-lieu/"
    STARTS_WITH: ClassVar[tuple[str, ...]] = ("files",)

    files: tuple[DownloadFile, ...] = field(
        "Các tệp", "Mỗi tệp một nhóm, ít nhất một tệp",
        "[{file: mau-bao-cao.docx, title: Mẫu báo cáo tháng}]", many=True,
    )  # fmt: skip
    campaign: CampaignRef | None = field("Phong trào", "Tên tệp", "tinh-minh-hoa-2024")
    issuer: OrganisationRef | None = field("Nơi soạn", "Tên tệp cơ quan", "ubnd-tinh-minh-hoa")
    body: Markdown | None = field("Giới thiệu", "Markdown", "|\n  Dùng cho …")


class Issue(Register):
    """Lựa chọn của biên tập viên cho số điểm tin tháng; tên tệp là tháng, như 2024-10."""

    KIND: ClassVar[str] = "issue"
    FOLDER: ClassVar[str] = "issues"
    LABEL: ClassVar[str] = "lựa chọn điểm tin tháng"
    ADDRESS: ClassVar[str | None] = None

    lead: NewsRef | None = field("Tin chính", "Tên tệp tin", "nghe-an-phat-dong")
    news: tuple[NewsRef, ...] = field(
        "Tin chọn", "Tên tệp tin, theo thứ tự muốn in", "[nghe-an-phat-dong]", many=True
    )
    exemplars: tuple[ExemplarRef, ...] = field(
        "Gương chọn", "Tên tệp gương, theo thứ tự muốn in", "[2024-10-cuu-nguoi]", many=True
    )
    editorial: Markdown | None = field("Lời tòa soạn", "Markdown", "|\n  Tháng này …")

    @property
    def name(self) -> str:
        """The month."""
        return self.slug
