"""Reading intake: the criteria of a day, how somebody was looked at, and the signals about them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet

from samenhang.access.enums import CaseRole, Purpose
from samenhang.access.selectors import taking_part
from samenhang.base.actor import Actor
from samenhang.base.kept import GivenDay, GivenIds, Kept
from samenhang.intake.catalogue import FIRST_CRITERIA, FIRST_NAME, Criterion
from samenhang.intake.enums import CriterionKind, Fit, Inclusion
from samenhang.intake.models import CriteriaSet, CriterionAnswer, InclusionCheck, Signal
from samenhang.intake.rules import GroupFacts, result
from samenhang.legal.enums import TitleDomain
from samenhang.legal.selectors import indications, titles
from samenhang.people.selectors import PersonRow, close_ones
from samenhang.picture.enums import DomainState, LifeDomain, ProblemArea
from samenhang.picture.selectors import domains, incidents, sketch


@dataclass(frozen=True)
class Criteria:
    """The criteria that hold on a day; version 0 are those of the handbook, until the region writes its own."""

    name: str
    version: int
    valid_from: date | None
    criteria: tuple[Criterion, ...]
    why: str = ""
    written_by: str = ""


FIRST = Criteria(FIRST_NAME, 0, None, FIRST_CRITERIA)


def _criteria(row: CriteriaSet) -> Criteria:
    questions = tuple(Criterion(c["code"], c["question"], CriterionKind(c["kind"])) for c in row.criteria)
    return Criteria(
        row.name, row.version, row.valid_from, questions, row.why, row.written_by.name if row.written_by else ""
    )


def criteria_on(today: date) -> Criteria:
    """The newest criteria that hold on this day."""
    rows = CriteriaSet.objects.filter(valid_from__lte=today).select_related("written_by")
    row = rows.order_by("-valid_from", "-version").first()
    return _criteria(row) if row else FIRST


def criteria_versions() -> list[Criteria]:
    """Every version, the newest first, those of the handbook last."""
    return [*(_criteria(r) for r in CriteriaSet.objects.select_related("written_by").order_by("-version")), FIRST]


@dataclass(frozen=True)
class AnswerRow:
    """One criterion as it was answered."""

    question: str
    answer: str
    evidence: str


@dataclass(frozen=True)
class CheckRow:
    """How somebody was looked at on a day, what the answers say together, and what people decided."""

    id: int
    set_name: str
    set_version: int
    on: date
    by: str
    note: str
    decision: Inclusion
    life_course: bool | None
    reason: str
    decided_on: date | None
    decided_by: str
    answers: tuple[AnswerRow, ...]

    @property
    def fit(self) -> Fit:
        """Meets, partly or not; derived each time and never a decision."""
        return result(a.answer for a in self.answers)


def inclusion_checks(actor: Actor, person_id: int, *, purpose: Purpose) -> list[CheckRow]:
    """How somebody was looked at, the newest first; two queries."""
    rows = InclusionCheck.objects.visible_to(actor, purpose=purpose).filter(person_id=person_id, ended_at__isnull=True)
    found = list(rows.select_related("written_by", "decided_by").order_by("-on", "-id"))
    answers: dict[int, list[AnswerRow]] = {}
    given = CriterionAnswer.objects.visible_to(actor, purpose=purpose).filter(check_of__in=[c.pk for c in found])
    for check_id, *values in given.order_by("position").values_list("check_of_id", "question", "answer", "evidence"):
        answers.setdefault(check_id, []).append(AnswerRow(*values))
    return [
        CheckRow(
            c.pk,
            c.set_name,
            c.set_version,
            c.on,
            c.written_by.name if c.written_by else "",
            c.note,
            Inclusion(c.decision),
            c.life_course,
            c.reason,
            c.decided_on,
            c.decided_by.name if c.decided_by else "",
            tuple(answers.get(c.pk, ())),
        )
        for c in found
    ]


@dataclass(frozen=True)
class SignalRow:
    """A signal as a page shows it."""

    id: int
    person_id: int
    kind: str
    on: date
    source: str
    text: str


@Kept
def _signals(reader: Actor, purpose: Purpose) -> QuerySet:
    rows = Signal.objects.visible_to(reader, purpose=purpose).filter(
        person_id__in=GivenIds("people"), ended_at__isnull=True, on__gt=GivenDay("since")
    )
    return rows.order_by("-on", "-id").values_list("id", "person_id", "kind", "on", "source", "text")


def signals(
    actor: Actor, person_ids: Collection[int], *, purpose: Purpose, since: date | None = None
) -> list[SignalRow]:
    """The signals about these people that the actor may see, the newest first; one query."""
    rows = _signals.rows(actor.reader, purpose, people=person_ids, since=since or date.min)
    return [SignalRow(*v) for v in rows]


# ---- what the lenses look at ------------------------------------------------------------------------
CRIMINAL_WITHIN = timedelta(days=730)


def group_facts(actor: Actor, person: PersonRow, *, purpose: Purpose, today: date) -> GroupFacts:
    """What the actor may see of what the lenses look at. Whatever is not known, or not shown to them, stays unknown."""
    look = sketch(actor, person.id, purpose=purpose)
    held = titles(actor, [person.id], purpose=purpose, today=today)
    entitled = [
        i for i in indications(actor, [person.id], purpose=purpose, today=today) if i.end is None or i.end > today
    ]
    by_domain = {p.domain: p for p in domains(actor, person.id, purpose=purpose)}
    areas = {area for area, _on, _by in look.problems}
    day = by_domain[LifeDomain.WORK_DAY]
    states = {row.state for row in (day.client, day.professional) if row}
    close = close_ones(actor, [person.id], purpose=purpose)
    checks = inclusion_checks(actor, person.id, purpose=purpose)
    recent = [t for t in held if t.facts.end is None or t.facts.end > today - CRIMINAL_WITHIN]
    return GroupFacts(
        age=person.age(today),
        lives_with_family=any(c.same_home for c in close) if close else None,
        day_activity=DomainState.ACUTE not in states and DomainState.STUCK not in states if states else None,
        file_holder=any(p.role == CaseRole.FILE_HOLDER for p in taking_part(person.dossier_id, today)),
        offence=True if incidents(actor, person.id, purpose=purpose) else None,
        addiction=ProblemArea.SUBSTANCE in areas if areas else None,
        behaviour=bool(areas & {ProblemArea.IMPULSE, ProblemArea.EMOTION_REGULATION}) if areas else None,
        vg6_or_vg7=any(i.profile in {"VG6", "VG7"} for i in entitled) if entitled else None,
        criminal_title=any(t.domain == TitleDomain.CRIMINAL for t in recent) if held else None,
        complex_need=len(areas) >= 2 if areas else None,
        voluntary_only=not any(t.facts.end is None or t.facts.end > today for t in held) if held else None,
        recovering=bool(held) if held else None,
        civil_measures=sum(t.domain == TitleDomain.CIVIL and not t.facts.code.endswith("VCM") for t in recent) if held else None,
        life_course=next((c.life_course for c in checks if c.life_course is not None), None),
    )  # fmt: skip
