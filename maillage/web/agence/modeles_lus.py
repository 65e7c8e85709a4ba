"""What the pages of an agency show of its Word models."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any, Final

from django.urls import reverse

from maillage.accounts.models import Agence
from maillage.core.facts import EtapeDossier
from maillage.documents.modeles.balises import GROUPES, LISTES, balises
from maillage.documents.modeles.exemples import VIDE, exemples
from maillage.instruction.models import EtatModele, ModeleWord, VersionModele
from maillage.web.equipe import libelles
from maillage.web.typographie import fr, jour, nombre, pluriel

ETATS: Final = {
    EtatModele.BROUILLON: ("voir", "Brouillon"),
    EtatModele.PUBLIE: ("bien", "Publié"),
    EtatModele.RETIRE: ("neutre", "Retiré"),
}
_ANYTIME: Final = "À toute étape"


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionLue:
    """A version, as its page tells it."""

    numero: int
    ton: str
    etat: str
    edition: str
    poids: str
    empreinte: str
    histoire: tuple[str, ...]
    inconnues: tuple[dict[str, str], ...]
    utilisees: tuple[str, ...]
    inutilisees: int
    publiable: bool
    publiee: bool
    retiree: bool
    urls: dict[str, str]


def adresse(agence: Agence, page: str, *args: object) -> str:
    """Return the address of a page of the agency."""
    return reverse(page, args=(agence.public_id, *args))


def lignes(agence: Agence, modeles: list[ModeleWord]) -> list[dict[str, Any]]:
    """Return the models of the région for their list."""
    return [_ligne(agence, modele, list(modele.versions.all())) for modele in modeles]


def _ligne(agence: Agence, modele: ModeleWord, versions: list[VersionModele]) -> dict[str, Any]:
    tone, word = ETATS[_etat(versions)]
    last = versions[0]
    published = next((v for v in versions if v.etat == EtatModele.PUBLIE), None)
    waiting = last.etat == EtatModele.BROUILLON and published is not None
    said = [f"Version {(published or last).numero}, édition du {jour((published or last).edition)}"]
    if waiting:
        said.append(f"la version {last.numero} attend d’être publiée")
    return {
        "titre": modele.titre,
        "url": adresse(agence, "modele", modele.identifiant),
        "etape": etape(modele),
        "ton": tone,
        "etat": word,
        "resume": fr(" ; ".join(said)),
        "agence": modele.agence.nom,
        "inconnues": fr(pluriel(len(last.inconnues), "balise inconnue", "balises inconnues"))
        if last.inconnues and last.etat == EtatModele.BROUILLON
        else "",
    }


def _etat(versions: list[VersionModele]) -> EtatModele:
    """A model is what its best version is."""
    states = {version.etat for version in versions}
    order = (EtatModele.PUBLIE, EtatModele.BROUILLON, EtatModele.RETIRE)
    return next(state for state in order if state in states)


def etape(modele: ModeleWord) -> str:
    return libelles.ETAPES[EtapeDossier(modele.etape)] if modele.etape else _ANYTIME


def version_lue(agence: Agence, modele: ModeleWord, version: VersionModele) -> VersionLue:
    tone, word = ETATS[EtatModele(version.etat)]
    args = (modele.identifiant, version.numero)
    pages = {
        "apercu": "modele_apercu",
        "fichier": "modele_fichier",
        "publier": "modele_publier",
        "retirer": "modele_retirer",
    }
    return VersionLue(
        numero=version.numero,
        ton=tone,
        etat=word,
        edition=jour(version.edition),
        poids=fr(f"{nombre(max(1, round(version.octets / 1000)))} ko"),
        empreinte=version.empreinte,
        histoire=_histoire(version),
        inconnues=tuple(_inconnue(one) for one in version.inconnues),
        utilisees=tuple(_ecrite(name) for name in version.utilisees),
        inutilisees=len(version.inutilisees),
        publiable=version.publiable,
        publiee=version.etat == EtatModele.PUBLIE,
        retiree=version.etat == EtatModele.RETIRE,
        urls={key: adresse(agence, page, *args) for key, page in pages.items()},
    )


def _histoire(version: VersionModele) -> tuple[str, ...]:
    steps = (
        ("Déposée", version.depose_at, version.depose_par),
        ("Publiée", version.publie_at, version.publie_par),
        ("Retirée", version.retire_at, version.retire_par),
    )
    return tuple(fr(f"{word} le {jour(at)} par {who}") for word, at, who in steps if at and who)


def _inconnue(one: dict[str, Any]) -> dict[str, str]:
    near = one.get("proche")
    return {"nom": _ecrite(one["nom"]), "proche": _ecrite(near) if near else ""}


def _ecrite(name: str) -> str:
    return f"{{% for ligne in {name} %}}" if name in LISTES else f"{{{{ {name} }}}}"


def choix_exemples(code: str) -> list[dict[str, Any]]:
    """Return the dossiers on which a model may be tried."""
    names = {key: facts.cpts.nom or "Un dossier vide" for key, facts in exemples().items()}
    return [{"code": key, "nom": name, "ici": key == code} for key, name in names.items()]


def exemple(code: str) -> str:
    """Return a code that exists: the one asked, else the fullest example."""
    return code if code in exemples() else next(iter(exemples()), VIDE)


def groupes_balises() -> list[dict[str, Any]]:
    """Return every tag by group, the lists with the loop that reads them."""
    found: dict[str, list[Any]] = defaultdict(list)
    for one in balises():
        found[one.groupe].append(one)
    lists = {label: name for name, label in LISTES.items()}
    order = [*GROUPES.values(), *LISTES.values()]
    return [
        {
            "nom": fr(group[0].upper() + group[1:]),
            "liste": lists.get(group, ""),
            "boucle": _boucle(lists[group]) if group in lists else "",
            "balises": [
                {"ecrite": _dans_boucle(one.nom, one.liste), "sens": fr(one.sens)}
                for one in found[group]
            ],
        }
        for group in order
        if found[group]
    ]


def _boucle(name: str) -> str:
    return f"{{%tr for ligne in {name} %}} … {{%tr endfor %}}"


def _dans_boucle(name: str, source: str | None) -> str:
    return f"{{{{ ligne.{name.partition('.')[2]} }}}}" if source else f"{{{{ {name} }}}}"
