"""Real shape of absence, to hold the fictitious city against: shares of pupils in England by school type.

Aggregated from "Pupil absence in schools in England", Department for Education, data of the absence distribution,
2016/17–2022/23 without 2019/20; Open Government Licence v3. It is the shape that matters, not the level: Dutch
figures by band do not exist (domein.md §4.3). All pupils of the years in the source, weighted by pupils.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Vorm:
    """Lowest and highest year: share of pupils who missed at least 10%, and of those the share with at least 20%."""

    tien_laag: float
    tien_hoog: float
    twintig_van_tien_laag: float
    twintig_van_tien_hoog: float


ENGELAND = {
    "po": Vorm(0.083, 0.177, 0.197, 0.353),
    "vo": Vorm(0.135, 0.277, 0.314, 0.428),
    "speciaal": Vorm(0.285, 0.489, 0.433, 0.635),
}
