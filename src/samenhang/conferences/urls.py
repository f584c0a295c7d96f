"""Addresses of conferences."""

from django.urls import path

from samenhang.conferences import views

app_name = "conferences"
urlpatterns = [
    path("people/<int:person_id>/", views.overview, name="overview"),
]
