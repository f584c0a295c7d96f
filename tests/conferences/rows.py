"""One row in every personal table of talking together, for the tests that look at a whole file."""

from __future__ import annotations

from datetime import date
from typing import Any

from samenhang.conferences import models as talks
from tests.conftest import NOW, TODAY


def one_of_everything(owner_id: int, me: dict[str, Any], organisation_id: int) -> None:
    """A conference with its party, record and lines; what the client was told; a deliberation, a request, a consultation."""
    here = {"compartment_id": me["compartment_id"]}
    day = date(2024, 3, 1)
    conference = _written(
        talks.Conference(
            **me, kind="CASE_CONFERENCE", purpose="CARE_COORDINATION", regime="CONSENT", starts_at=NOW, minutes=60,
            where="Zaal 3", link="https://video.example/kamer", convened_by_id=owner_id, convening_id=organisation_id,
            why_no_client="Zij hoort het liever achteraf", state="HELD", why_changed="Zaal bezet", made_at=NOW,
        )
    )  # fmt: skip
    deliberation = _written(
        talks.MoralDeliberation(
            **me, conference=conference, about="OTHER", dilemma="Mag zij blijven?", held_on=day, attendees="Team",
            led_by="Bram", grounds="Samen veilig", evaluate_on=TODAY, evaluation="Het ging beter",
        )
    )  # fmt: skip
    of: dict[str, Any] = {**here, "conference": conference}
    _written(
        talks.ConferenceParty(
            **of, kind="COLLEAGUE", user_id=owner_id, organisation_id=organisation_id, name="Iris", reason="Kent haar"
        )
    )
    _written(
        talks.ConferenceRecord(
            **of, question="Waar?", going_on="Slaapt slecht", happened="Verhuisd", needed="Rust", discussion="Veel",
            written_by_id=owner_id, written_at=NOW,
        )
    )  # fmt: skip
    _written(
        talks.OfferWeighed(
            **of, offer="Beuk", trajectory="nu", fits="NO", why="Vol", would_make_possible="Nachtzorg inkopen"
        )
    )
    _written(talks.Point(**of, kind="DECISION", text="Zij blijft", who="Team", why="Daar kent men haar"))
    option = _written(talks.Point(**here, deliberation=deliberation, kind="OPTION", text="Blijven", who="-", why="-"))
    _written(
        talks.Point(
            **here, deliberation=deliberation, kind="ARGUMENT_FOR", text="Kent ieder", who="-", why="-", option=option
        )
    )
    _written(talks.Agreement(**me, conference=conference, text="Belt", who="Buurvrouw", due_on=TODAY, outcome="Gebeld"))
    _written(
        talks.Feedback(
            **me, conference_number=conference.pk, held_on=day, text="U mag blijven", told_how="IN_PERSON", told_on=day,
            told_by_id=owner_id, reaction="Fijn",
        )
    )  # fmt: skip
    _written(
        talks.ConveneRequest(
            **me, asks="SOLVE", reason="Twee gemeenten", asked_by_id=owner_id, asked_of_id=owner_id, asked_at=NOW, due_on=TODAY,
            state="OPEN", answer="Komt goed",
        )
    )  # fmt: skip
    _written(
        talks.Consultation(
            **me, request_number=1_000_000 + me["person_id"], asked_on=day, asked_of_id=organisation_id, question="Waar let ik op?",
            answer="Op rust", answered_on=day,
        )
    )  # fmt: skip


def _written(row: Any) -> Any:
    type(row).objects.write([row])
    return row
