"""Addresses of intake."""

from django.urls import path

from samenhang.intake.views import inclusion, returning
from samenhang.intake.views.screens import SCREENS
from samenhang.people.guards.facts import fact_paths
from samenhang.people.presenters import person_tabs

app_name = "intake"
urlpatterns = [
    path("people/<int:person_id>/", inclusion.inclusion, name="inclusion"),
    path("people/<int:person_id>/check/", inclusion.check, name="check"),
    path("people/<int:person_id>/<int:check_id>/decide/", inclusion.decide, name="decide"),
    path("people/<int:person_id>/again/", returning.reenter, name="reenter"),
    path("criteria/", inclusion.criteria, name="criteria"),
    path("criteria/new/", inclusion.write_criteria, name="write_criteria"),
    *fact_paths("intake", SCREENS, tabs=person_tabs),
]
