"""The verbs of talking together: plan, invite, answer, move, hold, write, close, tell; tables, deliberation, consultation."""

from samenhang.conferences.services.bulk import BroughtTalk, record_conferences
from samenhang.conferences.services.consulting import (
    NewAnswer,
    NewQuestion,
    answer_question,
    ask_expert,
    say_what_it_brought,
)
from samenhang.conferences.services.deliberating import (
    DeliberationValues,
    change_deliberation,
    deliberate,
    evaluate_deliberation,
)
from samenhang.conferences.services.escalating import NewRequest, answer_process_request, ask_process_director
from samenhang.conferences.services.feedback import NewFeedback, feed_back
from samenhang.conferences.services.handovers import put_beside_handover
from samenhang.conferences.services.inviting import answer_invitation, invite, record_answer, withdraw_invitation
from samenhang.conferences.services.leaving import hand_over_talks
from samenhang.conferences.services.minutes import attach_minutes, take_minutes
from samenhang.conferences.services.planning import (
    AdHoc,
    NewConference,
    call_now,
    cancel_conference,
    everybody,
    move_conference,
    plan_conference,
)
from samenhang.conferences.services.recording import (
    AgreementValues,
    OfferValues,
    PointValues,
    RecordValues,
    agree,
    agreement_done,
    close_record,
    hold,
    reopen_record,
    say,
    take_back,
    weigh_offer,
    write_record,
)
from samenhang.conferences.services.seating import NewParty
from samenhang.conferences.services.tables import (
    NewItem,
    ReflectionValues,
    TableValues,
    add_table,
    change_table,
    end_table,
    hand_over_table,
    put_on_agenda,
    reflect,
    set_agenda,
    settle_item,
)

__all__ = [
    "AdHoc",
    "AgreementValues",
    "BroughtTalk",
    "DeliberationValues",
    "NewAnswer",
    "NewConference",
    "NewFeedback",
    "NewItem",
    "NewParty",
    "NewQuestion",
    "NewRequest",
    "OfferValues",
    "PointValues",
    "RecordValues",
    "ReflectionValues",
    "TableValues",
    "add_table",
    "agree",
    "agreement_done",
    "answer_invitation",
    "answer_process_request",
    "answer_question",
    "ask_expert",
    "ask_process_director",
    "attach_minutes",
    "call_now",
    "cancel_conference",
    "change_deliberation",
    "change_table",
    "close_record",
    "deliberate",
    "end_table",
    "evaluate_deliberation",
    "everybody",
    "feed_back",
    "hand_over_table",
    "hand_over_talks",
    "hold",
    "invite",
    "move_conference",
    "plan_conference",
    "put_beside_handover",
    "put_on_agenda",
    "record_answer",
    "record_conferences",
    "reflect",
    "reopen_record",
    "say",
    "say_what_it_brought",
    "set_agenda",
    "settle_item",
    "take_back",
    "take_minutes",
    "weigh_offer",
    "withdraw_invitation",
    "write_record",
]  # fmt: skip
