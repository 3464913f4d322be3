"""A CAP 1.2 file from above, as values. What is not valid, or of a kind that we do not know what
to do with, is refused and never guessed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from lantoa.cap.check import check
from lantoa.cap.reading import read_node
from lantoa.cap.terms import Node
from lantoa.cap.values import moment
from lantoa.core.errors import Refused

KINDS = ("Alert", "Update", "Cancel")
STATUSES = ("Actual", "Exercise")
NOT_TAKEN = "Chưa nhận gì. Lấy lại tệp từ nơi phát hành, hoặc soạn cảnh báo theo văn bản."


@dataclass(frozen=True, slots=True)
class Incoming:
    """One message. `references`: identifiers of the earlier ones; words are those of the
    Vietnamese part, else of the only part; `polygons` closed, latitude before longitude."""

    identifier: str
    sender: str
    sent: datetime
    kind: str
    is_exercise: bool
    references: tuple[str, ...] = ()
    category: str = ""
    event: str = ""
    urgency: str = ""
    severity: str = ""
    certainty: str = ""
    sender_name: str = ""
    headline: str = ""
    description: str = ""
    instruction: str = ""
    contact: str = ""
    expires: datetime | None = None
    areas: tuple[str, ...] = ()
    polygons: tuple[str, ...] = ()


def read_incoming(content: bytes) -> Incoming:
    """Reads one file. Raises `Unreadable` for what is no XML, `Refused` for what breaks the
    protocol or is no warning to people."""
    findings = check(content)
    if findings:
        raise Refused(f"Tệp không đúng chuẩn CAP 1.2: {findings[0].text} {NOT_TAKEN}")
    alert = read_node(content)
    kind, status = alert.value("msgType"), alert.value("status")
    if kind not in KINDS:
        raise Refused(f"Bản tin loại «{kind}» không phải cảnh báo cho người dân. {NOT_TAKEN}")
    if status not in STATUSES:
        raise Refused(f"Bản tin ghi «{status}», không phải cảnh báo thật hay diễn tập. {NOT_TAKEN}")
    if alert.value("scope") != "Public":
        raise Refused(f"Bản tin không dành cho công chúng. {NOT_TAKEN}")
    sent = moment(alert.value("sent"))
    assert sent is not None  # the check has read it
    return _with_info(
        alert, Incoming(
            identifier=alert.value("identifier"), sender=alert.value("sender"), sent=sent,
            kind=kind, is_exercise=status == "Exercise", references=_references(alert),
        ),
    )  # fmt: skip


def _references(alert: Node) -> tuple[str, ...]:
    return tuple(one.split(",")[1] for one in alert.value("references").split())


def _with_info(alert: Node, head: Incoming) -> Incoming:
    info = _vietnamese(alert)
    if info is None:
        return head
    areas = info.all("area")
    return replace(
        head, category=info.value("category"), event=info.value("event"),
        urgency=info.value("urgency"), severity=info.value("severity"),
        certainty=info.value("certainty"), sender_name=info.value("senderName"),
        headline=info.value("headline"), description=info.value("description"),
        instruction=info.value("instruction"), contact=info.value("contact"),
        expires=moment(info.value("expires")),
        areas=tuple(area.value("areaDesc") for area in areas),
        polygons=tuple(" ".join(one.text.split()) for area in areas for one in area.all("polygon")),
    )  # fmt: skip


def _vietnamese(alert: Node) -> Node | None:
    """The part in Vietnamese; a single part in whatever language is for a person to translate."""
    infos = alert.all("info")
    own = [one for one in infos if one.value("language").lower().startswith("vi")]
    if own:
        return own[0]
    if len(infos) > 1:
        raise Refused(f"Bản tin có nhiều phần mà không phần nào bằng tiếng Việt. {NOT_TAKEN}")
    return infos[0] if infos else None
