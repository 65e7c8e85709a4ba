"""The settings of Django; every variable of the environment is read here."""

from pathlib import Path

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from maillage.config import database, environment, secret

# --- Where things are ------------------------------------------------------------------------

PACKAGE = Path(__file__).resolve().parent.parent
# In a checkout the data stay beside it; an installed package takes the current folder.
_HOME = PACKAGE.parent if (PACKAGE.parent / "manage.py").exists() else Path.cwd()
DONNEES = environment.folder("MAILLAGE_DONNEES", default=_HOME / "donnees")

# --- What the instance is --------------------------------------------------------------------

DEBUG = environment.boolean("MAILLAGE_DEBUG", default=False)
HTTPS = environment.boolean("MAILLAGE_HTTPS", default=False)
# Our server speaks plain HTTP: with HTTPS there is a proxy in front, which says so in a header.
PROXIES = environment.integer("MAILLAGE_MANDATAIRES", default=int(HTTPS), low=0, high=10)
if DEBUG and HTTPS:
    raise ImproperlyConfigured(
        "MAILLAGE_DEBUG montre l’intérieur du logiciel : retirez-le quand MAILLAGE_HTTPS=oui."
    )

SECRET_KEY = secret.key(given=environment.text("MAILLAGE_CLE"), folder=DONNEES, required=HTTPS)
ALLOWED_HOSTS = environment.words("MAILLAGE_HOTES", default=("localhost", "127.0.0.1", "[::1]"))
if HTTPS and (not environment.text("MAILLAGE_HOTES") or "*" in ALLOWED_HOSTS):
    raise ImproperlyConfigured(
        "MAILLAGE_HOTES manque ou vaut « * » : en production (MAILLAGE_HTTPS=oui), donnez les "
        "noms du site, séparés par des virgules, par exemple « maillage.exemple.fr »."
    )

# What the links of a message start with; when it is not said, a page takes its own address.
MAILLAGE_ADRESSE = environment.site("MAILLAGE_ADRESSE")
SITE_URL = MAILLAGE_ADRESSE or (
    f"{'https' if HTTPS else 'http'}://{ALLOWED_HOSTS[0].lstrip('.')}{'' if HTTPS else ':8000'}"
)

INSTALLED_APPS = [
    "maillage.accounts",
    "maillage.dossiers",
    "maillage.instruction",
    "maillage.web",
    "allauth",
    "allauth.account",
    "django_cotton",
    "django_htmx",
    "django_linear_migrations",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

ROOT_URLCONF = "maillage.config.urls"
WSGI_APPLICATION = "maillage.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,  # django-cotton puts its loader before this one
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# --- Data ------------------------------------------------------------------------------------

DATABASES = {"default": database.configuration(environment.text("MAILLAGE_BASE"), folder=DONNEES)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# Whose migrations stay in a line.
FIRST_PARTY_APPS = ["maillage.accounts", "maillage.dossiers", "maillage.instruction"]

STATIC_URL = "/statiques/"
STATIC_ROOT = DONNEES / "statiques"
STATIC_ROOT.mkdir(exist_ok=True)  # WhiteNoise warns when the folder is not there
MEDIA_ROOT = DONNEES / "fichiers"
# A development server reads the files where they are written; a served one, as collected.
_STATICFILES = (
    "django.contrib.staticfiles.storage.StaticFilesStorage"
    if DEBUG
    else "whitenoise.storage.CompressedManifestStaticFilesStorage"
)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": _STATICFILES},
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 6_000_000  # a dossier file may weigh 5 MB
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 3_000
DATA_UPLOAD_MAX_NUMBER_FILES = 20
FILE_UPLOAD_PERMISSIONS = 0o640

# --- Language and time -----------------------------------------------------------------------

LANGUAGE_CODE = "fr"
TIME_ZONE = "Europe/Paris"
USE_I18N = True  # Django's and allauth's own sentences come in French
USE_TZ = True

# --- Accounts --------------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["maillage.accounts.backend.AccountBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"}
    | {"OPTIONS": {"user_attributes": ("email", "nom", "prenom")}},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "maillage.web.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = (
    "none"  # nobody signs up alone: whoever opens an account vouches for it
)
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_RATE_LIMITS = {"login": "30/m/ip", "login_failed": "20/m/ip,5/300s/key"}
ALLAUTH_TRUSTED_PROXY_COUNT = PROXIES

# May a visitor who tried a territory open a dossier, and an account, by a link sent to an address?
MAILLAGE_OUVERTURE = environment.boolean("MAILLAGE_OUVERTURE", default=True)
# Whom to write to about this instance; said on its public pages.
MAILLAGE_CONTACT = environment.text("MAILLAGE_CONTACT")

# --- Mail ------------------------------------------------------------------------------------

EMAIL_HOST = environment.text("MAILLAGE_SMTP_HOTE")
EMAIL_PORT = environment.integer("MAILLAGE_SMTP_PORT", default=587, low=1, high=65535)
EMAIL_HOST_USER = environment.text("MAILLAGE_SMTP_UTILISATEUR")
EMAIL_HOST_PASSWORD = environment.text("MAILLAGE_SMTP_MOT_DE_PASSE")
_ENCRYPTION = environment.choice(
    "MAILLAGE_SMTP_CHIFFREMENT", default="starttls", among=("starttls", "tls", "aucun")
)
EMAIL_USE_TLS = _ENCRYPTION == "starttls"
EMAIL_USE_SSL = _ENCRYPTION == "tls"
EMAIL_TIMEOUT = 10
# Without a mail server (no EMAIL_HOST), messages stay in the outbox: nothing is lost or sent.
EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
DEFAULT_FROM_EMAIL = environment.text("MAILLAGE_EXPEDITEUR", "Maillage <maillage@localhost>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# Without a mail server, may the page itself show the link of a visitor's request? It would open an
# account at an address that nobody checked: only on a machine that one person uses.
MAILLAGE_ESSAI_SANS_COURRIEL = environment.boolean("MAILLAGE_ESSAI_SANS_COURRIEL", default=False)
if MAILLAGE_ESSAI_SANS_COURRIEL and HTTPS:
    raise ImproperlyConfigured(
        "MAILLAGE_ESSAI_SANS_COURRIEL montre le lien à qui le demande, sans vérifier l’adresse : "
        "retirez-le quand MAILLAGE_HTTPS=oui, et donnez un serveur d’envoi (MAILLAGE_SMTP_HOTE)."
    )

# --- Security --------------------------------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    },
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True  # htmx takes the token from the page
CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
# Asking browsers to preload the name is a choice of the owner of the domain, not ours.
SILENCED_SYSTEM_CHECKS = ["security.W021"]
if PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
if HTTPS:
    CSRF_TRUSTED_ORIGINS = [
        f"https://{host.replace('.', '*.', 1) if host.startswith('.') else host}"
        for host in ALLOWED_HOSTS
    ]

# --- Traces ----------------------------------------------------------------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {"format": "{asctime} {levelname} {name} {message}", "style": "{"},
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": ["console"], "level": "WARNING", "propagate": False},
        "maillage": {"handlers": ["console"], "level": "INFO", "propagate": False},
        # A scanner that asks for another name gets its refusal, and does not fill the traces.
        "django.security.DisallowedHost": {"handlers": [], "propagate": False},
    },
}
