"""Words of the ledger."""

from django.db import models

VERSION = 1
FIRST_PREV = "0" * 64
# Kind of the entry that says which attachment was erased, when and why.
ERASED = "attachment.erased"
# payload["origin"]: entries of the demo commune say so, and so does every report made of them.
ORIGIN_LIVE = "live"
ORIGIN_DEMO = "demo"


class Proof(models.TextChoices):
    """Level of proof of an entry: who saw it, and what is left of it.

    P0 to P4 are the levels of a broadcast; the others say how an act of people is known.
    """

    SCHEDULE = "P0", "chỉ có trong lịch"
    SENT = "P1", "máy chủ đã gửi"
    SIGNED = "P2", "bộ thu ký xác nhận"
    SENSED = "P3", "đo được tại loa"
    WITNESSED = "P4", "có người nghe làm chứng"
    SYSTEM = "system", "chương trình ghi nhận"
    DOCUMENT = "document", "có văn bản, tài liệu kèm theo"
    LINK = "link", "có đường dẫn công khai"
    UNIT = "unit", "theo báo cáo của đơn vị"
    LOGBOOK = "logbook", "ghi sổ thủ công"
    STATEMENT = "statement", "theo lời kê khai, chưa có giấy tờ"


# Attachment type of a message that a receiver signed, kept as the very bytes that arrived.
SIGNED_MIME = "application/vnd.lantoa.signed+json"
