"""Sharing on a ground, consent, the person's own rights, retention, and the privacy officer's desk."""
