"""Writes a generated region through the services of the packages, audit lines and grants included."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db import transaction

from samenhang.access.enums import CaseRole
from samenhang.access.services import Joining, join_cases
from samenhang.base import clock
from samenhang.base.actor import SYSTEM
from samenhang.conferences.services import BroughtTalk, record_conferences
from samenhang.demo import vocabulary as v
from samenhang.demo.handovers import tell as tell_handovers
from samenhang.demo.pathways import tell as tell_pathways
from samenhang.demo.personas import PERSONAS
from samenhang.demo.pictures import areas, look_with_the_criteria, picture_of
from samenhang.demo.plans import plan_of
from samenhang.demo.plans import tell as tell_plans
from samenhang.demo.reports import tell_reports
from samenhang.demo.spec import PersonSpec, RegionSpec
from samenhang.demo.steering import tell as tell_steering
from samenhang.demo.stories import CLOSED, tell
from samenhang.demo.talks import talk_of
from samenhang.demo.talks import tell as tell_talks
from samenhang.demo.teams import tell as tell_teams
from samenhang.demo.titles import tell as tell_titles
from samenhang.demo.work import tell as tell_work
from samenhang.demo.work import threads_of
from samenhang.directory import services as directory
from samenhang.directory.enums import Role
from samenhang.directory.models import User
from samenhang.intake.services import NewSignal, record_signals
from samenhang.legal.enums import IndicationLaw, TitleCode
from samenhang.legal.services import NewIndication, NewTitle, record_many_titles
from samenhang.matching.enums import RefusalReason
from samenhang.matching.services import NeedValues, NewNeed, NewRefusal, record_many_needs
from samenhang.notes.services import record_notes
from samenhang.pathway.services import NewPlacement, record_placements
from samenhang.people.services import NewPerson, register_many
from samenhang.picture.enums import FactCode, IncidentKind, ProblemArea
from samenhang.picture.services import NewFact, NewIncident, NewPicture, record_pictures
from samenhang.plan.services import record_plans
from samenhang.supply import services as supply

BATCH = 1_000
CASELOAD = 40


@transaction.atomic
def load(spec: RegionSpec) -> None:
    """Write the whole region in one transaction: all of it or nothing."""
    _Loader(spec).run()


@transaction.atomic
def load_lives(spec: RegionSpec) -> None:
    """Write only what clocks read: people with their seats, titles, indications and placements; for measuring them at a large size."""
    loader = _Loader(spec)
    loader.directory()
    for start in range(0, len(spec.people), BATCH):
        loader.lives(spec.people[start : start + BATCH])


class _Loader:
    def __init__(self, spec: RegionSpec) -> None:
        self.spec = spec
        self.now: datetime = clock.now()
        self.places: dict[str, int] = {}

    def run(self) -> None:
        self.directory()
        self._supply()
        for start in range(0, len(self.spec.people), BATCH):
            self._people(self.spec.people[start : start + BATCH])
        if any(p.number == CLOSED.number for p in self.spec.people):
            tell(today=self.spec.today, organisations=self.organisations, users=self.users)
            tell_plans(today=self.spec.today, organisations=self.organisations, users=self.users)
            tell_talks(today=self.spec.today, organisations=self.organisations, users=self.users)
            tell_pathways(today=self.spec.today, organisations=self.organisations, users=self.users)
            tell_titles(today=self.spec.today, organisations=self.organisations, users=self.users)
            tell_work(self.spec, organisations=self.organisations, municipalities=self.municipalities, users=self.users)
            look_with_the_criteria(today=self.spec.today)
            tell_teams(today=self.spec.today, now=self.now, organisations=self.organisations, users=self.users)
            tell_handovers(today=self.spec.today, organisations=self.organisations, users=self.users)
            tell_reports(
                today=self.spec.today,
                municipalities=self.municipalities,
                users=self.users,
                desk_team=self.desk_team,
                over=CLOSED,
            )
            tell_steering(today=self.spec.today, now=self.now, organisations=self.organisations, users=self.users)

    def directory(self) -> None:
        spec = self.spec
        self.municipalities = directory.add_municipalities(
            actor=SYSTEM, rows=[(m.code, m.name, m.latitude, m.longitude, m.population) for m in spec.municipalities]
        )
        by_code = {m.code: self.municipalities[m.name] for m in spec.municipalities}
        directory.add_layers(actor=SYSTEM, layers=spec.layers, municipalities=by_code, start=date(2023, 1, 1))
        self.organisations = directory.add_organisations(
            actor=SYSTEM,
            organisations=[
                directory.NewOrganisation(
                    o.code, o.name, o.kind, self.municipalities[o.municipality], f"0500-{10_000 + n}", _coordinator(n)
                )
                for n, o in enumerate(spec.organisations)
            ],
        )
        self.place_org = {p.code: self.organisations[p.organisation] for p in spec.places}
        self.org_by_name = {o.name: self.organisations[o.code] for o in spec.organisations}
        self.table_team = directory.add_team(
            organisation_id=self.organisations["tafel-noorderhei"], name="Plaatsingstafel"
        )
        self.desk_team = directory.add_team(organisation_id=self.organisations["ggd-noorderhei"], name="Meldpunt")
        teams = {"table": self.table_team, "desk": self.desk_team}
        self.users = {
            p.username: directory.add_persona(
                new=p,
                organisation_id=self.organisations[p.organisation] if p.organisation else None,
                team_id=teams.get(p.team),
                start=date(2024, 1, 1),
            )
            for p in PERSONAS
        }
        self.coordinators = [
            *(self.users[u] for u in ("coordinator", "coordinator-2")),
            *self._more("coordinator", Role.CASE_COORDINATOR, "ggz-heidelanden", 2),
        ]
        self.holders = [self.users["professional"], *self._more("professional", Role.PROFESSIONAL, "thuishaven", 1)]

    def _supply(self) -> None:
        spec = self.spec
        supply.add_treatments(actor=SYSTEM, treatments=[supply.NewTreatment(*t) for t in v.TREATMENTS])
        supply.add_remedies(actor=SYSTEM, remedies=[supply.NewRemedy(*r) for r in v.REMEDIES])
        supply.upsert_places(
            actor=SYSTEM,
            places=[
                supply.NewPlace(
                    code=p.code,
                    name=p.name,
                    organisation_id=self.organisations[p.organisation],
                    location_code=p.location_code,
                    location_name=p.location_name,
                    municipality_id=self.municipalities[p.municipality],
                    latitude=p.latitude,
                    longitude=p.longitude,
                    setting=p.setting,
                    security_level=p.level,
                    capacity=p.capacity,
                    adjustable_security=p.adjustable,
                    individual=p.individual,
                    group_size=p.group_size,
                    unconditional_stay=p.unconditional,
                    substance_policy=p.substance,
                    night_staff=p.night_staff,
                    low_stimulus=p.low_stimulus,
                    supra_regional=p.supra_regional,
                    phone=f"0500-{20_000 + n}",
                    treatments=p.treatments,
                    good_at=p.good_at,
                    less_good_at=p.less_good_at,
                    taken=p.taken,
                    expected_ends=p.expected_ends,
                    out_of_service=p.out,
                    confirmed_at=None
                    if p.confirmed_days_ago is None
                    else self.now - timedelta(days=p.confirmed_days_ago),
                )
                for n, p in enumerate(spec.places)
            ],
            today=spec.today,
        )
        supply.add_criteria(
            actor=SYSTEM,
            criteria=[
                supply.NewCriterion(
                    key=c.key,
                    scope=c.scope,
                    fact=c.fact,
                    operator=c.operator,
                    values=c.values,
                    obstacle=c.obstacle,
                    owner=c.owner,
                    valid_from=date(2025, 1, 1),
                    organisation_id=self.organisations[c.on] if c.scope == "ORGANISATION" else None,
                    place_code=c.on if c.scope == "PLACE" else "",
                    setting=c.setting,
                    source=c.source,
                    relaxable=c.relaxable,
                    relaxed_by=c.relaxed_by,
                    hard=c.hard,
                    remedies=c.remedies,
                )
                for c in spec.criteria
            ],
        )
        self.places = supply_ids([p.code for p in spec.places])
        self.by_kind: dict[str, list[int]] = {}
        for o in spec.organisations:
            self.by_kind.setdefault(o.kind, []).append(self.organisations[o.code])

    def _people(self, people: Sequence[PersonSpec]) -> None:
        rows = self.lives(people)
        record_pictures(actor=SYSTEM, pictures=[self._picture(key, p) for key, p in rows])
        record_signals(
            actor=SYSTEM,
            signals=[
                NewSignal(key[0], key[2], key[1], *signal)
                for key, p in rows
                for signal in picture_of(p, self.spec.today).signals
            ],
        )
        refusing = {p.name: self.place_org[p.code] for p in self.spec.places}
        record_many_needs(
            actor=SYSTEM,
            needs=[self._need(key, p) for key, p in rows if p.need],
            refusals=[
                NewRefusal(
                    key[0],
                    key[2],
                    key[1],
                    r.facility,
                    r.on,
                    RefusalReason(r.reason),
                    r.seen,
                    organisation_id=refusing.get(r.facility),
                )
                for key, p in rows
                for r in p.refusals
            ],
        )
        self._plans(rows)
        talks = [self._talk(n, key, p) for n, (key, p) in enumerate(rows)]
        record_conferences(actor=SYSTEM, conferences=[talk for talk in talks if talk is not None])
        directed = [(key, p, self._director(n, p), self._holder(n, p)) for n, (key, p) in enumerate(rows)]
        threads = threads_of(directed, today=self.spec.today)
        record_notes(actor=SYSTEM, threads=threads)

    def lives(self, people: Sequence[PersonSpec]) -> list[tuple[tuple[int, int, int], PersonSpec]]:
        """Register people with their seats, titles, indications and placements; returns (person, dossier, compartment) with each."""
        ids = register_many(
            actor=SYSTEM,
            people=[
                NewPerson(p.name, p.birth, self.municipalities[p.municipality], self.municipalities[p.tie], p.number)
                for p in people
            ],
        )
        rows = list(zip(ids, people, strict=True))
        join_cases(actor=SYSTEM, joinings=[j for n, (key, p) in enumerate(rows) for j in self._joinings(n, key, p)])
        record_many_titles(
            actor=SYSTEM,
            titles=[
                NewTitle(
                    key[0],
                    key[2],
                    key[1],
                    TitleCode(t.code),
                    t.start,
                    t.last_day + timedelta(days=1) if t.last_day else None,
                    t.followon,
                )
                for key, p in rows
                for t in _once(p)
            ],
            indications=[
                NewIndication(key[0], key[2], key[1], IndicationLaw(law), profile, start, end)
                for key, p in rows
                for law, profile, start, end in p.indications
            ],
        )
        record_placements(actor=SYSTEM, placements=[s for key, p in rows for s in self._stays(key, p)])
        return rows

    def _plans(self, rows: Sequence[tuple[tuple[int, int, int], PersonSpec]]) -> None:
        made = [
            plan_of(
                key,
                p,
                today=self.spec.today,
                director=self._director(n, p),
                helper=self._holder(n, p),
                organisations=[self.organisations[c] for c in ("gemeente-turfwolde", "anderszorg", "esdoornhof")],
            )
            for n, (key, p) in enumerate(rows)
        ]
        record_plans(
            actor=SYSTEM,
            plans=[plan for plan, _s in made if plan],
            signals=[signals for _p, signals in made if signals],
        )

    def _director(self, n: int, p: PersonSpec) -> int:
        """Who directs the case of somebody: the first coordinator for the written cases, all in turn for the others."""
        if p.number:
            return self.users["coordinator"]
        if len(self.coordinators) == 2:
            return self.coordinators[0 if n % 3 == 0 else 1]
        return self.coordinators[n % len(self.coordinators)]

    def _holder(self, n: int, p: PersonSpec) -> int:
        """Who holds the file of somebody who has a holder: the professional for the written cases, all in turn for the others."""
        return self.holders[0 if p.number else n % len(self.holders)]

    def _more(self, username: str, role: Role, organisation: str, there: int) -> list[int]:
        """In a large region nobody has more than some forty people: colleagues who cannot be entered by a click."""
        wanted = len(self.spec.people) // CASELOAD - there
        made = [
            directory.add_persona(
                new=directory.NewPersona(
                    f"{username}-{there + n + 1}", f"{username.title()} {there + n + 1}", "", "", role
                ),
                organisation_id=self.organisations[organisation],
                team_id=None,
                start=date(2024, 1, 1),
            )
            for n in range(max(0, wanted))
        ]
        User.objects.filter(pk__in=made).update(is_persona=False)
        return made

    def _talk(self, n: int, key: tuple[int, int, int], p: PersonSpec) -> BroughtTalk | None:
        return talk_of(
            n,
            key,
            p,
            today=self.spec.today,
            director_id=self._director(n, p),
            director_at=self.organisations["ggz-heidelanden"],
            holder=(self._holder(n, p), self.organisations["thuishaven"]) if p.file_holder else None,
        )

    def _joinings(self, n: int, key: tuple[int, int, int], p: PersonSpec) -> list[Joining]:
        _person, dossier, compartment = key
        start = p.joined or self.spec.today - timedelta(days=200)
        found = [
            Joining(
                compartment, dossier, CaseRole.CASE_DIRECTOR, start, user_id=self._director(n, p),
                organisation_id=self.organisations["ggz-heidelanden"],
            )
        ]  # fmt: skip
        if p.file_holder:
            found.append(
                Joining(
                    compartment, dossier, CaseRole.FILE_HOLDER, start, user_id=self._holder(n, p),
                    organisation_id=self.organisations["thuishaven"],
                )
            )  # fmt: skip
        if p.need:
            found.append(
                Joining(
                    compartment, dossier, CaseRole.PLACEMENT_TABLE, p.need.since, team_id=self.table_team,
                    organisation_id=self.organisations["tafel-noorderhei"],
                )
            )  # fmt: skip
        return found

    def _picture(self, key: tuple[int, int, int], p: PersonSpec) -> NewPicture:
        around = picture_of(p, self.spec.today)
        return NewPicture(
            person_id=key[0],
            compartment_id=key[2],
            dossier_id=key[1],
            words=p.words,
            said_on=p.facts_on,
            listened_by="Iris Wolting",
            strengths=p.strengths,
            problems=tuple(ProblemArea(a) for a in p.problems),
            source="GGZ Heidelanden",
            facts=tuple(NewFact(FactCode(code), value, p.facts_on, "GGZ Heidelanden") for code, value in p.facts),
            incidents=tuple(
                NewIncident(on, IncidentKind(kind), severity, context, *around.incidents.get(on, ()))
                for on, kind, severity, context in p.incidents
            ),
            areas=areas(around),
            close_ones=around.close_ones,
            more=around.more,
        )

    def _stays(self, key: tuple[int, int, int], p: PersonSpec) -> list[NewPlacement]:
        return [
            NewPlacement(
                person_id=key[0],
                compartment_id=key[2],
                dossier_id=key[1],
                setting=s.setting,
                start=s.start,
                end=s.end,
                place_id=self.places.get(s.place),
                organisation_id=self.place_org.get(s.place) or self.org_by_name.get(s.provider),
                provider=s.provider,
                region=s.region,
                security_level=s.level,
                title_code=s.title,
                payer=s.payer,
                start_precision=s.precision,
                ending_reason=s.reason,
                note=s.note,
                home_held=s.held,
                notice_on=s.notice_on,
            )
            for s in p.stays
        ]

    def _need(self, key: tuple[int, int, int], p: PersonSpec) -> NewNeed:
        assert p.need is not None  # noqa: S101 - the caller filtered
        need = p.need
        return NewNeed(
            key[0],
            key[2],
            key[1],
            need.since,
            NeedValues(
                settings=need.settings,
                urgency=need.urgency,
                priority=need.priority,
                near_id=self.municipalities[need.near],
                max_km=need.max_km,
                individual=need.individual or None,
                unconditional=need.unconditional or None,
                treatments=need.treatments,
                groups=need.groups,
                why_residential=need.why_residential,
                why_residential_text=need.why_text,
                ambulatory_test_on=need.ambulatory_test_on,
            ),
        )


def _once(p: PersonSpec) -> list:
    """Titles without repeats of code and day, which a generated path can give."""
    return list({(t.code, t.start): t for t in p.titles}.values())


def _coordinator(n: int) -> str:
    first = ("Anke", "Joris", "Femke", "Sietse", "Mirjam", "Ruben", "Hilde", "Tjeerd")
    last = ("Veldkamp", "Boschwijk", "Terhorst", "Landman", "Oosterveen", "Haarveld", "Kruiswolde")
    return "" if n % 9 == 8 else f"{first[n % 8]} {last[n % 7]}"


def supply_ids(codes: Sequence[str]) -> dict[str, int]:
    """Ids of places by code."""
    from samenhang.supply.selectors import place_ids_by_code

    return place_ids_by_code(codes)
