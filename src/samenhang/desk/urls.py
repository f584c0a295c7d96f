"""Addresses of the desk."""

from django.urls import path

from samenhang.desk.views import log, retention, start, waiting

app_name = "desk"
urlpatterns = [
    path("", start.index, name="index"),
    path("emergencies/", waiting.emergencies, name="emergencies"),
    path("emergencies/<int:access_id>/", waiting.emergency, name="emergency"),
    path("requests/", waiting.requests, name="requests"),
    path("requests/<int:request_id>/", waiting.request_, name="request"),
    path("weighings/", waiting.weighings, name="weighings"),
    path("weighings/<int:weighing_id>/", waiting.weighing, name="weighing"),
    path("disclosures/", start.disclosures, name="disclosures"),
    path("rules/", start.rules, name="rules"),
    path("retention/", retention.overview, name="retention"),
    path("retention/propose/", retention.propose, name="propose"),
    path("retention/lists/<int:sheet_id>/", retention.sheet, name="sheet"),
    path("retention/holds/new/", retention.new_hold, name="new_hold"),
    path("retention/holds/<int:hold_id>/lift/", retention.lift, name="lift_hold"),
    path("log/", log.overview, name="log"),
    path("log/unusual/", log.unusual, name="unusual"),
    path("log/colleagues/<int:user_id>/", log.colleague, name="colleague"),
    path("log/dossier/", log.dossier, name="dossier"),
]
