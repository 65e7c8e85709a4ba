"""`maillage servir`: the application, on this machine or for others."""

import argparse
import errno
import socket
from typing import Any

from maillage.cli import instance, lecture, messages

LOCAL = "127.0.0.1"


def add_parser(subparsers: Any) -> None:
    parser = subparsers.add_parser(
        "servir",
        help="ouvrir l’application dans un navigateur",
        description="Met la base de données à jour puis sert l’application. Ctrl-C l’arrête.",
    )
    parser.add_argument(
        "--adresse", default=LOCAL, metavar="IP", help=f"adresse d’écoute (par défaut {LOCAL})"
    )
    parser.add_argument("--port", type=int, default=8000, help="port (par défaut 8000)")
    parser.add_argument("--fils", type=int, default=8, help="demandes servies à la fois (8)")
    parser.add_argument(
        "--demonstration",
        action="store_true",
        help="charger les exemples et trois comptes d’essai (sur cette machine seulement)",
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Serve until stopped."""
    if args.demonstration and args.adresse not in (LOCAL, "localhost", "::1"):
        raise messages.BadCall(
            "--demonstration ouvre des comptes au mot de passe connu : elle ne va qu’avec "
            f"l’adresse {LOCAL}"
        )
    check_port(args.adresse, args.port)
    instance.open_base()
    _tidy()
    instance.collect_static()
    if args.demonstration:
        from maillage.cli import demonstration  # noqa: PLC0415 -- needs Django ready

        demonstration.load()
        _show_links()
        messages.out(demonstration.welcome())
    messages.out(f"Maillage est ouvert : http://{_shown(args.adresse)}:{args.port}/")
    messages.out("Ctrl-C pour l’arrêter.")
    messages.flush()
    _serve(args.adresse, args.port, args.fils)
    return messages.WELL


def _tidy() -> None:
    """Erase the secret links that have expired: without a mail server, no other command may come."""
    from maillage.accounts import courriels  # noqa: PLC0415 -- needs Django ready
    from maillage.dossiers.actions.forget_invitations import (  # noqa: PLC0415 -- the same
        forget_invitations,
    )

    courriels.purger(at=lecture.now())
    forget_invitations(at=lecture.now())


def _show_links() -> None:
    """Let a visitor of the demonstration open a dossier: no mail leaves, and only one machine asks."""
    from django.conf import settings  # noqa: PLC0415 -- needs Django ready

    settings.MAILLAGE_ESSAI_SANS_COURRIEL = True


def check_port(address: str, port: int) -> None:
    """Raise BadCall when nothing can listen there."""
    if not 0 < port < 2**16:
        raise messages.BadCall(f"le port {port} n’existe pas : choisissez de 1024 à 65535")
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address, port))
        except socket.gaierror as error:
            raise messages.BadCall(f"« {address} » n’est pas une adresse") from error
        except OSError as error:
            raise messages.BadCall(_refusal(error, address, port)) from error


def _refusal(error: OSError, address: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return (
            f"le port {port} est déjà pris par un autre programme. "
            f"Essayez un autre port : --port {port + 1} (ou make run PORT={port + 1})"
        )
    if error.errno == errno.EACCES:
        return f"le port {port} est réservé : choisissez un port à partir de 1024"
    return f"impossible d’écouter sur {address}:{port} ({error.strerror})"


def _shown(address: str) -> str:
    return f"[{address}]" if ":" in address else address


def _serve(address: str, port: int, threads: int) -> None:
    import waitress  # noqa: PLC0415 -- only to serve
    from django.core.wsgi import get_wsgi_application  # noqa: PLC0415 -- needs Django ready

    waitress.serve(
        get_wsgi_application(),
        host=address,
        port=port,
        threads=threads,
        ident="Maillage",
        **_behind_proxies(),
    )


def _behind_proxies() -> dict[str, Any]:
    """Believe what the proxies in front say of the visitor, when the instance declares them."""
    from django.conf import settings  # noqa: PLC0415 -- needs Django ready

    if not settings.PROXIES:
        return {}
    return {
        "trusted_proxy": "*",
        "trusted_proxy_count": settings.PROXIES,
        "trusted_proxy_headers": {"x-forwarded-for", "x-forwarded-proto"},
        "clear_untrusted_proxy_headers": True,
    }
