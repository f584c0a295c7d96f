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
from samenhang.privacy.labels.sharing import (
    BASES,
    CONDITIONS,
    DECISIONS,
    GROUNDS,
    LOCKS,
    MINIMUM,
    NOTICE_WHEN,
    OPENS,
    PURPOSES,
    REASONS,
    ROLES,
    SECRECY,
    STAGES,
)

__all__ = [
    "BASES", "CONDITIONS", "CONSENT_STATES", "DECISIONS", "DESTRUCTION_STATES", "GIVEN_BY", "GIVEN_HOW", "GROUNDS", "HOME_NEEDS",
    "HUMAN_DECISIONS", "LOCKS", "MINIMUM", "NOTICES", "NOTICE_WHEN", "OPENS", "OUTCOMES", "PROGRAMMES", "PURPOSES", "REASONS", "REQUESTS",
    "ROLES", "SECRECY", "STAGES", "TOLD_HOW", "WEIGHING_GROUNDS", "WEIGHING_QUESTIONS", "consent_text", "home_need_sentence",
    "indication_sentence", "notice_of_emergency", "notice_of_sharing", "title_sentence",
]  # fmt: skip
