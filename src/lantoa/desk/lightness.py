"""Keeps the desk light on a slow line: pages go out packed, and what the CMS draws itself with is
kept by the browser instead of being fetched with every page."""

from __future__ import annotations

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware

DESK = "/ban-lam-viec/"
PACKED = ("text/html", "text/javascript", "application/javascript", "image/svg+xml", "text/plain")
# The sprite carries the hash of its content in its address; words change with a new version.
KEPT = {
    "wagtailadmin_sprite": "public, max-age=31536000, immutable",
    "wagtailadmin_javascript_catalog": "private, max-age=3600",
}


class LightMiddleware(GZipMiddleware):
    """Gzip for whole pages of the desk alone: sounds are asked for in parts, public pages have
    their own cache. Django adds random bytes, so that the size tells nothing of a page's secrets
    (BREACH)."""

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        if not request.path.startswith(DESK) or response.streaming:
            return response
        match = request.resolver_match
        if match and match.view_name in KEPT and response.status_code == 200:
            response["Cache-Control"] = KEPT[match.view_name]
            response.headers.pop("Expires", None)
        if not response.get("Content-Type", "").startswith(PACKED):
            return response
        packed: HttpResponseBase = super().process_response(request, response)
        return packed
