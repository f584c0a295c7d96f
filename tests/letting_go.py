"""Closing a case in a test: somebody is let go of with an analysis first, as everywhere."""

from __future__ import annotations

from datetime import date

from samenhang.base.actor import Actor
from samenhang.pathway.enums.pilot_lights import WhatWeDo
from samenhang.pathway.services import NewAnalysis, analyse_letting_go
from samenhang.people.selectors import keys

ANALYSIS = NewAnalysis(
    WhatWeDo.NOBODY_NEEDED, "Werkt al een jaar", "De zus belt Iris", "Ik red het", "De huisarts en het FACT-team"
)


def analysed(actor: Actor, dossier_id: int, today: date) -> None:
    """Write down why nobody has to keep looking after whoever this dossier is about."""
    [person] = keys(reason="a test lets somebody go", dossiers=[dossier_id])
    analyse_letting_go(
        actor=actor, person_id=person.id, compartment_id=person.compartment_id, new=ANALYSIS, today=today
    )
