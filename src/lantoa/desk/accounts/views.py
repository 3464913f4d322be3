"""Tài khoản: the list, adding, changing, and the acts that help somebody back in."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_POST

from lantoa.approval.authority import waiting_words
from lantoa.core import clock
from lantoa.core.errors import Refused
from lantoa.desk.accounts.acts import ACTS, act_of
from lantoa.desk.accounts.consent import is_guarded, who_may_agree
from lantoa.desk.accounts.forms import AccountForm
from lantoa.desk.accounts.queries import (
    FACTORS,
    STATES,
    account_row,
    account_rows,
    account_sheet,
    sifted,
)
from lantoa.desk.accounts.resets import (
    agree_reset,
    ask_reset,
    lasts_until,
    open_reset,
    open_resets,
    refuse_reset,
)
from lantoa.desk.accounts.services import add_account, change_account
from lantoa.desk.accounts.signing import ask_again
from lantoa.desk.audit.noting import note_audit
from lantoa.desk.guard import DeskRequest, needs
from lantoa.desk.signin.doors import asks_password_again
from lantoa.desk.signin.sessions import open_sessions
from lantoa.documents.sheets import write_xlsx
from lantoa.registry.factors import factors
from lantoa.registry.models import Account, ResetRequest
from lantoa.registry.terms import ResetAct, Role

PAGE_SIZE = 30
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SEE, CHANGE = "registry.view_account", "registry.change_account"


@needs(SEE, audited=True, folded=True)
def accounts(request: DeskRequest) -> HttpResponse:
    """Every account with search and filters."""
    rows, asked = account_rows(now=clock.now()), request.GET.dict()
    found = sifted(rows, asked)
    kept = request.GET.copy()
    kept.pop("trang", None)
    administrators = [r for r in rows if r.account.is_active and r.account.role == "administrator"]
    context = {
        "page": Paginator(found, PAGE_SIZE).get_page(asked.get("trang")), "asked": asked,
        "total": len(rows), "count": len(found), "kept": kept.urlencode(),
        "is_narrowed": len(found) != len(rows),
        "filters": (("vai-tro", "Vai trò", Role.choices, asked.get("vai-tro", "")),
                    ("tinh-trang", "Tình trạng", STATES, asked.get("tinh-trang", "")),
                    ("lop-hai", "Lớp thứ hai", FACTORS, asked.get("lop-hai", ""))),
        "only_one_administrator": len(administrators) == 1,
    }  # fmt: skip
    return render(request, "desk/accounts/list.html", context)


@needs(SEE, audited=True)
def export(request: DeskRequest) -> HttpResponse:
    """The list as it is sifted, for a spreadsheet."""
    found = sifted(account_rows(now=clock.now()), request.GET.dict())
    return HttpResponse(
        write_xlsx([account_sheet(found)]), XLSX,
        headers={"Content-Disposition": 'attachment; filename="tai-khoan.xlsx"'},
    )  # fmt: skip


@needs("registry.add_account")
@sensitive_variables("password")
def add(request: DeskRequest) -> HttpResponse:
    """A new account; its one-time password is shown once."""
    form, refusal = AccountForm(request.POST or None), ""
    if request.method == "POST" and form.is_valid():
        kept = form.cleaned_data
        try:
            account, password = add_account(
                username=kept["username"], name=kept["name"], role=Role(kept["role"]),
                officer=kept["officer"], by=request.user, now=clock.now(),
                own_role=kept["own_role"], email=kept["email"],
            )  # fmt: skip
        except Refused as refused:
            refusal = str(refused)
        else:
            return show_password(request, account, password, "Đã thêm tài khoản")
    context = {"form": form, "refusal": refusal}
    status = 422 if refusal or form.errors else 200
    return render(request, "desk/accounts/form.html", context, status=status)


@needs(CHANGE)
def account(request: DeskRequest, pk: int) -> HttpResponse:
    """One account: who it is, what it may, and what can be done about it."""
    found = get_object_or_404(Account.objects.select_related("officer"), pk=pk)
    name, now, refusal = found.get_full_name(), clock.now(), ""
    form = AccountForm(request.POST or None, account=found)
    if request.method == "POST" and form.is_valid():
        kept = form.cleaned_data
        try:
            change_account(
                account=found, name=kept["name"], role=Role(kept["role"]),
                officer=kept["officer"], by=request.user, now=now,
                own_role=kept["own_role"], email=kept["email"],
            )  # fmt: skip
        except Refused as refused:
            refusal = str(refused)
        else:
            note_audit(request, subject=found.code, words=f"Vai trò {found.role_name}.")
            messages.success(request, f"Đã lưu tài khoản «{found.username}».")
            return redirect("account", pk)
    row = account_row(found, now=now)
    context = {
        "row": row, "form": form, "name": name, "refusal": refusal, "factors": factors(found),
        "is_own": found.pk == request.user.pk, "acts": [act for act in ACTS if act.fits(row)],
        "sessions": open_sessions(found, this="", now=now),
        "signing": waiting_words(found, today=clock.local(now).date()),
    }  # fmt: skip
    status = 422 if refusal or form.errors else 200
    return render(request, "desk/accounts/account.html", context, status=status)


@needs(CHANGE)
@sensitive_variables("password")
def act(request: DeskRequest, pk: int, slug: str) -> HttpResponse:
    """Asks with the effect in words, then does it; where the account signs or keeps accounts, a
    second person agrees first."""
    found, one = get_object_or_404(Account, pk=pk), act_of(slug)
    if one is None:
        raise Http404
    now = clock.now()
    waits = one.guarded is not None and found.pk != request.user.pk and is_guarded(found, now=now)
    asked = open_reset(found, one.guarded, now=now) if waits and one.guarded else None
    if waits and one.guarded and (asked is None or asked.agreed_by is None):
        if request.method == "POST":
            return _ask(request, found, one.guarded)
        context = {"found": found, "act": one, "asked": asked, "needs_consent": True,
                   "until": lasts_until(asked) if asked else None,
                   "who": who_may_agree(found, request.user, now=now, act=one.guarded),
                   "is_signing": one.guarded == ResetAct.SIGN}  # fmt: skip
        return render(request, "desk/accounts/act.html", context)
    if request.method == "POST":
        note_audit(request, subject=found.code, words=f"{one.done} {found.code}.")
        password = one.perform(found, request.user, now)
        if password:
            return show_password(request, found, password, one.done)
        messages.success(request, f"{one.done} «{found.username}».")
        return redirect("account", pk)
    context = {"found": found, "act": one, "asked": asked,
               "until": lasts_until(asked) if asked else None}  # fmt: skip
    return render(request, "desk/accounts/act.html", context)


def _ask(request: DeskRequest, found: Account, act: ResetAct) -> HttpResponse:
    why, now = request.POST.get("why", ""), clock.now()
    if act == ResetAct.SIGN:
        row = ask_again(account=found, why=why, by=request.user, now=now)
    else:
        row = ask_reset(account=found, act=act, why=why, by=request.user, now=now)
    note_audit(request, subject=found.code, words=f"Đề nghị {row.get_act_display()}.")
    messages.success(
        request, "Đã gửi đề nghị. Người thứ hai và chủ tài khoản đã được báo"
        + ("." if act == ResetAct.SIGN else "; đồng ý rồi thì trở lại đây để làm."),
    )  # fmt: skip
    return redirect("account", found.pk)


@needs()
def reset_requests(request: DeskRequest) -> HttpResponse:
    """What waits for this person to agree."""
    rows = [(row, lasts_until(row)) for row in open_resets(request.user, now=clock.now())]
    return render(request, "desk/accounts/resets.html", {"rows": rows})


@needs()
@require_POST
@asks_password_again
def decide_reset(request: DeskRequest, pk: int) -> HttpResponse:
    """Đồng ý, or từ chối."""
    row = get_object_or_404(ResetRequest, pk=pk)
    agrees = request.POST.get("quyet-dinh") == "dong-y"
    (agree_reset if agrees else refuse_reset)(row=row, by=request.user, now=clock.now())
    word = "Đồng ý" if agrees else "Từ chối"
    note_audit(request, subject=row.account.code, words=f"{word} {row.get_act_display()}.")
    done = "Đã đồng ý. Người đề nghị làm tiếp trong 24 giờ." if agrees else "Đã từ chối."
    if row.act == ResetAct.SIGN:
        done = f"{row.account} duyệt được từ bây giờ." if agrees else (
            f"Đã từ chối. {row.account} chưa duyệt được cho tới khi có người duyệt khác xác nhận."
        )  # fmt: skip
    messages.success(request, f"{done} Chủ tài khoản được báo.")
    return redirect("reset-requests")


@sensitive_variables("password")
def show_password(request: DeskRequest, account: Account, password: str, done: str) -> HttpResponse:
    """A one-time password: on the screen once, on paper where it is printed, nowhere else."""
    note_audit(request, subject=account.code, words=f"{done} {account.code}.")
    signing = waiting_words(account, today=clock.today())
    context = {"found": account, "password": password, "done": done, "signing": signing}
    return render(request, "desk/accounts/password.html", context)
