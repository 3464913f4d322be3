"""Ready reasons for a return, beside an own one."""

REASONS = ("Số liệu cần kiểm tra lại", "Lời văn dài, khó nghe", "Chưa đúng thời điểm")
