"""The heads of the tables that are ours: no official form lists them."""

LIBELLES_TABLEAUX = {
    "membres": ["Membres de la CPTS", "Nom", "Prénom", "Profession", "Engagement", "Téléphone"],
    "synthese_actions": ["Synthèse des fiches action", "Mission", "Objectif", "Public", "Période"],
    "budget_construction": ["Charges", "Communication", "Total des charges", "Total des produits"],
}
