"""The only door to the disk: a file is there whole or not at all, and only its owner may read it."""

import os
from pathlib import Path

BESTANDSRECHT = 0o600
MAPRECHT = 0o700


def schrijf(pad: Path, inhoud: str | bytes, *, wacht_op_schijf: bool = True) -> None:
    """Write atomically: beside the target, then in its place. Text is UTF-8 with LF as it stands. Makes the folders.

    `wacht_op_schijf=False`: for files in a folder that is put in its place as a whole and can be made again.
    """
    _maak_map(pad.parent)
    deel = pad.with_name(f".{pad.name}.deel")
    deel.unlink(missing_ok=True)
    bytes_ = inhoud.encode("utf-8") if isinstance(inhoud, str) else inhoud
    handvat = os.open(deel, os.O_WRONLY | os.O_CREAT | os.O_EXCL, BESTANDSRECHT)
    with os.fdopen(handvat, "wb") as uit:
        uit.write(bytes_)
        if wacht_op_schijf:
            uit.flush()
            os.fsync(uit.fileno())
    os.replace(deel, pad)


def _maak_map(map_: Path) -> None:
    """Folders that are new get MAPRECHT, whatever the umask; existing ones stay as they are."""
    nieuw = [deel for deel in (map_, *map_.parents) if not deel.exists()]
    for deel in reversed(nieuw):
        deel.mkdir(exist_ok=True)
        deel.chmod(MAPRECHT)
