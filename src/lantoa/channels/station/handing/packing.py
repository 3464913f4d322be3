"""The pack as a file: approved sounds, the timetable as a table and on paper, a form to sign."""

from __future__ import annotations

import tempfile
import zipfile
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import IO, Any

from lantoa.channels.station.models import HandoverPack
from lantoa.channels.station.sounds import sound_file
from lantoa.core.clock import local
from lantoa.core.errors import Refused
from lantoa.documents.sheets import Sheet, write_xlsx
from lantoa.registry.models import Commune, SpeakerCluster
from lantoa.typesetting import pdf
from lantoa.vietnamese.moments import clock_time, date_short, duration, weekday
from lantoa.vietnamese.text import slug

TEMPLATE = Path(__file__).with_name("pack.typ")
LARGEST = 1024**3
TABLE, PAPER = "lich-phat.xlsx", "lich-phat-va-phieu-xac-nhan.pdf"
LOG_HEADS = ("Cụm loa", "Ngày", "Giờ bắt đầu", "Thời lượng (giây)", "Nội dung", "Kết quả")


def write_pack(pack: HandoverPack) -> IO[bytes]:
    """The .zip as an open temporary file at its beginning. Raises Refused where a sound is gone
    or all of it is larger than a stick takes."""
    files = _sound_names(pack)
    sizes = sum(path.stat().st_size for _, path in files.values())
    if sizes > LARGEST:
        raise Refused("Gói này lớn hơn 1 GB nên chưa tạo. Chia thành từng ngày rồi giao từng gói.")
    out = tempfile.TemporaryFile(prefix="lantoa-giao-")  # noqa: SIM115 answered while open
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, path in files.values():
            archive.write(path, f"am-thanh/{name}")
        names = {sha256: name for sha256, (name, _) in files.items()}
        for slot in pack.slots:
            lines = [f"am-thanh/{names[one['sha256']]}" for one in slot["sounds"]]
            if lines:
                archive.writestr(f"{_slot_name(slot)}.m3u8", "#EXTM3U\n" + "\n".join(lines) + "\n")
        archive.writestr(TABLE, write_xlsx(tables(pack, names)))
        archive.writestr(PAPER, paper(pack))
    out.seek(0)
    return out


def tables(pack: HandoverPack, names: dict[str, str]) -> list[Sheet]:
    """The timetable by item, and an empty log that can be read back as it stands."""
    clusters = cluster_words(pack)
    heads = ("Ngày", "Giờ", "Khung giờ", "Khu vực", "Cụm loa", "Nội dung", "Thời lượng", "Tệp",
             "Mã băm SHA-256")  # fmt: skip
    rows: list[tuple[str, ...]] = []
    for slot in pack.slots:
        begin = moment(slot["at"])
        where = ", ".join(clusters[pk] for pk in slot["clusters"] if pk in clusters)
        if not slot["sounds"]:
            what = f"tiếp âm {slot['relay']}" if slot["relay"] else "chưa có tin"
            rows.append((date_short(begin.date()), clock_time(begin), slot["name"], slot["zone"],
                         where, what, duration(slot["seconds"]), "", ""))  # fmt: skip
        for one in slot["sounds"]:
            at = moment(one["at"])
            rows.append((
                date_short(at.date()), f"{at:%H:%M:%S}", slot["name"], slot["zone"], where,
                one["title"], duration(one["seconds"]), names.get(one["sha256"], ""),
                one["sha256"],
            ))  # fmt: skip
    return [Sheet("Lịch phát", (heads, *rows)), Sheet("Nhật ký phát", (LOG_HEADS,))]


def paper(pack: HandoverPack) -> bytes:
    """The timetable and the form of handing over and confirming, A4."""
    clusters = cluster_words(pack)
    commune = Commune.objects.filter(pk=1).first()
    days: dict[str, list[dict[str, Any]]] = {}
    for slot in pack.slots:
        begin = moment(slot["at"])
        name = f"{weekday(begin.date())} {date_short(begin.date())}"
        days.setdefault(name, []).append({
            "at": clock_time(begin), "name": slot["name"], "zone": slot["zone"],
            "relay": slot["relay"], "seconds": duration(slot["seconds"]),
            "items": [
                {"title": one["title"], "length": duration(one["seconds"]),
                 "code": one["sha256"][:12], "repeat": one["repeat"]}
                for one in slot["sounds"]
            ],
        })  # fmt: skip
    data = {
        "commune": commune.name if commune else "",
        "partner": pack.partner.name,
        "first": date_short(pack.first),
        "last": date_short(pack.last),
        "clusters": sorted(clusters.values()),
        "days": [{"name": name, "slots": slots} for name, slots in days.items()],
    }
    return pdf(TEMPLATE.read_text("utf-8"), data)


def pack_name(pack: HandoverPack) -> str:
    """«goi-giao-he-thong-tinh-2026-11-23-2026-11-29.zip»"""
    return f"goi-giao-{slug(pack.partner.name)[:40]}-{pack.first}-{pack.last}.zip"


def cluster_words(pack: HandoverPack) -> dict[int, str]:
    wanted = {pk for slot in pack.slots for pk in slot["clusters"]}
    return dict(SpeakerCluster.objects.filter(pk__in=wanted).values_list("pk", "name"))


def moment(text: str) -> datetime:
    """A moment of a pack, in the commune's time."""
    return local(datetime.fromisoformat(text))


def _sound_names(pack: HandoverPack) -> dict[str, tuple[str, Path]]:
    found: dict[str, tuple[str, Path]] = {}
    for one in _sounds(pack.slots):
        if one["sha256"] in found:
            continue
        path = sound_file(one["sha256"])
        if path is None:
            raise Refused(
                f"Âm thanh của «{one['title']}» không còn trên máy chủ nên chưa tạo gói. "
                "Làm lại âm thanh, duyệt lại rồi lập gói khác."
            )
        name = f"{slug(one['title'])[:60] or 'tin'}-{one['sha256'][:8]}.mp3"
        found[one["sha256"]] = (name, path)
    return found


def _sounds(slots: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    return [one for slot in slots for one in slot["sounds"]]


def _slot_name(slot: dict[str, Any]) -> str:
    begin = moment(slot["at"])
    return f"{begin:%Y-%m-%d-%H%M}-{slug(slot['name'])[:40]}-{slot['slot']}"
