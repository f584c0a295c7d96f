"""Addresses of records that may be of one person."""

from django.urls import path

from samenhang.web.views import duplicates

app_name = "duplicates"
urlpatterns = [
    path("", duplicates.own, name="own"),
    path("people/<int:person_id>/", duplicates.of_person, name="of_person"),
    path("people/<int:person_id>/with/<int:other_id>/", duplicates.make_one, name="make_one"),
]
