"""Signing the sharing rules: a privacy officer puts their name under one version, by its fingerprint."""

from __future__ import annotations

from django.db import transaction

from samenhang.access.services import require
from samenhang.audit.enums import Act
from samenhang.audit.services import record
from samenhang.base import clock
from samenhang.base.actor import Actor
from samenhang.base.errors import Refused
from samenhang.directory.enums import Power
from samenhang.engines.sharing import load_rules
from samenhang.privacy.models import RuleSheetSignature


@transaction.atomic
def sign_rules(*, actor: Actor, fingerprint: str, remark: str) -> None:
    """Sign the version of the rules that is in use. Raises Refused(RULES_CHANGED) when they are not those that were read."""
    require(actor, Power.REVIEW_ACCESS)
    rules = load_rules()
    if fingerprint != rules.fingerprint:
        raise Refused("RULES_CHANGED")
    if RuleSheetSignature.objects.filter(fingerprint=fingerprint, signed_by_id=actor.me).exists():
        raise Refused("ALREADY_SIGNED")
    RuleSheetSignature.objects.create(
        version=rules.version,
        fingerprint=fingerprint,
        signed_by_id=actor.me,
        signed_at=clock.now(),
        remark=remark.strip(),
    )
    record(actor, Act.SIGN, object_type="SharingRules", object_id=rules.version, detail={"fingerprint": fingerprint})
