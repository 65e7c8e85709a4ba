"""FINESS in its two older forms: each establishment in its commune of today, its point in degrees."""

from datetime import date
from pathlib import Path

import pytest

from maillage.opendata.demande import Demande
from maillage.opendata.finess import importer
from maillage.opendata.refus import SourceRefusee
from maillage.reference.finess import categories_finess, lire_categories
from maillage.reference.strict import Problems
from maillage.territoires.etablissements import etablissements
from maillage.territoires.mesures import mesures
from tests.annuaires import HEAD, exposed

L93 = "1,ATLASANTE,96,BAN,EPSG:2154 RGF93 / Lambert-93 (Métropole)"
# What each line says of its place, and where it is: two labels have no EPSG, one point is a commune's.
PLACES = {
    "430000018": ("43", "268", "792000.0", "6449000.0", L93, "43268", (4.17, 45.14), True),
    "430000026": ("43", "268", "792000", "6449000", "4,ATLASANTE,.,ADMIN-EXPRESS,EPSG:2154 RGF93", "43268", (4.17, 45.14), False),
    "430000034": ("43", "137", "", "", "", "43137", None, False),
    "430000042": ("43", "268", "12.0", "13.0", L93, "43268", None, False),
    "750000019": ("75", "113", "653000", "6860000", L93, "75113", (2.36, 48.84), True),
    "970100001": ("9A", "127", "490942.3", "1997619.9", "2,ATLASANTE,84,BD,EPSG:5490 RGAF09/UTM Zone 20N", "97801", (-63.09, 18.07), True),
    "970300026": ("9C", "302", "353672.8", "544349.1", "2,ATLASANTE,87,BAN,EPSG:2972 RGFG95/UTM zone 22N", "97302", (-52.32, 4.92), True),
    "970402699": ("9D", "409", "360099.9", "7683233.4", "1,A,98,BAN,EPSG:2975 RGR92/UTM zone 40S", "97409", (55.65, -20.95), True),
    "970500039": ("9E", "502", "563213.8", "5180306.8", "2,A,90,BAN,WGS84/UTM zone 21N (St-Pierre-et-Miquelon)", "97502", (-56.17, 46.77), True),
    "980500060": ("9F", "611", "524237.7", "8586715.2", "1,A,97,BAN,EPSG:4471 RGM04/UTM zone 38S", "97611", (45.22, -12.79), True),
    "980600027": ("9J", "613", "589277.4", "8531397.3", "2,A,.,MAPS,WGS84/UTM zone 1S (Wallis-et-Futuna)", "98613", (-176.18, -13.28), True),
    "990000000": ("99", "999", "1", "1", L93, None, None, False),
}  # fmt: skip


def cells(finess: str, *, category: str = "603", label: str = "Maison de santé") -> dict[str, str]:
    department, commune, x, y, origin, *_ = PLACES[finess]
    return {
        "nofinesset": finess, "nofinessej": "430000000", "rs": f'MSP "{finess}', "categetab": category,
        "libcategetab": label, "commune": commune, "departement": department, "coordxet": x,
        "coordyet": y, "sourcecoordet": origin,
    }  # fmt: skip


def sections(path: Path, *rows: dict[str, str], encoding: str = "cp1252") -> Path:
    """Write the ministry's own form: no headings, two sections."""
    lines = ["finess;etalab;94;2026-05-12"]
    lines += [";".join(["structureet", *(row.get(name, "") for name in HEAD[:31])]) for row in rows]
    for row in rows:
        place = (row["nofinesset"], row["coordxet"], row["coordyet"], row["sourcecoordet"])
        lines.append(";".join(["geolocalisation", *place, "2026-05-04"]))
    path.write_text("\n".join(lines) + "\n", encoding=encoding)
    return path


def ask(path: Path, **said) -> object:
    return importer(Demande(chemin=path, on=date(2026, 11, 26), partiel=True, **said))


@pytest.mark.parametrize("write", [exposed, sections])
def test_each_establishment_is_in_its_commune_and_at_its_point(tmp_path, write) -> None:
    report = ask(write(tmp_path / "finess_2026.csv", *(cells(finess) for finess in PLACES)))
    assert (report.lues, report.gardees, report.fiche.millesime) == (12, 11, 2026)
    assert [one.split()[0] for one in report.remarques] == ["1", "3", "Cette", "Fichier"]
    held = etablissements()
    found = held.par_finess(PLACES)
    for finess, (*_, code, point, precise) in PLACES.items():
        if code is None:
            assert finess not in found
            continue
        one = found[finess]
        assert (one.commune, one.precis, one.nom) == (code, precise, f'MSP "{finess}')
        placed = None if one.longitude is None else (one.longitude, one.latitude)
        assert placed == (None if point is None else pytest.approx(point, abs=0.02)), finess
    assert [one.finess for one in held.dans(["43268", "43137"])] == sorted(
        f for f in PLACES if f < "44"
    )
    read = mesures("finess").lire(["43268", "75113", "75056", "43157"], ["cat_603", "cat_500"])
    assert [read[code]["cat_603"].valeur for code in read] == [3, 1, 1, 0]
    assert read["43157"]["cat_500"].valeur == 0
    assert ask(tmp_path / "finess_2026.csv").deja


def test_the_former_labels_and_the_real_lines(tmp_path, shared) -> None:
    row = cells("430000018") | {"sourcecoordet": "1,ATLASANTE,100,IGN,BD_ADRESSE,V2.2,LAMBERT_93"}
    ask(sections(tmp_path / "ancien.csv", row, encoding="utf-8"))
    assert etablissements().dans(["43268"])[0].precis
    report = ask(shared / "donnees" / "echantillons" / "finess-reexposition-11-lignes-reelles.csv")
    assert (report.lues, report.gardees) == (11, 11)
    found = etablissements().par_finess(["010000024", "970103172", "010010155", "010003317"])
    assert [found[one].commune for one in sorted(found)] == ["01451", "01071", "01053", "97801"]
    assert (found["010000024"].longitude, found["010000024"].latitude) == pytest.approx(
        (5.21, 46.22), abs=0.02
    )
    assert (found["010003317"].precis, found["010010155"].longitude) == (False, None)


BAD = {
    "sans colonne": (lambda text: text.replace("categetab;", "autre;", 1), "la colonne « categetab » manque"),
    "deux fois": (lambda text: text + text.splitlines()[1] + "\n", "ligne 4 : le numéro 430000018 est écrit deux fois"),
    "pas un numéro": (lambda text: text.replace("430000034;", "43-34;"), "ligne 3 : « 43-34 » n’est pas un numéro FINESS"),
    "catégorie": (lambda text: text.replace(";603;", ";MSP;", 1), "ligne 2 : « MSP » n’est pas une catégorie"),
    "décalé": (lambda text: text.replace("430000018;", "430000018;;", 1), "ligne 2"),
}  # fmt: skip


def test_a_file_out_of_contract_is_refused_and_the_former_stays(tmp_path) -> None:
    good = exposed(tmp_path / "bon.csv", cells("430000018"), cells("430000034"))
    ask(good)
    wrong = tmp_path / "mauvais.csv"
    for what, (change, expected) in BAD.items():
        wrong.write_text(change(good.read_text()))
        with pytest.raises(SourceRefusee) as refusal:
            ask(wrong)
        assert expected in str(refusal.value), what
    raw = sections(tmp_path / "brut.csv", cells("430000018"), cells("430000018"))
    for text, expected in (
        (raw.read_text("cp1252"), "ligne 3 : le numéro"),
        ("structureet;1;2\n", "ligne 1 : 3 cellules"),
    ):
        wrong.write_text(text)
        with pytest.raises(SourceRefusee, match=expected):
            ask(wrong)
    assert len(etablissements().dans(["43268", "43137"])) == 2


def test_the_categories_are_read_strictly() -> None:
    assert categories_finess().par_code()["603"].type == "msp"
    head = "verifie_le: 2026-11-26\nsource: essai\nfiabilite: vu\ngroupes: [{code: a, libelle: A}]\ncategories:\n"
    with pytest.raises(Problems) as found:
        lire_categories(
            f'{head}  - {{code: "1", type: nul, groupe: b}}\n  - {{code: "1", type: msp, groupe: a}}\n'.encode(), "essai.yaml"
        )  # fmt: skip
    assert [str(one) for one in found.value.problems] == [
        "champ « code » : la catégorie « 1 » est écrite deux fois",
        "champ « groupe » : « b » n’est pas un groupe",
        "champ « type » : « nul » n’est pas un type",
    ]
