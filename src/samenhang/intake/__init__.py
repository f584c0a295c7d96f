"""Intake: why somebody is in scope, with evidence; signals that came in."""
