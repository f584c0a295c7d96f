"""Accounts: inviting, a role for a period, an end; nobody changes their own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from samenhang.audit.enums import Act
from samenhang.audit.services import record
from samenhang.base import clock
from samenhang.base.actor import Actor
from samenhang.base.errors import Conflict, NoGrant, Refused
from samenhang.directory.enums import Power, Role
from samenhang.directory.models import ApiKey, Membership, Organisation, User
from samenhang.directory.selectors.accounts import was_used, welcome_token
from samenhang.directory.services.sessions import end_other_sessions, user_named


@dataclass(frozen=True)
class NewAccount:
    """A colleague to be invited; ``subject`` is how the provider of single sign-on knows them."""

    username: str
    name: str
    email: str = ""
    expires_on: date | None = None
    subject: str = ""


@dataclass(frozen=True)
class NewRole:
    """A role at an organisation for a period; ``end`` is the first day without it."""

    organisation_id: int
    role: Role
    start: date
    end: date | None = None
    team_id: int | None = None


@dataclass(frozen=True)
class Link:
    """The two parts of a one-time link; shown once, kept nowhere."""

    uid: str
    token: str


def require_managed(actor: Actor, organisation_id: int) -> None:
    """Only an administrator of the organisation itself keeps its accounts."""
    if not actor.can(Power.MANAGE_ACCOUNTS):
        raise NoGrant("NO_POWER", power=Power.MANAGE_ACCOUNTS)
    if organisation_id not in actor.organisation_ids:
        raise NoGrant("NOT_YOUR_COLLEAGUES")


def _not_oneself(actor: Actor, user_id: int) -> None:
    if actor.user_id == user_id:
        raise Refused("NOT_ABOUT_YOURSELF")


def _link(user: User) -> Link:
    return Link(urlsafe_base64_encode(force_bytes(user.pk)), welcome_token.make_token(user))


@transaction.atomic
def invite(*, actor: Actor, new: NewAccount, role: NewRole) -> tuple[int, Link]:
    """Make an account with a first role and return the user's id and a one-time link to set a password.

    Raises NoGrant for another organisation, Refused(USERNAME_TAKEN, EMAIL_TAKEN, SUBJECT_TAKEN, EXPIRES_IN_THE_PAST).
    """
    require_managed(actor, role.organisation_id)
    return _create(actor, new, role)


@transaction.atomic
def add_administrator(*, actor: Actor, new: NewAccount, organisation_id: int, start: date) -> Link:
    """The first administrator of an organisation, from the command line of whoever runs the installation."""
    return _create(actor, new, NewRole(organisation_id, Role.SYSTEM_ADMINISTRATOR, start))[1]


def _create(actor: Actor, new: NewAccount, role: NewRole) -> tuple[int, Link]:
    if User.objects.filter(username__iexact=new.username).exists():
        raise Refused("USERNAME_TAKEN")
    if new.email and User.objects.filter(email__iexact=new.email).exists():
        raise Refused("EMAIL_TAKEN")
    if new.expires_on is not None and new.expires_on <= clock.today():
        raise Refused("EXPIRES_IN_THE_PAST")
    user = User.objects.create_user(new.username, name=new.name, email=new.email, expires_on=new.expires_on)
    if new.subject:
        try:
            with transaction.atomic():
                SocialAccount.objects.create(user=user, provider=settings.OIDC_ID, uid=new.subject)
        except IntegrityError as error:
            raise Refused("SUBJECT_TAKEN") from error
    record(actor, Act.CREATE, object_type="User", object_id=user.pk, detail={"sso": bool(new.subject)})
    _add_membership(actor, user.pk, role)
    return user.pk, _link(user)


def _add_membership(actor: Actor, user_id: int, new: NewRole) -> int:
    if new.end is not None and new.end <= new.start:
        raise Refused("ENDS_BEFORE_START")
    same = Membership.objects.filter(
        user_id=user_id, organisation_id=new.organisation_id, role=new.role, team=new.team_id
    )
    if same.exclude(end__lte=new.start).exists():
        raise Refused("HAS_THIS_ROLE")
    membership = Membership.objects.create(
        user_id=user_id,
        organisation_id=new.organisation_id,
        team_id=new.team_id,
        role=new.role,
        start=new.start,
        end=new.end,
        given_by_id=actor.user_id,
        given_at=timezone.now(),
    )
    record(
        actor,
        Act.GRANT,
        object_type="Membership",
        object_id=membership.pk,
        detail={"user": user_id, "organisation": new.organisation_id, "role": new.role},
    )
    return membership.pk


@transaction.atomic
def add_role(*, actor: Actor, user_id: int, new: NewRole) -> int:
    """Give a colleague another role and return the membership. Nobody gives one to themselves."""
    require_managed(actor, new.organisation_id)
    _not_oneself(actor, user_id)
    _colleague(actor, user_id)
    return _add_membership(actor, user_id, new)


def _colleague(actor: Actor, user_id: int) -> User:
    user = user_named(user_id)
    if not Membership.objects.filter(user=user, organisation_id__in=list(actor.organisation_ids)).exists():
        raise NoGrant("NOT_YOUR_COLLEAGUES")
    return user


@transaction.atomic
def change_expiry(*, actor: Actor, user_id: int, expires_on: date | None) -> None:
    """Set or take away the day from which an account can no longer be used; a day that has come ends its sessions."""
    if not actor.can(Power.MANAGE_ACCOUNTS):
        raise NoGrant("NO_POWER", power=Power.MANAGE_ACCOUNTS)
    _not_oneself(actor, user_id)
    user = _colleague(actor, user_id)
    user.expires_on = expires_on
    user.save(update_fields=["expires_on"])
    record(
        actor,
        Act.UPDATE,
        object_type="User",
        object_id=user_id,
        detail={"expires_on": expires_on.isoformat() if expires_on else None},
    )
    if expires_on is not None and expires_on <= clock.today():
        end_other_sessions(actor=actor, user_id=user_id)


@transaction.atomic
def new_link(*, actor: Actor, user_id: int) -> Link:
    """Another first link for a colleague who never came in; the link before it no longer works.

    Raises Refused(SECOND_PERSON_NEEDED) for an account that was used: see :mod:`samenhang.directory.services.recovery`.
    """
    user = colleague_to_help(actor, user_id)
    if was_used(user):
        raise Refused("SECOND_PERSON_NEEDED")
    user.set_unusable_password()
    user.save(update_fields=["password"])
    record(actor, Act.UPDATE, object_type="User", object_id=user_id, detail={"new_link": True})
    return _link(user)


def colleague_to_help(actor: Actor, user_id: int) -> User:
    """A colleague, not oneself and no persona, whose way in this administrator may renew."""
    if not actor.can(Power.MANAGE_ACCOUNTS):
        raise NoGrant("NO_POWER", power=Power.MANAGE_ACCOUNTS)
    _not_oneself(actor, user_id)
    user = _colleague(actor, user_id)
    if user.is_persona:
        raise Refused("NOT_FOR_PERSONAS")
    return user


@transaction.atomic
def set_password(*, actor: Actor, user_id: int, password: str, keep: str = "") -> None:
    """Set one's own password and end all other sessions. Raises ValidationError for a weak or a common one."""
    if actor.user_id != user_id:
        raise NoGrant("NOT_YOURS")
    user = user_named(user_id)
    validate_password(password, user)
    user.set_password(password)
    user.save(update_fields=["password"])
    record(actor, Act.UPDATE, object_type="User", object_id=user_id, detail={"password": True})
    end_other_sessions(actor=actor, user_id=user_id, keep=keep)


@transaction.atomic
def end_membership(*, actor: Actor, membership_id: int, on: date) -> None:
    """End somebody's role at an organisation; with the last one their sessions and API keys end too.

    The caller has checked that the actor may (an administrator of the organisation, or a reviewer in a review).
    Raises Conflict(ALREADY_ENDED).
    """
    membership = Membership.objects.select_for_update(of=("self",)).filter(pk=membership_id).first()
    if membership is None or (membership.end is not None and membership.end <= on):
        raise Conflict("ALREADY_ENDED")
    if membership.start >= on:
        membership.delete()
    else:
        Membership.objects.filter(pk=membership_id).update(end=on)
    record(
        actor,
        Act.END,
        object_type="Membership",
        object_id=membership_id,
        detail={"user": membership.user_id, "organisation": membership.organisation_id, "role": membership.role},
    )
    if not Membership.objects.filter(user_id=membership.user_id).exclude(end__lte=on).exists():
        end_other_sessions(actor=actor, user_id=membership.user_id)
        ApiKey.objects.filter(owner_id=membership.user_id, revoked_at__isnull=True).update(revoked_at=clock.now())


def organisation_by_code(code: str) -> int:
    """The id of an organisation, for the command line. Raises Refused(NO_SUCH_ORGANISATION)."""
    found = Organisation.objects.filter(code=code).values_list("pk", flat=True).first()
    if found is None:
        raise Refused("NO_SUCH_ORGANISATION")
    return found


def mark_emergency(*, user_id: int, until: datetime) -> None:
    """Remember with the user until when an emergency access may run, so that no other request has to ask."""
    User.objects.filter(pk=user_id).update(emergency_until=until)
