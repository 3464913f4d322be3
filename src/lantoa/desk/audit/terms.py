"""Words of the audit."""

from django.db import models


class Outcome(models.TextChoices):
    """How an act ended."""

    DONE = "done", "đã làm"
    REFUSED = "refused", "bị từ chối, không đổi gì"
    DENIED = "denied", "không có quyền"
    FAILED = "failed", "hỏng giữa chừng"


FIRST_PREV = "0" * 64
REFUSAL = (
    "Nhật ký hệ thống đã ghi thì không sửa, không xóa được; nhật ký vẫn giữ nguyên. "
    "Bản ghi cũ chỉ rời khỏi máy theo trọn tháng, khi hết thời hạn lưu."
)
