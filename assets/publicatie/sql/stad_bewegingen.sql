-- Door kluis -> stad: persons by the part of the counts they left and the one they came into, on their way through disclosure control.
SELECT van, naar, personen FROM kluis.publicatie.halfjaarbeweging WHERE peildatum = $peildatum ORDER BY van, naar
