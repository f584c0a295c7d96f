"""What fits? for one person."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from samenhang.access.door import granted
from samenhang.access.enums import Category, Purpose
from samenhang.base.actor import Actor
from samenhang.directory.selectors import municipality_map
from samenhang.engines.fit.result import Option
from samenhang.engines.fit.solve import explain_person
from samenhang.legal.selectors import titles_and_indications
from samenhang.matching.adapters.fit import Gathered, NeedRow, PersonFacts, fit_problem
from samenhang.matching.enums import NeedStatus
from samenhang.matching.models import CareNeed
from samenhang.matching.selectors.needs import _NEED, _need
from samenhang.matching.selectors.refusals import RefusalRow, refusals
from samenhang.matching.selectors.rounds import DecisionRow, decisions
from samenhang.pathway.selectors import current_stay, placements
from samenhang.people.selectors import PERSON_FIELDS, PersonKey, PersonRow, person, person_row
from samenhang.picture.selectors import Fact as PictureFact
from samenhang.picture.selectors import facts as picture_facts
from samenhang.supply.selectors import CriterionRow, Snapshot, snapshot


@dataclass(frozen=True)
class FitPage:
    """Everything about one person and all places."""

    person: PersonRow
    need: NeedRow | None
    facts: dict[str, PictureFact]
    options: tuple[Option, ...]
    snapshot: Snapshot
    refusals: list[RefusalRow]
    labels: dict[str, CriterionRow]
    decisions: list[DecisionRow] = field(default_factory=list)


def person_and_need(actor: Actor, person_id: int) -> tuple[PersonRow | None, NeedRow | None]:
    """A person and their open (else latest) need in one query, each behind its own grant."""
    known = granted(actor, Category.ID_CONTACT)
    rows = CareNeed.objects.visible_to(actor, purpose=Purpose.PLACEMENT)
    rows = rows.filter(person_id=person_id, person__compartment_id__in=known)
    fields = [f"person__{name}" for name in PERSON_FIELDS]
    found = list(rows.order_by("-since", "-id").values_list(*_NEED, *fields))
    if not found:
        return person(actor, person_id, purpose=Purpose.PLACEMENT), None
    pairs = [(person_row(v[len(_NEED) :]), _need(v[: len(_NEED)])) for v in found]
    return next((p for p in pairs if p[1].status == NeedStatus.OPEN), pairs[0])


def fit_page(actor: Actor, person_id: int, *, today: date, now: datetime, with_refusals: bool = True) -> FitPage | None:
    """All places for one person with verdicts, facts and remedies; None when the person is not the actor's to see.

    Reads only facts that the actor may see: what a grant does not open is unknown here.
    """
    row, need = person_and_need(actor, person_id)
    if row is None:
        return None
    register = snapshot(today=today, now=now)
    known = picture_facts(actor, person_id, purpose=Purpose.PLACEMENT)
    options: tuple[Option, ...] = ()
    if need is not None:
        stays = placements(actor, [person_id], purpose=Purpose.PLACEMENT)
        held, entitled = titles_and_indications(actor, person_id, purpose=Purpose.PLACEMENT, today=today)
        gathered = Gathered(
            people=(
                PersonFacts(
                    key=PersonKey(
                        row.id,
                        row.dossier_id,
                        row.compartment_id,
                        row.number,
                        row.birth_date,
                        row.municipality_id,
                        row.tie_id,
                    ),
                    need=need,
                    titles=tuple(held),
                    indications=tuple(i for i in entitled if i.start <= today and (i.end is None or i.end > today)),
                    facts=known,
                    current=current_stay(stays, today),
                ),
            ),
            snapshot=register,
            municipalities=municipality_map(),
            today=today,
        )
        options = explain_person(fit_problem(gathered), str(person_id))
    return FitPage(
        person=row,
        need=need,
        facts=known,
        options=options,
        snapshot=register,
        refusals=refusals(actor, [person_id], purpose=Purpose.PLACEMENT) if with_refusals else [],
        labels=register.by_criterion,
        decisions=decisions(actor, purpose=Purpose.PLACEMENT, person_ids=[person_id]) if with_refusals else [],
    )
