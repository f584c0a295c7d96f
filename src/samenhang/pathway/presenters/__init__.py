"""What the pages of the pathway show, by what they are about."""
