"""The own file as a page prints it: short sentences, plain words, the newest first."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from samenhang.access.enums import Category
from samenhang.access.selectors import Knows
from samenhang.audit.enums import Act
from samenhang.audit.selectors import Look
from samenhang.documents.selectors import DocumentRow
from samenhang.legal.labels import LAWS, TITLES
from samenhang.legal.selectors import IndicationRow, TitleRow
from samenhang.pathway.selectors import PlacementRow
from samenhang.portal.labels import ASKS, BECAUSE, DEEDS, KINDS, STATES, WHAT_FOR
from samenhang.privacy.enums import ConsentState, HumanDecision
from samenhang.privacy.labels import (
    GIVEN_HOW,
    NOTICES,
    OUTCOMES,
    PURPOSES,
    REQUESTS,
    TOLD_HOW,
    home_need_sentence,
)
from samenhang.privacy.selectors import ConsentRow, DisclosureRow, NeedRow, NoticeRow, RequestRow, Sentences
from samenhang.supply.labels import SETTINGS

NEW_DAYS = 30
MOST_KINDS = 5
# Acts in which somebody saw or passed on what stands about a person; the others only touch the case.
_SEEING = frozenset({Act.READ, Act.SEARCH, Act.EXPORT, Act.PRINT, Act.SHARE, Act.BREAK_GLASS})


def _day(value: date | None) -> str:
    return date_format(value, "j F Y") if value else ""


def _lower(words: object) -> str:
    text = str(words)
    return text[:1].lower() + text[1:]


def _kinds(categories: int) -> str:
    return ", ".join(_lower(KINDS[c]) for c in Category(categories))


def greeted(name: str) -> str:
    """A name within a sentence: mevrouw and meneer without a capital."""
    first, _space, rest = name.partition(" ")
    return f"{first.lower()} {rest}" if first in {"Mevrouw", "Meneer"} and rest else name


def ways() -> list[dict[str, str]]:
    """The pages of Mine, with a line about each."""
    return [
        {"url": reverse(f"portal:{name}"), "label": label, "icon": icon, "about": about}
        for name, label, icon, about in (
            ("plan", _("My plan"), "clipboard-list", _("What you want, and who does what. Say what you think of it.")),
            (
                "signals",
                _("My signalling plan"),
                "traffic-lights",
                _("What helps when it goes less well, and whom to call."),
            ),
            ("talks", _("My talks"), "messages", _("Talks that are planned, and what was discussed.")),
            ("file", _("My file"), "file-text", _("What stands about you, in plain words.")),
            (
                "who_knows",
                _("Who knows what"),
                "users",
                _("Who may read what, and why. What was shared, word for word."),
            ),
            ("who_looked", _("Who looked"), "eye", _("Who looked at your file, and when.")),
            ("consents", _("My consents"), "check", _("Say yes or no. Take it back.")),
            ("told", _("Messages to me"), "mail", _("What was shared about you is told here.")),
            ("asked", _("Ask, correct, object"), "message", _("Your questions and our answers.")),
            ("take", _("Take everything along"), "download", _("Everything about you in one file.")),
        )
    ]


def news(
    found: Sequence[NoticeRow], consents: Sequence[ConsentRow], asked_: Sequence[RequestRow], today: date
) -> list[dict[str, Any]]:
    """What is new: messages that were not opened, questions that wait, answers of the last month."""
    items: list[dict[str, Any]] = [
        {
            "url": reverse("portal:consent", args=[c.id]),
            "icon": "help-circle",
            "label": _("%(who)s asks something. Do you agree?") % {"who": c.asked_by},
            "about": _("About sharing with %(organisation)s.") % {"organisation": c.organisation},
        }
        for c in consents
        if c.state is ConsentState.ASKED
    ]
    items += [
        {
            "url": reverse("portal:notice", args=[n.id]),
            "icon": "mail",
            "label": str(NOTICES[n.kind]),
            "about": _("You did not open this message yet."),
        }
        for n in found
        if n.told_on is None
    ]
    items += [
        {
            "url": reverse("portal:asked"),
            "icon": "message",
            "label": _("There is an answer to your question."),
            "about": f"{REQUESTS[r.kind]}, {_day(r.answered_on)}",
        }
        for r in asked_
        if r.answered_on is not None and (today - r.answered_on).days <= NEW_DAYS
    ]
    return items


def stays(rows: Sequence[PlacementRow]) -> list[dict[str, Any]]:
    """Where somebody stayed, the newest first."""
    return [
        {"what": SETTINGS[r.setting], "where": r.provider, "period": (r.start, r.end)}
        for r in sorted(rows, key=lambda r: (r.start, r.id), reverse=True)
    ]


def titles(rows: Sequence[TitleRow]) -> list[dict[str, Any]]:
    """Decisions of a judge or mayor, the newest first."""
    return [
        {"what": TITLES[r.facts.code], "period": (r.facts.start, r.facts.end)}
        for r in sorted(rows, key=lambda r: r.facts.start, reverse=True)
    ]


def indications(rows: Sequence[IndicationRow]) -> list[dict[str, Any]]:
    """The care to which somebody has a right."""
    return [{"what": f"{LAWS[r.law]}: {r.profile}", "period": (r.start, r.end)} for r in rows]


def needs(rows: Sequence[NeedRow]) -> list[str]:
    """What a home needs, as the sentences that could be shared."""
    return [home_need_sentence(r.code, r.minutes, r.areas) for r in rows]


def documents(rows: Sequence[DocumentRow]) -> list[dict[str, Any]]:
    """Documents in use, the newest version of each."""
    return [
        {"title": r.title, "url": reverse("portal:document", args=[r.versions[0].id]), "at": r.versions[0].at}
        for r in rows
        if r.withdrawn_at is None and r.versions
    ]


def ground(knows: Knows) -> str:
    """Why somebody may read, in plain words."""
    if knows.basis == "PARTICIPATION":
        return _("works with you")
    if knows.ground.startswith("consent:"):
        return _("you said yes to this")
    if knows.ground.startswith("break-glass:") or knows.basis == "EMERGENCY":
        return _("an emergency")
    return _("the law allows it")


def kinds(rows: Sequence[Knows], *, own_names: Collection[str], today: date) -> list[dict[str, Any]]:
    """Per kind of information: which organisations and people, why, and until when."""
    found = []
    others = [r for r in rows if not r.suspended and not (not r.organisation and r.who in own_names)]
    for category in Category:
        readers = [r for r in others if r.categories & category]
        if not readers:
            continue
        lines = []
        for organisation, group in groupby(
            sorted(readers, key=lambda r: (r.organisation, r.who)), lambda r: r.organisation
        ):
            people = list(group)
            lines.append(
                {
                    "organisation": organisation or people[0].who,
                    "people": [
                        {
                            "who": p.who,
                            "ground": ground(p),
                            "until": timezone.localdate(p.end) if p.end else None,
                            "only_copies": bool(p.recipient),
                        }
                        for p in _once(people)
                    ],
                }
            )
        found.append({"label": KINDS[category], "lines": lines, "count": len(lines)})
    return found


def _once(people: Sequence[Knows]) -> list[Knows]:
    """The same colleague on the same ground once, until the latest day."""
    seen: dict[tuple[str, str, bool], Knows] = {}
    for p in people:
        key = (p.who, ground(p), bool(p.recipient))
        old = seen.get(key)
        if old is None or (old.end is not None and (p.end is None or p.end > old.end)):
            seen[key] = p
    return list(seen.values())


def shared(rows: Sequence[DisclosureRow], exact: Mapping[int, Sentences], today: date) -> list[dict[str, Any]]:
    """Each time that something was shared: with whom, the exact sentences, why, and whether they still have it."""
    found = []
    for r in rows:
        if r.human_decision != HumanDecision.SHARED:
            continue
        copies = exact.get(r.id)
        found.append(
            {
                "organisation": r.recipient_organisation,
                "colleague": r.recipient_user,
                "day": timezone.localdate(r.at),
                "by": f"{r.sender} ({r.sender_organisation})",
                "kinds": _kinds(r.categories),
                "sentences": copies.texts if copies else (),
                "purpose": _lower(PURPOSES[r.purpose]),
                "ground": BECAUSE.get(r.secrecy_ground, ""),
                "running": copies.running if copies else r.expires_on is None or r.expires_on > today,
                "until": r.expires_on,
                "notice": reverse("portal:notice", args=[r.notice_id]) if r.notice_id else "",
            }
        )
    return found


def looks(rows: Sequence[Look], me: int | None) -> list[dict[str, Any]]:
    """Per day: who did what, put together; what the reader did is one line."""
    days = []
    for day, group in groupby(rows, lambda r: timezone.localdate(r.at)):
        people: dict[tuple[int | None, str], list[Look]] = {}
        for look in group:
            people.setdefault((look.user_id, look.organisation), []).append(look)
        lines = [_line(found, user is not None and user == me) for (user, _organisation), found in people.items()]
        days.append({"day": day, "lines": sorted(lines, key=lambda x: (x["mine"], not x["emergency"]))})
    return days


def _line(found: Sequence[Look], mine: bool) -> dict[str, Any]:
    deeds = list(dict.fromkeys(str(DEEDS[x.act]) for x in found if x.act in DEEDS))
    why = list(dict.fromkeys(str(WHAT_FOR[x.purpose]) for x in found if x.purpose in WHAT_FOR))
    seen = Category(0)
    for x in found:
        if x.act in _SEEING:
            seen |= Category(x.categories)
    first, last = timezone.localtime(found[-1].at), timezone.localtime(found[0].at)
    times = date_format(first, "H:i")
    if date_format(last, "H:i") != times:
        times = _("%(first)s to %(last)s") % {"first": times, "last": date_format(last, "H:i")}
    return {
        "who": found[0].who,
        "organisation": found[0].organisation,
        "mine": mine,
        "emergency": any(x.break_glass for x in found),
        "deeds": ", ".join(deeds),
        "why": "; ".join(why),
        "kinds": _some_kinds(seen),
        "times": times,
    }


def _some_kinds(categories: Category) -> str:
    """The kinds of information; of many, the first and how many more."""
    every = list(categories)
    words = ", ".join(_lower(KINDS[c]) for c in every[:MOST_KINDS])
    if len(every) <= MOST_KINDS:
        return words
    return _("%(kinds)s and %(count)s more kinds") % {"kinds": words, "count": len(every) - MOST_KINDS}


def consent(row: ConsentRow) -> dict[str, Any]:
    """One consent: what was explained, where it stands, and what can be done."""
    label, tone = STATES[row.state]
    return {
        "id": row.id,
        "url": reverse("portal:consent", args=[row.id]),
        "organisation": row.organisation,
        "kinds": _kinds(row.categories),
        "purpose": _lower(PURPOSES[row.purpose]),
        "items": row.items,
        "text": row.text,
        "state": label,
        "tone": tone,
        "asked_by": row.asked_by,
        "asked_on": row.asked_on,
        "given": ", ".join(p for p in (_day(row.given_on), str(GIVEN_HOW.get(row.given_how, ""))) if p),
        "until": row.valid_until,
        "withdrawn": row.withdrawn_on,
        "open": row.state is ConsentState.ASKED,
        "running": row.state is ConsentState.RUNNING,
    }


def consent_groups(rows: Sequence[ConsentRow]) -> list[dict[str, Any]]:
    """What waits for an answer, what runs, what is over."""
    groups = (
        (_("These wait for your answer"), {ConsentState.ASKED}),
        (_("You said yes to this"), {ConsentState.RUNNING}),
        (_("This is over, or you said no"), {ConsentState.REFUSED, ConsentState.WITHDRAWN, ConsentState.LAPSED}),
    )
    made = [(label, [consent(r) for r in rows if r.state in states]) for label, states in groups]
    return [{"label": label, "rows": found} for label, found in made if found]


def notice(row: NoticeRow) -> dict[str, Any]:
    """One message."""
    return {
        "id": row.id,
        "url": reverse("portal:notice", args=[row.id]),
        "kind": NOTICES[row.kind],
        "first": row.text.split("\n", 1)[0],
        "text": row.text,
        "told": row.told_on,
        "how": TOLD_HOW.get(row.told_how, ""),
        "feedback": row.feedback,
        "new": row.told_on is None,
    }


def notices(rows: Sequence[NoticeRow]) -> list[dict[str, Any]]:
    """Messages, those that were not opened first."""
    return sorted((notice(r) for r in rows), key=lambda n: not n["new"])


def asks() -> list[dict[str, Any]]:
    """What can be asked."""
    icons = {"see": "eye", "correct": "pencil", "object": "hand-stop", "destroy": "trash"}
    return [
        {"url": reverse("portal:ask", args=[slug]), "label": label, "about": about, "icon": icons[slug]}
        for slug, (_code, label, about, _question) in ASKS.items()
    ]


def asked(rows: Sequence[RequestRow], today: date) -> list[dict[str, Any]]:
    """What was asked, the term, and the answer."""
    return [
        {
            "kind": REQUESTS[r.kind],
            "text": r.text,
            "kinds": _kinds(r.categories),
            "organisation": r.organisation,
            "made": r.made_on,
            "due": r.due_on,
            "late": r.answered_on is None and r.due_on < today,
            "outcome": OUTCOMES.get(r.outcome, ""),
            "answer": r.answer,
            "answered": r.answered_on,
            "by": r.answered_by,
        }
        for r in rows
    ]
