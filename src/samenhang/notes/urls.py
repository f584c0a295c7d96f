"""Addresses of notes and drafts."""

from django.urls import path

from samenhang.notes import views

app_name = "notes"
urlpatterns = [
    path("people/<int:person_id>/", views.overview, name="overview"),
    path("people/<int:person_id>/write/", views.write, name="write"),
    path("people/<int:person_id>/print/", views.print_all, name="print"),
    path("people/<int:person_id>/<int:note_id>/", views.thread, name="thread"),
    path("people/<int:person_id>/<int:note_id>/print/", views.print_all, name="print_thread"),
    path("people/<int:person_id>/<int:note_id>/change/", views.change, name="change"),
    path("people/<int:person_id>/<int:note_id>/withdraw/", views.withdraw, name="withdraw"),
    path("people/<int:person_id>/<int:note_id>/pin/", views.pin, name="pin"),
    path("people/<int:person_id>/<int:note_id>/versions/", views.versions, name="versions"),
    path("drafts/", views.keep_draft, name="keep_draft"),
    path("drafts/throw-away/", views.throw_draft, name="throw_draft"),
]
