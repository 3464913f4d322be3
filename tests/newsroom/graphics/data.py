"""Data for pictures: as it is usual, and as long as it gets."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from lantoa.newsroom.data.facts import Comparison, Facts, Figure, HamletFact, Milestone, Step
from lantoa.newsroom.terms import HamletState

ADDRESS = "https://songlam.example/tin-bai/5/"
POINTS = {
    "Bến Đò": (520, 450), "Cồn Soi": (180, 700), "Lam Hạ": (380, 760), "Lam Thượng": (320, 300),
    "Lam Trung": (400, 520), "Liên Hải": (800, 470), "Núi Tháp": (150, 200),
    "Trại Mới": (680, 820),
}  # fmt: skip
FULL, PART, UNKNOWN = HamletState.FULL, HamletState.PART, HamletState.UNKNOWN
STATES = (FULL, PART, PART, FULL, FULL, FULL, UNKNOWN, FULL)

USUAL = Facts(
    title="Tin Nghị quyết 57 có đến tai người dân?", day=date(2026, 11, 23), commune="xã Sông Lam",
    figures=(
        Figure("318", "", "lượt phát có bộ thu xác nhận", "11 lượt chưa rõ"),
        Figure("74", "", "tin bài trên trang xã"), Figure("1.260", "hộ", "được đến tận nhà"),
    ),
    steps=(
        Step("Viết", "74 tin bài"), Step("Duyệt", "74 lượt, không ai tự duyệt"),
        Step("Phát", "318 lượt, có xác nhận"), Step("Hỏi lại 400 hộ", "82,8% có nghe"),
    ),
    comparison=Comparison(
        "thời lượng phát thanh mỗi tháng", "Năm 2025", "6 giờ 20 phút", "Năm 2026", "9 giờ 45 phút"
    ),
    timeline=(
        Milestone("18/5/2026", "Ngày Khoa học và Công nghệ: 240 người dự"),
        Milestone("1/10/2026", "Ngày hội Đổi mới sáng tạo: 6 sáng kiến"),
        Milestone("10/12/2026", "Gửi báo cáo năm"),
    ),
    hamlets=tuple(HamletFact(name, state) for name, state in zip(POINTS, STATES, strict=True)),
    hamlets_label="thôn đủ xác nhận phát, tháng 11",
    titles={"hamlets": "Thôn nào nghe đủ?"}, days={"hamlets": "20/11/2026"},
)  # fmt: skip

LONG_TITLE = "Chuyển đổi số ở Phường Nguyễn Nghiêm: ba tháng đầu làm được gì?"
# About as long as officers of real communes write; with the foot still at most 60 words.
LONGEST = replace(
    USUAL,
    title=LONG_TITLE, commune="phường Trường Quang Trọng", titles={}, days={},
    source="Trung tâm Phục vụ hành chính công",
    figures=(
        Figure("12.345", "hồ sơ", "nộp qua mạng không phải đến trụ sở"),
        Figure("98,75", "%", "trả đúng hẹn"), Figure("1.250.000", "đồng", "đỡ tốn tiền đi lại"),
    ),
    steps=(
        Step("Mở Cổng Dịch vụ công quốc gia"), Step("Đăng nhập bằng VNeID mức 2"),
        Step("Chọn thủ tục, tải giấy tờ"), Step("Nộp lệ phí qua mạng"), Step("Nhận kết quả"),
    ),
    comparison=Comparison(
        "thời gian trung bình giải quyết một hồ sơ", "Sáu tháng đầu 2025", "12 giờ 45 phút",
        "Sáu tháng đầu 2026", "1 giờ 20 phút",
    ),
    timeline=(
        Milestone("1/6/2026", "Lắp ba trạm đo tự động"), Milestone("18/5/2026", "Tập huấn Tổ số"),
        Milestone("9/2026", "Đo thử"), Milestone("10/10/2026", "Ngày Chuyển đổi số quốc gia"),
        Milestone("10/12/2026", "Nghiệm thu, bàn giao"),
    ),
    hamlets=tuple(HamletFact(name, PART) for name in POINTS),
    hamlets_label="thôn có điểm hướng dẫn dịch vụ công",
)  # fmt: skip
