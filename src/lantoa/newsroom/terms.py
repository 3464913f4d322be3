"""Words of the newsroom."""

from django.db import models


class Genre(models.TextChoices):
    """Kind of article."""

    NEWS = "news", "tin"
    STORY = "story", "bài"
    NOTICE = "notice", "thông báo"
    EXAMPLE = "example", "gương điển hình"
    QUESTION = "question", "hỏi đáp"
    SCRIPT = "script", "kịch bản phát thanh"
    POLICY = "policy", "phiếu chính sách"
    RESEARCH = "research", "kết quả nghiên cứu"


class Form(models.TextChoices):
    """A form in which an article is shown or heard."""

    WEB = "web", "trang web"
    SCRIPT = "script", "lời phát thanh"
    SOUND = "sound", "âm thanh"
    POST = "post", "bài đăng mạng xã hội"


class Priority(models.TextChoices):
    """Order on the air (TT 39/2020)."""

    ORDINARY = "ordinary", "bản tin thường"
    PRIORITY = "priority", "bản tin ưu tiên"
    EMERGENCY = "emergency", "bản tin khẩn cấp"


class ArticleState(models.TextChoices):
    """Where an article stands on its way; what waits or came back goes before what is live."""

    RETURNED = "returned", "trả lại"
    WAITING = "waiting", "chờ duyệt"
    DRAFT = "draft", "nháp"
    LIVE = "live", "đã đăng"


class RenditionState(models.TextChoices):
    """Where a form of an article stands."""

    MAKING = "making", "đang làm"
    READY = "ready", "đã làm xong"
    FAILED = "failed", "chưa làm được"
    CANCELLED = "cancelled", "đã dừng"


class Voice(models.TextChoices):
    """Who speaks. A person's recording is the default choice on the screen."""

    PERSON = "person", "bản thu giọng người"
    NORTH = "vi", "giọng máy miền Bắc"
    CENTRAL = "vi-vn-x-central", "giọng máy miền Trung"
    SOUTH = "vi-vn-x-south", "giọng máy miền Nam"


# Essential information (NĐ 49/2024): main groups that an article may belong to.
TOPICS = [
    ("policy", "chủ trương, chính sách, pháp luật"),
    ("science", "kiến thức khoa học, kỹ thuật, công nghệ"),
    ("economy", "kinh tế, văn hóa, xã hội"),
    ("security", "an ninh, trật tự, quốc phòng"),
    ("disaster", "thiên tai, cứu hộ, dịch bệnh"),
]
