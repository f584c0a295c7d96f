"""What the tests work in is what the migrations make: none is missing, nothing is left over from another test."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from samenhang.directory.models import Organisation, User


@pytest.mark.django_db
def test_every_migration_ran_and_every_table_is_there():
    executor = MigrationExecutor(connection)
    assert executor.migration_plan(executor.loader.graph.leaf_nodes()) == []
    wanted = {m._meta.db_table for m in apps.get_models(include_auto_created=True) if m._meta.managed}
    assert wanted | {"directory_cache"} <= set(connection.introspection.table_names())


@pytest.mark.django_db
def test_the_database_guards_the_log_itself():
    catalogue = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name LIKE 'audit_%'",
        "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgrelid::regclass::text LIKE 'audit_%'",
    }
    with connection.cursor() as cursor:
        cursor.execute(catalogue[connection.vendor])
        assert len(cursor.fetchall()) >= 4


@pytest.mark.django_db
def test_a_test_begins_in_an_empty_database():
    assert not User.objects.exists() and not Organisation.objects.exists()


@pytest.mark.parametrize("again", range(2))
def test_a_test_that_names_the_region_begins_with_it_as_it_was_made(demo_region, again):
    assert not User.objects.filter(name="Iemand anders").exists()
    assert User.objects.filter(username="coordinator").update(name="Iemand anders") == 1


@pytest.mark.django_db
def test_after_the_region_comes_an_empty_database_again():
    assert not User.objects.exists()
