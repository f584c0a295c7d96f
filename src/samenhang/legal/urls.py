"""Addresses of titles: what ends, the clocks of one person, and what happens to a title."""

from django.urls import path

from samenhang.legal import views

app_name = "legal"
urlpatterns = [
    path("", views.ending, name="ending"),
    path("people/<int:person_id>/", views.person, name="person"),
    path("people/<int:person_id>/titles/<int:title_id>/decided/", views.decided, name="decided"),
    path("people/<int:person_id>/titles/<int:title_id>/connecting-care/", views.connecting, name="connecting"),
    path("people/<int:person_id>/titles/<int:title_id>/act/<str:act>/", views.act, name="act"),
    path("people/<int:person_id>/titles/<int:title_id>/arrange/<str:duty>/", views.arrange, name="arrange"),
    path("people/<int:person_id>/entitlement/new/", views.new_entitlement, name="new_entitlement"),
    path("people/<int:person_id>/entitlement/<int:entitlement_id>/end/", views.end_entitlement, name="end_entitlement"),
    path("people/<int:person_id>/entitlement/payers/<int:payer_id>/", views.payer_agrees, name="payer_agrees"),
]
