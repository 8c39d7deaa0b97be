"""One entry of every kind, as an editor would type it into the web editor; and one change to each.

Everything belongs to the fictional Tỉnh Minh Họa. Values are what a person sees and chooses:
Vietnamese labels, names of entries, days as the calendar takes them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

PHOTOS = (Path("Tưới cây IMG_0001.JPG"), Path("DSC 0002.jpg"))
FORM = Path("Mẫu sổ theo dõi cây.docx")
"""Files as they come from a phone and an office; the walk makes them."""
PLACE, PROVINCE = "xã Minh Họa 3", "Tỉnh Minh Họa"
CAMPAIGN = "Tỉnh Minh Họa 2024–2025"
COMMITTEE, POLICE = "Ủy ban nhân dân Tỉnh Minh Họa", "Công an Tỉnh Minh Họa"
OUT = {"status": "Đã đăng", "sample": True}


@dataclass(frozen=True)
class Walk:
    """What is typed for one kind, what is changed afterwards, and where readers then find it."""

    form: str
    slug: str
    """The file name that the entry gets; typed where the proposed one would not do."""
    values: dict[str, Any]
    change: dict[str, Any]
    pages: dict[str, str] = field(default_factory=dict)
    """By address on the site: words that must stand there."""
    typed: bool = False
    """Whether the file name is typed by hand."""


WALKS = (
    Walk(
        "category",
        "chuyen-moi-ngay",
        {"title": "Chuyện mỗi ngày", "description": "Việc tốt thường ngày", "order": "5"},
        {"title": "Chuyện tốt mỗi ngày"},
        {"tin-tuc/chuyen-muc/chuyen-moi-ngay/": "Chuyện tốt mỗi ngày"},
    ),
    Walk(
        "link",
        "cong-gop-y",
        {"title": "Cổng góp ý", "url": "https://gopy.minhhoa.example/", "sample": True},
        {"title": "Cổng góp ý của Nhân dân"},
        {"": "Cổng góp ý của Nhân dân"},
    ),
    Walk(
        "locality",
        "xa-minh-hoa-9",
        {
            "short_name": "Minh Họa 9",
            "prefix": "xã",
            "level": "Cấp xã",
            "parent": PROVINCE,
            "order": "9",
            "body": "Xã Minh Họa 9 ở ven hồ.",
            "sample": True,
        },
        {"body": "Xã Minh Họa 9 ở ven hồ, có bảy thôn."},
        {"dia-phuong/xa-minh-hoa-9/": "có bảy thôn"},
    ),
    Walk(
        "organisation",
        "ubnd-xa-minh-hoa-9",
        {
            "full_name": "Ủy ban nhân dân xã Minh Họa 9",
            "short_name": "UBND xã Minh Họa 9",
            "kind": "Ủy ban nhân dân",
            "locality": "xã Minh Họa 9",
            "sample": True,
        },
        {"body": "Trụ sở ở thôn 1."},
        {"don-vi/ubnd-xa-minh-hoa-9/": "Trụ sở ở thôn 1"},
        typed=True,
    ),
    Walk(
        "roster",
        "xa-minh-hoa-9",
        {
            "commune": "xã Minh Họa 9",
            "sample": True,
            "teams": [
                {"id": "thon-1", "name": "Tổ bảo vệ an ninh, trật tự thôn 1", "start": "2024-07-01"}
            ],
        },
        {
            "teams": [
                {"id": "thon-2", "name": "Tổ bảo vệ an ninh, trật tự thôn 2", "start": "2024-07-01"}
            ]
        },
        {"viec-tot/xa-minh-hoa-9/2025-06/": "1/2"},
    ),
    Walk(
        "person",
        "nguoi-trong-cay-ven-ho",
        {
            "full_name": "Vũ Thị Thí Dụ",
            "basis": "Đã công khai ở nguồn dẫn",
            "sample": True,
            "positions": [{"rank": "Hội viên", "roles": ["Hội viên Hội Làm vườn"]}],
        },
        {"name_policy": "Ghi đầy đủ"},
        {"guong-dien-hinh/2025-07-hang-cay-ven-ho/": "Vũ Thị Thí Dụ"},
        typed=True,
    ),
    Walk(
        "document",
        "0150-kh-ubnd-2025",
        {
            **OUT,
            "title": "Kế hoạch trồng cây ven hồ năm 2025",
            "type": "Kế hoạch",
            "number": "0150",
            "symbol": "KH-UBND",
            "issuer": COMMITTEE,
            "locality": PROVINCE,
            "issued_on": "01/7/2025",
            "effective_on": "01/7/2025",
            "reading": "Bản tóm lược",
            "signer": {
                "full_name": "Lê Văn Ký Thay",
                "basis": "Với tư cách chức vụ",
                "capacity": "Ký thay",
            },
            "sections": [
                {"code": "I", "title": "Mục đích", "body": "Mỗi thôn trồng một hàng cây."}
            ],
        },
        {"summary": "Mỗi thôn trồng một hàng cây ven hồ."},
        {"van-ban/0150-kh-ubnd-2025/": "Mỗi thôn trồng một hàng cây ven hồ."},
        typed=True,
    ),
    Walk(
        "campaign",
        "trong-cay-ven-ho-2025",
        {
            **OUT,
            "title": "Phong trào trồng cây ven hồ Tỉnh Minh Họa năm 2025",
            "short_title": "Trồng cây ven hồ 2025",
            "form": "Theo chuyên đề",
            "scope": "Cấp tỉnh",
            "launched_by": COMMITTEE,
            "locality": PROVINCE,
            "audience": ["Nhân dân tám xã"],
            "period": {"start": "2025-07-01", "end": "2025-12-31"},
            "documents": ["Kế hoạch trồng cây ven hồ năm 2025"],
            "phases": [
                {
                    "number": "1",
                    "start": "2025-07-01",
                    "end": "2025-12-31",
                    "slogan": "Mỗi thôn một hàng cây",
                }
            ],
            "contents": [
                {
                    "code": "4.10",
                    "title": "Trồng và giữ cây",
                    "targets": [
                        {
                            "indicator": "số thôn có hàng cây",
                            "operator": "Ít nhất",
                            "value": "90",
                            "unit": "%",
                            "as_printed": "Ít nhất 90% số thôn có hàng cây",
                        }
                    ],
                }
            ],
        },
        {"motto": "Trồng cây nào, sống cây ấy"},
        {"phong-trao/trong-cay-ven-ho-2025/": "Trồng cây nào, sống cây ấy"},
        typed=True,
    ),
    Walk(
        "exemplar",
        "2025-07-hang-cay-ven-ho",
        {
            **OUT,
            "title": "Hàng cây ven hồ",
            "summary": "Ba mươi gốc cây được chăm suốt mùa khô.",
            "kind": "Cá nhân",
            "others_mentioned": "Không nhắc đến ai khác",
            "people": [{"person": "Vũ Thị Thí Dụ"}],
            "locality": "xã Minh Họa 9",
            "campaign": CAMPAIGN,
            "phase": "2",
            "content": "4.2",
            "event_date": "6/2025",
            "tags": ["trồng cây"],
            "body": "Sáng nào bà cũng ra hồ tưới cây.\n\n## Ba mươi gốc cây\n\nCây nào cũng có tên.",
            "pictures": [
                {
                    "file": PHOTOS[0],
                    "alt": "Một người tưới hàng cây non bên hồ",
                    "caption": "Tranh minh họa: tưới cây.",
                    "drawn": True,
                }
            ],
            "credits": [{"role": "Tin, ảnh", "name": "Ban Biên tập"}],
        },
        {"summary": "Ba mươi gốc cây được chăm suốt hai mùa khô."},
        {"guong-dien-hinh/2025-07-hang-cay-ven-ho/": "hai mùa khô"},
        typed=True,
    ),
    Walk(
        "news",
        "xa-minh-hoa-9-trong-hang-cay-dau-tien",
        {
            **OUT,
            "title": "Xã Minh Họa 9 trồng hàng cây đầu tiên",
            "summary": "Ba mươi gốc cây đã đứng ven hồ.",
            "category": "Chuyện tốt mỗi ngày",
            "tags": ["trồng cây", "ven hồ"],
            "event_date": "05/7/2025",
            "inferred": {"event_date": "theo lịch của xã"},
            "body": "Sáng 05/7/2025, **bảy thôn** cùng ra hồ.\n\n- thôn 1 đào hố\n- thôn 2 gánh nước",
            "pictures": [
                {
                    "file": PHOTOS[1],
                    "alt": "Bà con trồng cây bên hồ",
                    "caption": "Tranh minh họa.",
                    "drawn": True,
                }
            ],
            "credits": [{"role": "Tin", "name": "Ban Biên tập"}],
            "campaigns": [CAMPAIGN],
            "localities": ["xã Minh Họa 9"],
            "sources": [
                {"outlet": "Trang thông tin xã Minh Họa 9 (hư cấu)", "published_at": "05/7/2025"}
            ],
        },
        {"summary": "Ba mươi gốc cây đã đứng ven hồ, còn bốn mươi gốc nữa."},
        {"tin-tuc/xa-minh-hoa-9-trong-hang-cay-dau-tien/": "còn bốn mươi gốc nữa"},
    ),
    Walk(
        "event",
        "ngay-trong-cay-xa-minh-hoa-9",
        {
            **OUT,
            "title": "Ngày trồng cây xã Minh Họa 9",
            "kind": "Ngày hội",
            "event_date": "20/7/2025 07:30",
            "place": "Bờ hồ thôn 1",
            "mode": "Trực tiếp",
            "host": "Ủy ban nhân dân xã Minh Họa 9",
            "locality": "xã Minh Họa 9",
            "campaigns": [CAMPAIGN],
            "programme": [{"name": "Phần lễ", "text": "Phát cây giống"}],
            "obligations": [{"who": "Các thôn", "duty": "Phải", "what": "cử người"}],
        },
        {"place": "Bờ hồ thôn 2"},
        {"su-kien/ngay-trong-cay-xa-minh-hoa-9/": "Bờ hồ thôn 2"},
    ),
    Walk(
        "deeds",
        "xa-minh-hoa-9-2025-06",
        {
            **OUT,
            "campaign": CAMPAIGN,
            "commune": "xã Minh Họa 9",
            "start": "2025-06-01",
            "end": "2025-06-30",
            "others_mentioned": "Không nhắc đến ai khác",
            "rows": [
                {
                    "date": "2025-06-05",
                    "team": "Tổ bảo vệ an ninh, trật tự thôn 1 xã Minh Họa 9",
                    "kind": "Việc tốt",
                    "what": "Vớt bèo ở mép hồ",
                }
            ],
        },
        {
            "rows": [
                {
                    "date": "2025-06-09",
                    "team": "Tổ bảo vệ an ninh, trật tự thôn 1 xã Minh Họa 9",
                    "kind": "Việc tốt",
                    "what": "Đóng lại cọc bờ hồ",
                }
            ]
        },
        {"viec-tot/xa-minh-hoa-9/2025-06/": "Đóng lại cọc bờ hồ"},
    ),
    Walk(
        "award",
        "thu-khen-hang-cay-ven-ho",
        {
            **OUT,
            "title": "Thư khen người trồng cây ven hồ",
            "category": "Động viên khác",
            "form": "Thư khen",
            "type": "Đột xuất",
            "level": "Đơn vị",
            "decided_by": POLICE,
            "number": "0045/TK-CAT",
            "decided_on": "2025-07-02",
            "conferred_on": "2025-07-04",
            "campaign": CAMPAIGN,
            "phase": "2",
            "locality": "xã Minh Họa 9",
            "state": "Đã trao",
            "recipients": [
                {
                    "kind": "Cá nhân",
                    "person": {"person": "Vũ Thị Thí Dụ"},
                    "unit": "xã Minh Họa 9",
                    "achievement": "Giữ xanh bờ hồ",
                }
            ],
        },
        {"summary": "Công an Tỉnh Minh Họa gửi thư khen."},
        {"khen-thuong/thu-khen-hang-cay-ven-ho/": "gửi thư khen"},
        typed=True,
    ),
    Walk(
        "result_monthly",
        "tinh-minh-hoa-2024-xa-minh-hoa-9-2025-06",
        {
            **OUT,
            "campaign": CAMPAIGN,
            "unit": "xã Minh Họa 9",
            "as_of": "2025-06-30",
            "number": "0012/BC-UBND",
            "figures": [{"target": "4.7-1", "numerator": "2", "denominator": "2"}],
            "conclusions": [{"target": "4.7-1", "verdict": "Đạt", "where": "mục I"}],
            "narrative": "Hai tổ đều có việc tốt.",
        },
        {"narrative": "Cả hai tổ đều có việc tốt."},
        {"phong-trao/tinh-minh-hoa-2024/ket-qua/thang/2025-06/": "Cả hai tổ đều có việc tốt"},
    ),
    Walk(
        "result_phase",
        "tinh-minh-hoa-2024-xa-minh-hoa-9-dot-1",
        {
            **OUT,
            "campaign": CAMPAIGN,
            "phase": "1",
            "unit": "xã Minh Họa 9",
            "as_of": "2025-02-03",
            "number": "0003/BC-UBND",
            "figures": [{"target": "4.7-1", "numerator": "10", "denominator": "12"}],
            "narrative": "Xã mới lập, báo cáo lần đầu.",
        },
        {"narrative": "Xã mới lập nên báo cáo lần đầu."},
        {"phong-trao/tinh-minh-hoa-2024/ket-qua/dot-1/": "Xã mới lập nên báo cáo lần đầu"},
    ),
    Walk(
        "result_final",
        "tinh-minh-hoa-2024-xa-minh-hoa-9-tong-ket",
        {
            **OUT,
            "campaign": CAMPAIGN,
            "unit": "xã Minh Họa 9",
            "as_of": "2025-07-08",
            "number": "0009/BC-UBND",
            "figures": [{"target": "4.7-1", "numerator": "11", "denominator": "12"}],
            "narrative": "Xã mới lập, tổng kết sớm.",
        },
        {"narrative": "Xã mới lập nên tổng kết sớm."},
        {"phong-trao/tinh-minh-hoa-2024/ket-qua/tong-ket/": "Xã mới lập nên tổng kết sớm"},
    ),
    Walk(
        "model",
        "hang-cay-mang-ten-thon",
        {
            **OUT,
            "title": "Hàng cây mang tên thôn",
            "state": "Đang hoạt động",
            "campaign": CAMPAIGN,
            "localities": ["xã Minh Họa 9"],
            "started_on": "6/2025",
            "members": "02 thôn",
            "body": "Mỗi thôn nhận một hàng cây.",
        },
        {"members": "03 thôn"},
        {"mo-hinh/hang-cay-mang-ten-thon/": "03 thôn"},
    ),
    Walk(
        "notice",
        "lay-y-kien-dat-ten-hang-cay",
        {
            **OUT,
            "title": "Lấy ý kiến đặt tên hàng cây",
            "issuer": "Ủy ban nhân dân xã Minh Họa 9",
            "comments": {
                "start": "2025-07-05",
                "end": "2025-07-25",
                "send_to": "UBND xã Minh Họa 9",
            },
            "locality": "xã Minh Họa 9",
            "body": "Kính mời Nhân dân góp ý.",
        },
        {"body": "Kính mời Nhân dân góp ý về tên hàng cây."},
        {"thong-bao/lay-y-kien-dat-ten-hang-cay/": "về tên hàng cây"},
    ),
    Walk(
        "resource",
        "mau-so-theo-doi-cay",
        {
            **OUT,
            "title": "Mẫu sổ theo dõi cây",
            "files": [{"file": FORM, "title": "Mẫu sổ (bản Word)"}],
            "body": "Dùng cho các thôn.",
        },
        {"body": "Dùng cho các thôn của xã Minh Họa 9."},
        {"tai-lieu/mau-so-theo-doi-cay/": "của xã Minh Họa 9"},
    ),
    Walk(
        "issue",
        "2025-07",
        {
            "lead": "Xã Minh Họa 9 trồng hàng cây đầu tiên",
            "news": ["Xã Minh Họa 9 trồng hàng cây đầu tiên"],
            "exemplars": ["Hàng cây ven hồ"],
            "editorial": "Tháng 7 là tháng của cây.",
            "sample": True,
        },
        {"editorial": "Tháng 7 là tháng của những hàng cây."},
        {},
        typed=True,
    ),
)
