"""Screens of a contract; the list stands with the lists of Danh mục."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from lantoa.core import clock
from lantoa.core.errors import Refused
from lantoa.desk.audit.noting import note_audit
from lantoa.desk.guard import DeskRequest, needs
from lantoa.desk.paperfile import PaperField, paper_response, paper_words
from lantoa.desk.registry.forms import DayInput, RowForm
from lantoa.plan.models import Contract, CostLine
from lantoa.plan.services import close_contract, keep_contract, reopen_contract, settle_papers
from lantoa.plan.terms import SettlementPaper
from lantoa.registry.models import Account
from lantoa.vietnamese import money

SLUG = "hop-dong"
VIEW, CHANGE = "plan.view_contract", "plan.change_contract"
COSTS = 200


class CostChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A cost line by what it was for, how much and when."""

    def label_from_instance(self, obj: CostLine) -> str:
        return f"{obj.text}, {money(obj.spent or obj.planned)}, {obj.spent_on:%d/%m/%Y}"


class ContractForm(RowForm):
    """Hợp đồng."""

    file = PaperField(label="Tệp hợp đồng")
    cost_line = CostChoice(
        CostLine.objects.none(), label="khoản chi", required=False,
        help_text="khoản chi đã ghi ở Kinh phí cho hợp đồng này, nếu có",
    )  # fmt: skip

    class Meta:
        model = Contract
        fields = ("kind", "name", "party", "number", "starts_on", "ends_on", "amount", "cost_line",
                  "note")  # fmt: skip
        widgets = {"note": forms.Textarea(attrs={"rows": 2})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        newest = CostLine.objects.order_by("-spent_on", "-pk").values("pk")[:COSTS]
        kept = CostLine.objects.filter(pk=self.instance.cost_line_id)
        self.fields["cost_line"].queryset = (  # type: ignore[attr-defined]
            CostLine.objects.filter(pk__in=list(newest.values_list("pk", flat=True))) | kept
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        first, last = cleaned.get("starts_on"), cleaned.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", "Ngày hết hạn trước ngày bắt đầu.")
        return cleaned

    def keep(self, *, by: Account, now: datetime) -> None:
        contract = self.save(commit=False)
        keep_contract(contract=contract, by=by, now=now, paper=self.cleaned_data["file"])


class CloseForm(forms.Form):
    """Thanh lý, thôi dùng from a day on."""

    closed_on = forms.DateField(
        label="Ngày thanh lý, thôi dùng", widget=DayInput(), input_formats=["%Y-%m-%d"]
    )


@needs(VIEW)
def one(request: DeskRequest, pk: int) -> HttpResponse:
    """A contract: when it ends, its papers, its money."""
    return _page(request, _found(pk), CloseForm(initial={"closed_on": clock.today()}))


@needs(VIEW)
def paper(request: DeskRequest, pk: int) -> HttpResponse:
    """The file of the contract."""
    row = _found(pk)
    return paper_response(row.paper, f"hop dong {row.number or row.name}")


@needs(CHANGE)
@require_POST
def settle(request: DeskRequest, pk: int) -> HttpResponse:
    """Ticks the settlement papers that are there."""
    row = settle_papers(contract=_found(pk), papers=request.POST.getlist("giay-to"),
                        by=request.user, today=clock.today())  # fmt: skip
    count = len(SettlementPaper) - len(row.missing)
    messages.success(request, f"Đã ghi: có {count} trên {len(SettlementPaper)} giấy tờ.")
    return redirect("contract", pk)


@needs(CHANGE)
@require_POST
def close(request: DeskRequest, pk: int) -> HttpResponse:
    """Thanh lý, thôi dùng; or taking that back."""
    row, form = _found(pk), CloseForm(request.POST)
    if request.POST.get("mo-lai"):
        reopen_contract(contract=row, by=request.user)
        note_audit(request, subject=f"{SLUG}:{pk}", words=f"{row}: mở lại"[:300])
        messages.success(request, f"Hợp đồng «{row}» lại được theo dõi hạn.")
        return redirect("contract", pk)
    if not form.is_valid():
        return _page(request, row, form)
    try:
        close_contract(contract=row, closed_on=form.cleaned_data["closed_on"], by=request.user,
                       today=clock.today())  # fmt: skip
    except Refused as refused:
        return _page(request, row, form, str(refused))
    note_audit(request, subject=f"{SLUG}:{pk}", words=f"{row}: thanh lý, thôi dùng"[:300])
    messages.success(request, f"Đã ghi thanh lý, thôi dùng hợp đồng «{row}».")
    return redirect("contract", pk)


def _found(pk: int) -> Contract:
    return get_object_or_404(Contract.objects.select_related("cost_line"), pk=pk)


def _page(request: DeskRequest, row: Contract, form: CloseForm, refusal: str = "") -> HttpResponse:
    today = clock.today()
    context = {
        "row": row, "form": form, "refusal": refusal, "slug": SLUG, "paper": paper_words(row.paper),
        "standing": row.standing(today), "is_late": not row.closed_on and row.ends_on <= today,
        "amount": money(row.amount) if row.amount is not None else "",
        "papers": [(one.value, one.label, row.settled.get(one.value, ""))
                   for one in SettlementPaper],
    }  # fmt: skip
    status = 422 if refusal or form.errors else 200
    return render(request, "desk/money/contract.html", context, status=status)
