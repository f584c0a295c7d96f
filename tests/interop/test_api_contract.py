"""Somebody who never saw the code asks the API everything that its description allows: it never breaks, and keeps its word."""

from __future__ import annotations

import pytest
import schemathesis
from django.core.cache import cache
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, transaction
from hypothesis import HealthCheck, Phase, settings
from schemathesis import checks
from schemathesis.specs.openapi import checks as openapi_checks

from samenhang.directory.enums import ApiScope, Role
from samenhang.directory.models import Membership, User
from samenhang.directory.selectors import actor_of
from samenhang.directory.services import make_key
from tests.conftest import TODAY

pytestmark = [pytest.mark.slow, pytest.mark.capability(129)]


@pytest.fixture
def one_connection():
    """The server shares the connection of the test, as Django's own test client does it."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


def test_the_api_never_breaks_and_answers_as_described(cast, at_the_table, place, monkeypatch, one_connection):
    """As somebody with people, places and all scopes; every operation, what fits and what does not fit its description."""
    monkeypatch.setattr("samenhang.interop.api.auth.PER_MINUTE", 1_000_000)
    monkeypatch.setattr("samenhang.interop.api.auth.BAD_KEYS", 1_000_000)
    cache.clear()
    owner = User.objects.get(pk=cast.owner.user_id)
    Membership.objects.create(
        user=owner, organisation_id=cast.supply_manager.organisation_id, role=Role.SUPPLY_MANAGER, start=TODAY
    )
    year = TODAY.replace(year=TODAY.year + 1)
    key = make_key(
        actor=actor_of(owner, today=TODAY), name="contract", scopes=[s.value for s in ApiScope], start=TODAY, end=year
    )
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", get_wsgi_application())
    asked = []

    for found in schema.get_all_operations():
        operation = found.ok()

        @settings(
            max_examples=25,
            deadline=None,
            derandomize=True,
            database=None,
            phases=[Phase.explicit, Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @operation_given(operation)
        def ask(case):
            # what one question writes is undone, so that the next one meets the same region
            with transaction.atomic():
                answer = case.call(headers={"Authorization": f"Bearer {key}"})
                transaction.set_rollback(True)
            asked.append((case.method, case.path, answer.status_code))
            case.validate_response(
                answer,
                checks=[
                    checks.not_a_server_error,
                    openapi_checks.status_code_conformance,
                    openapi_checks.content_type_conformance,
                    openapi_checks.response_schema_conformance,
                ],
            )

        ask()
    assert len({(m, p) for m, p, _s in asked}) == 13
    assert {200, 404, 422} <= {s for _m, _p, s in asked}


def operation_given(operation):
    """Run a test on cases of this operation."""
    from hypothesis import given

    return given(case=operation.as_strategy())
