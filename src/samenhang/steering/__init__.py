"""Steering: what cannot be solved in a case, with whom it lies, what was decided, and the room that was agreed."""
