"""Verbs and adverbs with which offices begin to say what a unit does, right behind its name.

A word that is also part of names has a guard: «Ban chỉ đạo», «các tổ chức», «báo cáo viên».
"""

from __future__ import annotations

VERBS = (
    r"có (?:trách nhiệm|kế hoạch|biện pháp|giải pháp)|chủ trì|phối hợp|tham mưu|chủ động|"
    r"là\s+(?:đơn vị|cơ quan|đầu mối)|làm đầu mối|chịu trách nhiệm|giúp|cử|gửi|căn cứ|tiếp tục|"
    r"tích cực|kịp thời|thường xuyên|nghiêm túc|gương mẫu|tập trung|định kỳ|"
    r"(?:hằng|hàng) (?:ngày|tuần|tháng|quý|năm)|tăng cường|đẩy mạnh|nâng cao|phát huy|"
    r"tạo điều kiện|(?<!an )chỉ đạo|lãnh đạo|quán triệt|(?<!an )(?<!án )(?<!tư )xây dựng|"
    r"kiện toàn|ban hành|cụ thể hóa|thành lập|(?<!công )lập|triển khai|thực hiện|"
    r"(?<![Cc]ác )tổ chức|phân công|hướng dẫn(?! viên)|đôn đốc|theo dõi|"
    r"(?<!ban )(?<!oàn )kiểm tra|(?<!an )giám sát|(?<!đồng )đánh giá|(?<!đồng )thẩm định|rà soát|"
    r"(?<!vụ )tổng hợp|báo cáo(?! viên)|đề xuất|kiến nghị|xem xét|lựa chọn|nhân rộng|biểu dương|"
    r"khen thưởng|nhắc nhở|tuyên truyền(?! viên)|(?<!an )vận động|phổ biến|giới thiệu|quảng bá|"
    r"đưa|đăng|mở|treo|phát (?:sóng|động|hiện|hành|tờ)|(?<![Đđ]ài )(?<!và )phát thanh|"
    r"(?<!an )biên tập|biên soạn|niêm yết|công khai|cung cấp(?! dịch vụ)|chia sẻ|cảnh báo|"
    r"khuyến khích|động viên|hưởng ứng|(?<!tâm )bồi dưỡng|tập huấn|(?<!sở )đào tạo|lồng ghép|"
    r"duy trì|cập nhật|tham gia|đồng hành|bố trí|cân đối|dành|quan tâm|ưu tiên|huy động|bảo đảm|"
    r"đảm bảo|(?<!Quỹ )hỗ trợ|(?<!an )(?<!vị )(?<!bộ )(?<!quan )quản lý|quản trị|vận hành|lắp đặt|"
    r"nâng cấp|sửa chữa|thay thế|mua sắm|số hóa|khảo sát|thống kê|thu thập|chuẩn bị|kết nối|"
    r"ký kết|ký cam kết|tiếp nhận|xử lý|giải quyết|ngăn chặn|đấu tranh|nắm (?:tình hình|bắt)|"
    r"(?<!iện )(?<!tâm )(?<!nhà )(?<!sở )nghiên cứu|ứng dụng|khai thác(?! viên)|"
    r"(?<!sở )(?<!hộ )(?<!nghiệp )(?<!tổ )(?<!xã )sản xuất"
)
"""Alternatives of a pattern, to stand behind a blank and before a word's end."""
