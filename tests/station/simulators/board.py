"""Shape A: a board or speaker of a vendor over MQTT.

Envelope {Id, Time (Unix seconds, UTC), Sender, Message}; heartbeat is type 10. A device subscribes
to one topic a group; of two schedules at once that of the group with the smaller number wins; a
live stream goes before every schedule. Schedules name days and times in seconds from midnight.
Volume codes 96 and 97. Files are kept on the device; it starts anew every night and keeps a log a
day as text.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from lantoa.core.clock import ZONE

HEARTBEAT, SCHEDULE, STREAM, SET_CONFIG = 10, 20, 30, 40
VOLUMES = (96, 97)
NIGHTLY = time(2, 0)


@dataclass
class Group:
    """Smaller priority wins."""

    id: str
    priority: int


@dataclass
class Board:
    """One device. `played`: (start, seconds, song, why it stopped)."""

    serial: str
    groups: list[Group]
    files: set[str] = field(default_factory=set)
    schedules: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    streams: list[tuple[datetime, datetime]] = field(default_factory=list)
    volume: dict[int, int] = field(default_factory=lambda: dict.fromkeys(VOLUMES, 50))
    played: list[tuple[datetime, int, str, str]] = field(default_factory=list)

    def take(self, topic: str, data: bytes) -> str:
        """One message of a topic; answers "" or why it is left aside. Never raises: the program
        seen logs and goes on."""
        if topic not in {group.id for group in self.groups}:
            return "không thuộc nhóm"
        try:
            envelope = json.loads(data)
            kind, message = int(envelope["Id"]), envelope["Message"]
            int(envelope["Time"])
        except (ValueError, KeyError, TypeError):
            return "bản tin hỏng"
        message = json.loads(message) if isinstance(message, str) else message
        if kind == SCHEDULE:
            self.schedules.setdefault(topic, []).append(message)
        elif kind == STREAM:
            self._stream(message)
        elif kind == SET_CONFIG:
            return self._configure(message)
        else:
            return f"không hỗ trợ loại {kind}"
        return ""

    def heartbeat(self, now: datetime) -> dict[str, Any]:
        """As it tells of itself."""
        return {
            "Id": HEARTBEAT, "Time": int(now.timestamp()), "Sender": self.serial,
            "Message": {"Ver": "1.0", "Sn": self.serial, "Scst": len(self.played),
                        "Vl1": self.volume[96], "Vl2": self.volume[97]},
        }  # fmt: skip

    def run(self, day: date) -> None:
        """The day as it sounds, song after song, the weightier group first."""
        taken: list[tuple[datetime, datetime]] = list(self.streams)
        for group in sorted(self.groups, key=lambda one: one.priority):
            for schedule in self.schedules.get(group.id, []):
                for second in schedule["times"] if self._holds(schedule, day) else ():
                    begin = datetime.combine(day, time(), ZONE) + timedelta(seconds=second)
                    self._songs(schedule, begin, taken)

    def log_of(self, day: date) -> bytes:
        """The day's log, as text with tabs; moments in UTC, as the program writes them."""
        lines = ["Thiết bị\tBắt đầu\tSố giây\tNội dung\tKết quả"]
        for begin, seconds, song, why in self.played:
            if begin.date() == day:
                at = begin.astimezone(ZONE)
                lines.append(f"{self.serial}\t{at:%Y-%m-%d %H:%M:%S}\t{seconds}\t{song}\t{why}")
        return "\n".join(lines).encode()

    def _stream(self, message: dict[str, Any]) -> None:
        begin = datetime.fromtimestamp(message["Start"], UTC).astimezone(ZONE)
        self.streams.append((begin, begin + timedelta(seconds=message["Seconds"])))

    def _configure(self, message: dict[str, Any]) -> str:
        code, value = message.get("Code"), message.get("Value")
        if code not in VOLUMES or not isinstance(value, int) or not 0 <= value <= 100:
            return "âm lượng sai"
        self.volume[code] = value
        return ""

    def _holds(self, schedule: dict[str, Any], day: date) -> bool:
        noon = datetime.combine(day, time(12), ZONE).timestamp()
        if not schedule["isActive"] or not schedule["from"] <= noon <= schedule["to"]:
            return False
        return bool(schedule["isDaily"]) or day.isoweekday() % 7 in schedule["days"]

    def _songs(
        self, schedule: dict[str, Any], begin: datetime, taken: list[tuple[datetime, datetime]]
    ) -> None:
        for song in schedule["songs"] * schedule["loops"]:
            name, seconds = song["name"], song["seconds"]
            end = begin + timedelta(seconds=seconds)
            if name not in self.files:
                self.played.append((begin, 0, name, "Lỗi: không có tệp"))
            elif any(first < end and begin < last for first, last in taken):
                self.played.append((begin, 0, name, "Hủy: luồng ưu tiên đang phát"))
            else:
                self.played.append((begin, seconds, name, "Hoàn thành"))
                taken.append((begin, end))
            begin = end + timedelta(seconds=schedule["idleTime"])


def schedule_message(
    *, songs: list[dict[str, Any]], first: date, last: date, times: list[int],
    days: list[int] | None = None, loops: int = 1, idle: int = 0, sender: str = "console",
) -> bytes:  # fmt: skip
    """A schedule in its envelope."""
    message = {
        "id": "1", "from": int(datetime.combine(first, time(), ZONE).timestamp()),
        "to": int(datetime.combine(last, time(23, 59), ZONE).timestamp()), "isActive": True,
        "isDaily": days is None, "days": days or [], "times": times, "idleTime": idle,
        "loops": loops, "songs": songs,
    }  # fmt: skip
    sent = {"Id": SCHEDULE, "Time": 0, "Sender": sender, "Message": json.dumps(message)}
    return json.dumps(sent).encode()
