"""Every option of the program that comes from the environment, in one table.

`docs/handbook/settings.md` is held against this table by a test.
"""

from __future__ import annotations

import os
from dataclasses import dataclass


@dataclass(frozen=True)
class Option:
    """One environment variable: its name, default and meaning (Vietnamese, for the handbook)."""

    name: str
    default: str
    meaning: str

    def value(self) -> str:
        return os.environ.get(self.name, self.default)


OPTIONS = {
    option.name: option
    for option in (
        Option("LANTOA_HOME", "", "thư mục dữ liệu của xã; trống: thư mục của xã minh họa"),
        Option("DATABASE_URL", "", "địa chỉ PostgreSQL; trống: SQLite trong thư mục dữ liệu"),
        Option("LANTOA_ADDRESS", "127.0.0.1", "địa chỉ mạng mà trang web lắng nghe"),
        Option("PORT", "8000", "cổng của trang web"),
        Option(
            "LANTOA_HOSTS", "127.0.0.1,localhost", "các tên miền được phục vụ, cách nhau dấu phẩy"
        ),
        Option(
            "LANTOA_PUBLIC_URL",
            "",
            "địa chỉ công khai của trang, ghi vào bài chia sẻ; trống: địa chỉ trên máy này",
        ),
        Option("LANTOA_HTTPS", "", "1 khi trang được mở qua HTTPS: cookie chỉ đi qua HTTPS"),
        Option(
            "LANTOA_PRIVACY_DAYS",
            "2,10,15,20",
            "yêu cầu về dữ liệu cá nhân: ngày làm việc để báo nhận; ngày để cho xem hoặc sửa, "
            "để hạn chế, để xóa",
        ),
        Option("LANTOA_MAIL_HOST", "", "máy chủ gửi thư (SMTP); trống: chưa gửi thư điện tử"),
        Option("LANTOA_MAIL_PORT", "587", "cổng của máy chủ gửi thư"),
        Option("LANTOA_MAIL_USER", "", "tên đăng nhập máy chủ gửi thư; trống: không đăng nhập"),
        Option("LANTOA_MAIL_PASSWORD_FILE", "", "tệp giữ mật khẩu thư, chỉ chủ tệp đọc được"),
        Option("LANTOA_MAIL_FROM", "", "địa chỉ gửi thư; trống: tên đăng nhập"),
        Option(
            "LANTOA_MAIL_TLS",
            "starttls",
            "mã hóa khi gửi thư: starttls, tls, hoặc none (chỉ trong mạng nội bộ)",
        ),
        Option(
            "LANTOA_MAIL_NUDGES",
            "1",
            "1: đôn đốc theo hạn gửi cả qua thư điện tử, mỗi nơi nhận một thư một ngày; "
            "0: không gửi",
        ),
        Option(
            "LANTOA_BROKER", "", "địa chỉ MQTT có sẵn (mqtt://máy:cổng); trống: tự chạy bên trong"
        ),
        Option(
            "LANTOA_BROKER_RELOAD",
            "",
            "lệnh để mosquitto nạp lại người dùng khi ghi danh, thu hồi; trống: tự gửi tín hiệu",
        ),
        Option(
            "LANTOA_BROKER_PORT",
            "18830",
            "cổng MQTT của phần chạy bên trong, không mã hóa, chỉ mở trên máy này",
        ),
        Option(
            "LANTOA_BROKER_TLS_PORT",
            "",
            "cổng MQTT có mã hóa cho bộ thu; trống: cổng trên cộng 53 (18883)",
        ),
        Option(
            "LANTOA_BROKER_ADDRESS",
            "",
            "địa chỉ mạng mà cổng có mã hóa lắng nghe; trống: như LANTOA_ADDRESS",
        ),
        Option("LANTOA_WORKERS", "1", "số tiến trình phục vụ trang web"),
        Option(
            "LANTOA_CUTOFFS",
            "05-31,11-30",
            "hai ngày chốt số liệu báo cáo trong năm (tháng-ngày), cách nhau dấu phẩy",
        ),
        Option("LANTOA_AUDIT_MONTHS", "12", "lưu nhật ký hệ thống bao nhiêu tháng trọn; ít nhất 1"),
        Option(
            "LANTOA_LINK_HOURS",
            "48",
            "đường dẫn duyệt có hiệu lực bao nhiêu giờ khi lượt trình không ghi giờ cần duyệt",
        ),
        Option("LANTOA_DEBUG", "", "1 để in chi tiết lỗi cho người phát triển"),
    )
}


def broker_tls_port() -> int:
    """Where receivers call the broker inside."""
    named = option("LANTOA_BROKER_TLS_PORT")
    plain = int(option("LANTOA_BROKER_PORT"))
    return int(named) if named else plain + 53 if plain + 53 < 65_536 else plain - 53


def option(name: str) -> str:
    """The value of one option, from the environment or its default."""
    return OPTIONS[name].value()
