"""Benches: how fast and how good, beside the best peers."""
