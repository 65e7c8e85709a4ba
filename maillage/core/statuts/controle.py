"""Every constraint looked at, and the points that a screen or a command shows."""

from maillage.core.facts import DossierFacts, Statuts
from maillage.core.statuts.contraintes import JUGES, Constat, Vue
from maillage.core.statuts.modele import (
    ArticleRedige,
    Contrainte,
    Niveau,
    PointStatuts,
    Redaction,
    Reperes,
    TablesStatuts,
    Tenue,
)
from maillage.core.statuts.redaction import Redacteur, rediger
from maillage.core.statuts.resolution import resoudre


def statuts_rediges(dossier: DossierFacts, tables: TablesStatuts, reperes: Reperes) -> Redaction:
    """Return the text of the statutes of a dossier."""
    return rediger(resoudre(dossier.statuts, dossier, tables), dossier, tables, reperes)


def article_redige(
    dossier: DossierFacts, tables: TablesStatuts, reperes: Reperes, numero: int
) -> ArticleRedige:
    """Return one article of the statutes of a dossier, without writing the others."""
    writing = Redacteur(resoudre(dossier.statuts, dossier, tables), tables, reperes)
    return writing.article(next(a for a in tables.articles if a.numero == numero))


def controler(
    statuts: Statuts, dossier: DossierFacts, tables: TablesStatuts, reperes: Reperes
) -> tuple[PointStatuts, ...]:
    """Return what is wrong or doubtful in the statutes, blocking points first.

    What cannot be judged for lack of an answer gives no point: the blanks are one already (K45).
    """
    resolution = resoudre(statuts, dossier, tables)
    vue = Vue(
        resolution=resolution,
        dossier=dossier,
        tables=tables,
        reperes=reperes,
        redaction=rediger(resolution, dossier, tables, reperes),
    )
    judged = ((rule, JUGES[rule.code](vue, rule)) for rule in tables.contraintes if _judged(rule))
    points = [_point(rule, constat) for rule, constat in judged if constat is not None]
    order = list(Niveau)
    return tuple(sorted(points, key=lambda p: (order.index(p.niveau), p.article, p.code)))


def _judged(rule: Contrainte) -> bool:
    return rule.tenue is Tenue.VERIFIEE


def _point(rule: Contrainte, constat: Constat) -> PointStatuts:
    softer = constat.alerte
    return PointStatuts(
        code=rule.code,
        niveau=Niveau.ALERTE if softer else rule.niveau,
        article=rule.article,
        message=(rule.message_alerte if softer else None) or rule.message,
        que_faire=rule.que_faire if rule.que_faire.endswith(".") else _listed(rule, constat),
        cles=rule.cles,
        details=constat.details,
    )


def _listed(rule: Contrainte, constat: Constat) -> str:
    """End a sentence that waits for the list of what is missing."""
    return f"{rule.que_faire} : {', '.join(constat.details)}."
