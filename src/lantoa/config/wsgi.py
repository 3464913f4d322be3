"""The WSGI application that granian serves: public pages from a cache, the rest from Django."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lantoa.config.settings")

from django.core.wsgi import get_wsgi_application

django_application = get_wsgi_application()

from lantoa.channels.website.cache import PageCache  # noqa: E402  after Django is set up

application = PageCache(django_application)
