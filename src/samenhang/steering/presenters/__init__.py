"""Steering in words."""
