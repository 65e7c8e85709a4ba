"""Make an instance ready from the command line: Django, its database, its static files."""

import os

from maillage.cli import messages


def set_up() -> None:
    """Load Django with the project's settings; raise BadCall when a setting is wrong."""
    import django  # noqa: PLC0415 -- slow: only for the commands that open the database
    from django.core.exceptions import ImproperlyConfigured  # noqa: PLC0415 -- slow import

    os.environ.setdefault(  # noqa: TID251 -- the one name that Django itself asks for
        "DJANGO_SETTINGS_MODULE", "maillage.config.settings"
    )
    try:
        django.setup()
    except ImproperlyConfigured as error:
        raise messages.BadCall(str(error)) from error


def migrate() -> None:
    """Bring the database up to date; raise BadCall when it does not answer."""
    from django.core.management import call_command  # noqa: PLC0415 -- needs set_up first
    from django.db import OperationalError  # noqa: PLC0415 -- needs set_up first

    try:
        call_command("migrate", interactive=False, verbosity=0)
    except OperationalError as error:
        raise messages.BadCall(
            f"la base de données ne répond pas ({str(error).splitlines()[0]}). "
            "Vérifiez MAILLAGE_BASE et que le serveur est démarré."
        ) from error


def open_base() -> None:
    """Load Django and bring the database up to date."""
    set_up()
    migrate()


def collect_static() -> None:
    """Gather the style sheets, scripts and pictures where the server reads them."""
    from django.core.management import call_command  # noqa: PLC0415 -- needs set_up first

    call_command("collectstatic", interactive=False, verbosity=0)
