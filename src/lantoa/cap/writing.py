"""An alert as CAP 1.2: values in, XML out. What our own check finds fault with is not written.

The order of the elements is that of the schema. Times carry their zone; a polygon is closed, its
latitude before its longitude.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from lxml import etree

from lantoa.cap.check import check
from lantoa.cap.terms import NAMESPACE

LANGUAGE = "vi-VN"


class NotValid(ValueError):
    """What was to be written breaks the protocol; the findings as text."""


@dataclass(frozen=True, slots=True)
class Area:
    """Where. `polygons`: points of «lat,lon» divided by blanks, first and last the same.
    `geocodes`: pairs of the name of a list and a code in it."""

    name: str
    polygons: tuple[str, ...] = ()
    geocodes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Info:
    """What happens, how bad, until when, what to do. `web`: the page; `sound`: address, size in
    bytes and SHA-1 of what is heard, mime."""

    event: str
    category: str
    response: str
    urgency: str
    severity: str
    certainty: str
    effective: datetime
    expires: datetime
    sender_name: str
    headline: str
    description: str
    instruction: str
    area: Area
    contact: str = ""
    web: str = ""
    language: str = LANGUAGE
    parameters: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Message:
    """One message. `references`: sender, identifier and moment of each earlier one."""

    identifier: str
    sender: str
    sent: datetime
    kind: str
    status: str
    source: str = ""
    note: str = ""
    references: tuple[tuple[str, str, datetime], ...] = ()
    incidents: str = ""
    infos: Sequence[Info] = field(default_factory=tuple)


def stamp(moment: datetime) -> str:
    """«2026-09-12T16:30:00+07:00»: whole seconds, with the zone, never Z."""
    return moment.replace(microsecond=0).isoformat()


def write_message(message: Message) -> bytes:
    """The file. Raises `NotValid` where our own check finds anything."""
    root = etree.Element(f"{{{NAMESPACE}}}alert", nsmap={None: NAMESPACE})
    _texts(
        root, ("identifier", message.identifier), ("sender", message.sender),
        ("sent", stamp(message.sent)), ("status", message.status), ("msgType", message.kind),
        ("source", message.source), ("scope", "Public"), ("note", message.note),
        ("references", _references(message)), ("incidents", message.incidents),
    )  # fmt: skip
    for info in message.infos:
        _info(root, info)
    content: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True)
    findings = check(content)
    if findings:
        raise NotValid("; ".join(map(str, findings)))
    return content


def _references(message: Message) -> str:
    return " ".join(
        f"{sender},{identifier},{stamp(sent)}" for sender, identifier, sent in message.references
    )


def _info(root: etree._Element, info: Info) -> None:
    element = _element(root, "info")
    _texts(
        element, ("language", info.language), ("category", info.category), ("event", info.event),
        ("responseType", info.response), ("urgency", info.urgency), ("severity", info.severity),
        ("certainty", info.certainty), ("effective", stamp(info.effective)),
        ("expires", stamp(info.expires)), ("senderName", info.sender_name),
        ("headline", info.headline), ("description", info.description),
        ("instruction", info.instruction), ("web", info.web), ("contact", info.contact),
    )  # fmt: skip
    for name, value in info.parameters:
        _pair(element, "parameter", name, value)
    area = _element(element, "area")
    _texts(area, ("areaDesc", info.area.name))
    for polygon in info.area.polygons:
        _texts(area, ("polygon", " ".join(polygon.split())))
    for name, value in info.area.geocodes:
        _pair(area, "geocode", name, value)


def _pair(parent: etree._Element, element: str, name: str, value: str) -> None:
    holder = _element(parent, element)
    _texts(holder, ("valueName", name), ("value", value))


def _texts(parent: etree._Element, *pairs: tuple[str, str]) -> None:
    """One element each; an empty text has none."""
    for name, value in pairs:
        if value:
            _element(parent, name).text = value


def _element(parent: etree._Element, name: str) -> etree._Element:
    return etree.SubElement(parent, f"{{{NAMESPACE}}}{name}")
