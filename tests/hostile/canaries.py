"""A small project with one canary per rule: a name or figure that must be in no byte of its site.

`NAMES`, `WORDS` and `NUMBERS` say by rule what may not be found, `ALLOWED` what must be: without it
nothing would be proved. Every canary stands in the content; test_canaries.py looks for them.
"""

from __future__ import annotations

NAMES: dict[str, tuple[str, ...]] = {
    "a person's own policy: withheld": ("Quàng Thị Khuyển", "Lò Văn Khiếm"),
    "a person's own policy: only the collective": ("Vừ Thị Khoản",),
    "a story of canonical content 1": ("Đèo Văn Khuynh", "Giàng Thị Khước"),
    "a story of canonical content 5": ("Mùa Văn Khoáng",),
    "in the caption of a story that withholds names": ("Thào Thị Khuây",),
    "a deed of canonical content 5": ("Lầu Văn Khiêu",),
    "a child: initials": ("Đàm Thị Nhỏ Khoe", "Sùng Bé Khanh"),
    "a revoked recipient": ("Cứ Văn Khích", "Hờ Thị Khênh"),
    "a revoked decision": ("Tráng Văn Khệ", "Phàn Thị Khuê"),
    "an award not yet published": ("Chảo Văn Khừ",),
    "a person who is not published": ("Tẩn Thị Khưu",),
}
"""Full names by rule; initials may be printed for children only."""

WORDS: dict[str, tuple[str, ...]] = {
    "consents: paper and holder": ("giấy số khuya 01", "tủ hồ sơ khuya 02"),
    "consents of a mention": ("giấy số khuya 03", "tủ hồ sơ khuya 04"),
    "rank and role of who is not named": ("cấp khuya 05", "vai khuya 06"),
    "a team that reported none": ("Tổ canh Suối Vọng", "buôn Suối Vọng"),
    "a team that did not report": ("Tổ canh Đồi Lặng", "buôn Đồi Lặng"),
    "a team on the roster only": ("Tổ canh Bến Vắng", "buôn Bến Vắng"),
    "a dissolved team": ("Tổ canh Khe Tĩnh", "buôn Khe Tĩnh"),
    "a revoked collective, household and team": (
        "tập thể khuya 07", "hộ khuya 08", "thành tích khuya 09", "đơn vị khuya 10",
    ),
    "a withdrawn story": (
        "nhan đề khuya 11", "sapo khuya 12", "thân bài khuya 13", "hộ khuya 14", "bút danh khuya 15",
        "từ khóa khuya 16", "chú thích khuya 17", "lý do khuya 18", "nguồn khuya 19", "mô tả khuya 20",
    ),
    "an embargoed notice": ("thông báo khuya 21", "nơi gửi khuya 22", "nội dung khuya 23"),
    "an award not yet published": ("quyết định khuya 24", "số khuya 25"),
    "the title of an internal figure": ("tên số liệu khuya 26", "tên số liệu khuya 27"),
    "an unpublished resource": ("tài liệu khuya 28",),
    "an editor's choice of the month": ("lời tòa soạn khuya 29",),
    "why we infer what is withheld": ("suy ra khuya 30", "suy ra khuya 31", "suy ra khuya 32"),
}  # fmt: skip

NUMBERS: dict[str, tuple[int, ...]] = {
    "a commune's figure of canonical content 1": (48317, 71993),
    "a commune's figure of canonical content 4": (50891,),
    "a commune's figure of canonical content 5": (59113,),
    "an internal target": (61379, 64187),
    "a target for the province only": (67961,),
    "a figure that is stricter than its target": (73939,),
    "a figure that would be looser than its content": (76157,),
    "an internal figure under a name": (79043,),
    "a named figure for the province only": (82217,),
    "a sensitive count of 1 to 4": (85331,),
    "a sensitive count whose rest is 1 to 4": (87403, 87406),
    "a conflicting figure of a reserved target": (90247,),
    "a conflicting figure of an internal target": (92381,),
    "a misprint of an internal figure": (95471,),
    "what an internal figure was before": (96587,),
    "what a sensitive figure was before, being small": (97613,),
}
"""Numbers by rule, in numerators, denominators, values and in words as printed."""

PERCENTS = ("67,1", "67.1")
"""What 48317 of 71993 come to."""

FILES_OF_NOBODY = (
    "anh-khuya-nhap",
    "anh-khuya-go",
    "mau-khuya",
    "anh-khuya-khong-ai",
)

ALLOWED = (
    "Đ.T.N.K.", "S.B.K.", "Không công khai", "dưới 5", "83.219", "Nguyễn Văn Mẫu", "Tổ canh Cầu Vui",
    "Quyết định đã bị hủy bỏ (09/QĐ-UBND, 20/5/2025)",
    "Quyết định đã bị hủy bỏ (10/QĐ-UBND, 21/5/2025)",
    "Không công khai họ tên", "1/5 tổ đã có việc tốt hoặc cá nhân được biểu dương (2/5 tổ đã báo cáo)",
)  # fmt: skip

_PIXEL = {
    "base64": "iVBORw0KGgoAAAANSUhEUgAAAAQAAAADCAIAAAA7ljmRAAAAFElEQVR4nGOUi7JhgAEmBiSAwgEAGoIAusTR7mIAAAAASUVORK5CYII="
}
CAMPAIGN = "content/campaigns/minh-hoa-2024.yml"
EXEMPLAR = """\
status: published
published_at: 01/3/2025
kind: person
others_mentioned: checked
locality: xa-canh-gac
campaign: minh-hoa-2024
body: Một người dân đã giúp đỡ bà con.
"""
AWARD = """\
status: published
published_at: 10/3/2025
category: commendation
form: certificate
type: movement
level: commune
decided_by: ubnd-tinh-minh-hoa
decided_on: 05/3/2025
campaign: minh-hoa-2024
locality: xa-canh-gac
"""
RESULT = """\
status: published
campaign: minh-hoa-2024
number: 15/BC-UBND
"""

FILES: dict[str, object] = {
    "content/media/anh-khuya-nhap.png": _PIXEL,
    "content/media/anh-khuya-go.png": _PIXEL,
    "content/media/anh-khuya-khong-ai.png": _PIXEL,
    "content/media/mau-khuya.txt": "mẫu khuya\n",
    "content/localities/xa-canh-gac.yml": (
        "short_name: Canh Gác\nprefix: xã\nlevel: commune\nparent: tinh-minh-hoa\n"
    ),
    CAMPAIGN: """\
status: published
published_at: 19/8/2024
title: Phong trào thi đua của tỉnh Minh Họa
short_title: Minh Họa 2024
form: thematic
scope: province
launched_by: ubnd-tinh-minh-hoa
locality: tinh-minh-hoa
documents: [591-kh-ubnd-2024]
phases: [{number: 1}]
contents:
  - code: 4.1
    canonical_ref: 1
    title: Nắm tình hình
    targets:
      - {as_printed: Chỉ tiêu một, operator: at_least, value: 80, unit: "%"}
      - {as_printed: Chỉ tiêu hai, operator: none}
  - code: 4.2
    canonical_ref: 2
    title: Tuyên truyền
    targets:
      - {as_printed: Chỉ tiêu ba, operator: at_least, value: 1}
      - {as_printed: Chỉ tiêu bốn, operator: at_least, value: 1, disclosure: internal}
      - {as_printed: Chỉ tiêu năm, operator: none, sensitive: true}
      - {as_printed: Chỉ tiêu sáu, operator: at_least, value: 1, disclosure: province_only}
  - code: 4.4
    canonical_ref: 4
    title: Vận động
    targets:
      - {as_printed: Chỉ tiêu bảy, operator: at_least, value: 1}
  - code: 4.5
    canonical_ref: 5
    title: Phòng ngừa
    targets:
      - {as_printed: Chỉ tiêu tám, operator: at_least, value: 1}
""",
    "content/people/mot-nguoi-kin.yml": """\
full_name: Quàng Thị Khuyển
basis: consent
name_policy: withheld
consents:
  - {covers: story, by: person, paper: giấy số khuya 01, holder: tủ hồ sơ khuya 02, date: 01/10/2024}
""",
    "content/people/mot-nguoi-tap-the.yml": (
        "full_name: Vừ Thị Khoản\nbasis: office\nname_policy: collective_only\n"
    ),
    "content/people/mot-nguoi-dan.yml": "full_name: Giàng Thị Khước\nbasis: already_public\n",
    "content/people/mot-em.yml": "full_name: Đàm Thị Nhỏ Khoe\nbasis: office\nminor: true\n",
    "content/people/mot-nguoi-bi-huy.yml": "full_name: Hờ Thị Khênh\nbasis: award_decision\n",
    "content/people/mot-nguoi-nhap.yml": (
        "status: draft\nfull_name: Tẩn Thị Khưu\nbasis: office\n"
    ),
    "content/exemplars/2025-03-theo-quy-dinh-rieng.yml": EXEMPLAR
    + """\
title: Người giúp đỡ bà con
people:
  - {person: mot-nguoi-kin, rank: cấp khuya 05, roles: [vai khuya 06], inferred: {rank: suy ra khuya 30}}
  - person: mot-nguoi-tap-the
  - {full_name: Lò Văn Khiếm, basis: already_public, name_policy: withheld}
pictures:
  - file: hoi-truong.png
    alt: Một người trong hội trường
    drawn: true
    people: [{person: mot-nguoi-kin}, {person: mot-em}]
""",
    "content/exemplars/2025-03-noi-dung-mot.yml": EXEMPLAR
    + """\
title: Người báo tin
content: 4.1
people:
  - full_name: Đèo Văn Khuynh
    basis: consent
    consents:
      - {covers: story, by: person, paper: giấy số khuya 03, holder: tủ hồ sơ khuya 04, date: 1/3/2025}
  - person: mot-nguoi-dan
pictures:
  - file: hoi-truong.png
    alt: Một người trong hội trường
    people:
      - {full_name: Thào Thị Khuây, basis: already_public}
      - person: mot-nguoi-dan
  - caption: Người dân ở xã
    people: [{full_name: Thào Thị Khuây, basis: already_public}]
""",
    "content/exemplars/2025-03-noi-dung-nam.yml": EXEMPLAR
    + """\
title: Người phòng ngừa
content: 4.5
people: [{full_name: Mùa Văn Khoáng, basis: already_public}]
""",
    "content/exemplars/2025-03-mot-em.yml": EXEMPLAR
    + """\
title: Em học sinh giúp bạn
people:
  - person: mot-em
  - {full_name: Sùng Bé Khanh, basis: already_public, minor: true}
""",
    "content/exemplars/2025-03-da-go.yml": """\
status: withdrawn
published_at: 01/3/2025
kind: household
collective: hộ khuya 14
others_mentioned: checked
locality: xa-canh-gac
campaign: minh-hoa-2024
title: nhan đề khuya 11
summary: sapo khuya 12
body: "thân bài khuya 13"
tags: [từ khóa khuya 16]
credits: [{role: text, name: bút danh khuya 15}]
sources: [{outlet: nguồn khuya 19}]
pictures: [{file: anh-khuya-go.png, alt: mô tả khuya 20, caption: chú thích khuya 17}]
changes: [{date: 12/4/2025, kind: removal, note: lý do khuya 18}]
aliases: [2025-03-ten-cu]
""",
    "content/exemplars/2025-03-nhap.yml": EXEMPLAR.replace("published\n", "draft\n", 1)
    + """\
title: Bài chưa đăng
people: [{person: mot-nguoi-kin}]
pictures: [{file: anh-khuya-nhap.png, alt: Một người}]
""",
    "content/events/trao-thuong-2025.yml": """\
status: published
published_at: 10/3/2025
title: Lễ trao thưởng
kind: award_ceremony
event_date: 10/3/2025
people:
  - person: mot-nguoi-kin
  - person: mot-em
  - person: mot-nguoi-tap-the
  - {full_name: Lò Văn Khiếm, basis: already_public, name_policy: withheld, roles: [vai khuya 06]}
pictures:
  - file: hoi-truong.png
    alt: Những người được khen
    drawn: true
    people: [{person: mot-nguoi-kin}, {person: mot-em}, {person: mot-nguoi-tap-the}]
""",
    "content/news/tin-trao-thuong.yml": """\
status: published
published_at: 11/3/2025
title: Trao thưởng cho người tốt, việc tốt
category: phat-dong
body: Buổi lễ trao thưởng đã diễn ra.
people: [{person: mot-nguoi-kin}, {person: mot-em}]
pictures:
  - caption: Những người được khen
    people: [{person: mot-nguoi-kin}, {person: mot-em}]
""",
    "content/documents/12-qd-ubnd-2025.yml": """\
status: published
published_at: 05/3/2025
type: decision
title: Khen thưởng
number: 12
symbol: QĐ-UBND
issuer: ubnd-tinh-minh-hoa
signer: {person: mot-nguoi-kin, capacity: KT., position: PHÓ CHỦ TỊCH}
""",
    "content/rosters/xa-canh-gac.yml": """\
commune: xa-canh-gac
teams:
  - {id: cau-vui, name: Tổ canh Cầu Vui, village: buôn Cầu Vui}
  - {id: suoi-vong, name: Tổ canh Suối Vọng, village: buôn Suối Vọng}
  - {id: doi-lang, name: Tổ canh Đồi Lặng, village: buôn Đồi Lặng}
  - {id: ben-vang, name: Tổ canh Bến Vắng, village: buôn Bến Vắng, start: 16/10/2024}
  - {id: khe-tinh, name: Tổ canh Khe Tĩnh, village: buôn Khe Tĩnh, end: 20/10/2024, successor: cau-vui}
  - {id: da-tan, name: Tổ đã tan, end: 14/10/2024}
""",
    "content/deeds/xa-canh-gac-2024-10.yml": """\
status: published
published_at: 15/11/2024
campaign: minh-hoa-2024
commune: xa-canh-gac
start: 15/10/2024
end: 14/11/2024
others_mentioned: none
none_reported: [xa-canh-gac/suoi-vong]
not_received: [xa-canh-gac/doi-lang]
rows:
  - date: 20/10/2024
    team: xa-canh-gac/cau-vui
    kind: good_deed
    what: Trả lại ví cho người mất
    people: [{person: mot-nguoi-kin}, {person: mot-nguoi-tap-the}, {person: mot-em}]
  - date: 21/10/2024
    team: xa-canh-gac/cau-vui
    kind: commended
    content: 4.5
    what: Được biểu dương
    people: [{full_name: Lầu Văn Khiêu, basis: award_decision}, {person: mot-nguoi-dan}]
""",
    "content/awards/quyet-dinh-01.yml": AWARD
    + """\
title: Khen thưởng đợt 1
number: 01/QĐ-UBND
state: conferred
event: trao-thuong-2025
document: 12-qd-ubnd-2025
recipients:
  - {kind: person, person: {person: chu-tich-minh-hoa}}
  - {kind: person, person: {person: mot-nguoi-kin, rank: cấp khuya 05}, achievement: Giúp dân}
  - {kind: person, person: {person: mot-nguoi-tap-the}}
  - {kind: person, person: {person: mot-em}}
  - {kind: team, team: xa-canh-gac/cau-vui, members: [{person: mot-nguoi-kin}, {person: mot-em}]}
  - kind: person
    person: {full_name: Cứ Văn Khích, basis: award_decision}
    unit: đơn vị khuya 10
    achievement: thành tích khuya 09
    inferred: {achievement: suy ra khuya 31}
    revocation: &khong
  - {kind: person, person: {person: mot-nguoi-bi-huy}, revocation: &khong}
  - {kind: collective, title: tập thể khuya 07, revocation: &khong}
  - {kind: household, title: hộ khuya 08, revocation: &khong}
  - {kind: team, team: xa-canh-gac/ben-vang, revocation: &khong}
""".replace("&khong", "{number: 09/QĐ-UBND, date: 20/5/2025}"),
    "content/awards/quyet-dinh-02.yml": AWARD
    + """\
title: Khen thưởng đột xuất
number: 02/QĐ-UBND
state: revoked
revocation: {number: 10/QĐ-UBND, date: 21/5/2025}
recipients:
  - {kind: person, person: {full_name: Tráng Văn Khệ, basis: award_decision}, unit: đơn vị khuya 10}
  - kind: team
    team: xa-canh-gac/khe-tinh
    members: [{full_name: Phàn Thị Khuê, basis: award_decision}]
    achievement: thành tích khuya 09
""",
    "content/awards/quyet-dinh-03.yml": AWARD.replace("published\n", "review\n", 1)
    + """\
title: quyết định khuya 24
number: số khuya 25
state: decided
recipients: [{kind: person, person: {full_name: Chảo Văn Khừ, basis: award_decision}}]
""",
    "content/results/minh-hoa-2024-xa-canh-gac-dot-1.yml": RESULT
    + """\
published_at: 10/2/2025
kind: phase
phase: 1
unit: xa-canh-gac
as_of: 03/02/2025
figures:
  - {target: 4.1-1, numerator: 48317, denominator: 71993}
  - {target: 4.1-2, value: 76157, disclosure: public}
  - {target: 4.2-1, value: 73939, disclosure: province_only}
  - target: 4.2-2
    value: 61379
    inferred: {value: suy ra khuya 32}
    earlier: [{value: 96587, corrected_on: 11/02/2025}]
  - target: 4.2-3
    value: 3
    as_printed: 03 vụ trong 85331
    earlier: [{value: 2, as_printed: 02 vụ trong 97613, corrected_on: 11/02/2025}]
  - {target: 4.2-4, value: 67961, unit: vụ}
  - {target: 4.4-1, value: 50891, unit: lượt}
  - {target: 4.5-1, value: 59113, as_printed: gần 59.113 tin}
  - {title: tên số liệu khuya 26, value: 79043, disclosure: internal}
  - {title: tên số liệu khuya 27, value: 82217, disclosure: province_only}
conclusions: [{target: 4.1-1, verdict: met}, {target: 4.2-2, verdict: not_met}]
claims:
  - {field: 4.1-1, value: 90247 tin, source: Công an xã}
sic:
  - {as_printed: 61379 lượt, means: 95471 lượt}
changes:
  - {date: 11/02/2025, kind: correction, note: Đính chính.}
""",
    "content/results/minh-hoa-2024-xa-canh-gac-2025-06.yml": RESULT
    + """\
published_at: 01/7/2025
kind: monthly
unit: xa-canh-gac
as_of: 30/6/2025
figures:
  - {target: 4.2-3, numerator: 87403, denominator: 87406}
claims:
  - {field: 4.2-2, value: 92381 lượt, source: Công an xã}
""",
    "content/results/minh-hoa-2024-tinh-minh-hoa-dot-1.yml": RESULT
    + """\
published_at: 12/2/2025
kind: phase
phase: 1
unit: tinh-minh-hoa
as_of: 03/02/2025
figures:
  - {target: 4.1-1, numerator: 83219, denominator: 99999}
  - {target: 4.2-2, value: 64187}
""",
    "content/notices/lay-y-kien.yml": """\
status: published
publish_at: 11/7/2025 08:00
published_at: 09/7/2025
title: thông báo khuya 21
issuer: ubnd-tinh-minh-hoa
locality: xa-canh-gac
campaign: minh-hoa-2024
comments: {start: 11/7/2025, end: 30/7/2025, send_to: nơi gửi khuya 22}
body: "nội dung khuya 23"
""",
    "content/resources/bieu-mau.yml": """\
status: draft
published_at: 01/3/2025
title: tài liệu khuya 28
campaign: minh-hoa-2024
files: [{file: mau-khuya.txt, title: tài liệu khuya 28}]
""",
    "content/issues/2025-03.yml": "status: draft\neditorial: lời tòa soạn khuya 29\n",
}
"""The content, over the base of tests/problems."""
