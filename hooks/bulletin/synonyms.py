"""Words that readers use for the same thing: a page that says one is found by the others."""

SYNONYMS = (
    ("công an", "cảnh sát"),
    ("người tốt, việc tốt", "gương điển hình", "gương sáng", "tấm gương", "điển hình tiên tiến"),
    ("khen thưởng", "tuyên dương", "biểu dương", "vinh danh", "bảng vàng"),
    ("lấy ý kiến", "góp ý", "đóng góp ý kiến"),
    ("chữa cháy", "cứu hỏa", "dập lửa", "hỏa hoạn"),
    ("đuối nước", "chết đuối"),
    ("lũ", "lụt", "thiên tai"),
    ("tội phạm", "phạm pháp"),
    ("ma túy", "chất cấm"),
    ("trộm cắp", "ăn trộm", "mất trộm"),
    ("xe máy", "mô tô"),
    ("camera", "máy quay", "mắt thần"),
    ("đường dây nóng", "số điện thoại"),
    ("biểu mẫu", "mẫu đơn", "tải về"),
    ("tổ bảo vệ an ninh, trật tự", "dân phòng", "bảo vệ dân phố", "công an xã bán chuyên trách"),
    ("mít tinh", "meeting", "lễ phát động"),
    ("ứng xử", "nếp sống văn minh"),
    ("tuần tra", "đi tuần"),
    ("hòa giải", "giải quyết mâu thuẫn"),
)
"""Groups of equals, as written inside a sentence; the first is what acts say."""
