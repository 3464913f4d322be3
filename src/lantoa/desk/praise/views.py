"""Screens of praise. Names of persons: reading is audited, no address holds one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from lantoa.core import clock
from lantoa.core.clock import local
from lantoa.core.errors import Refused
from lantoa.desk.guard import DeskRequest, needs
from lantoa.desk.paperfile import paper_response, paper_words
from lantoa.desk.praise.forms import FILE, DecisionForm, NominationForm, PapersForm
from lantoa.documents.writers import write_docx
from lantoa.ledger.kinds import KINDS
from lantoa.ledger.origin import is_demo
from lantoa.ledger.queries import facts
from lantoa.plan.candidates import Candidate, candidates
from lantoa.plan.giving.praise import PraiseCase, praise_document
from lantoa.plan.models import Commendation
from lantoa.plan.queries import live_plans
from lantoa.plan.services import decide_commendation, nominate, note_papers
from lantoa.plan.terms import Paper
from lantoa.registry.models import Commune
from lantoa.vietnamese import date_short

VIEW, WRITE = "plan.view_commendation", "plan.add_commendation"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SHOWN_ENTRIES = 3


@needs(VIEW, audited=True)
def board(request: DeskRequest) -> HttpResponse:
    """What was proposed and given, and whom the ledger speaks for."""
    rows = Commendation.objects.order_by("is_given", "-decided_on", "-pk")[:200]
    found = [(each, each.seqs[-SHOWN_ENTRIES:]) for each in _candidates()]
    return render(request, "desk/praise/board.html", {"rows": rows, "candidates": found})


@needs(WRITE)
def propose(request: DeskRequest) -> HttpResponse:
    """A proposal, begun empty or from a candidate."""
    key = request.GET.get("ung-vien", "")
    chosen = next((each for each in _candidates() if each.key == key), None) if key else None
    form, refusal = NominationForm(request.POST or None, initial=_initial(chosen)), ""
    if request.method == "POST" and form.is_valid():
        try:
            row = nominate(
                **form.cleaned_data, by=request.user, now=clock.now(), today=clock.today()
            )
        except Refused as refused:
            refusal = str(refused)
        else:
            messages.success(request, "Đã ghi đề nghị khen thưởng vào sổ minh chứng.")
            return redirect("commendation", row.pk)
    status = 422 if refusal or form.errors else 200
    context = {"form": form, "refusal": refusal}
    return render(request, "desk/praise/propose.html", context, status=status)


@needs(VIEW, audited=True)
def one(request: DeskRequest, pk: int) -> HttpResponse:
    """The file: papers, evidence, decision."""
    row = get_object_or_404(Commendation, pk=pk)
    return render(request, "desk/praise/one.html", _context(row))


@needs(WRITE)
@require_POST
def papers(request: DeskRequest, pk: int) -> HttpResponse:
    """Writes which papers are there."""
    row, form = get_object_or_404(Commendation, pk=pk), PapersForm(request.POST, request.FILES)
    if not form.is_valid():
        return _again(request, row, papers_form=form)
    note_papers(row=row, papers=form.words(), files=form.chosen(),
                dropped=request.POST.getlist("bo-tep"), by=request.user)  # fmt: skip
    messages.success(request, f"Đã ghi hồ sơ: có {len(row.papers)} trên {len(Paper)} giấy tờ.")
    return redirect("commendation", pk)


@needs(VIEW, audited=True)
def paper(request: DeskRequest, pk: int, paper: str) -> HttpResponse:
    """The file of one paper."""
    row = get_object_or_404(Commendation, pk=pk)
    return paper_response(row.files.get(paper, {}), f"khen thuong {pk} {paper}")


@needs(WRITE)
@require_POST
def decide(request: DeskRequest, pk: int) -> HttpResponse:
    """Writes number and day of the decision."""
    row, form = get_object_or_404(Commendation, pk=pk), DecisionForm(request.POST)
    if not form.is_valid():
        return _again(request, row, decision_form=form)
    decide_commendation(
        row=row, **form.cleaned_data, by=request.user, now=clock.now(), today=clock.today()
    )
    messages.success(request, "Đã ghi quyết định khen thưởng vào sổ minh chứng.")
    return redirect("commendation", pk)


@needs(WRITE, audited=True)
def draft(request: DeskRequest, pk: int) -> HttpResponse:
    """The submission as a draft .docx."""
    row = get_object_or_404(Commendation, pk=pk)
    answer = HttpResponse(write_docx(praise_document(_case(row))), content_type=DOCX)
    answer["Content-Disposition"] = f'attachment; filename="to-trinh-khen-thuong-{pk}.docx"'
    return answer


def _candidates() -> list[Candidate]:
    plan = live_plans().first()
    return candidates(plan, today=clock.today()) if plan else []


def _initial(chosen: Candidate | None) -> dict[str, Any]:
    if chosen is None:
        return {}
    return {"whom": chosen.name, "kind": chosen.kind, "for_what": chosen.why,
            "evidence": ", ".join(str(seq) for seq in chosen.seqs[-50:])}  # fmt: skip


def _context(row: Commendation) -> dict[str, Any]:
    form = PapersForm(initial=row.papers)
    return {
        "row": row, "entries": _entries(row), "tasks": row.tasks.select_related("plan"),
        "papers_form": form, "papers": _papers(row, form), "decision_form": DecisionForm(),
        "day": date_short(row.decided_on),
    }  # fmt: skip


def _papers(row: Commendation, form: PapersForm) -> list[dict[str, Any]]:
    """Each paper: its words, its file, and the two fields that change them."""
    return [
        {
            "key": paper.value, "label": paper.label, "words": row.papers.get(paper.value, ""),
            "file": paper_words(row.files.get(paper.value, {})),
            "field": form[paper.value], "file_field": form[f"{paper.value}{FILE}"],
        }
        for paper in Paper
    ]  # fmt: skip


def _again(request: DeskRequest, row: Commendation, **forms: Any) -> HttpResponse:
    context = _context(row) | forms
    context["papers"] = _papers(row, context["papers_form"])
    return render(request, "desk/praise/one.html", context, status=422)


def _entries(row: Commendation) -> list[tuple[int, str]]:
    found = facts(seqs=row.evidence) if row.evidence else []
    return [
        (fact.seq, " ".join(filter(None, (
            KINDS[fact.kind].name, date_short(local(fact.occurred_at).date()),
            str(fact.payload.get("title", "")),
        ))))
        for fact in found
    ]  # fmt: skip


def _case(row: Commendation) -> PraiseCase:
    task = row.tasks.select_related("plan").first()
    unit = task.lead_units.first() if task else None
    commune = Commune.objects.filter(pk=1).first()
    plan = task.plan if task else None
    return PraiseCase(
        commune=commune.name if commune else "", place=commune.short_name if commune else "",
        unit=unit.name if unit else "Đơn vị đề nghị",
        plan=f"Kế hoạch số {plan.number}" if plan and plan.number else "kế hoạch",
        whom=row.whom, whom_kind=row.get_whom_kind_display(), for_what=row.for_what,
        entries=tuple(f"mục {seq}: {words}" for seq, words in _entries(row)),
        papers=tuple(f"{Paper(key).label}: {words}" for key, words in row.papers.items()),
        year=clock.today().year, is_demo=is_demo(),
    )  # fmt: skip
