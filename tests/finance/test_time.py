"""Time that belongs to no client: registered in quarters, about nobody, added up with who covers it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samenhang.audit.models import AuditLine
from samenhang.base.errors import Conflict, NoGrant, Refused
from samenhang.base.naming import check_names
from samenhang.directory.enums import Power, Role
from samenhang.directory.models import Organisation
from samenhang.directory.roles import POWERS
from samenhang.finance import services
from samenhang.finance.enums import TimeKind
from samenhang.finance.labels import KINDS
from samenhang.finance.models import TimeLine
from samenhang.finance.rules import check_time
from samenhang.finance.selectors import own_lines, totals
from tests.conftest import TODAY

pytestmark = pytest.mark.capability(88)
YEAR = date(2025, 12, 1)


@pytest.fixture
def care_office(organisations, municipalities) -> int:
    """A funder."""
    return Organisation.objects.create(code="zk", name="Zorgkantoor", kind="CARE_OFFICE").pk


def worth(quarters: int = 6, text: str = "Intervisie met de wijkteams", **more) -> services.TimeValues:
    values = {"kind": TimeKind.CONSULTATION, "day": TODAY, "quarters": quarters, "description": text}
    return services.TimeValues(**{**values, **more})


def register(actor, values: services.TimeValues) -> int:
    return services.register_time(actor=actor, values=values, today=TODAY)


def test_time_is_added_up_by_month_and_kind_with_what_nobody_covers(cast, care_office):
    register(cast.owner, worth(6))
    register(cast.owner, worth(4, covered_by_id=care_office))
    register(cast.owner, worth(3, kind=TimeKind.LEARNING, day=date(2026, 10, 31)))
    found = [(t.month, t.kind, t.quarters, t.uncovered) for t in totals(cast.owner, since=YEAR)]
    assert found == [(date(2026, 11, 1), "CONSULTATION", 10, 6), (date(2026, 10, 1), "LEARNING", 3, 3)]


def test_only_ones_own_lines_are_seen_corrected_and_withdrawn(cast, care_office):
    line = register(cast.owner, worth())
    assert own_lines(cast.outsider) == []
    for act in (
        lambda: services.withdraw_time(actor=cast.outsider, line_id=line),
        lambda: services.correct_time(
            actor=cast.outsider, line_id=line, values=worth(), expected_version=1, today=TODAY
        ),
    ):
        with pytest.raises(NoGrant, match="NOT_YOURS"):
            act()
    services.correct_time(
        actor=cast.owner, line_id=line, values=worth(8, covered_by_id=care_office), expected_version=1, today=TODAY
    )
    with pytest.raises(Conflict, match="CHANGED_MEANWHILE"):
        services.correct_time(actor=cast.owner, line_id=line, values=worth(), expected_version=1, today=TODAY)
    assert [(row.quarters, row.covered_by) for row in own_lines(cast.owner)] == [(8, "Zorgkantoor")]
    services.withdraw_time(actor=cast.owner, line_id=line)
    assert own_lines(cast.owner) == [] and totals(cast.owner, since=YEAR) == []
    assert TimeLine.objects.get(pk=line).withdrawn_at is not None, "it stays"
    acts = list(AuditLine.objects.filter(object_type="TimeLine").order_by("id").values_list("act", flat=True))
    assert acts == ["CREATE", "UPDATE", "END"]
    assert "Intervisie" not in str(list(AuditLine.objects.values_list("detail", flat=True))), "codes, never content"


def test_a_funder_sees_the_totals_of_all_and_a_professional_those_of_their_own_organisation(cast):
    register(cast.owner, worth(4))
    register(cast.outsider, worth(2))
    assert {(t.organisation, t.quarters) for t in totals(cast.funder, since=YEAR, everybody=True)} == {
        ("GGZ Heidelanden", 4),
        ("GGZ Elders", 2),
    }
    assert [t.organisation for t in totals(cast.outsider, since=YEAR)] == ["GGZ Elders"]
    with pytest.raises(NoGrant):
        totals(cast.funder, since=YEAR)
    with pytest.raises(NoGrant):
        register(cast.funder, worth())


@pytest.mark.parametrize(
    "text",
    ["Overleg over Mevrouw Populier", "overleg over mevrouw populier", "Over Populier gebeld", "gebeld (Populier)", "MEVROUW  POPULIER"],
)  # fmt: skip
def test_a_text_that_names_somebody_whom_the_writer_sees_is_refused(cast, somebody, text):
    with pytest.raises(Refused, match="NAMES_SOMEBODY"):
        register(cast.owner, worth(text=text))
    assert not TimeLine.objects.exists()
    assert register(cast.outsider, worth(text=text)), "whoever does not see her is told nothing about her"


@given(name=st.from_regex(r"[A-Z][a-z]{3,9}", fullmatch=True), rest=st.text("abc xyz,.", max_size=20))
def test_a_name_is_found_wherever_it_stands_and_a_tree_is_not_a_name(name, rest):
    with pytest.raises(Refused):
        check_names(f"{rest} {name} {rest}", [f"Mevrouw {name}"])
    check_names("Een populier geplant bij de buren", ["Meneer Populier"])
    check_names("Meneer en mevrouw van de gemeente gesproken", ["Mevrouw Van Dijk", "de heer Berg"])


@given(st.integers(-5, 120), st.integers(-500, 5), st.integers(0, 96))
def test_time_is_a_quarter_to_a_day_and_not_ahead(quarters, days, already):
    fits = quarters >= 1 and quarters + already <= 96 and -400 <= days <= 0
    try:
        check_time(quarters=quarters, day=TODAY + timedelta(days=days), today=TODAY, already=already)
    except Refused:
        assert not fits
    else:
        assert fits


def test_a_day_holds_no_more_than_a_day_and_only_a_funder_covers(cast, organisations):
    register(cast.owner, worth(90))
    with pytest.raises(Refused, match="TOO_MUCH_TIME"):
        register(cast.owner, worth(7))
    for wrong in (organisations["other"], organisations["ggz"], 987_654):
        with pytest.raises(Refused, match="NOT_A_FUNDER"):
            register(cast.owner, worth(1, covered_by_id=wrong))


def test_every_kind_has_words_and_who_registers_is_said_in_the_roles():
    assert set(KINDS) == set(TimeKind)
    assert {r for r in Role if Power.REGISTER_TIME in POWERS[r]} == {
        Role.CASE_COORDINATOR,
        Role.PROFESSIONAL,
        Role.REPORT_DESK,
        Role.EXPERIENCE_EXPERT,
    }


# ---- screens --------------------------------------------------------------------------------------
def test_registering_correcting_withdrawing_and_taking_totals_along_on_the_screen(cast, care_office, as_persona):
    client = as_persona("owner", "nl")
    assert "nog geen tijd" in client.get("/time/").content.decode()
    form = {"kind": "MEETING", "day": "2026-11-20", "hours": "1.75", "description": "Netwerkoverleg", "covered_by": ""}
    assert client.post("/time/new/", {**form, "hours": "1.3"}).status_code == 422
    assert client.post("/time/new/", {**form, "day": "2026-11-23"}).status_code == 422
    assert client.post("/time/new/", form).status_code == 302
    line = own_lines(cast.owner)[0]
    assert "1,75" in client.get("/time/").content.decode()
    changed = {**form, "hours": "2", "covered_by": str(care_office), "version": "1"}
    assert client.post(f"/time/{line.id}/", changed).status_code == 302
    assert client.post(f"/time/{line.id}/", changed).status_code == 409
    assert own_lines(cast.owner)[0].covered_by == "Zorgkantoor"
    text = client.get("/time/totals.csv").content.decode("utf-8-sig")
    assert text.splitlines() == ["month,organisation,kind,hours,not_covered", "2026-11,GGZ Heidelanden,MEETING,2.0,0.0"]
    assert AuditLine.objects.filter(act="EXPORT", object_type="Time without a client").count() == 1
    assert as_persona("outsider").get(f"/time/{line.id}/").status_code == 404
    assert as_persona("outsider").post(f"/time/{line.id}/withdraw/").status_code == 403
    funder = as_persona("funder")
    assert funder.get("/time/").status_code == 403
    page = funder.get("/time/region/").content.decode()
    assert "GGZ Heidelanden" in page and "Netwerkoverleg" not in page
    assert "GGZ Heidelanden" in funder.get("/time/region.csv").content.decode()
    assert client.post(f"/time/{line.id}/withdraw/").status_code == 302
    assert own_lines(cast.owner) == []


def test_a_name_is_refused_on_the_form_with_the_words_that_say_why(cast, somebody, as_persona):
    form = {"kind": "MEETING", "day": "2026-11-20", "hours": "1", "description": "Over mevrouw Populier"}
    answer = as_persona("owner").post("/time/new/", form)
    assert answer.status_code == 409 and "Describe the work without the name" in answer.content.decode()
