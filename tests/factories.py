"""Records for tests, by trait."""

from datetime import date

import factory
from factory.django import DjangoModelFactory

from maillage.accounts.models import Agence, GenreAgence, MembreAgence, User
from maillage.dossiers.actions.create_dossier import create_dossier
from maillage.dossiers.models import Acces, Dossier, Etablissement, Personne
from maillage.reference.permissions import Role, RoleAgence

ON = date(2026, 11, 22)
PASSWORD = "un mot de passe assez long"


class UserFactory(DjangoModelFactory[User]):
    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda number: f"personne{number}@exemple.fr")
    nom = "Morel"
    prenom = "Léa"

    @classmethod
    def _create(cls, model_class: type[User], *args: object, **fields: object) -> User:
        fields.setdefault("password", PASSWORD)
        return model_class.objects.create_user(*args, **fields)  # type: ignore[arg-type]  # factory's own signature


class DossierFactory(DjangoModelFactory[Dossier]):
    """A dossier made by the action itself; `owner` carries it."""

    class Meta:
        model = Dossier

    owner = factory.SubFactory(UserFactory)
    nom = "CPTS du Velay"

    @classmethod
    def _create(cls, model_class: type[Dossier], *args: object, **fields: object) -> Dossier:
        return create_dossier(by=fields["owner"], on=ON, nom=fields["nom"])  # type: ignore[arg-type]  # untyped by factory


class AccesFactory(DjangoModelFactory[Acces]):
    class Meta:
        model = Acces

    user = factory.SubFactory(UserFactory)
    dossier = factory.SubFactory(DossierFactory)
    role = Role.MEMBRE


class PersonneFactory(DjangoModelFactory[Personne]):
    class Meta:
        model = Personne

    class Params:
        engagee = factory.Trait(engagement="engage", profession="medecin_generaliste")

    dossier = factory.SubFactory(DossierFactory)
    rang = factory.Sequence(lambda number: number)
    code = factory.Sequence(lambda number: f"p{number}")
    nom = "Durand"
    prenom = "Paul"


class EtablissementFactory(DjangoModelFactory[Etablissement]):
    class Meta:
        model = Etablissement

    dossier = factory.SubFactory(DossierFactory)
    rang = factory.Sequence(lambda number: number)
    code = factory.Sequence(lambda number: f"e{number}")
    nom = "Centre hospitalier Émile-Roux"


class AgenceFactory(DjangoModelFactory[Agence]):
    class Meta:
        model = Agence

    nom = factory.Sequence(lambda number: f"ARS {number}")
    genre = GenreAgence.ARS.value
    region = "AURA"


class MembreAgenceFactory(DjangoModelFactory[MembreAgence]):
    class Meta:
        model = MembreAgence

    user = factory.SubFactory(UserFactory)
    agence = factory.SubFactory(AgenceFactory)
    role = RoleAgence.ARS_SIEGE.value
    depuis = ON
