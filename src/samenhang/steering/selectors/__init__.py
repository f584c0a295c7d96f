"""Reading steering: the agenda, one bottleneck, the cases that meet it, agreed room."""

from samenhang.steering.selectors.agenda import (
    BottleneckRow,
    Due,
    QuestionRow,
    agenda,
    alike,
    bottleneck,
    due_for,
    people_met,
    questions_of,
    solved_with_advice,
    station_counts,
)
from samenhang.steering.selectors.cases import (
    CaseRow,
    HeardRow,
    PersonMet,
    UseRow,
    attention,
    case_page,
    people_of_bottleneck,
    seen_of,
)
from samenhang.steering.selectors.packages import (
    StudyRow,
    latest_frontier,
    packages_tried,
    study,
    who_gains,
)
from samenhang.steering.selectors.rooms import RoomRow, room, rooms, rooms_in_force

__all__ = [
    "BottleneckRow",
    "CaseRow",
    "Due",
    "HeardRow",
    "PersonMet",
    "QuestionRow",
    "RoomRow",
    "StudyRow",
    "UseRow",
    "agenda",
    "alike",
    "attention",
    "bottleneck",
    "case_page",
    "due_for",
    "latest_frontier",
    "packages_tried",
    "people_met",
    "people_of_bottleneck",
    "questions_of",
    "room",
    "rooms",
    "rooms_in_force",
    "seen_of",
    "solved_with_advice",
    "station_counts",
    "study",
    "who_gains",
]
