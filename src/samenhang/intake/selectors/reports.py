"""Reading the report desk: what came in, what is late, one report with its weighing; and what a reporter may know."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet

from samenhang.access.enums import CaseRole, Purpose
from samenhang.access.selectors import is_closed, taking_part
from samenhang.base.actor import Actor
from samenhang.directory.enums import Role
from samenhang.directory.selectors import Colleague, colleagues
from samenhang.intake.enums import Party, PartyView, ReportState, SameBy
from samenhang.intake.models import Report, ReportContact, ReportDesk, ReportWeighing, WvggzInquiry
from samenhang.intake.rules import E33_WITHIN, OPEN_STATES, Counted, about, crisis_key, repeated_reports, same_by
from samenhang.notifications.selectors import was_told
from samenhang.people.selectors import keys

VIEWS = ("new", "weighing", "overdue", "answer", "decided", "all")


@dataclass(frozen=True)
class ReportRow:
    """A report as the list of the desk shows it."""

    id: int
    dossier_id: int
    kind: str
    source: str
    state: str
    priority: str
    danger: bool
    crisis_called: bool
    received_at: datetime
    contact_by: datetime
    decide_by: date
    decided_at: datetime | None
    talked_on: date | None
    reached_at: datetime | None
    health: str
    crisis_opened_at: datetime | None
    outcome: str
    subject_name: str
    subject_birth: date | None
    municipality: str
    person_id: int | None
    views: int
    repeated: int

    @property
    def taken(self) -> timedelta | None:
        """How long it took until there was an outcome."""
        return self.decided_at - self.received_at if self.decided_at else None


_LIST = (
    "id", "compartment__dossier_id", "kind", "source", "state", "priority", "danger", "crisis_called_at", "received_at", "contact_by",
    "decide_by", "decided_at", "talked_on", "reached_at", "health", "crisis_opened_at", "outcome", "subject_name", "subject_birth", "municipality__name",
    "person_id", "same_as_id", "name_key",
)  # fmt: skip


def late(today: date, now: datetime) -> Q:
    """No outcome in five working days, or nobody in touch with the person in time."""
    undecided = Q(state__in=OPEN_STATES)
    return undecided & (Q(decide_by__lt=today) | Q(contact_by__lt=now, talked_on__isnull=True, reached_at__isnull=True))


def _view(name: str, today: date, now: datetime) -> Q:
    return {
        "new": Q(state=ReportState.RECEIVED),
        "weighing": Q(state=ReportState.WEIGHING),
        "overdue": late(today, now),
        "answer": Q(state=ReportState.DECIDED),
        "decided": Q(state__in=[ReportState.FED_BACK, ReportState.CLOSED]),
        "all": Q(),
    }[name]


@dataclass(frozen=True)
class Wanted:
    """Which reports the list shows."""

    view: str = "new"
    kind: str = ""
    priority: str = ""
    query: str = ""


def reports(
    actor: Actor, wanted: Wanted, *, purpose: Purpose, today: date, now: datetime, start: int = 0, size: int = 50
) -> tuple[list[ReportRow], int]:
    """The reports that the desk may see, the most pressing first, and how many there are; four queries, whatever the size."""
    rows = Report.objects.visible_to(actor, purpose=purpose).filter(_view(wanted.view, today, now))
    if wanted.kind:
        rows = rows.filter(kind=wanted.kind)
    if wanted.priority:
        rows = rows.filter(priority=wanted.priority)
    for word in wanted.query.split()[:4]:
        rows = rows.filter(Q(subject_name__icontains=word) | Q(reference__icontains=word))
    order = ("-danger", "decide_by", "id") if wanted.view in {"new", "weighing", "overdue"} else ("-received_at", "-id")
    found: list[Any] = list(rows.order_by(*order).values_list(*_LIST)[start : start + size])
    views = _views(actor, [v[0] for v in found], purpose)
    often = _often(actor, [Counted(v[0], v[21], v[20], v[22], v[18]) for v in found], purpose, now)
    return [_list_row(v, views[v[0]], often.get(v[0], 0)) for v in found], rows.count()


def _list_row(v: Any, views: int, repeated: int) -> ReportRow:
    values: tuple[Any, ...] = (*v[:7], v[7] is not None, *v[8:19], v[19] or "", v[20], views, repeated)
    return ReportRow(*values)


def _views(actor: Actor, report_ids: list[int], purpose: Purpose) -> Counter[int]:
    rows = ReportWeighing.objects.visible_to(actor, purpose=purpose).filter(
        report_id__in=report_ids, replaced_at__isnull=True
    )
    return Counter(rows.order_by().values_list("report_id", flat=True))


def _often(actor: Actor, shown: Iterable[Counted], purpose: Purpose, now: datetime) -> dict[int, int]:
    """About whom three reports or more came in within ninety days (R-15); it asks people to look, and does nothing."""
    rows = Report.objects.visible_to(actor, purpose=purpose).filter(received_at__gt=now - E33_WITHIN)
    recent = rows.order_by().values_list("id", "same_as_id", "person_id", "name_key", "subject_birth")
    return repeated_reports(shown, [Counted(*v) for v in recent])


def repeated(actor: Actor, row: Any, *, purpose: Purpose, now: datetime) -> int:
    """How many reports of the last ninety days are about the person of this report, from three on; 0 otherwise."""
    one = Counted(row.pk, row.same_as_id, row.person_id, row.name_key, row.subject_birth)
    return _often(actor, [one], purpose, now).get(row.pk, 0)


def counts(actor: Actor, *, purpose: Purpose, today: date, now: datetime) -> dict[str, int]:
    """How many reports there are in each view, in one query."""
    rows = Report.objects.visible_to(actor, purpose=purpose).order_by()
    found: dict[str, int] = rows.aggregate(
        **{f"n_{name}": Count("pk", filter=_view(name, today, now)) for name in VIEWS if name != "all"},
        n_all=Count("pk"),
    )
    return {name: found[f"n_{name}"] for name in VIEWS}


def year_figures(*, since: datetime) -> tuple[int, float | None]:
    """How many reports came in since a moment, also those whose content is gone, and in how many days half of them had an outcome."""
    rows = Report.objects.for_rule("a count of reports and of the time they took, about nobody")
    came = list(rows.filter(received_at__gte=since).order_by().values_list("received_at", "decided_at"))
    taken = sorted((decided - received).total_seconds() / 86_400 for received, decided in came if decided)
    return len(came), taken[len(taken) // 2] if taken else None


@dataclass(frozen=True)
class ViewRow:
    """What one party thinks, since when, and whether they thought otherwise before."""

    party: Party
    view: PartyView
    reason: str
    by: str
    at: datetime
    replaced_at: datetime | None


@dataclass(frozen=True)
class InquiryRow:
    """Where the inquiry after a report for compulsory care stands."""

    id: int
    report_id: int
    state: str
    received_on: date
    until: date
    essential: bool
    done_by: str
    begun_on: date | None
    found: str
    found_on: date | None
    told_on: date | None
    insisted_on: date | None
    applied_on: date | None


@dataclass(frozen=True)
class Known:
    """That somebody is known and whom to call; nothing about them (hit, without content)."""

    closed: bool
    whom: tuple[tuple[str, str, str], ...]  # role, name, organisation


def crisis_heard(row: Any) -> bool:
    """Whether anybody in the case was told of the crisis of this report; for a report that was entered through the door."""
    if row.person_id is None or row.crisis_opened_at is None:
        return False
    [key] = keys(reason="hit or no hit, without content", ids=[row.person_id])
    return was_told(key.dossier_id, crisis_key(row.pk, row.person_id))


def report(actor: Actor, report_id: int, *, purpose: Purpose) -> Any:
    """One report, or None when there is none that the actor may see."""
    rows = Report.objects.visible_to(actor, purpose=purpose).filter(pk=report_id)
    return rows.select_related(
        "municipality", "decided_by", "fed_back_by", "crisis_called_by", "reporter_organisation", "compartment"
    ).first()


def views_of(actor: Actor, report_id: int, *, purpose: Purpose) -> list[ViewRow]:
    """What the parties think, the newest last; what was thought before stands there too."""
    rows = ReportWeighing.objects.visible_to(actor, purpose=purpose).filter(report_id=report_id).order_by("at", "id")
    return [
        ViewRow(Party(v[0]), PartyView(v[1]), *v[2:])
        for v in rows.values_list("party", "view", "reason", "by__name", "at", "replaced_at")
    ]


_INQUIRY = (
    "id", "report_id", "state", "received_on", "until", "essential", "done_by", "begun_on", "found", "found_on", "told_on", "insisted_on",
    "applied_on",
)  # fmt: skip


def inquiry_of(actor: Actor, report_id: int, *, purpose: Purpose) -> InquiryRow | None:
    """The inquiry that a report led to."""
    rows = WvggzInquiry.objects.visible_to(actor, purpose=purpose).filter(report_id=report_id)
    values = rows.values_list(*_INQUIRY).first()
    return InquiryRow(*values) if values else None


def inquiries_late(actor: Actor, *, purpose: Purpose, today: date) -> list[InquiryRow]:
    """The inquiries whose fourteen days have passed and that have no outcome."""
    rows = WvggzInquiry.objects.visible_to(actor, purpose=purpose).filter(
        until__lt=today, state__in=["RECEIVED", "INQUIRY"]
    )
    return [InquiryRow(*v) for v in rows.values_list(*_INQUIRY)]


def known_here(person_id: int | None, today: date) -> Known | None:
    """Whether the person of a report has a case, and whom to call about it; for a report that was entered through the door."""
    if person_id is None:
        return None
    [key] = keys(reason="hit or no hit, without content", ids=[person_id])
    calls = (CaseRole.FILE_HOLDER, CaseRole.CASE_DIRECTOR)
    seats = [p for p in taking_part(key.dossier_id, today) if p.role in calls]
    return Known(is_closed(key.dossier_id), tuple((p.role, p.who, p.organisation) for p in seats))


@dataclass(frozen=True)
class BesideRow:
    """Another report that is, or may be, about the same person, with what the two have in common."""

    id: int
    kind: str
    received_at: datetime
    state: str
    outcome: str
    name: str
    birth: date | None
    address: str
    has_case: bool
    joined: bool
    same: tuple[SameBy, ...] = ()


_BESIDE = (
    "id", "kind", "received_at", "state", "outcome", "subject_name", "subject_birth", "subject_address", "person_id", "same_as_id",
)  # fmt: skip
_MOST = 20


def reports_beside(actor: Actor, row: Any, *, purpose: Purpose) -> tuple[list[BesideRow], list[BesideRow]]:
    """The other reports about the same person, and those that may be about the same person; the newest first, in one query.

    The same: somebody joined them, or both are about the same known person. Maybe: the same name, birth date or address. People look.
    """
    first = row.same_as_id or row.pk
    said = about(row.subject_name, row.subject_birth, row.subject_address)
    same = Q(pk=first) | Q(same_as_id=first)
    if row.person_id:
        same |= Q(person_id=row.person_id)
    for field, value in (("name_key", said.name), ("subject_birth", said.birth), ("address_key", said.address)):
        if value:
            same |= Q(**{field: value})
    rows = Report.objects.visible_to(actor, purpose=purpose).exclude(pk=row.pk).filter(same)
    together, maybe = [], []
    found: list[Any] = list(rows.order_by("-received_at", "-id").values_list(*_BESIDE)[:200])
    for v in found:
        joined = first in (v[0], v[9])
        if joined or (row.person_id is not None and v[8] == row.person_id):
            together.append(_beside(v, joined))
            continue
        common = same_by(said, about(v[5], v[6], v[7]))
        if common and not (row.person_id and v[8]):
            maybe.append(_beside(v, False, common))
    return together[:_MOST], maybe[:_MOST]


def _beside(v: Any, joined: bool, same: tuple[SameBy, ...] = ()) -> BesideRow:
    values: tuple[Any, ...] = (*v[:8], v[8] is not None, joined, same)
    return BesideRow(*values)


@dataclass(frozen=True)
class ContactRow:
    """With whom the desk was in touch before it decided, how, when, and what was said."""

    whom: str
    who: str
    how: str
    at: datetime
    reached: bool
    what: str
    by: str


def contacts_of(actor: Actor, report_id: int, *, purpose: Purpose) -> list[ContactRow]:
    """The contacts of a report, the newest first."""
    rows = ReportContact.objects.visible_to(actor, purpose=purpose).filter(report_id=report_id).order_by("-at", "-id")
    return [ContactRow(*v) for v in rows.values_list("whom", "who", "how", "at", "reached", "what", "by__name")]


@dataclass(frozen=True)
class ToldRow:
    """A report as its reporter may know it: that it came in, where it stands, and the answer."""

    id: int
    reference: str
    kind: str
    received_at: datetime
    state: str
    fed_back_at: datetime | None
    feedback: str
    removed_at: datetime | None = None  # when its words were removed; what stays is that it came in


_TOLD = ("id", "reference", "kind", "received_at", "state", "fed_back_at", "feedback", "wiped_at")


def _told(actor: Actor) -> QuerySet:
    rows = Report.objects.for_rule("who reported reads that it came in and the answer, and nothing else")
    return rows.order_by("-received_at", "-id")


def my_reports(actor: Actor) -> list[ToldRow]:
    """What I reported myself, and what came of it without content; the newest hundred."""
    rows = _told(actor).filter(reporter_user_id=actor.user_id or 0)
    return [ToldRow(*v) for v in rows.values_list(*_TOLD)[:100]]


def told_by_reference(actor: Actor, reference: str) -> ToldRow | None:
    """A report of one's own organisation by the number that it gave it, also when its words are gone; None when there is none."""
    rows = _told(actor).filter(reporter_organisation_id=actor.organisation_id or 0, reference=reference)
    values = rows.exclude(reference="").values_list(*_TOLD).first()
    return ToldRow(*values) if values else None


def fingerprints(actor: Actor, references: list[str]) -> dict[str, str | None]:
    """What was handed in before by one's own organisation under these numbers, as a mark; for a file that comes twice.

    None when the words of the report were removed: that it came in is all that is still known.
    """
    rows = Report.objects.for_rule("a file that comes twice adds nothing")
    rows = rows.filter(reporter_organisation_id=actor.organisation_id or 0, reference__in=references)
    found = rows.exclude(reference="").values_list("reference", "fingerprint", "wiped_at")
    return {reference: None if wiped else mark for reference, mark, wiped in found}


def desk_is_open() -> bool:
    """Say whether there is a desk that takes reports."""
    return ReportDesk.objects.filter(is_open=True).exists()


def coordinators(today: date) -> list[Colleague]:
    """Who can be named to direct a case that begins with a report."""
    return [c for c in colleagues(today) if c.role == Role.CASE_COORDINATOR]
