"""Shape B: a vendor's web console for loudspeaker clusters.

Objects: device with state, voice record (file), program (list of files with replay count and
delay), schedule {program_id, deviceCode, startDate, endDate, time, endtime}, statistic. Commands go
out by packet type (1 push files, 2 playlist, 5 play now) as base64 JSON in a URL; nothing is signed
and a device that is off loses what was sent. Its export is a sheet of statistics.
"""

from __future__ import annotations

import base64
import csv
import io
import json
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from lantoa.documents.sheets import read_xlsx

PUSH_FILES, PLAYLIST, PLAY_NOW = 1, 2, 5
REPLAY_DELAY = 30
MOST_FILE_NAME = 100
HEADS = ("STT", "Thiết bị", "Thời gian bắt đầu", "Thời gian kết thúc", "Tên file", "Trạng thái")


class ConsoleError(Exception):
    """What the console answers with 4xx."""


@dataclass
class Device:
    """deviceCode, on or off, the files that it holds."""

    code: str
    name: str
    is_on: bool = True
    files: set[str] = field(default_factory=set)


@dataclass
class Entry:
    """One schedule of a program on a device."""

    device: str
    day: date
    at: time
    files: tuple[tuple[str, int], ...]
    loops: int = 1


@dataclass
class Console:
    """The console of one vendor. `devices`: by code."""

    devices: dict[str, Device]
    schedule: list[Entry] = field(default_factory=list)
    statistics: list[tuple[str, datetime, datetime, str, str]] = field(default_factory=list)

    def send(self, url: str) -> None:
        """A command as the console's own page sends it: `?data=` base64 JSON."""
        try:
            packet = json.loads(base64.b64decode(url.partition("?data=")[2], validate=True))
            kind, code = packet["PacketType"], packet["DeviceCode"]
        except (ValueError, KeyError, TypeError) as error:
            raise ConsoleError("packet sai định dạng") from error
        if code not in self.devices:
            raise ConsoleError(f"không có thiết bị {code}")
        device = self.devices[code]
        if not device.is_on:
            return  # nothing is kept for it, nothing is told
        if kind == PUSH_FILES:
            device.files |= set(packet["URLlist"])
        elif kind not in (PLAYLIST, PLAY_NOW):
            raise ConsoleError(f"packet {kind} không hỗ trợ")

    def load(self, pack: bytes, codes: Mapping[str, str]) -> None:
        """What an operator does with a pack: uploads the files, types the timetable in. `codes`:
        our cluster's name → deviceCode."""
        with zipfile.ZipFile(io.BytesIO(pack)) as archive:
            names = [name for name in archive.namelist() if name.endswith(".mp3")]
            table = read_xlsx(archive.read("lich-phat.xlsx"))[0]
        if any(len(name.rpartition("/")[2]) > MOST_FILE_NAME for name in names):
            raise ConsoleError("tên file quá dài")
        for code in codes.values():
            if code not in self.devices:
                raise ConsoleError(f"không có thiết bị {code}")
            self.send(packed(PUSH_FILES, code, URLlist=[n.rpartition("/")[2] for n in names]))
        for row in table.rows[1:]:
            day, at, _, _, clusters, _, length, file, _ = (str(cell or "") for cell in row)
            if file:
                for cluster in clusters.split(", "):
                    self.schedule.append(
                        Entry(codes[cluster], _day(day), _time(at), ((file, _seconds(length)),))
                    )

    def run(self, day: date) -> None:
        """The day as it sounds: an entry after another, in the console's own seconds."""
        for entry in self.schedule:
            if entry.day != day:
                continue
            begin = datetime.combine(entry.day, entry.at)
            device = self.devices[entry.device]
            for _ in range(entry.loops):
                for file, seconds in entry.files:
                    end = begin + timedelta(seconds=seconds)
                    self._note(device, begin, end, file)
                    begin = end + timedelta(seconds=REPLAY_DELAY if entry.loops > 1 else 0)

    def export(self, *, encoding: str = "utf-8-sig") -> bytes:
        """«Thống kê» as .csv, with the title above the head that its program writes."""
        out = io.StringIO()
        sheet = csv.writer(out)
        sheet.writerow(["THỐNG KÊ PHÁT THANH"])
        sheet.writerow(HEADS)
        for number, (device, begin, end, file, state) in enumerate(self.statistics, start=1):
            sheet.writerow([number, device, f"{begin:%d/%m/%Y %H:%M:%S}",
                            f"{end:%d/%m/%Y %H:%M:%S}", file, state])  # fmt: skip
        return out.getvalue().encode(encoding)

    def _note(self, device: Device, begin: datetime, end: datetime, file: str) -> None:
        if not device.is_on:
            self.statistics.append((device.code, begin, begin, file, "Mất kết nối"))
        elif file not in device.files:
            self.statistics.append((device.code, begin, begin, file, "Lỗi: không có file"))
        else:
            self.statistics.append((device.code, begin, end, file, "Thành công"))


def packed(kind: int, code: str, **more: Any) -> str:
    """A command in the form that was seen."""
    packet = json.dumps({"PacketType": kind, "DeviceCode": code, **more}).encode()
    return f"http://console.local/command?data={base64.b64encode(packet).decode()}"


def console(codes: Iterable[str]) -> Console:
    return Console({code: Device(code, f"Cụm thu phát {code}") for code in codes})


def _day(text: str) -> date:
    return datetime.strptime(text, "%d/%m/%Y").date()


def _time(text: str) -> time:
    return datetime.strptime(text, "%H:%M:%S" if text.count(":") == 2 else "%H:%M").time()


def _seconds(text: str) -> int:
    words = text.split()
    units = {"giờ": 3600, "phút": 60, "giây": 1}
    return sum(int(words[at]) * units[words[at + 1]] for at in range(0, len(words), 2))
