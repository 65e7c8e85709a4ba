"""The body that carries the CPTS."""

from maillage.core.facts import EtatAssociation, FormeJuridique
from maillage.dossiers.models import columns
from maillage.dossiers.models.section import Section


class Structure(Section):
    """Guarded by the version of the dossier, with which it is edited."""

    nom = columns.text()
    sigle = columns.text()
    forme_juridique = columns.code(FormeJuridique)
    forme_precision = columns.text()
    association_creee = columns.code(EtatAssociation)
    date_declaration = columns.day()
    # Numbers are kept as typed, wrong ones too: the rules say what is wrong with them.
    siret = columns.text()
    rna = columns.text()
    finess = columns.text()
    adresse_postale = columns.text()
    telephone = columns.text()
    telecopie = columns.text()
    courriel = columns.text()
    titulaire_compte = columns.text()
    iban = columns.text()
    bic = columns.text()

    class Meta:
        verbose_name = "structure porteuse"
        constraints = [
            columns.known("structure", "forme_juridique", FormeJuridique),
            columns.known("structure", "association_creee", EtatAssociation),
        ]

    def __str__(self) -> str:
        return self.nom or "structure sans nom"
