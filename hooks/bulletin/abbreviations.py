"""What the abbreviations of official Vietnamese stand for: for readers, for search.

The agency adds its own in mkdocs.yml (`abbreviations`); its words prevail over these.
"""

from types import MappingProxyType

COMMON = MappingProxyType({
    "ANTT": "an ninh, trật tự",
    "ANTQ": "an ninh Tổ quốc",
    "ATGT": "an toàn giao thông",
    "ATXH": "an toàn xã hội",
    "BCA": "Bộ Công an",
    "BVANTT": "bảo vệ an ninh, trật tự",
    "CAND": "Công an nhân dân",
    "CBCS": "cán bộ, chiến sĩ",
    "CNCH": "cứu nạn, cứu hộ",
    "HĐND": "Hội đồng nhân dân",
    "HTX": "hợp tác xã",
    "LLVT": "lực lượng vũ trang",
    "MTTQ": "Mặt trận Tổ quốc",
    "NTM": "nông thôn mới",
    "PCCC": "phòng cháy, chữa cháy",
    "TAND": "Tòa án nhân dân",
    "TDP": "tổ dân phố",
    "THCS": "trung học cơ sở",
    "THPT": "trung học phổ thông",
    "TNXH": "tệ nạn xã hội",
    "TTATXH": "trật tự, an toàn xã hội",
    "TTXH": "trật tự xã hội",
    "UBMTTQ": "Ủy ban Mặt trận Tổ quốc",
    "UBND": "Ủy ban nhân dân",
    "VKSND": "Viện kiểm sát nhân dân",
})  # fmt: skip
"""Written as printed in acts, in capitals; what they stand for as it reads inside a sentence.

Only what has one meaning: BCH, for one, is *Ban Chỉ huy* here and *Ban Chấp hành* there.
"""
