"""The verbs of people: registering, and proving that a fact is kept with the person it is about."""

from samenhang.people.services.facts import FactKind, change_fact, keep_fact, values_of, withdraw_fact
from samenhang.people.services.households import leave_home, share_home
from samenhang.people.services.leaving import hand_over_networks
from samenhang.people.services.merging import become, survivor_of
from samenhang.people.services.naming import names_nobody
from samenhang.people.services.network import CLOSE_ONE, NO_NETWORK, NewCloseOne, record_close_ones
from samenhang.people.services.registering import (
    NewPerson,
    register,
    register_after_report,
    register_many,
    require_person,
)

__all__ = [
    "CLOSE_ONE",
    "NO_NETWORK",
    "FactKind",
    "NewCloseOne",
    "NewPerson",
    "become",
    "change_fact",
    "hand_over_networks",
    "keep_fact",
    "leave_home",
    "names_nobody",
    "record_close_ones",
    "register",
    "register_after_report",
    "register_many",
    "require_person",
    "share_home",
    "survivor_of",
    "values_of",
    "withdraw_fact",
]
