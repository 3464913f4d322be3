"""Đường dẫn gửi tin: issued for a hamlet or team, shown with a QR code, revoked."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_POST

from lantoa.channels.base.addresses import full_address
from lantoa.core import clock
from lantoa.desk.guard import DeskRequest, needs
from lantoa.media.qr import qr_svg
from lantoa.newsroom.ideas.invites import RIGHTS, invite_token, make_invite, revoke_invite, why_dead
from lantoa.newsroom.models import FieldInvite
from lantoa.registry.models import Hamlet

MOST_SHOWN = 100


class InviteForm(forms.Form):
    """For whom, where, how long, how many."""

    name = forms.CharField(
        label="Cấp cho ai",
        max_length=120,
        help_text="tên tổ, đội hoặc nhóm, không ghi số điện thoại",
    )
    hamlet = forms.ModelChoiceField(
        Hamlet.objects.filter(is_active=True),
        label="Thôn",
        required=False,
        empty_label="không chọn",
    )
    days = forms.IntegerField(label="Dùng được bao nhiêu ngày", initial=90, min_value=1)
    most_uses = forms.IntegerField(label="Gửi được bao nhiêu tin", initial=50, min_value=1)


@needs(*RIGHTS)
def invites(request: DeskRequest) -> HttpResponse:
    """The invites that work, each with address and code; below them the others."""
    now = clock.now()
    form = InviteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = make_invite(**form.cleaned_data, by=request.user, now=now)
        messages.success(request, f"Đã cấp đường dẫn gửi tin cho {made.name}.")
        return redirect("story-invites")
    rows = list(FieldInvite.objects.select_related("hamlet")[:MOST_SHOWN])
    context = {
        "form": form, "live": [_shown(row) for row in rows if not why_dead(row, now=now)],
        "dead": [(row, why_dead(row, now=now)) for row in rows if why_dead(row, now=now)],
    }  # fmt: skip
    status = 422 if form.errors else 200
    return render(request, "desk/stories/invites.html", context, status=status)


def _shown(invite: FieldInvite) -> tuple[FieldInvite, str, str]:
    address = full_address(reverse("invite-story", args=[invite_token(invite)]))
    return invite, address, mark_safe(qr_svg(address))  # noqa: S308  drawn from our own address


@needs(*RIGHTS)
@require_POST
def revoke(request: DeskRequest, pk: int) -> HttpResponse:
    """Thu hồi."""
    invite = get_object_or_404(FieldInvite, pk=pk)
    revoke_invite(invite=invite, by=request.user, now=clock.now())
    messages.success(request, f"Đã thu hồi đường dẫn gửi tin của {invite.name}.")
    return redirect("story-invites")
