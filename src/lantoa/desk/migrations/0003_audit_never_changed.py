"""The database itself keeps the audit: no change; deletion only behind a checkpoint, and a
checkpoint only for an entry of the chain that is at least four weeks older than the newest."""

from django.db import migrations

REFUSAL = "the audit is added to and never changed"
ENTRY, CHECKPOINT = "desk_auditentry", "desk_auditcheckpoint"

SQLITE = (
    f"""CREATE TRIGGER {ENTRY}_no_update BEFORE UPDATE ON {ENTRY}
    BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END;""",
    f"""CREATE TRIGGER {ENTRY}_no_delete BEFORE DELETE ON {ENTRY}
    WHEN NOT EXISTS (SELECT 1 FROM {CHECKPOINT} WHERE seq >= OLD.seq)
    BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END;""",
    f"""CREATE TRIGGER {CHECKPOINT}_no_update BEFORE UPDATE ON {CHECKPOINT}
    BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END;""",
    f"""CREATE TRIGGER {CHECKPOINT}_no_delete BEFORE DELETE ON {CHECKPOINT}
    BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END;""",
    f"""CREATE TRIGGER {CHECKPOINT}_true BEFORE INSERT ON {CHECKPOINT}
    WHEN NOT EXISTS (
        SELECT 1 FROM {ENTRY} WHERE seq = NEW.seq AND hash = NEW.hash AND datetime(at) <=
        datetime((SELECT MAX(at) FROM {ENTRY}), '-28 days'))
    BEGIN SELECT RAISE(ABORT, 'a checkpoint stands for an old entry of the chain'); END;""",
)
SQLITE_NAMES = (f"{ENTRY}_no_update", f"{ENTRY}_no_delete", f"{CHECKPOINT}_no_update",
                f"{CHECKPOINT}_no_delete", f"{CHECKPOINT}_true")

POSTGRESQL = (
    f"""CREATE OR REPLACE FUNCTION desk_audit_keep() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP = 'DELETE' AND TG_TABLE_NAME = '{ENTRY}' THEN
            IF EXISTS (SELECT 1 FROM {CHECKPOINT} WHERE seq >= OLD.seq) THEN
                RETURN OLD;
            END IF;
        END IF;
        RAISE EXCEPTION '{REFUSAL}';
    END $$;""",
    f"""CREATE OR REPLACE FUNCTION desk_audit_true() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF NOT EXISTS (
            SELECT 1 FROM {ENTRY} WHERE seq = NEW.seq AND hash = NEW.hash
            AND at <= (SELECT MAX(at) FROM {ENTRY}) - interval '28 days') THEN
            RAISE EXCEPTION 'a checkpoint stands for an old entry of the chain';
        END IF;
        RETURN NEW;
    END $$;""",
    f"""CREATE TRIGGER {CHECKPOINT}_true BEFORE INSERT ON {CHECKPOINT}
    FOR EACH ROW EXECUTE FUNCTION desk_audit_true();""",
    *(
        f"""CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table}
        FOR EACH ROW EXECUTE FUNCTION desk_audit_keep();
        CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table}
        FOR EACH STATEMENT EXECUTE FUNCTION desk_audit_keep();"""
        for table in (ENTRY, CHECKPOINT)
    ),
)


def guard(apps, schema_editor):
    is_postgresql = schema_editor.connection.vendor == "postgresql"
    for statement in POSTGRESQL if is_postgresql else SQLITE:
        schema_editor.execute(statement)


def unguard(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"DROP TRIGGER {CHECKPOINT}_true ON {CHECKPOINT}")
        for table in (ENTRY, CHECKPOINT):
            for name in ("change", "truncate"):
                schema_editor.execute(f"DROP TRIGGER {table}_no_{name} ON {table}")
        return
    for name in SQLITE_NAMES:
        schema_editor.execute(f"DROP TRIGGER {name}")


class Migration(migrations.Migration):
    dependencies = [("desk", "0002_audit")]
    operations = [migrations.RunPython(guard, unguard)]
