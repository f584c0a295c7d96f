"""Talking together: tables, case conferences, moral deliberation, consultation."""
