"""The desk. Own screens stand before the CMS's: its home and its page tree are never reached."""

from django.urls import include, path
from wagtail.admin import urls as cms_urls

urlpatterns = [
    path("", include(cms_urls)),
]
