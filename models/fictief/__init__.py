"""The fictitious city, pure part: calendar facts, latent behaviour, registration, calibration. No files, no Dagster.

What is written to disk, and how each school writes it, belongs in `assets.fictief`. Nothing here is about a real
person.
"""
