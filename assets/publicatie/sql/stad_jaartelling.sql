-- Door kluis -> stad: the yearly count per measure, on its way through disclosure control.
SELECT schooljaar, maat, open_op_1_september, nieuw_in_jaar
FROM kluis.publicatie.jaartelling
WHERE peildatum = $peildatum
ORDER BY maat
