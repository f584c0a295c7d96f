"""Addresses of time that belongs to no client, and of provisional cover."""

from django.urls import path

from samenhang.finance import views

app_name = "finance"
urlpatterns = [
    path("", views.overview, name="overview"),
    path("totals.csv", views.overview_csv, name="overview_csv"),
    path("new/", views.new, name="new"),
    path("<int:line_id>/", views.line, name="line"),
    path("<int:line_id>/withdraw/", views.withdraw, name="withdraw"),
    path("people/<int:person_id>/cover/", views.covers, name="covers"),
    path("people/<int:person_id>/cover/new/", views.new_cover, name="new_cover"),
    path("people/<int:person_id>/cover/<int:cover_id>/extend/", views.extend_cover, name="extend_cover"),
    path("people/<int:person_id>/cover/<int:cover_id>/settle/", views.settle_cover, name="settle_cover"),
    path("region/", views.region, name="region"),
    path("region.csv", views.region_csv, name="region_csv"),
]
