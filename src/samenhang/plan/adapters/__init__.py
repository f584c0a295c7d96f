"""Rows of a plan to other forms."""
