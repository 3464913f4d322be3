"""What is written of a picture or a video, kept by whoever may change the library."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404

from lantoa.desk.audit.noting import note_audit
from lantoa.desk.guard import DeskRequest

CHANGE = "library.change_picture"


def is_kept(request: DeskRequest, form: Any, *, subject: str, what: str) -> bool:
    """Was this model form sent, valid, and saved? Raises Http404 for whoever may only look."""
    if request.method != "POST":
        return False
    if not request.user.has_perm(CHANGE):
        raise Http404
    if not form.is_valid():
        return False
    row = form.save()
    note_audit(request, subject=subject)
    messages.success(request, f"Đã lưu mô tả và quyền sử dụng của {what} «{row.title}».")
    return True
