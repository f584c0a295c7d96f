"""Forms of accounts, second factors, access reviews and API keys: they turn input into values."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from samenhang.directory.enums import ApiScope, ReviewDecision, Role
from samenhang.directory.labels import DECISIONS, ROLES, SCOPES
from samenhang.ui.forms import choices, day, offer

# Longer than a code can be right: three steps of half a minute.
USED_FOR_SECONDS = 120

_code_widget = {"autocomplete": "one-time-code", "inputmode": "numeric", "maxlength": "20"}


def use_once(user_id: int, code: str) -> None:
    """Refuse a code of an authenticator app that was used before, on whichever web process."""
    if not cache.add(f"totp-used:{user_id}:{code.replace(' ', '')}", 1, timeout=USED_FOR_SECONDS):
        raise get_adapter().validation_error("incorrect_code")


class _OnceMixin(forms.Form):
    user: Any
    authenticator: Authenticator

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = _("Code")
        self.fields["code"].widget = forms.TextInput(attrs=_code_widget)
        self.fields["code"].help_text = _("Six figures from your authenticator app, or one of your recovery codes.")

    def clean_code(self) -> str:
        code: str = super().clean_code()  # type: ignore[misc]
        if self.authenticator.type == Authenticator.Type.TOTP:
            use_once(self.user.pk, code)
        return code


class CodeForm(_OnceMixin, AuthenticateForm):
    """The code with which somebody finishes signing in."""


class AgainCodeForm(_OnceMixin, ReauthenticateForm):
    """The code with which somebody shows again that it is them."""


class ActivateCodeForm(ActivateTOTPForm):
    """The first code of an authenticator app."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = _("Code that the app shows")
        self.fields["code"].widget = forms.TextInput(attrs=_code_widget)

    def clean_code(self) -> str:
        """Right, and not to be used a second time to sign in."""
        code = super().clean_code()
        use_once(self.user.pk, code)
        return code


class PasskeyForm(AddWebAuthnForm):
    """A passkey with a name by which its owner knows it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Name")
        self.fields["name"].max_length = 60
        self.fields["name"].help_text = _("By which you know it, such as: key on my key ring.")


def _password(label: Any, *, new: bool = True, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=200,
        strip=False,
        help_text=help_text,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password" if new else "current-password"}),
    )


class NewPasswordForm(forms.Form):
    """A new password, twice."""

    password = _password(
        _("New password"),
        help_text=_("At least twelve characters; a sentence is good. Not one that is used a lot, not your name."),
    )
    again = _password(_("The same once more"))

    def clean(self) -> dict[str, Any]:
        """Both are the same."""
        data = super().clean() or {}
        if data.get("password") and data.get("again") and data["password"] != data["again"]:
            self.add_error("again", _("The two are not the same."))
        return data

    def refuse(self, error: ValidationError) -> None:
        """Show why a password is not strong enough."""
        self.add_error("password", error)


class RecoveryPasswordForm(NewPasswordForm):
    """A new password with the code that a second person gave."""

    code = forms.CharField(
        label=_("Code"),
        max_length=40,
        help_text=_(
            "Twelve letters and figures, from the colleague who confirmed this. Not from whoever gave you the link."
        ),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    field_order = ("code", "password", "again")


class ChangePasswordForm(NewPasswordForm):
    """The present password and a new one."""

    current = _password(_("Present password"), new=False)
    field_order = ("current", "password", "again")


class PresentPasswordForm(forms.Form):
    """The password with which somebody shows again that it is them."""

    password = _password(_("Password"), new=False)


class RoleForm(forms.Form):
    """A role at an organisation for a period."""

    organisation = forms.TypedChoiceField(label=_("Organisation"), coerce=int)
    role = forms.ChoiceField(label=_("Role"), help_text=_("The role decides which kinds of acts are possible at all."))
    start = day(_("First day"))
    last_day = day(_("Last day"), required=False, help_text=_("Leave open while it lasts."))

    def __init__(self, *args: Any, organisations: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "organisation", organisations)
        offer(self, "role", choices(ROLES, _("Choose a role")))

    def clean(self) -> dict[str, Any]:
        """The last day lies on or after the first."""
        data = super().clean() or {}
        if data.get("start") and data.get("last_day"):
            if data["last_day"] < data["start"]:
                self.add_error("last_day", _("The last day lies before the first."))
            else:
                data["end"] = data["last_day"] + timedelta(days=1)
        if data.get("role"):
            data["role"] = Role(data["role"])
        return data


class InviteAccountForm(RoleForm):
    """A colleague to be invited, with a first role."""

    name = forms.CharField(label=_("Name"), max_length=120)
    username = forms.CharField(
        label=_("User name"),
        max_length=60,
        validators=[RegexValidator(r"^[\w.@+-]+\Z", _("Letters, figures and . @ + - _ only."))],
    )
    email = forms.EmailField(
        label=_("E-mail address"),
        required=False,
        help_text=_("Needed for single sign-on, unless the subject below is filled in."),
    )
    subject = forms.CharField(
        label=_("Subject at the provider of single sign-on"),
        max_length=190,
        required=False,
        help_text=_(
            "How your organisation's sign-in knows this colleague. Leave open when the e-mail address is enough."
        ),
    )
    last_account_day = day(
        _("Last day of the account"),
        required=False,
        help_text=_("For somebody who is here for a while. Leave open for no end."),
    )
    field_order = (
        "name",
        "username",
        "email",
        "organisation",
        "role",
        "start",
        "last_day",
        "last_account_day",
        "subject",
    )


class ExpiryForm(forms.Form):
    """Until when an account can be used."""

    last_day = day(_("Last day of the account"), required=False, help_text=_("Leave open for no end."))


class RecoveryForm(forms.Form):
    """Why a colleague needs a new way in, and how it is known that it is them who ask."""

    reason = forms.CharField(
        label=_("Why, and how you know that it is this colleague who asks"),
        min_length=10,
        max_length=300,
        help_text=_("Such as: new telephone, spoke to her at her desk this morning."),
    )


class LeaveForm(forms.Form):
    """Who takes over the cases of somebody who leaves."""

    hand_over_to = forms.TypedChoiceField(
        label=_("Hand all cases over to"), coerce=int, required=False, empty_value=None
    )

    def __init__(self, *args: Any, colleagues: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "hand_over_to", [("", _("Nobody yet: the cases turn red")), *colleagues])


class StartReviewForm(forms.Form):
    """Which organisation is reviewed, and by when."""

    organisation = forms.TypedChoiceField(label=_("Organisation"), coerce=int)
    due_on = day(_("To be finished by"))

    def __init__(self, *args: Any, organisations: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "organisation", organisations)


class DecideLineForm(forms.Form):
    """What is decided about somebody in a role."""

    decision = forms.ChoiceField(label=_("Decision"), widget=forms.RadioSelect)
    new_role = forms.ChoiceField(label=_("New role"), required=False, help_text=_("Only for another role."))
    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        required=False,
        help_text=_("Needed to change or end a role; kept with the review."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "decision", [(d.value, DECISIONS[d]) for d in ReviewDecision])
        offer(self, "new_role", choices(ROLES, _("Choose a role")))

    def clean(self) -> dict[str, Any]:
        """Codes as values."""
        data = super().clean() or {}
        if data.get("decision"):
            data["decision"] = ReviewDecision(data["decision"])
        data["new_role"] = Role(data["new_role"]) if data.get("new_role") else None
        return data


class ApiKeyForm(forms.Form):
    """What a key is for, what it may do and until when."""

    name = forms.CharField(
        label=_("What is it for"), max_length=80, help_text=_("Such as: availability from our own system.")
    )
    scopes = forms.MultipleChoiceField(label=_("What it may do"), widget=forms.CheckboxSelectMultiple)
    last_day = day(_("Last day"), help_text=_("A year from now at the latest."))

    def __init__(self, *args: Any, scopes: list[ApiScope], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["scopes"].choices = [(s.value, SCOPES[s]) for s in scopes]  # type: ignore[attr-defined]

    def clean_last_day(self) -> date:
        """Today or later."""
        last: date = self.cleaned_data["last_day"]
        if last < self.today:
            raise ValidationError(_("This day has passed."))
        return last
