"""Codes of plan."""
