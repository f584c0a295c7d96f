"""Addresses of this package."""

from django.urls import path

from samenhang.interop import views

app_name = "interop"
urlpatterns = [
    path("", views.overview, name="overview"),
    path("supply/", views.supply, name="supply"),
    path("supply/<str:token>/", views.supply_check, name="supply_check"),
    path("histories/", views.histories, name="histories"),
    path("histories/<str:token>/", views.histories_check, name="histories_check"),
    path("reports/", views.reports, name="reports"),
    path("reports/<str:token>/", views.reports_check, name="reports_check"),
    path("examples/<str:name>", views.example, name="example"),
]
