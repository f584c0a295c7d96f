"""Addresses of the pathway, by what they are about."""

from django.urls import path

from samenhang.pathway.views import (
    crises,
    handovers,
    handovers_acts,
    handovers_requests,
    in_view,
    overview,
    pilot_lights,
    steps,
)

app_name = "pathway"
_P = "people/<int:person_id>/"
_steps = [
    path(f"{_P}steps/", steps.steps, name="steps"),
    path(f"{_P}steps/new/", steps.new_step, name="new_step"),
    path(f"{_P}steps/pilot-light/", steps.to_light, name="to_light"),
    path(f"{_P}steps/<int:step_id>/take/", steps.take, name="take_step"),
    path(f"{_P}steps/<int:step_id>/withdraw/", steps.withdraw, name="withdraw_step"),
    path(f"{_P}steps/<int:step_id>/look-back/", steps.evaluate, name="evaluate_step"),
    path(f"{_P}back/", steps.back, name="go_back"),
    path(f"{_P}steps/<int:step_id>/hold/", steps.hold, name="hold_home"),
    path(f"{_P}stay/end/", steps.end_stay, name="end_stay"),
    path(f"{_P}practising/new/", steps.new_freedom, name="new_freedom"),
    path(f"{_P}practising/<int:freedom_id>/", steps.decide_freedom, name="decide_freedom"),
    path(f"{_P}practising/<int:freedom_id>/drop/", steps.drop_freedom, name="drop_freedom"),
    path("ladder/", steps.ladder, name="ladder"),
    path("ladder/new/", steps.write_ladder, name="write_ladder"),
]
_lights = [
    path(f"{_P}pilot-light/", pilot_lights.light, name="light"),
    path(f"{_P}pilot-light/keep/", pilot_lights.keep, name="keep_light"),
    path(f"{_P}pilot-light/renew/", pilot_lights.renew, name="renew_light"),
    path(f"{_P}pilot-light/relight/", pilot_lights.relight, name="relight"),
    path(f"{_P}contact/", pilot_lights.contact, name="contact"),
    path(f"{_P}letting-go/", pilot_lights.let_go, name="let_go"),
]
_crises = [
    path(f"{_P}crisis/", crises.crisis, name="crisis"),
    path(f"{_P}crisis/start/", crises.start, name="start_crisis"),
    path(f"{_P}crisis/<int:crisis_id>/call/", crises.call, name="crisis_call"),
    path(f"{_P}crisis/<int:crisis_id>/there/", crises.arrive, name="crisis_arrive"),
    path(f"{_P}crisis/<int:crisis_id>/calm/", crises.calm, name="crisis_calm"),
    path(f"{_P}crisis/<int:crisis_id>/decide/", crises.decide, name="crisis_decide"),
    path(f"{_P}crisis/<int:crisis_id>/tell/", crises.tell, name="crisis_tell"),
    path(f"{_P}crisis/<int:crisis_id>/look-back/", crises.evaluate, name="crisis_evaluate"),
    path(f"{_P}bed/new/", crises.agree_bed, name="agree_bed"),
    path(f"{_P}bed/<int:right_id>/", crises.bed_call, name="bed_call"),
    path(f"{_P}bed/<int:right_id>/end/", crises.end_bed, name="end_bed"),
    path("duty/", crises.duty, name="duty"),
    path("duty/new/", crises.new_roster, name="new_roster"),
    path("duty/<int:roster_id>/", crises.new_shift, name="new_shift"),
    path("duty/<int:roster_id>/end/", crises.end_roster, name="end_roster"),
    path("duty/shifts/<int:shift_id>/remove/", crises.remove_shift, name="remove_shift"),
    path("duty/beds/", crises.say_beds, name="say_beds"),
]
_H = "handovers/<int:handover_id>/"
_R = "requests/<int:asked_id>/"
_handovers = [
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
    path(f"{_H}receiver/", handovers_acts.receiver, name="receiver"),
    path(f"{_H}home/", handovers_acts.home, name="home"),
    path(f"{_H}place/", handovers_acts.place, name="place"),
    path(f"{_H}ready/", handovers_acts.ready, name="ready"),
    path(f"{_H}ready/exception/", handovers_acts.ready_anyway, name="ready_anyway"),
    path(f"{_H}moved/", handovers_acts.moved, name="moved"),
    path(f"{_H}enough/", handovers_acts.enough, name="enough"),
    path(f"{_H}enough/exception/", handovers_acts.enough_anyway, name="enough_anyway"),
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
    path(f"{_R}back/", handovers_requests.give_back, name="give_back"),
    path(f"{_R}colleague/", handovers_requests.take_over, name="take_over"),
]
urlpatterns = [
    path(_P, overview.overview, name="overview"),
    path("in-sight/", in_view.in_sight, name="in_sight"),
    path("in-sight/ask/", in_view.ask, name="ask_to_look"),
    *_steps,
    *_lights,
    *_crises,
    *_handovers,
]
