"""Words behind two numbers with a stroke that tell a share or a count from a day."""

from __future__ import annotations

SHARE_RIGHT = {
    *("số", "tổng", "dân", "diện", "chiều", "quãng", "chặng", "thời", "lượng", "mức", "giá"),
    *("nhu", "thành", "quân", "khối", "nội", "công", "doanh", "kinh", "tỷ", "sản"),
}
COUNTS_RIGHT = {
    *("thôn", "xã", "hộ", "tổ", "đơn", "tiêu", "chỉ", "cụm", "người", "trường", "đại", "nhiệm"),
    *("hội", "cán", "đảng", "chi", "phường", "huyện", "tỉnh", "bản", "làng", "ấp", "khu", "nội"),
    *("sao",),
    *("hợp", "ủy", "thành", "phiếu", "hồ", "máy", "điểm", "công", "học", "em", "cháu", "gia"),
    *("thủ", "sản", "mục", "câu", "bài", "lớp", "nhà", "dự", "cơ", "doanh", "lượt", "giờ"),
    *("phần", "việc", "vụ", "loại", "môn", "gói", "lĩnh", "giải", "xóm", "ngành", "đội", "suất"),
    *("ứng", "cử", "giám", "khóm", "ca", "sáng", "tàu", "xe", "cặp", "thành", "bác", "trạm"),
    *("phòng", "ban", "buổi", "bể", "hố", "tuyến", "đồng", "con", "cây", "sào", "mẫu", "đề"),
}
# Counted too, but only where the first number is the smaller: not đường 30/4 đoạn qua chợ.
THINGS = {
    *("lô", "chỗ", "gian", "ao", "chốt", "giường", "loa", "ý", "cống", "gốc", "hồ", "đập", "kênh"),
    *("ghế", "bàn", "bình", "cánh", "mảnh", "thửa", "ruộng", "vườn", "quả", "trái", "bó", "cột"),
    *("đoạn", "bóng", "đèn", "bậc", "ông", "cụ", "nam", "nữ", "trẻ", "viên", "trận", "trâu", "bò"),
    *("lợn", "chuồng", "căn", "trang", "chương", "tín", "hạng", "khách", "đồn", "đôi", "chuyến"),
    *("bến", "bè", "lồng", "mũi", "liều", "ca", "thẻ", "sổ", "đề", "mẫu", "món", "khoản", "cầu"),
    *("nông", "lao", "thương", "liệt", "bệnh", "cựu", "quyển", "cuốn", "chiếc", "cái", "bộ"),
}
