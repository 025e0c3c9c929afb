"""For all tests: Hypothesis looks at what comes out and never at the clock, because machines are noisy."""

from hypothesis import settings

settings.register_profile("zonder_klok", deadline=None)
settings.load_profile("zonder_klok")
