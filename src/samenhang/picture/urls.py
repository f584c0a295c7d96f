"""Addresses of picture."""

from django.urls import path

from samenhang.picture import views

app_name = "picture"
urlpatterns = [
    path("people/<int:person_id>/", views.overview, name="overview"),
]
