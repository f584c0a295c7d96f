"""Screens of talking together."""
