"""Addresses of this package."""

from django.urls import path

from samenhang.supply.views import places, register

app_name = "supply"
urlpatterns = [
    path("", register.register, name="register"),
    path("register.csv", register.register_csv, name="register_csv"),
    path("print/", register.register_print, name="register_print"),
    path("places/<int:place_id>/", places.place, name="place"),
    path("places/<int:place_id>/confirm/", places.confirm, name="confirm"),
    path("places/<int:place_id>/team/", places.team, name="team"),
    path("places/<int:place_id>/out-of-service/", places.take_out, name="take_out"),
    path("places/<int:place_id>/out-of-service/<int:out_id>/end/", places.back, name="back"),
]
