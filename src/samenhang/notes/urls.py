"""Addresses of notes."""

from django.urls import path

from samenhang.notes import views

app_name = "notes"
urlpatterns = [
    path("people/<int:person_id>/", views.overview, name="overview"),
]
