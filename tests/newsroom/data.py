"""A body with every block of data."""

from __future__ import annotations

from typing import Any

BODY: list[tuple[str, Any]] = [
    ("figures", {
        "title": "Ba việc đã làm", "as_of": "20/11/2026",
        "items": [
            {"value": "82,8", "unit": "%", "label": "hộ được hỏi đã nghe",
             "note": "Hỏi 400 hộ. Khoảng tin cậy 95%: 78,9–86,3%"},
            {"value": "1.260", "unit": "hộ", "label": "được đến tận nhà", "note": ""},
        ],
    }),
    ("steps", {"items": [{"name": "Viết", "detail": "74 tin bài"}, {"name": "Duyệt"}]}),
    ("comparison", {
        "label": "thời lượng phát mỗi tháng", "before_day": "Năm 2025",
        "before": "6 giờ 20 phút", "after_day": "Năm 2026", "after": "9 giờ 45 phút",
    }),
    ("timeline", {
        "items": [
            {"day": "18/5/2026", "event": "Ngày Khoa học và Công nghệ"},
            {"day": "12/2026", "event": "Báo cáo năm"}, {"day": "2027", "event": "Phủ kín"},
        ],
    }),
    ("hamlets", {
        "label": "thôn đủ xác nhận phát",
        "items": [
            {"hamlet": "Bến Đò", "state": "full", "value": "31 lượt"},
            {"hamlet": "Lam Hạ", "state": "part"}, {"hamlet": "Núi Tháp", "state": "unknown"},
        ],
    }),
]  # fmt: skip
