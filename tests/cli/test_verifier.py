"""`maillage verifier`, as a team and a jurist use it."""

from tests.cli.conftest import ROOT
from tests.reference.test_regles import OTHERS

ORDINARY = ROOT / "exemples" / "haute-loire.yaml"
DAY = "2026-11-22"


def test_ordinary_example_when_judged_for_its_two_documents(call_json):
    for document in ("lettre_intention", "aura_pre_projet"):
        code, found = call_json("verifier", ORDINARY, "--document", document, "--le", DAY)
        assert code == 0
        assert [v["code"] for v in found["verdicts"] if v["verdict"] != "respectee"] == []


def test_ordinary_example_when_judged_at_its_stage_is_well(call):
    code, out, _ = call("verifier", ORDINARY, "--le", DAY)
    assert (code, "Rien ne manque" in out) == (0, True)


def test_small_dossier_when_judged_says_what_to_do_and_where(call):
    code, out, err = call("verifier", "--le", DAY, small_file())
    assert (code, err) == (1, "")
    assert out.startswith("CPTS sans équipe : contrôle au 22/11/2026")
    assert "? EQ-01" in out
    assert "À faire : Invitez une autre profession" in out
    assert "Où : equipe" in out


def small_file():
    return ROOT / "tests" / "cli" / "sans-equipe.yaml"


def test_json_when_judged_carries_the_whole_verdict(call_json, small):
    _, found = call_json("verifier", small, "--le", DAY)
    verdict = next(v for v in found["verdicts"] if v["code"] == "TERR-12")
    assert verdict["verdict"] == "respectee"
    assert {
        "code", "titre", "verdict", "gravite", "domaine", "message", "que_faire", "motif", "lieux",
        "manquants", "elements", "documents", "source", "fiabilite", "depuis", "jusqua",
    } == verdict.keys()  # fmt: skip
    assert verdict["depuis"] == "2019-08-25"
    assert found["le"] == DAY
    assert found["region"] == "AURA"


def test_another_day_when_asked_judges_by_the_law_of_that_day(call_json, small):
    _, before = call_json("verifier", small, "--le", "2020-01-01")
    _, after = call_json("verifier", small, "--le", DAY)
    assert "MISS-01" in {v["code"] for v in before["verdicts"]}
    assert "MISS-02" in {v["code"] for v in after["verdicts"]}
    assert "MISS-01" not in {v["code"] for v in after["verdicts"]}


def test_everything_when_asked_shows_what_is_met_too(call, small):
    assert "✓ TERR-01" not in call("verifier", small, "--le", DAY)[1]
    assert "✓ TERR-01" in call("verifier", small, "--le", DAY, "--tout")[1]


def test_bad_file_when_given_is_explained(call, bad_file):
    path, word = bad_file
    code, out, err = call("verifier", path)
    assert (code, out) == (2, "")
    assert word in err


def test_call_when_wrong_says_how_to_call(call, small, tmp_path):
    assert call("verifier")[0] == 2
    assert "introuvable" in call("verifier", tmp_path / "absent.yaml")[2]
    assert "n’est pas une date" in call("verifier", small, "--le", "hier")[2]
    assert "lettre_intention" in call("verifier", small, "--document", "lettre")[2]


def test_cases_when_all_hold(call_json):
    paths = [path for path in (ROOT / "tests" / "cas").glob("*.yaml") if path.name not in OTHERS]
    for path in sorted(paths):
        code, found = call_json("verifier", "--cas", path)
        assert (code, found["ecarts"], found["regles_inconnues"]) == (0, [], [])
        assert found["cas"] > 0


def test_cases_when_one_differs_are_named(call, call_json, tmp_path):
    path = tmp_path / "cas.yaml"
    path.write_text(
        "cas:\n- {id: C1, titre: Trop petit, date: 2026-01-01, region: toutes, motif: essai,\n"
        "   faits: {territoire_population: 12000}, attendu: {TERR-12: respectee, ZZ-99: inconnue}}\n"
    )
    code, found = call_json("verifier", "--cas", path)
    assert code == 1
    assert found["regles_inconnues"] == ["ZZ-99"]
    (gap,) = found["ecarts"]
    assert (gap["cas"], gap["regle"], gap["attendu"], gap["trouve"]) == (
        "C1", "TERR-12", "respectee", "non_respectee",
    )  # fmt: skip
    assert (
        "C1  TERR-12 : attendu respectee, trouvé non_respectee"
        in call("verifier", "--cas", path)[1]
    )


def test_json_keys_when_documented(call_json, small):
    """The page says every key, those of a verdict too."""
    _, found = call_json("verifier", small, "--le", DAY)
    text = (ROOT / "docs" / "commande-verifier.md").read_text("utf-8")
    keys = [*found, *found["verdicts"][0], *found["non_suivies"][0]]
    assert [key for key in keys if f"`{key}`" not in text] == []
