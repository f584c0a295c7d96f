"""The desk of the privacy officer: what waits, on which ground, and whether the log is whole; no names, no content."""
