"""Stories as they are printed, of the genres' own examples and of the extremes."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

from PIL import Image

from lantoa.newsroom.data.facts import read_facts
from lantoa.newsroom.data.sheets import Answer
from lantoa.newsroom.printed.stories import Issuer, Story, parts_of

ADDRESS = "https://songlam.vi-du.vn/tin-bai/57/"
ISSUER = Issuer(
    "xã Sông Lam", "tỉnh Nghệ Tĩnh", ("UBND xã Sông Lam, đường Bến Đò", "Điện thoại 0238 3123 456")
)
FIGURES = {"type": "figures", "value": {"title": "Kết quả", "as_of": "20/11/2026", "items": [
    {"value": "82,8", "unit": "%", "label": "hộ được hỏi đã nghe", "note": "Hỏi 400 hộ"},
    {"value": "1.260", "unit": "hộ", "label": "đã nộp hồ sơ tại nhà", "note": ""},
]}}  # fmt: skip
STEPS = {"type": "steps", "value": {"items": [
    {"name": "Mở Cổng Dịch vụ công", "detail": "bằng VNeID"}, {"name": "Chụp giấy tờ"},
    {"name": "Nộp, lưu mã hồ sơ"},
]}}  # fmt: skip
COMPARISON = {"type": "comparison", "value": {
    "label": "Thời gian chờ", "before_day": "Năm 2025", "before": "6", "after_day": "Năm 2026",
    "after": "2", "unit": "ngày",
}}  # fmt: skip
NOTICE = [
    "Việc thay đường truyền không ảnh hưởng đến người nộp hồ sơ qua mạng. Hồ sơ đã nộp vẫn được "
    "trả đúng hẹn.",
    "Ai có giấy hẹn sáng thứ Bảy 28/11 thì đến nhận từ 13 giờ 30 cùng ngày, hoặc thứ Hai 30/11.",
    "Việc gấp theo Quyết định số 1169/QĐ-TTg thì mời đến <b>phòng trực</b> ở tầng một.",
]
ANSWERS = (
    Answer("who", "Ai được hưởng", "Hợp tác xã, hộ kinh doanh có địa điểm sản xuất trong xã."),
    Answer("what", "Được gì", "Một nửa chi phí nộp đơn, nhiều nhất 10.000.000 đồng."),
)


def photo() -> bytes:
    out = io.BytesIO()
    Image.linear_gradient("L").resize((900, 600)).convert("RGB").save(out, "JPEG")
    return out.getvalue()


def paragraph(text: str) -> dict[str, Any]:
    return {"type": "paragraph", "value": f"<p>{text}</p>"}


def story(
    *data: dict[str, Any], texts: list[str] | None = None, title: str = "", lead: str = "",
    with_photo: bool = False, **more: Any,
) -> Story:  # fmt: skip
    """A notice, unless told otherwise."""
    raw = [paragraph(text) for text in (NOTICE if texts is None else texts)] + list(data)
    if with_photo:
        raw.insert(1, {"type": "picture", "value": {"image": 1, "caption": "Ở nhà văn hóa"}})
    facts = read_facts(
        raw, title=title or "Sáng thứ Bảy 28/11 tạm nghỉ nhận hồ sơ để thay đường truyền",
        lead=lead or "Từ 7 giờ đến 11 giờ 30 thứ Bảy 28/11, trung tâm tạm nghỉ nhận hồ sơ.",
        source="Trung tâm Phục vụ hành chính công xã", day=date(2026, 11, 23),
        commune="xã Sông Lam",
    )  # fmt: skip
    alts = {1: "Mười người ngồi quanh bàn"} if with_photo else {}
    return Story(
        **{
            "kind": "thông báo", "facts": facts, "parts": tuple(parts_of(raw, facts, alts)),
            "issuer": ISSUER, "address": ADDRESS, "dated": "Ngày 23/11/2026", "is_heard": True,
            "images": {"1.jpg": photo()} if with_photo else {}, **more,
        }
    )  # fmt: skip


def longest() -> Story:
    """As long as the fields of an article let it be."""
    text = "Nghiêng ngả khuỷu khúc khuyếch trương huỳnh huỵch. " * 40
    return story(
        FIGURES, STEPS, COMPARISON, texts=[text] * 12, title=("Khuyếch trương nghiêng " * 9)[:200],
        lead=("Nghiêng ngả khuỷu khúc, " * 30)[:600], with_photo=True,
    )  # fmt: skip
