"""Fill a model: the one function that renders, in the sandbox, with every value escaped."""

from datetime import date
from io import BytesIO
from zipfile import ZipFile

from jinja2 import TemplateError

from maillage.core.facts import DossierFacts
from maillage.documents.archive import pack
from maillage.documents.modeles.contenu import contenu
from maillage.documents.modeles.environnement import environnement
from maillage.documents.modeles.gabarit import ouvrir_modele
from maillage.documents.modeles.grammaire import Usage, noms, usage
from maillage.documents.modeles.refus import ModeleRefuse


def remplir(data: bytes, dossier: DossierFacts, *, on: date) -> bytes:
    """Return the model filled with a dossier, as DOCX; raise `ModeleRefuse`.

    The same model, facts and day give the same bytes.
    """
    template, sources = ouvrir_modele(data)
    env = environnement()
    found = lire(sources)
    if found.inconnues:
        names = ", ".join(f"« {name} »" for name in found.inconnues[:10])
        raise ModeleRefuse(f"Ce modèle utilise des balises inconnues : {names}.")
    values = contenu(dossier, frozenset(found.balises), on=on)
    out = BytesIO()
    try:
        template.render(values, env, autoescape=True)
        template.save(out)
    except TemplateError as error:
        raise ModeleRefuse(f"Le modèle ne se remplit pas : {error.message or error}.") from error
    except Exception as error:
        raise ModeleRefuse(
            "Le modèle ne se remplit pas : une boucle ou une condition coupe sans doute un tableau. "
            "Mettez « {%tr for … %} » et « {%tr endfor %} » chacun dans sa ligne de tableau, ou "
            "« {%p … %} » seul dans son paragraphe."
        ) from error
    with ZipFile(out) as filled:
        return pack({name: filled.read(name) for name in filled.namelist()})


def lire(sources: tuple[str, ...]) -> Usage:
    """Return the tags of every part of a model."""
    env = environnement()
    return noms(usage(source, env) for source in sources)
