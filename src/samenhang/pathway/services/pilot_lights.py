"""The pilot light and contact: agreed, kept, renewed, lit up again; and letting go, which takes an analysis."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext, override

from samenhang.access.enums import CaseRole, Category
from samenhang.access.selectors import taking_part
from samenhang.access.services import require_grant
from samenhang.audit.enums import Act
from samenhang.base.actor import SYSTEM, Actor
from samenhang.base.errors import Conflict, NoGrant, Refused
from samenhang.notifications.enums import Kind
from samenhang.notifications.services import notify
from samenhang.pathway.enums.crises import CrisisState
from samenhang.pathway.enums.pilot_lights import ContactForm, LightAct, LightState, WhatWeDo
from samenhang.pathway.enums.steps import StepState
from samenhang.pathway.models import Contact, Crisis, FullStepDown, PilotLight, Step, WarmHandover
from samenhang.pathway.rules.handovers import HANDOVERS
from samenhang.pathway.rules.pilot_lights import LIGHTS, check_letting_go, check_light, met_and_failed
from samenhang.pathway.services._common import held, line, same_person
from samenhang.pathway.services.stays import held_home
from samenhang.people.selectors import keys
from samenhang.people.services import require_person


@dataclass(frozen=True)
class NewLight:
    """What a pilot light says: who keeps contact, how often and how, what the person wants, what brings help back, who pays."""

    organisation_id: int
    keeper_id: int
    start: date
    until: date
    every_days: int
    form: ContactForm
    wants: str
    own_route: str
    brings_back: str
    payer: str
    back_within_days: int = 5
    sleeping: str = ""
    agreed_by_client_on: date | None = None


@transaction.atomic
def keep_light(*, actor: Actor, person_id: int, compartment_id: int, new: NewLight, today: date) -> int:
    """Agree on a pilot light and return its id. Who keeps it takes part in the case.

    Raises NoGrant, Conflict(LIGHT_BURNS) while one burns, Refused(KEEPER_TAKES_NO_PART), and what ``rules.check_light`` refuses.
    """
    dossier_id = require_person(actor, person_id=person_id, compartment_id=compartment_id, category=Category.PLAN_GOALS)
    check_light(
        start=new.start, until=new.until, every_days=new.every_days,
        wants=new.wants, own_route=new.own_route, brings_back=new.brings_back,
    )  # fmt: skip
    if new.agreed_by_client_on is not None and new.agreed_by_client_on > today:
        raise Refused("IN_THE_FUTURE")
    _takes_part(dossier_id, new.keeper_id, today)
    rows = PilotLight.objects.for_rule("one pilot light burns at a time")
    if rows.filter(person_id=person_id, state=LightState.BURNING).exists():
        raise Conflict("LIGHT_BURNS")
    words = {k: v.strip() if isinstance(v, str) else v for k, v in new.__dict__.items()}
    row = PilotLight(person_id=person_id, compartment_id=compartment_id, made_by_id=actor.me, **words)
    PilotLight.objects.write([row])
    line(actor, Act.CREATE, row, dossier_id)
    notify(
        user_ids=[new.keeper_id] if new.keeper_id != actor.user_id else [],
        kind=Kind.LIGHT_TO_KEEP,
        key=f"light:{row.pk}:{new.keeper_id}",
        path=f"/pathway/people/{person_id}/pilot-light/",
        dossier_id=dossier_id,
    )
    pk: int = row.pk
    return pk


def _takes_part(dossier_id: int, user_id: int, today: date) -> None:
    if not any(p.user_id == user_id for p in taking_part(dossier_id, today)):
        raise Refused("KEEPER_TAKES_NO_PART")


@transaction.atomic
def renew_light(*, actor: Actor, light_id: int, until: date, every_days: int, keeper_id: int, today: date) -> None:
    """Let a pilot light burn longer, more or less often, or with somebody else who keeps it.

    Raises NoGrant, Refused(STEP_NOT_POSSIBLE, ENDS_BEFORE_START, LIGHT_TOO_RARE, KEEPER_TAKES_NO_PART).
    """
    row, dossier_id = held(actor, PilotLight, light_id, reason="a pilot light is renewed while it burns")
    row.state = LIGHTS.after(row.state, LightAct.RENEW)
    check_light(
        start=max(row.start, today), until=until, every_days=every_days,
        wants=row.wants, own_route=row.own_route, brings_back=row.brings_back,
    )  # fmt: skip
    _takes_part(dossier_id, keeper_id, today)
    row.until, row.every_days, row.keeper_id = until, every_days, keeper_id
    row.save(update_fields=["until", "every_days", "keeper"])
    line(actor, Act.UPDATE, row, dossier_id, until=until.isoformat(), every_days=every_days)


def end_light(actor: Actor, row: PilotLight, dossier_id: int, state: LightState, *, why: str, today: date) -> None:
    """The light goes over into another state, inside the transaction of what ends it."""
    act = LightAct.RELIGHT if state == LightState.RELIT else LightAct.PUT_OUT
    row.state = LIGHTS.after(row.state, act)
    row.ended_on, row.ended_by_id, row.ended_why = today, actor.user_id, why.strip()
    row.save(update_fields=["state", "ended_on", "ended_by", "ended_why"])
    line(actor, Act.END, row, dossier_id, state=state)


@transaction.atomic
def relight(*, actor: Actor, light_id: int, why: str, today: date) -> None:
    """Help is needed again: the light ends, the case runs with its last plan, and who holds it hears so; no new application.

    Whoever takes part may do it. Raises NoGrant, Refused(REASON_MISSING, STEP_NOT_POSSIBLE).
    """
    row, dossier_id = held(actor, PilotLight, light_id, reason="a pilot light is lit up once", write=False)
    if not why.strip():
        raise Refused("REASON_MISSING")
    end_light(actor, row, dossier_id, LightState.RELIT, why=why, today=today)
    holders = {CaseRole.CASE_DIRECTOR, CaseRole.FILE_HOLDER, CaseRole.DEPUTY_DIRECTOR}
    told = {p.user_id for p in taking_part(dossier_id, today) if p.role in holders and p.user_id}
    notify(
        user_ids=sorted((told | {row.keeper_id}) - {actor.user_id}),
        kind=Kind.LIGHT_LIT_UP,
        key=f"light:{row.pk}:lit",
        path=f"/pathway/people/{row.person_id}/",
        dossier_id=dossier_id,
    )


@transaction.atomic
def relight_for_reentry(*, person_id: int, today: date) -> None:
    """The case is at work again through a report: a light that burns has done its work."""
    rows = PilotLight.objects.for_rule("a re-entry lights up what burned low").select_for_update()
    row = rows.filter(person_id=person_id, state=LightState.BURNING).first()
    if row is not None:
        found = keys(reason="the log line of a light that was lit up", ids=[person_id])
        with override("nl"):  # a word in the file of the person, whoever happens to act
            why = gettext("Help came back through a report")
        end_light(SYSTEM, row, found[0].dossier_id, LightState.RELIT, why=why, today=today)


@dataclass(frozen=True)
class NewAnalysis:
    """Why nobody has to keep looking: what goes well, what if it does not, what the person says, who was consulted."""

    finding: WhatWeDo
    what_goes_well: str
    what_if: str
    client_says: str
    consulted: str


@transaction.atomic
def analyse_letting_go(*, actor: Actor, person_id: int, compartment_id: int, new: NewAnalysis, today: date) -> int:
    """Write down the analysis without which nobody is let go of; a pilot light that burns goes out with it. Returns its id.

    Raises NoGrant, Refused(REASON_MISSING) when a word is missing, Refused(WORDS_OF_CLIENT_MISSING).
    """
    dossier_id = require_person(actor, person_id=person_id, compartment_id=compartment_id, category=Category.PLAN_GOALS)
    if not new.client_says.strip():
        raise Refused("WORDS_OF_CLIENT_MISSING")
    if not all(w.strip() for w in (new.what_goes_well, new.what_if, new.consulted)):
        raise Refused("REASON_MISSING")
    words = {k: v.strip() if k != "finding" else v for k, v in new.__dict__.items()}
    row = FullStepDown(
        person_id=person_id, compartment_id=compartment_id, decided_on=today, decided_by_id=actor.me, **words
    )
    FullStepDown.objects.write([row])
    line(actor, Act.DECIDE, row, dossier_id, finding=new.finding)
    lights = PilotLight.objects.for_rule("letting go puts the light out").select_for_update()
    burning = lights.filter(person_id=person_id, state=LightState.BURNING).first()
    if burning is not None:
        end_light(actor, burning, dossier_id, LightState.OUT, why=new.what_goes_well, today=today)
    pk: int = row.pk
    return pk


def check_closing(dossier_id: int, today: date) -> None:
    """Raise Refused when this case may not be closed yet: nobody is let go of without an analysis (handbook 13.1)."""
    found = keys(reason="who is let go of when a case closes", dossiers=[dossier_id])
    for person in found:
        lights = PilotLight.objects.for_rule("a light that burns keeps the case open")
        burns = lights.filter(person_id=person.id, state=LightState.BURNING).exists()
        rows = FullStepDown.objects.for_rule("nobody is let go of without an analysis").filter(person_id=person.id)
        analysed = rows.order_by("-decided_on").values_list("decided_on", flat=True).first()
        check_letting_go(on_the_way=_on_the_way(person.id), light_burns=burns, analysed_on=analysed, today=today)


def _on_the_way(person_id: int) -> bool:
    """Say whether a place is held for somebody, a step is planned, a crisis runs or a handover is not closed."""
    steps = Step.objects.for_rule("nobody is let go of while a place is held").filter(person_id=person_id)
    crises = Crisis.objects.for_rule("nobody is let go of in a crisis").filter(person_id=person_id)
    handed = WarmHandover.objects.for_rule("nobody is let go of between two").filter(person_id=person_id)
    return (
        held_home(person_id) is not None
        or steps.filter(state=StepState.PLANNED).exists()
        or crises.filter(state__in=[CrisisState.CALLED, CrisisState.ON_THE_WAY, CrisisState.PRESENT]).exists()
        or handed.exclude(state__in=list(HANDOVERS.ends)).exists()
    )


@dataclass(frozen=True)
class NewContact:
    """That somebody had contact, or tried: when, how, and whether they met."""

    on: date
    form: ContactForm
    reached: bool
    client_says: str = ""


@transaction.atomic
def record_contact(*, actor: Actor, person_id: int, compartment_id: int, new: NewContact, today: date) -> int:
    """Write down contact with somebody, or that it did not come about; whoever takes part may. Returns its id.

    Raises NoGrant, Refused(IN_THE_FUTURE), Refused(NOT_THIS_PERSON).
    """
    dossier_id = require_grant(actor, compartment_id, Category.APPOINTMENTS, write=False)
    same_person(person_id, dossier_id)
    if not any(p.user_id == actor.me for p in taking_part(dossier_id, today)):
        raise NoGrant("NO_GRANT")
    if new.on > today:
        raise Refused("IN_THE_FUTURE")
    lights = PilotLight.objects.for_rule("contact counts for the light that burns")
    light = lights.select_for_update().filter(person_id=person_id, state=LightState.BURNING).first()
    row = Contact(
        person_id=person_id,
        compartment_id=compartment_id,
        light=light,
        on=new.on,
        form=new.form,
        reached=new.reached,
        by_id=actor.me,
        client_says=new.client_says.strip(),
    )
    Contact.objects.write([row])
    if light is not None:
        contacts = Contact.objects.for_rule("the clock of a light reads its contacts").filter(light=light)
        light.met_on, light.failed, light.failed_on = met_and_failed(list(contacts.values_list("on", "reached")))
        light.save(update_fields=["met_on", "failed", "failed_on"])
    line(actor, Act.CREATE, row, dossier_id, reached=new.reached)
    pk: int = row.pk
    return pk
