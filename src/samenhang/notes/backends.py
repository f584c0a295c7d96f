"""The keeper of drafts for the forms of all packages about a person (docs/adr/0019).

A form carries a sealed token that says whose it is, about whom, which form, of which kind, and which window. Only this
software makes one, for a page that its reader was let into; what it names is asked of the door again each time.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core import signing
from django.forms import Form
from django.http import HttpRequest, QueryDict
from django.urls import reverse

from samenhang.access.enums import Category, Purpose
from samenhang.notes.catalogue import MOST_DRAFT_BYTES
from samenhang.notes.selectors import DraftRow, own_drafts
from samenhang.notes.services import end_draft
from samenhang.ui.screens import DraftState, EarlierDraft, FormPage

_SALT = "samenhang.notes.draft"
_JUST_SAVED = "draft_saved"


@dataclass(frozen=True)
class Sealed:
    """What the token of a form says."""

    user_id: int
    compartment_id: int
    category: Category
    name: str
    window: uuid.UUID


def seal(sealed: Sealed) -> str:
    """The token for a form."""
    said = [sealed.user_id, sealed.compartment_id, int(sealed.category), sealed.name, sealed.window.hex]
    return signing.dumps(said, salt=_SALT)


def unseal(token: str) -> Sealed | None:
    """What a token says; None when it is not ours or older than a session can be."""
    try:
        user, compartment, category, name, window = signing.loads(
            token, salt=_SALT, max_age=settings.SESSION_LONGEST_SECONDS
        )
    except signing.BadSignature:
        return None
    return Sealed(user, compartment, Category(category), name, uuid.UUID(window))


def content_of(text: str) -> Mapping[str, Sequence[str]] | None:
    """What was typed, as names with values; None when it is something else or too much."""
    if len(text.encode()) > MOST_DRAFT_BYTES:
        return None
    try:
        found = json.loads(text)
    except ValueError:
        return None
    fine = isinstance(found, dict) and all(
        isinstance(values, list) and all(isinstance(v, str) and "\x00" not in v for v in values)
        for values in found.values()
    )
    return found if fine else None


class Keeper:
    """Keeps the drafts of forms about a person; a form about nobody has none."""

    def begin(self, request: HttpRequest, form: Form, page: FormPage) -> DraftState | None:
        """A token for this window, and what was typed before; fills in a draft that is being continued."""
        person, actor = getattr(request, "person", None), request.actor  # type: ignore[attr-defined]
        if person is None or not page.draft_kind:
            return None
        kind = Category(page.draft_kind)
        sent = unseal(request.POST.get("draft", "")) if form.is_bound else None
        rows = own_drafts(
            actor, person.compartment_id, category=kind, name=page.draft, purpose=Purpose.CARE_COORDINATION
        )
        asked = request.GET.get("draft", "")
        going_on = next((r for r in rows if not form.is_bound and str(r.id) == asked), None)
        if going_on is not None:
            _fill(form, going_on.content)
        window = going_on.window if going_on else sent.window if sent else uuid.uuid4()
        this = going_on or next((r for r in rows if r.window == window), None)
        name = f"{actor.me}.{person.compartment_id}.{page.draft}"
        return DraftState(
            token=seal(Sealed(actor.me, person.compartment_id, kind, page.draft, window)),
            name=name,
            version=this.version if this else 0,
            save_url=reverse("notes:keep_draft"),
            throw_url=reverse("notes:throw_draft"),
            earlier=() if form.is_bound else tuple(_earlier(request, r) for r in rows if r is not this),
            continued=going_on.saved_at if going_on else None,
            just_saved=request.session.pop(_JUST_SAVED, "") == name,
        )

    def end(self, request: HttpRequest, page: FormPage) -> None:
        """The form was saved: what was kept of it goes."""
        sealed = unseal(request.POST.get("draft", ""))
        if sealed is not None and sealed.user_id == request.actor.me:  # type: ignore[attr-defined]
            end_draft(actor=request.actor, window=sealed.window)  # type: ignore[attr-defined]
            request.session[_JUST_SAVED] = f"{sealed.user_id}.{sealed.compartment_id}.{sealed.name}"


def _earlier(request: HttpRequest, row: DraftRow) -> EarlierDraft:
    return EarlierDraft(row.id, row.saved_at, f"{request.path}?draft={row.id}")


def _fill(form: Form, content: Mapping[str, Sequence[str]]) -> None:
    """Put what was typed into the fields of a form, each as its widget reads it."""
    typed: Any = QueryDict(mutable=True)
    for name, values in content.items():
        typed.setlist(name, values)
    form.initial = {
        **form.initial,
        **{
            name: field.widget.value_from_datadict(typed, {}, form.add_prefix(name))
            for name, field in form.fields.items()
            if not getattr(field.widget, "needs_multipart_form", False)
        },
    }
