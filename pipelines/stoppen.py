"""Control-C: remembers that someone asked to stop, because libraries turn the interruption into faults of their own.

DuckDB raises RuntimeError in a query that is interrupted; Dagster turns that into a failed step.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable
from types import FrameType


class Stopteken:
    """Whether a stop was asked for since `luister`."""

    def __init__(self) -> None:
        self.is_gevraagd = False

    def luister(self) -> None:
        """Take over Control-C; in another thread than the main one it stays as it is."""
        self.is_gevraagd = False
        self._neem_over()

    def bij(self, meld: Callable[[str], None]) -> Callable[[str], None]:
        """The same progress, that takes Control-C over again at every step: Dagster keeps it to itself during a run."""

        def meld_en_luister(tekst: str) -> None:
            self._neem_over()
            meld(tekst)

        return meld_en_luister

    def kan_luisteren(self) -> bool:
        """Signals go to the main thread only."""
        return threading.current_thread() is threading.main_thread()

    def _neem_over(self) -> None:
        if self.kan_luisteren():
            signal.signal(signal.SIGINT, self.bij_signaal)

    def bij_signaal(self, nummer: int, frame: FrameType | None) -> None:
        """Remember it, and stop what goes on."""
        self.is_gevraagd = True
        raise KeyboardInterrupt


STOP = Stopteken()
