"""Small styles of a phone page, in the page itself: its first picture waits for nothing but it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from django import template
from django.contrib.staticfiles import finders
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
def inline_style(*names: str) -> SafeString:
    """`<style>` with static files of ours; they ask for no other file."""
    return SafeString(f"<style>{''.join(map(_read, names))}</style>")


@cache
def _read(name: str) -> str:
    found = finders.find(name)
    if not isinstance(found, str):
        raise FileNotFoundError(name)
    return Path(found).read_text("utf-8")
