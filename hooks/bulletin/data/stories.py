"""News, events, notices, practices and resources as data: what lists tell of them, and where they are."""

from collections.abc import Iterator

from bulletin.data.cells import dated_cells, head_cells, ref_cells, refs_cells, tail_cells, url_of
from bulletin.data.columns import (
    HEAD,
    TAIL,
    Dataset,
    Row,
    address,
    code,
    dated,
    day,
    ref,
    refs,
    text,
)
from bulletin.kinds import (
    Campaign,
    Category,
    Document,
    Event,
    Locality,
    Model,
    News,
    Notice,
    Organisation,
    Resource,
)
from bulletin.kinds.event import EventKind, Mode
from bulletin.kinds.practice import ModelState
from bulletin.model import Bulletin


def _news(bulletin: Bulletin) -> Iterator[Row]:
    for news in bulletin.all(News):
        offices = bulletin.some(Organisation, news.organisations)
        yield {
            **head_cells(bulletin, news),
            **ref_cells(bulletin, "category", bulletin.get(Category, news.category)),
            "tags": news.tags,
            **dated_cells("event_date", news.event_date),
            **refs_cells(bulletin, "campaign", bulletin.some(Campaign, news.campaigns)),
            **refs_cells(bulletin, "document", bulletin.some(Document, news.documents)),
            **refs_cells(bulletin, "event", bulletin.some(Event, news.events)),
            **refs_cells(bulletin, "locality", bulletin.some(Locality, news.localities)),
            **refs_cells(bulletin, "organisation", offices),
            **tail_cells(news),
        }


NEWS = Dataset(
    "news", "Tin tức", "Mỗi dòng là một tin, bài; toàn văn ở địa chỉ trong cột url.",
    (
        *HEAD,
        *ref("category", "Chuyên mục", "Chuyên mục của tin"),
        text("tags", "Từ khóa", "Như trên trang", many=True),
        *dated("event_date", "Ngày diễn ra", "Việc được kể xảy ra khi nào"),
        *refs("campaign", "Phong trào", "Phong trào được nói đến"),
        *refs("document", "Văn bản", "Văn bản được nói đến"),
        *refs("event", "Sự kiện", "Sự kiện được kể"),
        *refs("locality", "Địa phương", "Địa phương được nói đến"),
        *refs("organisation", "Cơ quan", "Cơ quan được nói đến"),
        *TAIL,
    ),
    _news, year="published_at",
)  # fmt: skip


def _events(bulletin: Bulletin) -> Iterator[Row]:
    for event in bulletin.all(Event):
        yield {
            **head_cells(bulletin, event),
            "kind": event.kind.value,
            **dated_cells("event_date", event.event_date),
            **dated_cells("ends_on", event.ends_on),
            "place": event.place,
            "mode": event.mode.value if event.mode else None,
            "connected_sites": event.connected_sites,
            **ref_cells(bulletin, "host", bulletin.get(Organisation, event.host)),
            **ref_cells(bulletin, "locality", bulletin.get(Locality, event.locality)),
            **refs_cells(bulletin, "campaign", bulletin.some(Campaign, event.campaigns)),
            **refs_cells(bulletin, "document", bulletin.some(Document, event.documents)),
            "pilot_unit": event.pilot_unit,
            "activities": event.activities,
            **tail_cells(event),
        }


EVENTS = Dataset(
    "events", "Sự kiện", "Mỗi dòng là một lễ phát động, ngày hội, hội nghị.",
    (
        *HEAD,
        code("kind", "Loại", "Lễ phát động, ngày hội …", EventKind),
        *dated("event_date", "Ngày diễn ra", "Ngày bắt đầu"),
        *dated("ends_on", "Đến ngày", "Nếu nhiều ngày"),
        text("place", "Nơi tổ chức", "Địa điểm"),
        code("mode", "Hình thức", "Trực tiếp, trực tuyến", Mode),
        text("connected_sites", "Điểm cầu", "Nơi nối trực tuyến", many=True),
        *ref("host", "Đơn vị tổ chức", "Cơ quan tổ chức"),
        *ref("locality", "Địa phương", "Nơi diễn ra"),
        *refs("campaign", "Phong trào", "Phong trào mà sự kiện thuộc về"),
        *refs("document", "Văn bản", "Kế hoạch, công văn"),
        text("pilot_unit", "Đơn vị điểm", "Nơi làm điểm"),
        text("activities", "Hoạt động", "Từng hoạt động", many=True),
        *TAIL,
    ),
    _events, year="published_at",
)  # fmt: skip


def _notices(bulletin: Bulletin) -> Iterator[Row]:
    for notice in bulletin.all(Notice):
        period = notice.comments
        yield {
            **head_cells(bulletin, notice),
            **ref_cells(bulletin, "issuer", bulletin.get(Organisation, notice.issuer)),
            "comments_start": period.start.date if period else None,
            "comments_end": period.end.date if period else None,
            "comments_to": period.send_to if period else None,
            **ref_cells(bulletin, "campaign", bulletin.get(Campaign, notice.campaign)),
            **ref_cells(bulletin, "locality", bulletin.get(Locality, notice.locality)),
            **refs_cells(bulletin, "document", bulletin.some(Document, notice.documents)),
            **tail_cells(notice),
        }


NOTICES = Dataset(
    "notices", "Thông báo", "Mỗi dòng là một thông báo, một lần lấy ý kiến Nhân dân.",
    (
        *HEAD,
        *ref("issuer", "Cơ quan thông báo", "Cơ quan ra thông báo"),
        day("comments_start", "Góp ý từ ngày", "Ngày đầu tiên nhận góp ý"),
        day("comments_end", "Đến hết ngày", "Ngày cuối cùng nhận góp ý"),
        text("comments_to", "Gửi về", "Nơi nhận góp ý"),
        *ref("campaign", "Phong trào", "Phong trào được nói đến"),
        *ref("locality", "Địa phương", "Nơi thông báo"),
        *refs("document", "Văn bản", "Văn bản kèm theo"),
        *TAIL,
    ),
    _notices, year="published_at",
)  # fmt: skip


def _models(bulletin: Bulletin) -> Iterator[Row]:
    for model in bulletin.all(Model):
        by = bulletin.get(Organisation, model.recognised_by)
        yield {
            **head_cells(bulletin, model),
            "state": model.state.value,
            **ref_cells(bulletin, "campaign", bulletin.get(Campaign, model.campaign)),
            "content_code": model.content,
            **refs_cells(bulletin, "locality", bulletin.some(Locality, model.localities)),
            **dated_cells("started_on", model.started_on),
            "members": model.members,
            **ref_cells(bulletin, "recognised_by", by),
            **dated_cells("recognised_on", model.recognised_on),
            **tail_cells(model),
        }


MODELS = Dataset(
    "models", "Mô hình, cách làm hay", "Mỗi dòng là một mô hình.",
    (
        *HEAD,
        code("state", "Tình trạng", "Đang hoạt động hay đã kết thúc", ModelState),
        *ref("campaign", "Phong trào", "Phong trào mà mô hình thuộc về"),
        text("content_code", "Mã nội dung", "Nội dung thi đua trong kế hoạch"),
        *refs("locality", "Địa phương", "Nơi có mô hình"),
        *dated("started_on", "Bắt đầu", "Như nguồn nêu"),
        text("members", "Quy mô", "Bao nhiêu người, hộ tham gia"),
        *ref("recognised_by", "Nơi ghi nhận", "Cơ quan ghi nhận"),
        *dated("recognised_on", "Ngày ghi nhận", "Ngày được công nhận"),
        *TAIL,
    ),
    _models, year="published_at",
)  # fmt: skip


def _resources(bulletin: Bulletin) -> Iterator[Row]:
    for resource in bulletin.all(Resource):
        yield {
            **head_cells(bulletin, resource),
            **ref_cells(bulletin, "campaign", bulletin.get(Campaign, resource.campaign)),
            **ref_cells(bulletin, "issuer", bulletin.get(Organisation, resource.issuer)),
            "file_urls": tuple(url_of(bulletin, f"media/{one.file}") for one in resource.files),
            "file_titles": tuple(one.title for one in resource.files),
            **tail_cells(resource),
        }


RESOURCES = Dataset(
    "resources", "Tài liệu, biểu mẫu", "Mỗi dòng là một tài liệu với các tệp tải về.",
    (
        *HEAD,
        *ref("campaign", "Phong trào", "Phong trào mà tài liệu thuộc về"),
        *ref("issuer", "Nơi soạn", "Cơ quan soạn"),
        address("file_urls", "Tệp", "Địa chỉ tải về", many=True),
        text("file_titles", "Tên tệp", "Cùng thứ tự với cột file_urls", many=True),
        *TAIL,
    ),
    _resources, year="published_at",
)  # fmt: skip
