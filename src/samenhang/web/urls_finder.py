"""Addresses of the person finder."""

from django.urls import path

from samenhang.web.views import finder

app_name = "finder"
urlpatterns = [
    path("", finder.finder, name="finder"),
    path("contacts/new/", finder.new_contact, name="new_contact"),
    path("contacts/<int:contact_id>/", finder.change_contact, name="change_contact"),
    path("contacts/<int:contact_id>/end/", finder.end_contact, name="end_contact"),
    path("organisations/<int:organisation_id>/coordinator/", finder.coordinator, name="coordinator"),
    path("away/", finder.away, name="away"),
    path("away/<int:away_id>/back/", finder.back, name="back"),
]
