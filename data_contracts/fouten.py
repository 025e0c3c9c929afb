"""The errors that a user may cause. Their text is Dutch, complete, and safe to print: it never holds a pupil's data.

Not here: mistakes of the programme itself (those stay ordinary exceptions).
"""


class Aanleverfout(Exception):
    """Something that was delivered or set cannot be used; `str()` is the message for the user."""


class InstellingFout(Aanleverfout):
    """`scholen.yaml`, a dialect or a setting is wrong. All faults of the file are in one message."""

    def __init__(self, waar: str, fouten: list[str]):
        self.waar = waar
        self.fouten = tuple(fouten)
        super().__init__("\n".join(f"{waar}: {fout}" for fout in fouten))
