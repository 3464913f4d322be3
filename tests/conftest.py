"""What every test shares. Tests run in a commune's folder of their own, never in the demo's."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

_FOLDER = tempfile.mkdtemp(prefix="lantoa-test-")
os.environ["LANTOA_HOME"] = _FOLDER
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lantoa.config.settings")

import django  # noqa: E402
import pytest  # noqa: E402

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


@pytest.fixture(autouse=True)
def own_media_folder(settings, tmp_path: Path) -> Iterator[None]:  # type: ignore[no-untyped-def]
    """Each test keeps its files apart."""
    settings.MEDIA_ROOT = tmp_path / "media"
    yield


@pytest.fixture(autouse=True, scope="session")
def flush_may_empty_the_ledger() -> None:
    """Transactional tests empty all tables afterwards, which the ledger's triggers refuse: for
    that moment they are taken off. Nothing else in the tests may do so."""
    from django.db import connection
    from django.test import TransactionTestCase

    flush = TransactionTestCase._fixture_teardown  # type: ignore[attr-defined]
    module = __import__("importlib").import_module("lantoa.ledger.migrations.0002_never_changed")

    def flush_without_triggers(self: TransactionTestCase) -> None:
        with connection.schema_editor() as editor:
            module.unguard(None, editor)
        try:
            flush(self)
        finally:
            with connection.schema_editor() as editor:
                module.guard(None, editor)

    TransactionTestCase._fixture_teardown = flush_without_triggers  # type: ignore[attr-defined]
