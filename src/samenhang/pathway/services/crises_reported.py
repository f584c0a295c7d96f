"""A crisis that the report desk was told of opens in the case, with its clock, in the act of the desk (handbook 6.2 and 6.4)."""

from __future__ import annotations

from textwrap import wrap

from django.utils import timezone

from samenhang.access.models import Dossier
from samenhang.access.services import require
from samenhang.base.actor import Actor
from samenhang.directory.enums import Power
from samenhang.intake.enums import ReportSource, SignalKind
from samenhang.intake.rules import SIGNAL_LENGTH, crisis_key, strike_health_words
from samenhang.intake.services import NewSignal, OpenedCrisis, ReportedCrisis, record_signals
from samenhang.pathway.enums.crises import CalledBy
from samenhang.pathway.models import Crisis
from samenhang.pathway.rules.crises import there_by
from samenhang.pathway.services.crises import OPEN, NewCrisis, put_crisis, tell_holders

_CALLERS: dict[ReportSource, CalledBy] = {
    ReportSource.POLICE: CalledBy.POLICE,
    ReportSource.NEIGHBOUR: CalledBy.NEIGHBOUR,
    ReportSource.CLOSE_ONE: CalledBy.CLOSE_ONE,
    ReportSource.OTHER: CalledBy.OTHER,
}


def open_reported_crisis(actor: Actor, new: ReportedCrisis) -> OpenedCrisis:
    """Open a crisis in the case of somebody about whom danger was reported, inside the transaction of the desk.

    The desk writes it and reads nothing of the case, also not whether a crisis ran there already: the clock that it hears is that of its own
    call. While a crisis runs no second one begins: what the desk was told stands in the case as a signal, and who holds the case hears that
    there was another report. Raises NoGrant without the power to weigh reports.
    """
    require(actor, Power.TRIAGE_REPORTS)
    Dossier.objects.select_for_update().get(pk=new.dossier_id)  # two calls about one person come one after the other
    rows = Crisis.objects.for_rule("one crisis of somebody at a time, also when the report desk was called")
    row = rows.filter(person_id=new.person_id, state__in=OPEN).first()
    about = crisis_key(new.report_id, new.person_id)
    if row is not None:
        _keep_words(actor, new)
        tell_holders(actor=actor, crisis=row, dossier_id=new.dossier_id, key=f"{about}{row.pk}")
    else:
        put_crisis(
            actor=actor,
            person_id=new.person_id,
            compartment_id=new.compartment_id,
            dossier_id=new.dossier_id,
            new=NewCrisis(
                called_at=new.called_at,
                called_by=_CALLERS.get(new.source, CalledBy.PROFESSIONAL),
                what=new.what,
                where=new.where,
                danger_now=new.called_112,
                emergency_number_called=new.called_112,
            ),
            key=about,
        )
    return OpenedCrisis(new.called_at, there_by(new.called_at))


def _keep_words(actor: Actor, new: ReportedCrisis) -> None:
    """What is going on and where, as the desk was told, as signals in the case of a crisis that runs.

    Words that say what somebody has are struck, as in every signal, and long words stand in parts: nothing holds up a call about danger.
    """
    parts = [part for words in (new.what, new.where) for part in wrap(strike_health_words(words), SIGNAL_LENGTH)]
    record_signals(
        actor=actor,
        signals=[
            NewSignal(
                person_id=new.person_id,
                compartment_id=new.compartment_id,
                dossier_id=new.dossier_id,
                kind=SignalKind.OTHER,
                on=timezone.localdate(new.called_at),
                source=new.desk,
                text=part,
            )
            for part in reversed(parts)  # the newest is read first
        ],
    )
