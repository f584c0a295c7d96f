"""Codes of conferences."""
