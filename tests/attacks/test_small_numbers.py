"""Everything that a region publishes, read by somebody who wants to find the few: tables, charts, files and the API (R-20).

The attacker signs in as funder and as analyst, reads every page about the region, and knows what every reader knows: which numbers are sums
of others, who is among whom, and that what is withheld is at least one. He then asks a linear programme how small and how large each
withheld number, and each number that he can think of but is on no page, can be.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from functools import partial
from html.parser import HTMLParser

import pytest
from django.core.cache import cache
from django.test import Client

from samenhang.directory.enums import ApiScope, Role
from samenhang.directory.models import Membership, User
from samenhang.directory.selectors import actor_of
from samenhang.directory.services import make_key
from samenhang.engines.disclosure import SMALLEST, Sum, attack, solve, violations
from samenhang.matching.adapters import disclosure as matching_adapter
from samenhang.matching.presenters import grouped
from samenhang.matching.selectors import (
    bottlenecks_of,
    bundles_of,
    everybody_who_waits,
    who_is_stuck,
    who_waits_among,
)
from samenhang.region import adapters as region_adapter
from samenhang.region.selectors import published
from tests.conftest import NOW, TODAY

pytestmark = pytest.mark.capability(62)
HIDDEN = {"withheld", "not shown"}


class _Tables(HTMLParser):
    """The tables of a page by their caption, and its figures; small print and drawings are left out."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tables: dict[str, list[list[str]]] = {}
        self.figures: dict[str, str] = {}
        self._row: list[str] = []
        self._caption, self._text, self._deaf, self._value = "", "", 0, ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._deaf += tag in {"small", "svg"}
        if tag in {"caption", "td", "th", "tr"} or (tag == "div" and "sh-figure__" in (dict(attrs).get("class") or "")):
            self._text = ""
            self._figure = dict(attrs).get("class") or ""
        if tag == "tr":
            self._row = []

    def handle_endtag(self, tag: str) -> None:
        self._deaf -= tag in {"small", "svg"}
        text = " ".join(self._text.split())
        if tag == "caption":
            self._caption = text.split(" met short")[0]
            self.tables[self._caption] = []
        elif tag in {"td", "th"}:
            self._row.append(text)
        elif tag == "tr" and self._caption in self.tables:
            self.tables[self._caption].append(self._row)
        elif tag == "div" and getattr(self, "_figure", "") == "sh-figure__value":
            self._value = text
        elif tag == "div" and getattr(self, "_figure", "") == "sh-figure__label":
            self.figures[text] = self._value
        if tag == "div":
            self._figure = ""

    def handle_data(self, data: str) -> None:
        if not self._deaf:
            self._text += f" {data}"


def number(text: str) -> int | None:
    return None if text in HIDDEN else int(text.replace(",", "").replace(".", ""))


class Dossier:
    """What the attacker has written down: numbers from pages, and sums that everybody knows."""

    def __init__(self) -> None:
        self.published: dict[str, int | None] = {}
        self.sums: list[Sum] = []
        self.seen = 0

    def note(self, name: str, value: int | None) -> str:
        """One number from one page. Wherever it stands it says the same: else one page gives away what another withholds."""
        assert self.published.setdefault(name, value) == value, f"{name} differs from one page to the next"
        self.seen += 1
        return name

    def total(self, whole: str, parts: list[str]) -> None:
        self.sums.append(Sum(whole, tuple(parts)))

    def within(self, part: str, whole: str) -> None:
        self.total(whole, [part, f"{whole} − {part}"])

    def traced(self, *, step: int = 1) -> list[str]:
        """Numbers of which the attacker knows that they are from one to nine."""
        inner = [n for s in self.sums for n in (s.whole, *s.parts) if n not in self.published]
        wanted = [n for n, value in self.published.items() if value is None] + list(dict.fromkeys(inner))
        found = attack(self.published, self.sums, wanted, step=step, whole=False)
        return [name for name, (low, high) in found.items() if low >= 1 and high < SMALLEST]


def pages(client: Client, *addresses: str) -> Iterator[_Tables]:
    for address in addresses:
        answer = client.get(address)
        assert answer.status_code == 200, address
        yield _Tables(answer.content.decode())


def who_waits(found: Dossier, client: Client, key: str) -> None:
    """The overview: figures, balance, tables, lenses, layers; then the file and the API, which must say the same."""
    (page,) = pages(client, "/region/")
    tables = page.tables
    waiting = found.note("waiting", number(page.figures["people wait"]))
    for form, *levels, together in tables["Demand by form and security level"][1:]:
        cells = [found.note(f"{form}: level {at}", number(cell)) for at, cell in enumerate(levels)]
        found.total(found.note(form, number(together)), cells)
        found.within(form, waiting)
    for form, demand, *_supply in tables["Demand and supply by form"][1:]:
        found.note(form, number(demand))
    for form, _bar, needed, *_rest in tables["Who waits for a form, and what is free"][1:]:
        found.note(form, number(needed))
    for lens, _bar, count in tables["Who waits, by lens"][1:]:
        found.within(found.note(f"lens {lens}", number(count)), waiting)
    homes = [found.note(f"in {place}", number(count)) for place, count, _free in tables["By municipality"][1:]]
    found.total(waiting, homes)
    for layer, region, names, count in tables["Region layers"][1:]:
        whole = found.note(f"{layer} {region}", number(count))
        found.total(whole, [f"in {name}" for name in names.split(", ") if name])

    rows = list(csv.reader(client.get("/region/demand-supply.csv").content.decode("utf-8-sig").splitlines()))
    for form, demand, *_supply in rows[1:]:
        found.note(form, number(demand))
    told = json.loads(Client(headers={"authorization": f"Bearer {key}"}).get("/api/v1/region").content)
    found.note(waiting, told["waiting"])
    for m in told["municipalities"]:
        found.note(f"in {m['name']}", m["waiting"])
    known = [value for name, value in found.published.items() if name.startswith("lens ")]
    assert sorted(told["groups"].values(), key=str) == sorted(known, key=str)
    in_the_file = [found.published[form] for form, *_rest in rows[1:]]
    assert sorted((f["demand"] for f in told["forms"]), key=str) == sorted(in_the_file, key=str)


def who_refuses(found: Dossier, client: Client) -> None:
    overview, course = pages(client, "/region/", "/region/process/")
    head, *rows = course.tables["Refusals by kind of provider and reason"]
    reasons = head[1:-1]
    for kind, *cells, together in rows:
        names = [found.note(f"{kind}: {why}", number(cell)) for why, cell in zip(reasons, cells, strict=True)]
        found.total(found.note(f"by {kind}", number(together)), names)
        named = [f"{kind}: {who}" for who, k, _n in course.tables.get("Refusals by provider", [])[1:] if k == kind]
        found.total(f"by {kind}", [*named, f"by {kind}, not named"])
    for who, kind, count in course.tables.get("Refusals by provider", [])[1:]:
        found.note(f"{kind}: {who}", number(count))
    for why, count, paper in overview.tables["Refusals by reason"][1:]:
        found.total(found.note(f"refused: {why}", number(count)), [f"{kind}: {why}" for kind, *_cells in rows])
        found.within(found.note(f"on paper: {why}", number(paper)), f"refused: {why}")


def how_it_goes(found: Dossier, client: Client) -> None:
    (page,) = pages(client, "/region/process/")
    for step, done, _half, _tenth, waits, _norm, late in page.tables["Time between steps"][1:]:
        found.note(f"done: {step}", number(done))
        found.note(f"waits: {step}", number(waits))
        if late != "–":
            found.within(found.note(f"late: {step}", number(late)), f"waits: {step}")
    found.within("waits: From saying what is needed to a place", "waiting")
    for what, count in [
        *page.tables["Pilot light and crisis"][1:],
        *page.tables["From one organisation to another"][1:],
    ]:
        found.note(what, number(count))


def what_stands_in_the_way(found: Dossier, client: Client) -> None:
    page, missing = pages(client, "/matching/bottlenecks/", "/matching/missing/")
    labels = ("have a place that fits now", "have none, but something is unknown", "have no place that fits")
    found.note("waiting", number(page.figures["people wait"]))
    found.total("waiting", [found.note(label, number(page.figures[label])) for label in labels])
    found.total("no place", list(labels[1:]))
    for at, (what, *_about, meets, opens, _pairs) in enumerate(page.tables["What stands in the way"][1:]):
        found.within(found.note(f"meets {at} {what}", number(meets)), "waiting")
        found.within(found.note(f"opens {at} {what}", number(opens)), f"meets {at} {what}")
        found.within(f"opens {at} {what}", "no place")
    for at, (what, _kind, reaches, opens) in enumerate(page.tables["What would lift it"][1:]):
        found.within(found.note(f"reaches {at} {what}", number(reaches)), "waiting")
        found.within(found.note(f"lifts {at} {what}", number(opens)), f"reaches {at} {what}")
    for at, (form, people, *_rest) in enumerate(missing.tables["Needs that are alike"][1:]):
        found.within(found.note(f"unmet {at} {form}", number(people)), form)
        found.within(f"unmet {at} {form}", "no place")


def who_is_in_view(found: Dossier, client: Client) -> None:
    (page,) = pages(client, "/region/in-view/")
    head, *rows = page.tables["People whose case runs, by municipality"]
    lacks = head[1:-1]
    for place, *cells, _call in rows:
        for lack, cell in zip(lacks, cells, strict=True):
            found.note(f"{place}: {lack}", number(cell))
    places = [row[0] for row in rows[:-1]]
    assert rows[-1][0] == "Together"
    for lack in lacks:
        found.total(f"Together: {lack}", [f"{place}: {lack}" for place in places])
    for place in [*places, "Together"]:
        found.within(f"{place}: {lacks[0]}", f"{place}: {lacks[2]}")


def everything(as_persona, who: str) -> tuple[Dossier, Dossier]:
    """All that one reader finds: exact numbers, and those that are rounded to five."""
    cache.clear()
    owner = User.objects.get(username=who)
    key = make_key(
        actor=actor_of(owner, today=TODAY), name="a test", scopes=[ApiScope.REGION_READ], start=TODAY, end=TODAY.replace(year=TODAY.year + 1)
    )  # fmt: skip
    client, exact, rounded = as_persona(who, "en"), Dossier(), Dossier()
    who_waits(exact, client, key)
    who_refuses(exact, client)
    how_it_goes(exact, client)
    what_stands_in_the_way(exact, client)
    who_is_in_view(rounded, client)
    return exact, rounded


def test_nobody_is_found_in_everything_a_region_publishes(demo_region, as_persona):
    exact, rounded = everything(as_persona, "funder")
    Membership.objects.filter(user__username="funder").update(role=Role.REGIONAL_ANALYST)
    analyst, _rounded = everything(as_persona, "funder")
    assert analyst.published == exact.published, "nobody gets another number, so two readers together find no more"
    withheld = [n for n, value in exact.published.items() if value is None]
    assert len(withheld) >= 20 and exact.seen > len(exact.published) + 50, (
        "there is much to find, and much stands twice"
    )
    shown = [*exact.published.values(), *rounded.published.values()]
    assert all(value is None or value == 0 or value >= SMALLEST for value in shown)
    assert exact.traced() == []
    assert rounded.traced(step=5) == []


def test_the_attack_finds_people_when_only_small_numbers_are_withheld(demo_region, as_persona, monkeypatch):
    for module in (matching_adapter, region_adapter):
        monkeypatch.setattr(module, "solve", partial(solve, complementary=False))
    exact, _rounded = everything(as_persona, "funder")
    assert len(exact.traced()) >= 5


def test_who_knows_the_true_numbers_agrees_that_ten_values_stay_possible(demo_region):
    """The same from within, with whole numbers: every small number lies in a range of ten values or more."""
    gathered = everybody_who_waits(today=TODAY, now=NOW)
    page = bottlenecks_of(gathered)
    found = published(today=TODAY)
    again = who_waits_among(gathered, today=TODAY)
    assert (again.problem, again.withheld) == (found["waiting"].problem, found["waiting"].withheld), "decided once"
    found["stuck"] = who_is_stuck(gathered, page, grouped(page), bundles_of(gathered), today=TODAY)
    for part, result in found.items():
        assert result.given_away == (), part
        assert violations(result) == [], part
