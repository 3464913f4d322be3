"""The desk in a process of its own, over the database of the test that started it, so that it can
be killed: `python -m tests.serving_alone PORT DATABASE`."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


class Server:
    """One address; what answers there can die and come again."""

    def __init__(self, port: int) -> None:
        self.url = f"http://127.0.0.1:{port}"
        self._port = port
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Until it answers."""
        from django.conf import settings
        from django.db import connections

        from tests.journeys.running import wait_for

        name = str(connections["default"].settings_dict["NAME"])
        words = [sys.executable, "-m", "tests.serving_alone", str(self._port), name]
        # The folder of this very process: its secret signs the sessions that the test makes.
        ours = {"PYTHONPATH": ".", "LANTOA_HOME": str(settings.HOME)}
        self._process = subprocess.Popen(words, env=os.environ | ours)
        wait_for(self._answers, self.url)

    def kill(self) -> None:
        """SIGKILL: no request ends, nothing is tidied up."""
        if self._process:
            self._process.kill()
            self._process.wait()

    def _answers(self) -> bool:
        import httpx

        try:
            return httpx.get(f"{self.url}/ban-lam-viec/login/", trust_env=False).is_redirect
        except httpx.HTTPError:
            return False


@contextmanager
def served_alone() -> Iterator[Server]:
    from tests.ports import free_port

    server = Server(free_port())
    server.start()
    try:
        yield server
    finally:
        server.kill()


def main(port: int, database: str) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lantoa.config.settings")
    import django
    from django.conf import settings

    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}
    settings.DATABASES["default"]["NAME"] = database
    settings.ALLOWED_HOSTS = ["127.0.0.1"]
    django.setup()
    serve(port)


def serve(port: int) -> None:
    from wsgiref.simple_server import make_server

    from django.contrib.staticfiles.handlers import StaticFilesHandler

    from tests.desk.crawl.serving import _Closing, _Server, _Silent

    handler: Any = StaticFilesHandler(_Closing())
    make_server(
        "127.0.0.1", port, handler, server_class=_Server, handler_class=_Silent
    ).serve_forever()  # fmt: skip


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2])
