"""Addresses of the log's downloads."""

from django.urls import path

from samenhang.interop import log_views

app_name = "log"
urlpatterns = [
    path("export.ndjson", log_views.period, name="period"),
    path("dossiers/<int:dossier_id>.json", log_views.dossier, name="dossier"),
    path("public-key.pem", log_views.key, name="key"),
]
