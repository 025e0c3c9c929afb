"""A file that is refused as a whole, with the reason. Never holds a value from the file."""


class Geweigerd(Exception):
    """`reden` is a code of `redenen.yaml`; `rijen`: data rows that could be counted, 0 when they could not."""

    def __init__(self, reden: str, rijen: int = 0):
        super().__init__(reden)
        self.reden = reden
        self.rijen = rijen
