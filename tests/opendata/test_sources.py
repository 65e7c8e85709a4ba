"""Each source of INSEE and DGCL, on files built to its documented layout with known answers."""

import pytest

from maillage.opendata.importation import PLUS_RECENTE
from maillage.opendata.refus import SourceRefusee
from maillage.reference import cog
from maillage.territoires.intercommunalites import intercommunalites
from maillage.territoires.mesures import Statut, Valeur, editions, mesures
from tests.opendata.fabrique import archive, importer, mouvement, mouvements, text, workbook, write

POP_HEAD = [
    "REG",
    "Région",
    "DEP",
    "CODARR",
    "CODCAN",
    "CODCOM",
    "COM",
    "Commune",
    "PMUN",
    "PCAP",
    "PTOT",
]


def populations(path, rows: dict[str, tuple[int, int]], head=POP_HEAD):
    lines = [
        ["84", "Auvergne-Rhône-Alpes", code[:2], "2", "08", code[2:], code, "x", a, b, a + b]
        for code, (a, b) in rows.items()
    ]
    return write(path, text(head, lines))


def one(source: str, place: str, measure: str) -> Valeur:
    return mesures(source).lire([place], [measure])[place][measure]


def test_populations_say_their_year_by_their_figures(tmp_path) -> None:
    path = populations(tmp_path / "donnees_communes.csv", {"01001": (860, 16), "01002": (270, 6)})
    report = importer("populations", path)
    fiche = mesures("populations").fiche
    assert (fiche.millesime, fiche.editeur, fiche.licence) == (2023, "Insee", "Licence Ouverte 2.0")
    assert (fiche.mesures, fiche.cog, fiche.importe_le.year) == (
        ("pmun", "pcap", "ptot"),
        2026,
        2026,
    )
    assert (report.lues, report.ecrit, report.deja, len(report.sans)) == (2, True, False, 34_873)
    assert one("populations", "01001", "ptot") == Valeur(876.0)
    assert one("populations", "dep:01", "ptot").statut is Statut.ABSENTE


def test_the_same_file_twice_is_once_and_a_dry_run_is_none(tmp_path, bare_instance) -> None:
    path = populations(tmp_path / "pop-2024.csv", {"01001": (900, 16)})
    dry = importer("populations", path, ecrire=False)
    assert (dry.ecrit, dry.fiche.millesime, bare_instance.exists()) == (False, 2024, False)
    assert importer("populations", path).ecrit
    before = {one: one.stat().st_mtime_ns for one in bare_instance.rglob("*")}
    again = importer("populations", path)
    assert (again.deja, again.ecrit, again.precedente) == (True, False, again.fiche.edition)
    assert {one: one.stat().st_mtime_ns for one in bare_instance.rglob("*")} == before
    other = populations(tmp_path / "b.csv", {"01001": (901, 16)})
    given = {"millesime": 2025, "editeur": "Moi", "licence": "ODbL", "adresse": "https://moi.fr/x"}
    report = importer("populations", other, **given)
    assert report.precedente == again.fiche.edition
    assert [fiche.millesime for fiche in editions("populations")] == [2025, 2024]
    fiche = mesures("populations").fiche
    assert (fiche.editeur, fiche.licence, fiche.adresse) == ("Moi", "ODbL", "https://moi.fr/x")


def test_a_country_is_not_replaced_by_a_few_communes_unless_it_is_meant(tmp_path) -> None:
    importer(
        "populations",
        populations(tmp_path / "a-2024.csv", {"01001": (1, 0), "01002": (1, 0), "01004": (1, 0)}),
    )
    short = populations(tmp_path / "b-2025.csv", {"01001": (2, 0)})
    with pytest.raises(SourceRefusee, match=r"1 lignes seulement.*3 : ajoutez --partiel"):
        importer("populations", short)
    assert mesures("populations").fiche.millesime == 2024
    assert importer("populations", short, ecrire=False).lues == 1
    assert importer("populations", short, partiel=True).ecrit


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([["0100", "1", "1", "1"]], "ligne 2, colonne COM : « 0100 » n’est pas un code"),
        (
            [["01001", "1", "1", "1"]] * 2,
            "ligne 3, colonne COM : la commune 01001 est déjà ligne 2",
        ),
        ([["01001", "1", "x", "1"]], "ligne 2, colonne PCAP : « x » n’est pas un nombre"),
        ([], "aucune ligne à garder"),
        ([["01001", "7", "1", "8"]], "l’année des données n’y est pas dite : ajoutez --millesime"),
    ],
)
def test_bad_populations_are_refused(rows, words, tmp_path, bare_instance) -> None:
    path = write(tmp_path / "donnees_communes.csv", text(["COM", "PMUN", "PCAP", "PTOT"], rows))
    with pytest.raises(SourceRefusee, match=words):
        importer("populations", path)
    assert not bare_instance.exists()


def test_codes_of_nobody_are_said_and_a_file_of_them_is_refused(tmp_path) -> None:
    few = {"01001": (1, 0), "99999": (1, 0)}
    report = importer("populations", populations(tmp_path / "a-2024.csv", few))
    assert (report.inconnus, report.communes) == (("99999",), 1)
    none = populations(tmp_path / "b-2024.csv", {"99998": (1, 0), "99999": (1, 0)})
    with pytest.raises(SourceRefusee, match="2 codes ne sont pas des communes, dont 99998"):
        importer("populations", none)


# --- long form ------------------------------------------------------------------------------------

FILO = [
    "GEO",
    "GEO_OBJECT",
    "FILOSOFI_MEASURE",
    "UNIT_MEASURE",
    "UNIT_MULT",
    "CONF_STATUS",
    "OBS_STATUS",
    "TIME_PERIOD",
    "OBS_VALUE",
]


def filo(path, rows):
    lines = [
        [geo, level, name, "EUR", "0", conf, obs, year, value]
        for geo, level, name, conf, obs, year, value in rows
    ]
    data = "\ufeff" + text(FILO, lines, quoted=True)
    return archive(
        path, DS_FILOSOFI_CC_2023_data__csv=data, DS_FILOSOFI_CC_2023_metadata__csv="x" * 9_999
    )


def test_incomes_tell_secret_from_threshold_and_absent(tmp_path) -> None:
    rows = [
        ("43157", "COM", "MED_SL", "F", "A", 2023, "21500"),
        ("43157", "COM", "PR_MD60", "C", "A", 2023, ""),
        ("43158", "COM", "MED_SL", "F", "O", 2023, ""),
        ("2023-COM-01001", "COM", "MED_SL", "F", "A", 2023, "25000"),
        ("75101", "ARM", "MED_SL", "F", "A", 2023, "35000.5"),
        ("43157", "COM", "MED_SL", "F", "A", 2022, "1"),
        ("43", "DEP", "MED_SL", "F", "A", 2023, "22000"),
        ("84", "REG", "MED_SL", "F", "A", 2023, "24000"),
        ("FM", "FRANCE", "MED_SL", "F", "A", 2023, "24330"),
        ("200073419", "EPCI", "MED_SL", "F", "A", 2023, "22100"),
        ("zz", "DEP", "MED_SL", "F", "A", 2023, "1"),
    ]
    report = importer("filosofi", filo(tmp_path / "FILOSOFI_CC_csv.zip", rows))
    assert (report.fiche.millesime, report.fiche.mesures) == (2023, ("med_sl", "pr_md60"))
    assert one("filosofi", "43157", "med_sl") == Valeur(21500.0)
    assert one("filosofi", "43157", "pr_md60").statut is Statut.SECRETE
    assert one("filosofi", "43158", "med_sl").statut is Statut.NON_SIGNIFICATIVE
    assert one("filosofi", "01001", "pr_md60").statut is Statut.ABSENTE
    assert one("filosofi", "75101", "med_sl") == Valeur(35000.5)
    assert one("filosofi", "75056", "med_sl").statut is Statut.ABSENTE
    given = {"dep:43": 22000.0, "reg:84": 24000.0, "fra": 24330.0}
    assert {place: one("filosofi", place, "med_sl").valeur for place in given} == given
    assert len(report.remarques) == 3
    assert "la métropole" in report.remarques[1]
    older = importer("filosofi", filo(tmp_path / "b.zip", rows), millesime=2022, partiel=True)
    assert (older.communes, older.fiche.millesime) == (1, 2022)


def test_the_whole_country_is_preferred_to_its_mainland(tmp_path) -> None:
    for rank, order in enumerate((("FM", "F"), ("F", "FM"))):
        rows = [(geo, "FRANCE", "MED_SL", "F", "A", 2023, {"F": 7, "FM": 8}[geo]) for geo in order]
        importer("filosofi", filo(tmp_path / f"{rank}.zip", rows))
        assert one("filosofi", "fra", "med_sl") == Valeur(7.0)


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([("x", "COM", "MED_SL", "F", "A", 2023, 1)], "ligne 2, colonne GEO"),
        ([("01001", "COM", "MED SL", "F", "A", 2023, 1)], "ligne 2, colonne FILOSOFI_MEASURE"),
        ([("01001", "COM", "MED_SL", "F", "A", "hier", 1)], "ligne 2, colonne TIME_PERIOD"),
        ([("01001", "COM", "MED_SL", "F", "A", 2023, "x")], "ligne 2, colonne OBS_VALUE"),
        (
            [("01001", "COM", "MED_SL", "F", "A", 2023, value) for value in (1, 1, 2)],
            "ligne 4, .*déjà plus haut",
        ),
        ([("01001", "COM", f"M{n}", "F", "A", 2023, 1) for n in range(501)], "plus de 500 mesures"),
        ([("01001", "IRIS", "MED_SL", "F", "A", 2023, 1)], "aucune ligne à garder"),
    ],
)
def test_bad_incomes_are_refused(rows, words, tmp_path) -> None:
    with pytest.raises(SourceRefusee, match=words):
        importer("filosofi", filo(tmp_path / "a.zip", rows))


def test_a_year_that_is_not_there_is_refused(tmp_path) -> None:
    path = filo(tmp_path / "a.zip", [("01001", "COM", "MED_SL", "F", "A", 2023, 1)])
    with pytest.raises(SourceRefusee, match=r"l’année 2020 n’y est pas \(2023\)"):
        importer("filosofi", path, millesime=2020)


BPE = [
    "GEO",
    "GEO_OBJECT",
    "FACILITY_DOM",
    "FACILITY_SDOM",
    "FACILITY_TYPE",
    "BPE_MEASURE",
    "TIME_PERIOD",
    "OBS_VALUE",
]


def bpe(path, rows):
    lines = [
        [geo, level, kind[0], kind[:2], kind, "FACILITIES", 2025, value]
        for geo, level, kind, value in rows
    ]
    lines.append(["43157", "COM", "D", "_T", "_T", "FACILITIES", 2025, 99])
    return write(path, text(BPE, lines, quoted=True))


def test_a_national_file_of_equipments_says_zero_where_it_says_nothing(tmp_path) -> None:
    table = cog.table()
    communes = [one for code in table.codes() for one in table.arrondissements(code) or (code,)]
    rows = [(code, "COM", "A101", 1) for code in communes[:18_500]]
    rows += [
        ("43157", "COM", "D265", 12),
        ("43001", "COM", "D265", 3),
        ("75101", "ARM", "D265", 40),
    ]
    report = importer("bpe", bpe(tmp_path / "DS_BPE_2025_data.csv", rows))
    assert report.fiche.mesures == ("d265",)
    given = {
        "43157": 12,
        "43002": 0,
        "dep:43": 15,
        "75056": 40,
        "reg:84": None,  # half of its communes lack
        "01001": 0,
    }
    assert {place: one("bpe", place, "d265").valeur for place in given} == given
    assert report.remarques == ()
    told = [("43", "DEP", "D265", 18), ("75", "DEP", "D265", 40)]
    report = importer("bpe", bpe(tmp_path / "b.csv", [*rows, *told]))
    assert report.remarques == (
        "Les communes ne font pas le total de l’éditeur : dep:43, d265 : 15 au lieu de 18.",
    )
    assert one("bpe", "dep:43", "d265") == Valeur(18.0)


def test_a_partial_file_of_equipments_proves_nothing_of_the_others(tmp_path) -> None:
    report = importer("bpe", bpe(tmp_path / "a.csv", [("43157", "COM", "D265", 12)]))
    assert "n’y vaut pas zéro" in report.remarques[0]
    assert one("bpe", "43002", "d265").statut is Statut.ABSENTE


# --- EPCI -----------------------------------------------------------------------------------------

EPCICOM = [
    "dept",
    "siren",
    "raison_sociale",
    "nature_juridique",
    "mode_financ",
    "nb_membres",
    "total_pop_tot",
    "total_pop_mun",
    "dep_com",
    "insee",
    "siren_membre",
    "nom_membre",
    "ptot_2025",
    "pmun_2025",
]


def epci_rows(*members: tuple[str, int, str]):
    return [
        ["43", siren, name, "CA", "FPU", 2, 9, 9, "43", code, 214300016, "x", 120, 100]
        for code, siren, name in members
    ]


PUY = (200073419, "CA du Puy-en-Velay")


def test_the_sheet_says_the_true_year_of_the_epci(tmp_path) -> None:
    rows = epci_rows(("43157", *PUY), ("43001", *PUY), ("01001", 200069193, "CC de la Dombes"))
    report = importer(
        "epci", workbook(tmp_path / "epcicom2026.xlsx", "Epcicom2025", [EPCICOM, *rows])
    )
    assert (report.fiche.millesime, report.fiche.editeur) == (2025, "DGCL")
    assert "se nomme 2026, mais porte l’édition 2025" in report.remarques[0]
    held = intercommunalites()
    assert (held.millesime, held.source) == (2025, "DGCL")
    assert held.de("43157").nom == "CA du Puy-en-Velay"
    assert held.epci["200073419"].communes == ("43001", "43157")
    assert held.de("22016") is None
    assert one("epci", "43157", "pmun_2025") == Valeur(100.0)
    assert intercommunalites("2020-000000000000") is None


def test_a_csv_of_the_same_columns_and_a_former_commune(tmp_path) -> None:
    rows = epci_rows(("43157", *PUY), ("01003", 200069193, "CC"), ("99999", *PUY))
    report = importer("epci", write(tmp_path / "epcicom.csv.gz", text(EPCICOM, rows)))
    assert (report.inconnus, report.recodees) == (("99999",), {"01003": ("01165",)})
    held = intercommunalites()
    assert held.de("01165").code == "200069193"
    assert set(held.par_commune) == {"43157", "01165"}


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        (epci_rows(("43157", 12, "x")), "colonne siren : « 12 » n’est pas un numéro SIREN"),
        (epci_rows(("43157", *PUY), ("43001", PUY[0], "autre")), "ligne 3, colonne raison_sociale"),
        (epci_rows(("43157", *PUY), ("43157", *PUY)), "la commune 43157 est déjà ligne 2"),
        (
            [[*epci_rows(("43157", *PUY))[0][:-1], "x"]],
            "colonne pmun_2025 : « x » n’est pas un nombre",
        ),
    ],
)
def test_bad_epci_are_refused(rows, words, tmp_path) -> None:
    with pytest.raises(SourceRefusee, match=words):
        importer("epci", write(tmp_path / "a.csv", text(EPCICOM, rows)))


# --- code officiel --------------------------------------------------------------------------------

COG = [
    "TYPECOM",
    "COM",
    "REG",
    "DEP",
    "CTCD",
    "ARR",
    "TNCC",
    "NCC",
    "NCCENR",
    "LIBELLE",
    "CAN",
    "COMPARENT",
]


def cog_row(kind: str, code: str, parent: str = "") -> list[str]:
    return [kind, code, "84", code[:2], "", "", "0", "", "", f"Nom {code}", "", parent]


def test_a_new_year_of_communes_is_compared_with_ours(tmp_path) -> None:
    rows = [cog_row("COM", "01001"), cog_row("COM", "01999"), cog_row("COMD", "01001", "01001")]
    report = importer("cog", write(tmp_path / "v_commune_2027.csv", text(COG, rows, ",")))
    assert (report.fiche.millesime, report.lues, report.communes) == (2027, 3, 2)
    assert "absentes de la table de Maillage (2026) : 1, 01999." in report.remarques[0]
    assert "34874" in report.remarques[1]
    names = mesures("cog").connexion().execute("SELECT nom FROM communes WHERE type = 'COM'")
    assert names.fetchall() == [("Nom 01001",), ("Nom 01999",)]


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([cog_row("ZZZ", "01001")], "colonne TYPECOM : « ZZZ »"),
        ([cog_row("COM", "x")], "colonne COM : « x »"),
        ([cog_row("COM", "01001")] * 2, "ligne 3, colonne COM : COM 01001 est déjà ligne 2"),
        ([cog_row("COM", "01001")], "l’année des données n’y est pas dite"),
        ([cog_row("COMD", "01001")], "aucune ligne à garder"),
    ],
)
def test_a_bad_list_of_communes_is_refused(rows, words, tmp_path) -> None:
    with pytest.raises(SourceRefusee, match=words):
        importer("cog", write(tmp_path / "communes.csv", text(COG, rows, ",")))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({1: "hier"}, "colonne DATE_EFF : « hier »"),
        ({3: "x"}, "colonne COM_AV : « x »"),
        ({2: "COMD"}, "aucune ligne"),
    ],
)
def test_bad_movements_are_refused(change, words, tmp_path) -> None:
    row = mouvement("32", "2016-12-01", "15031", "15141")
    for rank, value in change.items():
        row[rank] = value
    with pytest.raises(SourceRefusee, match=words):
        importer("mouvements", mouvements(tmp_path / "m.csv", [row]))


def test_an_older_year_is_kept_and_takes_nobody_s_place(tmp_path) -> None:
    for year, people in ((2024, 900), (2019, 800)):
        path = populations(tmp_path / f"pop-{year}.csv", {"01001": (people, 16)})
        report = importer("populations", path)
    assert (report.ecrit, report.precedente) == (True, None)
    assert report.remarques == (PLUS_RECENTE,)
    assert one("populations", "01001", "pmun") == Valeur(900.0)
    assert [fiche.millesime for fiche in editions("populations")] == [2024, 2019]
    again = importer("populations", path)
    assert (again.deja, again.ecrit) == (True, False)
