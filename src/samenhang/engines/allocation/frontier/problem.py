"""The problem is that of allocation; only the error is named here, for whoever asks by engine."""

from ..problem import InvalidProblem

__all__ = ["InvalidProblem"]
