"""From rows to the formats of others."""
