"""Choices of the registry."""

from django.db import models


class UnitKind(models.TextChoices):
    """What kind of body a unit is."""

    LEADERSHIP = "leadership", "lãnh đạo xã"
    OFFICE = "office", "phòng, bộ phận chuyên môn"
    CENTRE = "centre", "đơn vị sự nghiệp"
    FRONT = "front", "Mặt trận và tổ chức chính trị - xã hội"
    SCHOOL = "school", "trường học"
    OTHER = "other", "cơ quan, đơn vị khác"


class PrivacyKind(models.TextChoices):
    """What a person may ask about their data."""

    COPY = "copy", "xem, nhận bản sao"
    CORRECT = "correct", "sửa"
    RESTRICT = "restrict", "rút lại đồng ý, hạn chế, phản đối"
    ERASE = "erase", "xóa"


class Role(models.TextChoices):
    """What an account may do. Each is a permission group of the same code (`roles.py`)."""

    ADMINISTRATOR = "administrator", "Quản trị hệ thống"
    LEADER = "leader", "Lãnh đạo duyệt"
    HEAD = "head", "Trưởng phòng, giám đốc trung tâm"
    PLAN_OFFICER = "plan_officer", "Cán bộ kế hoạch, báo cáo"
    EDITOR = "editor", "Biên tập viên"
    STATION_OPERATOR = "station_operator", "Cán bộ truyền thanh"
    CLERK = "clerk", "Văn thư"
    UNIT_CONTACT = "unit_contact", "Đầu mối của đơn vị"
    INSPECTOR = "inspector", "Người kiểm tra"


class Language(models.TextChoices):
    """Language of an article or a sound (ISO 639 codes)."""

    VIETNAMESE = "vi", "tiếng Việt"
    THAI = "blt", "tiếng Thái"
    MUONG = "mtq", "tiếng Mường"
    HMONG = "hmn", "tiếng Mông"
    KHMER = "km", "tiếng Khmer"
    ENGLISH = "en", "tiếng Anh"


class ReceiverState(models.TextChoices):
    """Where a receiver stands with the station."""

    INVITED = "invited", "chờ ghi danh"
    ENROLLED = "enrolled", "đã ghi danh"
    REVOKED = "revoked", "đã thu hồi"


class SecondFactor(models.TextChoices):
    """Does a channel elsewhere ask for a second proof at sign-in?"""

    UNKNOWN = "unknown", "chưa rõ"
    ON = "on", "đã bật"
    OFF = "off", "chưa bật"
    NONE = "none", "kênh không có"


class ImportState(models.TextChoices):
    """Where an import of a table stands."""

    DRAFT = "draft", "đang xem trước"
    KEPT = "kept", "đã nhập"
    UNDONE = "undone", "đã hoàn tác"


class ResetAct(models.TextChoices):
    """What two people open: a way into an account, or its first decisions."""

    PASSWORD = "password", "cấp mật khẩu dùng một lần"
    FACTOR = "factor", "đặt lại lớp xác thực thứ hai"
    REOPEN = "reopen", "mở lại tài khoản với mật khẩu dùng một lần"
    SIGN = "sign", "xác nhận quyền duyệt"


class ResetEnd(models.TextChoices):
    """How a request to reset ended."""

    USED = "used", "đã làm"
    REFUSED = "refused", "bị từ chối"
    LAPSED = "lapsed", "quá hạn"


class SpokenState(models.TextChoices):
    """Does the machine say a word of the list so?"""

    USED = "used", "đang dùng"
    PROPOSED = "proposed", "đề xuất"
    DECLINED = "declined", "không dùng"
