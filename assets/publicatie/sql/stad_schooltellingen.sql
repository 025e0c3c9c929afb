-- Door school -> stad: persons with plicht and persons with a signal per school, on their way through disclosure control.
SELECT brin6, met_plicht, met_signaal FROM school.publicatie.telling WHERE peildatum = $peildatum ORDER BY brin6
