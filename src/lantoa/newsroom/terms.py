"""Words of the newsroom."""

from django.db import models


class Genre(models.TextChoices):
    """Kind of article."""

    NEWS = "news", "tin"
    STORY = "story", "bài"
    NOTICE = "notice", "thông báo"
    EXAMPLE = "example", "gương điển hình"
    MODEL = "model", "mô hình điểm"
    QUESTION = "question", "hỏi đáp"
    REPORTAGE = "reportage", "phóng sự"
    PHOTOS = "photos", "chùm ảnh"
    SCRIPT = "script", "kịch bản phát thanh"
    SKIT = "skit", "tiểu phẩm"
    MATERIAL = "material", "tài liệu sinh hoạt"
    POLICY = "policy", "phiếu chính sách"
    RESEARCH = "research", "kết quả nghiên cứu"


# What a head may approve alone, unless the commune sets it otherwise.
ROUTINE = (Genre.NEWS, Genre.NOTICE)


def matter(genre: str) -> str:
    """What an article of this genre is called where steps of approval are set."""
    return f"article:{genre}"


class Form(models.TextChoices):
    """A form in which an article is shown or heard."""

    WEB = "web", "trang web"
    SCRIPT = "script", "lời phát thanh"
    SOUND = "sound", "âm thanh"
    POST = "post", "bài đăng mạng xã hội"
    GRAPHIC = "graphic", "đồ họa thông tin"
    MOTION = "motion", "đồ họa chuyển động"
    CLIP = "clip", "video ngắn"
    POSTER = "poster", "áp phích"
    LEAFLET = "leaflet", "tờ rơi"
    DOCUMENT = "document", "tài liệu điện tử"
    BOARD = "board", "chữ cho bảng tin"


# The sound without its announcement, in what is approved: it airs behind another one (see
# `Rendition.inner_sha256`).
INNER = "inner"


class Priority(models.TextChoices):
    """Order on the air (TT 39/2020)."""

    ORDINARY = "ordinary", "bản tin thường"
    PRIORITY = "priority", "bản tin ưu tiên"
    EMERGENCY = "emergency", "bản tin khẩn cấp"


class ArticleState(models.TextChoices):
    """Where an article stands on its way; what waits or came back goes before what is live."""

    RETURNED = "returned", "trả lại"
    WAITING = "waiting", "chờ duyệt"
    SCHEDULED = "scheduled", "hẹn đăng"
    DRAFT = "draft", "nháp"
    LIVE = "live", "đã đăng"


class TimedState(models.TextChoices):
    """What became of an appointment."""

    SET = "set", "đã hẹn"
    LIVE = "live", "đang có hiệu lực"
    OVER = "over", "đã hết hiệu lực"
    FELL = "fell", "đã bỏ vì bài đổi"


class RenditionState(models.TextChoices):
    """Where a form of an article stands."""

    MAKING = "making", "đang làm"
    READY = "ready", "đã làm xong"
    FAILED = "failed", "chưa làm được"
    CANCELLED = "cancelled", "đã dừng"


class Voice(models.TextChoices):
    """Who speaks: a person (the default choice on the screen), or the machine's own voice that is
    always there. All machine voices are named in `media.voices`."""

    PERSON = "person", "bản thu giọng người"
    NORTH = "vi", "giọng máy miền Bắc"


class HamletState(models.TextChoices):
    """How a hamlet stands in a block of data; what nobody knows is never taken for bad."""

    FULL = "full", "đủ"
    PART = "part", "thiếu"
    UNKNOWN = "unknown", "chưa rõ"


class IdeaState(models.TextChoices):
    """What became of an idea."""

    NEW = "new", "chờ xem"
    TAKEN = "taken", "đã viết thành tin bài"
    LEFT = "left", "không dùng"


class IdeaSource(models.TextChoices):
    """Where an idea comes from."""

    TEAM = "team", "thôn, tổ, đội gửi về"
    OFFICER = "officer", "cán bộ ghi"
    RESIDENT = "resident", "người dân hỏi, phản ánh"
    UNIT = "unit", "đơn vị báo"
    PROJECT = "project", "nhiệm vụ KH&CN"
    SHOWCASE = "showcase", "mô hình, điển hình"
    DAY = "day", "ngày hưởng ứng"
    SUPERIOR = "superior", "văn bản cấp trên"
    PLAN = "plan", "kế hoạch còn thiếu"


class HelpKind(models.TextChoices):
    """What an outside writing help may be asked for."""

    SHORTER = "shorter", "bản ngắn hơn"
    SCRIPT = "script", "lời phát thanh từ bài"
    HEADLINE = "headline", "gợi ý tiêu đề"


class HelpState(models.TextChoices):
    """Where a question to the writing help stands."""

    WAITING = "waiting", "đang hỏi"
    ANSWERED = "answered", "đã có gợi ý"
    FAILED = "failed", "chưa có gợi ý"


class IdeaFileKind(models.TextChoices):
    """What came with an idea."""

    PHOTO = "photo", "ảnh"
    VOICE = "voice", "ghi âm"


# Of a product that was made before it was asked on what its going out hangs.
TERMS_NOT_ASKED = "?"

# Essential information (NĐ 49/2024): main groups that an article may belong to.
TOPICS = [
    ("policy", "chủ trương, chính sách, pháp luật"),
    ("science", "kiến thức khoa học, kỹ thuật, công nghệ"),
    ("economy", "kinh tế, văn hóa, xã hội"),
    ("security", "an ninh, trật tự, quốc phòng"),
    ("disaster", "thiên tai, cứu hộ, dịch bệnh"),
]
