"""Work outside the loop of a browser's driver, in which the database refuses to work."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from django.db import connection


def in_thread(work: Callable[[], Any]) -> Any:
    """What `work` answers, with a connection of its own that is closed afterwards."""

    def and_close() -> Any:
        try:
            return work()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(and_close).result()
