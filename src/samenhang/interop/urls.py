"""Addresses of this package."""

app_name = "interop"
urlpatterns = []
