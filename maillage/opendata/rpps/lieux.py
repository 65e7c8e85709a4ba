"""Where a row practises: the keys that lead to a commune or an arrondissement, in the SQL of DuckDB.

A code of commune first. It is often empty: the postal code and the post office then lead there,
and for a special delivery (« 26953 VALENCE CEDEX 9 ») the département and the name. A key that may
mean two communes is no key.
"""

from typing import Final

from maillage.opendata.presences import ARRONDIES
from maillage.reference.cog import FOLDER

# A post office, or the name of a commune, reduced to what both write.
_NAME: Final = r"""trim(regexp_replace(regexp_replace(regexp_replace(regexp_replace(
  replace(strip_accents(lower({0})), 'œ', 'oe'), '^[0-9 ]+| cedex.*$', '', 'g'), '[^a-z0-9]+', ' ', 'g'),
  '\bsaint(e?)\b', 'st\1', 'g'), '^(?:la|le|les|l) ', ''))"""


def _table(name: str, *columns: str) -> str:
    """Read a table of communes of the project."""
    named = ", ".join(f"'{column}': 'VARCHAR'" for column in columns)
    skip = 1 if name == "communes" else 0
    return (
        f"read_csv('{FOLDER / name}.tsv', delim = '\t', quote = '', escape = '', header = false, "
        f"skip = {skip}, auto_detect = false, null_padding = true, columns = {{{named}}})"
    )


# Every place has a rank: a number of two bytes is grouped and sorted faster than its code.
LIEUX: Final = f"""
CREATE TABLE lieux AS
SELECT (row_number() OVER (ORDER BY code))::USMALLINT AS rang, * FROM (
  SELECT code, nom, string_split(postaux, ' ') AS postaux, NULL AS parent
  FROM {_table("communes", "code", "nom", "epci", "postaux", "population", "annee")}
  UNION ALL
  SELECT code, nom, string_split(postaux, ' '), parent
  FROM {_table("arrondissements", "code", "nom", "parent", "postaux", "population")})
"""

# « 43157 »; « 01015 », gone into one commune; « 7505675001 », the first arrondissement.
PAR_CODE: Final = f"""
CREATE TABLE par_code AS
SELECT code AS cle, rang FROM lieux
UNION ALL SELECT parent || unnest(postaux), rang FROM lieux WHERE parent IS NOT NULL
UNION ALL SELECT a.code, l.rang
FROM {_table("anciennes", "code", "nature", "suivantes", "nom")} a JOIN lieux l ON l.code = a.suivantes
WHERE a.code NOT IN (SELECT code FROM lieux)
"""

# « 80136 rivery », « 26 valence » and, where a postal code serves one place, « 80136 ».
PAR_NOM: Final = f"""
CREATE TABLE par_nom AS
WITH noms AS (
  SELECT l.rang, {_NAME.format("coalesce(p.nom, l.nom)")} AS nom, l.code, l.postaux, l.parent
  FROM lieux l LEFT JOIN lieux p ON p.code = l.parent
), cles AS (
  SELECT CASE WHEN code[1:2] IN ('2A', '2B') THEN '20' ELSE code[1:2] END || ' ' || nom AS cle, rang
  FROM noms WHERE parent IS NULL
  UNION ALL SELECT unnest(postaux) || ' ' || nom, rang FROM noms WHERE code NOT IN {ARRONDIES}
  UNION ALL SELECT unnest(postaux) || ' ', rang FROM noms WHERE code NOT IN {ARRONDIES}
)
SELECT cle, any_value(rang) AS rang FROM cles GROUP BY cle HAVING count(DISTINCT rang) = 1
"""

# The addresses that no code places: `adresse` is the postal code, a bar, the post office.
PLACER: Final = f"""
CREATE TABLE placees AS
WITH adresses AS (
  SELECT DISTINCT adresse, split_part(adresse, '|', 1) AS postal,
    {_NAME.format("split_part(adresse, '|', 2)")} AS nom
  FROM lignes WHERE adresse IS NOT NULL
)
SELECT adresse, coalesce(a.rang, b.rang, c.rang) AS rang FROM adresses
LEFT JOIN par_nom a ON a.cle = postal || ' ' || nom
LEFT JOIN par_nom b ON b.cle = postal[1:2] || ' ' || nom
LEFT JOIN par_nom c ON c.cle = postal || ' '
WHERE coalesce(a.rang, b.rang, c.rang) IS NOT NULL
"""
