"""The components as template tags; ``docs/design.md`` and the gallery show each of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any

from django import forms, template
from django.forms.utils import flatatt
from django.http import QueryDict
from django.template.base import render_value_in_context
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.formats import date_format, number_format
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify
from django.utils.translation import get_language, gettext_noop, pgettext_lazy
from django.utils.translation import gettext as _

from samenhang.ui import dates, lifeline
from samenhang.ui.forms import Renderer

register = template.Library()

SPRITE = "vendor/tabler-icons@3.51.0/icons.svg"

# code → tone, icon, word. The words are the ones on every screen; a code never shows.
VERDICTS: dict[str, tuple[str, str, Any]] = {
    "fits": ("positive", "check", pgettext_lazy("verdict", "Fits")),
    "does_not_fit": ("negative", "x", pgettext_lazy("verdict", "Does not fit")),
    "unknown": ("unknown", "question-mark", pgettext_lazy("verdict", "Unknown")),
}
URGENCIES: dict[str, tuple[str, str, Any]] = {
    "red": ("negative", "alert-triangle", pgettext_lazy("urgency", "Act now")),
    "overdue": ("negative", "clock-exclamation", pgettext_lazy("urgency", "Overdue")),
    "due": ("warning", "calendar-due", pgettext_lazy("urgency", "Due now")),
    "soon": ("info", "clock", pgettext_lazy("urgency", "Soon")),
    "calm": ("neutral", "circle-check", pgettext_lazy("urgency", "Calm")),
}
TONE_ICONS = {
    "positive": "circle-check",
    "negative": "circle-x",
    "warning": "alert-triangle",
    "info": "info-circle",
    "unknown": "question-mark",
    "accent": "flag",
    "neutral": "",
}
ALERTS = {
    "info": ("info", "info-circle", gettext_noop("Note")),
    "debug": ("info", "info-circle", gettext_noop("Note")),
    "success": ("success", "circle-check", gettext_noop("Done")),
    "warning": ("warning", "alert-triangle", gettext_noop("Warning")),
    "error": ("error", "alert-circle", gettext_noop("Error")),
}


# ---- icons, buttons, links ----------------------------------------------------------------------
# Icons and statuses stand by the thousand on a page with a large matrix, so they are made here and not by a template.
@lru_cache(maxsize=1024)
def _icon(sprite: str, name: str, label: str, size: str) -> SafeString:
    css = f"sh-icon sh-icon--{size}" if size else "sh-icon"
    meaning = format_html('role="img" aria-label="{}"', label) if label else mark_safe('aria-hidden="true"')
    return format_html(
        '<svg class="{}" viewBox="0 0 24 24" {}><use href="{}#{}"></use></svg>', css, meaning, sprite, name
    )


@register.simple_tag
def ui_icon(name: str, label: str = "", size: str = "") -> SafeString:
    """An icon of the sprite; without a label it is decoration."""
    return _icon(_sprite(), str(name), str(label), size)


@lru_cache(maxsize=1)
def _sprite() -> str:
    return static(SPRITE)


@register.inclusion_tag("ui/button.html")
def ui_button(
    label: str,
    icon: str = "",
    variant: str = "",
    name: str = "",
    value: str = "",
    type: str = "submit",
    disabled_reason: str = "",
    small: bool = False,
    **attributes: Any,
) -> dict[str, Any]:
    """A button; with a ``disabled_reason`` it is off and says why."""
    return {
        "label": label, "icon": icon, "variant": variant, "name": name, "value": value, "type": type,
        "disabled_reason": disabled_reason, "small": small, "attributes": _attributes(attributes),
    }  # fmt: skip


@register.simple_tag
def ui_link_button(
    label: str, href: str, icon: str = "", variant: str = "", disabled_reason: str = "", small: bool = False,
    **attributes: Any,
) -> SafeString:  # fmt: skip
    """A link that looks like a button; with a ``disabled_reason`` it is off and says why."""
    css = " sh-button--small" if small else ""
    if disabled_reason:
        return format_html(
            '<span class="sh-action"><span class="sh-button sh-button--disabled{}" role="link" aria-disabled="true" tabindex="0">{}{}'
            '</span><span class="sh-action__reason">{}<span>{}</span></span></span>',
            css, ui_icon("lock"), label, ui_icon("info-circle"), disabled_reason,
        )  # fmt: skip
    return format_html(
        '<a class="sh-button{}{}" href="{}"{}>{}{}</a>',
        f" sh-button--{variant}" if variant else "", css, href, _attributes(attributes), ui_icon(icon) if icon else "", label,
    )  # fmt: skip


@register.simple_tag
def ui_link(label: str, href: str, icon: str = "arrow-right") -> SafeString:
    """A link with an icon, for one thing to do next."""
    return format_html('<a class="sh-link" href="{}">{}{}</a>', href, label, ui_icon(icon) if icon else "")


def _attributes(attributes: Mapping[str, Any]) -> SafeString:
    """``hx_get="…"`` in a template becomes ``hx-get="…"`` in the page."""
    return flatatt({key.replace("_", "-"): value for key, value in attributes.items()})


# ---- messages and status --------------------------------------------------------------------------
@register.simple_block_tag
def ui_alert(content: str, level: str = "info", title: str = "") -> str:
    """A message: ``info``, ``success``, ``warning`` or ``error``."""
    tone, icon, word = ALERTS.get(level or "info", ALERTS["info"])
    return render_to_string(
        "ui/alert.html", {"tone": tone, "icon": icon, "word": _(word), "title": title, "content": content}
    )


def _status(label: Any, tone: str, icon: str, plain: bool = False) -> SafeString:
    head = _status_head(str(tone), " sh-status--plain" if plain else "", ui_icon(icon) if icon else "")
    return SafeString(f"{head}{conditional_escape(label)}</span></span>")


@lru_cache(maxsize=256)
def _status_head(tone: str, plain: str, icon: str) -> SafeString:
    return format_html('<span class="sh-status sh-status--{}{}">{}<span>', tone, plain, icon)


@register.simple_tag
def ui_status(label: str, tone: str = "neutral", icon: str | None = None, plain: bool = False) -> SafeString:
    """A status: always a word, with an icon and a tone beside it."""
    return _status(label, tone, TONE_ICONS.get(tone, "") if icon is None else icon, plain)


def _code(value: Any) -> str:
    return str(getattr(value, "value", value)).lower()


@register.simple_tag
def ui_verdict(verdict: Any, label: str = "") -> SafeString:
    """A verdict code (fits, does_not_fit, unknown) as word and icon."""
    tone, icon, word = VERDICTS.get(_code(verdict), VERDICTS["unknown"])
    return _status(label, tone, icon) if label else _verdict(str(word), tone, icon)


@lru_cache(maxsize=16)
def _verdict(word: str, tone: str, icon: str) -> SafeString:
    return _status(word, tone, icon)


@register.simple_tag
def ui_urgency(urgency: Any, label: str = "") -> SafeString:
    """An urgency code (overdue, due, soon, calm) as word and icon; the label may be the date in words."""
    tone, icon, word = URGENCIES.get(_code(urgency), URGENCIES["calm"])
    return _status(f"{word}: {label}" if label else word, tone, icon)


# ---- blocks ---------------------------------------------------------------------------------------
@register.simple_block_tag
def ui_card(content: str, title: str = "", icon: str = "", level: int = 2, href: str = "", variant: str = "") -> str:
    """A quiet surface with a heading."""
    return render_to_string(
        "ui/card.html",
        {"content": content, "title": title, "icon": icon, "level": level, "href": href, "variant": variant},
    )


@register.simple_block_tag
def ui_section(content: str, title: str, level: int = 2, id: str = "", note: str = "") -> str:
    """A part of a page under a heading of its own."""
    return render_to_string(
        "ui/section.html",
        {"content": content, "title": title, "level": level, "id": id or f"section-{slugify(title)}", "note": note},
    )


@register.simple_block_tag
def ui_details(content: str, summary: str, open: bool = False) -> str:
    """Something that opens when asked for."""
    return format_html(
        '<details class="sh-details"{}><summary>{}</summary>{}</details>', mark_safe(" open") if open else "", summary, content
    )  # fmt: skip


@register.inclusion_tag("ui/definitions.html")
def ui_definitions(items: Any) -> dict[str, Any]:
    """Terms with their values, from pairs or a mapping."""
    return {"items": list(items.items()) if isinstance(items, Mapping) else items}


@register.inclusion_tag("ui/breadcrumb.html")
def ui_breadcrumb(items: Iterable[Any]) -> dict[str, Any]:
    """Where this page stands: pairs of label and address, the last without an address."""
    return {"items": [item if isinstance(item, tuple | list) else (item.label, item.url) for item in items]}


@register.inclusion_tag("ui/empty.html")
def ui_empty(title: str, hint: str = "", href: str = "", action: str = "") -> dict[str, Any]:
    """Nothing here, and what to do next."""
    return {"title": title, "hint": hint, "href": href, "action": action}


@register.inclusion_tag("ui/help.html")
def ui_help(what: str = "", why: str = "", who: str = "", summary: str = "") -> dict[str, Any]:
    """Help on the page: what this is, why it is asked, who will see it."""
    return {"what": what, "why": why, "who": who, "summary": summary}


@register.inclusion_tag("ui/table.html")
def ui_table(table: Any) -> dict[str, Any]:
    """A ``samenhang.ui.tables.Table`` as a table that becomes cards on a phone."""
    return {"table": table}


@register.simple_tag(takes_context=True)
def ui_cell(context: template.Context, column: Any, cell: Any) -> SafeString:
    """One cell of a table with its status, link or icon. Made here, as icons are: a page of a list has hundreds."""
    text = render_value_in_context(cell.text, context)
    if cell.tone:
        text = ui_status(SafeString(text), cell.tone, cell.icon or None)
    elif cell.href:
        text = format_html('<a class="sh-table__rowlink" href="{}">{}</a>', cell.href, SafeString(text))
    elif cell.icon:
        text = f"{ui_icon(cell.icon)} {text}"
    if cell.note:
        text = f'{text}<br><small class="sh-subtle">{render_value_in_context(cell.note, context)}</small>'
    number = ' class="sh-number"' if column.number else ""
    label = render_value_in_context(column.label, context)
    return SafeString(f'<td data-label="{label}"{number}><span>{text}</span></td>')


@register.simple_block_tag
def ui_table_region(content: str, label: str) -> str:
    """The scroll region around a table written by hand."""
    return format_html(
        '<div class="sh-table-region" role="region" tabindex="0" aria-label="{}">{}</div>', label, content
    )


@register.inclusion_tag("ui/tabs.html")
def ui_tabs(tabs: Iterable[Any], label: str) -> dict[str, Any]:
    """Links between views on the same thing: objects or dicts with url, label, current, icon, count."""
    return {"tabs": tabs, "label": label}


@register.inclusion_tag("ui/pagination.html", takes_context=True)
def ui_pagination(context: template.Context, page: Any, parameter: str = "page") -> dict[str, Any]:
    """Page numbers that keep the rest of the query."""
    request = context.get("request")
    query = request.GET.copy() if request is not None else None

    def url(number: int) -> str:
        if query is None:
            return f"?{parameter}={number}"
        query[parameter] = str(number)
        return f"?{query.urlencode()}"

    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return {
        "page": page,
        "links": [(number, url(number) if isinstance(number, int) else "") for number in numbers],
        "previous": url(page.number - 1) if page.has_previous() else "",
        "next": url(page.number + 1) if page.has_next() else "",
    }


# ---- forms ----------------------------------------------------------------------------------------
@register.simple_tag
def ui_form(form: forms.BaseForm) -> SafeString:
    """Error summary, hidden fields and all visible fields; the page brings ``<form>`` and the buttons."""
    return form.render(template_name="ui/form_body.html", renderer=Renderer())


@register.simple_tag
def ui_errors(form: forms.BaseForm) -> SafeString:
    """The error summary alone, for a form whose fields are placed by hand."""
    return mark_safe(render_to_string("ui/error_summary.html", {"form": form}))  # noqa: S308


@register.simple_tag
def ui_field(field: forms.BoundField) -> SafeString:
    """One field with label, description and error."""
    return mark_safe(render_to_string("ui/field.html", {"field": field}))  # noqa: S308


@register.inclusion_tag("ui/filters.html", takes_context=True)
def ui_filters(context: template.Context, form: forms.BaseForm, label: str = "", clear_url: str = "") -> dict[str, Any]:
    """A filter bar: a GET form that works without JavaScript."""
    request = context.get("request")
    return {"form": form, "label": label, "clear_url": clear_url or (request.path if request is not None else "")}


@register.filter
def ui_choice(field: forms.BoundField) -> bool:
    """Whether a field is a single tick box, with its label beside it."""
    return isinstance(field.field.widget, forms.CheckboxInput)


@register.filter
def ui_target(field: forms.BoundField) -> str:
    """The id of the first control of a field, for links from the error summary."""
    if field.field.widget.use_fieldset:
        return f"{field.auto_id}_0"
    return field.id_for_label or field.auto_id


# ---- numbers and dates ----------------------------------------------------------------------------
@register.filter
def when(value: date | datetime | None, today: date) -> str:
    """``{{ date|when:today }}`` → "in 12 days, 4 December"."""
    return dates.when(value, today)


@register.filter
def distance(value: date | datetime | None, today: date) -> str:
    """``{{ date|distance:today }}`` → "in 12 days"."""
    return dates.distance(dates.as_date(value), today) if value else _("no date")


@register.filter
def span(period: Any) -> str:
    """``{{ period|span }}`` → "4 December 2024 to 31 March 2025"."""
    return dates.span(period)


@register.filter
def last_day(period: Any) -> str:
    """The last day of a half-open period, without its year: "3 December"."""
    end = dates.ends(period)[1]
    return date_format(end - timedelta(days=1), "j F") if end else ""


@register.filter
def short_month(value: date) -> str:
    """ "Dec", and in Dutch "dec": its months have no capital."""
    name = date_format(value, "M")
    return name.lower() if (get_language() or "").startswith("nl") else name


@register.filter
def duration(days: int) -> str:
    """``{{ days|duration }}`` → "12 days", "3 months"."""
    return dates.duration(int(days))


@register.filter
def amount(value: float | None, unit: str = "") -> str:
    """A number in the manner of the language, with its unit: ``{{ 1234|amount:"km" }}`` → "1.234 km"."""
    if value is None:
        return _("unknown")
    text = number_format(value, decimal_pos=0 if float(value).is_integer() else 1, force_grouping=True, use_l10n=True)
    return f"{text}\N{NO-BREAK SPACE}{unit}" if unit else text


@register.filter
def euro(value: float | None) -> str:
    """Whole euros: "€ 1.234"."""
    if value is None:
        return _("unknown")
    return f"€\N{NO-BREAK SPACE}{number_format(round(value), decimal_pos=0, force_grouping=True, use_l10n=True)}"


@register.filter
def in_words(value: Any) -> SafeString:
    """Escaped text, or markup that is already safe."""
    return conditional_escape(value)


# ---- pictures -------------------------------------------------------------------------------------
@register.inclusion_tag("ui/figure.html")
def ui_figure(
    value: Any, label: str, unit: str = "", tone: str = "", note: str = "", href: str = "", icon: str = ""
) -> dict[str, Any]:
    """A key figure with its unit and a line of context."""
    if isinstance(value, int | float):
        value = amount(value)
    return {
        "value": _("unknown") if value is None else value, "label": label, "unit": unit, "tone": tone, "note": note,
        "href": href, "icon": icon,
    }  # fmt: skip


@register.inclusion_tag("ui/progress.html")
def ui_progress(done: int, total: int, label: str) -> dict[str, Any]:
    """How far something is: "3 of 8"."""
    share = round(100 * done / total, 1) if total else 0
    return {"done": done, "total": total, "label": label, "share": share}


@register.inclusion_tag("ui/steps.html")
def ui_steps(steps: Iterable[Any], label: str = "") -> dict[str, Any]:
    """Steps in order: objects or dicts with label, state (done, current, todo, blocked), note, href."""
    return {"steps": steps, "label": label}


@register.inclusion_tag("ui/bars.html")
def ui_bars(chart: Any) -> dict[str, Any]:
    """A ``samenhang.ui.charts.BarChart``: bars inside their own table."""
    return {"chart": chart}


@register.inclusion_tag("ui/balance.html")
def ui_balance(chart: Any) -> dict[str, Any]:
    """A ``samenhang.ui.charts.Balance``: demand against supply inside their own table."""
    return {"chart": chart}


# A matrix has a cell for every place and every criterion, each with a panel: made here, as icons are.
@register.simple_tag
def ui_matrix_cell(criterion: Any, cell: Any) -> SafeString:
    """One cell of the matrix: icon and short word under the criterion's name."""
    stale = _("older than agreed") if cell.stale else ""
    texts = (VERDICTS[cell.code][2], criterion.label, cell.word, stale)
    return _matrix_cell(cell.code, *(conditional_escape(text) for text in texts))  # equal means safe in the same way


@register.simple_tag
def ui_matrix_fact(criterion: Any, cell: Any) -> SafeString:
    """What is behind a cell: the fact with its day and owner, what stands in the way, and what would help."""
    about = [date_format(cell.fact_date, "j F Y") if cell.fact_date else "", cell.owner]
    source = ", ".join(str(part) for part in about if part)
    late = f" – {_('older than agreed')}" if source and cell.stale else ""
    return format_html(
        '<section class="sh-matrix__fact sh-matrix__fact--{}"><h4>{} {}</h4>{}{}{}{}</section>',
        cell.code, criterion.label, ui_verdict(cell.code),
        format_html("<p>{}</p>", cell.fact) if cell.fact else "",
        format_html('<p class="sh-subtle sh-small">{}{}</p>', source, late) if source else "",
        _small_print(_("Obstacle:"), cell.obstacle) if cell.obstacle else "",
        _remedies(cell.remedies) if cell.remedies else "",
    )  # fmt: skip


def _small_print(head: str, text: Any) -> SafeString:
    return format_html('<p class="sh-small"><strong>{}</strong> {}</p>', head, text)


def _remedies(remedies: Iterable[Any]) -> SafeString:
    lines = format_html_join(
        "",
        "<li>{}{}</li>",
        (
            (
                format_html('<a href="{}">{}</a>', r.href, r.label) if r.href else r.label,
                format_html(' <span class="sh-subtle">{}</span>', r.note) if r.note else "",
            )
            for r in remedies
        ),
    )
    return format_html('{}<ul class="sh-small">{}</ul>', _small_print(_("What would help:"), ""), lines)


@lru_cache(maxsize=2_048)
def _matrix_cell(code: str, verdict: str, label: str, word: str, stale: str) -> SafeString:
    hidden = format_html('<span class="sh-visually-hidden"> ({})</span>', verdict) if word else ""
    late = format_html('<span class="sh-matrix__stale">{}</span>', ui_icon("hourglass", stale)) if stale else ""
    return format_html(
        '<td class="sh-matrix__cell sh-matrix__cell--{}{}" data-cell data-label="{}">'
        '<span class="sh-matrix__word">{}<span>{}{}</span>{}</span></td>',
        code, " sh-matrix__cell--stale" if stale else "", label, ui_icon(VERDICTS[code][1]), word or verdict, hidden, late,
    )  # fmt: skip


@register.inclusion_tag("ui/matrix_sum.html")
def ui_matrix_sum(row: Any) -> dict[str, Any]:
    """The verdict over a whole row: all fits, or how many obstacles and unknowns."""
    _tone, icon, word = VERDICTS.get(_code(row.overall), VERDICTS["unknown"])
    return {"row": row, "icon": icon, "word": word}


@register.inclusion_tag("ui/matrix.html")
def ui_matrix(matrix: Any) -> dict[str, Any]:
    """A ``samenhang.ui.matrix.Matrix``: places × criteria; cards on a phone."""
    return {"matrix": matrix}


@register.inclusion_tag("ui/lifeline.html", takes_context=True)
def ui_lifeline(
    context: template.Context,
    lanes: list[lifeline.Lane],
    today: date,
    title: str = "",
    start: date | None = None,
    end: date | None = None,
    id: str = "lifeline",
) -> dict[str, Any]:
    """The lifeline; reads ``from`` and ``to`` from the query unless start and end are given."""
    request = context.get("request")
    query = request.GET if request is not None else QueryDict()
    start = start or _query_day(query.get("from"))
    end = end or _query_day(query.get("to"))
    layout = lifeline.lay_out(lanes, today, start, end)
    words = {"all": _("Everything"), "5": _("5 years"), "2": _("2 years"), "1": _("1 year")}
    links = []
    for zoom in lifeline.zooms(lanes, today):
        parameters = query.copy()
        parameters["from"], parameters["to"] = zoom.start.isoformat(), zoom.end.isoformat()
        current = (zoom.start, zoom.end) == (layout.start, layout.end)
        links.append({"label": words[zoom.code], "url": f"?{parameters.urlencode()}#{id}", "current": current})
    return {"layout": layout, "title": title or _("Lifeline"), "zooms": links, "id": id, "today": today}


def _query_day(value: str | None) -> date | None:
    try:
        return date.fromisoformat(value) if value else None
    except ValueError:
        return None
