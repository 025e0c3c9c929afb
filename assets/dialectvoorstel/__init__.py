"""A dialect proposed from one sample export of a system that we do not know: for `inbeeld dialect`.

Not here: what a dialect may say (data_contracts/dialect.py) and reading deliveries with it (assets/inname).
"""
