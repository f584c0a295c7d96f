"""What the tests of the look share: Dutch words compiled, and templates rendered without the rest of the application."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.template import Context, Engine, Template
from django.utils import translation

import samenhang.ui

HOME = Path(samenhang.ui.__file__).parent


@pytest.fixture(scope="session", autouse=True)
def dutch_words() -> None:
    """The compiled words are not in the repository; make them when they are absent or old."""
    source = HOME / "locale/nl/LC_MESSAGES/django.po"
    target = source.with_suffix(".mo")
    if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
        with source.open("rb") as words, target.open("wb") as compiled:
            write_mo(compiled, read_po(words, locale="nl"))
        translation.trans_real._translations = {}


@pytest.fixture(autouse=True)
def small_site(settings: Any) -> None:
    """The addresses of the look alone: these tests say nothing about the rest of the application."""
    settings.ROOT_URLCONF = "tests.ui.pages"


@pytest.fixture(params=["nl", "en"])
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    with translation.override(request.param):
        yield request.param


@pytest.fixture
def dutch() -> Iterator[None]:
    with translation.override("nl"):
        yield


@pytest.fixture
def english() -> Iterator[None]:
    with translation.override("en"):
        yield


def render(source: str, **context: object) -> str:
    """A piece of template with the component tags loaded."""
    engine = Engine.get_default()
    return Template("{% load ui %}" + source, engine=engine).render(Context(context))
