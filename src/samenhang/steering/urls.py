"""Addresses of bottlenecks, their route and agreed room."""

from django.urls import path

from samenhang.steering.views import agenda, cases, packages, rooms, route

app_name = "steering"
_one = "<int:bottleneck_id>/"
_person = "people/<int:person_id>/"
_room = "room/<int:room_id>/"
urlpatterns = [
    path("", agenda.agenda, name="agenda"),
    path("helps-most/", packages.helps_most, name="helps_most"),
    path("helps-most/compute/", packages.compute, name="compute"),
    path("helps-most/package/", packages.package, name="package"),
    path("helps-most/<int:study_id>/", packages.study, name="study"),
    path("advice/", agenda.advice, name="advice"),
    path(_one, agenda.bottleneck, name="bottleneck"),
    path(_one + "edit/", agenda.edit, name="edit"),
    path(_one + "ask/", route.ask, name="ask"),
    path(_one + "answer/<int:attempt_id>/", route.answer, name="answer"),
    path(_one + "take-back/<int:attempt_id>/", route.take_back, name="take_back"),
    path(_one + "solve/", route.solve, name="solve"),
    path(_one + "set-aside/", route.set_aside, name="set_aside"),
    path(_one + "reopen/", route.reopen, name="reopen"),
    path(_one + "room/", rooms.new_for, name="new_room_for"),
    path(_person, cases.case, name="case"),
    path(_person + "grow/", cases.grow, name="grow"),
    path(_person + "join/<int:bottleneck_id>/", cases.join, name="join"),
    path(_person + "<int:met_id>/release/", cases.release, name="release"),
    path(_person + "<int:met_id>/hear/<int:attempt_id>/", cases.hear, name="hear"),
    path(_person + "use-room/", cases.use_room, name="use_room"),
    path(_person + "use-room/<int:use_id>/stop/", cases.stop_using, name="stop_using"),
    path("room/", rooms.rooms, name="rooms"),
    path("room/new/", rooms.new, name="new_room"),
    path(_room, rooms.room, name="room"),
    path(_room + "evaluate/", rooms.evaluate, name="evaluate"),
    path(_room + "extend/", rooms.extend, name="extend"),
    path(_room + "end/", rooms.end, name="end_room"),
]
