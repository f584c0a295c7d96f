"""From the pathway to what a page shows, by what it is about."""
