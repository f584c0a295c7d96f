import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('notifications', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Mail',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reference', models.UUIDField(default=uuid.uuid4, unique=True)),
                ('day', models.DateField(blank=True, null=True)),
                ('state', models.CharField(choices=[('WAITING', 'WAITING'), ('LEAVING', 'LEAVING'), ('SENT', 'SENT'), ('GIVEN_UP', 'GIVEN_UP'), ('UNCERTAIN', 'UNCERTAIN')], default='WAITING', max_length=10)),
                ('made_at', models.DateTimeField()),
                ('next_at', models.DateTimeField()),
                ('claimed_at', models.DateTimeField(blank=True, null=True)),
                ('sent_at', models.DateTimeField(blank=True, null=True)),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('lost', models.PositiveSmallIntegerField(default=0)),
                ('problem', models.CharField(blank=True, max_length=80)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('state__in', ['WAITING', 'LEAVING'])), fields=['next_at'], name='notifications_to_send')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('day__isnull', True), ('state', 'WAITING')), fields=('user',), name='notifications_one_mail_waits'), models.UniqueConstraint(condition=models.Q(('day__isnull', False)), fields=('user', 'day'), name='notifications_one_mail_a_day')],
            },
        ),
        migrations.CreateModel(
            name='Preference',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('MENTIONED', 'MENTIONED'), ('NOTE_ANSWERED', 'NOTE_ANSWERED'), ('ACTION_GIVEN', 'ACTION_GIVEN'), ('ACTION_DONE', 'ACTION_DONE'), ('AGREEMENT_ASKED', 'AGREEMENT_ASKED'), ('AGREEMENT_ANSWERED', 'AGREEMENT_ANSWERED'), ('PLAN_CHANGED', 'PLAN_CHANGED'), ('EVALUATION_DUE', 'EVALUATION_DUE'), ('SUPPORT_ASKED', 'SUPPORT_ASKED'), ('SUPPORT_DECIDED', 'SUPPORT_DECIDED'), ('INVITED_TO_CONFERENCE', 'INVITED_TO_CONFERENCE'), ('CONFERENCE_MOVED', 'CONFERENCE_MOVED'), ('CONFERENCE_RECORDED', 'CONFERENCE_RECORDED'), ('CONSULTATION_ASKED', 'CONSULTATION_ASKED'), ('CONSULTATION_ANSWERED', 'CONSULTATION_ANSWERED'), ('INVITED_TO_CASE', 'INVITED_TO_CASE'), ('CASE_HANDED_OVER', 'CASE_HANDED_OVER'), ('SHARED_WITH_YOU', 'SHARED_WITH_YOU'), ('SEAT_EMPTY', 'SEAT_EMPTY')], max_length=24)),
                ('shown', models.BooleanField()),
                ('mail', models.CharField(choices=[('AT_ONCE', 'AT_ONCE'), ('DAILY', 'DAILY'), ('NEVER', 'NEVER')], max_length=8)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('user', 'kind'), name='notifications_one_wish_per_kind')],
            },
        ),
        migrations.AddField(
            model_name='notification',
            name='digest',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='notification',
            name='shown',
            field=models.BooleanField(default=True),
        ),
        migrations.AddIndex(
            model_name='notification',
            index=models.Index(condition=models.Q(('read_at__isnull', True), ('shown', True)), fields=['user'], name='notifications_unread'),
        ),
        migrations.AddIndex(
            model_name='notification',
            index=models.Index(condition=models.Q(('digest', True)), fields=['user'], name='notifications_digest'),
        ),
    ]
