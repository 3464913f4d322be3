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


class Role(models.TextChoices):
    """What an account may do. Each is a permission group of the same code (`roles.py`)."""

    ADMINISTRATOR = "administrator", "Quản trị hệ thống"
    LEADER = "leader", "Lãnh đạo duyệt"
    PLAN_OFFICER = "plan_officer", "Cán bộ kế hoạch, báo cáo"
    EDITOR = "editor", "Biên tập viên"
    STATION_OPERATOR = "station_operator", "Cán bộ truyền thanh"
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
