"""One place of the gazetteer, and the line it is kept as.

A gazetteer table is text, one place a line, tab-separated: folded Arabic names (joined by `|`), canonical English name,
kind, ISO country code, first-level division, latitude, longitude, geonameid, population. Empty fields are unknown.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal, get_args

Kind = Literal[
    "country", "region", "admin1", "district", "city", "village", "neighbourhood", "camp",
    "base", "airport", "crossing", "port", "road", "site", "mountain", "valley", "island", "sea", "water",
]  # fmt: skip
KINDS: tuple[str, ...] = get_args(Kind)

Precision = Literal["site", "city", "admin1", "country", "unknown"]

_PRECISION: dict[str, Precision] = {
    "country": "country", "admin1": "admin1", "region": "admin1", "sea": "unknown", "water": "unknown",
    "district": "city", "city": "city", "village": "city", "island": "city",
}  # fmt: skip

# From the smallest stretch of ground to the largest.
_EXTENT: dict[str, int] = {
    "site": 0, "base": 0, "airport": 0, "crossing": 0, "port": 0, "road": 0, "camp": 1, "neighbourhood": 1,
    "mountain": 2, "valley": 2, "village": 2, "city": 3, "island": 4, "district": 4, "water": 5, "region": 5,
    "admin1": 5, "country": 6, "sea": 7,
}  # fmt: skip

_EARTH_KM = 6371.0


@dataclass(frozen=True, slots=True)
class Place:
    """A place as the gazetteer knows it; `names` are folded, with their articles."""

    names: tuple[str, ...]
    name: str
    kind: str
    country: str | None
    admin1: str | None
    latitude: float | None
    longitude: float | None
    geonameid: int | None
    population: int
    curated: bool
    """True for a place of the hand-made lexicons, which win over GeoNames."""

    @property
    def precision(self) -> Precision:
        """How finely the place is located, in the words of the output contract."""
        return _PRECISION.get(self.kind, "site")

    def distance(self, other: Place) -> float | None:
        """Kilometres between two places, None where one of them has no coordinates."""
        if self.latitude is None or self.longitude is None or other.latitude is None or other.longitude is None:
            return None
        return kilometres(self.latitude, self.longitude, other.latitude, other.longitude)


def extent(kind: str) -> int:
    """The rank of a kind of place by size, 0 the most specific."""
    return _EXTENT.get(kind, 2)


def kilometres(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Great-circle distance."""
    a, b = math.radians(lat1), math.radians(lat2)
    half = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(math.radians(lon2 - lon1) / 2) ** 2
    return 2 * _EARTH_KM * math.asin(math.sqrt(half))


def to_line(place: Place) -> str:
    """The table line of a place."""
    cells = (
        "|".join(place.names),
        place.name,
        place.kind,
        place.country or "",
        place.admin1 or "",
        _decimal(place.latitude),
        _decimal(place.longitude),
        str(place.geonameid or ""),
        str(place.population or ""),
    )
    return "\t".join(cells)


def from_line(line: str, curated: bool) -> Place:
    """The place of a table line."""
    names, name, kind, country, admin1, latitude, longitude, geonameid, population = line.split("\t")
    return Place(
        tuple(names.split("|")),
        name,
        kind,
        country or None,
        admin1 or None,
        float(latitude) if latitude else None,
        float(longitude) if longitude else None,
        int(geonameid) if geonameid else None,
        int(population) if population else 0,
        curated,
    )


def _decimal(value: float | None) -> str:
    return "" if value is None else f"{value:.4f}".rstrip("0").rstrip(".")
