"""Settings, driven by the environment (README, « Configuration »).

Without any variable the project runs locally on SQLite, for this machine's own browser only.
`PRODUCTION=1` demands `SECRET_KEY` and `ALLOWED_HOSTS` and turns on what HTTPS allows.
"""

import os
import secrets
from pathlib import Path
from typing import Any
from wsgiref.headers import Headers

import dj_database_url
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parents[2]
VAR_DIR = Path(os.environ.get("VAR_DIR", BASE_DIR / "var"))


def flag(name: str) -> bool:
    """Whether the environment variable `name` is set to 1."""
    return os.environ.get(name, "") == "1"


def required(name: str) -> str:
    """The environment variable `name`; raises ImproperlyConfigured when it is missing or empty."""
    value = os.environ.get(name, "").strip()
    if not value:
        raise ImproperlyConfigured(f"PRODUCTION=1 demands the environment variable {name}.")
    return value


def static_headers(headers: Headers, path: str, url: str) -> None:
    """What a static file says besides: it is for our own pages."""
    headers["Cross-Origin-Resource-Policy"] = "same-origin"


def local_secret_key() -> str:
    """A key made once for this machine and kept in var/, so that sessions survive a restart."""
    path = VAR_DIR / "secret_key"
    VAR_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(50))
    except FileExistsError:
        pass
    return path.read_text()


PRODUCTION = flag("PRODUCTION")
DEBUG = False  # never: the debug page would show answers
SECRET_KEY = required("SECRET_KEY") if PRODUCTION else local_secret_key()
SECRET_KEY_FALLBACKS = [key for key in os.environ.get("OLD_SECRET_KEYS", "").split(",") if key]
ALLOWED_HOSTS = (
    [host.strip() for host in required("ALLOWED_HOSTS").split(",")]
    if PRODUCTION
    else ["localhost", "127.0.0.1", "[::1]"]
)

# The operator's own words -----------------------------------------------------------------------
SITE_NAME = os.environ.get("SITE_NAME", "Ouvrir mes droits")
OPERATOR_NAME = os.environ.get("OPERATOR_NAME", "")
CONTACT = os.environ.get("CONTACT", "")
#: The RGAA declaration, which the operator fills once an audit was made: "non", "partiellement" or
#: "totalement" conforme, the audit's day ("2026-11-26"), its rate in %, the address of the plan.
ACCESSIBILITY_STATE = os.environ.get("ACCESSIBILITY_STATE", "non")
ACCESSIBILITY_DATE = os.environ.get("ACCESSIBILITY_DATE", "")
ACCESSIBILITY_RATE = os.environ.get("ACCESSIBILITY_RATE", "")
ACCESSIBILITY_PLAN = os.environ.get("ACCESSIBILITY_PLAN", "")
SOURCE_URL = os.environ.get("SOURCE_URL", "")
SECURITY_CONTACT = os.environ.get("SECURITY_CONTACT", CONTACT)  # of security.txt

#: With a social worker: the operator's own service, one line each (name, phone, hours, address),
#: separated by « | »; the seconds without activity after which a draft is erased, and how many
#: before that somebody is asked.
SERVICE = [line.strip() for line in os.environ.get("SERVICE", "").split("|") if line.strip()]
DRAFT_IDLE = int(os.environ.get("DRAFT_IDLE", 20 * 60))
DRAFT_WARNING = int(os.environ.get("DRAFT_WARNING", 2 * 60))

#: Where « Quitter vite » leads: a page that says nothing of where one was.
NEUTRAL_PAGE = os.environ.get("NEUTRAL_PAGE", "https://meteofrance.com/")

OPENFISCA_API = flag("OPENFISCA_API")
CATALOGUE_DIRS = [path for path in os.environ.get("CATALOGUE_DIRS", "").split(":") if path]

# Django -----------------------------------------------------------------------------------------
INSTALLED_APPS = [
    "django.contrib.sessions",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    "django.forms",
    "django_htmx",
    "simulator",
    "simulator.handover",
    "simulator.admission",
    "simulator.terminal",
    "questionnaire",
    "benefits",
    "orientation",
]
MIDDLEWARE = [
    "simulator.project.middleware.plausible_only",
    "django.middleware.security.SecurityMiddleware",
    "simulator.project.middleware.strict_policy",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "simulator.project.middleware.CompressedPages",
    "simulator.project.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "simulator.project.middleware.no_store",
    "simulator.admission.middleware.Admission",
]
ROOT_URLCONF = "simulator.project.urls"
WSGI_APPLICATION = "simulator.project.wsgi.application"
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "simulator.project.context.site",
            ],
            "builtins": [
                "simulator.templatetags.french",
                "simulator.templatetags.addresses",
                "simulator.templatetags.controls",
                "simulator.templatetags.glossary",
                "simulator.templatetags.pictures",
                "simulator.templatetags.sealed_files",
                "simulator.templatetags.voices",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
DATABASES = {
    "default": dj_database_url.parse(
        os.environ.get("DATABASE_URL") or f"sqlite:///{VAR_DIR / 'db.sqlite3'}",
        conn_max_age=60,
        conn_health_checks=True,
    )
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        # Writers wait for each other instead of failing; readers are not stopped by a writer.
        "transaction_mode": "IMMEDIATE",
        "timeout": 5,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
    DATABASES["default"]["CONN_MAX_AGE"] = None
elif DATABASES["default"]["ENGINE"].endswith("postgresql"):
    DATABASES["default"]["ENGINE"] = "simulator.project.postgresql"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
MIGRATION_MODULES = {"simulator": "simulator.reports.migrations"}
SILENCED_SYSTEM_CHECKS: list[str] = []

LANGUAGE_CODE = "fr"
TIME_ZONE = "Europe/Paris"
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static"]
WHITENOISE_ADD_HEADERS_FUNCTION = static_headers
STORAGES = {
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# What a visitor leaves: a session on the server, two hours, nothing in the browser ----------------
SESSION_ENGINE = "simulator.project.sessions"
SESSION_COOKIE_AGE = 2 * 60 * 60  # since the last request
SESSION_LONGEST = 4 * 60 * 60  # since the first answer
#: Beyond, who arrives waits with a place (simulator.admission). A journey takes minutes of reading
#: and a fifth of a second of processor: two cores carry some ten new ones a second.
TERMINAL_IDLE = 180  # seconds without a sign before the server forgets who was at a terminal
#: Seconds without a touch before « Êtes-vous toujours là ? », how long it is asked, and how long
#: the results may be read.
TERMINAL_ASK_AFTER = int(os.environ.get("TERMINAL_ASK_AFTER", "60"))
TERMINAL_WARNING = int(os.environ.get("TERMINAL_WARNING", "30"))
TERMINAL_READ = int(os.environ.get("TERMINAL_READ", "180"))
#: Milliseconds in which a second press of the same button, or of the same digit, counts for nothing
#: (EN 301 549, 5.8: up to 0.5 s; a year as 1988 is typed faster by most people).
TERMINAL_SAME_MS = int(os.environ.get("TERMINAL_SAME_MS", "500"))
TERMINAL_SAME_DIGIT_MS = int(os.environ.get("TERMINAL_SAME_DIGIT_MS", "0"))
JOURNEYS_AT_ONCE = int(os.environ.get("JOURNEYS_AT_ONCE", "3000"))
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_AGE = None
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "simulator.project.errors.csrf_failure"

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
if PRODUCTION:
    SESSION_COOKIE_NAME = "__Host-session"
    CSRF_COOKIE_NAME = "__Host-csrf"
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^sante$"]  # the container's own health check speaks plain HTTP
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
    # A promise for the whole domain that browsers keep for a year: a town that hosts the site under
    # its own name may not be able to make it.
    SECURE_HSTS_INCLUDE_SUBDOMAINS = os.environ.get("HSTS_SUBDOMAINS", "1") == "1"
    SECURE_HSTS_PRELOAD = os.environ.get("HSTS_PRELOAD", "1") == "1"
    if not SECURE_HSTS_INCLUDE_SUBDOMAINS:
        SILENCED_SYSTEM_CHECKS.append("security.W005")
    if not SECURE_HSTS_PRELOAD:
        SILENCED_SYSTEM_CHECKS.append("security.W021")

# The operator's pages, closed unless they are asked for -------------------------------------------
ADMIN_ENABLED = flag("ADMIN_ENABLED")
if ADMIN_ENABLED:
    INSTALLED_APPS += [
        "django.contrib.auth",
        "django.contrib.contenttypes",
        "django.contrib.messages",
        "django.contrib.admin",
        "axes",
    ]
    MIDDLEWARE += [
        "django.contrib.auth.middleware.AuthenticationMiddleware",
        "django.contrib.messages.middleware.MessageMiddleware",
        "axes.middleware.AxesMiddleware",
    ]
    TEMPLATES[0]["OPTIONS"]["context_processors"] += [
        "django.contrib.auth.context_processors.auth",
        "django.contrib.messages.context_processors.messages",
    ]
    AUTHENTICATION_BACKENDS = [
        "axes.backends.AxesStandaloneBackend",
        "django.contrib.auth.backends.ModelBackend",
    ]
    AUTH_PASSWORD_VALIDATORS = [
        {
            "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
            "OPTIONS": {"min_length": 15},
        },
        {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    ]
    AXES_VERBOSE = False
    AXES_FAILURE_LIMIT = 5
    AXES_COOLOFF_TIME = 1  # hour
    AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]  # a stranger does not lock the name
    AXES_CLIENT_IP_CALLABLE = "orientation.rate.client_address"

# Limits -----------------------------------------------------------------------------------------
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500
DATA_UPLOAD_MAX_MEMORY_SIZE = 256 * 1024  # bytes; the middleware refuses more before it is read
FILE_UPLOAD_HANDLERS: list[str] = []  # no page takes a file


LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"discreet": {"()": "simulator.project.logs.DiscreetFormatter"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "discreet"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        "numexpr": {"level": "WARNING"},
        # A warning of a request names its path, hence a question; errors are enough.
        "django": {"handlers": ["console"], "level": "ERROR", "propagate": False},
    },
}
