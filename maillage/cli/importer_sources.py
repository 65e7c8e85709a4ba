"""`maillage importer SOURCE`, `--officiel SOURCE` and `--liste`: the open data of the instance."""

import argparse
import sys
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from maillage.cli import lecture, messages
from maillage.opendata.registre import SOURCES

if TYPE_CHECKING:
    from maillage.opendata.demande import Rapport
    from maillage.opendata.etat import EtatSource

EVERY = "tout"  # every source, for --officiel
_SHOWN = 12  # codes on a line
_MANY = 1_000_000  # bytes: a download is told by it


def add(kinds: Any) -> None:
    """Declare every source of the registry."""
    for source in SOURCES.values():
        parser = kinds.add_parser(
            source.nom,
            help=f"{source.aide} : {source.formats}",
            description=(
                f"Met en place {source.aide}, pour toute l’instance. Le fichier ({source.formats}) "
                "est contrôlé en entier avant ; refusé ou interrompu, il laisse en place ce qui y était."
            ),
        )
        parser.add_argument("fichier", type=Path, metavar="FICHIER", help="le fichier à lire")
        add_options(parser)
        parser.set_defaults(run=run)


def add_options(
    parser: argparse.ArgumentParser, *, above: bool = False, but: tuple[str, ...] = ()
) -> None:
    """Declare what may be said of any file of a source.

    `above`: before the name of the source, which keeps what was said there.
    """
    flags = {
        "--essai": "contrôler et compter, sans rien mettre en place",
        "--partiel": "accepter un fichier bien plus court que l’édition en place",
        "--json": "résultat pour une machine",
    }
    years = {"--millesime": "année des données", "--geographie": "année des communes du fichier"}
    texts = {
        "--editeur": ("TEXTE", "qui a publié ces données"),
        "--licence": ("TEXTE", "sous quelle licence"),
        "--adresse": ("ADRESSE", "où le fichier est publié"),
    }
    absent = None if above else argparse.SUPPRESS
    for name, said in years.items():
        if name not in but:
            parser.add_argument(name, type=int, metavar="ANNÉE", help=said, default=absent)
    for name, (shown, said) in texts.items():
        if name not in but:
            parser.add_argument(name, metavar=shown, help=said, default=absent)
    off = False if above else argparse.SUPPRESS
    for name, said in flags.items():
        if name not in but:
            parser.add_argument(name, action="store_true", help=said, default=off)


def run(args: argparse.Namespace) -> int:
    """Import a file of the disk; 1 when codes of it are no communes."""
    report = _import(args, args.source, args.fichier, args.millesime, address=args.adresse)
    return _tell(args, [report])


def run_official(args: argparse.Namespace) -> int:
    """Bring the files of the publisher, each in its turn, and import them."""
    return _every(args) if args.officiel == EVERY else _official(args, args.officiel)


def _every(args: argparse.Namespace) -> int:
    """Bring every source whose address is known; one that fails does not stop the others."""
    from maillage.reference.sources_ouvertes import sources_ouvertes  # noqa: PLC0415 -- same

    worst = messages.WELL
    for about in sources_ouvertes().values():
        if about.code not in SOURCES or not about.derniers():
            continue
        messages.out(f"— {about.code}")
        try:
            worst = max(worst, _official(args, about.code))
        except messages.BadCall as error:
            messages.error(str(error))
            worst = messages.BAD_CALL
        messages.out()
    return worst


def _official(args: argparse.Namespace, name: str) -> int:
    from maillage.reference.sources_ouvertes import sources_ouvertes  # noqa: PLC0415 -- same

    if name not in SOURCES:
        raise messages.BadCall(
            f"--officiel : « {name} » n’est pas une source ; choix : {EVERY}, {', '.join(SOURCES)}"
        )
    about = sources_ouvertes()[name]
    files = about.derniers(args.millesime)
    asked: list[_Order] = [(one.nom, one.adresse, one.sha256, one.millesime) for one in files]
    if args.adresse:
        local = Path(args.adresse).name or name
        asked = [(local, args.adresse, None, asked[0][3] if asked else None)]
    if not asked:
        raise messages.BadCall(
            f"aucune adresse n’est connue pour « {name} » ; la page de l’éditeur : {about.page}. "
            f"Prenez-y le fichier, puis : maillage importer {name} FICHIER"
        )
    return _each(args, name, asked, about.page)


class _Unreachable(messages.BadCall):
    """The publisher's server does not answer."""


_Order = tuple[str, str, str | None, int | None]  # local name, address, fingerprint, year


def _each(args: argparse.Namespace, name: str, asked: list[_Order], page: str) -> int:
    """Bring and import each file; one that fails is told once the others are read."""
    reports: list[Rapport] = []
    failed: list[str] = []
    lost: set[str | None] = set()  # hosts that did not answer: not waited for again
    for local, address, digest, year in asked:
        host = urlsplit(address).hostname
        if host in lost:
            continue
        try:
            path = _bring(name, local, address, args.sha256 or digest, page)
            reports.append(_import(args, name, path, args.millesime or year, address=address))
        except messages.BadCall as error:
            failed.append(str(error))
            if isinstance(error, _Unreachable):
                lost.add(host)
            continue
        if not args.essai:
            path.unlink(missing_ok=True)  # what it gave is in place
    if not failed:
        return _tell(args, reports)
    if reports:
        _tell(args, reports)
        failed.append(f"Ce qui a été lu reste : {', '.join(one.fiche.fichier for one in reports)}.")
    raise messages.BadCall("\n".join(failed))


def _bring(name: str, local: str, address: str, digest: str | None, page: str) -> Path:
    from maillage.opendata.telechargement import (  # noqa: PLC0415 -- a command starts light
        Envoi,
        Impossible,
        Unreachable,
        telecharger,
    )
    from maillage.territoires import emplacement  # noqa: PLC0415 -- same

    where = emplacement.dossier() / "telechargements" / name / local
    told = progress()
    try:
        return telecharger(Envoi(adresse=address, vers=where, sha256=digest), told)
    except Impossible as error:
        kind = _Unreachable if isinstance(error, Unreachable) else messages.BadCall
        raise kind(f"{error}. La page de l’éditeur : {page}. Rien n’a été changé.") from error
    finally:
        told("", 0)


def _import(
    args: argparse.Namespace, name: str, path: Path, year: int | None, *, address: str | None
) -> "Rapport":
    from maillage.opendata.demande import Demande  # noqa: PLC0415 -- a command starts light
    from maillage.opendata.refus import SourceRefusee  # noqa: PLC0415 -- same
    from maillage.territoires import installation  # noqa: PLC0415 -- same

    installation.balayer((lecture.now() - timedelta(days=1)).timestamp())
    asked: Demande = Demande(
        chemin=path,
        on=lecture.today(),
        ecrire=not args.essai,
        partiel=args.partiel,
        millesime=year,
        geographie=args.geographie,
        editeur=args.editeur,
        adresse=address,
        licence=args.licence,
        suivi=progress(),
    )
    try:
        report = SOURCES[name].importer(asked)
    except SourceRefusee as refusal:
        said = f"{refusal}. Rien n’a été changé.{_hint(name, path)}"
        raise messages.BadCall(said) from refusal
    finally:
        asked.suivi("", 0)
    if asked.ecrire:
        from maillage.territoires import indicateurs  # noqa: PLC0415 -- a command starts light

        indicateurs.preparer(name)
    return report


def _hint(name: str, path: Path) -> str:
    """Say which other source this file is of, when its headings tell."""
    from maillage.opendata.ressemblance import ressemble  # noqa: PLC0415 -- only once refused

    others = ressemble(path)
    if not others or name in others:
        return ""
    return f" Ce fichier ressemble à celui de « {others[0]} » : maillage importer {others[0]} …"


def _tell(args: argparse.Namespace, reports: "list[Rapport]") -> int:
    """Show what became of each file; 1 when a code of one is no commune."""
    if args.json:
        told = [report.as_data() for report in reports]
        messages.out_json(told if len(told) > 1 else told[0])
    else:
        for report in reports:
            show(report, dry=args.essai)
    return messages.PROBLEMS if any(report.inconnus for report in reports) else messages.WELL


def progress() -> Any:
    """Return what tells where an import is: nothing, unless a person looks at a terminal."""
    from maillage.opendata.suivi import silence  # noqa: PLC0415 -- a command starts light

    if not sys.stderr.isatty():
        return silence

    def told(what: str, done: int) -> None:
        count = f" {messages.number(done)}" if done else ""
        sys.stderr.write(f"\r\x1b[K{what}{count}…" if what else "\r\x1b[K")
        sys.stderr.flush()

    return told


def show(report: "Rapport", *, dry: bool) -> None:
    """Say what was read, what lacks, and whether it is in place."""
    fiche = report.fiche
    messages.out(
        f"{messages.counted(report.lues, 'ligne lue', 'lignes lues')}, "
        f"{messages.counted(report.gardees, 'gardée')}, "
        f"{messages.counted(report.communes, 'commune')}, "
        f"{messages.counted(len(fiche.mesures), 'mesure')}"
    )
    _moved(report)
    _some("Codes qui ne sont pas des communes", report.inconnus)
    _some("Communes d’aujourd’hui absentes du fichier", report.sans)
    for figures, one, many in (
        (report.secretes, "valeur secrète", "valeurs secrètes"),
        (report.non_significatives, "valeur sous le seuil", "valeurs sous le seuil"),
        (report.absentes, "valeur absente", "valeurs absentes"),
    ):
        if figures:
            messages.out(messages.counted(figures, one, many))
    if report.agregats:
        count = messages.counted(len(report.agregats), "lieu recalculé", "lieux recalculés")
        messages.out(f"{count} (départements, régions, France, villes à arrondissements)")
    for remark in report.remarques:
        messages.paragraph(remark, rest="  ")
    messages.out(f"{fiche.editeur}, {fiche.millesime}, {fiche.licence}")
    messages.out(f"SHA-256 {fiche.empreinte}")
    _ending(report, dry=dry)


def _moved(report: "Rapport") -> None:
    if report.geographie:
        messages.out(f"Communes du fichier : celles de {report.geographie}")
    _some("Anciennes communes ramenées à celles d’aujourd’hui", tuple(report.recodees))
    for code, codes in report.reparties.items():
        messages.paragraph(f"{code} réparti par population entre {', '.join(codes)}", rest="  ")


def _ending(report: "Rapport", *, dry: bool) -> None:
    if report.deja:
        messages.out("Ce fichier était déjà en place : rien n’a changé.")
    elif dry:
        messages.out("Essai : rien n’a été mis en place.")
    else:
        messages.out("C’est en place.")
        if report.precedente:
            messages.out(f"L’édition précédente ({report.precedente}) est gardée à côté.")


def _some(title: str, codes: tuple[str, ...]) -> None:
    if codes:
        shown = " ".join(codes[:_SHOWN]) + (" …" if len(codes) > _SHOWN else "")
        messages.paragraph(f"{title} ({messages.number(len(codes))}) : {shown}", rest="  ")


# --- what is in place -----------------------------------------------------------------------------


def run_list(args: argparse.Namespace) -> int:
    """Say which sources are in place, of which year, and what installs the others."""
    from maillage.opendata.etat import etats  # noqa: PLC0415 -- a command starts light

    found = etats()
    if args.json:
        messages.out_json([_state(one) for one in found])
        return messages.WELL
    for one in found:
        messages.out(_line(one))
        if not one.en_place:
            messages.out(f"    {one.commande}")
    missing = sum(not one.en_place for one in found)
    messages.out()
    messages.out(
        f"{messages.counted(len(found) - missing, 'source en place', 'sources en place')}, "
        f"{messages.counted(missing, 'source absente', 'sources absentes')}"
    )
    return messages.WELL


def _line(one: "EtatSource") -> str:
    if not one.en_place:
        return f"absente   {one.nom} : {one.donne}"
    day = f"{one.importe_le:%d/%m/%Y}" if one.importe_le else "–"
    held = messages.counted(one.lieux or 0, "lieu", "lieux")
    if not one.lieux and one.lignes:
        held = messages.counted(one.lignes, "ligne")
    return f"en place  {one.nom} : {one.titre}, {one.editeur}, {one.millesime} ({held}, le {day})"


def _state(one: "EtatSource") -> dict[str, Any]:
    return {
        "source": one.nom,
        "titre": one.titre,
        "donne": one.donne,
        "editeur": one.editeur,
        "licence": one.licence,
        "page": one.page,
        "en_place": one.en_place,
        "millesime": one.millesime,
        "edition": one.edition,
        "importe_le": one.importe_le.isoformat() if one.importe_le else None,
        "lieux": one.lieux,
        "lignes": one.lignes,
        "commande": one.commande,
    }
