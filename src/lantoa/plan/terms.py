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


class ObstacleState(models.TextChoices):
    """Where an obstacle stands on its way to a decision."""

    RAISED = "raised", "mới báo"
    LAID = "laid", "đã trình lãnh đạo"
    DECIDED = "decided", "đã có quyết định"


class ContributionState(models.TextChoices):
    """Where a unit's answer stands."""

    OWED = "owed", "chưa trả lời"
    ANSWERED = "answered", "đã trả lời, chờ nhận"
    RETURNED = "returned", "bị trả lại"
    ACCEPTED = "accepted", "đã nhận"


class KitTextKind(models.TextChoices):
    """A text of a campaign kit, to be copied out."""

    RADIO = "radio", "loa phát thanh"
    POST = "post", "bài đăng mạng xã hội"
    SLOGAN = "slogan", "khẩu hiệu, băng rôn"
    MEETING = "meeting", "lời mời họp"
    ZALO = "zalo", "tin nhắn Zalo"


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


class ItemForm(models.TextChoices):
    """A form of an article that is paid for, once each."""

    WEB = "web", "đăng trang thông tin điện tử"
    AIR = "air", "phát thanh"
    POST = "post", "đăng mạng xã hội"


class ContractKind(models.TextChoices):
    """What a contract is for."""

    SIM = "sim", "SIM, thuê bao dữ liệu"
    LINE = "line", "đường truyền mạng"
    HOSTING = "hosting", "lưu trữ, máy chủ"
    DOMAIN = "domain", "tên miền"
    UPKEEP = "upkeep", "bảo trì loa, thiết bị"
    SERVICE = "service", "thuê dịch vụ, phần mềm"
    OTHER = "other", "khác"


class SettlementPaper(models.TextChoices):
    """A paper by which a contract is settled; the commune's own rules may ask for more."""

    CONTRACT = "contract", "hợp đồng đã ký"
    QUOTE = "quote", "báo giá, quyết định chọn nhà cung cấp"
    ACCEPTANCE = "acceptance", "biên bản nghiệm thu, bàn giao"
    INVOICE = "invoice", "hóa đơn"
    PAYMENT = "payment", "giấy đề nghị thanh toán, chứng từ chi"
    LIQUIDATION = "liquidation", "biên bản thanh lý"


class Praised(models.TextChoices):
    """Who or what is praised."""

    COLLECTIVE = "collective", "tập thể"
    PERSON = "person", "cá nhân"
    MODEL = "model", "mô hình"


class Standing(models.TextChoices):
    """What the commune has noted about a higher document. The program does not know the law: it
    says what a person noted."""

    NOTHING = "nothing", "chưa ghi nhận thay đổi"
    REPLACED = "replaced", "đã bị thay thế"
    ENDED = "ended", "hết hiệu lực, bị bãi bỏ"


class Paper(models.TextChoices):
    """A paper of the file of a commendation; the commune's own rules may ask for more."""

    PROPOSAL = "proposal", "đề nghị của đơn vị"
    RECORD = "record", "báo cáo thành tích"
    MEETING = "meeting", "biên bản họp xét"
    CONFIRMED = "confirmed", "xác nhận của đơn vị"
    SUBMISSION = "submission", "tờ trình"


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
