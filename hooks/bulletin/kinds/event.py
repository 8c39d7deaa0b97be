"""Sự kiện: launches, festivals, reviews; one event may serve several campaigns."""

from typing import ClassVar

from bulletin.kinds._fields import REQUIRED, Part, Titled, field
from bulletin.kinds._types import (
    AnyDay,
    CampaignRef,
    DocumentRef,
    Labelled,
    LocalityRef,
    Markdown,
    OrganisationRef,
    Text,
)
from bulletin.kinds.news import Picture
from bulletin.kinds.person import Mention
from bulletin.kinds.recording import Recording


class EventKind(Labelled):
    """What is held."""

    LAUNCH = "launch", "Lễ phát động"
    FESTIVAL = "festival", "Ngày hội"
    REVIEW = "review", "Sơ kết, tổng kết"
    SEMINAR = "seminar", "Tọa đàm"
    PLEDGE = "pledge", "Ký giao ước thi đua"
    AWARD_CEREMONY = "award_ceremony", "Lễ trao thưởng"


class Mode(Labelled):
    """How people take part."""

    IN_PERSON = "in_person", "trực tiếp"
    ONLINE = "online", "trực tuyến"
    HYBRID = "hybrid", "trực tiếp, nối với các điểm cầu"


class Duty(Labelled):
    """Whether something is an obligation."""

    MUST = "must", "phải"
    MAY = "may", "có thể"


class Programme(Part):
    """A part of the event, such as lễ or hội."""

    name: Text = field("Phần", "Tên phần", "Phần lễ", REQUIRED)
    text: Text | None = field("Nội dung", "Làm gì", "Lồng ghép văn hóa, văn nghệ")


class Obligation(Part):
    """Who must, and who may, hold what."""

    who: Text = field("Ai", "Địa phương, đơn vị nào", "Xã đạt chuẩn nông thôn mới", REQUIRED)
    duty: Duty = field("Mức", "phải hay có thể", "must", REQUIRED)
    what: Text = field("Việc", "Làm gì", "tổ chức phần lễ", REQUIRED)


class Event(Titled):
    """Sự kiện."""

    KIND: ClassVar[str] = "event"
    FOLDER: ClassVar[str] = "events"
    LABEL: ClassVar[str] = "sự kiện"
    ADDRESS: ClassVar[str | None] = "su-kien/"

    kind: EventKind = field("Loại", "Lễ phát động, ngày hội …", "launch", REQUIRED)
    event_date: AnyDay | None = field("Ngày diễn ra", "Ngày bắt đầu", "23/8/2024")
    ends_on: AnyDay | None = field("Đến ngày", "Nếu nhiều ngày", "19/8/2020")
    place: Text | None = field("Nơi tổ chức", "Địa điểm", "Hội trường Công an tỉnh")
    mode: Mode | None = field("Hình thức", "Trực tiếp, trực tuyến", "hybrid")
    connected_sites: tuple[Text, ...] = field(
        "Điểm cầu", "Nơi nối trực tuyến", "[Công an các xã]", many=True
    )
    host: OrganisationRef | None = field(
        "Đơn vị tổ chức", "Tên tệp cơ quan", "cong-an-tinh-tra-vinh"
    )
    locality: LocalityRef | None = field("Địa phương", "Tên tệp địa phương", "tinh-tra-vinh")
    campaigns: tuple[CampaignRef, ...] = field(
        "Phong trào", "Tên tệp", "[tra-vinh-2024]", many=True
    )
    documents: tuple[DocumentRef, ...] = field(
        "Văn bản", "Tên tệp", "[591-kh-ubnd-2024]", many=True
    )
    people: tuple[Mention, ...] = field(
        "Người điều hành, phát biểu", "Cấp bậc, chức vụ như nguồn in",
        "[{person: giam-doc-cong-an-2024, doing: chủ trì buổi lễ}]", many=True,
    )  # fmt: skip
    participants: tuple[Text, ...] = field(
        "Thành phần dự", "Từng nhóm, như nguồn in", "[Đại diện các xã]", many=True
    )
    programme: tuple[Programme, ...] = field(
        "Chương trình", "Từng phần: lễ, hội …", "[{name: Phần lễ, text: Đọc diễn văn}]", many=True
    )
    pilot_unit: Text | None = field("Đơn vị điểm", "Nơi làm điểm", "Phường 8")
    obligations: tuple[Obligation, ...] = field(
        "Ai phải, ai có thể", "Nơi nào phải làm gì, nơi nào có thể làm gì",
        "[{who: Xã điểm, duty: must, what: tổ chức phần lễ}]", many=True,
    )  # fmt: skip
    activities: tuple[Text, ...] = field(
        "Hoạt động", "Từng hoạt động", "[Hội thi, Giao lưu văn nghệ]", many=True
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
    body: Markdown | None = field("Bài viết", "Kể về sự kiện (Markdown)", "|\n  Buổi lễ …")
