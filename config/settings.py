"""The one settings module. What differs per region comes from the environment (docs/start-here.md lists it)."""

from pathlib import Path

from csp.constants import NONE, SELF

from config import env

ROOT = Path(__file__).resolve().parent.parent
VAR = Path(env.text("SAMENHANG_VAR", str(ROOT / "var")))

SECRET_KEY = env.secret_key(VAR)
DEBUG = env.flag("SAMENHANG_DEBUG")
ALLOWED_HOSTS = env.words("SAMENHANG_HOSTS", "localhost,127.0.0.1,[::1]")
CSRF_TRUSTED_ORIGINS = env.words("SAMENHANG_ORIGINS")

# The demonstration region signs people in as personas and lives on a fixed day.
DEMO = env.flag("SAMENHANG_DEMO")
FIXED_TODAY = env.text("SAMENHANG_TODAY", "2026-11-22" if DEMO else "")
# Bills that the sharing rules know and that are not law: switched on by the region's privacy officer when they are.
WAMS_IN_FORCE = env.flag("SAMENHANG_WAMS_IN_FORCE")
# Availability older than this many days is shown grey.
STALE_AFTER_DAYS = int(env.text("SAMENHANG_STALE_AFTER_DAYS", "14"))
# The key that signs checkpoints of the log, and the record of them beside it: keep this folder apart from the database.
AUDIT_KEY = Path(env.text("SAMENHANG_AUDIT_KEY", str(VAR / "keys" / "audit-signing.pem")))
AUDIT_SOURCE = "Samenhang"
# A scanner for attached files: clamd:///path/to/socket or tcp://host:port. When it is set and silent, uploads are refused.
SCANNER = env.text("SAMENHANG_SCANNER")
DOCUMENT_MAX_BYTES = 10 * 1024 * 1024

# Mails that something is waiting, never what: without a mail server nothing is sent, and the screen says so.
MAIL_ON = bool(env.text("SAMENHANG_MAIL_HOST"))
EMAIL_BACKEND = (
    "django.core.mail.backends.smtp.EmailBackend" if MAIL_ON else "django.core.mail.backends.dummy.EmailBackend"
)
EMAIL_HOST = env.text("SAMENHANG_MAIL_HOST")
EMAIL_PORT = int(env.text("SAMENHANG_MAIL_PORT", "587"))
EMAIL_HOST_USER = env.text("SAMENHANG_MAIL_USER")
EMAIL_HOST_PASSWORD = env.text("SAMENHANG_MAIL_PASSWORD")
EMAIL_USE_TLS = env.flag("SAMENHANG_MAIL_TLS", default=True)
EMAIL_TIMEOUT = 20
MAIL_FROM = env.needed("SAMENHANG_MAIL_FROM", when=MAIL_ON)
MAIL_LINK = env.needed("SAMENHANG_MAIL_LINK", when=MAIL_ON)

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "axes",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "django_htmx",
    "template_partials",
    "samenhang.base",
    "samenhang.ui",
    "samenhang.audit",
    "samenhang.directory",
    "samenhang.access",
    "samenhang.notifications",
    "samenhang.people",
    "samenhang.legal",
    "samenhang.supply",
    "samenhang.picture",
    "samenhang.documents",
    "samenhang.privacy",
    "samenhang.notes",
    "samenhang.intake",
    "samenhang.plan",
    "samenhang.pathway",
    "samenhang.matching",
    "samenhang.conferences",
    "samenhang.steering",
    "samenhang.finance",
    "samenhang.region",
    "samenhang.interop",
    "samenhang.web",
    "samenhang.portal",
    "samenhang.desk",
    "samenhang.demo",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "samenhang.web.middleware.BrowserMiddleware",
    "samenhang.web.middleware.SessionLimitMiddleware",
    "samenhang.web.middleware.ActorMiddleware",
    "samenhang.web.middleware.SecondFactorMiddleware",
    "samenhang.web.middleware.PlainTextMiddleware",
    "samenhang.web.middleware.RuleMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
DATABASES = {"default": env.database(env.text("SAMENHANG_DATABASE", "sqlite:///samenhang.sqlite3"), VAR)}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # Tests use a real file, so that several connections meet each other as they do in production.
    DATABASES["default"]["TEST"] = {"NAME": str(VAR / "suite.sqlite3")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "samenhang.web.context.page",
            ],
        },
    }
]

# Who signs in. Passwords are checked against common ones; sign-in is locked after failures.
AUTH_USER_MODEL = "directory.User"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "samenhang.directory.backends.MembershipBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "name", "email")},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "web:sign_in"
LOGIN_REDIRECT_URL = "web:today"
AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = ["username", ["username", "ip_address"]]
AXES_LOCKOUT_TEMPLATE = "web/locked.html"
AXES_VERBOSE = False
SECRET_KEY_FALLBACKS = env.words("SAMENHANG_OLD_SECRET_KEYS")


# Nobody signs up; allauth brings second factors and single sign-on (docs/adr/0013).
ACCOUNT_ADAPTER = "samenhang.directory.backends.AccountAdapter"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
# Per account, not per address: behind a proxy everybody has the same one.
ACCOUNT_RATE_LIMITS = {"login_failed": "5/5m/key", "reauthenticate": "10/m/user"}
MFA_ADAPTER = "samenhang.directory.backends.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_ISSUER = "Samenhang"
MFA_TOTP_TOLERANCE = 1  # a telephone may be half a minute off; a code that was used stays used for longer than that
MFA_ALLOW_UNVERIFIED_EMAIL = True  # an administrator filled in the address
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEBUG
MFA_FORMS = {
    "authenticate": "samenhang.web.forms_account.CodeForm",
    "reauthenticate": "samenhang.web.forms_account.AgainCodeForm",
    "activate_totp": "samenhang.web.forms_account.ActivateCodeForm",
    "add_webauthn": "samenhang.web.forms_account.PasskeyForm",
}
SOCIALACCOUNT_ADAPTER = "samenhang.directory.backends.SingleSignOnAdapter"
OIDC_ID = "organisation"
OIDC_NAME = env.text("SAMENHANG_OIDC_NAME", "")
OIDC_ISSUER = env.text("SAMENHANG_OIDC_ISSUER")
OIDC_HAS_SECOND_FACTOR = env.flag("SAMENHANG_OIDC_HAS_SECOND_FACTOR")
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                "provider_id": OIDC_ID,
                "name": OIDC_NAME,
                "client_id": env.text("SAMENHANG_OIDC_CLIENT_ID"),
                "secret": env.text("SAMENHANG_OIDC_CLIENT_SECRET"),
                "settings": {"server_url": OIDC_ISSUER},
            }
        ]
        if OIDC_ISSUER
        else [],
    }
}

# What all web processes must agree on: codes that were used, and how often somebody tried.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "directory_cache"}}

# A session ends after standing still, and after a day's work at the latest; the middleware keeps both on the server.
SESSION_IDLE_SECONDS = 15 * 60 if not DEMO else 12 * 3600
SESSION_LONGEST_SECONDS = 12 * 3600
SESSION_COOKIE_AGE = SESSION_LONGEST_SECONDS
SESSION_SAVE_EVERY_REQUEST = False  # the middleware notes that a session is used, once a minute
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SECURE_COOKIES = env.flag("SAMENHANG_HTTPS")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_COOKIES
if SECURE_COOKIES:  # no other host, and no page without TLS, can set these
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME, LANGUAGE_COOKIE_NAME = "__Host-session", "__Host-csrf", "__Host-language"
LANGUAGE_COOKIE_SECURE, LANGUAGE_COOKIE_HTTPONLY, LANGUAGE_COOKIE_SAMESITE = SECURE_COOKIES, True, "Lax"
SECURE_HSTS_SECONDS = 31_536_000 if SECURE_COOKIES else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_COOKIES
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"
if env.flag("SAMENHANG_BEHIND_PROXY"):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", "Nederlands"), ("en", "English")]
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True
USE_I18N = True

STATIC_URL = "static/"
STATIC_ROOT = VAR / "static"
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True

# An import may be this large; more is refused before it is read.
DATA_UPLOAD_MAX_MEMORY_SIZE = 6 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 6 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000
IMPORT_MAX_BYTES = 5 * 1024 * 1024
IMPORT_MAX_ROWS = 20_000

# Logs say what happened, never about whom.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s", "datefmt": "%Y-%m-%dT%H:%M:%S%z"}
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": env.text("SAMENHANG_LOG_LEVEL", "WARNING")},
}
