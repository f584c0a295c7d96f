"""Addresses of this package."""

app_name = "matching"
urlpatterns = []
