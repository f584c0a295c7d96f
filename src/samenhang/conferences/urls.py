"""Addresses of talking together."""

from django.urls import path

from samenhang.conferences.views import (
    calendars,
    conferences,
    consultations,
    deliberations,
    handovers,
    overview,
    record,
    tables,
)

app_name = "conferences"
_person = "people/<int:person_id>/"
_talk = _person + "conferences/<int:conference_id>/"
_weigh = _person + "deliberations/<int:deliberation_id>/"
_table = "tables/<int:table_id>/"
urlpatterns = [
    path(_person, overview.overview, name="overview"),
    path(_person + "ask-process/", overview.ask_process, name="ask_process"),
    path(_person + "process/<int:convene_id>/", overview.answer_request, name="answer_request"),
    path(_person + "plan/", conferences.plan, name="plan"),
    path(_person + "today/", conferences.call_now, name="call_now"),
    path(_talk, conferences.conference, name="conference"),
    path(_talk + "invite/", conferences.invite, name="invite"),
    path(_talk + "parties/<int:party_id>/answer/", conferences.party_answer, name="party_answer"),
    path(_talk + "parties/<int:party_id>/withdraw/", conferences.party_withdraw, name="party_withdraw"),
    path(_talk + "move/", conferences.move, name="move"),
    path(_talk + "cancel/", conferences.cancel, name="cancel"),
    path(_talk + "hold/", conferences.hold, name="hold"),
    path(_talk + "close/", conferences.close, name="close"),
    path(_talk + "reopen/", conferences.reopen, name="reopen"),
    path(_talk + "handover/", handovers.beside_handover, name="beside_handover"),
    path(_talk + "feedback/", conferences.feedback, name="feedback"),
    path(_talk + "record/", record.record, name="record"),
    path(_talk + "nearest/", record.nearest, name="nearest"),
    path(_talk + "lines/<slug:what>/", record.line, name="new_line"),
    path(_talk + "lines/<slug:what>/<int:said_id>/", record.line, name="line"),
    path(_talk + "lines/<slug:what>/<int:said_id>/remove/", record.remove_line, name="remove_line"),
    path(_talk + "agreements/<int:said_id>/done/", record.agreement_done, name="agreement_done"),
    path(_talk + "minutes/", record.minutes, name="minutes"),
    path(_talk + "minutes.pdf", record.minutes_pdf, name="minutes_pdf"),
    path(_talk + "minutes/attach/", record.attach_minutes, name="attach_minutes"),
    path(_talk + "talk.ics", calendars.conference_ics, name="conference_ics"),
    path(_person + "deliberations/new/", deliberations.new, name="new_deliberation"),
    path(_weigh, deliberations.deliberation, name="deliberation"),
    path(_weigh + "change/", deliberations.change, name="change_deliberation"),
    path(_weigh + "evaluate/", deliberations.evaluate, name="evaluate"),
    path(_weigh + "thoughts/<slug:what>/", deliberations.thought, name="new_thought"),
    path(_weigh + "thoughts/<slug:what>/<int:thought_id>/", deliberations.thought, name="thought"),
    path(_weigh + "thoughts/<int:thought_id>/remove/", deliberations.remove_thought, name="remove_thought"),
    path(_person + "consultations/new/", consultations.ask_for, name="ask_for"),
    path("invitations/", calendars.invitations, name="invitations"),
    path("invitations/<int:party_id>/", calendars.invitation, name="invitation"),
    path("calendar.ics", calendars.own_calendar, name="calendar"),
    path("consultations/", consultations.inbox, name="consultations"),
    path("consultations/new/", consultations.ask, name="ask"),
    path("consultations/<int:question_id>/", consultations.consultation, name="consultation"),
    path("tables/", tables.tables, name="tables"),
    path("tables/new/", tables.new_table, name="new_table"),
    path(_table, tables.table, name="table"),
    path(_table + "change/", tables.change_table, name="change_table"),
    path(_table + "agenda/", tables.standing, name="standing"),
    path(_table + "hand-over/", tables.hand_over, name="hand_over"),
    path(_table + "end/", tables.end_table, name="end_table"),
    path(_table + "calendar.ics", calendars.table_ics, name="table_ics"),
    path(_table + "meetings/<str:day>/", tables.agenda, name="agenda"),
    path(_table + "meetings/<str:day>/items/<int:item_id>/", tables.settle_item, name="settle_item"),
    path(_table + "reflections/new/", tables.reflection, name="new_reflection"),
    path(_table + "reflections/<int:reflection_id>/", tables.reflection, name="reflection"),
]
