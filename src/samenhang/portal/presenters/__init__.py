"""What the pages of Mine print: short sentences, plain words, the newest first."""

from samenhang.portal.presenters.file import (
    asked,
    asks,
    consent,
    consent_groups,
    documents,
    greeted,
    indications,
    kinds,
    looks,
    needs,
    news,
    notice,
    notices,
    shared,
    stays,
    titles,
    ways,
)
from samenhang.portal.presenters.plan import (
    answer,
    answers,
    approach_lines,
    deeds,
    helpers,
    plan_news,
    signals,
    version,
    whole_plan,
)
from samenhang.portal.presenters.talks import coming, talk_news, told_of

__all__ = [
    "answer", "answers", "approach_lines", "asked", "asks", "coming", "consent", "consent_groups", "deeds", "documents", "greeted", "helpers", "indications", "kinds",
    "looks", "needs", "news", "notice", "notices", "plan_news", "shared", "signals", "stays", "talk_news", "titles", "told_of", "version",
    "ways", "whole_plan",
]  # fmt: skip
