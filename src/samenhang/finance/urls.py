"""Addresses of time that belongs to no client."""

from django.urls import path

from samenhang.finance import views

app_name = "finance"
urlpatterns = [
    path("", views.overview, name="overview"),
    path("totals.csv", views.overview_csv, name="overview_csv"),
    path("new/", views.new, name="new"),
    path("<int:line_id>/", views.line, name="line"),
    path("<int:line_id>/withdraw/", views.withdraw, name="withdraw"),
    path("region/", views.region, name="region"),
    path("region.csv", views.region_csv, name="region_csv"),
]
