"""Where the folders are: the word, else the environment, else inbeeld.yaml, else the default."""

from pathlib import Path

import pytest

from pipelines.instellingen import NAMEN, STANDAARD, GebruiksFout, lees_paden

GEEN = dict.fromkeys(NAMEN)


@pytest.fixture(autouse=True)
def schoon(monkeypatch):
    """Nothing of this machine."""
    for naam in NAMEN:
        monkeypatch.delenv(f"INBEELD_{naam.upper()}", raising=False)


@pytest.mark.parametrize("naam", NAMEN)
def test_the_nearest_setting_wins(naam, tmp_path, monkeypatch):
    def gekozen(woord: str | None = None) -> Path:
        return getattr(lees_paden({**GEEN, naam: woord}, tmp_path), naam)

    assert gekozen() == Path(STANDAARD[naam]).expanduser()
    (tmp_path / "inbeeld.yaml").write_text(f"{naam}: van_bestand\n")
    assert gekozen() == Path("van_bestand")
    monkeypatch.setenv(f"INBEELD_{naam.upper()}", "van_omgeving")
    assert gekozen() == Path("van_omgeving")
    assert gekozen("van_woord") == Path("van_woord")


def test_the_file_of_the_current_folder_is_read(tmp_path, monkeypatch):
    (tmp_path / "inbeeld.yaml").write_text("uit: elders\n")
    monkeypatch.chdir(tmp_path)
    assert lees_paden(GEEN).uit == Path("elders")


def test_a_home_folder_is_filled_in(tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", "/thuis")
    assert lees_paden({**GEEN, "uit": "~/uit"}, tmp_path).uit == Path("/thuis/uit")


@pytest.mark.parametrize("inhoud", ["", "uit:\n", "# niets\n"])
def test_a_file_that_says_nothing_leaves_the_default(tmp_path, inhoud):
    (tmp_path / "inbeeld.yaml").write_text(inhoud)
    assert lees_paden(GEEN, tmp_path).uit == Path(STANDAARD["uit"])


@pytest.mark.parametrize("inhoud", ["uitvoer: x\n", "- uit\n", "tekst\n", "uit: x\nmodus: live\n"])
def test_a_file_with_other_lines_is_refused(tmp_path, inhoud):
    (tmp_path / "inbeeld.yaml").write_text(inhoud)
    with pytest.raises(GebruiksFout) as gevangen:
        lees_paden(GEEN, tmp_path)
    assert str(gevangen.value) == (
        f"{tmp_path / 'inbeeld.yaml'}: alleen aanlevering, magazijn, uit, sleutels mogen hier staan; "
        "haal de andere regels weg"
    )


@pytest.mark.parametrize("inhoud", [b"uit: [", b"\xff\xfe\x00", b"uit: \x00"])
def test_a_file_that_is_no_yaml_is_refused(tmp_path, inhoud):
    (tmp_path / "inbeeld.yaml").write_bytes(inhoud)
    with pytest.raises(GebruiksFout) as gevangen:
        lees_paden(GEEN, tmp_path)
    assert str(gevangen.value) == (
        f"{tmp_path / 'inbeeld.yaml'}: dit bestand is geen leesbare YAML; herstel het of haal het weg"
    )
