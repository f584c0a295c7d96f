"""Notifications: what happened that somebody should know, sent once, without content about a person."""
