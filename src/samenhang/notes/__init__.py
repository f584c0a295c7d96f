"""Notes: threads about a person, with mentions and drafts that survive a lost connection."""
