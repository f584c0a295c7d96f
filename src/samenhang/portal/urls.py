"""Addresses of Mine."""

from django.urls import path

from samenhang.portal.views import consents, file, plan, rights, talks

app_name = "portal"
urlpatterns = [
    path("", file.start, name="start"),
    path("plan/", plan.my_plan, name="plan"),
    path("plan/agree/<slug:under>/<int:under_id>/", plan.agree, name="agree"),
    path("plan/actions/<int:action_id>/", plan.action, name="action"),
    path("signals/", plan.my_signals, name="signals"),
    path("pathway/", plan.my_pathway, name="pathway"),
    path("talks/", talks.my_talks, name="talks"),
    path("talks/invitations/<int:party_id>/", talks.come, name="come"),
    path("file/", file.my_file, name="file"),
    path("file/documents/<int:version_id>/", file.document, name="document"),
    path("who-knows/", file.who_knows_what, name="who_knows"),
    path("who-looked/", file.who_looked, name="who_looked"),
    path("consents/", consents.consents, name="consents"),
    path("consents/<int:consent_id>/", consents.consent, name="consent"),
    path("consents/<int:consent_id>/answer/", consents.answer, name="answer"),
    path("consents/<int:consent_id>/withdraw/", consents.withdraw, name="withdraw"),
    path("told/", rights.told, name="told"),
    path("told/<int:notice_id>/", rights.notice, name="notice"),
    path("ask/", rights.asked, name="asked"),
    path("ask/<slug:kind>/", rights.ask, name="ask"),
    path("take-along/", rights.take, name="take"),
]
