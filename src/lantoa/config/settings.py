"""Django's settings. Environment variables are in `options.py`, the data folder in `home.py`."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from csp.constants import NONCE, NONE, SELF

from lantoa.config import database
from lantoa.core.home import home, secret
from lantoa.core.options import option

PACKAGE = Path(__file__).resolve().parents[1]
HOME = home()

SECRET_KEY = secret("web-secret", HOME)
# Seals the keys of authenticators and hashes printed codes; in backups with the other keys.
FACTOR_SECRET = secret("factor-secret", HOME)
DEBUG = False
DEVELOPING = option("LANTOA_DEBUG") == "1"
ALLOWED_HOSTS = [name.strip() for name in option("LANTOA_HOSTS").split(",") if name.strip()]
HTTPS = option("LANTOA_HTTPS") == "1"

INSTALLED_APPS = [
    "lantoa.desk",
    "lantoa.operation",
    "lantoa.reports",
    "lantoa.indicators",
    "lantoa.channels.website",
    "lantoa.channels.station",
    "lantoa.channels.social",
    "lantoa.channels.boards",
    "lantoa.channels.printed",
    "lantoa.channels.outreach",
    "lantoa.channels.base",
    "lantoa.newsroom",
    "lantoa.plan",
    "lantoa.approval",
    "lantoa.notices",
    "lantoa.library",
    "lantoa.registry",
    "lantoa.ledger",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "taggit",
    "django_tasks",
    "django_tasks_db",
    "django_htmx",
    "axes",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "django_otp_webauthn",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "lantoa.desk.lightness.LightMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "lantoa.config.bodies.bounded",
    "lantoa.config.incoming.without_controls",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "lantoa.desk.signin.middleware.SignInMiddleware",
    "lantoa.desk.closed.ClosedPagesMiddleware",
]

ROOT_URLCONF = "lantoa.config.urls"
WSGI_APPLICATION = "lantoa.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "lantoa.desk.context.desk",
            ],
        },
    }
]

DATABASES = {
    "default": database.from_url(option("DATABASE_URL"))
    if option("DATABASE_URL")
    else database.sqlite(HOME / "lantoa.sqlite3")
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "registry.Account"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"lantoa.registry.passwords.{rule}"}
    for rule in ("LengthRule", "CommonRule", "LikeAccountRule", "NotTheLastRule")
]
# Lock-out: five failures of one name. Many names from one address are slowed, never locked.
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=30)
AXES_LOCKOUT_PARAMETERS = ["username"]
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_RESET_ON_SUCCESS = True
AXES_DISABLE_ACCESS_LOG = True
AXES_ENABLE_ACCESS_FAILURE_LOG = True
AXES_CLIENT_IP_CALLABLE = "lantoa.desk.audit.device.address_of"
AXES_SENSITIVE_PARAMETERS = ["password"]
AXES_VERBOSE = False
# The sign-in page answers a lock-out itself, in our words; addresses are slowed, not locked.
SILENCED_SYSTEM_CHECKS = ["axes.W002", "axes.W006"]
OTP_TOTP_ISSUER = "Lan Tỏa"
OTP_WEBAUTHN_RP_ID_CALLABLE = "lantoa.desk.signin.passkeys.relying_party_id"
OTP_WEBAUTHN_RP_NAME_CALLABLE = "lantoa.desk.signin.passkeys.relying_party_name"
OTP_WEBAUTHN_HELPER_CLASS = "lantoa.desk.signin.passkeys.Helper"
OTP_WEBAUTHN_ALLOWED_ORIGINS = (
    [f"https://{name}" for name in ALLOWED_HOSTS] if HTTPS else ["http://localhost"]
)
CSRF_FAILURE_VIEW = "lantoa.desk.signin.views.failures.csrf_failure"
SESSION_COOKIE_AGE = 8 * 3600
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
CSRF_TRUSTED_ORIGINS = [f"https://{name}" for name in ALLOWED_HOSTS] if HTTPS else []
# Half a year: a browser that came by HTTPS once does not come back without it.
SECURE_HSTS_SECONDS = 180 * 24 * 3600 if HTTPS else 0
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"
LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "today"

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt")]
USE_I18N = True
USE_THOUSAND_SEPARATOR = True
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True
LOCALE_PATHS = [PACKAGE / "desk" / "locale"]
FORMAT_MODULE_PATH = ["lantoa.config.formats"]

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
MEDIA_URL = "/tep/"
MEDIA_ROOT = HOME / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEVELOPING
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = DEVELOPING
WHITENOISE_MANIFEST_STRICT = False
STATICFILES_DIRS = [
    (prefix, folder)
    for prefix, folder in (("fonts", PACKAGE / "typesetting" / "web-fonts"),)
    if folder.is_dir()
]
# Room on disk and in memory is bounded: a recording of an hour is about 60 MB.
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
# An article of 400 blocks, five fields a block and more for its tables; the editor refuses longer
# ones in words. Ten thousand names are parsed in milliseconds.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_PERMISSIONS = 0o640

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}

WAGTAIL_SITE_NAME = "Lan Tỏa"
WAGTAIL_DATE_FORMAT = "%d/%m/%Y"
WAGTAIL_DATETIME_FORMAT = "%d/%m/%Y %H:%M"
WAGTAIL_TIME_FORMAT = "%H:%M"
WAGTAILADMIN_BASE_URL = option("LANTOA_PUBLIC_URL") or f"http://127.0.0.1:{option('PORT')}"
WAGTAILADMIN_PERMITTED_LANGUAGES = [("vi", "Tiếng Việt")]
WAGTAIL_CONTENT_LANGUAGES = [("vi", "Tiếng Việt")]
WAGTAIL_I18N_ENABLED = False
WAGTAIL_USER_TIME_ZONES = ["Asia/Ho_Chi_Minh"]
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_WORKFLOW_ENABLED = False
WAGTAILADMIN_RICH_TEXT_EDITORS = {
    "default": {"WIDGET": "lantoa.desk.articles.rich_field.RichField"}
}
WAGTAILIMAGES_IMAGE_MODEL = "library.Picture"
WAGTAILIMAGES_IMAGE_FORM_BASE = "lantoa.desk.library.forms.ChooserForm"
WAGTAILDOCS_DOCUMENT_MODEL = "library.File"
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, "'unsafe-inline'"],
        "img-src": [SELF, "data:", "blob:"],
        "media-src": [SELF, "blob:"],
        "font-src": [SELF, "data:"],
        "connect-src": [SELF],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [SELF],
    },
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    # axes writes typed names, and people type passwords there.
    "loggers": {"lantoa": {"level": "INFO"}, "axes": {"level": "ERROR"}},
}
FORMS_URLFIELD_ASSUME_HTTPS = True
