"""Words of plans."""

from django.db import models


class PlanState(models.TextChoices):
    """A plan is read, then confirmed by a person, then live."""

    DRAFT = "draft", "đang đọc"
    LIVE = "live", "đang thực hiện"
    CLOSED = "closed", "đã kết thúc"


class Comparator(models.TextChoices):
    """How a figure is held against its target."""

    EQUAL = "=", "bằng"
    AT_LEAST = ">=", "ít nhất"
    AT_MOST = "<=", "nhiều nhất"
    MORE = ">", "trên"
    LESS = "<", "dưới"
    RANGE = "range", "trong khoảng"
    ABOUT = "~", "khoảng"


class Timing(models.TextChoices):
    """When a task is to be done."""

    ONGOING = "ongoing", "thường xuyên"
    BY_DAY = "by_day", "trước một ngày"
    OTHER = "other", "theo câu chữ của kế hoạch"


class CadencePeriod(models.TextChoices):
    """The stretch in which an ongoing task must show something."""

    WEEK = "week", "tuần"
    MONTH = "month", "tháng"
    QUARTER = "quarter", "quý"
    YEAR = "year", "năm"


class Pace(models.TextChoices):
    """A task against its cadence."""

    AHEAD = "ahead", "vượt nhịp"
    ON_PACE = "on_pace", "đúng nhịp"
    BEHIND = "behind", "chậm"
    SILENT = "silent", "chưa có gì"


class Source(models.TextChoices):
    """Where money comes from: the four sources of the plan."""

    STATE = "state", "ngân sách nhà nước"
    COMBINED = "combined", "lồng ghép chương trình, đề án"
    SOCIALISED = "socialised", "xã hội hóa"
    OTHER = "other", "nguồn hợp pháp khác"


# The ten targets that every such plan carries (MEASUREMENT 1.3); a target of a plan is matched
# to one of them by a person, and its figure is counted by the indicator of that code.
INDICATORS = {
    "A1": "Ban hành và triển khai kế hoạch",
    "A2": "Duy trì chuyên mục trên Trang thông tin điện tử",
    "A3": "Cán bộ, công chức được phổ biến thường xuyên",
    "A4": "Duy trì, tăng cường thời lượng phát sóng",
    "B1": "Xây dựng lực lượng tuyên truyền",
    "B2": "Biểu dương, khen thưởng",
    "B3": "Hoạt động phù hợp với từng nhóm đối tượng",
    "C1": "Nhiệm vụ KH&CN được truyền thông",
    "C2": "Người dân tiếp cận thông tin qua thông tin cơ sở",
    "C3": "Cán bộ phụ trách truyền thông được đào tạo chuyên sâu",
}
