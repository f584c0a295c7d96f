"""Accounts: who may enter, whether it is sure enough who they are, and where they are signed in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.utils import timezone
from django.utils.http import urlsafe_base64_decode

from samenhang.base.actor import Actor
from samenhang.directory import roles
from samenhang.directory.enums import AuthLevel
from samenhang.directory.models import Membership, Organisation, SignIn, User


class WelcomeToken(PasswordResetTokenGenerator):
    """The one-time part of a link with which an invited colleague sets a password; a new link ends the one before."""

    key_salt = "samenhang.directory.welcome"


welcome_token = WelcomeToken()


def may_enter(user: User, today: date) -> bool:
    """Say whether this account may be used today: active, not expired, and a persona in a demonstration only."""
    return (
        user.is_active
        and (user.expires_on is None or today < user.expires_on)
        and (not user.is_persona or bool(settings.DEMO))
    )


def was_used(user: User) -> bool:
    """Say whether somebody ever came in with this account, or could: then nobody renews the way in alone."""
    return (
        user.last_login is not None
        or user.has_usable_password()
        or Authenticator.objects.filter(user_id=user.pk).exists()
    )


def needs_second_factor(user: User, today: date) -> bool:
    """Say whether one of this user's roles of today asks for a second factor."""
    memberships = user.current_memberships
    if memberships is None:
        memberships = list(Membership.objects.on(today).filter(user=user))
    return roles.needs_second_factor(m.role for m in memberships)


def is_sufficient(level: str) -> bool:
    """Say whether a session of this level is enough for a role that asks for a second factor."""
    if level == AuthLevel.PERSONA:
        return bool(settings.DEMO)
    return level == AuthLevel.TWO_FACTOR or (level == AuthLevel.SSO and bool(settings.OIDC_HAS_SECOND_FACTOR))


def authenticator_types(user_id: int) -> set[str]:
    """Which kinds of second factor this user has set up: totp, webauthn, recovery_codes."""
    return set(Authenticator.objects.filter(user_id=user_id).values_list("type", flat=True))


@dataclass(frozen=True)
class Passkey:
    """A passkey as its owner knows it."""

    id: int
    name: str
    added_at: datetime
    last_used_at: datetime | None


@dataclass(frozen=True)
class Factors:
    """What somebody has set up to show that it is them."""

    app: bool
    passkeys: tuple[Passkey, ...]
    codes_left: int | None

    @property
    def kinds(self) -> int:
        """How many second factors there are; recovery codes are a way back, not one of them."""
        return int(self.app) + len(self.passkeys)


def factors(user_id: int) -> Factors:
    """What this user has set up."""
    mine = list(Authenticator.objects.filter(user_id=user_id).order_by("pk"))
    kind = Authenticator.Type
    return Factors(
        app=any(a.type == kind.TOTP for a in mine),
        passkeys=tuple(
            Passkey(a.pk, a.wrap().name, a.created_at, a.last_used_at) for a in mine if a.type == kind.WEBAUTHN
        ),
        codes_left=next((len(a.wrap().get_unused_codes()) for a in mine if a.type == kind.RECOVERY_CODES), None),
    )


def user_by_email(email: str, today: date) -> User | None:
    """The one person with this e-mail address who may enter today and works somewhere; personas never."""
    found = [u for u in User.objects.filter(email__iexact=email, is_persona=False)[:2] if may_enter(u, today)]
    return found[0] if len(found) == 1 and Membership.objects.on(today).filter(user=found[0]).exists() else None


def invited_user(uid: str, token: str, today: date) -> User | None:
    """The user of a one-time link, None when it was used, replaced or is too old."""
    try:
        pk = int(urlsafe_base64_decode(uid).decode())
    except (ValueError, UnicodeDecodeError):
        return None
    user = User.objects.filter(pk=pk, is_persona=False).first() if pk < 2**63 else None
    return user if user and may_enter(user, today) and welcome_token.check_token(user, token) else None


@dataclass(frozen=True)
class Device:
    """A place where somebody is signed in now."""

    id: int
    device: str
    address: str
    started_at: datetime
    last_seen_at: datetime
    auth_level: str
    current: bool


def devices(user_id: int, session_key: str) -> list[Device]:
    """Where this user is signed in, the present session first; what ended by standing still is left out."""
    alive = timezone.now() - timedelta(seconds=settings.SESSION_IDLE_SECONDS)
    rows = SignIn.objects.filter(user_id=user_id, last_seen_at__gt=alive)
    found = [
        Device(r.pk, r.device, r.address, r.started_at, r.last_seen_at, r.auth_level, r.session_key == session_key)
        for r in rows
    ]
    return sorted(found, key=lambda d: not d.current)


@dataclass(frozen=True)
class Account:
    """A colleague's role at an organisation, as the administrator sees it: no fact about any client."""

    membership_id: int
    user_id: int
    name: str
    username: str
    email: str
    organisation_id: int
    organisation: str
    role: str
    start: date
    end: date | None
    expires_on: date | None
    last_login: datetime | None
    has_second_factor: bool
    needs_second_factor: bool
    is_active: bool
    used: bool


def manageable_organisations(actor: Actor) -> list[tuple[int, str]]:
    """The organisations for which this actor keeps the accounts: those they work for."""
    rows = Organisation.objects.filter(pk__in=list(actor.organisation_ids)).order_by("name")
    return list(rows.values_list("pk", "name"))


def accounts(actor: Actor, today: date) -> list[Account]:
    """Everybody who has access on behalf of the actor's organisations, now or from a later day."""
    rows = (
        Membership.objects.filter(organisation_id__in=list(actor.organisation_ids))
        .exclude(end__lte=today)
        .select_related("user", "organisation")
        .order_by("user__name", "id")
    )
    return _accounts(rows)


def account(actor: Actor, membership_id: int, today: date) -> Account | None:
    """One of :func:`accounts`; None when it is not of the actor's organisations."""
    rows = Membership.objects.filter(pk=membership_id, organisation_id__in=list(actor.organisation_ids))
    found = _accounts(rows.exclude(end__lte=today).select_related("user", "organisation"))
    return found[0] if found else None


def _accounts(rows: Iterable[Membership]) -> list[Account]:
    memberships = list(rows)
    secured = set(
        Authenticator.objects.filter(user_id__in=[m.user_id for m in memberships])
        .exclude(type=Authenticator.Type.RECOVERY_CODES)
        .values_list("user_id", flat=True)
    )
    return [
        Account(
            membership_id=m.pk,
            user_id=m.user_id,
            name=m.user.name,
            username=m.user.username,
            email=m.user.email,
            organisation_id=m.organisation_id,
            organisation=m.organisation.name,
            role=m.role,
            start=m.start,
            end=m.end,
            expires_on=m.user.expires_on,
            last_login=m.user.last_login,
            has_second_factor=m.user_id in secured,
            needs_second_factor=roles.needs_second_factor([m.role]),
            is_active=m.user.is_active,
            used=m.user.last_login is not None or m.user.has_usable_password() or m.user_id in secured,
        )
        for m in memberships
    ]
