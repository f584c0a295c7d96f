"""The database itself refuses to change or remove a line of the log."""

from django.db import migrations

from samenhang.base.migrations_sql import PerDatabaseSQL


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]

    operations = [
        PerDatabaseSQL(
            sqlite=[
                "CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit_auditline "
                "BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END",
                "CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit_auditline "
                "BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END",
                # INSERT OR REPLACE would remove the old line without a delete trigger
                "CREATE TRIGGER audit_no_replace BEFORE INSERT ON audit_auditline WHEN EXISTS (SELECT 1 FROM audit_auditline l "
                "WHERE l.id = NEW.id OR (l.chain = NEW.chain AND l.number = NEW.number) OR l.record_hash = NEW.record_hash) "
                "BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END",
            ],
            postgresql=[
                "CREATE FUNCTION audit_append_only() RETURNS trigger LANGUAGE plpgsql AS "
                "$$ BEGIN RAISE EXCEPTION 'the log is append-only'; END $$",
                "CREATE TRIGGER audit_no_change BEFORE UPDATE OR DELETE ON audit_auditline "
                "FOR EACH ROW EXECUTE FUNCTION audit_append_only()",
                "CREATE TRIGGER audit_no_truncate BEFORE TRUNCATE ON audit_auditline "
                "FOR EACH STATEMENT EXECUTE FUNCTION audit_append_only()",
            ],
            undo_sqlite=["DROP TRIGGER audit_no_update", "DROP TRIGGER audit_no_delete", "DROP TRIGGER audit_no_replace"],
            undo_postgresql=[
                "DROP TRIGGER audit_no_change ON audit_auditline",
                "DROP TRIGGER audit_no_truncate ON audit_auditline",
                "DROP FUNCTION audit_append_only()",
            ],
        )
    ]
