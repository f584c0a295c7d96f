"""The housing association of the sharing tests, beside the cast of all tests."""

from tests.privacy.conftest import consent, housing, housing_matter, low_stimulus, officer, privacy_officer

__all__ = ["consent", "housing", "housing_matter", "low_stimulus", "officer", "privacy_officer"]
