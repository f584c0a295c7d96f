"""Titles of the demonstration that are being arranged: somebody who returns, one entitlement in the place of several, cover that is not settled.

Invented, in the region's own words.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date as d
from datetime import timedelta
from decimal import Decimal

from samenhang.access.enums import CaseRole, Category, Purpose
from samenhang.access.selectors import may_write, own_cases
from samenhang.base.actor import Actor
from samenhang.directory.models import User
from samenhang.directory.selectors import actor_of
from samenhang.finance.services import NewCover, agree_cover
from samenhang.legal.enums import Duty, DutyAct, Payer, TitleCode
from samenhang.legal.selectors import entitlements_of, indication_ids
from samenhang.legal.services import (
    NewEntitlement,
    NewTitle,
    Owner,
    agree_entitlement,
    arrange,
    note_entitlement,
    record_title,
)
from samenhang.pathway.services import expect_return
from samenhang.people.selectors import PersonKey, keys

CARE = Purpose.CARE_COORDINATION
_REASON = "the titles of the demonstration are told"
LAST_DAYS = 80  # the measure of who returns ends so many days after the day of the demonstration


def tell(*, today: d, organisations: Mapping[str, int], users: Mapping[str, int]) -> None:
    """Tell it all through the services, as the coordinator would."""
    actor = actor_of(User.objects.get(pk=users["coordinator"]), today=today)
    written = {k.number: k for k in keys(reason=_REASON, numbers=["C1-POPULIER"])}
    _one_entitlement(actor, written["C1-POPULIER"], organisations, today)
    directed = {pk for pk, roles in own_cases(actor, today).items() if CaseRole.CASE_DIRECTOR in roles}
    others = [
        k
        for k in sorted(keys(reason=_REASON, dossiers=directed), key=lambda k: k.number)
        if not k.number.startswith("C") and may_write(actor, k.compartment_id, Category.TITLE_FACT)
    ]
    if others:
        _returns(actor, others[0], organisations, today)
        _cover(actor, others[-1], organisations, today)


def _one_entitlement(actor: Actor, person: PersonKey, organisations: Mapping[str, int], today: d) -> None:
    mine = [pk for pk, _law, _profile, _end in indication_ids(actor, person.id, purpose=CARE)]
    payers = [organisations[c] for c in ("zorgkantoor-noorderhei", "gemeente-turfwolde")]
    new = NewEntitlement(
        covers="Wonen met begeleiding, van een gesprek per week tot dag en nacht, zonder nieuwe aanvraag.",
        start=today - timedelta(days=60),
        end=None,
        payer_ids=payers,
        indication_ids=mine,
    )
    note_entitlement(actor=actor, person_id=person.id, compartment_id=person.compartment_id, new=new)
    asked = entitlements_of(actor, person.id, purpose=CARE)[0].payers
    agree_entitlement(
        actor=actor, payer_id=asked[0].id, on=today - timedelta(days=20), by="Anke Wiersma, inkoper", today=today
    )


def _returns(actor: Actor, person: PersonKey, organisations: Mapping[str, int], today: d) -> None:
    last = today + timedelta(days=LAST_DAYS)
    new = NewTitle(
        person.id,
        person.compartment_id,
        person.dossier_id,
        TitleCode.ISD,
        today - timedelta(days=650),
        last + timedelta(days=1),
        decided_by="Rechtbank Noorderhei",
    )
    title = record_title(actor=actor, new=new)
    town = Owner(organisation_id=organisations["gemeente-turfwolde"], name="Ilse Boersma")
    for duty, act, owner, words, remark in (
        (
            Duty.IDENTITY,
            DutyAct.ASSIGN,
            town,
            "Gemeente Turfwolde, Ilse Boersma",
            "Vraagt de kaart aan in de inrichting.",
        ),
        (Duty.IDENTITY, DutyAct.ARRANGE, None, "", "De kaart ligt klaar."),
        (Duty.INCOME, DutyAct.ASSIGN, town, "Gemeente Turfwolde, Ilse Boersma", ""),
        (Duty.INSURANCE, DutyAct.SET_ASIDE, None, "", "De verzekering liep door."),
    ):
        arrange(actor=actor, title_id=title, duty=duty, act=act, owner=owner, owner_words=words, remark=remark)
    expect_return(
        actor=actor,
        person_id=person.id,
        compartment_id=person.compartment_id,
        title_id=title,
        organisation_id=organisations["gemeente-turfwolde"],
        returns_on=last,
        today=today,
    )


def _cover(actor: Actor, person: PersonKey, organisations: Mapping[str, int], today: d) -> None:
    new = NewCover(
        what="Begeleiding aan huis, tweemaal in de week, door dezelfde mensen als daarvoor.",
        from_payer=Payer.FZ_DJI,
        to_payer=Payer.WMO_LOCAL,
        start=today - timedelta(days=40),
        until=today + timedelta(days=10),
        covered_by_id=organisations["gemeente-zandmeer"],
        agreed_with="Roel Hofstra, teamleider Wmo",
        hours=Decimal("4.5"),
    )
    agree_cover(actor=actor, person_id=person.id, compartment_id=person.compartment_id, new=new)
