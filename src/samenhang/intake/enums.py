"""Codes of intake."""
