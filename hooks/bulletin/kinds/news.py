"""Tin tức: headline, sapo, body, pictures with captions, credits and the chain of sources."""

from typing import ClassVar

from bulletin.kinds._fields import REQUIRED, Gaps, Titled, field
from bulletin.kinds._types import (
    AnyDay,
    CampaignRef,
    CategoryRef,
    DocumentRef,
    EventRef,
    Labelled,
    LocalityRef,
    Markdown,
    Media,
    OrganisationRef,
    Text,
    Truth,
)
from bulletin.kinds.person import Mention
from bulletin.kinds.recording import Recording


class CreditRole(Labelled):
    """What a credited person made."""

    TEXT = "text", "Tin"
    PHOTO = "photo", "Ảnh"
    TEXT_AND_PHOTO = "text_and_photo", "Tin, ảnh"
    COMPILED = "compiled", "Tổng hợp"


class Credit(Gaps):
    """Who made the text or the pictures, as printed."""

    role: CreditRole = field("Phần việc", "Tin, ảnh, tổng hợp", "text_and_photo", REQUIRED)
    name: Text = field("Tên", "Như nguồn in", "XUÂN THẢO", REQUIRED)


class Picture(Gaps):
    """A picture of ours, or the caption of one that the source has and we may not print."""

    file: Media | None = field("Tệp ảnh", "Tên trong content/media/", "hoi-truong.png")
    alt: Text | None = field(
        "Mô tả ảnh", "Cho người không nhìn thấy; khác chú thích", "Hội trường …"
    )
    caption: Text | None = field("Chú thích", "Như nguồn in", "Quang cảnh buổi lễ phát động.")
    credit: Text | None = field("Nguồn ảnh", "Ai chụp, ai vẽ", "XUÂN THẢO")
    people: tuple[Mention, ...] = field(
        "Người trong ảnh", "Ai được nêu tên", "[{person: giam-doc-cong-an-2024}]", many=True
    )
    drawn: Truth = field("Tranh minh họa", "true nếu do ta vẽ", "true", False)


class News(Titled):
    """Tin tức."""

    KIND: ClassVar[str] = "news"
    FOLDER: ClassVar[str] = "news"
    LABEL: ClassVar[str] = "tin tức"
    ADDRESS: ClassVar[str | None] = "tin-tuc/"

    title: Text = field("Tiêu đề", "Như nguồn in, hoặc của ta", "Nghệ An phát động …", REQUIRED)
    own_title: Truth = field("Tiêu đề của ta", "true khi nguồn mất tiêu đề", "true", False)
    category: CategoryRef = field("Chuyên mục", "Tên tệp chuyên mục", "phat-dong", REQUIRED)
    tags: tuple[Text, ...] = field("Từ khóa", "Vài từ khóa", "[phát động, Nghệ An]", many=True)
    event_date: AnyDay | None = field("Ngày diễn ra", "Việc được kể xảy ra khi nào", "23/8")
    body: Markdown = field(
        "Nội dung", "Bài viết bằng lời của ta (Markdown)", "|\n  Đoạn thứ nhất …", REQUIRED
    )
    pictures: tuple[Picture, ...] = field(
        "Ảnh", "Ảnh đầu là ảnh đại diện",
        "[{file: hoi-truong.png, alt: Hội trường kín người ngồi}]", many=True,
    )  # fmt: skip
    recordings: tuple[Recording, ...] = field(
        "Video, ghi âm", "Tệp của ta, hoặc đường dẫn tới trang có video",
        "[{title: Lễ phát động, url: 'https://example.vn/video', outlet: Truyền hình Minh Họa}]",
        many=True,
    )  # fmt: skip
    credits: tuple[Credit, ...] = field(
        "Ghi công", "Tin, ảnh của ai", "[{role: text_and_photo, name: XUÂN THẢO}]", many=True
    )
    campaigns: tuple[CampaignRef, ...] = field(
        "Phong trào", "Tên tệp", "[dak-nong-2024]", many=True
    )
    documents: tuple[DocumentRef, ...] = field(
        "Văn bản", "Tên tệp", "[591-kh-ubnd-2024]", many=True
    )
    events: tuple[EventRef, ...] = field("Sự kiện", "Tên tệp", "[le-phat-dong-2024]", many=True)
    localities: tuple[LocalityRef, ...] = field(
        "Địa phương", "Tên tệp", "[tinh-nghe-an]", many=True
    )
    organisations: tuple[OrganisationRef, ...] = field(
        "Cơ quan", "Tên tệp", "[ubnd-tinh-nghe-an]", many=True
    )
    people: tuple[Mention, ...] = field(
        "Người được nêu", "Cấp bậc, chức vụ như nguồn in",
        "[{person: giam-doc-cong-an-2024, doing: phát biểu}]", many=True,
    )  # fmt: skip
