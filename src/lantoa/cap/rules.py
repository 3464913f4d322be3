"""What CAP 1.2 demands in words and a schema cannot hold (its data dictionary, part 3.2)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lantoa.cap.shapes import circle_fault, polygon_fault
from lantoa.cap.terms import Finding, Node
from lantoa.cap.values import decimal, moment

_FORBIDDEN = re.compile(r"[\s,<&]")
_ABSOLUTE = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:\S+")
_REFERRING = ("Update", "Cancel", "Ack", "Error")
_INFORMING = ("Alert", "Update")


def rule_findings(alert: Node) -> Iterator[Finding]:
    """Every rule that the alert breaks; elements that are missing are the schema's business."""
    for name in ("identifier", "sender"):
        for node in alert.all(name):
            yield from _name_findings(node)
    yield from _scope_findings(alert)
    yield from _reference_findings(alert)
    infos = alert.all("info")
    if alert.value("msgType") in _INFORMING and not infos:
        yield Finding(alert.line, "alert không có info: cảnh báo không có nội dung.")
    for info in infos:
        yield from _info_findings(info, alert)


def _name_findings(node: Node) -> Iterator[Finding]:
    if not node.text.strip():
        yield Finding(node.line, f"{node.name} để trống.")
    elif _FORBIDDEN.search(node.text):
        yield Finding(
            node.line,
            f"{node.name} ghi «{node.text}», không được có khoảng trắng, dấu phẩy, dấu < hoặc &.",
        )


def _scope_findings(alert: Node) -> Iterator[Finding]:
    scope = alert.value("scope")
    for wanted, name in (("Private", "addresses"), ("Restricted", "restriction")):
        if scope == wanted and not alert.has(name):
            yield Finding(alert.line, f"scope là {wanted} nên phải có {name}.")


def _reference_findings(alert: Node) -> Iterator[Finding]:
    kind = alert.value("msgType")
    if kind in _REFERRING and not alert.has("references"):
        yield Finding(alert.line, f"msgType là {kind} nên phải có references tới cảnh báo trước.")
    for node in alert.all("references"):
        for reference in node.text.split():
            fault = _reference_fault(reference, alert)
            if fault:
                yield Finding(node.line, f"references có «{reference}», {fault}.")


def _reference_fault(reference: str, alert: Node) -> str | None:
    parts = reference.split(",")
    if len(parts) != 3 or not all(parts) or moment(parts[2]) is None:
        return "phải là «sender,identifier,sent» của cảnh báo trước"
    if parts[:2] == [alert.value("sender"), alert.value("identifier")]:
        return "là chính cảnh báo này"
    sent, earlier = moment(alert.value("sent")), moment(parts[2])
    if sent and earlier and earlier > sent:
        return "phát sau cảnh báo này"
    return None


def _info_findings(info: Node, alert: Node) -> Iterator[Finding]:
    for event in info.all("event"):
        if not event.text.strip():
            yield Finding(event.line, "event để trống: phải ghi hiện tượng gì.")
    yield from _time_findings(info, alert)
    for web in info.all("web"):
        if not _ABSOLUTE.fullmatch(web.text.strip()):
            yield Finding(
                web.line, f"web ghi «{web.text.strip()}», phải là địa chỉ đầy đủ (https://…)."
            )
    areas = info.all("area")
    if alert.value("msgType") in _INFORMING and not areas:
        yield Finding(info.line, "info không có area: chưa rõ cảnh báo cho vùng nào.")
    for area in areas:
        yield from _area_findings(area)


def _time_findings(info: Node, alert: Node) -> Iterator[Finding]:
    ends = moment(info.value("expires"))
    if ends is None:
        return
    line = info.all("expires")[0].line
    starts = (("sent", alert), ("effective", info), ("onset", info))
    for name, holder in starts:
        start = moment(holder.value(name))
        if start and ends <= start:
            yield Finding(line, f"expires ({info.value('expires')}) phải sau {name}.")


def _area_findings(area: Node) -> Iterator[Finding]:
    for name in area.all("areaDesc"):
        if not name.text.strip():
            yield Finding(name.line, "areaDesc để trống: phải ghi tên vùng.")
    for shape, fault_of in (("polygon", polygon_fault), ("circle", circle_fault)):
        for node in area.all(shape):
            fault = fault_of(node.text)
            if fault:
                yield Finding(node.line, f"{shape} {fault}.")
    for ceiling in area.all("ceiling"):
        low, high = decimal(area.value("altitude")), decimal(ceiling.text)
        if not area.has("altitude"):
            yield Finding(ceiling.line, "ceiling chỉ được dùng cùng altitude.")
        elif low is not None and high is not None and high < low:
            yield Finding(ceiling.line, "ceiling thấp hơn altitude.")
