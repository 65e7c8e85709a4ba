"""Gathers what is found; a person or a place met twice in a file stays one."""

import dataclasses
from collections.abc import Mapping
from typing import Any

from maillage.core.facts import ActionPrevue, Etablissement, Indicateur, Personne
from maillage.documents.reprise.etiquettes import normal
from maillage.documents.reprise.modele import Confiance, NonReconnu, Piece
from maillage.documents.reprise.personnes import Nom, cle, lire_nom, lire_profession
from maillage.documents.reprise.valeurs import ABSENT, en_clair
from maillage.reference.nomenclatures import professions, types_etablissement

_DOUBT = (Confiance.SUR, Confiance.PROBABLE, Confiance.A_VERIFIER)


def moins_sur(*degres: Confiance) -> Confiance:
    """Return the least sure of some degrees."""
    return max(degres, key=_DOUBT.index)


@dataclasses.dataclass
class _Fiche:
    """A person or an establishment being put together."""

    champs: dict[str, Any]
    ou: list[str]
    confiance: Confiance = Confiance.SUR
    remarques: list[str] = dataclasses.field(default_factory=list)


class Recueil:
    """What a file gives, in the order found."""

    def __init__(self, *, de_maillage: bool) -> None:
        self.de_maillage = de_maillage
        self.pieces: list[Piece] = []
        self.non_reconnus: list[NonReconnu] = []
        self.equipe: dict[str, _Fiche] = {}
        self.etablissements: dict[str, _Fiche] = {}
        self.roles: dict[str, _Fiche] = {}
        self.actions: dict[str, _Fiche] = {}
        self.indicateurs: dict[str, _Fiche] = {}

    def valeur(
        self,
        cible: str,
        valeur: object,
        *,
        libelle: str,
        en_clair: str,
        ou: str,
        confiance: Confiance = Confiance.SUR,
        remarque: str = "",
    ) -> None:
        """Keep a value; one said twice is kept once, another one is kept as a text to place."""
        if valeur is ABSENT:
            self.a_placer(f"{libelle} : {en_clair}", ou, "cette réponse ne se lit pas")
            return
        for piece in self.pieces:
            if piece.cible == cible and "." in cible:
                if piece.valeur != valeur:
                    self.a_placer(
                        f"{libelle} : {en_clair}", ou, "le fichier dit autre chose plus haut"
                    )
                return
        self.pieces.append(
            Piece(
                cible=cible,
                libelle=libelle.rstrip(" :"),
                valeur=valeur,
                en_clair=en_clair.strip(),
                ou=ou,
                confiance=confiance,
                remarque=remarque,
            )
        )

    def a_placer(self, texte: str, ou: str, raison: str) -> None:
        """Keep a text that has no sure place."""
        if texte.strip():
            self.non_reconnus.append(NonReconnu(texte=texte.strip(), ou=ou, raison=raison))

    def personne(
        self, nom: Nom, champs: dict[str, Any], ou: str, *, confiance: Confiance = Confiance.SUR
    ) -> str:
        """Keep a person, or add to one already met; return its key."""
        key = cle(nom.nom, nom.prenom)
        fiche = self.equipe.setdefault(key, _Fiche({"nom": nom.nom, "prenom": nom.prenom}, []))
        if not nom.sur:
            fiche.confiance = moins_sur(fiche.confiance, Confiance.PROBABLE)
            remark = f"nom « {nom.nom} », prénom « {nom.prenom} » : vérifiez la coupure"
            fiche.remarques += [] if remark in fiche.remarques else [remark]
        self._fill(fiche, champs, ou, confiance)
        return key

    def etablissement(
        self, nom: str, champs: dict[str, Any], ou: str, *, confiance: Confiance = Confiance.SUR
    ) -> None:
        """Keep an establishment, or add to one already met."""
        fiche = self.etablissements.setdefault(normal(nom), _Fiche({"nom": nom}, []))
        self._fill(fiche, champs, ou, confiance)

    def action(
        self, titre: str, champs: dict[str, Any], ou: str, *, confiance: Confiance = Confiance.SUR
    ) -> None:
        """Keep an action, or add to one already met; `acteurs` and `referents` are still texts."""
        fiche = self.actions.setdefault(normal(titre), _Fiche({"titre": titre}, []))
        self._fill(fiche, champs, ou, confiance)

    def indicateur(
        self, libelle: str, champs: dict[str, Any], ou: str, *, confiance: Confiance = Confiance.SUR
    ) -> None:
        """Keep an indicator, or add to one already met; `action` is still a title."""
        fiche = self.indicateurs.setdefault(normal(libelle), _Fiche({"libelle": libelle}, []))
        self._fill(fiche, champs, ou, confiance)

    def role(self, role: str, champ: str, valeur: Any, ou: str) -> None:
        """Keep a field of the person who holds a role; who signs is the legal representative."""
        role = "representant_legal" if role == "signataire" else role
        fiche = self.roles.setdefault(role, _Fiche({}, []))
        self._fill(fiche, {champ: valeur}, ou, Confiance.SUR)

    def _fill(self, fiche: _Fiche, champs: dict[str, Any], ou: str, confiance: Confiance) -> None:
        for name, value in champs.items():
            if value is ABSENT or value is None:
                continue
            known = fiche.champs.get(name)
            if known in (None, value):
                fiche.champs[name] = value
            elif name not in ("nom", "prenom"):
                fiche.remarques.append(f"le fichier dit aussi « {en_clair(value)} »")
        fiche.confiance = moins_sur(fiche.confiance, confiance)
        fiche.ou += [] if ou in fiche.ou else [ou]

    def finir(self) -> tuple[tuple[Piece, ...], tuple[NonReconnu, ...]]:
        """Return everything; people and places come first, roles name them."""
        self._finish_roles()
        for fiche in self.actions.values():
            for name in ("acteurs", "referents"):
                if name in fiche.champs:
                    fiche.champs[name] = self._actors(fiche.champs[name], fiche.ou[0])
        people = [self._person(key, fiche) for key, fiche in self.equipe.items()]
        places = [self._place(key, fiche) for key, fiche in self.etablissements.items()]
        actions = [self._action(key, fiche) for key, fiche in self.actions.items()]
        followed = [self._indicator(key, fiche) for key, fiche in self.indicateurs.items()]
        return (*people, *places, *actions, *followed, *self.pieces), tuple(self.non_reconnus)

    def _indicator(self, key: str, fiche: _Fiche) -> Piece:
        title = fiche.champs.get("action")
        fiche.champs["action"] = identifiant(normal(title)) if title else None
        indicator = Indicateur(id=identifiant(key), **fiche.champs)
        return self._piece("indicateurs", indicator, indicator.libelle, fiche)

    def _actors(self, texts: tuple[str, ...], ou: str) -> tuple[str, ...]:
        """Name the actors of an action by their identifiers; keep those whom nothing names."""
        found = []
        for text in texts:
            head, _, metier = text.partition(", ")
            name = lire_nom(head)
            read = lire_profession(metier) if metier else None
            if normal(text) in self.etablissements:
                found.append(identifiant(normal(text)))
            elif name and cle(name.nom, name.prenom) in self.equipe:
                found.append(identifiant(cle(name.nom, name.prenom)))
            elif name and read and read.code:
                fields = {"profession": read.code, "profession_precision": read.precision}
                found.append(identifiant(self.personne(name, fields, ou)))
            elif not metier and self.de_maillage and len(text) < 120:
                self.etablissement(text, {}, ou, confiance=Confiance.PROBABLE)
                found.append(identifiant(normal(text)))
            else:
                self.a_placer(text, ou, "cet acteur ne se reconnaît pas")
        return tuple(found)

    def _action(self, key: str, fiche: _Fiche) -> Piece:
        action = ActionPrevue(id=identifiant(key), **fiche.champs)
        return self._piece("actions", action, action.titre, fiche)

    def _finish_roles(self) -> None:
        for role, fiche in self.roles.items():
            ou = fiche.ou[0]
            written = fiche.champs.pop("nom_prenom", None)
            name = lire_nom(written) if written else None
            if name is None and fiche.champs.get("nom"):
                name = Nom(fiche.champs.pop("nom"), fiche.champs.pop("prenom", None))
                written = f"{name.nom} {name.prenom or ''}".strip()
            if name is None:
                left = ", ".join(en_clair(value) for value in fiche.champs.values())
                self.a_placer(left, ou, "le nom de la personne n’est pas écrit")
                continue
            key = self.personne(name, fiche.champs, ou)
            root = "signature" if role == "signataire" else "roles"
            self.valeur(
                f"{root}.{role}",
                identifiant(key),
                libelle=_ROLES.get(role, role),
                en_clair=written,
                ou=ou,
            )

    def _person(self, key: str, fiche: _Fiche) -> Piece:
        person = Personne(id=identifiant(key), **fiche.champs)
        name = f"{person.nom} {person.prenom or ''}".strip()
        return self._piece("equipe", person, name, fiche)

    def _place(self, key: str, fiche: _Fiche) -> Piece:
        place = Etablissement(id=identifiant(key), **fiche.champs)
        return self._piece("etablissements", place, place.nom, fiche)

    def _piece(self, cible: str, record: Any, name: str, fiche: _Fiche) -> Piece:
        return Piece(
            cible=cible,
            libelle=name,
            valeur=record,
            en_clair=_described(record),
            ou=" ; ".join(fiche.ou),
            confiance=fiche.confiance,
            remarque=" ; ".join(fiche.remarques),
        )


_ROLES = {
    "contact": "Personne référente",
    "redacteur": "Rédacteur du document",
    "representant_legal": "Représentant légal",
    "signataire": "Signataire",
}


def _described(record: Any) -> str:
    """Put a record into words, its codes as their labels."""
    labels: dict[str, Mapping[str, Any]] = {
        "profession": professions(),
        "type": types_etablissement(),
    }
    shown = []
    for part in dataclasses.fields(record):
        value = getattr(record, part.name)
        if part.name in ("id", "famille") or value in (None, False, ()):
            continue
        known = labels.get(part.name, {}).get(value)
        shown.append(known.libelle if known else en_clair(value))
    return ", ".join(text for text in shown if text)


def identifiant(key: str) -> str:
    """Return an identifier made of the words of a name."""
    return "-".join(key.split())[:60] or "sans-nom"
