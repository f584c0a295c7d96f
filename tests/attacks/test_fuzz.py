"""Every address and every form, with what nobody would type: never a server error, never a look inside."""

from __future__ import annotations

import logging
import os
import sys
from datetime import timedelta

import pytest

from samenhang.access.models import BreakGlass, Participation
from samenhang.directory.models import Membership, User
from samenhang.directory.roles import scopes_for
from samenhang.directory.selectors import actor_of
from samenhang.directory.services import make_key
from samenhang.documents.models import DocumentVersion
from samenhang.finance.models import ProvisionalCover
from samenhang.intake.models import Report
from samenhang.legal.models import LegalTitle
from samenhang.pathway.models import (
    BedRight,
    Crisis,
    Freedom,
    HandoverRequest,
    Return,
    Roster,
    Shift,
    Step,
    WarmHandover,
)
from samenhang.people.models import Person
from samenhang.privacy.models import Consent, Notice, RightsRequest, Weighing
from samenhang.steering.models import Bottleneck, BottleneckCase, Question, RegulatoryRoom
from samenhang.supply.models import Place
from tests.attacks.fuzz import Fuzzer
from tests.conftest import TODAY

WHY = "identifiers of everybody, to be tried by everybody"
AMOUNT = int(os.environ.get("SAMENHANG_FUZZ", "5000"))
SEED = int(os.environ.get("SAMENHANG_FUZZ_SEED", "1"))


@pytest.mark.slow
@pytest.mark.long
@pytest.mark.capability(141)
def test_no_request_makes_the_server_stumble(demo_region, settings):
    logging.disable(logging.CRITICAL)
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    people = list(User.objects.filter(is_persona=True).order_by("pk").values_list("username", flat=True))
    api_keys = []
    for user in User.objects.filter(is_persona=True):
        actor = actor_of(user, today=TODAY)
        if actor.can("USE_API"):
            scopes = scopes_for(actor.powers)
            api_keys.append(
                make_key(actor=actor, name="proef", scopes=scopes, start=TODAY, end=TODAY + timedelta(days=9))
            )
    few = {
        "person_id": list(Person.objects.for_rule(WHY).values_list("pk", flat=True)[:12]),
        "place_id": list(Place.objects.values_list("pk", flat=True)[:8]),
        "membership_id": list(Membership.objects.values_list("pk", flat=True)[:20]),
        "participation_id": list(Participation.objects.values_list("pk", flat=True)[:20]),
        "title_id": list(LegalTitle.objects.for_rule(WHY).values_list("pk", flat=True)[:10]),
        "consent_id": list(Consent.objects.for_rule(WHY).values_list("pk", flat=True)[:10]),
        "notice_id": list(Notice.objects.for_rule(WHY).values_list("pk", flat=True)[:10]),
        "request_id": list(RightsRequest.objects.for_rule(WHY).values_list("pk", flat=True)[:10]),
        "weighing_id": list(Weighing.objects.for_rule(WHY).values_list("pk", flat=True)[:10]),
        "access_id": list(BreakGlass.objects.for_rule(WHY).values_list("pk", flat=True)[:10]),
        "version_id": list(DocumentVersion.objects.for_rule(WHY).values_list("pk", flat=True)[:10]),
        "handover_id": list(WarmHandover.objects.for_rule(WHY).values_list("pk", flat=True)[:10]),
        "asked_id": list(HandoverRequest.objects.values_list("pk", flat=True)[:10]),
        "report_id": list(Report.objects.for_rule(WHY).values_list("pk", flat=True)[:10]),
        "return_id": list(Return.objects.for_rule(WHY).values_list("pk", flat=True)[:10]),
        "step_id": list(Step.objects.for_rule(WHY).values_list("pk", flat=True)[:10]),
        "freedom_id": list(Freedom.objects.for_rule(WHY).values_list("pk", flat=True)[:10]),
        "crisis_id": list(Crisis.objects.for_rule(WHY).values_list("pk", flat=True)[:10]),
        "right_id": list(BedRight.objects.for_rule(WHY).values_list("pk", flat=True)[:10]),
        "roster_id": list(Roster.objects.values_list("pk", flat=True)[:5]),
        "shift_id": list(Shift.objects.values_list("pk", flat=True)[:10]),
        "bottleneck_id": list(Bottleneck.objects.values_list("pk", flat=True)[:10]),
        "attempt_id": list(Question.objects.values_list("pk", flat=True)[:10]),
        "room_id": list(RegulatoryRoom.objects.values_list("pk", flat=True)[:10]),
        "met_id": list(BottleneckCase.objects.for_rule(WHY).values_list("pk", flat=True)[:10]),
        "cover_id": list(ProvisionalCover.objects.for_rule(WHY).values_list("pk", flat=True)[:10]),
    }
    try:
        report = Fuzzer(seed=SEED, people=people, ids=few, api_keys=api_keys).run(AMOUNT)
    finally:
        logging.disable(logging.NOTSET)
    told = f"{report.requests} requests on {len(report.routes)} routes: {dict(sorted(report.statuses.items()))}"
    sys.stdout.write(f"{told}\n")
    assert not report.failures, f"{told}\n" + "\n".join(sorted(set(report.failures))[:40])
    assert not report.leaks, "\n".join(report.leaks[:20])
    assert report.requests >= AMOUNT and len(report.routes) > 80
    inside = sum(report.statuses[status] for status in (200, 302, 400, 409, 422))
    assert inside > AMOUNT // 4, f"too few of them came past the door to meet a form or a rule: {told}"
    assert report.statuses[200] > AMOUNT // 40, f"too few of them saw a page: {told}"
