"""Addresses of this package."""

app_name = "web"
urlpatterns = []
