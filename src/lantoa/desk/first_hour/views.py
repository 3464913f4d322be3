"""The screens of the first hour."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_POST

from lantoa.core import clock
from lantoa.core.errors import Refused
from lantoa.desk.accounts.consent import who_answer
from lantoa.desk.accounts.signing import ask_confirmation
from lantoa.desk.accounts.telling import tell_of_account
from lantoa.desk.first_hour.forms import (
    CommuneForm,
    FirstAccountForm,
    proposed_accounts,
    read_accounts,
    read_units,
)
from lantoa.desk.first_hour.steps import steps_for
from lantoa.desk.guard import DeskRequest, needs
from lantoa.desk.signin.views.entering import enter
from lantoa.ledger.models import Evidence
from lantoa.registry.beginning import (
    NewAccount,
    choose_commune,
    close_first_hour,
    has_accounts,
    make_units,
    open_accounts,
    open_first_account,
    usual_units,
)
from lantoa.registry.guarding import decisive_codes
from lantoa.registry.models import Account, Commune, Unit
from lantoa.registry.official import official_commune, search_communes
from lantoa.registry.services import save_row

ANY = ("registry.change_commune", "plan.add_plan")
BLANKS = 4


@method_decorator([never_cache, sensitive_post_parameters()], name="dispatch")
class FirstVisit(View):
    """Asks for the code of the terminal and opens the first account; closed ever after."""

    def get(self, request: HttpRequest) -> HttpResponse:
        if has_accounts():
            return self.closed(request)
        return self.show(request, FirstAccountForm())

    @method_decorator(sensitive_variables())
    def post(self, request: HttpRequest) -> HttpResponse:
        if has_accounts():
            return self.closed(request)
        form, now = FirstAccountForm(request.POST), clock.now()
        if not form.is_valid():
            return self.show(request, form, status=422)
        given = {name: form.cleaned_data[name] for name in
                 ("code", "username", "name", "email", "password")}  # fmt: skip
        try:
            account = open_first_account(**given, now=now)
        except Refused as refused:
            return self.show(request, form, sentence=str(refused), status=422)
        return enter(request, account, now=now)

    def closed(self, request: HttpRequest) -> HttpResponse:
        """There is an administrator: nothing is asked here any more."""
        return render(request, "desk/first_hour/closed.html", status=410)

    def show(
        self, request: HttpRequest, form: FirstAccountForm, *, sentence: str = "", status: int = 200
    ) -> HttpResponse:
        """The page; passwords are typed again."""
        context = {"form": form, "sentence": sentence, "next": reverse("first-hour")}
        return render(request, "desk/first_hour/first_visit.html", context, status=status)


first_visit = FirstVisit.as_view()


@needs(*ANY)
def steps(request: DeskRequest) -> HttpResponse:
    """Every step: what, why, state, one button."""
    found = steps_for(request.user)
    first = next((s for s in found if not s.is_done and s.may_press and not s.may_wait), None)
    context = {
        "steps": found, "first": first, "done": sum(step.is_done for step in found),
        "closed": Commune.objects.filter(pk=1).exclude(first_hour_closed_at=None).exists(),
    }  # fmt: skip
    return render(request, "desk/first_hour/steps.html", context)


@needs("registry.change_commune")
def commune(request: DeskRequest) -> HttpResponse:
    """The commune from the official list, then what its public pages say."""
    known = Commune.objects.filter(pk=1).first()
    form = (
        CommuneForm(request.POST or None, request.FILES or None, instance=known) if known else None
    )
    if request.method == "POST" and request.POST.get("ma"):
        chosen = official_commune(request.POST["ma"])
        if chosen is None:
            raise Refused("Không có mã xã này trong danh mục. Chưa đổi gì. Chọn trong danh sách.")
        made = choose_commune(chosen=chosen, by=request.user)
        messages.success(request, f"Đã chọn {made.name}, {made.province}.")
        return redirect("first-hour-commune")
    if request.method == "POST" and form is not None and form.is_valid():
        save_row(row=form.with_emblem(), by=request.user)
        messages.success(request, "Đã lưu thông tin của xã.")
        return redirect("first-hour")
    asked = request.GET.get("q", "")[:100]
    context = {
        "known": known, "form": form, "asked": asked, "found": search_communes(asked),
        "is_bound": known is not None and Evidence.objects.exists(),
    }  # fmt: skip
    status = 422 if form is not None and form.errors else 200
    return render(request, "desk/first_hour/commune.html", context, status=status)


@needs("registry.add_unit")
def units(request: DeskRequest) -> HttpResponse:
    """The usual units, ticked, each name open to change; and blank rows."""
    known = Commune.objects.filter(pk=1).first()
    if known is None:
        raise Refused("Chọn xã trước: tên đơn vị theo xã, phường hay đặc khu. Chưa ghi gì.")
    there = {name.lower() for name in Unit.objects.values_list("name", flat=True)}
    usual = usual_units(known)
    refusal = ""
    if request.method == "POST":
        try:
            wanted = read_units(request.POST.dict(), {one.name: one.kind for one, _ in usual})
            made = make_units(units=wanted, by=request.user)
        except (Refused, ValidationError) as error:
            refusal = error.messages[0] if isinstance(error, ValidationError) else str(error)
        else:
            messages.success(request, f"Đã ghi {len(made)} đơn vị.")
            return redirect("first-hour")
    rows = [(one.name, tick) for one, tick in usual if one.name.lower() not in there]
    context = {"rows": rows + [("", True)] * BLANKS, "there": len(there), "refusal": refusal}
    status = 422 if refusal else 200
    return render(request, "desk/first_hour/units.html", context, status=status)


@never_cache
@needs("registry.add_account")
def accounts(request: DeskRequest) -> HttpResponse:
    """One row a role; one-time passwords are shown once, to print or copy."""
    have = set(Account.objects.filter(is_active=True).values_list("role", flat=True))
    lines, refusal = proposed_accounts(have), ""
    if request.method == "POST":
        lines, wanted = read_accounts(request.POST.dict())
        if wanted:
            try:
                made = _open(wanted, request.user)
                return render(request, "desk/first_hour/opened.html", {"made": made})
            except Refused as refused:
                refusal = str(refused)
        else:
            wrong = any(line.wrong for line in lines)
            refusal = (
                "Chưa mở tài khoản nào: có dòng cần sửa." if wrong
                else "Chưa chọn tài khoản nào. Chưa mở gì."
            )  # fmt: skip
    context = {"lines": lines, "refusal": refusal, "have": have}
    status = 422 if refusal else 200
    return render(request, "desk/first_hour/accounts.html", context, status=status)


def _open(wanted: list[NewAccount], by: Account) -> list[tuple[Account, str]]:
    """Opens them; whoever answered for the accounts before hears of those that decide."""
    before, now = who_answer(), clock.now()
    with transaction.atomic():
        made = open_accounts(accounts=wanted, by=by, now=now)
        for account, _ in made:
            if decisive_codes(account):
                tell_of_account(account, was="", before=before, by=by, now=now)
        ask_confirmation([account for account, _ in made], by=by, now=now)
    return made


@require_POST
@needs("registry.add_unit")
def close(request: DeskRequest) -> HttpResponse:
    """The list leaves Hôm nay; it stays at its address."""
    close_first_hour(by=request.user, now=clock.now())
    messages.success(request, "Đã ẩn danh sách. Mở lại ở Danh mục, mục «Giờ đầu tiên».")
    return redirect("today")
