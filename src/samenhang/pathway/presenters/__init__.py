"""The pathway in words, by what it is about."""
