"""Addresses of this package."""

app_name = "supply"
urlpatterns = []
