"""People: one register entry says how a person may be named; others refer to it or name inline."""

from typing import ClassVar, Self

from pydantic import model_validator

from bulletin.kinds._fields import REQUIRED, Gaps, Part, Register, field
from bulletin.kinds._types import (
    AnyDay,
    FullDay,
    Labelled,
    OrganisationRef,
    PersonRef,
    Refused,
    Text,
    Truth,
)


class Basis(Labelled):
    """Why a person may be named (Law 91/2025/QH15: consent, or another ground)."""

    OFFICE = "office", "với tư cách chức vụ"
    AWARD_DECISION = "award_decision", "theo quyết định khen thưởng"
    CONSENT = "consent", "người được nêu tên đồng ý"
    ALREADY_PUBLIC = "already_public", "đã công khai ở nguồn dẫn"


class NamePolicy(Labelled):
    """How a name is printed."""

    FULL = "full", "ghi đầy đủ"
    INITIALS = "initials", "viết tắt"
    COLLECTIVE_ONLY = "collective_only", "chỉ nêu tập thể"
    WITHHELD = "withheld", "không nêu"


class ConsentFor(Labelled):
    """What a consent covers: each its own."""

    PHOTO = "photo", "ảnh"
    STORY = "story", "bài viết"


class ConsentBy(Labelled):
    """Who agreed."""

    PERSON = "person", "chính người đó"
    GUARDIAN = "guardian", "người giám hộ"


class Consent(Part):
    """A consent on paper; never published."""

    covers: ConsentFor = field("Cho việc", "Ảnh hay bài viết", "story", REQUIRED)
    by: ConsentBy = field("Ai đồng ý", "Người đó hay người giám hộ", "person", REQUIRED)
    paper: Text = field("Số giấy", "Số giấy đồng ý", "03/2024", REQUIRED)
    holder: Text = field("Nơi giữ", "Ai giữ giấy", "Công an xã", REQUIRED)
    date: FullDay = field("Ngày", "Ngày ký", "01/10/2024", REQUIRED)


class Position(Gaps):
    """What a person was when seen: rank and roles as printed at that time."""

    rank: Text | None = field("Cấp bậc", "Như nguồn in", "Thiếu tướng")
    roles: tuple[Text, ...] = field(
        "Chức vụ", "Từng chức vụ", "[Phó Giám đốc Công an tỉnh]", many=True
    )
    organisation: OrganisationRef | None = field(
        "Cơ quan", "Tên tệp cơ quan", "cong-an-tinh-tra-vinh"
    )
    seen_on: AnyDay | None = field("Thấy ngày", "Ngày nguồn ghi", "23/8/2024")


class _Named(Part):
    """What decides how a name is printed."""

    basis: Basis | None = field("Căn cứ nêu tên", "Vì sao được nêu tên", "office")
    minor: Truth = field("Trẻ em", "true nếu dưới 18 tuổi", "true", False)
    name_policy: NamePolicy | None = field("Cách nêu tên", "Bỏ trống thì theo quy định", "full")
    consents: tuple[Consent, ...] = field(
        "Giấy đồng ý", "Mỗi việc (bài viết, ảnh) và mỗi người đồng ý một giấy",
        "[{covers: story, by: person, paper: 03/2024, holder: Công an xã, date: 01/10/2024}]",
        many=True,
    )  # fmt: skip

    def agreed(self, what: ConsentFor) -> bool:
        """Tell whether the consents needed are there: for minors the child's and the guardian's."""
        by = {consent.by for consent in self.consents if consent.covers is what}
        needed = {ConsentBy.PERSON} | ({ConsentBy.GUARDIAN} if self.minor else set())
        return needed <= by

    def printed(self, name: str, default: NamePolicy = NamePolicy.FULL) -> str:
        """Return the name as it may be printed; `` where it may not be printed at all.

        `default` is what holds where the person has no policy of his or her own.
        """
        policy = self.name_policy or default
        if policy in (NamePolicy.WITHHELD, NamePolicy.COLLECTIVE_ONLY):
            return ""
        open_minor = self.minor and not self.agreed(ConsentFor.STORY)
        if policy is NamePolicy.INITIALS or open_minor:
            return ".".join(word[0].upper() for word in name.split()) + "."
        return name

    def _check_consent(self) -> None:
        """A basis of consent has the person's consent to be named, that is, for the story."""
        stories = [consent for consent in self.consents if consent.covers is ConsentFor.STORY]
        if self.basis is Basis.CONSENT and not stories:
            raise Refused(
                "căn cứ `consent` mà chưa có giấy đồng ý cho bài viết (`covers: story`)",
                "Thêm `consents` với số giấy và nơi giữ, hoặc đổi `basis`",
                ("basis",),
            )


class Person(_Named, Register):
    """A person named on the site; has no page of its own."""

    # Pydantic gives a frozen class whose first base is no entry a hash by value.
    __hash__ = Register.__hash__

    KIND: ClassVar[str] = "person"
    FOLDER: ClassVar[str] = "people"
    LABEL: ClassVar[str] = "người được nêu tên"
    ADDRESS: ClassVar[str | None] = None

    full_name: Text = field("Họ và tên", "Đầy đủ", "Nguyễn Văn Mẫu", REQUIRED)
    basis: Basis = field("Căn cứ nêu tên", "Vì sao được nêu tên", "office", REQUIRED)
    positions: tuple[Position, ...] = field(
        "Chức vụ qua các thời gian", "Mỗi lần nguồn nhắc đến một nhóm",
        "[{roles: [Phó Giám đốc Công an tỉnh], seen_on: 23/8/2024}]", many=True,
    )  # fmt: skip

    @property
    def name(self) -> str:
        """The name as it may be printed."""
        return self.printed(self.full_name)

    @model_validator(mode="after")
    def _consent_recorded(self) -> Self:
        self._check_consent()
        return self


class Mention(_Named, Gaps):
    """A person in an event, a caption or under a document: as printed there and then."""

    person: PersonRef | None = field("Người", "Tên tệp trong people/", "pho-giam-doc-tra-vinh-2024")
    full_name: Text | None = field("Họ và tên", "Khi chỉ nêu một lần, không có tệp", "Trần Văn Mẫu")
    rank: Text | None = field("Cấp bậc", "Như nguồn in", "Đại tá")
    roles: tuple[Text, ...] = field(
        "Chức vụ", "Từng chức vụ như nguồn in", "[Phó Giám đốc Công an tỉnh]", many=True
    )
    doing: Text | None = field("Việc", "Chủ trì, phát biểu …", "chủ trì buổi lễ")

    @model_validator(mode="after")
    def _one_identity(self) -> Self:
        """A mention refers to the register, or names inline with a basis; never both."""
        if (self.person is None) == (self.full_name is None):
            raise Refused(
                "mỗi người ghi một trong hai: `person` hoặc `full_name`",
                "Dùng `person` khi đã có tệp trong people/, nếu không thì `full_name` và `basis`",
            )
        own = [key for key in _Named.model_fields if key in self.model_fields_set]
        if self.person is not None and own:
            raise Refused(
                f"`{own[0]}` phải ghi ở people/{self.person}.yml, ghi ở đây không có tác dụng",
                f"Chuyển `{own[0]}` sang people/{self.person}.yml",
                (own[0],),
            )
        if self.full_name is not None and self.basis is None:
            raise Refused(
                f"chưa ghi căn cứ nêu tên `{self.full_name}`",
                "Thêm `basis: office` (chức vụ), `award_decision`, `consent` hoặc `already_public`",
                ("full_name",),
            )
        self._check_consent()
        return self
