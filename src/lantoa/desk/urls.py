"""The desk. Own screens stand before the CMS's: its home and its page tree are never reached."""

from importlib import import_module
from importlib.util import find_spec

from django.urls import URLPattern, URLResolver, include, path
from wagtail.admin import urls as cms_urls

# Each area is a folder with its own urls.py; the order is that of the menu.
AREAS = (
    "spoken",  # before the plain lists of "registry", whose address it takes
    "signin",
    "first_hour",
    "today",
    "unitwork",
    "plans",
    "obstacles",
    "nudges",
    "requests",
    "sending",
    "kits",
    "money",
    "praise",
    "stories",
    "week",
    "library",
    "superior",  # before the plain lists of "registry"
    "privacy",
    "articles",
    "approvals",
    "links",
    "alerts",
    "station",
    "boards",
    "printed",
    "social",
    "outreach",
    "indicators",
    "reports",
    "registry",
    "accounts",
    "system",
    "inspection",
)

urlpatterns: list[URLPattern | URLResolver] = [
    pattern
    for area in AREAS
    if find_spec(f"lantoa.desk.{area}") and find_spec(f"lantoa.desk.{area}.urls")
    for pattern in import_module(f"lantoa.desk.{area}.urls").urlpatterns
]
urlpatterns.append(path("", include(cms_urls)))
