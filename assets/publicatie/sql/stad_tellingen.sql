-- Door kluis -> stad: persons per school, count and movement, on their way through disclosure control.
SELECT brin6, maat, personen FROM kluis.publicatie.telling WHERE peildatum = $peildatum ORDER BY brin6, maat
