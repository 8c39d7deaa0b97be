"""Video and sound in news, stories, events and practices: a file of ours, or where it is published."""

from pathlib import PurePosixPath
from typing import Self

from pydantic import model_validator

from bulletin.kinds._fields import REQUIRED, Part, field
from bulletin.kinds._types import (
    CaptionFile,
    Length,
    Markdown,
    Media,
    RecordingFile,
    Refused,
    Text,
    Truth,
    WebAddress,
)
from bulletin.kinds.person import Mention

VIDEO_SUFFIXES = (".mp4", ".webm")


class Recording(Part):
    """A video or a sound recording that everybody can follow (WCAG 2.2, 1.2.1–1.2.3)."""

    title: Text = field("Tên", "Video, ghi âm kể gì", "Lời kể của tổ trưởng", REQUIRED)
    file: RecordingFile | None = field(
        "Tệp", "Tên trong content/media/, đuôi .mp4, .webm, .mp3, .m4a, .ogg", "loi-ke.mp3"
    )
    url: WebAddress | None = field(
        "Địa chỉ", "Thay cho `file`, khi video đăng ở trang khác", "https://example.vn/video"
    )
    outlet: Text | None = field("Nơi đăng", "Đi với `url`: tên trang ấy", "Truyền hình Minh Họa")
    length: Length | None = field("Thời lượng", "Phút:giây; đi với `file`", "1:05")
    credit: Text | None = field("Người làm", "Ai quay, ai ghi âm, ai đọc", "Minh Mẫu")
    poster: Media | None = field(
        "Ảnh bìa", "Của video; tên ảnh trong content/media/", "hoi-truong.png"
    )
    captions: CaptionFile | None = field(
        "Phụ đề", "Của video có tiếng; tệp .vtt trong content/media/", "le-phat-dong.vtt"
    )
    silent: Truth = field("Không tiếng", "true nếu video không có tiếng", "true", False)
    transcript: Markdown | None = field(
        "Bản chép lời", "Ghi âm: chép lời; video không tiếng: tả hình (Markdown)", "|\n  Tôi là …"
    )
    people: tuple[Mention, ...] = field(
        "Người trong hình, tiếng", "Ai được nêu tên", "[{person: giam-doc-cong-an-2024}]", many=True
    )

    @property
    def is_video(self) -> bool:
        """Whether it is a video file of ours."""
        return self.file is not None and PurePosixPath(self.file).suffix in VIDEO_SUFFIXES

    @model_validator(mode="after")
    def _stands_in_one_place(self) -> Self:
        """A recording is a file of ours or an address elsewhere, with what belongs to it."""
        if (self.file is None) == (self.url is None):
            raise Refused(
                "mỗi video, ghi âm ghi một trong hai: `file` hoặc `url`",
                "Ghi `file` khi tệp nằm trong content/media/, `url` khi đăng ở trang khác",
            )
        if self.url and not self.outlet:
            raise Refused(
                "chưa ghi nơi đăng của `url`", "Thêm `outlet:` tên trang có video ấy", ("url",)
            )
        if self.file and self.length is None:
            raise Refused("chưa ghi thời lượng", "Thêm `length:` phút:giây, như `1:05`", ("file",))
        idle = {
            "outlet": self.file,
            "poster": not self.is_video,
            "captions": not self.is_video,
            "silent": not self.is_video,
        }
        for name, useless in idle.items():
            if useless and name in self.model_fields_set:
                only = "`url`" if name == "outlet" else "`file` là video"
                raise Refused(f"`{name}` chỉ đi với {only}", f"Bỏ `{name}`", (name,))
        return self

    @model_validator(mode="after")
    def _everybody_can_follow(self) -> Self:
        """Who does not hear reads; who does not see reads or hears."""
        if self.is_video and not self.poster:
            raise Refused(
                "video chưa có ảnh bìa", "Thêm `poster:` tên một ảnh chụp từ video", ("file",)
            )
        if self.is_video and not (self.captions or self.silent):
            raise Refused(
                "video chưa có phụ đề, người không nghe được thì không hiểu",
                "Thêm `captions:` tệp .vtt; video không tiếng thì ghi `silent: true`",
                ("file",),
            )
        if self.file and not self.transcript and not self.captions:
            raise Refused(
                "chưa có bản chép lời, người không nghe, không nhìn được thì không hiểu",
                "Thêm `transcript:` chép lời nói; video không tiếng thì tả hình",
                ("file",),
            )
        return self
