"""Addresses of picture."""

from django.urls import path

from samenhang.people.guards.facts import fact_paths
from samenhang.people.presenters import person_tabs
from samenhang.picture.views import learning, pages
from samenhang.picture.views.screens import SCREENS

app_name = "picture"
urlpatterns = [
    path("people/<int:person_id>/", pages.overview, name="overview"),
    path("people/<int:person_id>/print/", pages.print_view, name="print"),
    path("people/<int:person_id>/layers/", pages.layers, name="layers"),
    path("people/<int:person_id>/own-strength/", pages.strengths, name="strengths"),
    path("people/<int:person_id>/safety-page/", pages.safety, name="safety-page"),
    path("people/<int:person_id>/care/", pages.care, name="care"),
    path("people/<int:person_id>/incident/<int:incident_id>/learning/", learning.learning, name="learning"),
    path("people/<int:person_id>/incident/<int:incident_id>/lesson.txt", learning.lesson, name="lesson"),
    path("overdue/", pages.overdue, name="overdue"),
    *fact_paths("picture", SCREENS, tabs=person_tabs),
]
