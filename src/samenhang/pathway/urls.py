"""Addresses of the pathway, a list per topic."""

from django.urls import path

from samenhang.pathway.views import handovers, handovers_acts, handovers_requests

app_name = "pathway"
_H = "handovers/<int:handover_id>/"
_R = "requests/<int:asked_id>/"
HANDOVERS = [
    path("handovers/", handovers.list_all, name="handovers"),
    path("handovers/numbers/", handovers.template, name="template"),
    path("handovers/numbers/new/", handovers.write_template, name="write_template"),
    path("people/<int:person_id>/handovers/", handovers.of_person, name="of_person"),
    path("people/<int:person_id>/handovers/start/", handovers.start, name="start"),
    path(_H, handovers.handover, name="handover"),
    path(f"{_H}paper/", handovers.on_paper, name="on_paper"),
    path(f"{_H}note/<slug:kind>/", handovers_acts.note, name="note"),
    path(f"{_H}livelihood/", handovers_acts.livelihood, name="livelihood"),
    path(f"{_H}day/", handovers_acts.move_day, name="move_day"),
    path(f"{_H}giver/", handovers_acts.giver, name="giver"),
    path(f"{_H}home/", handovers_acts.home, name="home"),
    path(f"{_H}place/", handovers_acts.place, name="place"),
    path(f"{_H}ready/", handovers_acts.ready, name="ready"),
    path(f"{_H}ready/exception/", handovers_acts.ready_anyway, name="ready_anyway"),
    path(f"{_H}moved/", handovers_acts.moved, name="moved"),
    path(f"{_H}enough/", handovers_acts.enough, name="enough"),
    path(f"{_H}complete/", handovers_acts.complete, name="complete"),
    path(f"{_H}back/", handovers_acts.back, name="back"),
    path(f"{_H}again/", handovers_acts.again, name="again"),
    path(f"{_H}falls-away/", handovers_acts.falls_away, name="falls_away"),
    path(f"{_H}stop/", handovers_acts.stop, name="stop"),
    path(f"{_H}questions/", handovers_acts.ask, name="ask"),
    path(f"{_H}questions/<int:question_id>/", handovers_acts.answer, name="answer"),
    path(f"{_H}receivers/", handovers_requests.ask_receivers, name="ask_receivers"),
    path(f"{_H}along/", handovers_requests.items, name="items"),
    path("requests/", handovers_requests.requests, name="requests"),
    path(_R, handovers_requests.one_request, name="request"),
    path(f"{_R}yes/", handovers_requests.accept, name="accept"),
    path(f"{_R}later/", handovers_requests.hold, name="hold"),
    path(f"{_R}no/", handovers_requests.refuse, name="refuse"),
]
urlpatterns = [*HANDOVERS]
