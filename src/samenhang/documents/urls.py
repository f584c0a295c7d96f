"""Addresses of documents."""

from django.urls import path

from samenhang.documents import views

app_name = "documents"
urlpatterns = [
    path("people/<int:person_id>/", views.overview, name="overview"),
    path("people/<int:person_id>/attach/", views.attach, name="attach"),
    path("people/<int:person_id>/<int:document_id>/replace/", views.replace, name="replace"),
    path("people/<int:person_id>/<int:document_id>/withdraw/", views.withdraw, name="withdraw"),
    path("versions/<int:version_id>/", views.download, name="download"),
]
