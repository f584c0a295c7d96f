"""How somebody signs in: passwords, second factors and single sign-on, each ending in the same entrance."""

from __future__ import annotations

import base64
import time
from datetime import date
from functools import lru_cache
from secrets import compare_digest
from typing import Any

import jwt
import qrcode
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from cryptography.fernet import Fernet, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login as django_login
from django.contrib.auth.backends import ModelBackend
from django.db import transaction
from django.db.models import Expression, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from qrcode.image.svg import SvgPathFillImage

from samenhang.audit.enums import Act
from samenhang.audit.services import record
from samenhang.base import clock
from samenhang.base.actor import SYSTEM
from samenhang.directory.enums import AuthLevel
from samenhang.directory.labels import recovery_words
from samenhang.directory.models import Membership, User
from samenhang.directory.selectors import actor_of, may_enter, needs_second_factor, recoveries_about, user_by_email
from samenhang.directory.services import note_sign_in, session_of

BACKEND = "samenhang.directory.backends.MembershipBackend"
NONCE = "oidc_nonce"


# What other packages want to know of the user on every page, counted in the same question: name → expression.
_alongside: dict[str, Expression] = {}


def count_alongside(name: str, expression: Expression) -> None:
    """Count something of the user with each membership that is read, as ``user.counted[name]``; called once, at start."""
    _alongside[name] = expression


@lru_cache(maxsize=1_024)
def _memberships(user_id: int, today: date) -> QuerySet[Membership]:
    """The question for somebody's memberships of a day: kept, since every page puts it; never its answer."""
    rows = Membership.objects.on(today).filter(user_id=user_id).select_related("user", "organisation")
    return rows.annotate(**_alongside).order_by("id")


class MembershipBackend(ModelBackend):
    """Django's own check of passwords; a user comes with the memberships of today, in one query for every page."""

    def get_user(self, user_id: int) -> User | None:
        """The user with ``current_memberships`` filled, None when there is none who may enter today."""
        rows = list(_memberships(user_id, clock.today()).all())
        user: User | None = rows[0].user if rows else User.objects.filter(pk=user_id).first()
        if user is None or not self.user_can_authenticate(user):
            return None
        user.current_memberships = rows
        user.counted = {name: getattr(rows[0], name) for name in _alongside} if rows else {}
        return user

    def user_can_authenticate(self, user: Any) -> bool:
        """Active, not expired, and a persona in a demonstration only."""
        return user is not None and may_enter(user, clock.today())


def enter(request: HttpRequest, user: User, level: AuthLevel) -> None:
    """Begin a session, under a new key, that knows how sure it is who this is; noted and logged."""
    before = request.session.session_key or ""
    django_login(request, user, backend=BACKEND)
    if request.session.session_key == before:  # the same person once more: Django keeps the key, we do not
        request.session.cycle_key()
    now = int(time.time())
    request.session.update({"auth_level": level.value, "started": now, "seen": now})
    request.session.save()
    key = request.session.session_key or ""
    address = request.META.get("REMOTE_ADDR", "")
    user.current_memberships = None
    actor = actor_of(user, today=clock.today(), address=address, session=session_of(key), auth_level=level)
    note_sign_in(
        actor=actor,
        session_key=key,
        address=address,
        device=request.META.get("HTTP_USER_AGENT", ""),
        auth_level=level,
        replaces=before,
    )
    for row in recoveries_about(user.pk):
        messages.warning(request, recovery_words(row.state, row.asked_by, row.decided_by, row.asked_at))


def _refuse(request: HttpRequest, text: str) -> HttpResponse:
    with transaction.atomic():
        record(SYSTEM, Act.SIGN_IN, object_type="User", outcome="FAILED")
    messages.error(request, text)
    return HttpResponseRedirect(reverse("web:sign_in"))


class AccountAdapter(DefaultAccountAdapter):
    """The entrance of allauth: nobody signs up, and a session begins as everywhere else."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """An administrator of the organisation invites; nobody makes an account."""
        return False

    def is_safe_url(self, url: str | None) -> bool:
        """Only addresses of this site itself."""
        request = context.request
        return bool(url) and url_has_allowed_host_and_scheme(
            url or "", allowed_hosts={request.get_host()}, require_https=request.is_secure()
        )

    def add_message(self, request: HttpRequest, level: int, message_template: str | None = None, *args: Any, **kwargs: Any) -> None:  # fmt: skip
        """What the page itself says is not said twice."""
        if message_template != "mfa/messages/recovery_codes_generated.txt":
            super().add_message(request, level, message_template, *args, **kwargs)

    def get_client_ip(self, request: HttpRequest) -> str:
        """The address as the log has it."""
        return str(request.META.get("REMOTE_ADDR", ""))

    def pre_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> HttpResponse | None:
        """Nobody whose account is over gets as far as a second factor."""
        if not may_enter(user, clock.today()):
            return _refuse(request, _("This account cannot be used now. Ask the administrator of your organisation."))
        return None

    def login(self, request: HttpRequest, user: Any) -> None:
        """Begin the session at the level that was really reached."""
        methods = {r.get("method") for r in get_authentication_records(request, user)}
        level = (
            AuthLevel.TWO_FACTOR
            if "mfa" in methods
            else AuthLevel.SSO
            if "socialaccount" in methods
            else AuthLevel.PASSWORD
        )
        enter(request, user, level)

    def post_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> HttpResponse:
        """To where they wanted to go, when that lies on this site."""
        target = kwargs.get("redirect_url") or ""
        return HttpResponseRedirect(target if self.is_safe_url(target) else reverse("web:today"))

    def respond_user_inactive(self, request: HttpRequest, user: Any) -> HttpResponse:
        """The same answer as for an account that is over."""
        return _refuse(request, _("This account cannot be used now. Ask the administrator of your organisation."))

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Whoever signed in a few minutes ago need not say again who they are."""
        started = context.request.session.get("started", 0)
        return time.time() - started > settings.ACCOUNT_REAUTHENTICATION_TIMEOUT


def _fernet() -> MultiFernet:
    keys = []
    for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        derived = HKDF(SHA256(), 32, None, b"samenhang second factor").derive(secret.encode())
        keys.append(Fernet(base64.urlsafe_b64encode(derived)))
    return MultiFernet(keys)


class SecondFactorAdapter(DefaultMFAAdapter):
    """Second factors in our words; their secrets are encrypted in the database."""

    def encrypt(self, text: str) -> str:
        """Encrypt with a key derived from the secret key of the installation."""
        return _fernet().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """The counterpart of :meth:`encrypt`."""
        return _fernet().decrypt(encrypted_text.encode()).decode()

    def build_totp_svg(self, url: str) -> str:
        """The picture for the camera: black on white, also on a dark page."""
        made = qrcode.make(url, image_factory=SvgPathFillImage)
        return str(made.to_string(encoding="unicode"))

    def get_totp_label(self, user: Any) -> str:
        """The user name, which is what somebody types to sign in."""
        return str(user.username)

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """The last second factor stays while a role asks for one."""
        user: Any = authenticator.user
        others = Authenticator.objects.filter(user=user).exclude(pk=authenticator.pk)
        return others.exclude(type=Authenticator.Type.RECOVERY_CODES).exists() or not needs_second_factor(
            user, clock.today()
        )

    def generate_authenticator_name(self, user: Any, type: Any) -> str:
        """A name to begin with; its owner can change it."""
        number = Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1
        return _("Passkey %(number)s") % {"number": number}

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """A passkey belongs to the host name of this installation."""
        return {"id": context.request.get_host().partition(":")[0], "name": "Samenhang"}


class SingleSignOnAdapter(DefaultSocialAccountAdapter):
    """Somebody who comes from the provider is a colleague who was invited, or nobody."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Never: the provider knows more people than work here."""
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Find the colleague by registered subject, else by verified e-mail address; everybody else is sent back."""
        today = clock.today()
        if not sociallogin.is_existing:
            email = getattr(sociallogin, "verified_email", "")
            user = user_by_email(email, today) if email else None
            if user is None or SocialAccount.objects.filter(user=user, provider=sociallogin.account.provider).exists():
                raise ImmediateHttpResponse(
                    _refuse(
                        request,
                        _(
                            "You are signed in with your organisation, but you have no account here. Ask the administrator of your organisation to invite you."
                        ),
                    )
                )
            sociallogin.user = sociallogin.account.user = user
            with transaction.atomic():
                sociallogin.account.save()
                actor = actor_of(user, today=today, address=request.META.get("REMOTE_ADDR", ""))
                record(actor, Act.UPDATE, object_type="User", object_id=user.pk, detail={"sso": True})

    def on_authentication_error(self, request: HttpRequest, provider: Any, **kwargs: Any) -> None:
        """Whatever went wrong between here and the provider: back to sign-in, without a hint for an attacker."""
        raise ImmediateHttpResponse(
            _refuse(request, _("Single sign-on did not succeed. Try again, or sign in with a user name and password."))
        )


class OidcAdapter(OpenIDConnectOAuth2Adapter):
    """OpenID Connect with everything checked: signature, issuer, audience, nonce, and one and the same subject."""

    def complete_login(self, request: HttpRequest, app: Any, token: Any, **kwargs: Any) -> Any:
        """Return who came in; keeps nothing of what the provider tells but the subject."""
        login = super().complete_login(request, app, token, **kwargs)
        data = login.account.extra_data
        claims, identity = data.get("userinfo") or {}, data.get("id_token") or {}
        if not identity or (claims and claims.get("sub") != identity.get("sub")):
            raise OAuth2Error("the answers of the provider are about different people")
        told = claims or identity
        login.verified_email = str(told.get("email", "")) if told.get("email_verified") is True else ""
        login.account.extra_data = {}
        return login

    def _decode_id_token(self, app: Any, id_token: str) -> dict[str, Any]:
        expected = self.request.session.pop(NONCE, "")
        if self.openid_config["issuer"].rstrip("/") != settings.OIDC_ISSUER.rstrip("/"):
            raise OAuth2Error("the provider calls itself by another name than the one that was configured")
        claims = _verified(id_token, keys=self._keys(), issuer=self.openid_config["issuer"], audience=app.client_id)
        if not expected or not compare_digest(expected, str(claims.get("nonce", ""))):
            raise OAuth2Error("this answer belongs to another question")
        return claims

    def _keys(self) -> dict[str, Any]:
        with SingleSignOnAdapter(self.request).get_requests_session() as session:
            answer = session.get(self.openid_config["jwks_uri"])
            answer.raise_for_status()
            found: dict[str, Any] = answer.json()
            return found


SIGNED_WITH = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"]


def _verified(token: str, *, keys: dict[str, Any], issuer: str, audience: str) -> dict[str, Any]:
    """The claims of an identity signed by one of the provider's keys, for us, now. Raises OAuth2Error otherwise.

    A provider with one key need not name it, so without a name each of the keys may have signed.
    """
    try:
        name = jwt.get_unverified_header(token).get("kid")
        known = jwt.PyJWKSet.from_dict(keys).keys
        for key in (k for k in known if name is None or k.key_id == name):
            try:
                claims: dict[str, Any] = jwt.decode(
                    token,
                    key.key,
                    algorithms=SIGNED_WITH,
                    audience=audience,
                    issuer=issuer,
                    leeway=30,
                    options={"require": ["exp", "iat", "iss", "aud", "sub"]},
                )
            except (jwt.InvalidSignatureError, jwt.InvalidKeyError, TypeError):
                continue
            if isinstance(claims["aud"], list) and len(claims["aud"]) > 1 and claims.get("azp") != audience:
                raise OAuth2Error("this identity was made out to somebody else")
            return claims
    except jwt.PyJWTError as error:
        raise OAuth2Error("the identity cannot be trusted") from error
    raise OAuth2Error("none of the provider's keys signed this identity")
