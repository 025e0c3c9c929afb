"""The page "Alle signalen": of each signal its rule, source, example, readers and settings, made from signalen.yaml.

Not here: the rules themselves (models/<kamer>/signaal/) and what a list says (assets/uitgifte/uitleg.py).
"""
