"""What every test shares. Tests run in a commune's folder of their own, never in the demo's."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

_FOLDER = tempfile.mkdtemp(prefix="lantoa-test-")
os.environ["LANTOA_HOME"] = _FOLDER
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lantoa.config.settings")

import django  # noqa: E402
import pytest  # noqa: E402
from hypothesis import HealthCheck, settings  # noqa: E402

# The same examples in every run, and no limit of time: a test that fails by chance, or because the
# machine is busy, teaches people to run it again. `LANTOA_EXPLORE=1` looks for new examples.
settings.register_profile("steady", derandomize=True, deadline=None,
                          suppress_health_check=[HealthCheck.too_slow])  # fmt: skip
settings.register_profile("explore", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("explore" if os.environ.get("LANTOA_EXPLORE") == "1" else "steady")

# Before pytest-django looks, and only here: the settings read the folder when they are loaded.
django.setup()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """A test database in a file, so that threads and child processes see the same data."""
    from django.conf import settings

    database = settings.DATABASES["default"]
    if "sqlite" in database["ENGINE"]:
        worker = os.environ.get("PYTEST_XDIST_WORKER", "alone")
        database["TEST"]["NAME"] = str(Path(_FOLDER) / f"test-{worker}.sqlite3")


@pytest.fixture(scope="session")
def django_db_setup(  # type: ignore[no-untyped-def]
    request, django_test_environment, django_db_blocker, django_db_modify_db_settings
) -> Iterator[None]:
    """The test database is built as a fresh installation's is: in seconds, with its triggers."""
    from django.conf import settings
    from django.test.utils import setup_databases, teardown_databases

    from lantoa.operation.schema import _NoMigrations, complete

    modules = settings.MIGRATION_MODULES
    settings.MIGRATION_MODULES = _NoMigrations()
    with django_db_blocker.unblock():
        databases = setup_databases(verbosity=0, interactive=False)
        settings.MIGRATION_MODULES = modules
        complete()
    yield
    with django_db_blocker.unblock():
        teardown_databases(databases, verbosity=0)


@pytest.fixture(autouse=True)
def plain_static_files(settings) -> None:  # type: ignore[no-untyped-def]
    """Tests need no collected files."""
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }


@pytest.fixture(autouse=True, scope="session")
def force_login_passes_both_factors() -> None:
    """`client.force_login` stands for a whole sign-in: password and second factor. It hands in a
    bare request without a path; a real sign-in never does, and has to verify."""
    from django.contrib.auth.signals import user_logged_in

    from lantoa.registry.factors import VERIFIED_BY

    def verified(*, request: Any, **_: Any) -> None:
        if not request.path:
            request.session[VERIFIED_BY] = "tests"

    user_logged_in.connect(verified, weak=False, dispatch_uid="tests-both-factors")


@pytest.fixture(autouse=True)
def quick_passwords(settings) -> None:  # type: ignore[no-untyped-def]
    """Hashing passwords is slow on purpose; tests make hundreds."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def own_media_folder(settings, tmp_path: Path) -> Iterator[None]:  # type: ignore[no-untyped-def]
    """Each test keeps its files apart, and remembers no size of a picture of another one: the
    process caches them by number and bytes, which come again in the next test."""
    from django.core.cache import cache

    cache.clear()
    settings.MEDIA_ROOT = tmp_path / "media"
    yield


@pytest.fixture(autouse=True, scope="session")
def flush_may_empty_the_ledger() -> None:
    """Transactional tests empty all tables afterwards, which the triggers of ledger and audit
    refuse: for that moment they are taken off. Nothing else in the tests may do so. The next test
    finds a fresh installation again, whatever order they run in."""
    from django.db import connection
    from django.test import TransactionTestCase

    from lantoa.operation.schema import TRIGGERS, make_roots

    flush = TransactionTestCase._fixture_teardown  # type: ignore[attr-defined]
    modules = [import_module(name) for name in TRIGGERS]

    def flush_without_triggers(self: TransactionTestCase) -> None:
        with connection.schema_editor() as editor:
            for module in modules:
                module.unguard(None, editor)
        try:
            flush(self)
        finally:
            with connection.schema_editor() as editor:
                for module in modules:
                    module.guard(None, editor)
        make_roots()

    TransactionTestCase._fixture_teardown = flush_without_triggers  # type: ignore[attr-defined]


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """`make test` ends within ten minutes on two cores; what would not fit runs in `.ci/run`,
    where the second database is shown only what opens a database."""
    if os.environ.get("LANTOA_CI") != "1":
        for item in items:
            if item.get_closest_marker("slow"):
                item.add_marker(pytest.mark.skip(reason="runs in .ci/run (LANTOA_CI=1)"))
    if os.environ.get("LANTOA_ONLY") == "database":
        config.hook.pytest_deselected(items=[item for item in items if not opens_database(item)])
        items[:] = [item for item in items if opens_database(item)]


PROGRAMS = ("tests/journeys/", "tests/operation/test_backup_postgres.py")
"""Where tests start programs that open the named database themselves."""


def opens_database(item: pytest.Item) -> bool:
    """Whether a test can differ from one database to the other."""
    fixtures = getattr(item, "fixturenames", ())
    return (
        item.nodeid.startswith(PROGRAMS)
        or item.get_closest_marker("django_db") is not None
        or "db" in fixtures
        or "transactional_db" in fixtures
    )


TOGETHER = ("tests/journeys/", "tests/desk/crawl/")
"""Folders whose tests one process runs, one after another: they share what is dear to build."""


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """As `--dist loadgroup`, by folder: xdist 3.8 loses its own groups under pytest 9.2, where a
    test's identity can no longer be renamed."""
    from xdist.scheduler import LoadScopeScheduling

    class ByFolder(LoadScopeScheduling):  # type: ignore[misc]
        def _split_scope(self, nodeid: str) -> str:
            return next((folder for folder in TOGETHER if nodeid.startswith(folder)), nodeid)

    return ByFolder(config, log) if config.getvalue("dist") == "loadgroup" else None
