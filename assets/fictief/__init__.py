"""The fictitious city on disk: deliveries in the formats of aanlevering.md §1, and the truth beside them.

What happens to pupils is computed in `models.fictief`; here it is written down the way schools do it. Nothing in this
package reads a real delivery, and nothing in it is a real person, school or board.
"""

from assets.fictief.stad import Stadfout, Stadverslag, maak_stad

__all__ = ["Stadfout", "Stadverslag", "maak_stad"]
