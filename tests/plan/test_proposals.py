"""Cadences, indicator codes and sources from wordings."""

import pytest

from lantoa.plan.proposals import cadence_for, indicators_for, source_of, timing_of
from lantoa.plan.terms import Source, Timing


def proposed(text: str, timing: str | None = "Thường xuyên") -> tuple[int, str, str] | None:
    found = cadence_for(text, timing, hamlet_count=8, day_count=3)
    return (found.count, found.what, found.period.value) if found else None


@pytest.mark.parametrize(
    ("text", "cadence"),
    [
        ("Duy trì chuyên mục trên Trang thông tin điện tử, mạng xã hội", (2, "tin bài", "week")),
        ("Phát triển các trang (tài khoản/kênh) mạng xã hội", (3, "bài đăng", "week")),
        ("Làm đồ họa thông tin, video ngắn, phát thanh", (2, "đồ họa, clip", "month")),
        ("Truyền thông trên hệ thống truyền thanh", (3, "bản tin", "week")),
        ("Tổ chức hưởng ứng Ngày Chuyển đổi số (10/10)", (3, "hoạt động hưởng ứng", "year")),
        ("Phổ biến Nghị quyết đến từng hộ gia đình", (8, "thôn", "quarter")),
        ("Chính sách ưu đãi mới cho các nhà khoa học", (1, "phiếu chính sách", "month")),
        ("Quảng bá kết quả nghiên cứu khoa học", (1, "sản phẩm", "quarter")),
        ("Phối hợp với các trường", (1, "việc có minh chứng", "month")),
    ],
)
def test_an_ongoing_task_gets_a_cadence_by_its_meaning(text: str, cadence: object) -> None:
    assert proposed(text) == cadence


def test_a_task_with_a_day_gets_no_cadence() -> None:
    assert proposed("Lập kênh Zalo", "2026-02-15") is None


def test_the_period_that_a_plan_words_itself_wins() -> None:
    assert proposed("Cập nhật bảng tin tại chợ", "Hằng tuần") == (1, "việc có minh chứng", "week")


@pytest.mark.parametrize(
    ("words", "timing"),
    [("Thường xuyên", Timing.ONGOING), ("2026-02-15", Timing.BY_DAY), ("Quý II", Timing.OTHER)],
)
def test_wordings_of_time_are_told_apart(words: str, timing: Timing) -> None:
    assert timing_of(words) == timing


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Xã ban hành Kế hoạch; duy trì chuyên mục trên trang của xã", ["A1", "A2"]),
        ("100% cán bộ, công chức được phổ biến thường xuyên", ["A3"]),
        ("Truyền thanh bảo đảm tăng cường thời lượng phát sóng", ["A4"]),
        ("Xây dựng lực lượng tuyên truyền", ["B1"]),
        ("Tổ chức biểu dương, khen thưởng", ["B2"]),
        ("Ít nhất 03 hoạt động tuyên truyền cho từng nhóm", ["B3"]),
        ("100% nhiệm vụ khoa học và công nghệ được truyền thông", ["C1"]),
        ("80% người dân tiếp cận qua hệ thống thông tin cơ sở", ["C2"]),
        ("70% cán bộ được đào tạo chuyên sâu", ["C3"]),
        ("Mở 02 lớp tập huấn", []),
    ],
)
def test_a_target_is_given_the_indicators_of_its_wording(text: str, codes: list[str]) -> None:
    assert indicators_for(text) == codes


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("ngân sách nhà nước theo phân cấp", Source.STATE),
        ("lồng ghép từ các chương trình khác", Source.COMBINED),
        ("xã hội hóa", Source.SOCIALISED),
        ("các nguồn kinh phí hợp pháp khác", Source.OTHER),
    ],
)
def test_money_has_four_sources(text: str, source: Source) -> None:
    assert source_of(text) == source
