"""Addresses of accounts: one's own, those of an organisation, reviews, roles, API keys."""

from django.urls import path

from samenhang.web.views.account import admin, own, recovery, reviews

app_name = "account"
urlpatterns = [
    path("account/sessions/", own.sessions, name="sessions"),
    path("account/sessions/others/end/", own.end_others, name="end_others"),
    path("account/sessions/<int:sign_in_id>/end/", own.end_one, name="end_one"),
    path("account/password/", own.password, name="password"),
    path("account/keys/", own.keys, name="keys"),
    path("account/keys/<int:key_id>/revoke/", own.revoke, name="revoke"),
    path("welcome/<str:uid>/<str:token>/", own.welcome, name="welcome"),
    path("accounts/", admin.index, name="accounts"),
    path("accounts/new/", admin.new, name="invite"),
    path("accounts/recoveries/", recovery.index, name="recoveries"),
    path("accounts/recoveries/<int:recovery_id>/confirm/", recovery.confirm, name="confirm_recovery"),
    path("accounts/recoveries/<int:recovery_id>/refuse/", recovery.refuse, name="refuse_recovery"),
    path("accounts/<int:membership_id>/", admin.account, name="account"),
    path("accounts/<int:membership_id>/role/", admin.give_role, name="give_role"),
    path("accounts/<int:membership_id>/expiry/", admin.expiry, name="expiry"),
    path("accounts/<int:membership_id>/link/", admin.link, name="link"),
    path("accounts/<int:membership_id>/leave/", admin.leave, name="leave"),
    path("access-reviews/", reviews.reviews, name="reviews"),
    path("access-reviews/<int:review_id>/", reviews.review, name="review"),
    path("access-reviews/<int:review_id>/finish/", reviews.finish, name="finish"),
    path("access-reviews/<int:review_id>/lines/<int:line_id>/", reviews.line, name="line"),
    path("roles/", reviews.roles, name="roles"),
]
