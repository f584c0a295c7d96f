"""The smallest site that shows the gallery: no database, no sign-in, the real policy."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest
from django.urls import include, path


def page(request: HttpRequest) -> dict[str, Any]:
    """What the application gives every page."""
    return {
        "demo": True,
        "demo_today": date(2026, 11, 22),
        "actor_label": "Marit de Wilde",
        "actor_role": "Zorgcoördinator",
        "actor_organisation": "Stichting Samen Verder",
        "search_url": "/gallery/",
        "navigation": [
            {"url": f"/gallery/#{label}", "label": label, "icon": icon, "current": index == 1}
            for index, (label, icon) in enumerate(
                [("Vandaag", "home"), ("Mensen", "users"), ("Plaatsingstafel", "table"), ("Knelpunten", "hand-stop")]
            )
        ],
    }


urlpatterns = [
    path("gallery/", include("samenhang.ui.urls")),
    path("language/", include("django.conf.urls.i18n")),
]

SETTINGS: dict[str, Any] = {
    "ROOT_URLCONF": "tests.ui.pages",
    "ALLOWED_HOSTS": ["127.0.0.1"],
    "MESSAGE_STORAGE": "django.contrib.messages.storage.cookie.CookieStorage",
    "MIDDLEWARE": [
        "csp.middleware.CSPMiddleware",
        "django.middleware.locale.LocaleMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "django.contrib.messages.middleware.MessageMiddleware",
        "django_htmx.middleware.HtmxMiddleware",
    ],
    "TEMPLATES": [
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "APP_DIRS": True,
            "OPTIONS": {
                "context_processors": [
                    "django.template.context_processors.request",
                    "django.contrib.messages.context_processors.messages",
                    "tests.ui.pages.page",
                ]
            },
        }
    ],
}
