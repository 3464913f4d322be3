"""The CMS's picture screen says no where the model does: deleting comes through here."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from wagtail import hooks
from wagtail.admin import messages
from wagtail.images.views.images import DeleteView

from lantoa.core.errors import Refused


class DeletePicture(DeleteView):
    """The CMS's own page, with the refusal as a sentence on the picture's page."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            answer: HttpResponse = super().dispatch(request, *args, **kwargs)
        except Refused as refusal:
            messages.error(request, str(refusal))
            return redirect("wagtailimages:edit", kwargs["image_id"])
        return answer


@hooks.register("register_admin_urls", order=-1)
def picture_urls() -> list[URLPattern]:
    """Stands before the CMS's address of the same name."""
    return [path("images/<int:image_id>/delete/", DeletePicture.as_view())]
