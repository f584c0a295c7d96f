"""Addresses of the report desk and of who reports."""

from django.urls import path

from samenhang.intake.views import desk, reporting

app_name = "reports"
urlpatterns = [
    path("", desk.overview, name="desk"),
    path("mine/", reporting.mine, name="mine"),
    path("new/", reporting.new, name="new"),
    path("<int:report_id>/", desk.report, name="report"),
    path("<int:report_id>/crisis/", desk.crisis, name="crisis"),
    path("<int:report_id>/contact/", desk.contact, name="contact"),
    path("<int:report_id>/health-words/", desk.health_words, name="health_words"),
    path("<int:report_id>/same/<int:other_id>/", desk.join, name="join"),
    path("<int:report_id>/not-the-same/", desk.part, name="part"),
    path("<int:report_id>/person/", desk.link, name="link"),
    path("<int:report_id>/weigh/", desk.weigh, name="weigh"),
    path("<int:report_id>/decide/", desk.decide, name="decide"),
    path("<int:report_id>/answer/", desk.answer, name="answer"),
    path("<int:report_id>/close/", desk.close, name="close"),
    path("<int:report_id>/inquiry/<str:act>/", desk.inquiry, name="inquiry"),
]
