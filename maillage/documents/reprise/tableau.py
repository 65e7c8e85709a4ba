"""Tables with one row per record."""

import re
from typing import Any, get_args

from maillage.core.facts import (
    CommuneRetenue,
    DossierFacts,
    Engagement,
    Etablissement,
    Indicateur,
    Personne,
)
from maillage.documents.reprise.champs import (
    champs_d_etablissement,
    champs_de_personne,
    repartir,
    rien,
    sans_marque,
    type_imprime,
)
from maillage.documents.reprise.communes_lues import lire_commune
from maillage.documents.reprise.etiquettes import normal, semblables
from maillage.documents.reprise.fiches import lire_champ
from maillage.documents.reprise.modele import Confiance
from maillage.documents.reprise.personnes import lire_nom, lire_profession
from maillage.documents.reprise.recueil import Recueil
from maillage.documents.reprise.tables import Tete, tete
from maillage.documents.reprise.valeurs import ABSENT, convertir, types
from maillage.documents.reprise.word import Cellule, TableLue
from maillage.reference.trames import Colonne, Tableau
from maillage.reference.trames.vocabulaire import INCONNU

RIEN = "–"
_MARKS = ("", "participation incertaine", "participation a confirmer")
Rangee = dict[Colonne, str]


def lire(recueil: Recueil, tableau: Tableau, table: TableLue, ou: str) -> None:
    """Read every row below the titles."""
    head = tete(table, [colonne.titre for colonne in tableau.colonnes])
    if head is None:
        return
    for copy in range(len(head.colonnes)):
        for number in range(head.rangee + 1, len(table.rangees)):
            place = f"{ou}, ligne {number - head.rangee}"
            row = _row(recueil, tableau, table.rangees[number], head, copy)
            if row and not (tableau.total and _is_total(tableau, row)):
                _record(recueil, tableau, row, place)
            if copy == 0:
                _others(recueil, table.rangees[number], head, place)


def _is_total(tableau: Tableau, row: Rangee) -> bool:
    label = tableau.total.libelle if tableau.total else ""
    return any(semblables(text.split(":")[0], label) for text in row.values())


def _columns(cells: tuple[Cellule, ...]) -> list[Cellule | None]:
    row: list[Cellule | None] = []
    for cell in cells:
        row.append(cell)
        row += [None] * (cell.largeur - 1)
    return row


def _row(
    recueil: Recueil, tableau: Tableau, cells: tuple[Cellule, ...], head: Tete, copy: int
) -> Rangee:
    by_column = _columns(cells)
    row: Rangee = {}
    for colonne, column in zip(tableau.colonnes, head.colonnes[copy], strict=True):
        cell = by_column[column] if column is not None and column < len(by_column) else None
        text = _text(recueil, cell) if cell else ""
        if text:
            row[colonne] = text
    return row


def _text(recueil: Recueil, cell: Cellule) -> str:
    if recueil.de_maillage:
        runs = [trait for ligne in cell.lignes for trait in ligne.traits]
        if any(trait.style == "ACompleter" for trait in runs):
            kept = "\n".join(
                "".join(trait.texte for trait in ligne.traits if trait.style != "ACompleter")
                for ligne in cell.lignes
            )
            return "" if normal(kept) in _MARKS else kept.strip()
    return cell.texte.strip()


def _others(recueil: Recueil, cells: tuple[Cellule, ...], head: Tete, ou: str) -> None:
    known = {column for copy in head.colonnes for column in copy}
    for column, cell in enumerate(_columns(cells)):
        if column not in known and cell and cell.texte:
            recueil.a_placer(cell.texte, ou, "cette colonne n’est pas dans le formulaire")


def _record(recueil: Recueil, tableau: Tableau, row: Rangee, ou: str) -> None:
    match tableau.source:
        case "equipe":
            _personne(recueil, tableau, row, ou)
        case "etablissements":
            _etablissement(recueil, tableau, row, ou)
        case "acteurs_a_contacter":
            _a_contacter(recueil, row, ou)
        case "communes":
            _commune(recueil, row, ou)
        case "actions":
            _action(recueil, row, ou)
        case "referents_actions":
            _referents(recueil, row, ou)
        case "indicateurs":
            _indicateur(recueil, tableau, row, ou)
        case source:
            _generic(recueil, source, row, ou)


def _values(row: Rangee) -> dict[str, str]:
    found: dict[str, str] = {}
    for colonne, text in row.items():
        found |= repartir(colonne.champs, text, tous=colonne.tous, intitules=colonne.intitules)
    return found


def _personne(recueil: Recueil, tableau: Tableau, row: Rangee, ou: str) -> None:
    texts = _values(row)
    written, uncertain = sans_marque(texts.pop("nom_prenom", ""))
    fields: dict[str, Any] = {}
    for name, text in texts.items():
        value, mark = sans_marque(text)
        uncertain = uncertain or mark
        fields |= _read(recueil, name, value)
    nom = fields.pop("nom", ABSENT)
    person = lire_nom(written or f"{'' if nom is ABSENT else nom} {fields.pop('prenom', '')}")
    if person is None and len(row) == 1 and _printed(tableau, next(iter(row.values()))):
        return  # a row printed in advance, left empty
    if person is None:
        text = " | ".join(row.values())
        recueil.a_placer(text, ou, "cette ligne ne nomme personne")
        return
    sure = Confiance.SUR
    if uncertain:
        fields.setdefault("engagement", uncertain)
        sure = Confiance.PROBABLE
    elif (
        recueil.de_maillage
        and INCONNU in tableau.incertains
        and "participation" not in "".join(row.values())
    ):
        fields.setdefault("engagement", Engagement.ENGAGE)
    profession = next((t for c, t in row.items() if "profession" in c.champs), None)
    metier = lire_profession(profession) if profession else None
    if metier and not metier.sur:
        sure = Confiance.A_VERIFIER
    recueil.personne(person, fields, ou, confiance=sure)


def _read(recueil: Recueil, name: str, value: str) -> dict[str, Any]:
    if value == RIEN and recueil.de_maillage:
        return {name: ""} if types(Personne).get(name) is str else {}
    return champs_de_personne(name, value)


def _etablissement(recueil: Recueil, tableau: Tableau, row: Rangee, ou: str) -> None:
    fields: dict[str, Any] = {}
    uncertain = None
    for name, text in _values(row).items():
        value, mark = sans_marque(text)
        uncertain = uncertain or mark
        if value == RIEN and recueil.de_maillage:
            continue
        if name == "type" and (printed := _printed(tableau, value)):
            fields |= type_imprime(printed)
        else:
            fields |= champs_d_etablissement(name, value)
    nom = fields.pop("nom", None)
    if rien(nom):
        if len(row) > 1 or not _printed(tableau, next(iter(row.values()))):
            recueil.a_placer(" | ".join(row.values()), ou, "cette ligne n’a pas de nom")
        return
    if tableau.filtre.get("famille") and not fields.get("famille"):
        fields |= _famille(tableau.filtre["famille"])
    sure = Confiance.PROBABLE if uncertain else Confiance.SUR
    if uncertain:
        fields.setdefault("engagement", uncertain)
    if fields.get("type") == "autre":
        sure = Confiance.A_VERIFIER
    recueil.etablissement(str(nom), fields, ou, confiance=sure)


def _famille(codes: tuple[str, ...]) -> dict[str, Any]:
    kind = types(Etablissement)["famille"]
    return {"famille": kind(codes[0])} if len(codes) == 1 else {}


def _printed(tableau: Tableau, text: str) -> str | None:
    for one in tableau.imprimees:
        if semblables(one.libelle, text):
            return one.codes[0]
    return None


def _a_contacter(recueil: Recueil, row: Rangee, ou: str) -> None:
    texts = _values(row)
    what = texts.get("structure_ou_profession", "")
    who = texts.get("nom_prenom", "")
    where = texts.get("localisation")
    engagement: dict[str, Any] = {"engagement": Engagement.A_CONTACTER}
    head, _, structure = what.partition(", ")
    metier = lire_profession(head) if head else None
    name = lire_nom(who) if who else None
    if name and (not head or (metier and metier.code and metier.sur)):
        fields = engagement | (champs_de_personne("profession", head) if head else {})
        fields["structure_appartenance"] = structure or None
        recueil.personne(name, fields | {"lieu_exercice": where}, ou)
    elif what:
        fields = champs_d_etablissement("type_nom", what) | engagement
        nom = str(fields.pop("nom"))
        fields |= {"interlocuteur": who or None, "localisation": where}
        recueil.etablissement(nom, fields, ou, confiance=Confiance.PROBABLE)
    else:
        recueil.a_placer(" | ".join(row.values()), ou, "cette ligne ne se lit pas")


def _commune(recueil: Recueil, row: Rangee, ou: str) -> None:
    texts = _values(row)
    read = lire_commune(
        code=texts.get("code"), nom=texts.get("nom"), postal=texts.get("code_postal"),
        population=texts.get("population"),
    )  # fmt: skip
    if isinstance(read, str):
        recueil.a_placer(" | ".join(row.values()), ou, read)
        return
    commune, sure = read
    words = " ".join(
        filter(None, (texts.get("nom"), texts.get("code") or texts.get("code_postal")))
    )
    recueil.valeur(
        "communes",
        commune,
        libelle=texts.get("nom") or commune.code,
        en_clair=words,
        ou=ou,
        confiance=Confiance.SUR if sure else Confiance.A_VERIFIER,
    )


def _action(recueil: Recueil, row: Rangee, ou: str) -> None:
    texts = {name: text for name, text in _values(row).items() if text != RIEN}
    fields = {
        name: lire_champ(name if name != "objectif" else "objectif_operationnel", text)
        for name, text in texts.items()
    }
    if "periode" in fields and fields["periode"] is not ABSENT:
        fields["debut"], fields["fin"] = fields.pop("periode")
    if "objectif" in fields:
        fields["objectif_operationnel"] = fields.pop("objectif")
    title = fields.pop("titre", None)
    if not title or title is ABSENT:
        recueil.a_placer(" | ".join(row.values()), ou, "cette action n’a pas de titre")
        return
    for name, value in fields.items():
        if value is ABSENT:
            recueil.a_placer(f"{title} : {texts.get(name, '')}", ou, "cela ne se lit pas")
    recueil.action(str(title), fields, ou)


def _referents(recueil: Recueil, row: Rangee, ou: str) -> None:
    texts = _values(row)
    title = texts.get("thematique", "")
    named = [
        one.strip() for one in re.split(r"\n|;", texts.get("professionnels", "")) if one.strip()
    ]
    if title:
        recueil.action(title, {"referents": tuple(named) or None}, ou)
    else:
        recueil.a_placer(" | ".join(row.values()), ou, "cette ligne n’a pas de thématique")


def _indicateur(recueil: Recueil, tableau: Tableau, row: Rangee, ou: str) -> None:
    texts = _values(row)
    label = texts.pop("libelle", "")
    if not label:
        recueil.a_placer(" | ".join(row.values()), ou, "cet indicateur n’a pas de nom")
        return
    known = types(Indicateur)
    fields: dict[str, Any] = {}
    for name, text in texts.items():
        if name == "mission":
            fields[name] = lire_champ(name, text)
        elif not (text == RIEN and recueil.de_maillage):
            fields[name] = text if name == "action" else convertir(text, known[name], name)
    for name in ("nature", "origine"):
        codes = tableau.filtre.get(name, ())
        if len(codes) == 1 and codes[0] != INCONNU:
            fields.setdefault(name, known[name](codes[0]))
    recueil.indicateur(label, fields, ou)


def _generic(recueil: Recueil, source: str, row: Rangee, ou: str) -> None:
    """Read a record of a plain list of the dossier by the types of its fields."""
    kind = _record_of(source)
    if kind is None:
        recueil.a_placer(" | ".join(row.values()), ou, "ce tableau ne se reprend pas encore")
        return
    known = types(kind)
    texts = _values(row)
    if "referent_coordonnees" in texts:
        who, _, where = texts.pop("referent_coordonnees").partition(", ")
        texts |= {"referent": who, "coordonnees": where}
    fields = {
        name: convertir(text, known[name], name)
        for name, text in texts.items()
        if name in known and not (text == RIEN and recueil.de_maillage)
    }
    fields = {name: value for name, value in fields.items() if value is not ABSENT}
    if recueil.de_maillage:
        fields = {n: v for n, v in fields.items() if normal(str(v)) != "a completer"}
    if "id" in known:
        fields.setdefault("id", "")
    try:
        record = kind(**fields)
    except TypeError:
        recueil.a_placer(" | ".join(row.values()), ou, "il manque à cette ligne son nom")
        return
    words = ", ".join(row.values())
    recueil.valeur(source, record, libelle=next(iter(row.values())), en_clair=words, ou=ou)


def _record_of(source: str) -> Any:
    kind = types(DossierFacts).get(source)
    found = [one for one in get_args(kind) if isinstance(one, type)] if kind else []
    return found[0] if found and found[0] is not CommuneRetenue else None
