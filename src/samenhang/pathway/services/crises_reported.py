"""A crisis that the report desk was told of opens in the case, with its clock, in the act of the desk (handbook 6.2 and 6.4)."""

from __future__ import annotations

from samenhang.access.services import require
from samenhang.base.actor import Actor
from samenhang.directory.enums import Power
from samenhang.intake.enums import ReportSource
from samenhang.intake.services import OpenedCrisis, ReportedCrisis
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

    The desk writes it and reads nothing of the case. While a crisis runs no second one begins: who holds the case hears that there was
    another report, and the clock is that of the crisis that runs. Raises NoGrant without the power to weigh reports.
    """
    require(actor, Power.TRIAGE_REPORTS)
    rows = Crisis.objects.for_rule("one crisis of somebody at a time, also when the report desk was called")
    row = rows.filter(person_id=new.person_id, state__in=OPEN).first()
    if row is not None:
        key = f"crisis:{row.pk}:report:{new.report_id}"
        tell_holders(actor=actor, crisis=row, dossier_id=new.dossier_id, key=key)
    else:
        row = put_crisis(
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
        )
    return OpenedCrisis(row.called_at, there_by(row.called_at))
