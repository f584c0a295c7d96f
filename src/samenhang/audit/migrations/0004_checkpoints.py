"""Fields of NEN 7513 that were missing, one statement to append, signed checkpoints, and letting go after the term."""

from django.db import migrations, models

from samenhang.audit.models import Canonical
from samenhang.base.migrations_sql import PerDatabaseSQL

# By SQL and not by Django's schema editor: SQLite would copy the table, and a copied table loses its triggers.
TEXT = (("auth_level", 20), ("acting_for", 200), ("regime", 12), ("source_system", 60))
COLUMNS = [
    "ALTER TABLE audit_auditline ADD COLUMN version smallint NOT NULL DEFAULT 1",
    "ALTER TABLE audit_auditline ADD COLUMN compartment_id bigint NULL",
    *[f"ALTER TABLE audit_auditline ADD COLUMN {name} varchar({size}) NOT NULL DEFAULT ''" for name, size in TEXT],
    "ALTER TABLE audit_auditchain ADD COLUMN previous_hash varchar(64) NOT NULL DEFAULT ''",
]
UNDO = [
    *[f"ALTER TABLE audit_auditline DROP COLUMN {name}" for name in ("version", "compartment_id", *[n for n, _ in TEXT])],
    "ALTER TABLE audit_auditchain DROP COLUMN previous_hash",
]
LINE = (
    "version integer", "at text", "act text", "outcome text", "user_id bigint", "user_name text", "user_role text",
    "user_organisation text", "auth_level text", "acting_for text", "purpose text", "dossier_id bigint", "compartment_id bigint",
    "regime text", "object_type text", "object_id text", "categories bigint", "detail text", "source_system text",
    "address text", "session text",
)
NAMES = ", ".join(c.split()[0] for c in LINE)
VALUES = ", ".join(f"p_{c.split()[0]}" + ("::jsonb" if c.startswith("detail ") else "") for c in LINE)
# Locks the head, counts on, hashes and writes the line: one round trip, with plans that the server keeps.
APPEND = f"""
CREATE FUNCTION audit_append(p_chain text, p_content text, {", ".join("p_" + c for c in LINE)},
  OUT o_id bigint, OUT o_number bigint, OUT o_previous text, OUT o_hash text) LANGUAGE plpgsql AS $$
DECLARE nothing text := repeat('0', 64);
BEGIN
  UPDATE audit_auditchain h SET last_number = h.last_number + 1, previous_hash = h.last_hash,
      last_hash = encode(sha256(convert_to(h.last_hash || ':' || (h.last_number + 1) || ':' || p_content, 'UTF8')), 'hex')
    WHERE h.name = p_chain RETURNING h.last_number, h.previous_hash, h.last_hash INTO o_number, o_previous, o_hash;
  IF NOT FOUND THEN
    INSERT INTO audit_auditchain AS h (name, last_number, previous_hash, last_hash)
      VALUES (p_chain, 1, nothing, encode(sha256(convert_to(nothing || ':1:' || p_content, 'UTF8')), 'hex'))
      ON CONFLICT (name) DO UPDATE SET last_number = h.last_number + 1, previous_hash = h.last_hash,
        last_hash = encode(sha256(convert_to(h.last_hash || ':' || (h.last_number + 1) || ':' || p_content, 'UTF8')), 'hex')
      RETURNING h.last_number, h.previous_hash, h.last_hash INTO o_number, o_previous, o_hash;
  END IF;
  INSERT INTO audit_auditline (chain, number, {NAMES}, previous_hash, record_hash)
    VALUES (p_chain, o_number, {VALUES}, o_previous, o_hash) RETURNING id INTO o_id;
END $$
"""
SEALED = ("audit_auditcheckpoint", "audit_checkpointhead", "audit_auditdestruction")
LET_GO = (
    "EXISTS (SELECT 1 FROM audit_auditdestruction d WHERE d.chain = OLD.chain AND OLD.number <= d.up_to_number AND OLD.at < d.before)"
)


class Migration(migrations.Migration):
    dependencies = [("audit", "0003_more_acts")]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[
                PerDatabaseSQL(sqlite=COLUMNS, postgresql=COLUMNS, undo_sqlite=UNDO, undo_postgresql=UNDO),
            ],
            state_operations=[
                migrations.AddField("auditline", "version", models.PositiveSmallIntegerField(default=1)),
                migrations.AddField("auditline", "compartment_id", models.BigIntegerField(null=True)),
                *[
                    migrations.AddField("auditline", name, models.CharField(blank=True, default="", max_length=size))
                    for name, size in TEXT
                ],
                migrations.AddField("auditchain", "previous_hash", models.CharField(default="", max_length=64)),
                migrations.AlterField("auditline", "detail", models.JSONField(default=dict, encoder=Canonical)),
            ],
        ),
        migrations.AddIndex("auditline", models.Index(fields=["at"], name="audit_by_moment")),
        migrations.CreateModel(
            name="AuditCheckpoint",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField(unique=True)),
                ("at", models.CharField(max_length=32)),
                ("previous", models.CharField(max_length=64)),
                ("root", models.CharField(max_length=64)),
                ("heads", models.PositiveIntegerField()),
                ("chains", models.PositiveIntegerField()),
                ("lines", models.PositiveBigIntegerField()),
                ("key_id", models.CharField(max_length=16)),
                ("signature", models.CharField(max_length=128)),
            ],
        ),
        migrations.CreateModel(
            name="CheckpointHead",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("chain", models.CharField(max_length=60)),
                ("number", models.PositiveBigIntegerField()),
                ("hash", models.CharField(max_length=64)),
                (
                    "checkpoint",
                    models.ForeignKey(
                        on_delete=models.deletion.PROTECT, related_name="moved", to="audit.auditcheckpoint"
                    ),
                ),
            ],
            options={"constraints": [models.UniqueConstraint(fields=("chain", "number"), name="audit_head_once")]},
        ),
        migrations.CreateModel(
            name="AuditDestruction",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("chain", models.CharField(max_length=60)),
                ("up_to_number", models.PositiveBigIntegerField()),
                ("last_hash", models.CharField(max_length=64)),
                ("lines", models.PositiveBigIntegerField()),
                ("before", models.CharField(max_length=32)),
                ("ground", models.CharField(max_length=200)),
                ("decided_by", models.CharField(max_length=200)),
                ("approved_by", models.CharField(max_length=200)),
                ("at", models.CharField(max_length=32)),
                ("key_id", models.CharField(max_length=16)),
                ("signature", models.CharField(max_length=128)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("chain", "up_to_number"), name="audit_destroyed_once")
                ]
            },
        ),
        PerDatabaseSQL(
            sqlite=[
                *[
                    f"CREATE TRIGGER {table}_no_{act} BEFORE {act.upper()} ON {table} "
                    "BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END"
                    for table in SEALED
                    for act in ("update", "delete")
                ],
                "DROP TRIGGER audit_no_delete",
                f"CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit_auditline WHEN NOT {LET_GO} "
                "BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END",
            ],
            postgresql=[
                *[
                    f"CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table} "
                    "FOR EACH ROW EXECUTE FUNCTION audit_append_only()"
                    for table in SEALED
                ],
                *[
                    f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
                    "FOR EACH STATEMENT EXECUTE FUNCTION audit_append_only()"
                    for table in SEALED
                ],
                f"""CREATE FUNCTION audit_keep_line() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                  IF TG_OP = 'DELETE' THEN IF {LET_GO} THEN RETURN OLD; END IF; END IF;
                  RAISE EXCEPTION 'the log is append-only'; END $$""",
                "DROP TRIGGER audit_no_change ON audit_auditline",
                "CREATE TRIGGER audit_no_change BEFORE UPDATE OR DELETE ON audit_auditline "
                "FOR EACH ROW EXECUTE FUNCTION audit_keep_line()",
                "ALTER TABLE audit_auditchain SET (fillfactor = 60)",  # a head is rewritten in place, page by page
                APPEND,
            ],
            undo_sqlite=[
                *[f"DROP TRIGGER {table}_no_{act}" for table in SEALED for act in ("update", "delete")],
                "DROP TRIGGER audit_no_delete",
                "CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit_auditline "
                "BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END",
            ],
            undo_postgresql=[
                f"DROP FUNCTION audit_append(text, text, {', '.join(c.split()[1] for c in LINE)})",
                "DROP TRIGGER audit_no_change ON audit_auditline",
                "CREATE TRIGGER audit_no_change BEFORE UPDATE OR DELETE ON audit_auditline "
                "FOR EACH ROW EXECUTE FUNCTION audit_append_only()",
                "DROP FUNCTION audit_keep_line()",
                *[f"DROP TRIGGER {table}_no_truncate ON {table}" for table in SEALED],
                *[f"DROP TRIGGER {table}_no_change ON {table}" for table in SEALED],
            ],
        ),
    ]
