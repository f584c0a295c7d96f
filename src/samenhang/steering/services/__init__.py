"""The verbs of steering."""

from samenhang.steering.services.bottlenecks import (
    Description,
    NewBottleneck,
    describe,
    grow,
    join_case,
    release_case,
)
from samenhang.steering.services.packages import compute_frontier, compute_package
from samenhang.steering.services.rooms import (
    NewRoom,
    agree_room,
    end_room,
    evaluate_room,
    extend_room,
    stop_using,
    use_room,
)
from samenhang.steering.services.route import (
    NewQuestion,
    answer,
    ask,
    hear,
    move_up_overdue,
    reopen,
    set_aside,
    solve,
    withdraw_question,
)

__all__ = [
    "Description",
    "NewBottleneck",
    "NewQuestion",
    "NewRoom",
    "agree_room",
    "answer",
    "ask",
    "compute_frontier",
    "compute_package",
    "describe",
    "end_room",
    "evaluate_room",
    "extend_room",
    "grow",
    "hear",
    "join_case",
    "move_up_overdue",
    "release_case",
    "reopen",
    "set_aside",
    "solve",
    "stop_using",
    "use_room",
    "withdraw_question",
]
