"""Addresses of sharing, consent, rights, emergencies and hit or no hit."""

from django.urls import path

from samenhang.privacy.views import emergency, person, sharing

app_name = "privacy"
urlpatterns = [
    path("people/<int:person_id>/who-knows-what/", person.who_knows_what, name="who_knows_what"),
    path("people/<int:person_id>/rights/", person.rights, name="rights"),
    path("people/<int:person_id>/share/", sharing.ask, name="ask"),
    path("people/<int:person_id>/share/do/", sharing.share_it, name="share"),
    path("people/<int:person_id>/share/keep/", sharing.keep_it, name="keep"),
    path("people/<int:person_id>/consents/new/", person.new_consent, name="new_consent"),
    path("people/<int:person_id>/consents/<int:consent_id>/", person.consent, name="consent"),
    path("people/<int:person_id>/home/", person.home, name="home"),
    path("people/<int:person_id>/notices/<int:notice_id>/", person.notice, name="notice"),
    path("people/<int:person_id>/requests/new/", person.new_request, name="new_request"),
    path("people/<int:person_id>/requests/<int:request_id>/", person.answer, name="request"),
    path("people/<int:person_id>/weighings/new/", person.weighing, name="weigh"),
    path("people/<int:person_id>/weighings/<int:weighing_id>/", person.second_look, name="second_look"),
    path("people/<int:person_id>/enrolments/new/", person.new_enrolment, name="new_enrolment"),
    path("people/<int:person_id>/restriction/", person.restriction, name="restriction"),
    path("people/<int:person_id>/close/", person.closing, name="close"),
    path("people/reopen/", person.reopening, name="reopen"),
    path("shared/", sharing.received, name="received"),
    path("emergency/", emergency.emergency, name="emergency"),
    path("emergency/<int:access_id>/end/", emergency.end_emergency, name="end_emergency"),
    path("known/", emergency.known, name="known"),
]
