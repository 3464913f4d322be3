"""Addresses. Paths are Vietnamese without accents, names are English."""

from django.urls import include, path

urlpatterns = [
    path("ban-lam-viec/", include("lantoa.desk.urls")),
    path("duyet/", include("lantoa.desk.links.public_urls")),
    path("gui-tin/", include("lantoa.desk.stories.public_urls")),
    path("bo-thu/", include("lantoa.channels.station.receiver_urls")),
    path("", include("lantoa.channels.website.urls")),
]
