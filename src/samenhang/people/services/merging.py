"""The record of a person that went up in another one: its number leads there."""

from __future__ import annotations

from django.db.models import F

from samenhang.people.models import Person

_REASON = "an old number leads to the record that stays"


def become(*, gone_id: int, stays_id: int, name_of_gone: bool) -> None:
    """Note that one record went up in another; what the one that stays did not know is taken over. Inside a transaction.

    The verb for it is ``privacy.services.merge``: it moves the facts and asks who sees more by it.
    """
    rows = Person.objects.for_rule(_REASON)
    gone = rows.select_for_update().get(pk=gone_id)
    stays = rows.select_for_update().get(pk=stays_id)
    rows.filter(merged_into_id=gone_id).update(merged_into_id=stays_id)
    if name_of_gone:
        stays.name, gone.name = gone.name, stays.name
        stays.name_key, gone.name_key = gone.name_key, stays.name_key
    stays.birth_date = stays.birth_date or gone.birth_date
    stays.tie_id = stays.tie_id or gone.tie_id
    stays.version = F("version") + 1
    gone.merged_into_id, gone.version = stays_id, F("version") + 1
    stays.save(update_fields=["name", "name_key", "birth_date", "tie", "version"])
    gone.save(update_fields=["name", "name_key", "merged_into", "version"])


def survivor_of(person_id: int) -> int | None:
    """The record in which this one went up; None when it stands by itself. Says nothing about who may see it."""
    found = Person.objects.for_rule(_REASON).filter(pk=person_id).values_list("merged_into_id", flat=True).first()
    return found or None
