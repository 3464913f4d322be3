"""What the schema of CAP 1.2 demands: which elements, in which order, with which values."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lantoa.cap import values
from lantoa.cap.terms import NAMESPACE, SIGNATURE_NAMESPACE, Finding, Node

_SCHEMA_INSTANCE = "{http://www.w3.org/2001/XMLSchema-instance}"


@dataclass(frozen=True, slots=True)
class Element:
    """A place in a sequence. With `parts` it holds elements, otherwise text."""

    name: str
    check: values.Check = values.any_text
    required: bool = False
    many: bool = False
    parts: tuple[Element, ...] = ()


def _must(name: str, check: values.Check = values.any_text, *, many: bool = False) -> Element:
    return Element(name, check, required=True, many=many)


_PAIR = (_must("valueName"), _must("value"))
_RESOURCE = (
    _must("resourceDesc"),
    _must("mimeType"),
    Element("size", values.is_integer),
    Element("uri", values.is_address),
    Element("derefUri"),
    Element("digest"),
)
_AREA = (
    _must("areaDesc"),
    Element("polygon", many=True),
    Element("circle", many=True),
    Element("geocode", many=True, parts=_PAIR),
    Element("altitude", values.is_decimal),
    Element("ceiling", values.is_decimal),
)
_CATEGORIES = values.one_of(
    *("Geo", "Met", "Safety", "Security", "Rescue", "Fire", "Health", "Env", "Transport"),
    *("Infra", "CBRNE", "Other"),
)
_RESPONSES = values.one_of(
    *("Shelter", "Evacuate", "Prepare", "Execute", "Avoid", "Monitor", "Assess", "AllClear"),
    "None",
)
_INFO = (
    Element("language", values.is_language),
    _must("category", _CATEGORIES, many=True),
    _must("event"),
    Element("responseType", _RESPONSES, many=True),
    _must("urgency", values.one_of("Immediate", "Expected", "Future", "Past", "Unknown")),
    _must("severity", values.one_of("Extreme", "Severe", "Moderate", "Minor", "Unknown")),
    _must("certainty", values.one_of("Observed", "Likely", "Possible", "Unlikely", "Unknown")),
    Element("audience"),
    Element("eventCode", many=True, parts=_PAIR),
    Element("effective", values.is_moment),
    Element("onset", values.is_moment),
    Element("expires", values.is_moment),
    Element("senderName"),
    Element("headline"),
    Element("description"),
    Element("instruction"),
    Element("web", values.is_address),
    Element("contact"),
    Element("parameter", many=True, parts=_PAIR),
    Element("resource", many=True, parts=_RESOURCE),
    Element("area", many=True, parts=_AREA),
)
ALERT = Element(
    "alert",
    parts=(
        _must("identifier"),
        _must("sender"),
        _must("sent", values.is_moment),
        _must("status", values.one_of("Actual", "Exercise", "System", "Test", "Draft")),
        _must("msgType", values.one_of("Alert", "Update", "Cancel", "Ack", "Error")),
        Element("source"),
        _must("scope", values.one_of("Public", "Restricted", "Private")),
        Element("restriction"),
        Element("addresses"),
        Element("code", many=True),
        Element("note"),
        Element("references"),
        Element("incidents"),
        Element("info", many=True, parts=_INFO),
    ),
)


def structure_findings(node: Node, element: Element = ALERT) -> Iterator[Finding]:
    """Everything in which the element and what it holds differ from the schema."""
    for name in node.attributes:
        if not name.startswith(_SCHEMA_INSTANCE):
            yield Finding(node.line, f"{node.name} có thuộc tính «{name}» không thuộc CAP 1.2.")
    if element.parts:
        yield from _sequence(node, element)
        return
    for child in node.children:
        yield Finding(child.line, f"{node.name} chỉ chứa chữ, không chứa phần tử {child.name}.")
    wrong = element.check(node.text)
    if wrong:
        yield Finding(node.line, f"{node.name} {wrong}.")


def _sequence(node: Node, element: Element) -> Iterator[Finding]:
    if node.text.strip():
        yield Finding(
            node.line, f"{node.name} có chữ «{node.text.strip()[:40]}» nằm ngoài phần tử con."
        )
    places = {part.name: place for place, part in enumerate(element.parts)}
    reached, signed = -1, False
    for child in node.children:
        if element is ALERT and child.namespace == SIGNATURE_NAMESPACE:
            signed = True
            continue
        place = places.get(child.name) if child.namespace == NAMESPACE else None
        if place is None:
            yield Finding(child.line, f"{node.name} có phần tử «{child.name}» không thuộc CAP 1.2.")
            continue
        part = element.parts[place]
        if place < reached or signed:
            after = "chữ ký" if signed else element.parts[reached].name
            yield Finding(child.line, f"{child.name} phải đứng trước {after} trong {node.name}.")
        elif place == reached and not part.many:
            yield Finding(child.line, f"{child.name} chỉ được xuất hiện một lần trong {node.name}.")
        reached = max(reached, place)
        yield from structure_findings(child, part)
    given = {child.name for child in node.children if child.namespace == NAMESPACE}
    for part in element.parts:
        if part.required and part.name not in given:
            yield Finding(node.line, f"{node.name} thiếu phần tử bắt buộc {part.name}.")
