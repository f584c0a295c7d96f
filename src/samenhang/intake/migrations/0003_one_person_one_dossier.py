"""One person, one dossier: reports are joined and compared; words about health are weighed; contacts and a crisis stand with a report."""

import django.db.models.deletion
import samenhang.intake.enums
from django.conf import settings
from django.db import migrations, models

from samenhang.base.names import fold, words_of


def fill(apps, _editor):
    """Give every report that still has words what it is compared by."""
    table = apps.get_model("intake", "Report")
    rows = list(table._base_manager.filter(wiped_at__isnull=True).only("pk", "subject_name", "subject_address"))
    for row in rows:
        row.name_key = " ".join(words_of(row.subject_name))[:420]
        row.address_key = fold(row.subject_address)[:420]
    table._base_manager.bulk_update(rows, ["name_key", "address_key"], batch_size=500)


class Migration(migrations.Migration):

    dependencies = [
        ('access', '0006_reports'),
        ('directory', '0008_report_desk'),
        ('intake', '0002_reports'),
        ('people', '0004_name_key'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ReportContact',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('whom', models.CharField(choices=[('PERSON', 'PERSON'), ('REPORTER', 'REPORTER'), ('KNOWS_THEM', 'KNOWS_THEM')], max_length=12)),
                ('who', models.CharField(blank=True, max_length=160)),
                ('how', models.CharField(blank=True, max_length=160)),
                ('at', models.DateTimeField()),
                ('reached', models.BooleanField()),
                ('what', models.CharField(blank=True, max_length=1000)),
                ('noted_at', models.DateTimeField()),
            ],
            options={
                'ordering': ['at', 'id'],
            },
        ),
        migrations.RemoveConstraint(
            model_name='report',
            name='intake_report_wiped_is_empty',
        ),
        migrations.AddField(
            model_name='report',
            name='address_key',
            field=models.CharField(blank=True, max_length=420),
        ),
        migrations.AddField(
            model_name='report',
            name='crisis_112',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='report',
            name='crisis_found',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='report',
            name='crisis_opened_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='report',
            name='crisis_there_by',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='report',
            name='crisis_what',
            field=models.CharField(blank=True, max_length=400),
        ),
        migrations.AddField(
            model_name='report',
            name='health',
            field=models.CharField(choices=[('NONE', 'NONE'), ('MARKED', 'MARKED'), ('STRUCK', 'STRUCK'), ('KEPT', 'KEPT')], default=samenhang.intake.enums.HealthWords['NONE'], max_length=8),
        ),
        migrations.AddField(
            model_name='report',
            name='health_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='report',
            name='health_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='report',
            name='health_why',
            field=models.CharField(blank=True, max_length=400),
        ),
        migrations.AddField(
            model_name='report',
            name='name_key',
            field=models.CharField(blank=True, max_length=420),
        ),
        migrations.AddField(
            model_name='report',
            name='reached_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='report',
            name='same_as',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='intake.report'),
        ),
        migrations.AlterField(
            model_name='report',
            name='text',
            field=models.TextField(blank=True, max_length=8000),
        ),
        migrations.AlterField(
            model_name='signal',
            name='text',
            field=models.CharField(blank=True, max_length=1000),
        ),
        migrations.AddIndex(
            model_name='report',
            index=models.Index(condition=models.Q(('name_key', ''), _negated=True), fields=['name_key'], name='intake_reports_same_name'),
        ),
        migrations.AddIndex(
            model_name='report',
            index=models.Index(condition=models.Q(('subject_birth__isnull', False)), fields=['subject_birth'], name='intake_reports_same_birth'),
        ),
        migrations.AddIndex(
            model_name='report',
            index=models.Index(condition=models.Q(('address_key', ''), _negated=True), fields=['address_key'], name='intake_reports_same_address'),
        ),
        migrations.AddConstraint(
            model_name='report',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('crisis_opened_at__isnull', True), ('crisis_there_by__isnull', True)), models.Q(('crisis_found', True), ('crisis_opened_at__isnull', False), ('crisis_there_by__isnull', False)), _connector='OR'), name='intake_crisis_opened_with_its_clock'),
        ),
        migrations.AddConstraint(
            model_name='report',
            constraint=models.CheckConstraint(condition=models.Q(('crisis_found', False), ('crisis_called_at__isnull', False), _connector='OR'), name='intake_crisis_found_when_called'),
        ),
        migrations.AddConstraint(
            model_name='report',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('health__in', [samenhang.intake.enums.HealthWords['NONE'], samenhang.intake.enums.HealthWords['MARKED']]), ('health_at__isnull', True), ('health_by__isnull', True)), models.Q(('health', samenhang.intake.enums.HealthWords['STRUCK']), ('health_at__isnull', False), ('health_by__isnull', False)), models.Q(('health', samenhang.intake.enums.HealthWords['KEPT']), ('health_at__isnull', False), ('health_by__isnull', False), models.Q(('health_why', ''), _negated=True)), _connector='OR'), name='intake_health_words_weighed_by_somebody'),
        ),
        migrations.AddConstraint(
            model_name='report',
            constraint=models.CheckConstraint(condition=models.Q(('same_as__isnull', True), models.Q(('same_as', models.F('pk')), _negated=True), _connector='OR'), name='intake_report_not_same_as_itself'),
        ),
        migrations.AddConstraint(
            model_name='report',
            constraint=models.CheckConstraint(condition=models.Q(('wiped_at__isnull', True), models.Q(('address_key', ''), ('name_key', ''), ('person__isnull', True), ('subject_name', ''), ('text', '')), _connector='OR'), name='intake_report_wiped_is_empty'),
        ),
        migrations.AddField(
            model_name='reportcontact',
            name='by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='reportcontact',
            name='compartment',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.compartment'),
        ),
        migrations.AddField(
            model_name='reportcontact',
            name='report',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='intake.report'),
        ),
        migrations.AddIndex(
            model_name='reportcontact',
            index=models.Index(fields=['report', 'at'], name='intake_contacts_of_report'),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
