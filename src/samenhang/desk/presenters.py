"""The desk as it is printed: numbers of dossiers, grounds, terms; no name of a client and nothing of what was shared."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from samenhang.access.labels import EMERGENCIES, REGIMES, REVIEWS, category_words
from samenhang.access.selectors import EmergencyRow
from samenhang.audit.labels import ACTS, ODDITIES, PROBLEMS
from samenhang.audit.selectors import Checkpoint, Look, Report, Unusual
from samenhang.desk.labels import AT_A_TIME, BESIDE, LEFT_OUT, SOURCES
from samenhang.directory.selectors import ReviewRow
from samenhang.engines.sharing import RuleSet
from samenhang.interop.exports import Request as ExportAsked
from samenhang.privacy.enums import DestructionState
from samenhang.privacy.labels import (
    BASES,
    DECISIONS,
    DESTRUCTION_STATES,
    HUMAN_DECISIONS,
    LOCKS,
    PURPOSES,
    REQUESTS,
    ROLES,
    SECRECY,
    WEIGHING_GROUNDS,
    WEIGHING_QUESTIONS,
)
from samenhang.privacy.rules import TERMS
from samenhang.privacy.selectors import (
    DeskDisclosure,
    DestructionRow,
    HoldRow,
    RequestRow,
    SignatureRow,
    WeighingRow,
)
from samenhang.ui.dates import when
from samenhang.ui.tables import Cell, Column, Row, Table

CHECKPOINT_DAYS = 2
_TONES = {
    "ALLOW": "positive",
    "ALLOW_WITH_CONDITIONS": "positive",
    "ASK_CONSENT": "warning",
    "ESCALATE_DUTY_CONFLICT": "warning",
    "BLOCK": "negative",
}


def _moment(value: datetime | None) -> str:
    return date_format(timezone.localtime(value), "j F Y H:i") if value else ""


def _day(value: date | None) -> str:
    return date_format(value, "j F Y") if value else ""


def _dossier(number: int | None) -> str:
    return _("dossier %(number)s") % {"number": number} if number is not None else ""


def _look_url(dossier_id: int) -> str:
    return f"{reverse('desk:dossier')}?number={dossier_id}"


def _urgency(due: date | None, today: date) -> str:
    if due is None:
        return "soon"
    return "overdue" if due < today else "due" if due <= today + timedelta(days=1) else "soon"


def waiting(
    *,
    emergencies: Sequence[EmergencyRow],
    requests: Sequence[RequestRow],
    weighings: Sequence[WeighingRow],
    sheets: Sequence[DestructionRow],
    exports: Sequence[ExportAsked],
    reviews: Sequence[ReviewRow],
    unsigned: bool,
    checkpoint: Checkpoint | None,
    me: int | None,
    today: date,
) -> list[dict[str, Any]]:
    """What waits, the most urgent first, each with where it is done."""
    found: list[tuple[date | None, str, str, str]] = []
    for e in emergencies:
        if e.user_id != me:
            found.append(
                (
                    e.review_due,
                    _("Review an emergency access"),
                    f"{e.who}, {_dossier(e.dossier_id)}",
                    reverse("desk:emergency", args=[e.id]),
                )
            )
    for r in requests:
        found.append((r.due_on, _("Answer a request"), str(REQUESTS[r.kind]), reverse("desk:request", args=[r.id])))
    for w in weighings:
        if w.by_id != me:
            made = timezone.localdate(w.at)
            found.append(
                (
                    made + timedelta(days=1),
                    _("Look again at a weighing"),
                    f"{WEIGHING_GROUNDS[w.ground]}, {w.by}",
                    reverse("desk:weighing", args=[w.id]),
                )
            )
    for s in sheets:
        if s.state == DestructionState.PROPOSED:
            found.append(
                (
                    s.made_on,
                    _("Decide about a destruction list"),
                    ngettext("%(count)s part of a dossier", "%(count)s parts of dossiers", len(s.lines))
                    % {"count": len(s.lines)},
                    reverse("desk:sheet", args=[s.id]),
                )
            )
    for x in exports:
        about = _("%(who)s, %(count)s people") % {"who": x.who, "count": x.people}
        found.append(
            (
                timezone.localdate(x.expires_at),
                _("Decide about a list with personal data"),
                about,
                reverse("exports:overview"),
            )
        )
    for v in reviews:
        if v.finished_at is None:
            found.append(
                (
                    v.due_on,
                    _("Review who has access"),
                    f"{v.organisation} {v.year}",
                    reverse("account:review", args=[v.id]),
                )
            )
    if unsigned:
        found.append(
            (
                None,
                _("Read the sharing rules and sign them"),
                _("They changed, or nobody signed them yet"),
                reverse("desk:rules"),
            )
        )
    if checkpoint is None or _old(checkpoint, today):
        about = _("No checkpoint yet") if checkpoint is None else _("The last checkpoint is old")
        found.append((None, _("Look whether the night's work runs"), about, reverse("desk:log")))
    found.sort(key=lambda item: (item[0] or date.max, item[1], item[3]))
    return [
        {"due": due, "urgency": _urgency(due, today), "label": label, "about": about, "url": url}
        for due, label, about, url in found
    ]


def _old(checkpoint: Checkpoint, today: date) -> bool:
    return (today - timezone.localdate(datetime.fromisoformat(checkpoint.at))).days >= CHECKPOINT_DAYS


def checkpoint(last: Checkpoint | None, today: date) -> dict[str, Any] | None:
    """The newest checkpoint in words."""
    if last is None:
        return None
    day = timezone.localdate(datetime.fromisoformat(last.at))
    return {"when": when(day, today), "lines": last.lines, "old": _old(last, today)}


def emergencies(rows: Sequence[EmergencyRow], today: date) -> Table:
    """Emergency accesses, those that wait first."""
    return Table(
        _("Emergency accesses"),
        [Column(_("When")), Column(_("Who")), Column(_("Dossier")), Column(_("Reason")), Column(_("Review"))],
        [
            Row(
                [
                    _moment(r.opened_at),
                    r.who,
                    str(r.dossier_id),
                    str(EMERGENCIES[r.reason]),
                    Cell(str(REVIEWS[r.outcome]), tone="info", note=r.reviewed_by)
                    if r.outcome
                    else Cell(
                        _("Waits for review"),
                        tone="negative" if r.review_due < today else "warning",
                        note=_("before or on %(day)s") % {"day": _day(r.review_due)},
                    ),
                ],
                href=reverse("desk:emergency", args=[r.id]),
            )
            for r in rows
        ],
        empty=_("Nobody opened a dossier in an emergency."),
        hide_caption=True,
    )


def emergency(row: EmergencyRow, me: int | None) -> dict[str, Any]:
    """One emergency access."""
    return {
        "who": row.who,
        "dossier": row.dossier_id,
        "looks": _look_url(row.dossier_id),
        "facts": [
            (_("Opened"), _moment(row.opened_at)),
            (_("Ends"), _moment(row.ends_at)),
            (_("Reason"), EMERGENCIES[row.reason]),
            (_("What was going on"), row.explanation),
            (_("The client is told"), _("yes") if row.tell_client else row.why_not_told),
            (_("Review before or on"), _day(row.review_due)),
        ],
        "outcome": REVIEWS[row.outcome] if row.outcome else "",
        "note": row.review_note,
        "by": row.reviewed_by,
        "mine": row.user_id == me,
    }


def requests(rows: Sequence[RequestRow], today: date) -> Table:
    """Requests that wait."""
    return Table(
        _("Requests"),
        [Column(_("What")), Column(_("Asked on")), Column(_("Recorded by")), Column(_("Answer before or on"))],
        [
            Row(
                [
                    str(REQUESTS[r.kind]),
                    _day(r.made_on),
                    _recorded(r),
                    Cell(when(r.due_on, today), tone="negative" if r.due_on < today else ""),
                ],
                href=reverse("desk:request", args=[r.id]),
            )
            for r in rows
        ],
        empty=_("Every request has its answer."),
        hide_caption=True,
    )


def _recorded(row: RequestRow) -> str:
    return row.made_by or _("the person, in the portal")


def request(row: RequestRow) -> dict[str, Any]:
    """One request: the question as it was asked; who the person is, is not needed for an answer."""
    facts = [
        (_("Asked on"), _day(row.made_on)),
        (_("Recorded by"), _recorded(row)),
        (_("Answer before or on"), _day(row.due_on)),
    ]
    if row.categories:
        facts.append((_("Kinds of information"), ", ".join(str(w) for w in category_words(row.categories))))
    if row.organisation:
        facts.append((_("With whom"), row.organisation))
    return {"kind": REQUESTS[row.kind], "text": row.text, "facts": facts}


def weighings(rows: Sequence[WeighingRow], me: int | None) -> Table:
    """Weighings that wait for a second pair of eyes."""
    return Table(
        _("Weighings"),
        [Column(_("When")), Column(_("By")), Column(_("What was weighed"))],
        [
            Row(
                [
                    _moment(r.at),
                    Cell(r.by, note=_("yours: somebody else looks") if r.by_id == me else ""),
                    str(WEIGHING_GROUNDS[r.ground]),
                ],
                href=reverse("desk:weighing", args=[r.id]),
            )
            for r in rows
        ],
        empty=_("Every weighing was looked at again."),
        hide_caption=True,
    )


def weighing(row: WeighingRow, me: int | None) -> dict[str, Any]:
    """One weighing with its answers."""
    return {
        "ground": WEIGHING_GROUNDS[row.ground],
        "answers": [(WEIGHING_QUESTIONS[name], text) for name, text in row.answers],
        "by": row.by,
        "at": _moment(row.at),
        "mine": row.by_id == me,
    }


def disclosures(rows: Sequence[DeskDisclosure]) -> Table:
    """Acts of sharing: ground, rule, proof; by number of the dossier."""
    return Table(
        _("Disclosures"),
        [Column(_("When")), Column(_("By")), Column(_("Shared with")), Column(_("Kind of information")), Column(_("Decision")), Column(_("Ground and rule")), Column(_("Proof"))],
        [
            Row(
                [
                    Cell(_moment(r.at), note=_dossier(r.dossier_id)),
                    Cell(r.sender, note=f"{r.sender_organisation}, {ROLES[r.sender_role]}"),
                    Cell(r.recipient_organisation, note=str(ROLES[r.recipient_role])),
                    Cell(", ".join(str(w) for w in category_words(r.categories)), note=str(PURPOSES[r.purpose])),
                    Cell(str(HUMAN_DECISIONS[r.human_decision]), tone=_TONES.get(r.engine_decision, ""), note=str(DECISIONS[r.engine_decision])),
                    Cell(
                        "; ".join(str(BASES[code]) for code in r.basis) or str(LOCKS.get(r.lock, "")),
                        note=" · ".join(str(p) for p in (SECRECY.get(r.secrecy_ground, ""), _("rule %(id)s, version %(version)s") % {"id": r.rule_id, "version": r.rule_version}) if p),
                    ),
                    r.content_hash[:16],
                ]
            )
            for r in rows
        ],
        empty=_("Nothing was shared, and nobody decided not to."),
        hide_caption=True,
    )  # fmt: skip


def rule_sheet(rules: RuleSet, signed: Sequence[SignatureRow], me: str) -> dict[str, Any]:
    """The rules in the language of the page, with their signatures."""
    dutch = (get_language() or "nl").startswith("nl")
    lines: list[Any] = [*rules.rules, rules.closed, rules.none]
    current = [s for s in signed if s.fingerprint == rules.fingerprint]
    return {
        "rules_version": rules.version,
        "valid_from": rules.valid_from,
        "fingerprint": rules.fingerprint,
        "rules": [
            {
                "id": r.words.id,
                "text": r.words.nl if dutch else r.words.en,
                "source": r.words.source,
                "read": r.words.mark == "V",
            }
            for r in lines
        ],
        "norms": [
            {"id": n.words.id, "text": n.words.nl if dutch else n.words.en, "source": n.words.source}
            for n in rules.norms
        ],
        "signatures": [
            {
                "who": s.who,
                "at": _moment(s.at),
                "version": s.version,
                "remark": s.remark,
                "current": s.fingerprint == rules.fingerprint,
            }
            for s in signed
        ],
        "signed": bool(current),
        "changed": bool(signed) and not current,
        "signed_by_me": any(s.who == me for s in current),
    }


def terms() -> Table:
    """How long is kept, per law."""
    return Table(
        _("How long facts are kept"),
        [Column(_("Kept as")), Column(_("Years"), number=True), Column(_("Counted from")), Column(_("Source"))],
        [
            Row(
                [
                    str(REGIMES[regime]),
                    str(term.years),
                    _("the first processing, also while the case is open")
                    if term.from_first_processing
                    else _("the closing of the case"),
                    _source(term.source),
                ]
            )
            for regime, term in TERMS.items()
        ],
        hide_caption=True,
    )


def _source(source: str) -> str:
    words: Promise | str = SOURCES.get(source, source)
    return str(words)


def sheets(rows: Sequence[DestructionRow]) -> Table:
    """Destruction lists."""
    return Table(
        _("Destruction lists"),
        [Column(_("Made on")), Column(_("Parts of dossiers"), number=True), Column(_("State")), Column(_("Facts destroyed"), number=True), Column(_("Decided by"))],
        [
            Row(
                [
                    _day(s.made_on),
                    str(len(s.lines)),
                    Cell(str(DESTRUCTION_STATES[s.state][0]), tone=DESTRUCTION_STATES[s.state][1]),
                    str(s.destroyed) if s.state == DestructionState.CARRIED_OUT else "",
                    Cell(s.decided_by, note=s.remark),
                ],
                href=reverse("desk:sheet", args=[s.id]),
            )
            for s in rows
        ],
        empty=_("There has been no destruction list yet."),
        empty_hint=_("Every night what is over its term is put on a list; a person decides."),
        hide_caption=True,
    )  # fmt: skip


def sheet(row: DestructionRow) -> dict[str, Any]:
    """One list with its lines."""
    label, tone = DESTRUCTION_STATES[row.state]
    return {
        "id": row.id,
        "made_on": row.made_on,
        "state": label,
        "tone": tone,
        "open": row.state == DestructionState.PROPOSED,
        "done": row.state == DestructionState.CARRIED_OUT,
        "decided": f"{row.decided_by}, {_moment(row.decided_at)}" if row.decided_by else "",
        "remark": row.remark,
        "destroyed": row.destroyed,
        "table": Table(
            _("Parts of dossiers on this list"),
            [Column(_("Dossier")), Column(_("Kept as")), Column(_("Term over on")), Column(_("Source")), Column(_("What happens"))],
            [
                Row(
                    [
                        str(line.dossier_id),
                        Cell(str(REGIMES[line.regime]), note=_("received by %(who)s") % {"who": line.recipient} if line.recipient else ""),
                        _day(line.due_on),
                        _source(line.rule),
                        _happens(line.left_out, line.destroyed, row.state),
                    ]
                )
                for line in row.lines
            ],
            hide_caption=True,
        ),
    }  # fmt: skip


def _happens(left_out: str, destroyed: int | None, state: str) -> Cell:
    if left_out:
        return Cell(str(LEFT_OUT[left_out]), tone="info")
    if destroyed is not None:
        return Cell(_("%(count)s facts destroyed") % {"count": destroyed}, tone="positive")
    if state == DestructionState.PROPOSED:
        return Cell(_("Destroyed when you approve"), tone="warning")
    return Cell(_("Kept"), tone="neutral")


def holds(rows: Sequence[HoldRow]) -> list[dict[str, Any]]:
    """What is held back, with the button to lift it."""
    return [
        {
            "id": r.id,
            "dossier": r.dossier_id,
            "regime": REGIMES[r.regime],
            "reason": r.reason,
            "since": r.since,
            "until": r.until,
            "by": r.by,
        }
        for r in rows
    ]


def report(found: Report) -> dict[str, Any]:
    """What a verification found."""
    return {
        "whole": found.whole,
        "lines": found.lines,
        "chains": found.chains,
        "checkpoints": found.checkpoints,
        "since": found.since,
        "destroyed": len(found.destroyed),
        "breaks": [{"chain": b.chain, "number": b.number, "problem": PROBLEMS[b.problem]} for b in found.breaks[:200]],
        "total": len(found.breaks),
    }


def checkpoints(rows: Sequence[Checkpoint]) -> Table:
    """The latest checkpoints."""
    return Table(
        _("Checkpoints"),
        [Column(_("Number")), Column(_("Signed on")), Column(_("Lines"), number=True), Column(_("Root")), Column(_("Key"))],
        [
            Row([str(c.number), _moment(datetime.fromisoformat(c.at)), str(c.lines), c.root[:16], c.key_id])
            for c in rows
        ],
        empty=_("No checkpoint has been signed yet."),
        empty_hint=_("The night's work signs one: manage.py nightly."),
        hide_caption=True,
    )  # fmt: skip


def unusual(rows: Sequence[Unusual], me: int | None) -> list[dict[str, Any]]:
    """Per colleague: what stands out, with the numbers."""
    people: dict[int, dict[str, Any]] = {}
    for r in rows:
        person = people.setdefault(
            r.user_id,
            {
                "who": r.who,
                "organisation": r.organisation,
                "url": reverse("desk:colleague", args=[r.user_id]),
                "facts": [],
                "mine": r.user_id == me,
                "since": r.since,
                "until": r.until,
            },
        )
        person["facts"].append(
            {
                "what": ODDITIES[r.oddity],
                "count": str(AT_A_TIME[r.oddity]) % {"count": r.count},
                "beside": str(BESIDE[r.oddity]) % {"count": r.beside} if r.oddity in BESIDE else "",
                "dossiers": [(d, _look_url(d)) for d in r.dossiers[:12]],
                "more": max(0, len(r.dossiers) - 12),
            }
        )
    return list(people.values())


def activity(rows: Sequence[Look]) -> Table:
    """What one colleague did: by number of the dossier."""
    return Table(
        _("What this colleague did"),
        [Column(_("When")), Column(_("What they did")), Column(_("Page")), Column(_("Dossier")), Column(_("Kinds of information"))],
        [
            Row(
                [
                    _moment(r.at),
                    Cell(str(ACTS[r.act]), tone="warning" if r.break_glass else "", note=_("In an emergency") if r.break_glass else ""),
                    r.what,
                    Cell(str(r.dossier_id), href=_look_url(r.dossier_id)) if r.dossier_id is not None else "",
                    ", ".join(str(w) for w in category_words(r.categories)),
                ]
            )
            for r in rows
        ],
        empty=_("Nothing stands in the log."),
        hide_caption=True,
    )  # fmt: skip


def looks(rows: Sequence[Look], themselves: Collection[int]) -> Table:
    """Who looked at one dossier; the person and their representative without their name."""
    return Table(
        _("Who looked"),
        [Column(_("When")), Column(_("Who")), Column(_("What they did")), Column(_("Page")), Column(_("Kinds of information"))],
        [
            Row(
                [
                    _moment(r.at),
                    Cell(_("the person, or who represents them"))
                    if r.user_id in themselves
                    else Cell(r.who, note=r.organisation, href=reverse("desk:colleague", args=[r.user_id]) if r.user_id else ""),
                    Cell(str(ACTS[r.act]), tone="warning" if r.break_glass else "", note=_("In an emergency") if r.break_glass else ""),
                    r.what,
                    ", ".join(str(w) for w in category_words(r.categories)),
                ]
            )
            for r in rows
        ],
        empty=_("Nobody looked, or there is no dossier with this number."),
        hide_caption=True,
    )  # fmt: skip
