"""Forms around a conference: planning, inviting, answering, moving, holding, telling the client."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from samenhang.access.enums import CaseRole, Regime
from samenhang.access.labels import CASE_ROLES, REGIMES
from samenhang.access.selectors import TakesPart
from samenhang.conferences.enums import AskedOf, ConferenceKind, PartyKind, Presence
from samenhang.conferences.labels import (
    ANSWERS,
    ASKS,
    CLIENT_NEEDED,
    CONFERENCE_KINDS,
    PARTY_KINDS,
    PRESENCES,
    WHY_NEEDED,
)
from samenhang.conferences.rules import PURPOSES_OF
from samenhang.conferences.selectors import PartyRow
from samenhang.conferences.services import NewParty
from samenhang.privacy.enums import ToldHow
from samenhang.privacy.labels import PURPOSES, TOLD_HOW
from samenhang.ui.forms import day, offer

CLIENT_COMES, NOT_INVITED = "CLIENT", "NOBODY"


def long_text(
    label: Any, *, required: bool = False, help_text: Any = "", rows: int = 5, most: int = 20_000
) -> forms.CharField:
    """A field for some paragraphs."""
    return forms.CharField(
        label=label,
        required=required,
        max_length=most,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


def hour(label: Any) -> forms.TimeField:
    """A field for an hour of the day."""
    return forms.TimeField(
        label=label,
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        input_formats=["%H:%M", "%H.%M", "%H:%M:%S"],
    )


def purposes() -> list[tuple[str, list[tuple[str, Any]]]]:
    """Under which law for which purpose: only what goes together."""
    return [
        (str(REGIMES[regime]), [(f"{regime}:{purpose}", PURPOSES[purpose]) for purpose in found])
        for regime, found in PURPOSES_OF.items()
    ]


class MomentForm(forms.Form):
    """A day, an hour and a length."""

    on = day(_("Day"))
    at = hour(_("Hour"))
    minutes = forms.IntegerField(label=_("How long, in minutes"), min_value=5, max_value=480, initial=60)

    def starts_at(self) -> datetime:
        """The moment that was chosen."""
        data = self.cleaned_data
        return timezone.make_aware(datetime.combine(data["on"], data["at"]))


class PlanForm(MomentForm):
    """A conference: when, for what, and who is needed for which reason."""

    kind = forms.ChoiceField(label=_("What kind of talk"))
    purpose = forms.ChoiceField(
        label=_("What for, and under which law"),
        help_text=_("A talk under the Wvggz or the WGS is kept apart: only who has a seat there sees it."),
    )
    where = forms.CharField(
        label=_("Where"), required=False, max_length=160, help_text=_("A room; never the home address of the client.")
    )
    link = forms.URLField(
        label=_("Online at"), required=False, max_length=300, assume_scheme="https",
        help_text=_("For who joins online: some may be in the room, others online or by phone."),
    )  # fmt: skip
    table = forms.TypedChoiceField(
        label=_("On the agenda of a table"), required=False, coerce=int, empty_value=None,
        help_text=_("Only when it is held on a day on which that table meets."),
    )  # fmt: skip
    client = forms.ChoiceField(label=_("The client"), widget=forms.RadioSelect)
    why_no_client = forms.CharField(
        label=_("Why the client is not invited"), required=False, max_length=300,
        help_text=_("Only when neither the client nor a representative is invited. The client can read this."),
    )  # fmt: skip
    field_order = ["kind", "purpose", "on", "at", "minutes", "where", "link", "table", "client", "why_no_client"]

    def __init__(
        self, *args: Any, part: Sequence[TakesPart], tables: Sequence[tuple[int, str]], me: int | None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "kind", [(k.value, CONFERENCE_KINDS[k]) for k in ConferenceKind if k is not ConferenceKind.AD_HOC])
        offer(self, "purpose", purposes())
        offer(self, "table", [("", _now("None")), *((str(pk), name) for pk, name in tables)])
        self.own = [t for t in part if t.role in {CaseRole.CLIENT, CaseRole.REPRESENTATIVE}]
        offer(
            self,
            "client",
            [
                (CLIENT_COMES, PARTY_KINDS[PartyKind.CLIENT]),
                ("REPRESENTATIVE", PARTY_KINDS[PartyKind.REPRESENTATIVE]),
                ("BOTH", _("Both")),
                (NOT_INVITED, _("Neither, for a reason")),
            ],
        )
        self.fields["client"].initial = CLIENT_COMES
        self.colleagues = _in_person(part, me)
        for row in self.colleagues:
            self.fields[f"party_{row.participation_id}"] = forms.CharField(
                label=_now("Why %(who)s is needed (%(role)s)") % {"who": _who(row), "role": CASE_ROLES[row.role]},
                required=False,
                max_length=200,
                initial=str(WHY_NEEDED.get(row.role, "")),
                help_text=_("Empty: not invited."),
            )

    def regime(self) -> Regime:
        """The law that was chosen."""
        return Regime(self.cleaned_data["purpose"].partition(":")[0])

    def purpose_code(self) -> str:
        """The purpose that was chosen."""
        return str(self.cleaned_data["purpose"]).partition(":")[2]

    def parties(self) -> list[NewParty]:
        """Who is invited, each with the reason that was given."""
        found = []
        for row in self.colleagues:
            reason = self.cleaned_data.get(f"party_{row.participation_id}", "").strip()
            if reason:
                expert = row.role == CaseRole.EXPERIENCE_EXPERT
                kind = PartyKind.EXPERIENCE_EXPERT if expert else PartyKind.COLLEAGUE
                found.append(NewParty(kind, reason, user_id=row.user_id, organisation_id=row.organisation_id))
        return found + own_parties(self.cleaned_data["client"], self.own)


def _in_person(part: Sequence[TakesPart], me: int | None) -> list[TakesPart]:
    """Everybody who takes part in person, once, without the reader and without the client's own seats."""
    found: dict[int, TakesPart] = {}
    for row in part:
        if row.user_id is not None and row.user_id != me and row.role not in {CaseRole.CLIENT, CaseRole.REPRESENTATIVE}:
            found.setdefault(row.user_id, row)
    return list(found.values())


def _who(row: TakesPart) -> str:
    return f"{row.who}, {row.organisation}" if row.organisation else row.who


def own_parties(chosen: str, own: Sequence[TakesPart]) -> list[NewParty]:
    """The client or who represents them, as chosen; with their account when they sign in."""
    wanted = {
        CLIENT_COMES: (PartyKind.CLIENT,),
        "REPRESENTATIVE": (PartyKind.REPRESENTATIVE,),
        "BOTH": (PartyKind.CLIENT, PartyKind.REPRESENTATIVE),
    }.get(chosen, ())
    users = {t.role: t.user_id for t in own}
    return [NewParty(kind, str(CLIENT_NEEDED), user_id=users.get(kind.value)) for kind in wanted]


class AdHocForm(forms.Form):
    """A talk today: what is the matter; the rest is filled in already."""

    reason = forms.CharField(
        label=_("What must be talked about today?"), max_length=200,
        help_text=_("Everybody who takes part gets it as the reason of the invitation. No diagnosis."),
    )  # fmt: skip
    purpose = forms.ChoiceField(label=_("What for"))
    at = hour(_("Hour"))
    minutes = forms.IntegerField(label=_("How long, in minutes"), min_value=5, max_value=480, initial=30)
    where = forms.CharField(label=_("Where"), required=False, max_length=160)
    link = forms.URLField(label=_("Online at"), required=False, max_length=300, assume_scheme="https")
    client = forms.BooleanField(label=_("Invite the client"), required=False, initial=True)
    why_no_client = forms.CharField(label=_("Why the client is not invited"), required=False, max_length=300)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "purpose", [(p.value, PURPOSES[p]) for p in PURPOSES_OF[Regime.CONSENT]])


class InviteForm(forms.Form):
    """One more party, and why they are needed."""

    who = forms.ChoiceField(
        label=_("Who"), help_text=_("Somebody outside the case is invited only when they may know of it.")
    )
    name = forms.CharField(
        label=_("Name or function"), required=False, max_length=120,
        help_text=_("For somebody close, or for whom to ask at an organisation."),
    )  # fmt: skip
    reason = forms.CharField(label=_("Why they are needed"), max_length=200)
    presence = forms.ChoiceField(label=_("How"), required=False)

    def __init__(
        self,
        *args: Any,
        part: Sequence[TakesPart],
        organisations: Sequence[tuple[int, str, str]],
        me: int | None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.part = {f"user:{t.user_id}": t for t in _in_person(part, me)}
        offer(
            self,
            "who",
            [
                ("", _("Choose")),
                (_now("Takes part in the case"), [(key, _who(t)) for key, t in self.part.items()]),
                (
                    _now("The client and who is close"),
                    [
                        (f"kind:{k}", PARTY_KINDS[k])
                        for k in (PartyKind.CLIENT, PartyKind.REPRESENTATIVE, PartyKind.CLOSE_ONE)
                    ],
                ),
                (_now("Outside the case"), [(f"organisation:{pk}", name) for pk, name, _kind in organisations]),
            ],
        )
        offer(self, "presence", [("", _("Not known yet")), *PRESENCES.items()])

    def party(self) -> NewParty:
        """Who is invited."""
        data = self.cleaned_data
        kind, _colon, which = data["who"].partition(":")
        more: dict[str, Any] = {
            "reason": data["reason"],
            "name": data["name"],
            "presence": Presence(data["presence"]) if data["presence"] else None,
        }
        if kind == "user":
            row = self.part[data["who"]]
            expert = row.role == CaseRole.EXPERIENCE_EXPERT
            found = PartyKind.EXPERIENCE_EXPERT if expert else PartyKind.COLLEAGUE
            return NewParty(found, user_id=row.user_id, organisation_id=row.organisation_id, **more)
        if kind == "organisation":
            return NewParty(PartyKind.ORGANISATION, organisation_id=int(which), **more)
        return NewParty(PartyKind(which), **more)


class AnswerForm(forms.Form):
    """Whether somebody comes, and how."""

    answer = forms.ChoiceField(label=_("Answer"), widget=forms.RadioSelect)
    presence = forms.ChoiceField(label=_("How"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "answer", [(code, words) for code, words in ANSWERS.items() if code != "ASKED"])
        offer(self, "presence", [("", _("Not known yet")), *PRESENCES.items()])


class WithdrawPartyForm(forms.Form):
    """Taking an invitation back, with why the client is not there when nobody is left for them."""

    why_no_client = forms.CharField(
        label=_("Why the client is not invited"), required=False, max_length=300,
        help_text=_("Only when neither the client nor a representative is invited. The client can read this."),
    )  # fmt: skip


class MoveForm(MomentForm):
    """Another moment, and why."""

    why = forms.CharField(
        label=_("Why it is moved"), max_length=300, help_text=_("Everybody is asked again whether they come.")
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class CancelForm(forms.Form):
    """Why it is cancelled."""

    why = forms.CharField(label=_("Why it is cancelled"), max_length=300)


class HoldForm(forms.Form):
    """Who was there."""

    attended = forms.TypedMultipleChoiceField(
        label=_("Who was there, in the room, online or by phone"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, parties: Sequence[PartyRow], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [
            (p.id, ", ".join(x for x in (p.who or str(PARTY_KINDS[p.kind]), p.organisation) if x)) for p in parties
        ]
        offer(self, "attended", named)
        self.fields["attended"].initial = [p.id for p in parties if p.answer != "DECLINED"]


class RecordForm(forms.Form):
    """The agreed questions and what was said about them."""

    question = forms.CharField(label=_("The question of this talk"), required=False, max_length=300)
    going_on = long_text(_("What is going on?"))
    happened = long_text(_("What has happened?"))
    needed = long_text(_("What is needed?"))
    discussion = long_text(_("What else was said"), rows=8, help_text=_("As if the client reads along: they may."))
    version = forms.IntegerField(widget=forms.HiddenInput)


class FeedbackForm(forms.Form):
    """What the client was told."""

    text = long_text(
        _("What you told, in plain words"),
        required=True,
        rows=8,
        most=4_000,
        help_text=_(
            "Short sentences, with “you”. What was talked about, why, and what happens now. The client reads this."
        ),
    )
    how = forms.ChoiceField(label=_("How"), widget=forms.RadioSelect)
    on = day(_("Told on"), past=True)
    reaction = long_text(_("What the client said to it"), rows=3, most=2_000)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "how", [(h.value, TOLD_HOW[h]) for h in ToldHow])


class AskProcessForm(forms.Form):
    """What the process director is asked to do."""

    asks = forms.ChoiceField(
        label=_("What is asked"), widget=forms.RadioSelect, choices=[(a.value, ASKS[a]) for a in AskedOf]
    )
    reason = forms.CharField(
        label=_("Why"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("What is stuck between organisations; nothing about treatment."),
    )  # fmt: skip
    due_on = day(_("By when"))


class ProcessAnswerForm(forms.Form):
    """What came of it."""

    done = forms.ChoiceField(
        label=_("What came of it"), widget=forms.RadioSelect, choices=[("yes", _("Done")), ("no", _("Not done"))]
    )
    answer = forms.CharField(label=_("In words"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}))
