"""The templates: escaped, free of inline style and script, complete in Dutch, and helpful where they say no."""

from __future__ import annotations

import io
import re
from datetime import date
from pathlib import Path

import pytest
from babel.messages.extract import extract
from babel.messages.pofile import read_po
from django import forms
from django.template.loader import render_to_string
from django.utils.translation.template import templatize

import samenhang
from samenhang.ui import examples
from samenhang.ui.lifeline import Bar, Lane, Point
from samenhang.ui.matrix import Criterion, Matrix, PlaceRow, Remedy, Verdict
from samenhang.ui.tables import Cell, Column, Row, Table

from .conftest import HOME, render

EVIL = '<script>alert("x")</script>'
PACKAGES = Path(samenhang.__file__).parent
TEMPLATES = sorted(PACKAGES.glob("**/templates/**/*.html"))
TODAY = date(2026, 11, 22)


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: str(path.relative_to(PACKAGES)))
def test_no_inline_style_or_script(template: Path) -> None:
    text = re.sub(r"{#.*?#}|{% comment.*?endcomment %}", "", template.read_text(), flags=re.DOTALL)
    assert not re.search(r"<style\b", text), "a style element"
    assert not re.search(r"\sstyle\s*=", text), "a style attribute"
    assert not re.search(r"\son[a-z]+\s*=\s*[\"']", text), "an inline event handler"
    assert not re.search(r"<script(?![^>]*\ssrc=)[^>]*>", text), "an inline script"
    assert "javascript:" not in text
    assert not re.search(r"(src|href)=[\"'](https?:)?//", text.replace("http://www.w3.org", "")), "another site"


def test_markup_in_a_name_is_text_everywhere() -> None:
    page = render(
        "{% ui_button evil %}{% ui_link_button evil evil disabled_reason=evil %}{% ui_link evil '#' %}"
        "{% ui_status evil %}{% ui_urgency 'due' evil %}{% ui_verdict 'fits' evil %}{% ui_empty evil evil '#' evil %}"
        "{% ui_alert 'info' title=evil %}{{ evil }}{% endui_alert %}{% ui_card evil %}{{ evil }}{% endui_card %}"
        "{% ui_section evil %}{{ evil }}{% endui_section %}{% ui_details evil %}{{ evil }}{% endui_details %}"
        "{% ui_table_region evil %}{{ evil }}{% endui_table_region %}"
        "{% ui_help evil evil evil evil %}{% ui_figure evil evil evil note=evil %}{% ui_progress 1 2 evil %}"
        "{% ui_definitions pairs %}{% ui_breadcrumb pairs %}{% ui_table table %}{% ui_lifeline lanes today evil %}"
        "{% ui_matrix matrix %}{% ui_steps steps evil %}{% ui_tabs tabs evil %}{% ui_icon 'x' evil %}",
        evil=EVIL,
        today=TODAY,
        pairs=[(EVIL, EVIL), (EVIL, EVIL)],
        table=Table(EVIL, [Column(EVIL), Column(EVIL)], [Row([EVIL, Cell(EVIL, note=EVIL, tone="info")])], note=EVIL),
        lanes=[Lane(EVIL, [Bar(date(2020, 1, 1), None, EVIL, EVIL, EVIL, EVIL)], [Point(TODAY, EVIL, EVIL)])],
        matrix=Matrix(EVIL, [Criterion("c", EVIL, EVIL, EVIL)],
                      [PlaceRow("1", EVIL, [Verdict(EVIL, EVIL, TODAY, EVIL, EVIL, [Remedy(EVIL)], EVIL)], EVIL)]),
        steps=[{"label": EVIL, "note": EVIL, "state": "todo"}],
        tabs=[{"label": EVIL, "url": EVIL}],
    )  # fmt: skip
    assert "<script" not in page
    assert page.count("&lt;script&gt;") > 40


@pytest.mark.capability(144)
def test_a_no_explains_itself() -> None:
    page = render("{% ui_button 'Place' disabled_reason='The title does not allow this.' %}")
    assert 'aria-disabled="true"' in page
    assert 'type="button"' in page, "a button that is off does not send the form"
    assert "The title does not allow this." in page


@pytest.mark.capability(144)
def test_help_says_what_why_and_who(english: None) -> None:
    page = render("{% ui_help what='A title.' why='The law asks.' who='Your team.' %}")
    for words in ("What this is", "A title.", "Why it is asked", "The law asks.", "Who will see it", "Your team."):
        assert words in page


class Question(forms.Form):
    wish = forms.CharField(label="Wish", help_text="In your own words.")
    consent = forms.ChoiceField(label="Consent", choices=[("y", "Yes")], widget=forms.RadioSelect)
    secret = forms.CharField(widget=forms.HiddenInput, required=False)


@pytest.mark.capability(137)
def test_a_field_is_tied_to_its_help_and_its_error(english: None) -> None:
    form = Question({})
    page = render("{% ui_form form %}", form=form)
    assert 'aria-describedby="id_wish_helptext id_wish_error"' in page
    assert 'id="id_wish_helptext"' in page and 'id="id_wish_error"' in page
    assert 'aria-invalid="true"' in page
    assert 'href="#id_wish"' in page, "the summary leads to the field"
    assert 'href="#id_consent_0"' in page, "and to the first choice of a group"
    assert "<fieldset" in page and "<legend" in page
    assert 'type="hidden"' in page


@pytest.mark.capability(144)
def test_a_field_can_say_why_it_is_asked_and_who_sees_it(dutch: None) -> None:
    page = render("{% ui_form form %}", form=examples.ExampleForm())
    assert "Waarom is dit gevraagd, en wie ziet het?" in page
    assert "Het plan begint bij wat iemand zelf wil." in page


@pytest.mark.capability(137)
def test_the_lifeline_has_a_table_that_says_the_same(dutch: None) -> None:
    lanes = examples.lanes()
    page = render("{% ui_lifeline lanes today 'Levenslijn' %}", lanes=lanes, today=TODAY)
    table = page[page.index("<table") :]
    for lane in lanes:
        for item in [*lane.bars, *lane.points]:
            assert item.label in table
    assert "<text" in page and "<title>" in page
    assert not re.search(r'\s(x|y|width|height|x1|x2)="[\d.]*,', page), "numbers of a drawing are never localised"


@pytest.mark.parametrize("places", [0, 1, 40, 120])
def test_the_matrix_shows_every_verdict_with_its_reason(places: int, dutch: None) -> None:
    page = render("{% ui_matrix matrix %}", matrix=examples.matrix(places))
    assert page.count("data-cell") == places * len(examples.CRITERIA)
    if places > 1:
        assert "Blijven en deskundigheid brengen" in page
        assert "Belemmering:" in page and "Wat zou helpen:" in page
    if not places:
        assert "Kies minder filters." in page


def test_verdicts_may_come_as_codes_in_capitals() -> None:
    assert Verdict("DOES_NOT_FIT").code == "does_not_fit"
    assert Verdict("no idea").code == "unknown", "unknown is not no"
    row = PlaceRow("1", "A", [Verdict("FITS"), Verdict("UNKNOWN")])
    assert (row.overall, row.fits, row.against, row.unknown) == ("unknown", 1, 0, 1)


@pytest.mark.parametrize("name", ["400.html", "403.html", "404.html", "409.html", "500.html"])
@pytest.mark.capability(136)
def test_error_pages_say_what_happened_what_is_kept_and_what_to_do(name: str, language: str) -> None:
    page = render_to_string(name, {"reason": EVIL, "who": "Dr. Bos", "ground": "consent"})
    words = ["Wat er gebeurde", "Wat u kunt doen"]
    if language == "en" and name != "500.html":
        words = ["What happened", "What is kept", "What you can do"]
    for word in words:
        assert word in page
    assert EVIL not in page


def test_a_refused_page_names_who_can_grant_access_and_on_what_ground(english: None) -> None:
    page = render_to_string("403.html", {"reason": "No grant.", "who": "Dr. Bos", "ground": "consent"})
    assert "Ask Dr. Bos for access." in page
    assert "on this ground: consent." in page


def test_a_conflict_shows_both_versions(english: None) -> None:
    page = render_to_string("409.html", {"differences": [{"label": "Goal", "theirs": "Work", "yours": "Rest"}]})
    assert "Work" in page and "Rest" in page


KEYWORDS: dict[str, object] = {
    "_": None, "gettext": None, "gettext_lazy": None, "gettext_noop": None, "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2), "pgettext_lazy": ((1, "c"), 2),
}  # fmt: skip


def message_ids() -> set[tuple[str | None, str]]:
    found: set[tuple[str | None, str]] = set()
    for path in [*HOME.glob("**/*.py"), *HOME.glob("templates/**/*.html")]:
        source = path.read_text() if path.suffix == ".py" else templatize(path.read_text(), origin=str(path))
        for _line, message, _comments, context in extract("python", io.BytesIO(source.encode()), keywords=KEYWORDS):
            found.add((context, message if isinstance(message, str) else message[0]))
    return found


@pytest.mark.capability(136)
def test_every_word_is_there_in_dutch_and_none_is_stale() -> None:
    with (HOME / "locale/nl/LC_MESSAGES/django.po").open("rb") as words:
        catalogue = read_po(words, locale="nl")
    known = {
        (m.context, m.id if isinstance(m.id, str) else m.id[0]): m.string
        for m in catalogue
        if m.id
    }  # fmt: skip
    assert message_ids() == set(known)
    assert all(all(text) if isinstance(text, tuple) else text for text in known.values())


def test_every_icon_that_is_asked_for_is_in_the_sprite() -> None:
    sprite = (HOME / "static/vendor/tabler-icons@3.51.0/icons.svg").read_text()
    available = set(re.findall(r'<symbol id="([^"]+)"', sprite))
    asked = {
        name for path in TEMPLATES for name in re.findall(r'(?:ui_icon |icon=)["\']([a-z0-9-]+)["\']', path.read_text())
    }
    assert asked <= available
