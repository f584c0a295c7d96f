"""Addresses of matching."""

from django.urls import path

from samenhang.matching.views import bottlenecks, criteria, fit, missing, table

app_name = "matching"
urlpatterns = [
    path("people/<int:person_id>/", fit.what_fits, name="fit"),
    path("people/<int:person_id>/print/", fit.fit_print, name="fit_print"),
    path("people/<int:person_id>/compare/", fit.compare, name="compare"),
    path("people/<int:person_id>/need/", fit.edit_need, name="need"),
    path("people/<int:person_id>/facts/<slug:code>/", fit.note_fact, name="fact"),
    path("people/<int:person_id>/refusals/new/", fit.new_refusal, name="new_refusal"),
    path("table/", table.table, name="table"),
    path("table/rounds/", table.compute, name="compute"),
    path("table/people/<int:person_id>/", table.decide, name="decide"),
    path("criteria/<str:key>/", criteria.criterion, name="criterion"),
    path("missing/", missing.missing_list, name="missing_list"),
    path("missing/new/", missing.missing_new, name="missing_new"),
    path("missing/<int:missing_id>/", missing.missing, name="missing"),
    path("bottlenecks/", bottlenecks.bottlenecks, name="bottlenecks"),
]
