"""A step names its handover or why there is none; a colleague may take over receiving; one talk only has somebody behind it."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Links and reasons."""

    dependencies = [
        ("pathway", "0005_where_a_handover_leads"),
        ("plan", "0002_crisis_team"),
    ]

    operations = [
        migrations.AddField(
            model_name="step",
            name="handover",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="pathway.warmhandover",
            ),
        ),
        migrations.AddField(
            model_name="step", name="no_handover_why", field=models.CharField(blank=True, max_length=300)
        ),
        migrations.AddField(
            model_name="warmhandover", name="receiver_since", field=models.DateField(blank=True, null=True)
        ),
        migrations.AddField(
            model_name="warmhandover",
            name="talk_deviation",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="plan.protocoldeviation",
            ),
        ),
        migrations.AddConstraint(
            model_name="step",
            constraint=models.CheckConstraint(
                condition=models.Q(("handover__isnull", True), ("no_handover_why", ""), _connector="OR"),
                name="pathway_step_with_or_without_handover",
            ),
        ),
        migrations.AlterField(
            model_name='handoverevidence',
            name='kind',
            field=models.CharField(choices=[('PERSPECTIVE', 'PERSPECTIVE'), ('PARTIES', 'PARTIES'), ('LEGAL_BRIDGE', 'LEGAL_BRIDGE'), ('WISH', 'WISH'), ('INTAKE', 'INTAKE'), ('VISIT', 'VISIT'), ('FREEDOM', 'FREEDOM'), ('BRIEFING', 'BRIEFING'), ('STAFF_EXCHANGE', 'STAFF_EXCHANGE'), ('RETURN_AGREEMENT', 'RETURN_AGREEMENT'), ('LIVELIHOOD', 'LIVELIHOOD'), ('TALK', 'TALK'), ('OVERLAP', 'OVERLAP'), ('FIRST_CONTACT', 'FIRST_CONTACT'), ('HOME_VISIT', 'HOME_VISIT'), ('CONSULT', 'CONSULT'), ('CHECK_IN', 'CHECK_IN'), ('EVALUATION', 'EVALUATION'), ('CASE_DISCUSSION', 'CASE_DISCUSSION'), ('FILE_HOLDER', 'FILE_HOLDER'), ('RETURNED', 'RETURNED'), ('NEW_RECEIVER', 'NEW_RECEIVER')], max_length=16),
        ),
    ]
