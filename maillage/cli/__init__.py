"""ADAPTER: the `maillage` command; one module per command, listed in `entry.COMMANDS`."""

from maillage.cli.entry import main

__all__ = ["main"]
