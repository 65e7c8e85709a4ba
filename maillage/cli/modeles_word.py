"""The Word models that `maillage produire` fills: files given, or those that agencies publish."""

import argparse
import hashlib
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from maillage.cli import instance, lecture, messages

if TYPE_CHECKING:
    from maillage.core.facts import DossierFacts
    from maillage.documents.bilan import Bilan
    from maillage.documents.lot import Lot
    from maillage.documents.modeles.region import ModeleRegion


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--modele",
        nargs="+",
        action="extend",
        type=Path,
        metavar="FICHIER.docx",
        help="remplir aussi ce modèle Word (sans --document : lui seul)",
    )
    parser.add_argument(
        "--modeles-publies",
        action="store_true",
        help="remplir aussi les modèles Word que les agences de la région publient dans cette instance",
    )


def asked(args: argparse.Namespace, facts: "DossierFacts") -> "tuple[ModeleRegion, ...]":
    """Return the models of the call; raise BadCall on one that cannot be used."""
    found = tuple(_given(path) for path in args.modele or ())
    return (*found, *(_published(args, facts) if args.modeles_publies else ()))


def _given(path: Path) -> "ModeleRegion":
    from maillage.documents.modeles import ModeleRefuse  # noqa: PLC0415 -- loads the writers
    from maillage.documents.modeles.apporte import de_fichier  # noqa: PLC0415 -- same

    try:
        return de_fichier(path.stem, lecture.content_of(path))
    except ModeleRefuse as error:
        raise messages.BadCall(f"« {path} » : {error}") from error


def _published(args: argparse.Namespace, facts: "DossierFacts") -> "tuple[ModeleRegion, ...]":
    instance.open_base()
    from maillage.documents.modeles.publies import publies  # noqa: PLC0415 -- needs Django ready
    from maillage.dossiers import territoire  # noqa: PLC0415 -- reads the tables

    analysed = territoire.analyse(facts.territoire, on=args.le or lecture.today())
    return publies(territoire.region(facts, analysed))


def left(lot: "Lot") -> int:
    """Say which models could not be filled, and return the code of the call."""
    for modele, reason in lot.manques:
        messages.error(f"« {modele.titre} » n’est pas produit. {reason}")
    return messages.PROBLEMS if lot.manques else messages.WELL


def states(
    facts: "DossierFacts", models: "tuple[ModeleRegion, ...]", *, on: date
) -> "tuple[Bilan, ...]":
    """Return where the dossier stands for each model."""
    if not models:
        return ()
    from maillage.documents.modeles.etat import bilan_modele  # noqa: PLC0415 -- loads the writers

    return tuple(bilan_modele(facts, modele, on=on) for modele in models)


def kept(args: argparse.Namespace) -> Callable[[str], bytes | None]:
    """Return what finds the model of a frozen set: the files given, else this instance's."""
    contents = [lecture.content_of(path) for path in args.modele or ()]
    given = {hashlib.sha256(content).hexdigest(): content for content in contents}

    def find(empreinte: str) -> bytes | None:
        if empreinte in given or not args.modeles_publies:
            return given.get(empreinte)
        instance.open_base()
        from maillage.documents.modeles.publies import par_empreinte  # noqa: PLC0415 -- needs Django

        return par_empreinte(empreinte)

    return find
