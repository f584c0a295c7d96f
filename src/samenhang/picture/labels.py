"""Code → words for the shared picture."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from samenhang.picture.enums import FactCode, IncidentKind, ProblemArea

PROBLEMS: dict[str, Promise] = {
    ProblemArea.MID: _("Mild intellectual disability"),
    ProblemArea.SUBSTANCE: _("Substance use"),
    ProblemArea.PSYCHIATRY: _("Psychiatric problems"),
    ProblemArea.PERSONALITY: _("Personality problems"),
    ProblemArea.ATTACHMENT: _("Attachment problems"),
    ProblemArea.TRAUMA: _("Trauma"),
    ProblemArea.EMOTION_REGULATION: _("Emotion regulation"),
    ProblemArea.IMPULSE: _("Impulse control"),
    ProblemArea.DEVELOPMENT: _("Developmental disorder"),
    ProblemArea.SOMATIC: _("Physical conditions"),
}
INCIDENTS: dict[str, Promise] = {
    IncidentKind.VIOLENCE_STAFF: _("Violence against staff"),
    IncidentKind.VIOLENCE_CLIENT: _("Violence against a fellow client"),
    IncidentKind.VIOLENCE_OTHER: _("Violence against others"),
    IncidentKind.THREAT: _("Threat"),
    IncidentKind.AGGRESSION_HOME: _("Aggression at home"),
    IncidentKind.AGGRESSION_MATERIAL: _("Aggression against things"),
    IncidentKind.PROPERTY: _("Property offence"),
    IncidentKind.SELF_HARM: _("Self-harm"),
    IncidentKind.FIRE: _("Fire"),
    IncidentKind.ABSENCE: _("Absence without notice"),
    IncidentKind.OTHER: _("Other incident"),
}
FACTS: dict[str, Promise] = {
    FactCode.SECURITY_NEEDED: _("Security level needed"),
    FactCode.GROUP_FIT: _("Can live in a group"),
    FactCode.SUBSTANCE_USE: _("Use of substances"),
    FactCode.FIRE_SETTING: _("Fire setting in the past"),
    FactCode.STAFF_ASSAULT: _("Violence against staff in the past"),
    FactCode.SEXUAL_OFFENCE: _("Sexual offence in the past"),
    FactCode.NIGHT_STAFF: _("Needs somebody at night"),
    FactCode.LOW_STIMULUS: _("Needs a place low in stimuli"),
    FactCode.TWO_STAFF: _("Needs two members of staff"),
    FactCode.COMMUNICATION_SUPPORT: _("Needs support in communication"),
    FactCode.WHEELCHAIR: _("Uses a wheelchair"),
    FactCode.ID_SHOWN_BEFORE_18: _("Disability shown before the age of 18"),
}
