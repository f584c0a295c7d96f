"""Addresses of the region."""

from django.urls import path

from samenhang.region import views

app_name = "region"
urlpatterns = [
    path("", views.overview, name="overview"),
    path("in-view/", views.in_view, name="in_view"),
    path("in-view/desk/", views.in_view_desk, name="in_view_desk"),
    path("process/", views.process, name="process"),
    path("demand-supply.csv", views.overview_csv, name="overview_csv"),
]
