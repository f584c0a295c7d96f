"""Reports come in: by the desk, by a form, by another system, by a file; each once, each behind the grant of the desk."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from samenhang.access.enums import Category, DossierKind, Regime
from samenhang.access.services import give_grant, open_dossier, require
from samenhang.audit.enums import Act
from samenhang.audit.services import record
from samenhang.base.actor import Actor
from samenhang.base.errors import Conflict, Refused
from samenhang.directory.enums import Power
from samenhang.directory.selectors import members_of
from samenhang.intake.enums import HealthWords, ReportPriority, ReportSource, ReportWay, SignalKind
from samenhang.intake.models import Report, ReportDesk
from samenhang.intake.rules import about, check_report, contact_by, decide_by, health_words
from samenhang.intake.services._report import known_exactly, line
from samenhang.notifications.enums import Kind
from samenhang.notifications.services import notify

# What the desk needs to weigh a report and to know whom it is about; the rule is that of its own task (Wpg 2, Wmo 2.1.1).
DESK_OPENS = Category.INCIDENT | Category.ID_CONTACT
RULE, RULE_VERSION, BASIS = "R-15", "2026-11", "AVG_6_1_E"


@dataclass(frozen=True)
class NewReport:
    """What somebody reports: about whom as far as known, what was seen or heard, and who can be told what came of it."""

    kind: SignalKind
    source: ReportSource
    seen_on: date
    text: str
    goal: str = ""
    partners: str = ""
    subject_name: str = ""
    subject_birth: date | None = None
    subject_address: str = ""
    municipality_id: int | None = None
    reporter_name: str = ""
    reporter_contact: str = ""
    anonymous: bool = False
    danger: bool = False
    reference: str = ""
    priority: ReportPriority | None = None

    @property
    def words(self) -> str:
        """All that was written in free words, in which it can stand what somebody has."""
        return " ".join((self.text, self.goal, self.partners))

    @property
    def fingerprint(self) -> str:
        """A mark of exactly what was handed in."""
        return hashlib.sha256(repr(astuple(self)).encode()).hexdigest()


@transaction.atomic
def open_desk(*, actor: Actor, team_id: int) -> int:
    """Make this team the regional report desk; an earlier one takes no new reports. Returns its id."""
    ReportDesk.objects.filter(is_open=True).exclude(team_id=team_id).update(is_open=False)
    desk, _made = ReportDesk.objects.update_or_create(team_id=team_id, defaults={"is_open": True})
    record(actor, Act.CREATE, object_type="ReportDesk", object_id=desk.pk)
    return desk.pk


@transaction.atomic
def receive(
    *, actor: Actor, new: NewReport, way: ReportWay, now: datetime, received_at: datetime | None = None
) -> tuple[int, bool]:
    """Take a report in and return its id, and whether it is new: the same number from the same organisation is one report.

    Whether somebody is known is asked at once and written down with the asker; what is known about them stays behind its own grants.
    Words that say what somebody has are no reason to lose a report: they are marked, and the desk weighs them (ADR 0025).
    Raises NoGrant; Refused(NO_DESK, TEXT_MISSING, REPORT_TOO_LONG, ABOUT_WHOM, REPORTER_MISSING, IN_THE_FUTURE);
    Conflict(REFERENCE_TAKEN) when the number stands for another report.
    """
    require(actor, Power.REPORT_CONCERN)
    before = _before(actor, new)
    if before is not None:
        return before, False
    came = received_at or now
    _check(actor, new, way, came, now)
    desk = ReportDesk.objects.filter(is_open=True).first()
    if desk is None:
        raise Refused("NO_DESK")
    priority = new.priority or (ReportPriority.URGENT if new.danger else ReportPriority.NORMAL)
    compartment = open_dossier(actor=actor, kind=DossierKind.REPORT, regime=Regime.OGGZ_REPORT)
    give_grant(
        actor=actor,
        compartment_id=compartment.pk,
        categories=DESK_OPENS,
        writes=DESK_OPENS,
        ground=f"report-desk:{desk.pk}",
        basis=BASIS,
        rule_id=RULE,
        rule_version=RULE_VERSION,
        start=came,
        end=None,
        team_id=desk.team_id,
    )
    said = about(new.subject_name, new.subject_birth, new.subject_address)
    told_by_desk = way == ReportWay.DESK
    row = Report(
        compartment=compartment,
        desk=desk,
        person_id=known_exactly(actor, new.subject_name, new.subject_birth),
        kind=new.kind,
        source=new.source,
        way=way,
        received_at=came,
        seen_on=new.seen_on,
        reference=new.reference,
        fingerprint=new.fingerprint,
        reporter_user_id=None if told_by_desk else actor.user_id,
        reporter_organisation_id=None if told_by_desk else actor.organisation_id,
        reporter_name=new.reporter_name.strip() or ("" if told_by_desk else actor.name),
        reporter_contact=new.reporter_contact.strip(),
        anonymous=new.anonymous,
        subject_name=new.subject_name.strip(),
        subject_birth=new.subject_birth,
        subject_address=new.subject_address.strip(),
        municipality_id=new.municipality_id,
        name_key=said.name,
        address_key=said.address,
        text=new.text.strip(),
        goal=new.goal.strip(),
        partners=new.partners.strip(),
        health=HealthWords.MARKED if health_words(new.words) else HealthWords.NONE,
        danger=new.danger,
        priority=priority,
        contact_by=contact_by(came, priority),
        decide_by=decide_by(timezone.localdate(came)),
    )
    Report.objects.write([row])
    line(actor, Act.CREATE, row, compartment.dossier_id, way=way, kind=new.kind)
    _tell_the_desk(actor, row, desk, timezone.localdate(now))
    return row.pk, True


def receive_many(*, actor: Actor, reports: Sequence[NewReport], way: ReportWay, now: datetime) -> int:
    """Take many reports in (a file), inside a transaction; returns how many were new. Raises as :func:`receive`."""
    return sum(receive(actor=actor, new=new, way=way, now=now)[1] for new in reports)


def _before(actor: Actor, new: NewReport) -> int | None:
    if not new.reference:
        return None
    rows = Report.objects.for_rule("the same report of the same organisation is taken in once")
    mine = rows.filter(reporter_organisation_id=actor.organisation_id, reference=new.reference)
    found = mine.values_list("pk", "fingerprint", "wiped_at").first()
    if found is None:
        return None
    if found[2] is None and found[1] != new.fingerprint:
        raise Conflict("REFERENCE_TAKEN")
    return int(found[0])


def _check(actor: Actor, new: NewReport, way: ReportWay, came: datetime, now: datetime) -> None:
    check_report(new.text)
    if not new.subject_name.strip() and not new.subject_address.strip():
        raise Refused("ABOUT_WHOM")
    if way == ReportWay.DESK and not (new.reporter_name.strip() and new.reporter_contact.strip()):
        raise Refused("REPORTER_MISSING")
    if new.seen_on > timezone.localdate(now) or came > now:
        raise Refused("IN_THE_FUTURE")


def _tell_the_desk(actor: Actor, row: Report, desk: ReportDesk, today: date) -> None:
    colleagues = [m.user_id for m in members_of(desk.team_id, today) if m.user_id != actor.user_id]
    notify(
        user_ids=colleagues,
        kind=Kind.REPORT_URGENT if row.priority == ReportPriority.URGENT else Kind.REPORT_RECEIVED,
        key=f"report:{row.pk}",
        path=f"/reports/{row.pk}/",
    )
