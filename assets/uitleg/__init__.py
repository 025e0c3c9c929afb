"""`inbeeld leg-uit`: a row of the weekly lists taken apart, slot by slot, so that a reader can check it by hand.

`bron` reads the facts of one pupil from one room, `uren`, `delen`, `dagen`, `reeksen` and `registers` tell how a signal
follows from them, `verslag` puts that into lines, `rijen` finds the rows and compares the sum with waarde.
"""
