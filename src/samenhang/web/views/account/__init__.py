"""Screens of one's own account, of the accounts of an organisation, of reviews, roles and API keys."""
