"""The register of schools as a table: one row a school and Sunday, with the settings that SQL needs."""

from __future__ import annotations

from datetime import date

from assets.werk import Werk, vingerafdruk, zorg_voor_tabel
from data_contracts.register import Register

TABEL = "school.bron.school"


def school_rijen(register: Register, peildatum: date) -> list[tuple]:
    """Rows of `school.bron.school` for one Sunday, in the order of its columns."""
    return [
        (
            peildatum, s.brin6, s.naam, s.soort, s.bestuur, s.swv, s.wijk, s.uurmaat, s.capaciteit,
            int(register.instelling("onbekend_schooldagen", s.brin6)),
            str(register.instelling("te_laat_telt_als", s.brin6)),
            str(register.instelling("verwijderd_telt_als", s.brin6)),
            int(register.instelling("te_laat_drempel", s.brin6)),
            int(register.instelling("terugkeer_pct", s.brin6)),
            int(register.instelling("actietafel_schooldagen", s.brin6)),
            int(register.instelling("passend_aanbod_maanden", s.brin6)),
            int(register.instelling("termijn_vooraf_schooldagen", s.brin6)),
        )
        for s in register.scholen
    ]  # fmt: skip


def ververs_register(werk: Werk, keten: list[date]) -> None:
    """Bring the register table up to date for the Sundays of `keten`."""
    zorg_voor_tabel(werk, TABEL)
    staand, nieuw = werk.magazijn.hashes(TABEL), {}
    for peildatum in keten:
        rijen = school_rijen(werk.register, peildatum)
        hash_ = vingerafdruk(rijen)
        if staand.get(peildatum) != hash_:
            werk.magazijn.stap(TABEL, peildatum, hash_, lambda p=peildatum, r=rijen: _schrijf(werk, p, r))
        nieuw[peildatum] = hash_
    werk.zet_hashes(TABEL, nieuw)


def _schrijf(werk: Werk, peildatum: date, rijen: list[tuple]) -> int:
    con = werk.magazijn.con
    con.execute(f"DELETE FROM {TABEL} WHERE peildatum = $p", {"p": peildatum})
    if rijen:
        plaatsen = ", ".join("?" for _ in rijen[0])
        con.executemany(f"INSERT INTO {TABEL} VALUES ({plaatsen})", rijen)
    return len(rijen)
