"""The folder of a receiver: its key, what the station told it at enrolment, state, sounds."""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from lantoa.core.errors import Refused
from lantoa.core.keys import (
    SigningKey,
    read_private,
    read_signing_key,
    write_private,
    write_signing_key,
)
from lantoa.receiver.messages import EnrolmentAnswer, Rejected


@dataclass(frozen=True, slots=True)
class Settings:
    """What a receiver knows after enrolment. `server`: the URL that it enrolled at."""

    server: str
    answer: EnrolmentAnswer


class Home:
    """Paths and files of one receiver."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.key_file = folder / "key.pem"
        self.settings_file = folder / "receiver.json"
        self.state_file = folder / "state.sqlite"
        self.sounds = folder / "sounds"

    @property
    def is_enrolled(self) -> bool:
        return self.settings_file.exists()

    def store(self, key: SigningKey, settings: Settings) -> None:
        """Keeps key and settings, both or neither. Raises Refused."""
        value = {"server": settings.server, "answer": settings.answer.payload()}
        text = json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True)
        fresh = self.folder / "receiver.json.new"
        try:
            # A key without settings is the rest of an enrolment that died: it was never used.
            self.key_file.unlink(missing_ok=True)
            fresh.unlink(missing_ok=True)
            write_signing_key(self.key_file, key)
            write_private(fresh, text.encode())
            fresh.replace(self.settings_file)
        except OSError as error:
            for path in (fresh, self.key_file):
                path.unlink(missing_ok=True)
            raise Refused(
                f"Không ghi được vào thư mục «{self.folder}» nên chưa ghi danh; không lưu gì. "
                "Hãy kiểm tra ổ đĩa và quyền ghi rồi xin mã mới."
            ) from error

    def move(self, *, server: str, broker_port: int) -> None:
        """Notes that the station is reached elsewhere from now on; key and enrolment stay.
        Raises Refused when the receiver is not enrolled."""
        _, settings = self.load()
        broker = replace(settings.answer.broker, port=broker_port)
        value = {"server": server, "answer": replace(settings.answer, broker=broker).payload()}
        fresh = self.folder / "receiver.json.new"
        fresh.unlink(missing_ok=True)
        write_private(fresh, json.dumps(value, ensure_ascii=False, sort_keys=True).encode())
        fresh.replace(self.settings_file)

    def load(self) -> tuple[SigningKey, Settings]:
        """Raises Refused when the receiver is not enrolled or its files are damaged."""
        if not self.is_enrolled:
            raise Refused(
                f"Bộ thu ở «{self.folder}» chưa ghi danh nên chưa chạy. "
                "Hãy xin mã của đài rồi chạy «lantoa receiver enrol MÃ»."
            )
        try:
            value: Any = json.loads(read_private(self.settings_file))
            settings = Settings(str(value["server"]), EnrolmentAnswer.read(value["answer"]))
        except (Rejected, ValueError, KeyError, TypeError) as error:
            raise Refused(
                f"Tệp «{self.settings_file}» bị hỏng nên bộ thu chưa chạy; tệp được giữ nguyên. "
                "Hãy ghi danh lại vào một thư mục mới."
            ) from error
        return read_signing_key(self.key_file), settings

    @contextmanager
    def occupied(self) -> Iterator[None]:
        """Only one program at a time speaks for this receiver. Raises Refused."""
        handle = os.open(self.folder / "lock", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            os.close(handle)
            raise Refused(
                f"Bộ thu ở «{self.folder}» đang chạy rồi; không chạy thêm lần nữa."
            ) from error
        try:
            yield
        finally:
            os.close(handle)
