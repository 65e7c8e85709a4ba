"""One small valid file for each source: what the fuzz starts from, and what must survive it."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from benchmarks.banc import annuaire
from tests import grille
from tests.opendata import gabarits_sante as sante
from tests.opendata.classeurs import Cell, classeur

CODES = ("43157", "43268", "43040", "01004", "2A004", "13201", "97411", "35238")
Rows = Sequence[Sequence[Cell]]


@dataclass(frozen=True, slots=True)
class Gabarit:
    """A valid file: a table of rows to be written as text or as a sheet, or a tree of JSON."""

    source: str
    nom: str
    rangees: Rows = ()
    feuille: str = ""  # of a workbook; empty: a text
    marque: str = ";"
    arbre: Any = None
    sans: tuple[str, ...] = ()  # mutations that mean nothing here

    @property
    def genre(self) -> str:
        return "json" if self.arbre is not None else "classeur" if self.feuille else "texte"

    def octets(self, rows: Rows | None = None, tree: Any = None) -> bytes:
        """Write the file, as it is or with other rows or another tree."""
        if self.genre == "json":
            return json.dumps(self.arbre if tree is None else tree).encode()
        rows = self.rangees if rows is None else rows
        if self.genre == "classeur":
            return classeur({self.feuille: rows})
        lines = (
            self.marque.join("" if cell is None else str(cell) for cell in row) for row in rows
        )
        return ("\r\n".join(lines) + "\r\n").encode()


def _table(source: str, name: str, head: str, lines: Iterable[str], mark: str = ";") -> Gabarit:
    rows = [line.split(mark) for line in (head, *lines)]
    return Gabarit(source, name, rangees=rows, marque=mark)


def _communes(source: str, name: str, *columns: str) -> Gabarit:
    lines = (
        f"{code};" + ";".join(f"{10 * rank}.5" for rank in range(1, len(columns) + 1))
        for code in CODES
    )
    return _table(source, name, ";".join(("CODGEO", *columns)), lines)


def _long(source: str, name: str, measure: str, names: Sequence[str], more: str = "") -> Gabarit:
    head = f"GEO;GEO_OBJECT;{measure};TIME_PERIOD;CONF_STATUS;OBS_STATUS;OBS_VALUE"
    tail = f";{more}" if more else ""
    lines = [
        f"{code};{'ARM' if code == '13201' else 'COM'};{name_};2023;F;A;{rank}{tail}"
        for code in CODES
        for rank, name_ in enumerate(names, start=1)
    ]
    lines.append(f"43;DEP;{names[0]};2023;C;A;{tail}")
    head += ";FACILITY_DOM;BPE_MEASURE" if more else ""
    return _table(source, name, head, lines)


def _text(source: str, name: str, content: bytes) -> Gabarit:
    head, *lines = content.decode("utf-8-sig").splitlines()
    return _table(source, name, head, lines)


def _rpps() -> Gabarit:
    """Return an extract of the RPPS: « | » everywhere, at the end of each line too."""
    names = annuaire.ENTETE.rstrip("|\n").split("|")
    place = " (coord. structure)"
    said = {
        "Type d'identifiant PP": "8",
        "Nom d'exercice": 'MAR"TIN',
        "Code profession": "10",
        "Code catégorie professionnelle": "C",
        "Code savoir-faire": "SM54",
        "Code mode exercice": "L",
        "Code secteur d'activité": "SA07",
        f"Code pays{place}": "99000",
    }
    rows: list[list[Cell]] = [[*names, ""]]
    for rank, code in enumerate(CODES):
        cells = {**said, "Identifiant PP": f"1000000000{rank}", f"Code commune{place}": code}
        rows.append([*(cells.get(name, "") for name in names), ""])
    return Gabarit("rpps", "ps-libreacces-personne-activite.txt", rangees=rows, marque="|")


FINESS = (
    "nofinesset;nofinessej;rs;rslongue;complrs;compldistrib;numvoie;typvoie;voie;compvoie;lieuditbp;commune;"
    "departement;libdepartement;ligneacheminement;telephone;telecopie;categetab;libcategetab;categagretab;"
    "libcategagretab;siret;codeape;codemft;libmft;codesph;libsph;dateouv;dateautor;datemaj;numuai;coordxet;"
    "coordyet;sourcecoordet;datemaj_geoloc"
)


def _finess() -> Gabarit:
    """Return an extract of FINESS: the commune in three figures, points in Lambert 93."""
    lines = [
        f"43000{rank:03}8;43000000{rank};MSP;MAISON DE SANTE;;;;;;;;{code[2:]};{code[:2]};X;43000 VILLE;;;603;MSP;"
        f"1110;G;;;;;;;2020-01-01;2020-01-01;2026-01-01;;792000;6449000;"
        "1,ATLASANTE,96,BAN,EPSG:2154 RGF93 / Lambert-93 (Métropole);2026-05-01"
        for rank, code in enumerate(("43157", "43268", "43040", "01004"))
    ]
    return _table("finess", "finess_etablissements.csv", FINESS, lines)


def _atlasante() -> Gabarit:
    """Return an extract of FINESS as Atlasanté gives it: a hospital, a home, one closed."""
    lines = [
        f"430000{rank:02}8,{state},ET,2026-05-04,CH {rank},{code},{category},Nom,{urgent},{places},4.1,45.1,{rank}"
        for rank, (code, category, urgent, places, state) in enumerate(
            (
                ("43157", "355", "OUI", ".", "ACTUEL"),
                ("43268", "500", ".", "82", "ACTUEL"),
                ("43040", "603", "NON", "", "ACTUEL"),
                ("01004", "500", "", "60", "OBSOLETE"),
            )
        )
    ]
    head = "finess,etat,type,date_extract_finess,rs,com_code,categ_code,categ_lib,san_urg,esms_capaTot_inst,"
    head += "geoloc_4326_long,geoloc_4326_lat,geoloc_precision"
    return _table("finess", "t-finess.csv", head, lines, ",")


def _gabarits() -> Iterable[Gabarit]:
    yield _table(
        "cog",
        "v_commune_2026.csv",
        "TYPECOM,COM,REG,DEP,CTCD,ARR,TNCC,NCC,NCCENR,LIBELLE,CAN,COMPARENT",
        [f"COM,{code},84,{code[:2]},D,1,0,N,N,Nom,1," for code in CODES if code != "13201"]
        + ["ARM,13201,93,13,D,1,0,N,N,Nom,1,13055", "COMD,01033,,,,,0,N,N,Nom,,01004"],
        ",",
    )
    yield _table(
        "mouvements",
        "v_mvt_commune_2026.csv",
        "MOD,DATE_EFF,TYPECOM_AV,COM_AV,TNCC_AV,NCC_AV,NCCENR_AV,LIBELLE_AV,TYPECOM_AP,COM_AP,"
        "TNCC_AP,NCC_AP,NCCENR_AP,LIBELLE_AP",
        [
            f"32,20{10 + rank}-01-01,COM,4300{rank},0,N,N,N{rank},COM,43157,0,N,N,N"
            for rank in range(1, 9)
        ],
        ",",
    )
    yield _table(
        "populations",
        "donnees_communes_2023.csv",
        "REG;Région;DEP;CODARR;CODCAN;CODCOM;COM;Commune;PMUN;PCAP;PTOT",
        [
            f"84;R;{code[:2]};1;01;{code[2:]};{code};Nom;{100 + rank};3;{103 + rank}"
            for rank, code in enumerate(CODES)
        ],
    )
    yield _communes(
        "rp_age",
        "base-cc-evol-struct-pop-2022.CSV",
        "P22_POP",
        "P16_POP",
        "P22_POP0014",
        "P22_POP90P",
    )
    yield _communes(
        "rp_emploi", "base-cc-emploi-pop-active-2022.csv", "P22_ACT1564", "P22_CHOM1564"
    )
    yield _communes(
        "rp_menages", "base-cc-coupl-fam-men-2022.csv", "C22_FAM", "C22_FAMMONO", "P22_POP80P_PSEUL"
    )
    yield _communes(
        "rp_diplomes", "base-cc-diplomes-formation-2022.csv", "P22_NSCOL15P", "P22_NSCOL15P_DIPLMIN"
    )
    yield _communes("rp_series", "base-cc-serie-historique-2022.csv", "SUPERF", "P22_POP")
    yield _rpps()
    yield _finess()
    yield _atlasante()
    yield _long(
        "filosofi", "DS_FILOSOFI_CC_2023_data.csv", "FILOSOFI_MEASURE", ("MED_SL", "PR_MD60")
    )
    yield _table(
        "carreaux",
        "Filosofi2021_carreaux_200m_met.csv",
        "idcar_200m,i_est_200,lcog_geo,ind,men,men_pauv,men_1ind,men_fmp,ind_snv,ind_65_79,ind_80p",
        [
            f"CRS3035RES200mN{2_000_000 + 200 * rank}E3900000,{rank % 2},{code}{CODES[0] if rank == 3 else ''},10.5,4,1,2,1,200000.5,2,1"
            for rank, code in enumerate(CODES)
        ],
        ",",
    )
    yield _long("bpe", "DS_BPE_2025_data.csv", "FACILITY_TYPE", ("D265", "D281"), "D;FACILITIES")
    yield Gabarit(
        "epci",
        "epcicom2026.xlsx",
        rangees=[
            [
                "dept",
                "siren",
                "raison_sociale",
                "nature_juridique",
                "insee",
                "siren_membre",
                "nom_membre",
                "ptot_2026",
                "pmun_2026",
            ],
            *[["43", 200073419, "CA du Puy", "CA", code, 1, "Nom", 110, 100] for code in CODES],
        ],
        feuille="Epcicom2026",
    )
    for profession in sante.APL:
        yield Gabarit(
            "apl",
            f"apl_{profession}.xlsx",
            rangees=sante.feuille_apl(
                profession, 2024, [(code, 2.5, 100.0, 110.0) for code in CODES]
            ),
            feuille="APL 2024",
        )
    yield _text("ameli_pathologies", "effectifs.csv", sante.pathologies())
    yield _text("ameli_demographie", "demographie.csv", sante.demographie())
    yield _text("ameli_exercices", "exercices.csv", sante.exercices())
    yield _text("ameli_acces", "patientele.csv", sante.patientele())
    yield _text(
        "eloignement",
        "ot.csv",
        sante.eloignement([f"{code};N;2023;{rank}" for rank, code in enumerate(CODES)]),
    )
    yield _table(
        "zonage_mg",
        "zonage-2024.csv",
        "code;classe",
        [f"{code};{'ZIP' if rank % 2 else 'ZAC'}" for rank, code in enumerate(CODES)],
    )
    yield Gabarit(
        "zonage_mg",
        "export_zoning_2024.xlsx",
        rangees=[
            ["Export"],
            [],
            [],
            ["Code commune", "Commune", "Zonage"],
            *[[code, "N", "ZIP"] for code in CODES],
        ],
        feuille="Data",
    )
    quarters = [
        {"code_qp": f"QN0430{rank}M", "lib_qp": "Q", "insee_com": code, "population": 900}
        for rank, code in enumerate(CODES, start=1)
    ]
    yield Gabarit("qpv", "QP2024.geojson", arbre=json.loads(sante.qpv(quarters)))
    yield _table(
        "qpv",
        "qp2024.csv",
        "code_qp;lib_qp;insee_com;population",
        [f"QN0430{rank}M;Q;{code};900" for rank, code in enumerate(CODES, start=1)],
    )
    yield Gabarit("contours", "communes.topojson", arbre=grille.topologie())
    yield Gabarit("contours", "communes.geojson", arbre=grille.geojson())
    yield _table(
        "cpts",
        "cpts-ara.csv",
        "Nom de la CPTS;Finess;Code commune;Source;Date",
        [
            f"CPTS {code[:2]};43000999{rank};{code};ARS;2026-03-01"
            for rank, code in enumerate(CODES)
        ],
    )
    yield _table(
        "adjacence",
        "adjacence.csv",
        "a,b,longueur_m",
        [f"{a},{b},{100 + rank}" for rank, (a, b) in enumerate(pairwise(CODES)) if a < b],
        ",",
    )


def gabarits() -> Mapping[str, list[Gabarit]]:
    """Return the valid files, by source."""
    found: dict[str, list[Gabarit]] = {}
    for one in _gabarits():
        found.setdefault(one.source, []).append(one)
    return found


Fabrique = Callable[[], Mapping[str, list[Gabarit]]]
