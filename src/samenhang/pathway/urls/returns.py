"""Addresses of returns to a municipality."""

from django.urls import path

from samenhang.pathway.views import returns

app_name = "returns"
urlpatterns = [
    path("", returns.overview, name="overview"),
    path("people/<int:person_id>/", returns.person, name="person"),
    path("people/<int:person_id>/new/", returns.new, name="new"),
    path("people/<int:person_id>/<int:return_id>/told/", returns.told, name="told"),
    path("people/<int:person_id>/<int:return_id>/letter/", returns.letter, name="letter"),
    path("people/<int:person_id>/<int:return_id>/mail/", returns.mail, name="mail"),
    path("people/<int:person_id>/<int:return_id>/act/<str:act>/", returns.act, name="act"),
    path("<int:return_id>/<str:act>/", returns.answer, name="answer"),
]
