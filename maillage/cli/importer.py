"""`maillage importer`: what a filled form, a list of members or of communes says, into a dossier."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from maillage.cli import (
    importer_chiffres,
    importer_contours,
    importer_cpts,
    importer_sources,
    lecture,
    messages,
)
from maillage.cli.dossier import write

if TYPE_CHECKING:
    from collections.abc import Sequence

    from maillage.core.facts import DossierFacts
    from maillage.documents.reprise import LigneRapport, Proposition, Reprise

DESCRIPTION = """\
Lit un fichier venu d’ailleurs et écrit un nouveau dossier. Ce qui est reconnu et ce qui ne l’est pas
est dit ligne par ligne ; rien de ce que le dossier tient déjà n’est remplacé sans --remplacer.
Les données publiées (contours, populations, recensement…), elles, se mettent en place pour toute
l’instance : depuis un fichier, ou depuis l’éditeur avec --officiel ; --liste dit ce qui y est."""
EXEMPLES = """\
Exemples :
  maillage importer formulaire lettre.docx --vers dossier.yaml
  maillage importer formulaire lettre.docx --dans dossier.yaml --vers nouveau.yaml
  maillage importer membres adherents.xlsx --dans dossier.yaml --vers nouveau.yaml
  maillage importer communes communes.csv --dans dossier.yaml --vers nouveau.yaml
  maillage importer adjacence adjacence-communes-2026.csv.gz
  maillage importer populations ensemble.zip --essai
  maillage importer --officiel rp_age
  maillage importer --liste"""
SHOWN = 90  # characters of a value on a line


def add_parser(subparsers: Any) -> None:
    parser = subparsers.add_parser(
        "importer",
        help="reprendre un formulaire Word, une liste, ou des données publiées",
        description=DESCRIPTION,
        epilog=EXEMPLES,
    )
    parser.add_argument(
        "--liste", action="store_true", help="dire quelles données publiées sont en place"
    )
    parser.add_argument(
        "--officiel",
        metavar="SOURCE",
        help="prendre le fichier chez son éditeur, par internet ; « tout » : toutes les sources",
    )
    parser.add_argument("--sha256", metavar="EMPREINTE", help="empreinte que ce fichier doit avoir")
    importer_sources.add_options(parser, above=True)
    parser.set_defaults(run=_without_file)
    kinds = parser.add_subparsers(title="sources", metavar="SOURCE", dest="source")
    form = _add(kinds, "formulaire", "un formulaire officiel rempli dans Word", "FICHIER.docx")
    form.add_argument(
        "--remplacer",
        action="store_true",
        help="prendre aussi ce qui diffère du dossier (sinon le dossier garde ses réponses)",
    )
    form.set_defaults(run=import_form)
    members = _add(kinds, "membres", "une liste de membres (.xlsx, .csv)", "FICHIER")
    members.set_defaults(run=import_members)
    places = _add(kinds, "communes", "une liste de communes (.xlsx, .csv)", "FICHIER")
    places.set_defaults(run=import_communes)
    what = "les chiffres d’un territoire : Rézone, CPAM, ARS (.xlsx, .csv)"
    figures = _add(kinds, "chiffres", what, "FICHIER", aliases=("rezone",))
    figures.set_defaults(run=importer_chiffres.import_figures)
    importer_contours.add(kinds)
    importer_cpts.add(kinds)
    importer_sources.add(kinds)


def _without_file(args: argparse.Namespace) -> int:
    """List the sources, or bring one from its publisher."""
    if args.liste:
        return importer_sources.run_list(args)
    if args.officiel:
        return importer_sources.run_official(args)
    raise messages.BadCall("il manque SOURCE. L’aide : maillage importer --help")


def _add(kinds: Any, name: str, what: str, file: str, aliases: tuple[str, ...] = ()) -> Any:
    parser = kinds.add_parser(name, help=what, description=f"Reprend {what}.", aliases=aliases)
    parser.add_argument("fichier", type=Path, metavar=file, help="le fichier à lire")
    parser.add_argument(
        "--dans", type=Path, metavar="DOSSIER.yaml", help="le dossier à compléter, lu seulement"
    )
    parser.add_argument("--vers", type=Path, metavar="DOSSIER.yaml", help="où écrire le dossier")
    parser.add_argument(
        "--oui", action="store_true", help="écrire même si le fichier de --vers existe déjà"
    )
    parser.add_argument(
        "--json", action="store_true", help="résultat pour une machine", default=argparse.SUPPRESS
    )
    return parser


def import_form(args: argparse.Namespace) -> int:
    """Read a form back, and write the dossier with what it adds."""
    from maillage.documents.reprise import (  # noqa: PLC0415 -- reads the forms
        EtatProposition,
        FichierRefuse,
        appliquer,
        proposer,
        reprendre,
    )

    check(args)
    dossier = dossier_of(args)
    try:
        reprise = reprendre(content(args.fichier), args.fichier.name)
    except FichierRefuse as error:
        raise messages.BadCall(str(error)) from error
    found = proposer(dossier, reprise)
    states = {EtatProposition.NOUVEAU} | ({EtatProposition.DIFFERENT} if args.remplacer else set())
    chosen = [one for one in found if one.etat in states]
    written = write_dossier(args, appliquer(dossier, chosen))
    if args.json:
        messages.out_json(_form_json(reprise, found, chosen, written))
    else:
        _say_form(reprise, found, chosen, written)
    left = reprise.non_reconnus or len(chosen) < sum(one.etat != "identique" for one in found)
    return messages.PROBLEMS if left else messages.WELL


def import_members(args: argparse.Namespace) -> int:
    """Read a list of members, and write the dossier with those it lacks."""
    from dataclasses import replace  # noqa: PLC0415 -- beside what uses it

    from maillage.documents.reprise import (  # noqa: PLC0415 -- reads the nomenclatures
        FichierRefuse,
        ajouter_membres,
        lire_membres,
    )

    check(args)
    dossier = dossier_of(args)
    try:
        people, report = lire_membres(content(args.fichier), args.fichier.name)
    except FichierRefuse as error:
        raise messages.BadCall(str(error)) from error
    team, already = ajouter_membres(dossier.equipe, people)
    written = write_dossier(args, replace(dossier, equipe=team))
    names = [f"{one.nom} {one.prenom or ''}".strip() for one in already]
    added = len(people) - len(already)
    return _say_lines(args, report, names, added=added, written=written, noun="personne")


def import_communes(args: argparse.Namespace) -> int:
    """Read a list of communes, and write the dossier with those it lacks."""
    from dataclasses import replace  # noqa: PLC0415 -- beside what uses it

    from maillage.documents.reprise import FichierRefuse, lire_communes  # noqa: PLC0415 -- same

    check(args)
    dossier = dossier_of(args)
    try:
        communes, report = lire_communes(content(args.fichier), args.fichier.name)
    except FichierRefuse as error:
        raise messages.BadCall(str(error)) from error
    held = dossier.territoire.communes or ()
    known = {(one.code, one.partie) for one in held}
    new = tuple(one for one in communes if (one.code, one.partie) not in known)
    already = [one.code for one in communes if (one.code, one.partie) in known]
    territoire = replace(dossier.territoire, communes=(*held, *new))
    written = write_dossier(args, replace(dossier, territoire=territoire))
    return _say_lines(args, report, already, added=len(new), written=written, noun="commune")


def check(args: argparse.Namespace) -> None:
    """Refuse before any work what would overwrite a file unasked."""
    if args.vers is not None and args.vers.exists() and not args.oui:
        raise messages.BadCall(
            f"« {args.vers} » existe déjà : donnez un autre nom, ou ajoutez --oui pour le remplacer"
        )


def content(path: Path) -> bytes:
    return lecture.content_of(path)


def dossier_of(args: argparse.Namespace) -> "DossierFacts":
    from maillage.core.facts import DossierFacts  # noqa: PLC0415 -- a command starts light

    return lecture.dossier_of(args.dans) if args.dans else DossierFacts()


def write_dossier(args: argparse.Namespace, dossier: "DossierFacts") -> str | None:
    """Write the dossier where it was asked, once it can be read again; None: nothing was asked."""
    if args.vers is None:
        return None
    from maillage.dossiers import fichier  # noqa: PLC0415 -- reads the nomenclatures
    from maillage.reference.strict import Problems  # noqa: PLC0415 -- reads YAML

    try:
        content = fichier.ecrire(dossier, format="json" if args.vers.suffix == ".json" else "yaml")
        fichier.lire(content, str(args.vers))
    except Problems as error:
        raise messages.BadCall(
            f"ce fichier ne donne pas un dossier valable, rien n’a été écrit.\n"
            f"{lecture.refused(error.problems, args.vers)}"
        ) from error
    write(args.vers, content)
    return str(args.vers)


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= SHOWN else f"{flat[: SHOWN - 1]}…"


def _say_form(
    reprise: "Reprise",
    found: "Sequence[Proposition]",
    chosen: "Sequence[Proposition]",
    written: str | None,
) -> None:
    messages.out(f"Formulaire reconnu : {reprise.titre} ({reprise.part_reconnue} % de ses titres)")
    taken = {id(one) for one in chosen}
    for state, title in (
        ("nouveau", "À ajouter"),
        ("different", "Différent du dossier"),
        ("identique", "Déjà dans le dossier"),
    ):
        ones = [one for one in found if one.etat == state]
        if ones:
            messages.out(f"\n{title} : {messages.counted(len(ones), 'élément')}")
        for one in ones if state != "identique" else ():
            doubt = "" if one.piece.confiance == "sûr" else f" [{one.piece.confiance}]"
            messages.out(f"  {one.libelle} : {_short(one.en_clair)}{doubt}")
            if state == "different":
                kept = "" if id(one) in taken else ", gardé (--remplacer pour le changer)"
                messages.out(f"      le dossier dit : {_short(one.actuel_en_clair)}{kept}")
            if one.piece.remarque:
                messages.out(f"      {one.piece.remarque}")
    if reprise.non_reconnus:
        messages.out(
            f"\nÀ placer à la main : {messages.counted(len(reprise.non_reconnus), 'texte')}"
        )
    for text in reprise.non_reconnus:
        messages.out(f"  {text.ou} ({text.raison}) : {_short(text.texte)}")
    say_written(written)


def say_written(written: str | None) -> None:
    if written:
        messages.out(f"\nDossier écrit dans « {written} »")
    else:
        messages.out("\nRien n’a été écrit : ajoutez --vers DOSSIER.yaml pour garder le résultat.")


def _form_json(
    reprise: "Reprise",
    found: "Sequence[Proposition]",
    chosen: "Sequence[Proposition]",
    written: str | None,
) -> dict[str, Any]:
    taken = {id(one) for one in chosen}
    return {
        "document": reprise.document,
        "titre": reprise.titre,
        "part_reconnue": reprise.part_reconnue,
        "propositions": [
            {
                "cible": one.cible,
                "libelle": one.libelle,
                "etat": str(one.etat),
                "valeur": one.en_clair,
                "actuel": one.actuel_en_clair or None,
                "confiance": str(one.piece.confiance),
                "ou": one.piece.ou,
                "remarque": one.piece.remarque or None,
                "prise": id(one) in taken,
            }
            for one in found
        ],
        "non_reconnus": [
            {"texte": text.texte, "ou": text.ou, "raison": text.raison}
            for text in reprise.non_reconnus
        ],
        "ecrit": written,
    }


def _say_lines(
    args: argparse.Namespace,
    report: "Sequence[LigneRapport]",
    already: "Sequence[str]",
    *,
    added: int,
    written: str | None,
    noun: str,
) -> int:
    doubtful = any(line.sort == "doute" for line in report)
    code = messages.PROBLEMS if doubtful or not (added or already) else messages.WELL
    if args.json:
        messages.out_json(
            {
                "ajoutees": added,
                "deja_presentes": list(already),
                "lignes": [
                    {
                        "numero": line.numero,
                        "sort": str(line.sort),
                        "texte": line.texte,
                        "raison": line.raison or None,
                    }
                    for line in report
                ],
                "ecrit": written,
            }
        )
        return code
    for line in report:
        reason = f" ({line.raison})" if line.raison else ""
        messages.out(f"  ligne {line.numero}, {_SORTS[line.sort]} : {_short(line.texte)}{reason}")
    messages.out(f"\n{messages.counted(added, f'{noun} ajoutée', f'{noun}s ajoutées')}")
    if already:
        messages.out(f"Déjà dans le dossier : {', '.join(already)}")
    say_written(written)
    return code


_SORTS = {"prise": "prise", "doute": "prise, à vérifier", "ecartee": "écartée"}
