"""What figures are counted from, beside what was hashed: the columns for queries, the index of
subjects and the personal annexes must say the same as the entries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from lantoa.core.clock import iso
from lantoa.ledger.entries import Finding, annex_hash
from lantoa.ledger.models import Annex, Evidence, Subject


def check_mirror(entries: Iterable[Mapping[str, Any]]) -> Iterator[Finding]:
    """Compares the live tables with the entries that were hashed."""
    subjects: dict[int, set[str]] = {}
    for seq, code in Subject.objects.values_list("evidence_id", "code").iterator():
        subjects.setdefault(seq, set()).add(code)
    moments = {
        row[0]: row[1:]
        for row in Evidence.objects.values_list("seq", "occurred_at", "recorded_at").iterator()
    }
    for entry in entries:
        seq = int(entry["seq"])
        occurred, recorded = moments[seq]
        if (iso(occurred), iso(recorded)) != (entry["occurred_at"], entry["recorded_at"]):
            yield Finding(seq, "thời điểm dùng để đếm khác thời điểm đã băm")
        if subjects.get(seq, set()) != set(entry["subjects"]):
            yield Finding(seq, "danh sách đối tượng dùng để đếm khác danh sách đã băm")
    yield from _check_annexes()


def _check_annexes() -> Iterator[Finding]:
    for annex in Annex.objects.select_related("evidence").iterator():
        if annex_hash(annex.salt, annex.data) != annex.evidence.payload.get("annex"):
            yield Finding(annex.evidence.seq, "phần riêng đã bị sửa")
