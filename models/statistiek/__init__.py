"""Statistics of series of shares, as pure functions on plain tables: for `inbeeld reeks` and for any other data.

A table is a matrix of units by periods (numpy, float; nan is a gap) or a vector with one place a unit. A share is 0-1.
Not here: reading and writing (`assets/reeks`), disclosure control (`models/onthulling.py`), anything about one pupil.
"""
