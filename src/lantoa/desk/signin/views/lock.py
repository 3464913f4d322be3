"""The screen lock: after a while of nobody, or at once by a button."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import SESSION_KEY, authenticate, logout
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from lantoa.core import clock
from lantoa.desk.guard import DeskRequest, needs
from lantoa.desk.signin.doors import DOORS, open_in, way_back
from lantoa.desk.signin.lockout import locked_until
from lantoa.desk.signin.sessions import LOCKED, lock, standing, unlock
from lantoa.desk.signin.terms import Standing
from lantoa.registry.models import Account
from lantoa.vietnamese import clock_time

WRONG = "Mật khẩu chưa đúng. Màn hình vẫn khóa; điều đã gõ vẫn còn."
# Longer texts are refused by the upload limit before they come here.
MOST_FIELDS = 500


@sensitive_post_parameters()
@open_in(Standing.LOCKED)
@needs()
def screen_lock(request: DeskRequest) -> HttpResponse:
    """Asks for the password and leads back; a script gets JSON and stays on its page."""
    sentence = _try(request) if request.method == "POST" else ""
    if request.method == "POST" and "application/json" in request.headers.get("Accept", ""):
        return JsonResponse({"sentence": sentence}, status=422 if sentence else 200)
    if SESSION_KEY not in request.session:
        messages.error(request, sentence)
        return redirect(DOORS[Standing.OVER])
    if not sentence and _is_open(request):
        return redirect(way_back(request))
    context = {
        "sentence": sentence, "next": way_back(request),
        "is_asked": request.GET.get("vi") == "xac-thuc",
    }  # fmt: skip
    return render(request, "desk/signin/lock.html", context, status=422 if sentence else 200)


@needs()
@require_POST
def lock_now(request: DeskRequest) -> HttpResponse:
    """«Khóa màn hình»."""
    lock(request.session)
    return redirect(DOORS[Standing.LOCKED])


@needs()
def still_here(request: DeskRequest) -> HttpResponse:
    """Somebody types or points: the gate has marked it before this answers who is signed in."""
    return JsonResponse({"account": str(request.user.pk)})


def keep_what_was_sent(request: HttpRequest) -> HttpResponseBase:
    """A form was sent while the screen was locked: nothing was done; what was typed waits in the
    page and goes on after the password. Files have to be chosen again."""
    kept = [
        (name, value)
        for name, values in request.POST.lists()
        if name != "csrfmiddlewaretoken"
        for value in values
    ][:MOST_FIELDS]
    context = {"kept": kept, "action": request.get_full_path(), "had_files": bool(request.FILES)}
    return render(request, "desk/signin/kept.html", context, status=423)


def _try(request: DeskRequest) -> str:
    """Unlocks, or says what is wrong; five wrong passwords end the session."""
    account = request.user
    password = request.POST.get("password", "")[:256]
    found = authenticate(request, username=account.username, password=password)
    now = clock.now()
    if isinstance(found, Account) and found.pk == account.pk:
        unlock(request.session, now=now)
        return ""
    until = locked_until(account.username, now=now)
    if until is None:
        return WRONG
    logout(request)
    return f"Mật khẩu chưa đúng năm lần: tài khoản tạm khóa đến {clock_time(until)}."


def _is_open(request: DeskRequest) -> bool:
    if request.session.get(LOCKED):
        return False
    return standing(request.session, request.user, now=clock.now()) != Standing.LOCKED
