"""Forms of the pathway, by what they are about."""
