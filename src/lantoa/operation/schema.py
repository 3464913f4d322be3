"""The database's tables: a fresh one is built from today's models in a second or two, where the
three hundred migrations of the libraries would take twenty; an older one is migrated.

What migrations do beyond tables is done here too: the search index of the CMS and the triggers
of the ledger run as the migrations that they are, and the few rows that everything hangs from
are made. A test compares a fresh database with a migrated one, table by table.
"""

from __future__ import annotations

from importlib import import_module

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from wagtail.models import Collection, Locale, Page

SEARCH = "wagtailsearch"
# Migrations that hang triggers on tables: their `guard` is called on a fresh database.
TRIGGERS = (
    "lantoa.ledger.migrations.0002_never_changed",
    "lantoa.desk.migrations.0003_audit_never_changed",
)


class _NoMigrations(dict[str, None]):
    """Tells Django that no app has migrations, so that tables are made from the models."""

    def __contains__(self, app: object) -> bool:
        return True

    def __getitem__(self, app: str) -> None:
        return None


def bring_up_to_date() -> None:
    """Builds a fresh database or migrates one that is there. Safe to run again."""
    if MigrationRecorder(connection).has_table():
        call_command("migrate", interactive=False, verbosity=0)
    else:
        modules = settings.MIGRATION_MODULES
        settings.MIGRATION_MODULES = _NoMigrations()
        try:
            call_command("migrate", run_syncdb=True, interactive=False, verbosity=0)
        finally:
            settings.MIGRATION_MODULES = modules
        complete()


def complete() -> None:
    """After the tables stand: marks migrations as done, runs those that are more than tables."""
    _drop_search_tables()
    call_command("migrate", fake=True, interactive=False, verbosity=0)
    recorder = MigrationRecorder(connection)
    recorder.migration_qs.filter(app=SEARCH).delete()
    call_command("migrate", interactive=False, verbosity=0)
    for name in TRIGGERS:
        with connection.schema_editor() as editor:
            import_module(name).guard(None, editor)
    make_roots()


def _drop_search_tables() -> None:
    with connection.cursor() as cursor:
        found = [
            table
            for table in connection.introspection.table_names(cursor)
            if table.startswith(f"{SEARCH}_")
        ]
        for table in sorted(found, reverse=True):  # the index before what it indexes
            cursor.execute(f"DROP TABLE IF EXISTS {connection.ops.quote_name(table)}")


def make_roots() -> None:
    """The rows that everything of the CMS hangs from. Safe to run again."""
    Locale.objects.get_or_create(language_code="vi")
    if not Collection.objects.exists():
        Collection.add_root(name="Kho chung")
    if not Page.objects.exists():
        Page.add_root(title="Gốc", slug="root")
