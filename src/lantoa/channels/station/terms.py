"""Words and bounds of the station."""

from __future__ import annotations

from datetime import timedelta

from django.db import models

# A bulletin is put into the first slot that begins no sooner than this.
PLACE_AHEAD = timedelta(seconds=20)
# An order that would reach a receiver later than this before its second is not given any more.
ORDER_LEAST = timedelta(seconds=2)
# Orders go out this early, so that receivers fetch the sound and play without a line.
ORDER_AHEAD = timedelta(hours=24)
# How many days ahead a slot with room is looked for.
PLACE_DAYS = 8
# A broadcast without a proof this long after its end is unknown: not played, not failed.
PROOF_GRACE = timedelta(minutes=3)
# A receiver without a beat this long is not in contact (it beats twice a minute).
CONTACT = timedelta(seconds=95)
# Proofs that wait for a missing one go into the ledger after this; the gap stays visible.
GAP_GRACE = timedelta(minutes=5)
ENROL_CODE_LIFE = timedelta(hours=48)
GAP_SECONDS = 1
# A receiver that has still to fetch it may begin so much later.
ALERT_PATIENCE = timedelta(seconds=120)
# Repeats are ordered so far ahead: they go on when the line breaks, and no longer.
ALERT_AHEAD = timedelta(minutes=30)
# The end of an alert is said so long after it; later it would only frighten.
END_WITHIN = timedelta(minutes=30)
ATTEMPTS = 2
# A proof may say a start so long before the plan; beyond it the receiver's clock is doubted.
START_SLACK = timedelta(minutes=5)
# The reason of a proof that names other bytes than those ordered.
OTHER_SOUND = "other_sound"
OTHER_SOUND_WORDS = "bộ thu báo đã phát âm thanh khác bản đã duyệt"
CHANNEL = "station"


class BroadcastState(models.TextChoices):
    """Where one airing on one receiver stands. Unknown is neither played nor failed."""

    PLANNED = "planned", "đã xếp lịch"
    ORDERED = "ordered", "đã ra lệnh"
    PLAYED = "played", "đã phát"
    PARTIAL = "partial", "phát dở dang"
    FAILED = "failed", "không phát được"
    UNKNOWN = "unknown", "chưa rõ"
    WITHDRAWN = "withdrawn", "đã rút"


class DeviceAct(models.TextChoices):
    """What a person orders of one device."""

    VOLUME = "volume", "đặt âm lượng"
    TEST = "test", "phát âm thử"
    RESTART = "restart", "khởi động lại"


class DeviceOutcome(models.TextChoices):
    """What became of it."""

    WAITING = "waiting", "chờ bộ thu trả lời"
    DONE = "done", "đã làm"
    FAILED = "failed", "không làm được"


WAITING = (BroadcastState.PLANNED, BroadcastState.ORDERED)
# Still takes up time on its receiver.
STANDING = (*WAITING, BroadcastState.PLAYED, BroadcastState.PARTIAL, BroadcastState.UNKNOWN)


class KitPart(models.TextChoices):
    """A part of the station's kit, in the order in which a programme needs them."""

    OPENING = "opening", "nhạc hiệu mở đầu"
    HELLO = "hello", "lời xướng"
    BED = "bed", "nhạc nền"
    GOODBYE = "goodbye", "lời kết"
    CLOSING = "closing", "nhạc hiệu kết thúc"


class KitSource(models.TextChoices):
    """Where the bytes of a part come from."""

    TONES = "tones", "chương trình tự tạo"
    VOICE = "voice", "giọng máy"
    PERSON = "person", "bản thu, tệp tải lên"


class KitSide(models.TextChoices):
    """Where in a programme the kit sounds."""

    OPENING = "opening", "mở đầu"
    CLOSING = "closing", "kết thúc"


SPOKEN_PARTS = (KitPart.HELLO, KitPart.GOODBYE)
# Longest parts, in seconds: what stands around a programme is not the programme.
KIT_LONGEST = {part: 600 if part == KitPart.BED else 60 for part in KitPart}
KIT_MATTER = "station-kit"
RELAY_MATTER = "station-relay"


class ZoneKind(models.TextChoices):
    """What a zone is made of. A hamlet's zone follows the clusters that stand in the hamlet."""

    GROUP = "group", "nhóm cụm loa"
    HAMLET = "hamlet", "thôn, tổ dân phố"
    CLUSTER = "cluster", "một cụm loa"


class SlotKind(models.TextChoices):
    """What fills a slot."""

    OWN = "own", "chương trình của xã"
    REPEAT = "repeat", "phát lại"
    RELAY = "relay", "tiếp âm đài cấp trên"


class SlotStart(models.TextChoices):
    """How a slot begins."""

    HARD = "hard", "đúng giây đã đặt"
    AFTER = "after", "sau khi mục trước phát xong"


class LimitSet(models.TextChoices):
    """The limits of a zone, ready-made or its own."""

    RURAL = "rural", "nông thôn: mỗi buổi không quá 45 phút"
    URBAN = "urban", "đô thị: mỗi buổi không quá 15 phút, ngày 2 buổi, nghỉ cuối tuần"
    OWN = "own", "tự đặt"


class ChangeKind(models.TextChoices):
    """What happens to a slot on one day alone."""

    SKIP = "skip", "bỏ ngày này"
    ADD = "add", "thêm ngày này"
    MOVE = "move", "đổi giờ riêng ngày này"


class ProfileKind(models.TextChoices):
    """Why days are not like others; a later one in this list goes before an earlier one."""

    OTHER = "other", "dịp khác"
    EXAM = "exam", "mùa thi"
    HOLIDAY = "holiday", "ngày lễ"
    TET = "tet", "Tết Nguyên đán"
    MOURNING = "mourning", "ngày tang"

    @property
    def rank(self) -> int:
        return list(ProfileKind).index(self)


class ProfileDays(models.TextChoices):
    """On which days a profile holds."""

    SPAN = "span", "từ ngày đến ngày"
    HOLIDAYS = "holidays", "các ngày nghỉ lễ của mỗi năm"
    TET = "tet", "từ 29 tháng Chạp đến hết mùng 5 tháng Giêng mỗi năm"


class ProfileEffect(models.TextChoices):
    """What a profile does to the timetable."""

    KEEP = "keep", "phát như ngày thường"
    REPLACE = "replace", "chỉ phát những khung giờ riêng của dịp này"
    SILENCE = "silence", "không phát, trừ tin khẩn cấp"


class QuietPlaceKind(models.TextChoices):
    """Why the surroundings need quiet."""

    SCHOOL = "school", "trường học"
    CLINIC = "clinic", "trạm y tế, bệnh viện"
    OTHER = "other", "nơi khác"


class RelayWay(models.TextChoices):
    """How the sound of a higher-level station reaches the amplifier."""

    URL = "url", "đường truyền trên mạng"
    LINE = "line", "máy thu nối thẳng vào tăng âm, người bật"


class PartnerKind(models.TextChoices):
    """Whose equipment it is."""

    PROVINCE = "province", "hệ thống thông tin nguồn của tỉnh"
    VENDOR = "vendor", "nhà cung cấp"
    OTHER = "other", "nơi khác"


class LogState(models.TextChoices):
    """Where a partner's log stands."""

    DRAFT = "draft", "đang xem trước"
    KEPT = "kept", "đã ghi sổ"
    UNDONE = "undone", "đã hoàn tác"


class RowVerdict(models.TextChoices):
    """What became of one row of a partner's log."""

    COUNTED = "counted", "khớp, được tính"
    FAILED = "failed", "nơi phát báo không phát được"
    DOUBLE = "double", "đã có trong sổ"
    UNPLANNED = "unplanned", "không khớp gói đã giao"
    STRANGE = "strange", "chưa biết cụm loa"
    WRONG = "wrong", "đọc không được"


class Cell(models.TextChoices):
    """How one item stands on one cluster, in the programme book."""

    PLANNED = "planned", "đã xếp lịch"
    SENT = "sent", "đã gửi"
    PLAYED = "played", "đã phát, bộ thu ký"
    BY_HAND = "hand", "ghi sổ thủ công"
    REPORTED = "reported", "theo nhật ký nơi khác"
    FAILED = "failed", "không phát được"
    UNKNOWN = "unknown", "chưa rõ"


class IncomingKind(models.TextChoices):
    """What came from above."""

    SOUND = "sound", "âm thanh"
    CAP = "cap", "cảnh báo (CAP)"


class IncomingState(models.TextChoices):
    """What became of it."""

    NEW = "new", "chờ xem"
    TAKEN = "taken", "đã nhận"
    LEFT = "left", "không dùng"
