"""Sổ minh chứng: the list, one entry, its attachments."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render

from lantoa.desk.guard import DeskRequest, needs
from lantoa.desk.indicators.payload import items_of
from lantoa.desk.indicators.rows import (
    Row,
    article_titles,
    matches,
    moment_words,
    row_of,
    subject_links,
    title_of,
    writer_of,
)
from lantoa.ledger import attachments
from lantoa.ledger.entries import entry_hash
from lantoa.ledger.kinds import KINDS
from lantoa.ledger.models import Evidence
from lantoa.ledger.queries import as_entry, facts, head
from lantoa.ledger.terms import SIGNED_MIME, Proof
from lantoa.vietnamese import byte_size

VIEW = "ledger.view_evidence"
PAGE = 50
SEEN = "ledger_seen"
# Files that a browser may show by itself; everything else is saved.
SHOWN = ("image/png", "image/jpeg", "application/pdf", "audio/mpeg")
ENDINGS = {
    "image/png": "png", "image/jpeg": "jpg", "application/pdf": "pdf", "audio/mpeg": "mp3",
    "application/json": "json", SIGNED_MIME: "json", "text/html": "html", "text/plain": "txt",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
}  # fmt: skip


@needs(VIEW)
def entries(request: DeskRequest) -> HttpResponse:
    """All entries, the newest first, by kind and by words; what is new since the last look."""
    kind, words = request.GET.get("loai", ""), request.GET.get("tim", "").strip()
    seen = int(request.session.get(SEEN, 0))
    found = facts(kinds=[kind] if kind in KINDS else (), subject=request.GET.get("ma", ""))
    chosen = sorted(found, key=lambda f: -f.seq)
    if words:
        every = article_titles(found, request.user)
        chosen = [fact for fact in chosen if matches(fact, words, every)]
    page = Paginator(chosen, PAGE).get_page(request.GET.get("trang"))
    titles = article_titles(page.object_list, request.user)
    rows: list[Row] = [row_of(fact, titles, seen=seen or None) for fact in page.object_list]
    last, last_hash = head()
    request.session[SEEN] = last
    context = {
        "rows": rows, "page": page, "kinds": KINDS.values(), "kind": kind, "words": words,
        "code": request.GET.get("ma", ""), "total": last, "hash": last_hash[:16],
        "new": last - seen if seen else 0,
    }  # fmt: skip
    return render(request, "desk/indicators/ledger.html", context)


@needs(VIEW)
def entry(request: DeskRequest, seq: int) -> HttpResponse:
    """One entry exactly as it was hashed, with what corrected it."""
    evidence = get_object_or_404(Evidence, seq=seq)
    raw = as_entry(evidence)
    now_stands = facts(seqs=[seq])
    context = {
        "evidence": evidence,
        "title": title_of(now_stands[0], article_titles(now_stands, request.user))
        if now_stands
        else KINDS[evidence.kind].name,
        "kind": KINDS[evidence.kind].name,
        "proof": Proof(evidence.proof).label,
        "writer": writer_of(evidence.by),
        "occurred": moment_words(evidence.occurred_at),
        "recorded": moment_words(evidence.recorded_at),
        "subjects": subject_links(evidence.subjects, request.user),
        "items": items_of(evidence.payload),
        "files": [_file(one) for one in evidence.attachments],
        "is_whole": entry_hash(raw) == evidence.hash,
        "is_withdrawn": not now_stands,
        "corrected_by": now_stands[0].corrected_by if now_stands else (),
        "corrections": facts(kinds=["evidence.corrected"], subject=f"evidence:{seq}"),
    }
    return render(request, "desk/indicators/entry.html", context)


@needs(VIEW, audited=True)
def attachment(request: DeskRequest, seq: int, sha256: str) -> HttpResponse:
    """A file of one entry, only through its entry; never run as a page of ours."""
    evidence = get_object_or_404(Evidence, seq=seq)
    item = next((one for one in evidence.attachments if one["sha256"] == sha256), None)
    content = attachments.read(sha256) if item else None
    if item is None or content is None:
        raise Http404
    mime = item["mime"] if item["mime"] in SHOWN else "application/octet-stream"
    response = HttpResponse(content, content_type=mime)
    place = "inline" if item["mime"] in SHOWN else "attachment"
    name = f"minh-chung-{seq}-{sha256[:8]}.{ENDINGS.get(item['mime'], 'bin')}"
    response["Content-Disposition"] = f'{place}; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


def _file(item: dict[str, object]) -> dict[str, object]:
    sha256 = str(item["sha256"])
    return {
        "sha256": sha256,
        "name": f"Tệp {ENDINGS.get(str(item['mime']), str(item['mime']))}",
        "size": byte_size(int(str(item["size"]))),
        "is_there": attachments.path_of(sha256).is_file(),
    }
