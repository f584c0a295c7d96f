"""Addresses of people: those around somebody."""

from django.urls import path

from samenhang.people.guards.facts import fact_paths
from samenhang.people.presenters import person_tabs
from samenhang.people.views import network
from samenhang.people.views.screens import SCREENS

app_name = "people"
urlpatterns = [
    path("people/<int:person_id>/", network.network, name="network"),
    path("people/<int:person_id>/home/", network.share, name="share-home"),
    path("people/<int:person_id>/home/leave/", network.leave, name="leave-home"),
    *fact_paths("people", SCREENS, tabs=person_tabs),
]
