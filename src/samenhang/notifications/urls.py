"""Addresses of notifications."""

from django.urls import path

from samenhang.notifications import views

app_name = "notifications"
urlpatterns = [
    path("", views.overview, name="overview"),
    path("seen/", views.all_seen, name="all_seen"),
    path("preferences/", views.preferences, name="preferences"),
    path("<int:notification_id>/", views.open_one, name="open"),
]
