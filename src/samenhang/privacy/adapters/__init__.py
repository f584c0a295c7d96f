"""From rows to the questions of the sharing engine."""

from samenhang.privacy.adapters.questions import ESTABLISHED, Circumstances, engine_category, question

__all__ = ["ESTABLISHED", "Circumstances", "engine_category", "question"]
