"""From where a request came, in short: address and device. Nothing that names a person."""

from __future__ import annotations

import re

from django.conf import settings
from django.http import HttpRequest

PROXIES = ("127.0.0.1", "::1", "")
BROWSERS = (
    ("Edg", "Edge"), ("OPR", "Opera"), ("CocCoc", "Cốc Cốc"), ("coc_coc", "Cốc Cốc"),
    ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari"),
)  # fmt: skip
SYSTEMS = (
    ("Android", "điện thoại Android"), ("iPhone", "iPhone"), ("iPad", "iPad"),
    ("Windows", "Windows"), ("Mac OS", "macOS"), ("Linux", "Linux"),
)  # fmt: skip


def address_of(request: HttpRequest) -> str:
    """The caller's network address. A proxy's header counts only where HTTPS ends at a proxy of
    this machine, and only its last hop: what stands before it the caller may have written."""
    own = str(request.META.get("REMOTE_ADDR", ""))
    if settings.SECURE_PROXY_SSL_HEADER and own in PROXIES:
        last = str(request.META.get("HTTP_X_FORWARDED_FOR", "")).rpartition(",")[2].strip()
        own = last if re.fullmatch(r"[0-9A-Fa-f.:]{3,45}", last) else own
    return own[:45]


def device_of(request: HttpRequest) -> str:
    """«Chrome trên Windows»; never the whole header, which tells machines apart."""
    agent = str(request.META.get("HTTP_USER_AGENT", ""))
    browser = next((name for sign, name in BROWSERS if sign in agent), "")
    system = next((name for sign, name in SYSTEMS if sign in agent), "")
    return " trên ".join(part for part in (browser, system) if part) or "chưa rõ"
