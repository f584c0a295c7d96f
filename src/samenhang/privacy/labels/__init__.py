"""Code → words, for translators and policy advisers."""

from samenhang.privacy.labels.codes import (
    CONSENT_STATES,
    DESTRUCTION_STATES,
    GIVEN_BY,
    GIVEN_HOW,
    HOME_NEEDS,
    HUMAN_DECISIONS,
    NOTICES,
    OUTCOMES,
    PROGRAMMES,
    REQUESTS,
    TOLD_HOW,
    WEIGHING_GROUNDS,
    WEIGHING_QUESTIONS,
)
from samenhang.privacy.labels.sentences import (
    consent_text,
    home_need_sentence,
    indication_sentence,
    notice_of_emergency,
    notice_of_sharing,
    title_sentence,
)

__all__ = [
    "CONSENT_STATES", "DESTRUCTION_STATES", "GIVEN_BY", "GIVEN_HOW", "HOME_NEEDS", "HUMAN_DECISIONS", "NOTICES", "OUTCOMES", "PROGRAMMES",
    "REQUESTS", "TOLD_HOW", "WEIGHING_GROUNDS", "WEIGHING_QUESTIONS", "consent_text", "home_need_sentence", "indication_sentence",
    "notice_of_emergency", "notice_of_sharing", "title_sentence",
]  # fmt: skip
