from datetime import time

import pytest

from data_contracts.fouten import InstellingFout
from data_contracts.register import Lestijd, lees_register

SCHOOL = "brin6: 03MJ00, naam: A, soort: vo"


def register(tmp_path, tekst: str):
    (tmp_path / "scholen.yaml").write_text(tekst, encoding="utf-8")
    return lees_register(tmp_path / "scholen.yaml")


def fouten(tmp_path, tekst: str) -> str:
    with pytest.raises(InstellingFout) as gevangen:
        register(tmp_path, tekst)
    return str(gevangen.value)


def test_a_full_school_is_read(tmp_path):
    gelezen = register(
        tmp_path,
        """
modus: live
leerplicht_gemeenten: [0344, '0363', 80]
instellingen: {te_laat_drempel: 6, onbekend_schooldagen: 3}
scholen:
  - brin6: 03MJ00
    naam: Voorbeeldcollege
    soort: vo
    bestuur: Stichting Voorbeeld
    swv: VO2601
    wijk: Overvecht
    dialect: somtoday
    uurmaat: klokuur
    contact: administratie@voorbeeld.example
    capaciteit: 12
    lestijden: {1: '08:30-09:20', 2: '09:20-10:10'}
    instellingen: {te_laat_drempel: 12}
""",
    )
    (school,) = gelezen.scholen
    assert (gelezen.modus, gelezen.leerplicht_gemeenten) == ("live", ("0344", "0363", "0080"))
    assert (school.swv, school.uurmaat, school.capaciteit) == ("VO2601", "klokuur", 12)
    assert school.lestijden == (Lestijd(1, time(8, 30), time(9, 20)), Lestijd(2, time(9, 20), time(10, 10)))
    assert gelezen.dialect("03MJ00").vorm == "json"


def test_a_setting_is_the_schools_else_the_citys_else_the_default(tmp_path):
    gelezen = register(
        tmp_path,
        "instellingen: {te_laat_drempel: 6, onbekend_schooldagen: 3}\n"
        f"scholen:\n - {{{SCHOOL}, dialect: standaard, instellingen: {{te_laat_drempel: 12}}}}\n",
    )
    assert gelezen.instelling("te_laat_drempel", "03MJ00") == 12
    assert gelezen.instelling("te_laat_drempel", "99XX99") == gelezen.instelling("te_laat_drempel") == 6
    assert gelezen.instelling("onbekend_schooldagen", "03MJ00") == 3
    assert gelezen.instelling("kennismoment_uren", "03MJ00") == 12


def test_the_capacity_is_the_schools_else_the_citys(tmp_path):
    gelezen = register(
        tmp_path,
        "instellingen: {capaciteit: 7}\nscholen:\n"
        f" - {{{SCHOOL}, dialect: standaard}}\n"
        f" - {{{SCHOOL.replace('00', '01')}, dialect: standaard, instellingen: {{capaciteit: 8}}}}\n"
        f" - {{{SCHOOL.replace('00', '02')}, dialect: standaard, capaciteit: 9, instellingen: {{capaciteit: 8}}}}\n",
    )
    assert [school.capaciteit for school in gelezen.scholen] == [7, 8, 9]


def test_the_default_is_a_trial_for_every_municipality(tmp_path):
    gelezen = register(tmp_path, f"scholen:\n - {{{SCHOOL}, dialect: standaard}}\n")
    assert (gelezen.modus, gelezen.leerplicht_gemeenten, gelezen.scholen[0].capaciteit) == ("proef", (), 10)
    assert gelezen.school("03MJ01") is None


@pytest.mark.parametrize(
    ("tekst", "fout"),
    [
        ("scholen: [", "scholen.yaml: regel 1 is geen geldige YAML"),
        ("- a", "scholen.yaml: bevat geen instellingen; begin met 'scholen:'"),
        ("modus: proef", "er staan geen scholen in; zet onder 'scholen:'"),
        ("modus: test\nscholen: []", "modus is 'test'; kies uit proef, live"),
        ("kleur: rood\nscholen: []", "'kleur' ken ik niet; kies uit instellingen"),
        ("leerplicht_gemeenten: Utrecht\nscholen: []", "leerplicht_gemeenten is geen lijst van CBS-codes"),
        ("scholen: [x]", "school 1: is geen blok met gegevens"),
        ("scholen:\n - {naam: A, soort: vo, dialect: standaard}", "school 1: brin6 ontbreekt; vul brin6 in"),
        ("scholen:\n - {brin6: 3MJ, naam: A, soort: vo, dialect: standaard}", "school 1: brin6 is '3MJ'"),
        (f"scholen:\n - {{{SCHOOL}}}", "03MJ00: dialect ontbreekt; vul dialect in"),
        (f"scholen:\n - {{{SCHOOL}, dialect: parnassys}}", "dialect parnassys: bestaat niet; kies uit eduarte"),
        (f"scholen:\n - {{{SCHOOL}, dialect: ../x}}", "dialect ../x: bestaat niet"),
        (f"scholen:\n - {{{SCHOOL}, dialect: standaard, kleur: rood}}", "03MJ00: 'kleur' ken ik niet"),
        (f"scholen:\n - {{{SCHOOL}, dialect: standaard, capaciteit: 0}}", "03MJ00: capaciteit is 0; schrijf een heel"),
        (f"scholen:\n - {{{SCHOOL}, dialect: standaard, uurmaat: uur}}", "uurmaat is 'uur'; kies uit lesuur, klokuur"),
        (f"scholen:\n - {{{SCHOOL}, dialect: standaard, lestijden: [1]}}", "lestijden is geen lijst van lesuren"),
        (f"scholen:\n - {{{SCHOOL}, dialect: standaard, lestijden: {{13: '08:30-09:20'}}}}", "lestijd 13"),
        (f"scholen:\n - {{{SCHOOL}, dialect: standaard, lestijden: {{1: '9:20-08:30'}}}}", "lestijd 1"),
        (
            f"scholen:\n - {{{SCHOOL}, dialect: standaard, lestijden: {{1: '09:20-08:30'}}}}",
            "eindigt niet na zijn begin",
        ),
        (
            f"scholen:\n - {{{SCHOOL}, dialect: standaard, lestijden: {{1: '08:30-09:20', 2: '09:00-10:00'}}}}",
            "overlappen of staan niet op volgorde",
        ),
        (
            f"scholen:\n - {{{SCHOOL}, dialect: standaard, lestijden: {{1: '08:30-09:20', middag: '13:00-15:00'}}}}",
            "heeft lesuren en dagdelen door elkaar",
        ),
        (f"scholen:\n - {{{SCHOOL}, dialect: standaard}}\n - {{{SCHOOL}, dialect: standaard}}", "meer dan een keer"),
        (
            f"scholen:\n - {{{SCHOOL}, dialect: standaard, instellingen: {{drempel: 1}}}}",
            "instelling 'drempel' bestaat niet",
        ),
    ],
)
def test_each_fault_is_one_sentence_that_says_where_and_what_to_do(tmp_path, tekst, fout):
    assert fout in fouten(tmp_path, tekst)


def test_all_faults_are_said_at_once(tmp_path):
    regels = fouten(tmp_path, "modus: x\nkleur: y\nscholen:\n - {brin6: 1, soort: z}\n").splitlines()
    assert len(regels) == 6
    assert all(regel.startswith("scholen.yaml: ") and ";" in regel for regel in regels)


def test_a_missing_file_is_said_without_a_traceback(tmp_path):
    with pytest.raises(InstellingFout, match="scholen.yaml: niet gevonden"):
        lees_register(tmp_path / "scholen.yaml")
