"""The API: the same selectors, services, grants and log as the screens, for other systems."""
