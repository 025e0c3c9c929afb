"""A file that is refused as a whole, with the reason. Never holds a value from the file."""


class Geweigerd(Exception):
    """`reden` is a code of `redenen.yaml`; `rijen`: data rows that could be counted, 0 when they could not.

    `missend`, `dubbel`: columns that the contract or dialect names and that are not there, or stand there twice.
    """

    def __init__(self, reden: str, rijen: int = 0, missend: tuple[str, ...] = (), dubbel: tuple[str, ...] = ()):
        super().__init__(reden)
        self.reden = reden
        self.rijen = rijen
        self.missend = missend
        self.dubbel = dubbel


class Veranderd(Geweigerd):
    """The file is not (any more) what the inventory found: it must be read again at the next run."""

    def __init__(self) -> None:
        super().__init__("onleesbaar")
