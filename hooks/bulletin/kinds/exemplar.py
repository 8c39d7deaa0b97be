"""Gương điển hình: stories of people, collectives, households and teams who set an example."""

from typing import ClassVar, Self

from pydantic import model_validator

from bulletin.kinds._fields import REQUIRED, Titled, field
from bulletin.kinds._types import (
    AnyDay,
    CampaignRef,
    Count,
    Labelled,
    LocalityRef,
    Markdown,
    Refused,
    Team,
    Text,
)
from bulletin.kinds.news import Credit, Picture
from bulletin.kinds.person import Mention
from bulletin.kinds.recording import Recording


class Honoured(Labelled):
    """Who is honoured: in stories and in award decisions alike."""

    PERSON = "person", "cá nhân"
    COLLECTIVE = "collective", "tập thể"
    HOUSEHOLD = "household", "hộ gia đình"
    TEAM = "team", "tổ bảo vệ an ninh, trật tự"


class OthersMentioned(Labelled):
    """Whether offenders, victims, informants or relatives occur: they are never named."""

    NONE = "none", "không nhắc đến ai khác"
    CHECKED = "checked", "có nhắc, đã kiểm tra không lộ danh tính"


class Exemplar(Titled):
    """Gương điển hình."""

    KIND: ClassVar[str] = "exemplar"
    FOLDER: ClassVar[str] = "exemplars"
    LABEL: ClassVar[str] = "gương điển hình"
    ADDRESS: ClassVar[str | None] = "guong-dien-hinh/"
    STARTS_WITH: ClassVar[tuple[str, ...]] = ("people",)

    kind: Honoured = field("Loại", "Cá nhân, tập thể, hộ gia đình, tổ", "person", REQUIRED)
    others_mentioned: OthersMentioned = field(
        "Người khác được nhắc", "Người vi phạm, bị hại, báo tin, thân nhân", "none", REQUIRED
    )
    people: tuple[Mention, ...] = field(
        "Người được nêu gương", "Với gương cá nhân thì bắt buộc; kèm căn cứ nêu tên",
        "[{full_name: Trần Văn Mẫu, basis: already_public}]", many=True,
    )  # fmt: skip
    collective: Text | None = field(
        "Tên tập thể, hộ", "Khi là tập thể hoặc hộ gia đình", "Một hộ gia đình ở thôn 3"
    )
    team: Team | None = field("Tổ", "Tên tệp xã/mã tổ", "xa-minh-hoa-1/thon-1")
    locality: LocalityRef = field("Địa phương", "Tên tệp địa phương", "xa-minh-hoa-1", REQUIRED)
    campaign: CampaignRef | None = field("Phong trào", "Tên tệp", "tinh-minh-hoa-2024")
    phase: Count | None = field("Đợt số", "Trong phong trào ấy", "1")
    content: Text | None = field("Nội dung", "Mã nội dung trong phong trào", "4.3")
    event_date: AnyDay | None = field("Ngày việc xảy ra", "Biết đến đâu ghi đến đó", "05/10/2024")
    tags: tuple[Text, ...] = field("Từ khóa", "Vài từ khóa", "[cứu người]", many=True)
    body: Markdown = field(
        "Nội dung", "Markdown; không nêu tên người khác", "|\n  Sáng ngày …", REQUIRED
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

    @model_validator(mode="after")
    def _someone_is_honoured(self) -> Self:
        """A person's story has a person; any other names its collective, household or team."""
        if self.kind is Honoured.PERSON and not self.people:
            raise Refused(
                "gương cá nhân mà chưa ghi người nào",
                "Thêm `people:` với `full_name` và `basis`, hoặc `person:`",
                ("kind",),
            )
        if self.kind is Honoured.TEAM and not self.team:
            raise Refused(
                "gương của tổ mà chưa ghi tổ nào", "Thêm `team: xa-minh-hoa-1/thon-1`", ("kind",)
            )
        if self.kind in (Honoured.COLLECTIVE, Honoured.HOUSEHOLD) and not self.collective:
            raise Refused(
                f"gương {self.kind.label} mà chưa ghi tên", "Thêm `collective: tên`", ("kind",)
            )
        return self
