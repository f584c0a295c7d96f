"""What a list of people is searched by, also for whom is there already."""

from django.db import migrations, models

from samenhang.base.names import key_of


def fill(apps, _editor):
    """Give everybody their key."""
    table = apps.get_model("people", "Person")
    rows = list(table.objects.all().only("pk", "name"))
    for row in rows:
        row.name_key = key_of(row.name)
    table.objects.bulk_update(rows, ["name_key"], batch_size=500)


class Migration(migrations.Migration):
    dependencies = [("people", "0003_shared_picture")]
    operations = [
        migrations.AddField("person", "name_key", models.CharField(default="", editable=False, max_length=420)),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
