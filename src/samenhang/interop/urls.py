"""Addresses of this package."""

from django.http import HttpResponse
from django.urls import path

app_name = "interop"
urlpatterns = [path("supply/", lambda r: HttpResponse("soon"), name="supply")]
