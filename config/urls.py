"""All addresses. Each package brings its own; nothing is served outside this map."""

from django.urls import include, path

urlpatterns = [
    path("", include("samenhang.web.urls")),
    path("", include("samenhang.web.urls_account")),
    path("", include("samenhang.web.urls_second_factor")),
    path("", include("samenhang.privacy.urls")),
    path("duplicates/", include("samenhang.web.urls_duplicates")),
    path("finder/", include("samenhang.web.urls_finder")),
    path("mine/", include("samenhang.portal.urls")),
    path("desk/", include("samenhang.desk.urls")),
    path("picture/", include("samenhang.picture.urls")),
    path("network/", include("samenhang.people.urls")),
    path("inclusion/", include("samenhang.intake.urls")),
    path("reports/", include("samenhang.intake.urls.reports")),
    path("plan/", include("samenhang.plan.urls")),
    path("pathway/", include("samenhang.pathway.urls")),
    path("returns/", include("samenhang.pathway.urls.returns")),
    path("titles/", include("samenhang.legal.urls")),
    path("talks/", include("samenhang.conferences.urls")),
    path("notes/", include("samenhang.notes.urls")),
    path("notifications/", include("samenhang.notifications.urls")),
    path("supply/", include("samenhang.supply.urls")),
    path("matching/", include("samenhang.matching.urls")),
    path("region/", include("samenhang.region.urls")),
    path("bottlenecks/", include("samenhang.steering.urls")),
    path("time/", include("samenhang.finance.urls")),
    path("api/v1/", include("samenhang.interop.api.urls")),
    path("import/", include("samenhang.interop.urls")),
    path("documents/", include("samenhang.documents.urls")),
    path("exports/", include("samenhang.interop.export_urls")),
    path("log/", include("samenhang.interop.log_urls")),
    path("gallery/", include("samenhang.ui.urls")),
    path("language/", include("django.conf.urls.i18n")),
]

handler400 = "samenhang.web.errors.bad_request"
handler403 = "samenhang.web.errors.forbidden"
handler404 = "samenhang.web.errors.not_found"
handler500 = "samenhang.web.errors.server_error"
handler429 = "samenhang.web.views.sign_in.too_many"
