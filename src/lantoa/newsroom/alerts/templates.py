"""Alerts that only have to be filled in: natural words, the body that warns, the scales of CAP.

What stands in square brackets must be filled in; an alert with a bracket left is not submitted.
"""

from __future__ import annotations

from dataclasses import dataclass

from lantoa.newsroom.alerts.terms import AlertKind, Certainty, Severity, Urgency


@dataclass(frozen=True)
class Template:
    """A beginning for one kind of alert. `category`: that of CAP; `response`: what people do."""

    kind: AlertKind
    headline: str
    description: str
    instruction: str
    source_body: str
    category: str
    response: str
    severity: Severity = Severity.SEVERE
    urgency: Urgency = Urgency.IMMEDIATE
    certainty: Certainty = Certainty.LIKELY
    lasts_minutes: int = 360
    repeat_minutes: int = 10
    contact: str = ""


_ALL = (
    Template(
        AlertKind.FLOOD, "Nước sông lên nhanh, đề phòng ngập lụt",
        "Nước [tên sông, suối] đang lên nhanh. Dự báo từ [giờ, ngày], nơi thấp và ven sông có thể "
        "ngập.",
        "Bà con nơi thấp, ven sông đưa người già, trẻ em và tài sản lên nơi cao. Không lội qua "
        "ngầm tràn, không vớt củi, không chèo thuyền ra dòng nước. Nghe theo hướng dẫn của trưởng "
        "thôn và lực lượng xung kích.",
        "Đài Khí tượng Thủy văn tỉnh", "Met", "Evacuate", contact="112",
    ),
    Template(
        AlertKind.LANDSLIDE, "Nguy cơ lũ quét, sạt lở đất",
        "Mưa lớn kéo dài, đất đã no nước. Khu vực [tên nơi] có nguy cơ lũ quét, sạt lở đất.",
        "Bà con ở chân đồi, ven suối rời đến [nơi tránh trú] ngay. Thấy nước suối đục đột ngột, "
        "cây nghiêng, đất nứt thì chạy lên nơi cao và báo cho trưởng thôn. Không quay lại lấy đồ.",
        "Đài Khí tượng Thủy văn tỉnh", "Geo", "Evacuate", Severity.EXTREME, contact="112",
    ),
    Template(
        AlertKind.STORM, "Bão sắp đổ bộ, chằng chống nhà cửa",
        "Bão [tên hoặc số hiệu] dự báo ảnh hưởng trực tiếp đến xã từ [giờ, ngày], gió mạnh "
        "[cấp gió].",
        "Bà con chằng chống nhà cửa, chặt tỉa cành cây, đưa tàu thuyền vào nơi tránh trú. Khi gió "
        "mạnh thì ở trong nhà kiên cố, không ra ngoài. Hộ nhà yếu đến [nơi tránh trú].",
        "Trung tâm Dự báo khí tượng thủy văn quốc gia", "Met", "Prepare", Severity.EXTREME,
        Urgency.EXPECTED, lasts_minutes=1440, repeat_minutes=30, contact="112",
    ),
    Template(
        AlertKind.FIRE, "Cháy lớn, tránh xa khu vực đang cháy",
        "Đang cháy tại [nơi cháy]. Lực lượng chữa cháy đang đến.",
        "Bà con gần nơi cháy ngắt điện, khóa bình ga, đưa người ra xa theo hướng ngược chiều gió. "
        "Nhường đường cho xe chữa cháy. Không tụ tập, không quay lại lấy đồ.",
        "Công an xã", "Fire", "Evacuate", Severity.EXTREME, certainty=Certainty.OBSERVED,
        lasts_minutes=120, repeat_minutes=5, contact="114",
    ),
    Template(
        AlertKind.MISSING, "Tìm người mất tích",
        "Gia đình đang tìm [ông, bà, anh, chị, cháu và tên], [số] tuổi, [đặc điểm, quần áo]. "
        "Rời nhà lúc [giờ, ngày], thấy lần cuối ở [nơi].",
        "Ai gặp thì giữ người lại nơi an toàn và gọi ngay số điện thoại sau. Bà con để ý bờ ao, "
        "bờ suối, nhà bỏ không gần nhà mình.",
        "Công an xã", "Rescue", "Monitor", Severity.MODERATE, certainty=Certainty.OBSERVED,
        lasts_minutes=720, repeat_minutes=30,
    ),
    Template(
        AlertKind.HEALTH, "Dịch bệnh, làm theo hướng dẫn của trạm y tế",
        "Đã có [số] ca mắc [tên bệnh] tại [thôn].",
        "Bà con [việc cần làm: đun sôi nước, đeo khẩu trang, nhốt chó…]. Người có [dấu hiệu] đến "
        "trạm y tế ngay, không tự mua thuốc.",
        "Trạm Y tế xã", "Health", "Execute", urgency=Urgency.EXPECTED,
        certainty=Certainty.OBSERVED, lasts_minutes=1440, repeat_minutes=60, contact="115",
    ),
    Template(
        AlertKind.POWER, "Cúp điện",
        "Cúp điện tại [thôn] từ [giờ, ngày] đến [giờ, ngày] để [lý do].",
        "Bà con sạc sẵn điện thoại, đèn, rút phích cắm thiết bị. Hộ có người dùng máy thở báo "
        "ngay cho trạm y tế.",
        "Điện lực [tên khu vực]", "Infra", "Prepare", Severity.MINOR, Urgency.EXPECTED,
        lasts_minutes=180, repeat_minutes=60,
    ),
    Template(
        AlertKind.WATER, "Cúp nước",
        "Cúp nước tại [thôn] từ [giờ, ngày] đến [giờ, ngày] để [lý do].",
        "Bà con trữ nước sạch đủ dùng, đậy kín, đun sôi trước khi uống. Khi có nước lại, xả bỏ "
        "nước đục vài phút đầu.",
        "Nhà máy nước [tên]", "Infra", "Prepare", Severity.MINOR, Urgency.EXPECTED,
        lasts_minutes=180, repeat_minutes=60,
    ),
    Template(
        AlertKind.OTHER, "[Việc gì, ở đâu]", "[Chuyện gì đang xảy ra, từ lúc nào.]",
        "[Bà con cần làm gì ngay bây giờ.]", "", "Safety", "Execute", lasts_minutes=180,
    ),
)  # fmt: skip
TEMPLATES = {str(one.kind): one for one in _ALL}


def template_of(kind: str) -> Template:
    """The beginning of a kind; that of the last one for a kind that is not known."""
    return TEMPLATES.get(kind, TEMPLATES[AlertKind.OTHER])
