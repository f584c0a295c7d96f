"""Own strength is compared and never added up; assessments hold for a while; alerts reach those who may see the facts."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from samenhang.access.enums import CaseRole, Purpose
from samenhang.access.services import join_case
from samenhang.people.services import keep_fact
from samenhang.picture import selectors, services
from samenhang.picture.enums import EstimatedBy, Instrument, PictureAlert, StrengthArea
from samenhang.picture.rules import Estimate, is_expired, newest_per_source, spreads, valid_until
from tests.conftest import TODAY

CARE = Purpose.CARE_COORDINATION


def of(score: int, source: str = "", *, days: int = 10, area: str = "MONEY") -> Estimate:
    by = EstimatedBy.ORGANISATION if source else EstimatedBy.SELF
    return Estimate(area, by, source, score, TODAY - timedelta(days=days))


@pytest.mark.capability(12)
@pytest.mark.parametrize(
    ("estimates", "alert"),
    [
        ([of(8), of(4, "UWV"), of(7, "Gemeente"), of(3, "Corporatie")], PictureAlert.OVERESTIMATED_STRENGTH),
        ([of(2), of(6, "UWV")], PictureAlert.UNDERESTIMATED_STRENGTH),
        ([of(3, "UWV"), of(7, "Gemeente")], PictureAlert.STRENGTH_DIFFERS),
        ([of(5), of(3, "UWV"), of(7, "Gemeente")], PictureAlert.STRENGTH_DIFFERS),
        ([of(8), of(5, "UWV")], None),
        ([of(8)], None),
        ([of(8, days=400), of(2, "UWV")], None),  # older than a year
        ([of(8), of(2, "UWV", days=300), of(7, "UWV", days=3)], None),  # the newest of a source counts
        ([of(8), of(2, "UWV", area="HOME")], None),  # another area
        ([of(8), of(2, "UWV", days=-1)], None),  # still to come
    ],
)
def test_estimates_that_lie_four_apart_ask_for_a_talk(estimates, alert):
    assert {s.alert for s in spreads(estimates, TODAY)} - {None} == ({alert} if alert else set())


ESTIMATES = st.lists(
    st.tuples(
        st.sampled_from(list(StrengthArea)), st.sampled_from(["", "UWV", "GGZ"]), st.integers(0, 10), st.integers(-5, 500)
    ).map(lambda v: of(v[2], v[1], days=v[3], area=v[0])),
    max_size=12,
)  # fmt: skip


@pytest.mark.capability(12)
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(ESTIMATES)
def test_each_area_is_judged_by_itself_whatever_stands_beside_it(estimates):
    together = {s.area: s for s in spreads(estimates, TODAY)}
    alone = {s.area: s for area in StrengthArea for s in spreads([e for e in estimates if e.area == area], TODAY)}
    assert together == alone
    for s in together.values():
        assert (s.alert is None) == (s.high - s.low < 4)
    keys = [(e.area, e.by, e.source) for e in newest_per_source(estimates, TODAY)]
    assert len(keys) == len(set(keys))


@pytest.mark.capability(39)
def test_an_assessment_holds_as_long_as_its_instrument_says():
    assert valid_until(Instrument.START, date(2026, 1, 1)) == date(2026, 4, 2)
    assert valid_until(Instrument.BVC, TODAY) == TODAY + timedelta(days=1)
    assert not is_expired(TODAY, TODAY) and is_expired(TODAY - timedelta(days=1), TODAY)


@pytest.fixture
def treater(cast, somebody, organisations):
    """The outsider, as somebody who treats the person."""
    join_case(
        actor=cast.owner, dossier_id=somebody.dossier_id, role=CaseRole.TREATER, start=date(2026, 1, 2),
        user_id=cast.outsider.user_id, organisation_id=organisations["other"],
    )  # fmt: skip
    return cast.outsider


def assess(actor, somebody, on, **more):
    values = {
        "instrument": "FARE", "instrument_name": "", "assessor": "Bram", "organisation": "", "on": on, "valid_until": None,
        "scores": "Matig", "protective": "", "contra_signals": "", **more,
    }  # fmt: skip
    return keep_fact(
        actor=actor, kind=services.RISK, person_id=somebody.id, compartment_id=somebody.compartment_id, values=values
    )


@pytest.mark.capability(39)
def test_an_overdue_assessment_is_told_to_who_may_see_it_only(cast, treater, somebody, as_persona):
    assess(treater, somebody, date(2026, 1, 5))

    def alerts(actor):
        return [a.code for a in selectors.attention(actor, [somebody.id], purpose=CARE, today=TODAY)]

    assert alerts(treater) == [PictureAlert.RISK_ASSESSMENT_EXPIRED] and alerts(cast.owner) == []
    assert "FARE" in as_persona("outsider").get("/picture/overdue/").content.decode()
    assert "FARE" not in as_persona("owner").get("/picture/overdue/").content.decode()
    assess(treater, somebody, TODAY)
    assert alerts(treater) == [] and selectors.overdue_risks(treater, purpose=CARE, today=TODAY) == []


@pytest.mark.capability(12)
def test_a_spread_is_shown_on_the_page_and_told_once_per_person(cast, somebody, as_persona):
    for area in ("MONEY", "HOME"):
        for by, source, score in (("SELF", "", 9), ("ORGANISATION", "UWV", 2)):
            values = {
                "area": area,
                "by": by,
                "source": source,
                "score": score,
                "motivation": "",
                "on": TODAY,
                "note": "",
            }
            keep_fact(
                actor=cast.owner, kind=services.ESTIMATE, person_id=somebody.id, compartment_id=somebody.compartment_id,
                values=values,
            )  # fmt: skip
    found = selectors.attention(cast.owner, [somebody.id], purpose=CARE, today=TODAY)
    assert [a.code for a in found] == [PictureAlert.OVERESTIMATED_STRENGTH]
    assert selectors.attention(cast.table_chair, [somebody.id], purpose=CARE, today=TODAY) == []
    page = as_persona("owner").get(f"/picture/people/{somebody.id}/own-strength/").content.decode()
    assert page.count("The estimates run from 2 to 9") == 2 and "UWV" in page


@pytest.mark.capability(3)
def test_both_sides_of_a_domain_stand_beside_each_other_and_the_newest_counts(cast, somebody):
    me = {"person_id": somebody.id, "compartment_id": somebody.compartment_id}
    for side, state, on in (
        ("CLIENT", "GOES", date(2026, 3, 1)), ("CLIENT", "STUCK", TODAY), ("PROFESSIONAL", "SHAKY", date(2026, 5, 1)),
    ):  # fmt: skip
        values = {"domain": "MEANING", "side": side, "state": state, "on": on, "organisations": []}
        keep_fact(actor=cast.owner, kind=services.DOMAIN, values=values, **me)
    found = selectors.domains(cast.owner, somebody.id, purpose=CARE)
    assert len(found) == 14
    pair = next(p for p in found if p.domain == "MEANING")
    assert pair.client and pair.professional
    assert (pair.client.state, pair.professional.state) == ("STUCK", "SHAKY")
    assert [e.state for e in pair.earlier] == ["GOES"]
    assert all(p.client is None for p in selectors.domains(cast.outsider, somebody.id, purpose=CARE))


@pytest.mark.capability(5)
def test_the_latest_words_are_those_that_were_said_last(cast, somebody):
    me = {"person_id": somebody.id, "compartment_id": somebody.compartment_id}
    for text, on in (("Nieuw", TODAY), ("Oud", date(2025, 1, 1))):
        values = {"text": text, "said_on": on, "listened_by": ""}
        keep_fact(actor=cast.owner, kind=services.WORDS, values=values, **me)
    words = selectors.latest_words(cast.owner, somebody.id, purpose=CARE)
    assert words and words.text == "Nieuw"
    assert selectors.latest_words(cast.outsider, somebody.id, purpose=CARE) is None


@pytest.mark.capability(4)
def test_the_same_facts_are_browsed_by_layer(cast, somebody, as_persona):
    me = {"person_id": somebody.id, "compartment_id": somebody.compartment_id}
    keep_fact(actor=cast.owner, kind=services.STRENGTH, values={"text": "Kookt graag"}, **me)
    keep_fact(
        actor=cast.owner, kind=services.FACTOR, values={"layer": "MACRO", "direction": "RISK", "text": "Geen titel"}, **me
    )  # fmt: skip
    page = as_persona("owner").get(f"/picture/people/{somebody.id}/layers/").content.decode()
    assert page.index("Kookt graag") < page.index("Geen titel")


# ---- letting others learn ---------------------------------------------------------------------------
@pytest.fixture
def incident(cast, somebody):
    values = {
        "kind": "THREAT", "on": date(2026, 6, 21), "severity": 2, "context": "Mevrouw Populier hoorde het van Iris",
        "response": "", "helped": "", "lesson": "",
    }  # fmt: skip
    return keep_fact(
        actor=cast.owner, kind=services.INCIDENT, person_id=somebody.id, compartment_id=somebody.compartment_id, values=values
    )  # fmt: skip


@pytest.mark.capability(10)
@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Populier schrok van de regel", "names somebody"), ("Op S00001 ging het mis", "names somebody"),
        ("Bij GGZ Heidelanden veranderde een regel", "names an organisation"), ("In Turfwolde was het druk", "names an organisation"),
        ("Op 21-06-2026 ging het mis", "names a day"),
    ],
)  # fmt: skip
def test_a_lesson_by_which_somebody_could_be_recognised_is_refused(text, says, incident, somebody, as_persona):
    answer = as_persona("owner").post(f"/picture/people/{somebody.id}/incident/{incident}/learning/", {"lesson": text})
    assert answer.status_code == 409 and says in answer.content.decode()


@pytest.mark.capability(10)
def test_exactly_what_is_shown_leaves_and_nothing_else(incident, somebody, as_persona):
    browser = as_persona("owner")
    at = f"/picture/people/{somebody.id}/incident/{incident}"
    assert browser.get(f"{at}/lesson.txt").status_code == 409
    text = "Een regel die zonder uitleg verandert wekt dreiging op."
    answer = browser.post(f"{at}/learning/", {"lesson": text})
    assert answer.status_code == 302 and text in browser.get(answer["Location"]).content.decode()
    out = browser.get(answer["Location"].replace("learning/", "lesson.txt"))
    body = out.content.decode()
    assert out.status_code == 200 and text in body
    for identifying in ("Populier", "Iris", "S0000", "2026", "hoorde"):
        assert identifying not in body
    from samenhang.audit.models import AuditLine

    assert AuditLine.objects.filter(act="EXPORT", object_type="Lesson", dossier_id=somebody.dossier_id).count() == 1


@pytest.mark.capability(10)
def test_who_may_not_write_incidents_takes_no_lesson_along(incident, at_the_table, as_persona):
    for username, status in (("outsider", 404), ("chair", 403)):
        at = f"/picture/people/{at_the_table.id}/incident/{incident}"
        assert as_persona(username).get(f"{at}/learning/").status_code == status
        assert as_persona(username).get(f"{at}/lesson.txt").status_code == status
