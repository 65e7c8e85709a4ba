#!/usr/bin/env python3
"""Django's own commands: migrations, checks, static files."""

import os
import sys


def main() -> None:
    # The only name Django itself reads from the environment; nothing of ours is read here.
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "maillage.config.settings")  # noqa: TID251 -- Django's own entry point
    from django.core.management import execute_from_command_line  # noqa: PLC0415 -- settings first

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
