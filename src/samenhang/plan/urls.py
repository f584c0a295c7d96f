"""Addresses of plan."""

from django.urls import path

from samenhang.plan import views

app_name = "plan"
urlpatterns = [
    path("people/<int:person_id>/", views.overview, name="overview"),
    path("people/<int:person_id>/signals/", views.overview, name="signals"),
]
