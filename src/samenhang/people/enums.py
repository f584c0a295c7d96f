"""Codes of people and those around them."""
