"""A handover as it goes in reality, step by step through the verbs, for the tests."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from samenhang.access.enums import CaseRole, Category, Purpose
from samenhang.access.services import join_case
from samenhang.base.actor import Actor
from samenhang.directory import services as directory
from samenhang.directory.enums import Role
from samenhang.directory.models import User
from samenhang.directory.selectors import actor_of
from samenhang.engines import sharing as engine
from samenhang.notifications.enums import Kind
from samenhang.notifications.models import Notification
from samenhang.pathway import services
from samenhang.pathway.enums import Evidence, GiverRole, HandoverKind, Livelihood, StepCode
from samenhang.pathway.models import HandoverRequest, WarmHandover
from samenhang.pathway.rules import NewEvidence
from samenhang.pathway.rules.handovers import missing
from samenhang.pathway.selectors import handover
from samenhang.plan import services as plan
from samenhang.plan.enums import Answer, LineKind, Phase, Signer
from samenhang.plan.services.agreeing import NewSignature
from samenhang.plan.services.support import About
from samenhang.privacy.enums import GivenBy, GivenHow
from samenhang.privacy.services import Given, NewConsent, ask_consent, record_answer
from tests.conftest import TODAY

DAY = timedelta(days=1)
MOVE = TODAY + 200 * DAY
TO_READ = (
    Category.ID_CONTACT
    | Category.HOUSING_NEEDS
    | Category.PLAN_GOALS
    | Category.APPOINTMENTS
    | Category.PLACEMENT_HISTORY
)


def colleague(username: str, organisation_id: int) -> Actor:
    """Somebody who works at an organisation and can receive people."""
    new = directory.NewPersona(username, username.title(), "", "", Role.PROFESSIONAL)
    user_id = directory.add_persona(new=new, organisation_id=organisation_id, team_id=None, start=date(2024, 1, 1))
    return actor_of(User.objects.get(pk=user_id), today=TODAY)


@dataclass
class Stage:
    """Who hands over, who may receive, and the person."""

    owner: Actor
    receiver: Actor
    other: Actor
    somebody: Any
    organisations: dict[str, int]

    @property
    def about(self) -> About:
        """About whom."""
        return About(self.somebody.id, self.somebody.compartment_id)

    def start(self, **more: Any) -> int:
        """Begin a handover from the mental health provider."""
        values = {
            "kind": HandoverKind.PROVIDER_TO_PROVIDER, "giver_id": self.owner.me, "from_organisation_id": self.organisations["ggz"],
            "giver_role": GiverRole.GGZ, "move_on": MOVE, "perspective": "Een eigen studio met hulp dichtbij", **more,
        }  # fmt: skip
        return services.start_handover(
            actor=self.owner, about=self.about, new=services.NewHandover(**values), today=TODAY
        )

    def row(self, pk: int) -> WarmHandover:
        """The handover as it stands."""
        return WarmHandover.objects.for_rule("a test looks at what was written").get(pk=pk)

    def left(self, pk: int, today: date = TODAY) -> list[StepCode]:
        """What stands between this handover and *ready*."""
        found = handover(self.owner, pk, purpose=Purpose.CARE_COORDINATION, today=today)
        assert found is not None
        return missing(found[1].facts, found[1].numbers)

    def ask(self, pk: int, *codes: str) -> list[int]:
        """Ask organisations whether they can receive somebody."""
        ids = [self.organisations[c] for c in codes or ("shelter",)]
        new = services.NewRequest(ids, setting="BW", security_level=1, needs=("LOW_STIMULUS",))
        return services.ask_receivers(actor=self.owner, handover_id=pk, new=new, today=TODAY)

    def accepted(self, **more: Any) -> int:
        """A handover with a receiver."""
        pk = self.start(**more)
        (asked,) = self.ask(pk)
        services.accept_request(actor=self.receiver, request_id=asked, today=TODAY)
        return pk

    def note(self, pk: int, kind: Evidence, *, by: Actor | None = None, today: date = TODAY, **values: Any) -> int:
        """Write something down."""
        given = {"on": today, "words": "Zo is het afgesproken", "with_whom": "Iris en Daan", **values}
        new = NewEvidence(kind, **given)
        return services.note_evidence(actor=by or self.owner, handover_id=pk, new=new, today=today)

    def consent(self, categories: Category = TO_READ) -> int:
        """The person agrees with what this receiver reads; what follows after the commit is done here at once."""
        new = NewConsent(
            self.somebody.id, self.somebody.compartment_id, self.organisations["shelter"], engine.Role.BW_PROVIDER, categories,
            engine.Purpose.HANDOVER, "Uitgelegd aan de keukentafel", TODAY + 360 * DAY,
        )  # fmt: skip
        pk = ask_consent(actor=self.owner, new=new, today=TODAY)
        given = Given(GivenHow.SIGNED, GivenBy.CLIENT, TODAY)
        record_answer(actor=self.owner, consent_id=pk, given=given, today=TODAY)
        self.consent_decides()
        return pk

    def consent_decides(self) -> None:
        """What the package does when it hears that consent changed."""
        services.consent_decides(person_id=self.somebody.id, organisation_id=self.organisations["shelter"], today=TODAY)

    def signals(self) -> None:
        """The signalling plan is renewed with the person."""
        pk = plan.start_signal_plan(
            actor=self.owner, person_id=self.somebody.id, compartment_id=self.somebody.compartment_id,
            head=plan.NewSignalHead("Laat mij rustig worden"), today=TODAY,
        )  # fmt: skip
        plan.add_line(actor=self.owner, signal_plan_id=pk, phase=Phase.RED, kind=LineKind.SIGN, text="Schreeuwt")
        plan.add_call(actor=self.owner, signal_plan_id=pk, name="Iris", phone="0500-10000")
        plan.ask_signatures(actor=self.owner, signal_plan_id=pk, today=TODAY)
        new = NewSignature(Answer.AGREED, signer=Signer.CLIENT, name="Zij zelf")
        plan.sign(actor=self.owner, under="signal_plan", under_id=pk, new=new, today=TODAY)
        plan.bring_into_force(actor=self.owner, signal_plan_id=pk, today=TODAY)

    def all_there(self, pk: int, *, without: tuple[Evidence, ...] = ()) -> None:
        """Everything that *ready* asks, but for what is left out."""
        shelter = self.organisations["shelter"]
        if Evidence.WISH not in without:
            self.consent()
        self.signals()
        things: list[tuple[Evidence, dict[str, Any]]] = [
            (Evidence.PARTIES, {}),
            (Evidence.LEGAL_BRIDGE, {}),
            (Evidence.WISH, {}),
            (Evidence.INTAKE, {"in_person": True, "client_present": True, "organisation_id": shelter}),
            (Evidence.RETURN_AGREEMENT, {"item": "BED_HELD"}),
            *((Evidence.LIVELIHOOD, {"item": item.value}) for item in Livelihood),
        ]
        for kind, values in things:
            if kind not in without:
                self.note(pk, kind, **values)

    def ready(self, **more: Any) -> int:
        """A handover that is ready."""
        pk = self.accepted(**more)
        self.all_there(pk)
        services.declare_ready(actor=self.owner, handover_id=pk, lock=self.row(pk).lock, today=TODAY)
        return pk

    def moved(self) -> int:
        """Somebody moved today."""
        pk = self.ready(move_on=TODAY)
        services.transfer(actor=self.owner, handover_id=pk, lock=self.row(pk).lock, today=TODAY)
        return pk

    def aftercare(self) -> int:
        """The receiver knows enough."""
        pk = self.moved()
        for _ in range(2):
            self.note(pk, Evidence.TALK, minutes=45)
        services.know_enough(actor=self.receiver, handover_id=pk, lock=self.row(pk).lock, today=TODAY)
        return pk

    def cared_for(self, pk: int, moved: date = TODAY) -> date:
        """The aftercare is given, each thing on its day; returns the last of them."""
        last = moved
        for days, kind, values in (
            (1, Evidence.FIRST_CONTACT, {}), (3, Evidence.HOME_VISIT, {}), (7, Evidence.CONSULT, {}), (30, Evidence.CONSULT, {}),
            (31, Evidence.CHECK_IN, {"item": "1"}), (91, Evidence.CONSULT, {}), (92, Evidence.CHECK_IN, {"item": "3"}),
            (92, Evidence.EVALUATION, {"item": "YES", "client_present": True}), (184, Evidence.CHECK_IN, {"item": "6"}),
        ):  # fmt: skip
            last = moved + days * DAY
            self.note(pk, kind, by=self.receiver, today=last, **values)
        return last


def stage_of(cast: Any, somebody: Any, organisations: dict[str, int]) -> Stage:
    """The cast of a handover: the owner gives and holds the file, two others could receive."""
    join_case(
        actor=cast.owner, dossier_id=somebody.dossier_id, role=CaseRole.FILE_HOLDER, start=date(2026, 2, 1), user_id=cast.owner.user_id,
        organisation_id=organisations["ggz"],
    )  # fmt: skip
    receiver = colleague("receiver", organisations["shelter"])
    other = colleague("second", organisations["other"])
    return Stage(cast.owner, receiver, other, somebody, organisations)


def request(pk: int) -> HandoverRequest:
    """A question to a possible receiver as it stands."""
    return HandoverRequest.objects.get(pk=pk)


def told(user: Actor, kind: Kind) -> int:
    """How often somebody was told of this kind."""
    return Notification.objects.filter(user_id=user.user_id, kind=kind).count()


def anyway(**more: Any) -> services.ReadyAnyway:
    """An exception with a manager behind it."""
    values = {
        "why": "De rechter beslist vrijdag", "instead": "De behandelaar blijft drie weken meekomen", "risk": "Besproken met de psychiater",
        "consulted": "Noor Esveld", "backed_by": "Femke Terhorst", "backed_as": "Manager", "backed_on": TODAY, "review_on": TODAY + 30 * DAY,
    }  # fmt: skip
    return services.ReadyAnyway(**{**values, **more})
