"""What `maillage verifier` prints: points by gravity for a person, French keys for a machine."""

from collections.abc import Sequence
from typing import Any

from maillage.cli.messages import counted, out, paragraph
from maillage.core.facts import EtapeDossier
from maillage.core.regles import EtatVerdict, Gravite
from maillage.dossiers.controle import Constat, Rapport, RapportCas

HEADINGS = {
    Gravite.BLOQUANT: "Bloque le dépôt",
    Gravite.AVERTISSEMENT: "À voir",
    Gravite.INFORMATION: "Bon à savoir",
}
MARKS = {
    EtatVerdict.NON_RESPECTEE: "✗",
    EtatVerdict.INCONNUE: "?",
    EtatVerdict.RESPECTEE: "✓",
}
RELIABILITY = {"deduit": "règle déduite", "a_confirmer": "règle à confirmer"}


# --- for a person -------------------------------------------------------------------------------


def show(rapport: Rapport, name: str, stage: EtapeDossier | None, *, whole: bool) -> None:
    """Print the report; what a later stage asks comes last, and short."""
    target = rapport.document or "tous les documents"
    region = f", région {rapport.region}" if rapport.region else ""
    out(f"{name} : contrôle au {rapport.on:%d/%m/%Y}, {target}{region}")
    now, later = rapport.par_etape(stage)
    for gravite in Gravite:
        _show_points(HEADINGS[gravite], [c for c in now if c.gravite is gravite])
    if not now:
        out()
        out("Rien ne manque et rien ne contredit une règle.")
    if later:
        out()
        paragraph(
            f"Plus tard, {counted(len(later), 'point')} pour d’autres documents : "
            + " ; ".join(c.titre for c in later)
        )
    if whole:
        _show_points(
            "Respecté", [c for c in rapport.constats if c.etat is EtatVerdict.RESPECTEE], brief=True
        )
    _show_count(rapport)


def _show_points(title: str, constats: Sequence[Constat], *, brief: bool = False) -> None:
    if not constats:
        return
    out()
    out(f"{title} ({len(constats)})")
    for constat in constats:
        paragraph(
            f"{constat.code}  {constat.titre}", first=f"  {MARKS[constat.etat]} ", rest="    "
        )
        if not brief:
            _show_detail(constat)


def _show_detail(constat: Constat) -> None:
    indent = " " * 6
    met = constat.etat is EtatVerdict.INCONNUE
    lines = [constat.motif if met and constat.motif else constat.message]
    if constat.elements:
        lines.append(f"Concerne : {', '.join(constat.elements)}")
    lines.append(f"À faire : {constat.que_faire}")
    if constat.lieux:
        lines.append(f"Où : {', '.join(constat.lieux)}")
    doubt = RELIABILITY.get(constat.fiabilite, "")
    lines.append(f"Source : {constat.source}{f' ({doubt})' if doubt else ''}")
    for line in lines:
        paragraph(line, first=indent, rest=indent + "  ")


def _show_count(rapport: Rapport) -> None:
    totals = {etat: sum(c.etat is etat for c in rapport.constats) for etat in EtatVerdict}
    others = len(rapport.non_suivies)
    out()
    paragraph(
        f"{counted(len(rapport.constats), 'règle jugée', 'règles jugées')} : "
        f"{counted(totals[EtatVerdict.RESPECTEE], 'respectée')}, "
        f"{counted(totals[EtatVerdict.NON_RESPECTEE], 'non respectée', 'non respectées')}, "
        f"{counted(totals[EtatVerdict.INCONNUE], 'inconnue')}."
    )
    if others:
        paragraph(
            f"{counted(others, 'autre règle', 'autres règles')} : Maillage ne tient pas encore "
            "les faits qu’il faudrait lire."
        )


def show_cases(rapport: RapportCas) -> None:
    """Print what judging worked cases gave."""
    for ecart in rapport.ecarts:
        out(f"{ecart.cas}  {ecart.regle} : attendu {ecart.attendu}, trouvé {ecart.trouve}")
        paragraph(f"{ecart.titre}. {ecart.motif}", first="    ", rest="    ")
    for code in rapport.regles_inconnues:
        out(f"Règle inconnue : {code}")
    out(
        f"{counted(rapport.cas, 'cas', 'cas')}, {counted(rapport.verdicts, 'verdict attendu', 'verdicts attendus')}, "
        f"{counted(len(rapport.ecarts), 'écart')}, "
        f"{counted(len(rapport.regles_inconnues), 'règle inconnue', 'règles inconnues')}"
    )


# --- for a machine ------------------------------------------------------------------------------


def as_json(rapport: Rapport, name: str) -> dict[str, Any]:
    """Return the report under its stable French keys."""
    return {
        "dossier": name,
        "le": rapport.on.isoformat(),
        "region": rapport.region,
        "document": rapport.document,
        "verdicts": [_constat(constat) for constat in rapport.constats],
        "compte": {
            str(gravite): {str(etat): count for etat, count in counts.items()}
            for gravite, counts in rapport.compte.items()
        },
        "non_suivies": [
            {"code": rule.code, "titre": rule.titre, "donnees": list(rule.donnees)}
            for rule in rapport.non_suivies
        ],
        "editions": dict(rapport.editions),
    }


def _constat(constat: Constat) -> dict[str, Any]:
    return {
        "code": constat.code,
        "titre": constat.titre,
        "verdict": str(constat.etat),
        "gravite": str(constat.gravite),
        "domaine": constat.domaine,
        "message": constat.message,
        "que_faire": constat.que_faire,
        "motif": constat.motif,
        "lieux": list(constat.lieux),
        "manquants": list(constat.manquants),
        "elements": list(constat.elements),
        "documents": list(constat.documents),
        "source": constat.source,
        "fiabilite": str(constat.fiabilite),
        "depuis": constat.depuis.isoformat() if constat.depuis else None,
        "jusqua": constat.jusqua.isoformat() if constat.jusqua else None,
    }


def cases_as_json(rapport: RapportCas) -> dict[str, Any]:
    """Return what judging worked cases gave, under its stable French keys."""
    return {
        "cas": rapport.cas,
        "verdicts": rapport.verdicts,
        "ecarts": [
            {
                "cas": ecart.cas,
                "titre": ecart.titre,
                "regle": ecart.regle,
                "attendu": ecart.attendu,
                "trouve": ecart.trouve,
                "motif": ecart.motif,
            }
            for ecart in rapport.ecarts
        ],
        "regles_inconnues": list(rapport.regles_inconnues),
    }
