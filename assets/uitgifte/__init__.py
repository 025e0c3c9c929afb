"""Rows to files: everything a person reads. Pure functions; only `schrijf` touches the disk.

What belongs here: view models, wording, templates, csv, xlsx. What does not: SQL, Dagster, keys, the clock.
"""
