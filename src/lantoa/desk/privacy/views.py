"""Dữ liệu cá nhân: the inventory, printable."""

from __future__ import annotations

from django.apps import apps
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lantoa.desk.guard import DeskRequest, needs
from lantoa.desk.privacy.inventory import FOREIGN, PERSONAL
from lantoa.registry.models import PrivacyRequest

SEE = ("registry.view_privacyrequest", "registry.change_privacyrequest")


@needs(*SEE)
@require_safe
def inventory(request: DeskRequest) -> HttpResponse:
    """Every kind of personal data that the program holds, with its end date."""
    lines = [(str(apps.get_model(line.model)._meta.verbose_name), line) for line in PERSONAL]
    context = {
        "lines": lines, "foreign": FOREIGN.values(),
        "open_count": PrivacyRequest.objects.filter(closed_on__isnull=True).count(),
        "may_change": request.user.has_perm("registry.change_privacyrequest"),
    }  # fmt: skip
    return render(request, "desk/privacy/inventory.html", context)
