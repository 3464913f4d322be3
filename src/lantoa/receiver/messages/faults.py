"""Why a message was refused or a broadcast did not sound: a code on the wire, words on a screen."""

from __future__ import annotations

from enum import StrEnum


class Fault(StrEnum):
    """The `detail` of a proof. Frozen: a code keeps its meaning for ever; new ones are added."""

    NONE = ""
    # The message itself.
    MALFORMED = "malformed"
    TOO_LARGE = "too_large"
    UNKNOWN_VERSION = "unknown_version"
    UNKNOWN_CLASS = "unknown_class"
    UNKNOWN_KEY = "unknown_key"
    BAD_SIGNATURE = "bad_signature"
    KEY_NOT_ALLOWED = "key_not_allowed"
    # The order, seen from this receiver at this moment.
    WRONG_ADDRESSEE = "wrong_addressee"
    NOT_A_MEMBER = "not_a_member"
    REPLAYED = "replayed"
    OUT_OF_ORDER = "out_of_order"
    NOT_YET_VALID = "not_yet_valid"
    EXPIRED = "expired"
    QUIET_HOURS = "quiet_hours"
    TOO_LATE = "too_late"
    CLOCK_UNSURE = "clock_unsure"
    # Somebody on the local network tried wrong start codes until the page locked.
    WRONG_CODE = "wrong_code"
    # The sound and what plays it.
    SOUND_MISSING = "sound_missing"
    SOUND_DAMAGED = "sound_damaged"
    DECODER_FAILED = "decoder_failed"
    SINK_FAILED = "sink_failed"
    DISK_FULL = "disk_full"
    # What ended it early.
    INTERRUPTED = "interrupted"
    HARD_END = "hard_end"
    STOP_ORDER = "stop_order"
    WITHDRAWN = "withdrawn"
    RESTARTED = "restarted"
    # A relay whose stream was silent or broke: something else stood in.
    RELAY_SILENT = "relay_silent"


WORDS: dict[Fault, str] = {
    Fault.NONE: "",
    Fault.MALFORMED: "lệnh hỏng, không đọc được",
    Fault.TOO_LARGE: "lệnh quá lớn",
    Fault.UNKNOWN_VERSION: "lệnh thuộc phiên bản mà bộ thu chưa biết",
    Fault.UNKNOWN_CLASS: "loại lệnh mà bộ thu chưa biết",
    Fault.UNKNOWN_KEY: "lệnh ký bằng khóa lạ, không phải của đài",
    Fault.BAD_SIGNATURE: "chữ ký của lệnh không đúng",
    Fault.KEY_NOT_ALLOWED: "khóa đã ký không được ra loại lệnh này",
    Fault.WRONG_ADDRESSEE: "lệnh gửi cho bộ thu khác",
    Fault.NOT_A_MEMBER: "lệnh gửi cho nhóm mà bộ thu không thuộc về",
    Fault.REPLAYED: "lệnh cũ bị phát lại",
    Fault.OUT_OF_ORDER: "số thứ tự của lệnh không tăng",
    Fault.NOT_YET_VALID: "lệnh chưa đến thời gian có hiệu lực",
    Fault.EXPIRED: "lệnh đã hết hiệu lực khi đến nơi",
    Fault.QUIET_HOURS: "trong khung giờ không phát",
    Fault.TOO_LATE: "đã qua giờ phát",
    Fault.CLOCK_UNSURE: "bộ thu chưa chắc giờ nên chỉ phát tin khẩn cấp",
    Fault.WRONG_CODE: "có người thử sai mã khởi động cảnh báo nhiều lần tại bộ thu",
    Fault.SOUND_MISSING: "chưa tải được tệp âm thanh",
    Fault.SOUND_DAMAGED: "tệp âm thanh không khớp mã băm",
    Fault.DECODER_FAILED: "không giải mã được tệp âm thanh",
    Fault.SINK_FAILED: "ngõ ra âm thanh bị lỗi",
    Fault.DISK_FULL: "ổ đĩa của bộ thu đã đầy",
    Fault.INTERRUPTED: "bị ngắt bởi bản tin có mức ưu tiên cao hơn",
    Fault.HARD_END: "hết khung giờ, buộc phải dừng",
    Fault.STOP_ORDER: "dừng theo lệnh của đài",
    Fault.WITHDRAWN: "lượt phát đã được rút lại",
    Fault.RESTARTED: "bộ thu hoặc phần giải mã khởi động lại giữa chừng",
    Fault.RELAY_SILENT: "đường tiếp âm im hoặc mất, có lúc phát mục thay",
}


class Rejected(ValueError):
    """A message is not accepted; `fault` says why."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.value)
        self.fault = fault
