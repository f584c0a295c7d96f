import django.db.models.deletion
import samenhang.base.clock
import samenhang.intake.enums
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('access', '0005_more_case_roles'),
        ('directory', '0006_account_recovery'),
        ('people', '0002_person_merged_into'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='InclusionCheck',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('written_at', models.DateTimeField(default=samenhang.base.clock.now)),
                ('line', models.BigIntegerField(blank=True, null=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('ended_why', models.CharField(blank=True, max_length=300)),
                ('set_name', models.CharField(max_length=120)),
                ('set_version', models.PositiveIntegerField()),
                ('on', models.DateField()),
                ('note', models.CharField(blank=True, max_length=300)),
                ('decision', models.CharField(choices=[('OPEN', 'OPEN'), ('INCLUDED', 'INCLUDED'), ('NOT_INCLUDED', 'NOT_INCLUDED')], default=samenhang.intake.enums.Inclusion['OPEN'], max_length=12)),
                ('life_course', models.BooleanField(blank=True, null=True)),
                ('reason', models.CharField(blank=True, max_length=400)),
                ('decided_on', models.DateField(blank=True, null=True)),
                ('compartment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.compartment')),
                ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('ended_by', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('written_by', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-on', '-id'],
                'indexes': [models.Index(fields=['person', '-on'], name='intake_checks_of_person')],
                'constraints': [models.CheckConstraint(condition=models.Q(('ended_at__isnull', False), ('ended_by__isnull', True), _connector='OR'), name='intake_inclusioncheck_ended_by_somebody_on_a_day'), models.CheckConstraint(condition=models.Q(('decision', samenhang.intake.enums.Inclusion['OPEN']), models.Q(('decided_by__isnull', False), ('decided_on__isnull', False), models.Q(('reason', ''), _negated=True)), _connector='OR'), name='intake_decided_by_somebody_for_a_reason')],
            },
        ),
        migrations.CreateModel(
            name='CriterionAnswer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField()),
                ('code', models.CharField(max_length=40)),
                ('question', models.CharField(max_length=300)),
                ('answer', models.CharField(choices=[('YES', 'YES'), ('NO', 'NO'), ('UNKNOWN', 'UNKNOWN')], max_length=8)),
                ('evidence', models.CharField(blank=True, max_length=400)),
                ('compartment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.compartment')),
                ('check_of', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='intake.inclusioncheck')),
            ],
            options={
                'ordering': ['position'],
            },
        ),
        migrations.CreateModel(
            name='Signal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('written_at', models.DateTimeField(default=samenhang.base.clock.now)),
                ('line', models.BigIntegerField(blank=True, null=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('ended_why', models.CharField(blank=True, max_length=300)),
                ('kind', models.CharField(choices=[('E33', 'E33'), ('RENT_ARREARS', 'RENT_ARREARS'), ('NEIGHBOURS', 'NEIGHBOURS'), ('HOME', 'HOME'), ('SCHOOL_OR_WORK', 'SCHOOL_OR_WORK'), ('CARE_ENDED', 'CARE_ENDED'), ('OUT_OF_TOUCH', 'OUT_OF_TOUCH'), ('FAMILY', 'FAMILY'), ('OTHER', 'OTHER')], max_length=16)),
                ('on', models.DateField()),
                ('source', models.CharField(max_length=160)),
                ('text', models.CharField(blank=True, max_length=300)),
                ('compartment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.compartment')),
                ('ended_by', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('written_by', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-on', '-id'],
                'indexes': [models.Index(fields=['person', 'kind', 'on'], name='intake_signals_of_person')],
                'constraints': [models.CheckConstraint(condition=models.Q(('ended_at__isnull', False), ('ended_by__isnull', True), _connector='OR'), name='intake_signal_ended_by_somebody_on_a_day')],
            },
        ),
        migrations.CreateModel(
            name='CriteriaSet',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120)),
                ('version', models.PositiveIntegerField()),
                ('valid_from', models.DateField()),
                ('criteria', models.JSONField()),
                ('why', models.CharField(blank=True, max_length=300)),
                ('written_at', models.DateTimeField(default=samenhang.base.clock.now)),
                ('region', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.region')),
                ('written_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-valid_from', '-version'],
                'constraints': [models.UniqueConstraint(fields=('version',), name='intake_one_set_per_version')],
            },
        ),
    ]
