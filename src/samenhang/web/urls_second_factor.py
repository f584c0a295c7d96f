"""Addresses under the names by which allauth looks for them; only the pages that we want are here."""

from django.urls import path

from samenhang.web.views import sign_in
from samenhang.web.views.account import second_factor, single_sign_on

urlpatterns = [
    path("sign-in/", sign_in.sign_in, name="account_login"),
    path("sign-out/", sign_in.sign_out, name="account_logout"),
    path("sign-in/second-factor/", second_factor.authenticate, name="mfa_authenticate"),
    path("sign-in/with/<slug:provider_id>/", single_sign_on.out, name="openid_connect_login"),
    path("sign-in/with/<slug:provider_id>/back/", single_sign_on.back, name="openid_connect_callback"),
    path("account/second-factor/", second_factor.index, name="mfa_index"),
    path("account/second-factor/app/", second_factor.add_app, name="mfa_activate_totp"),
    path("account/second-factor/app/remove/", second_factor.remove_app, name="mfa_deactivate_totp"),
    path("account/second-factor/passkeys/", second_factor.passkeys, name="mfa_list_webauthn"),
    path("account/second-factor/passkeys/add/", second_factor.add_passkey, name="mfa_add_webauthn"),
    path("account/second-factor/passkeys/<int:pk>/remove/", second_factor.remove_passkey, name="mfa_remove_webauthn"),
    path("account/second-factor/codes/", second_factor.codes, name="mfa_view_recovery_codes"),
    path("account/second-factor/codes/new/", second_factor.new_codes, name="mfa_generate_recovery_codes"),
    path("account/second-factor/again/", second_factor.password_again, name="account_reauthenticate"),
    path("account/second-factor/again/code/", second_factor.code_again, name="mfa_reauthenticate"),
    path("account/second-factor/again/passkey/", second_factor.passkey_again, name="mfa_reauthenticate_webauthn"),
]
