"""The agenda, one bottleneck and its route in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from samenhang.engines.disclosure import SMALLEST
from samenhang.matching.presenters.words import people_shown
from samenhang.picture.labels import LAYERS
from samenhang.steering.enums import BottleneckState, QuestionState
from samenhang.steering.labels import (
    ANSWER_TONES,
    ANSWERS,
    CLASSES,
    DOMAINS,
    EFFECT_TONES,
    EFFECTS,
    INFLUENCES,
    KINDS,
    LAWS,
    LEVELS,
    MEASURES,
    OWNERS,
    QUESTION_STATES,
    QUESTION_TONES,
    SCALES,
    SOURCES,
    STATE_TONES,
    STATES,
    STATIONS,
    THEMES,
    WITHIN,
)
from samenhang.steering.rules import LIVE, scale
from samenhang.steering.selectors import BottleneckRow, CaseRow, PersonMet, QuestionRow
from samenhang.ui import dates
from samenhang.ui.tables import Cell, Column, Row, Table


def kinds_of(b: BottleneckRow) -> str:
    """Its kinds, in words."""
    return ", ".join(str(CLASSES[c]) for c in b.classes)


def where(b: BottleneckRow) -> str:
    """Where it lies now."""
    if b.state == BottleneckState.OPEN or not b.station:
        return str(STATES[b.state])
    return f"{STATIONS[b.station]}: {str(STATES[b.state]).lower()}"


def late(b: BottleneckRow, today: date) -> bool:
    """Say whether its next date has passed while it is on the agenda."""
    return b.state in LIVE and b.next_on < today


def agenda_table(
    rows: Sequence[BottleneckRow], counts: Mapping[int, int], seen: Mapping[int, int], today: date, *, over: bool
) -> Table:
    """The agenda; a small number of people stands there only for who may see all of them."""
    lines = []
    for b in rows:
        met = counts.get(b.id, 0)
        exact = seen.get(b.id, 0) == met
        date_cell = (
            Cell(dates.day(b.closed_on) if b.closed_on else "")
            if over
            else Cell(
                dates.when(b.next_on, today),
                tone="negative" if late(b, today) else "",
                icon="clock" if late(b, today) else "",
            )
        )
        lines.append(
            Row(
                [
                    Cell(b.title, note=f"{kinds_of(b)} · {LAYERS[b.layer]}"),
                    Cell(where(b), tone=STATE_TONES[b.state]),
                    Cell(str(OWNERS[b.rule_owner]) if b.rule_owner else _("Not known yet"), note=b.rule_owner_name),
                    people_shown(met, exact=exact),
                    Cell(dates.day(b.opened_on)),
                    Cell(b.owner or _("somebody who asked safely"), note=b.owner_organisation),
                    date_cell,
                ],
                href=reverse("steering:bottleneck", args=[b.id]),
            )
        )
    columns = [
        Column(_("What stands in the way")),
        Column(_("Where it lies")),
        Column(_("Whose rule it is")),
        Column(_("People who meet it"), number=True),
        Column(_("Since")),
        Column(_("Who takes it further")),
        Column(_("Ended") if over else _("Next date")),
    ]
    return Table(
        _("Bottlenecks"),
        columns,
        lines,
        empty=_("Nothing stands here"),
        empty_hint=_("A bottleneck grows out of a case: open what stands in somebody's way, and put it on the agenda."),
        hide_caption=True,
    )


def definitions(b: BottleneckRow) -> list[tuple[str, str]]:
    """What a bottleneck is, as terms and values."""
    rows = [
        (_("Kind"), kinds_of(b)),
        (_("Level"), str(LEVELS[b.level])),
        (_("Layer"), str(LAYERS[b.layer])),
        (_("Law"), str(LAWS[b.law]) if b.law else ""),
        (_("Domains that it crosses"), ", ".join(str(DOMAINS[d]) for d in b.domains)),
        (_("Can it be solved within the rules?"), f"{WITHIN[b.within]}. {b.within_words}".strip(". ") + "."),
        (
            _("Whose rule it is"),
            ", ".join(p for p in (str(OWNERS[b.rule_owner]) if b.rule_owner else "", b.rule_owner_name) if p),
        ),
        (_("Circle of influence"), str(INFLUENCES[b.influence]) if b.influence else ""),
        (_("National measure"), str(MEASURES[b.measure]) if b.measure else ""),
        (_("Theme"), str(THEMES[b.theme]) if b.theme else ""),
        (
            _("Who takes it further"),
            f"{b.owner}, {b.owner_organisation}" if b.owner else _("somebody who asked safely"),
        ),
        (_("On the agenda since"), dates.day(b.opened_on)),
    ]
    return [(term, value) for term, value in rows if value]


def scale_view(people: int, *, exact: bool) -> dict[str, Any]:
    """Incidental or structural, with the number that says so."""
    found = scale(people)
    tells = (
        exact or people == 0 or people >= SMALLEST
    )  # below ten the word itself would tell who reads no names how many
    return {
        "word": str(SCALES[found]) if tells else "",
        "tone": "warning" if found == "STRUCTURAL" else "neutral",
        "people": people_shown(people, exact=exact),
    }


def question_view(q: QuestionRow, today: date) -> dict[str, Any]:
    """One attempt in words."""
    waits = q.state == QuestionState.WAITING
    return {
        "id": q.id,
        "station": str(STATIONS[q.station]),
        "kind": str(KINDS[q.kind]),
        "question": q.question,
        "needed": q.needed,
        "asked_on": q.asked_on,
        "asked_by": q.asked_by or (_("somebody who asked safely") if q.safely else _("the software, after the term")),
        "care_office": q.care_office,
        "answer_by": q.answer_by,
        "waits": waits,
        "late": waits and q.answer_by < today,
        "state": str(QUESTION_STATES[q.state]),
        "tone": "negative" if waits and q.answer_by < today else QUESTION_TONES[q.state],
        "answer": str(ANSWERS[q.answer]) if q.answer else "",
        "answer_tone": ANSWER_TONES[q.answer] if q.answer else "",
        "reasons": q.reasons,
        "closed_on": q.closed_on,
        "closed_by": q.closed_by or (_("nobody answered in time") if q.state == QuestionState.MOVED_UP else ""),
    }


def people_view(found: Sequence[PersonMet]) -> list[dict[str, Any]]:
    """Who meets it, for who may know them."""
    return [
        {
            "name": p.person.name,
            "url": reverse("steering:case", args=[p.person.id]),
            "since": p.since,
            "effect": str(EFFECTS[p.effect]) if p.effect else "",
            "tone": EFFECT_TONES[p.effect] if p.effect else "",
        }
        for p in found
    ]


def case_view(c: CaseRow, today: date) -> dict[str, Any]:
    """A bottleneck in somebody's case, with the last answer and what it brought."""
    waiting = c.to_hear
    heard = {h.question_id: h for h in c.heard}
    return {
        "id": c.id,
        "bottleneck_id": c.bottleneck.id,
        "title": c.bottleneck.title,
        "where": where(c.bottleneck),
        "tone": STATE_TONES[c.bottleneck.state],
        "source": str(SOURCES[c.source]),
        "since": c.added_on,
        "ended_on": c.ended_on,
        "ended_why": c.ended_why,
        "closed_why": c.bottleneck.closed_why,
        "next_on": c.bottleneck.next_on if c.bottleneck.state in LIVE else None,
        "late": late(c.bottleneck, today),
        "to_hear": waiting.id if waiting and c.ended_on is None else None,
        "questions": [
            {
                **question_view(q, today),
                "heard": str(EFFECTS[heard[q.id].effect]) if q.id in heard else "",
                "heard_tone": EFFECT_TONES[heard[q.id].effect] if q.id in heard else "",
                "heard_words": heard[q.id].words if q.id in heard else "",
            }
            for q in c.questions
        ],
    }
