"""Reading people, who is around them, and finding them: only those whom the actor may see."""

from samenhang.people.selectors.around import (
    CloseOneRow,
    HouseholdRow,
    NoNetworkRow,
    attention,
    close_ones,
    homes_of,
    household_of,
    without_network,
)
from samenhang.people.selectors.finding import Alike, alike_in, find, likely_duplicates
from samenhang.people.selectors.persons import (
    PERSON_FIELDS,
    KeptRow,
    PersonKey,
    PersonRow,
    found_exactly,
    kept_facts,
    keys,
    matches,
    opened,
    parse_day,
    people,
    people_by_id,
    people_of,
    person,
    person_row,
)

__all__ = ["PERSON_FIELDS", "Alike", "CloseOneRow", "HouseholdRow", "KeptRow", "NoNetworkRow", "PersonKey", "PersonRow", "alike_in", "attention", "close_ones", "find", "found_exactly", "homes_of", "household_of", "kept_facts", "keys", "likely_duplicates", "matches", "opened", "parse_day", "people", "people_by_id", "people_of", "person", "person_row", "without_network"]  # fmt: skip
