"""Codes of notes."""
