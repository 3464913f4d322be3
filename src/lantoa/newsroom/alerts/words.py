"""An alert as it is said, read and sent. Pure but for the names that stand in it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from lantoa.newsroom.alerts.terms import Part
from lantoa.newsroom.models import Alert
from lantoa.newsroom.printed.boards import Screen, on_board
from lantoa.registry.models import Commune, Hamlet
from lantoa.vietnamese.text import nfc

SYNTHETIC = "Cảnh báo này đọc bằng giọng máy."
OWN_GUIDANCE = "hướng dẫn của Ủy ban nhân dân {commune}"
EXERCISE = "Đây là diễn tập. Đây là diễn tập."
EXERCISE_MARK = "DIỄN TẬP"
# One text message of plain letters.
SMS_LETTERS = 160
SMS = Screen(SMS_LETTERS, 1, has_accents=False)
BLANK = re.compile(r"\[[^\]\n]*\]?")


def commune_name() -> str:
    """«xã Sông Lam»; «xã» before the commune was named."""
    found = Commune.objects.filter(pk=1).first()
    return found.name if found else "xã"


def source_words(alert: Alert, commune: str) -> str:
    """«Công an xã, công điện số 12 ngày 3/9»; without a body it is guidance of the commune."""
    parts = [alert.source_body.strip(), alert.source_document.strip()]
    named = ", ".join(part for part in parts if part)
    return named if parts[0] else OWN_GUIDANCE.format(commune=commune)


def area_words(hamlets: list[Hamlet], *, everywhere: set[Hamlet]) -> str:
    """«toàn xã», or the names of the hamlets. `everywhere`: those that are there today; one that
    was merged since stands for none of them."""
    if is_everywhere(hamlets, everywhere):
        return "toàn xã"
    return ", ".join(f"{one.name}" for one in hamlets)


def is_everywhere(hamlets: Iterable[Hamlet], everywhere: set[Hamlet]) -> bool:
    """Does this area hold every hamlet of the commune?"""
    return bool(everywhere) and everywhere <= set(hamlets)


def area_of(alert: Alert) -> str:
    """The area of an alert in words."""
    everywhere = set(Hamlet.objects.filter(is_active=True))
    return area_words(list(alert.hamlets.all()), everywhere=everywhere)


def script(alert: Alert, part: str) -> str:
    """What the loudspeakers say, as it is written; a line a paragraph."""
    commune = commune_name()
    head = f"Ủy ban nhân dân {commune} thông báo"
    lines = [EXERCISE] if alert.is_exercise else []
    if part == Part.END:
        lines += [f"{head}.", f"Kết thúc cảnh báo: {_stop(alert.headline)}"]
    else:
        lines += [
            f"{head} khẩn cấp, vùng {area_of(alert)}.", _stop(alert.headline),
            _stop(alert.description), _stop(alert.instruction),
        ]  # fmt: skip
        if alert.contact.strip():
            lines.append(f"Số điện thoại cần gọi: {_stop(alert.contact)}")
        lines.append(_source_line(alert, commune))
    if alert.recording_id is None or part == Part.END:
        lines.append(SYNTHETIC)
    return nfc("\n".join(line for line in lines if line))


def full_text(alert: Alert) -> str:
    """For a network or a chat: everything, to be copied."""
    commune = commune_name()
    mark = f"[{EXERCISE_MARK}] " if alert.is_exercise else ""
    lines = [
        f"{mark}CẢNH BÁO: {alert.headline}", f"Vùng: {area_of(alert)}.", alert.description.strip(),
        alert.instruction.strip(),
    ]  # fmt: skip
    if alert.contact.strip():
        lines.append(f"Gọi: {alert.contact.strip()}.")
    lines.append(_source_line(alert, commune))
    return nfc("\n".join(line for line in lines if line))


def short_text(alert: Alert) -> str:
    """For a text message: plain letters, one message long, cut at a word."""
    mark = f"{EXERCISE_MARK}. " if alert.is_exercise else ""
    whole = f"{mark}CANH BAO: {_stop(alert.headline)} {' '.join(alert.instruction.split())}"
    plain = on_board(whole, SMS)
    if len(plain) <= SMS_LETTERS:
        return plain
    return plain[: SMS_LETTERS - 3].rsplit(" ", 1)[0] + "..."


def board_text(alert: Alert) -> str:
    """For a board: the head and what to do, each a paragraph."""
    lines = [f"CẢNH BÁO: {_stop(alert.headline)}", " ".join(alert.instruction.split())]
    if alert.contact.strip():
        lines.append(f"Gọi {alert.contact.strip()}")
    return nfc("\n".join(lines))


def blanks_left(alert: Alert) -> list[str]:
    """What of the template nobody filled in."""
    text = "\n".join((alert.headline, alert.description, alert.instruction, alert.source_body))
    return BLANK.findall(text)


def _source_line(alert: Alert, commune: str) -> str:
    words = source_words(alert, commune)
    return f"Theo {_stop(words)}" if alert.source_body.strip() else f"Đây là {_stop(words)}"


def _stop(text: str) -> str:
    """The text with a stop at its end."""
    line = " ".join(text.split())
    return line if not line or line[-1] in ".!?…:" else f"{line}."
