"""The questions asked of DuckDB: one reading of the file, then sums on what was kept of it."""

from typing import Final

from maillage.opendata.presences import ARRONDIES
from maillage.opendata.rpps.colonnes import Gabarit
from maillage.territoires.professionnels import SECTEURS_VILLE

_TOWN: Final = tuple(sorted(SECTEURS_VILLE))
GENERAL: Final = ("SM26", "SM53", "SM54")
# Doctors counted apart: general practitioners, then specialities by the start of their label.
DOCTORS: Final = ("mg", "sm_cardio", "sm_psychiatrie", "sm_ophtalmo", "sm_pediatrie", "sm_gyneco")
_LABELS: Final = ("cardiologie", "psychiatrie", "ophtalmologie", "pediatrie", "gynecologie")
# What became of a row.
GARDEE, ETUDIANT, MILITAIRE, ETRANGER, SANS_LIEU, NON_SITUEE = range(6)
_FRANCE: Final = ("", "99000", "99100")
_KEPT: Final = (
    "numero nom prenom profession savoir_faire libelle mode finess secteur".split()  # noqa: SIM905 -- the order of a line
)
_TEXT: Final = "(FORMAT csv, HEADER false, QUOTE '', ESCAPE '', DELIMITER '\x1f')"


# Small tables are built, the file streams through: what DuckDB guesses of its length is wrong.
REGLER: Final = """
SET disabled_optimizers = 'join_order,build_side_probe_side';
SET enable_progress_bar = false;
"""


def lecture(gabarit: Gabarit) -> str:
    """Read the file, once: each row with its place, what is kept of it, and what it counts for.

    `?` is the file. An empty cell is the empty text.
    """
    columns = ", ".join(f"'c{rank}': 'VARCHAR'" for rank in range(gabarit.largeur))
    given = ", ".join(f"c{rank} AS {nom}" for nom, rank in gabarit.rangs.items())
    kept = ", ".join(_KEPT)
    return f"""
CREATE TABLE lignes AS
WITH brut AS (
  SELECT {given} FROM read_csv(?, delim = '|', quote = '', escape = '', nullstr = '\x01', skip = 1,
    header = false, auto_detect = false, columns = {{{columns}}})
), situe AS (
  SELECT brut.*, rang AS lieu, categorie NOT IN ('E', 'M') AS civil
  FROM brut LEFT JOIN par_code
    ON cle = CASE WHEN commune IN {ARRONDIES} THEN commune || postal ELSE commune END
)
SELECT CASE WHEN categorie = 'E' THEN {ETUDIANT} WHEN categorie = 'M' THEN {MILITAIRE}
    WHEN lieu IS NOT NULL THEN {GARDEE} WHEN pays NOT IN {_FRANCE} THEN {ETRANGER}
    WHEN commune = '' AND postal = '' AND bureau = '' THEN {SANS_LIEU}
    ELSE {NON_SITUEE} END::UTINYINT AS sort,
  lieu,
  CASE WHEN lieu IS NULL AND civil AND postal || bureau <> '' AND pays IN {_FRANCE}
    THEN postal || '|' || bureau END AS adresse,
  CASE WHEN civil THEN coalesce(try_cast(sorte || numero AS UBIGINT), hash(sorte || numero)) END AS qui,
  CASE WHEN civil THEN concat_ws('|', {kept}) END AS ligne,
  CASE WHEN civil AND secteur IN {_TOWN} THEN try_cast(profession AS UINTEGER) * 10000
    + CASE mode WHEN 'L' THEN 1 WHEN 'S' THEN 2 ELSE 0 END * 1000
    + try_cast(secteur[3:4] AS UINTEGER) END::UINTEGER AS place,
  {_doctor()} AS medecin
FROM situe
"""


def _doctor() -> str:
    label = "strip_accents(lower(libelle))"
    cases = " ".join(
        f"WHEN {label} LIKE '{start}%' THEN {rank}" for rank, start in enumerate(_LABELS, start=1)
    )
    return (
        f"CASE WHEN profession <> '10' THEN NULL WHEN savoir_faire IN {GENERAL} THEN 0 "
        f"{cases} END::UTINYINT"
    )


# The same rows, once the addresses are placed too. An UPDATE would hold every change in memory.
SITUER: Final = f"""
CREATE VIEW situees AS
SELECT CASE WHEN p.rang IS NULL THEN sort ELSE {GARDEE} END AS sort, coalesce(l.lieu, p.rang) AS lieu,
  qui, ligne, place, medecin
FROM lignes l LEFT JOIN placees p ON p.adresse = l.adresse
"""

SORTS: Final = "SELECT sort, count(*) FROM situees GROUP BY sort"

# A sheet for each place. Gathering them costs less than sorting the rows, and no file is written.
FEUILLETS: Final = f"""
SELECT code, lignes, contenu FROM (
  SELECT lieu, count(*) AS lignes, string_agg(ligne, '\n') AS contenu
  FROM situees WHERE sort = {GARDEE} GROUP BY lieu)
JOIN lieux ON rang = lieu
"""

# Eleven signs of the number, then the place: lines of one width, found by halving.
SORTED_NUMEROS: Final = f"""
COPY (SELECT substr(qui::VARCHAR, 2) || code FROM situees JOIN lieux ON rang = lieu
  WHERE sort = {GARDEE} AND qui BETWEEN 800000000000 AND 899999999999 ORDER BY qui) TO '{{}}' {_TEXT}
"""

# Each person weighs one, shared between the places where the profession is practised in town.
# A place is a commune, a sector and a mode; a savoir-faire makes no place.
PARTS: Final = f"""
CREATE TABLE parts AS
WITH places AS (
  SELECT DISTINCT qui, lieu, place FROM situees WHERE place IS NOT NULL AND sort = {GARDEE}
)
SELECT qui, lieu, (place // 10000)::UTINYINT AS profession, (place // 1000 % 10)::UTINYINT AS mode,
  1 / count(*) OVER (PARTITION BY qui, place // 10000) AS part
FROM places
"""

PAR_PROFESSION: Final = """
SELECT code, list(profession), list(total) FROM (
  SELECT lieu, profession, sum(part) AS total FROM parts GROUP BY ALL)
JOIN lieux ON rang = lieu GROUP BY code
"""

PAR_MEDECIN: Final = """
WITH medecins AS (
  SELECT DISTINCT qui, medecin FROM situees WHERE medecin IS NOT NULL AND place IS NOT NULL
)
SELECT code, medecin, mode, sum(part) FROM medecins JOIN parts USING (qui) JOIN lieux ON rang = lieu
WHERE profession = 10 GROUP BY ALL
"""
