"""The privacy officer's desk: grounds, terms and numbers; never the content, and no name of a client."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db.models import Sum

from samenhang.access.enums import Category
from samenhang.access.selectors import owners_of_files
from samenhang.access.services import require
from samenhang.base.actor import Actor
from samenhang.directory.enums import Power
from samenhang.engines.sharing import load_rules
from samenhang.privacy.models import (
    DestructionList,
    Disclosure,
    LegalHold,
    RightsRequest,
    RuleSheetSignature,
    Weighing,
)
from samenhang.privacy.selectors.person import RequestRow, WeighingRow, request_row, weighing_row


@dataclass(frozen=True)
class DeskDisclosure:
    """One act of sharing as the privacy officer checks it: the ground and the rule, not the person and not the content."""

    id: int
    dossier_id: int
    at: datetime
    sender: str
    sender_organisation: str
    sender_role: str
    recipient_organisation: str
    recipient_role: str
    categories: Category
    purpose: str
    stage: str
    basis: tuple[str, ...]
    secrecy_ground: str
    rule_id: str
    rule_version: str
    engine_decision: str
    lock: str
    human_decision: str
    content_hash: str


def disclosures_lately(
    actor: Actor,
    *,
    decision: str = "",
    rule_id: str = "",
    organisation_id: int | None = None,
    start: int = 0,
    size: int = 50,
) -> tuple[list[DeskDisclosure], int]:
    """Acts of sharing, the newest first, and how many there are; of one advice, rule or receiver when asked.

    Raises NoGrant without the power to see the log.
    """
    require(actor, Power.SEE_LOG)
    rows = Disclosure.objects.for_rule("the privacy officer checks grounds without names or content")
    if decision:
        rows = rows.filter(engine_decision=decision)
    if rule_id:
        rows = rows.filter(rule_id=rule_id)
    if organisation_id is not None:
        rows = rows.filter(recipient_organisation_id=organisation_id)
    found = rows.select_related("sender", "recipient_organisation", "compartment").order_by("-at", "-id")
    return [
        DeskDisclosure(
            id=r.pk,
            dossier_id=r.compartment.dossier_id,
            at=r.at,
            sender=r.sender.name,
            sender_organisation=r.sender_organisation,
            sender_role=r.sender_role,
            recipient_organisation=r.recipient_organisation.name,
            recipient_role=r.recipient_role,
            categories=Category(r.categories),
            purpose=r.purpose,
            stage=r.stage,
            basis=tuple(r.basis),
            secrecy_ground=r.secrecy_ground,
            rule_id=r.rule_id,
            rule_version=r.rule_version,
            engine_decision=r.engine_decision,
            lock=r.lock,
            human_decision=r.human_decision,
            content_hash=r.content_hash,
        )
        for r in found[start : start + size]
    ], rows.count()


def disclosure_choices(actor: Actor) -> tuple[list[str], list[tuple[int, str]]]:
    """The rules and the receivers that occur, for the filters of the list."""
    require(actor, Power.SEE_LOG)
    rows = Disclosure.objects.for_rule("which rules and receivers occur, nothing about anybody")
    rules = sorted(set(rows.order_by().values_list("rule_id", flat=True)))
    found = rows.order_by("recipient_organisation__name")
    receivers = found.values_list("recipient_organisation_id", "recipient_organisation__name").distinct()
    return rules, list(receivers)


def requests_waiting(actor: Actor) -> list[RequestRow]:
    """What people asked about their own data and nobody answered yet, the most urgent first.

    ``made_by`` is empty when the person asked it in the portal: no client is named here.
    """
    require(actor, Power.SEE_LOG)
    rows = RightsRequest.objects.for_rule("the privacy officer sees to it that every request is answered in time")
    rows = rows.filter(answered_on__isnull=True).select_related("organisation", "made_by", "answered_by")
    themselves = owners_of_files()
    return [
        replace(request_row(r), made_by="") if r.made_by_id in themselves else request_row(r)
        for r in rows.order_by("due_on", "id")
    ]


def weighings_waiting(actor: Actor) -> list[WeighingRow]:
    """Weighings that wait for a second pair of eyes, the oldest first."""
    require(actor, Power.REVIEW_ACCESS)
    rows = Weighing.objects.for_rule("a weighing is looked at by a second person within a day")
    return [
        weighing_row(r) for r in rows.filter(second_at__isnull=True).select_related("by", "second_by").order_by("id")
    ]


@dataclass(frozen=True)
class SignatureRow:
    """Who signed which version of the sharing rules, when."""

    version: str
    fingerprint: str
    who: str
    at: datetime
    remark: str


def signatures() -> list[SignatureRow]:
    """Every signature under the sharing rules, the newest first."""
    rows = RuleSheetSignature.objects.select_related("signed_by").order_by("-signed_at")
    return [SignatureRow(r.version, r.fingerprint, r.signed_by.name, r.signed_at, r.remark) for r in rows]


def unsigned_fingerprint() -> str:
    """The fingerprint of the rules in use when nobody signed them yet, empty when somebody did."""
    fingerprint = load_rules().fingerprint
    return "" if RuleSheetSignature.objects.filter(fingerprint=fingerprint).exists() else fingerprint


@dataclass(frozen=True)
class DestructionLineRow:
    """One compartment on a list: its dossier, law and term, and what happened to it."""

    compartment_id: int
    dossier_id: int
    regime: str
    recipient: str
    due_on: date
    rule: str
    left_out: str
    destroyed: int | None


@dataclass(frozen=True)
class DestructionRow:
    """A destruction list with its lines."""

    id: int
    state: str
    made_on: date
    decided_by: str
    decided_at: datetime | None
    remark: str
    destroyed: int
    lines: tuple[DestructionLineRow, ...]


def destruction_lists(actor: Actor) -> list[DestructionRow]:
    """Every destruction list, the newest first. Raises NoGrant without the power to approve them."""
    require(actor, Power.APPROVE_DESTRUCTION)
    sheets = DestructionList.objects.select_related("decided_by").annotate(total=Sum("lines__destroyed"))
    found = []
    for sheet in sheets.prefetch_related("lines__compartment__recipient").order_by("-id"):
        lines = [
            DestructionLineRow(
                line.compartment_id,
                line.compartment.dossier_id,
                line.compartment.regime,
                line.compartment.recipient.name if line.compartment.recipient else "",
                line.due_on,
                line.rule,
                line.left_out,
                line.destroyed,
            )
            for line in sheet.lines.all()
        ]
        found.append(
            DestructionRow(
                sheet.pk,
                sheet.state,
                sheet.made_on,
                sheet.decided_by.name if sheet.decided_by else "",
                sheet.decided_at,
                sheet.remark,
                sheet.total or 0,
                tuple(lines),
            )
        )
    return found


@dataclass(frozen=True)
class HoldRow:
    """A compartment that may not be destroyed, why and until when."""

    id: int
    compartment_id: int
    dossier_id: int
    regime: str
    reason: str
    since: date
    until: date | None
    by: str


def holds(actor: Actor, today: date) -> list[HoldRow]:
    """Every hold that runs, the oldest first."""
    require(actor, Power.APPROVE_DESTRUCTION)
    rows = LegalHold.objects.filter(lifted_on__isnull=True).exclude(until__lte=today)
    return [
        HoldRow(
            r.pk,
            r.compartment_id,
            r.compartment.dossier_id,
            r.compartment.regime,
            r.reason,
            r.since,
            r.until,
            r.by.name,
        )
        for r in rows.select_related("compartment", "by").order_by("since", "id")
    ]
