"""What an entry of the ledger holds, in words: the code of each item beside its Vietnamese name.

The code is what was hashed and what an export carries; the name is for people.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from lantoa.channels.social.terms import Network
from lantoa.newsroom.terms import Form, Genre, Priority
from lantoa.plan.terms import Source

NAMES = {
    "account": "trang, kênh", "annex": "mã băm phụ lục", "attendees": "số người dự",
    "backfilled": "nhập bổ sung", "broadcast": "lượt phát", "chain_hash": "mã băm của chuỗi",
    "chain_seq": "số mục của chuỗi", "changed": "chỗ được điều chỉnh",
    "copies": "số bản", "electronic": "bảng điện tử", "form": "dạng sản phẩm",
    "text_sha256": "mã băm bản đã duyệt", "until": "hiện đến hết ngày", "days": "số ngày",
    "confirmed": "số người xác nhận", "content": "mã băm nội dung",
    "corrected": "chỗ đã sửa khi đọc", "counted_until": "đếm đến",
    "covers_digital": "có truyền thông số", "covers_science": "có khoa học, công nghệ",
    "cutoff_on": "ngày chốt số liệu", "decision": "số quyết định", "detail": "chi tiết",
    "document": "chứng từ", "doubts_open": "chỗ ngờ còn lại", "ended_at": "phát xong lúc",
    "feedback": "số ý kiến", "forms": "các dạng đã duyệt", "genre": "thể loại",
    "hash": "mã băm lượt trình", "households": "số hộ", "in_group": "số người thuộc nhóm",
    "invited": "số người được phổ biến", "is_certified": "có chứng nhận",
    "is_resolution57": "thuộc Nghị quyết 57", "issued_on": "ngày ban hành", "key_id": "mã khóa",
    "language": "ngôn ngữ", "leads": "đơn vị chủ trì", "left_out": "mục để ngoài",
    "minutes": "số phút", "minutes_each": "số phút mỗi cụm loa", "clusters": "số cụm loa",
    "month": "tháng", "relay": "tiếp âm", "network": "mạng xã hội", "note": "ghi thêm",
    "number": "số, ký hiệu",
    "observance": "ngày hưởng ứng", "of": "điều chỉnh mục", "of_hash": "mã băm mục được điều chỉnh",
    "order_n": "số của lệnh phát", "origin": "nguồn số liệu",
    "period": "kỳ báo cáo", "place": "địa điểm",
    "planned": "dự toán", "planned_at": "giờ theo lịch", "planned_seconds": "số giây theo lịch",
    "priority": "mức ưu tiên", "proof_seq": "số xác nhận của bộ thu",
    "public_key": "khóa công khai",
    "reading": "mã băm bản đọc", "reason": "lý do", "receivers": "bộ thu nhận lệnh",
    "recipients": "số nơi nhận", "repeat": "phát lại", "result": "kết quả", "secret": "có bí mật",
    "seconds": "số giây", "section": "chuyên mục", "seen": "đã mở, đã nghe",
    "sha256": "mã băm âm thanh", "since": "từ ngày", "source": "nguồn", "spent": "đã chi",
    "started_at": "bắt đầu phát", "starts_at": "giờ phát", "state_funded": "dùng ngân sách",
    "supporting": "đơn vị phối hợp", "synthetic": "giọng máy", "targets": "số chỉ tiêu",
    "tasks": "số nhiệm vụ", "text": "nội dung", "title": "tên", "to": "nơi nhận",
    "topic": "nội dung thiết yếu", "url": "địa chỉ", "via": "nơi duyệt",
    "whom_kind": "loại đối tượng", "words": "số chữ", "zone": "khu vực phát",
}  # fmt: skip
# Codes of choices, by the item in which they stand.
WORDS: dict[str, dict[str, str]] = {
    "network": {str(code): str(name) for code, name in Network.choices},
    "genre": {str(code): str(name) for code, name in Genre.choices},
    "priority": {str(code): str(name) for code, name in Priority.choices},
    "source": {str(code): str(name) for code, name in Source.choices},
    "form": {str(code): str(name) for code, name in Form.choices},
    "origin": {"demo": "xã minh họa"},
    "language": {"vi": "tiếng Việt"},
    "via": {"desk": "bàn làm việc", "link": "đường dẫn duyệt"},
    "whom_kind": {"collective": "tập thể", "person": "cá nhân"},
    "result": {"played": "đã phát", "partly": "phát một phần", "failed": "không phát được"},
}
# Forms of an article, as an approval names them: «web:<hash>».
FORMS = {
    "web": "trang web", "post": "bài mạng xã hội", "script": "lời phát thanh", "sound": "âm thanh",
    "inner": "thông tin kèm theo", "standby": "âm thanh dự phòng",
}  # fmt: skip
# A correction carries the new value of an item under this prefix.
CORRECTED = "to_"


@dataclass(frozen=True)
class Item:
    """One item of an entry: its name for people, its code, its value in words."""

    name: str
    code: str
    value: str


def items_of(payload: dict[str, Any]) -> list[Item]:
    """The items by code, as they were hashed."""
    return [Item(name_of(code), code, _words(code, payload[code])) for code in sorted(payload)]


def name_of(code: str) -> str:
    """The Vietnamese name of an item; one that this version does not know says so."""
    if code.startswith(CORRECTED) and code != CORRECTED:
        return f"sửa thành: {name_of(code.removeprefix(CORRECTED))}"
    return NAMES.get(code, "mục khác")


def _words(code: str, value: Any) -> str:
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, list):
        return ", ".join(_form(str(one)) for one in value) or "không có"
    text = WORDS.get(code.removeprefix(CORRECTED), {}).get(str(value), str(value))
    return text or "để trống"


def _form(text: str) -> str:
    name, colon, rest = text.partition(":")
    return f"{FORMS[name]}{colon}{rest}" if name in FORMS else text
