"""A housing association with an officer, and a consent that fits, beside the cast of all tests."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import transaction

from samenhang.access.enums import Category
from samenhang.base.actor import SYSTEM, Actor
from samenhang.directory import services as directory
from samenhang.directory.enums import Role
from samenhang.directory.models import User
from samenhang.directory.selectors import actor_of
from samenhang.engines import sharing as engine
from samenhang.privacy.enums import GivenBy, GivenHow, HousingNeed
from samenhang.privacy.selectors import Matter
from samenhang.privacy.services import Given, NewConsent, NewHomeNeed, ask_consent, set_home_needs
from tests.conftest import TODAY


@pytest.fixture
def housing(organisations, municipalities) -> int:
    """A housing association."""
    with transaction.atomic():
        made = directory.add_organisations(
            actor=SYSTEM,
            organisations=[
                directory.NewOrganisation("wonen", "Woonstede", "HOUSING_ASSOCIATION", municipalities["Turfwolde"])
            ],
        )
    return made["wonen"]


def employ(username: str, organisation_id: int, role: Role) -> Actor:
    """Somebody who works there from 2024 on, in one role."""
    new = directory.NewPersona(username, username.title(), "", "", role)
    user_id = directory.add_persona(new=new, organisation_id=organisation_id, team_id=None, start=date(2024, 1, 1))
    return actor_of(User.objects.get(pk=user_id), today=TODAY)


@pytest.fixture
def officer(housing) -> Actor:
    """The housing officer."""
    return employ("officer", housing, Role.HOUSING_OFFICER)


@pytest.fixture
def privacy_officer(organisations) -> Actor:
    """The privacy officer."""
    return employ("lies", organisations["table"], Role.PRIVACY_OFFICER)


@pytest.fixture
def housing_matter(housing) -> Matter:
    """A coordinator and the housing association look for a home that fits."""
    return Matter(
        recipient_organisation_id=housing,
        recipient_role=engine.Role.HOUSING_ASSOC,
        sender_role=engine.Role.LIFE_COURSE_COORD,
        purpose=engine.Purpose.HOUSING_MATCH,
        stage=engine.Stage.HOUSING_MATCH,
    )


@pytest.fixture
def low_stimulus(cast, somebody) -> None:
    """What the home of this person needs: few stimuli."""
    set_home_needs(
        actor=cast.owner,
        person_id=somebody.id,
        compartment_id=somebody.compartment_id,
        needs=[NewHomeNeed(HousingNeed.LOW_STIMULUS)],
        today=TODAY,
    )


@pytest.fixture
def consent(cast, somebody, housing) -> int:
    """The person agreed, spoken, that the housing association hears what the home needs."""
    return ask_consent(
        actor=cast.owner,
        new=NewConsent(
            person_id=somebody.id,
            compartment_id=somebody.compartment_id,
            organisation_id=housing,
            role=engine.Role.HOUSING_ASSOC,
            categories=Category.HOUSING_NEEDS,
            purpose=engine.Purpose.HOUSING_MATCH,
            text="Wij willen Woonstede vertellen wat uw woning nodig heeft.",
            valid_until=date(2027, 6, 1),
        ),
        today=TODAY,
        given=Given(GivenHow.SPOKEN, GivenBy.CLIENT, TODAY, witness="Daan"),
    )
