"""Addresses of this package."""

app_name = "region"
urlpatterns = []
