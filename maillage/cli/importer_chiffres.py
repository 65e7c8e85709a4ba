"""`maillage importer chiffres`: what Rézone, a caisse or an agency says of a territory, into a dossier."""

import argparse
from typing import Any

from maillage.cli import messages


def import_figures(args: argparse.Namespace) -> int:
    """Read a table of figures, all or none, and write the dossier with them."""
    from dataclasses import replace  # noqa: PLC0415 -- beside what uses it

    from maillage.cli import importer  # noqa: PLC0415 -- it declares this command
    from maillage.documents.reprise import (  # noqa: PLC0415 -- reads the indicators
        FichierRefuse,
        fusionner,
        lire_chiffres,
        lire_rangees,
    )
    from maillage.dossiers import chiffres  # noqa: PLC0415 -- same

    importer.check(args)
    dossier, name = importer.dossier_of(args), args.fichier.name
    try:
        read = lire_chiffres(lire_rangees(importer.content(args.fichier), name), name)
    except FichierRefuse as error:
        raise messages.BadCall(str(error)) from error
    if faults := [*read.fautes, *chiffres.phrases(read.chiffres)]:
        raise messages.BadCall(f"« {name} » : rien n’est lu.\n" + "\n".join(faults))
    held = dossier.chiffres or ()
    merged = fusionner(held, read.chiffres)
    written = importer.write_dossier(args, replace(dossier, chiffres=merged))
    told = {
        "lus": len(read.chiffres),
        "ajoutes": len(merged) - len(held),
        "ecartees": read.remarques,
        "ecrit": written,
    }
    if args.json:
        messages.out_json(told)
        return messages.WELL
    _say(told, [chiffres.nom(one) for one in read.chiffres])
    importer.say_written(written)
    return messages.WELL


def _say(told: dict[str, Any], names: list[str]) -> None:
    for name in dict.fromkeys(names):
        messages.out(f"  {name}")
    for line in told["ecartees"]:
        messages.out(f"  {line}")
    lus = messages.counted(told["lus"], "chiffre compris", "chiffres compris")
    messages.out(f"\n{lus}, {messages.counted(told['ajoutes'], 'nouveau', 'nouveaux')}")
