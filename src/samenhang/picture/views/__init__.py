"""Screens of the picture."""
