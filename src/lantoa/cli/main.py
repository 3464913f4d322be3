"""Finds the subcommand, runs it, turns failures into exit codes (CONTRACTS)."""

from __future__ import annotations

import argparse
import contextlib
import importlib
import io
import logging
import os
import re
import sys
from collections.abc import Sequence
from types import ModuleType

from lantoa.core.errors import Refused

COMMANDS = {
    "run": "run",
    "plan": "plan",
    "speech": "speech",
    "station": "station",
    "receiver": "receiver",
    "alert": "alert",
    "survey": "survey",
    "indicators": "indicators",
    "report": "report",
    "ledger": "ledger",
    "backup": "backup",
    "restore": "restore",
    "doctor": "doctor",
    "bench": "bench",
    "demo": "demo",
    "manage": "manage",
}
HELP_LINES = {
    "run": "chạy toàn bộ chương trình: trang web, công việc nền, đài truyền thanh",
    "plan": "đọc một kế hoạch hành chính, hoặc đưa vào bàn làm việc",
    "speech": "đọc văn bản thành lời, hoặc làm thành âm thanh",
    "station": "lịch phát sóng trong ngày",
    "receiver": "bộ thu đặt tại cụm loa",
    "alert": "kiểm tra một cảnh báo CAP 1.2",
    "survey": "cỡ mẫu, rút mẫu và ước lượng khảo sát",
    "indicators": "số liệu của mọi chỉ tiêu, đếm từ sổ minh chứng",
    "report": "lập báo cáo chính thức",
    "ledger": "kiểm tra hoặc xuất sổ minh chứng",
    "backup": "sao lưu toàn bộ dữ liệu vào một tệp mã hóa",
    "restore": "phục hồi dữ liệu từ một tệp sao lưu",
    "doctor": "khám chương trình và nói cách xử lý",
    "bench": "đo tốc độ và bộ nhớ bên cạnh chương trình khác",
    "demo": "dựng và chạy xã minh họa",
    "manage": "lệnh quản trị của Django (cho người phát triển)",
}


# What argparse says, and how an officer is told. Anything else becomes the last sentence.
SAYINGS = (
    (r"the following arguments are required: (.+)", r"còn thiếu {}"),
    (r"unrecognized arguments: (.+)", r"không có tham số {}"),
    (r"argument (.+?): invalid choice: '?(.*?)'? \(choose from .*", r"{} không nhận «{}»"),
    (r"argument (.+?): expected .* arguments?", r"{} cần kèm một giá trị"),
    (r"argument (.+?): invalid \w+ value: '(.*)'", r"{} không đọc được «{}»"),
    (r"argument (.+?): not allowed with argument (.+)", r"{} không đi cùng {}"),
    (r"one of the arguments (.+) is required", r"cần một trong {}"),
)


def in_vietnamese(message: str) -> str:
    """One message of argparse in Vietnamese."""
    for pattern, saying in SAYINGS:
        found = re.fullmatch(pattern, message)
        if found:
            return saying.format(*found.groups())
    return "tham số không đúng cách dùng"


class VietnameseParser(argparse.ArgumentParser):
    """argparse that speaks Vietnamese and refuses with exit 2 and one sentence."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        kwargs.setdefault("add_help", False)
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self._optionals.title = "tùy chọn"
        self._positionals.title = "tham số"
        self.add_argument("-h", "--help", action="help", help="in hướng dẫn này rồi thoát")

    def format_help(self) -> str:
        return super().format_help().replace("usage:", "cách dùng:", 1)

    def error(self, message: str) -> None:  # type: ignore[override]
        raise Refused(
            f"Lệnh chưa đúng ({message}). Chưa làm gì cả. Xem hướng dẫn bằng «{self.prog} --help»."
        )


def overview() -> str:
    """The list of commands, shown by `lantoa` and `lantoa --help`."""
    lines = [f"  {name:<12}{HELP_LINES[name]}" for name in COMMANDS]
    head = ["cách dùng: lantoa LỆNH [tham số]", "", "Các lệnh:"]
    return "\n".join([*head, *lines, "", "Xem hướng dẫn của từng lệnh bằng «lantoa LỆNH --help»."])


def load(name: str) -> ModuleType:
    """The module of one subcommand; the only import of it."""
    return importlib.import_module(f"lantoa.cli.commands.{COMMANDS[name]}")


def execute(words: Sequence[str]) -> int:
    """Runs one command. Output is held back only where a refusal could leave half of it."""
    if not words or words[0] in ("-h", "--help"):
        print(overview())
        return 0
    if words[0] not in COMMANDS:
        raise Refused(f"Không có lệnh «{words[0]}». Gõ «lantoa --help» để xem các lệnh.")
    module = load(words[0])
    parser = VietnameseParser(prog=f"lantoa {words[0]}", description=module.HELP)
    module.add_arguments(parser)
    return int(module.run(parser.parse_args(list(words[1:]))))


def main(words: Sequence[str] | None = None) -> int:
    """Entry point of the console script."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8")
    try:
        return execute(sys.argv[1:] if words is None else words)
    except Refused as refusal:
        print(" ".join(str(refusal).split()), file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        with contextlib.suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception:
        # The traceback goes to the log, never to the officer (CONTRACTS, exit 2).
        logging.getLogger("lantoa").debug("command failed", exc_info=True)
        if os.environ.get("LANTOA_DEBUG"):
            raise
        print(
            "Chương trình gặp lỗi ngoài dự kiến và đã dừng. Dữ liệu đã lưu vẫn còn nguyên. "
            "Gõ «lantoa doctor» để xem nguyên nhân; đặt LANTOA_DEBUG=1 để xem chi tiết.",
            file=sys.stderr,
        )
        return 2
