"""The breaking of walls itself, on a tiny tree with two walls; and the page that is made of the real list."""

import subprocess

import pytest

from tests.muren.muren import DOCS, LIJST, WORTEL, als_tabel, lees_muren, main

CODE = "def dicht_a():\n    return True\n\n\ndef dicht_b():\n    return True\n"
TESTS = """from huis import dicht_a, dicht_b


def test_a():
    assert dicht_a()


def test_b():
    assert dicht_b()


def test_slaapt():
    assert True
"""
PATCH_A = """--- a/huis.py
+++ b/huis.py
@@ -1,5 +1,5 @@
 def dicht_a():
-    return True
+    return False
 
 
 def dicht_b():
"""
PATCH_BEIDE = """--- a/huis.py
+++ b/huis.py
@@ -1,6 +1,6 @@
 def dicht_a():
-    return True
+    return False
 
 
 def dicht_b():
-    return True
+    return False
"""
MUUR_A = "- {id: a, muur: A is shut., test: 'tests/test_huis.py::test_a', patch: a.patch}\n"
MUUR_B = "- {id: b, muur: B is shut., test: 'tests/test_huis.py::test_b', patch: beide.patch}\n"
SLAPER = "- {id: slaapt, muur: C is shut., test: 'tests/test_huis.py::test_slaapt', patch: a.patch}\n"


@pytest.fixture
def boom(tmp_path):
    """A tree under git with two walls, their tests, and two patches."""
    bestanden = {
        "huis.py": CODE,
        "tests/test_huis.py": TESTS,
        "a.patch": PATCH_A,
        "beide.patch": PATCH_BEIDE,
        "pytest.ini": "[pytest]\nmarkers = traag: slow\n",
        str(LIJST): MUUR_A,
    }
    for naam, inhoud in bestanden.items():
        (tmp_path / naam).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / naam).write_text(inhoud)
    for opdracht in (["init", "-q"], ["add", "."]):
        subprocess.run(["git", *opdracht], cwd=tmp_path, check=True)
    return tmp_path


@pytest.mark.traag
@pytest.mark.parametrize(
    ("lijst", "code", "gezegd"),
    [
        (MUUR_A, 0, "a                        ok"),
        (SLAPER, 1, "slaapt is groen, should be rood"),
        (MUUR_A + MUUR_B, 1, "a is rood, should be groen"),
        (MUUR_A.replace("test_a'", "test_weg'"), 1, "a is ontbreekt, should be rood"),
    ],
)
def test_a_wall_holds_only_when_exactly_its_own_test_goes_red(boom, capsys, lijst, code, gezegd):
    (boom / LIJST).write_text(lijst)
    assert main([], boom) == code
    assert gezegd in capsys.readouterr().out


@pytest.mark.traag
def test_the_tree_itself_is_never_touched(boom):
    assert main([], boom) == 0
    assert (boom / "huis.py").read_text() == CODE


@pytest.mark.parametrize(
    ("lijst", "melding"),
    [
        ("[]", "no wall at all"),
        ("- {id: a}", "wall 1 has fields ['id']; give exactly"),
        (MUUR_A.replace("a.patch", "weg.patch"), "wall 1 names weg.patch, which is not there"),
        (MUUR_A + MUUR_A, "id a stands there twice"),
    ],
)
def test_a_list_that_cannot_be_used_is_refused_with_the_reason(boom, lijst, melding):
    (boom / LIJST).write_text(lijst)
    with pytest.raises(SystemExit, match=None) as gestopt:
        main([], boom)
    assert melding in str(gestopt.value)


@pytest.mark.traag
def test_a_patch_that_no_longer_fits_says_so(boom):
    (boom / "huis.py").write_text("x = 1\n")
    with pytest.raises(SystemExit) as gestopt:
        main([], boom)
    assert "a.patch: does not fit the tree" in str(gestopt.value)


def test_every_patch_still_fits_the_tree():
    patches = [muur.patch for muur in lees_muren(WORTEL)]
    opdracht = ["git", "apply", "--check"]
    mis = [p for p in patches if subprocess.run([*opdracht, p], cwd=WORTEL, capture_output=True).returncode]
    assert len(patches) > 50 and mis == [], "make these patches anew: code around them changed"
    assert {WORTEL / p for p in patches} == set((WORTEL / "tests/muren/patches").glob("*.patch"))


def test_the_page_of_walls_is_that_of_the_list():
    muren = lees_muren(WORTEL)
    assert muren
    assert (WORTEL / DOCS).read_text(encoding="utf-8") == als_tabel(muren)
