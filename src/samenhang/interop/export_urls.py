"""Addresses of lists that leave."""

from django.urls import path

from samenhang.interop import export_views

app_name = "exports"
urlpatterns = [
    path("", export_views.overview, name="overview"),
    path("ask/", export_views.ask, name="ask"),
    path("<int:request_id>/decide/", export_views.decide, name="decide"),
    path("<int:request_id>/take/", export_views.take, name="take"),
    path("numbers.<str:form>", export_views.numbers, name="numbers"),
]
