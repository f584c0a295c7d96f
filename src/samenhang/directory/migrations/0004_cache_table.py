"""The table of what all web processes must agree on: codes that were used, and how often somebody tried."""

from django.core.management import call_command
from django.db import migrations


def make(apps, schema_editor):
    call_command("createcachetable", "directory_cache", database=schema_editor.connection.alias, verbosity=0)


def drop(apps, schema_editor):
    schema_editor.execute("DROP TABLE directory_cache")


class Migration(migrations.Migration):
    dependencies = [("directory", "0003_signing_in")]
    operations = [migrations.RunPython(make, drop)]
