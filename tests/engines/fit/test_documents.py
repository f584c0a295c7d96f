"""Documents: what is read, what comes out, and what is refused with the spot where it is wrong."""

import copy
import json

import jsonschema
import pytest

from samenhang.engines.fit import InvalidProblem
from samenhang.engines.fit.cli_io import solve_document
from samenhang.engines.fit.schema import PROBLEM_SCHEMA, RESULT_SCHEMA

DOCUMENT = {
    "format": "samenhang.fit/1",
    "on": "2026-11-22",
    "hold_until": "2027-02-01",
    "distance_weight": 2,
    "remedies": [{"id": "zm", "kind": "OTHER_TITLE", "owner": "court", "cost": 900, "available_from": "2027-01-01"}],
    "criteria": [
        {
            "id": "title",
            "side": "PLACE",
            "fact": "title",
            "operator": "IN",
            "value": ["WVGGZ_ZM"],
            "obstacle": "LEGAL",
            "owner": "clinic",
            "version": 3,
            "remedies": ["zm"],
        },
        {
            "id": "age",
            "side": "PLACE",
            "fact": "age",
            "operator": "BETWEEN",
            "value": [18, 65.5],
            "obstacle": "ORGANISATIONAL",
        },
        {
            "id": "security",
            "side": "PERSON",
            "fact": "security_level",
            "operator": "AT_LEAST",
            "against": {"person_fact": "security_needed"},
            "obstacle": "SAFETY",
        },
        {
            "id": "near",
            "side": "PERSON",
            "fact": "location",
            "operator": "WITHIN_KM",
            "value": 30,
            "against": {"person_fact": "location"},
            "obstacle": "DISTANCE",
            "hard": False,
            "weight": 3,
        },
        {
            "id": "calm",
            "side": "PERSON",
            "fact": "calm",
            "operator": "IS_TRUE",
            "obstacle": "PREFERENCE",
        },
    ],
    "people": [
        {
            "id": "ann",
            "facts": {
                "title": {"value": "VOLUNTARY", "date": "2026-10-01", "source": "ggz", "until": "2027-06-01"},
                "security_needed": {"value": 1},
                "location": {"value": {"lat": 53.0, "lon": 6.55}},
                "tags": {"value": ["a", "b"]},
            },
            "needs": ["security", "near", "calm"],
            "current_place": "home",
            "owner": "coordinator",
        },
        {"id": "bob"},
    ],
    "places": [
        {
            "id": "clinic",
            "facts": {"security_level": {"value": 2}, "calm": {"value": True}},
            "criteria": ["title", "age"],
            "free": 0,
            "free_from": "2027-01-01",
        },
        {"id": "home", "closes_on": "2026-12-31", "capacity_remedies": ["zm"]},
    ],
}


def changed(*path, value):
    document = copy.deepcopy(DOCUMENT)
    spot = document
    for step in path[:-1]:
        spot = spot[step]
    spot[path[-1]] = value
    return document


@pytest.mark.capability(67)
def test_document_and_result_match_their_schemas():
    jsonschema.Draft202012Validator.check_schema(PROBLEM_SCHEMA)
    jsonschema.Draft202012Validator.check_schema(RESULT_SCHEMA)
    jsonschema.validate(DOCUMENT, PROBLEM_SCHEMA)
    result = solve_document(DOCUMENT)
    jsonschema.validate(result, RESULT_SCHEMA)
    assert result == json.loads(json.dumps(result)) == solve_document(DOCUMENT)
    ann = {option["place"]: option for option in result["people"][0]["options"]}
    assert set(ann) == {"stay", "clinic"}
    assert ann["clinic"]["remedy_sets"] == [
        {"remedies": ["zm", "wait:clinic"], "cost": 900, "available_from": "2027-01-01"}
    ]
    title = ann["clinic"]["criteria"][0]
    assert (title["criterion"], title["outcome"], title["reason"]) == ("title", "DOES_NOT_FIT", "NOT_ACCEPTED")
    assert title["facts"][0]["source"] == "ggz" and title["version"] == 3
    assert [remedy["id"] for remedy in ann["clinic"]["to_find_out"]] == [
        "find-out:person:age",
        "find-out:place:location",
    ]
    assert ann["stay"]["criteria"][0]["reason"] == "PLACE_CLOSES"


def test_the_number_of_options_can_be_chosen():
    result = solve_document(changed("options_per_person", value=1))
    assert [len(person["options"]) for person in result["people"]] == [1, 1]


BAD = [
    (("format",), "samenhang.fit/2", "format"),
    (("on",), "22-11-2026", "on"),
    (("on",), "2026-02-30", "on"),
    (("hold_until",), "2026-11-21", "hold_until"),
    (("options_per_person",), 0, "options_per_person"),
    (("distance_weight",), -1, "distance_weight"),
    (("surprise",), 1, "surprise"),
    (("people",), {}, "people"),
    (("people", 1), {}, "people[1].id"),
    (("people", 1), [], "people[1]"),
    (("people", 1, "id"), "ann", "people[1].id"),
    (("people", 1, "id"), " ", "people[1].id"),
    (("people", 0, "needs", 0), "nothing", "people[0].needs[0]"),
    (("people", 0, "needs", 0), "title", "people[0].needs[0]"),
    (("people", 0, "needs", 0), "near", "people[0].needs[1]"),
    (("people", 0, "current_place"), "nowhere", "people[0].current_place"),
    (("people", 0, "facts", "title", "value"), float("nan"), "people[0].facts.title.value"),
    (("people", 0, "facts", "title", "value"), None, "people[0].facts.title.value"),
    (("people", 0, "facts", "title", "value"), ["a", 1], "people[0].facts.title.value[1]"),
    (("people", 0, "facts", "title", "value"), True, "people[0].facts.title.value"),
    (("people", 0, "facts", "location", "value"), {"lat": 91, "lon": 0}, "people[0].facts.location.value.lat"),
    (("people", 0, "facts", "location", "value"), 3, "people[0].facts.location.value"),
    (("people", 0, "facts", "title", "date"), "soon", "people[0].facts.title.date"),
    (("places", 0, "id"), "stay", "places[0].id"),
    (("places", 0, "free"), -1, "places[0].free"),
    (("places", 0, "free"), True, "places[0].free"),
    (("places", 0, "criteria", 1), "security", "places[0].criteria[1]"),
    (("places", 1, "capacity_remedies"), ["x"], "places[1].capacity_remedies[0]"),
    (("places", 1, "facts"), {"location": 3}, "places[1].facts.location"),
    (("criteria", 0, "operator"), "LIKES", "criteria[0].operator"),
    (("criteria", 0, "obstacle"), "MOOD", "criteria[0].obstacle"),
    (("criteria", 0, "value"), [], "criteria[0].value"),
    (("criteria", 0, "remedies", 0), "magic", "criteria[0].remedies[0]"),
    (("criteria", 0, "fact"), "leadingProblem", "criteria[0].fact"),
    (("criteria", 0, "id"), "CAPACITY", "criteria[0].id"),
    (("criteria", 1, "value"), [3, 2], "criteria[1].value"),
    (("criteria", 1, "value"), [float("nan"), 2], "criteria[1].value"),
    (("criteria", 2, "against"), {"place_fact": "security_needed"}, "criteria[2].against"),
    (("criteria", 2, "value"), 3, "criteria[2].value"),
    (("criteria", 3, "value"), -3, "criteria[3].value"),
    (("criteria", 3, "weight"), 0, "criteria[3].weight"),
    (("criteria", 3, "hard"), 0, "criteria[3].hard"),
    (("remedies", 0, "cost"), -1, "remedies[0].cost"),
    (("remedies", 0, "cost"), 1.5, "remedies[0].cost"),
    (("remedies", 0, "kind"), "LUCK", "remedies[0].kind"),
    (("remedies", 0, "id"), "wait:clinic", "remedies[0].id"),
]


@pytest.mark.parametrize(("path", "value", "spot"), BAD)
def test_bad_input_is_refused_with_its_spot(path, value, spot):
    with pytest.raises(InvalidProblem) as caught:
        solve_document(changed(*path, value=value))
    assert caught.value.spot == spot
    assert caught.value.message


def test_something_else_than_a_document_is_refused():
    for document in ([], None, "x", {}):
        with pytest.raises(InvalidProblem):
            solve_document(document)
