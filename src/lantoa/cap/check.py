"""The whole check of one file: schema first, then the rules."""

from __future__ import annotations

from lantoa.cap.reading import read_node
from lantoa.cap.rules import rule_findings
from lantoa.cap.structure import structure_findings
from lantoa.cap.terms import NAMESPACE, Finding

__all__ = ["Finding", "check"]


def check(content: bytes) -> list[Finding]:
    """What is wrong with a CAP 1.2 alert, by line of the file; empty when it is valid.

    Raises `Unreadable` for what is not XML, has a document type or is larger than 1 MB.
    """
    root = read_node(content)
    if root.name != "alert" or root.namespace != NAMESPACE:
        known = root.namespace or "không có"
        text = (
            f"phần tử gốc là {root.name} (không gian tên: {known}), không phải alert của CAP 1.2."
        )
        return [Finding(root.line, text)]
    return sorted({*structure_findings(root), *rule_findings(root)})
