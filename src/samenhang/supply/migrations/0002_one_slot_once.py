"""The database itself refuses two bookings of one slot at the same time."""

from django.db import migrations

from samenhang.base.migrations_sql import PerDatabaseSQL

_OVERLAP = (
    "SELECT RAISE(ABORT, 'supply_slot_overlap') WHERE EXISTS (SELECT 1 FROM supply_booking b WHERE b.place_id = NEW.place_id "
    "AND b.slot = NEW.slot AND b.id IS NOT NEW.id AND (b.\"end\" IS NULL OR b.\"end\" > NEW.start) "
    'AND (NEW."end" IS NULL OR b.start < NEW."end"))'
)


class Migration(migrations.Migration):
    dependencies = [("supply", "0001_initial")]

    operations = [
        PerDatabaseSQL(
            sqlite=[
                f"CREATE TRIGGER supply_slot_insert BEFORE INSERT ON supply_booking BEGIN {_OVERLAP}; END",
                f"CREATE TRIGGER supply_slot_update BEFORE UPDATE ON supply_booking BEGIN {_OVERLAP}; END",
            ],
            postgresql=[
                "ALTER TABLE supply_booking ADD CONSTRAINT supply_slot_overlap EXCLUDE USING gist ("
                "int8range(place_id, place_id, '[]') WITH &&, int4range(slot::int, slot::int, '[]') WITH &&, "
                'daterange(start, "end") WITH &&)',
            ],
            undo_sqlite=["DROP TRIGGER supply_slot_insert", "DROP TRIGGER supply_slot_update"],
            undo_postgresql=["ALTER TABLE supply_booking DROP CONSTRAINT supply_slot_overlap"],
        )
    ]
