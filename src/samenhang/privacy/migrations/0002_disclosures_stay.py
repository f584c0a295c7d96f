"""The database itself refuses to change an act of sharing; only destruction at the end of its term removes it."""

from django.db import migrations

from samenhang.base.migrations_sql import PerDatabaseSQL


class Migration(migrations.Migration):
    dependencies = [("privacy", "0001_initial")]

    operations = [
        PerDatabaseSQL(
            sqlite=[
                "CREATE TRIGGER privacy_disclosure_stays BEFORE UPDATE ON privacy_disclosure "
                "BEGIN SELECT RAISE(ABORT, 'an act of sharing is never changed'); END",
            ],
            postgresql=[
                "CREATE FUNCTION privacy_disclosure_stays() RETURNS trigger LANGUAGE plpgsql AS "
                "$$ BEGIN RAISE EXCEPTION 'an act of sharing is never changed'; END $$",
                "CREATE TRIGGER privacy_disclosure_stays BEFORE UPDATE ON privacy_disclosure "
                "FOR EACH ROW EXECUTE FUNCTION privacy_disclosure_stays()",
            ],
            undo_sqlite=["DROP TRIGGER privacy_disclosure_stays"],
            undo_postgresql=[
                "DROP TRIGGER privacy_disclosure_stays ON privacy_disclosure",
                "DROP FUNCTION privacy_disclosure_stays()",
            ],
        )
    ]
