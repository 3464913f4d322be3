"""What is said when a form comes from nowhere."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: the form was opened before the sign-in, or was sent from another site."""
    return render(request, "desk/signin/csrf.html", {"back_to": request.path}, status=403)
