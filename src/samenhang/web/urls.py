"""Addresses of sign-in, Today, people and search."""

from django.urls import path

from samenhang.web.views import participants, people, search, sign_in, today

app_name = "web"
urlpatterns = [
    path("", today.today, name="today"),
    path("sign-in/", sign_in.sign_in, name="sign_in"),
    path("sign-in/persona/", sign_in.enter_as, name="enter_as"),
    path("sign-out/", sign_in.sign_out, name="sign_out"),
    path("search/", search.search, name="search"),
    path("people/", people.people_list, name="people"),
    path("people/new/", people.new_person, name="new_person"),
    path("people/<int:person_id>/", people.person, name="person"),
    path("people/<int:person_id>/history/", people.history, name="history"),
    path("people/<int:person_id>/history.csv", people.history_csv, name="history_csv"),
    path("people/<int:person_id>/history.xlsx", people.history_xlsx, name="history_xlsx"),
    path("people/<int:person_id>/history.pdf", people.history_pdf, name="history_pdf"),
    path("people/<int:person_id>/participants/", participants.participants, name="participants"),
    path("people/<int:person_id>/participants/<int:participation_id>/leave/", participants.leave, name="leave"),
    path("people/<int:person_id>/placements/new/", people.new_placement, name="new_placement"),
    path("people/<int:person_id>/titles/new/", people.new_title, name="new_title"),
    path("people/<int:person_id>/titles/<int:title_id>/follow-on/", people.file_followon, name="file_followon"),
    path("health/", sign_in.health, name="health"),
]
