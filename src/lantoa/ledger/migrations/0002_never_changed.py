"""The database itself refuses to change or delete an entry, on both engines."""

from django.db import migrations

TABLES = ("ledger_evidence", "ledger_subject")

SQLITE = """
CREATE TRIGGER {table}_no_{verb} BEFORE {verb} ON {table}
BEGIN SELECT RAISE(ABORT, 'evidence is added and never changed'); END;
"""
POSTGRESQL = """
CREATE OR REPLACE FUNCTION ledger_refuse() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'evidence is added and never changed'; END $$;
"""
POSTGRESQL_TRIGGERS = """
CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table}
FOR EACH ROW EXECUTE FUNCTION ledger_refuse();
CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse();
"""


def guard(apps, schema_editor):
    execute = schema_editor.execute
    if schema_editor.connection.vendor == "postgresql":
        execute(POSTGRESQL)
        for table in TABLES:
            execute(POSTGRESQL_TRIGGERS.format(table=table))
        return
    for table in TABLES:
        for verb in ("update", "delete"):
            execute(SQLITE.format(table=table, verb=verb))


def unguard(apps, schema_editor):
    vendor = schema_editor.connection.vendor
    names = ("change", "truncate") if vendor == "postgresql" else ("update", "delete")
    for table in TABLES:
        for name in names:
            place = f" ON {table}" if vendor == "postgresql" else ""
            schema_editor.execute(f"DROP TRIGGER {table}_no_{name}{place}")


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_initial")]
    operations = [migrations.RunPython(guard, unguard)]
