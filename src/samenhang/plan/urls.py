"""Addresses of the plan."""

from django.urls import path

from samenhang.plan.views import overview

app_name = "plan"
urlpatterns = [
    path("people/<int:person_id>/", overview.overview, name="overview"),
    path("people/<int:person_id>/signals/", overview.overview, name="signals"),
]
