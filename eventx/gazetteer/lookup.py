"""Names to places: a dictionary from folded names to lines of the tables, parsed when first asked for.

Names are keyed without articles, because a text may drop or add one; `Place.names` keeps them, so that a match can be
told exact from loose. A built gazetteer can be pickled: it is one string and one dictionary, so that a cached one loads
in a few milliseconds.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from eventx.gazetteer.curated import PlaceLexicon, curated_table
from eventx.gazetteer.place import Place, extent, from_line
from eventx.paths import shipped_rules

MAX_WORDS = 6
SPLIT_LENGTH = 4
SAME_PLACE_KM = 40.0
SAME_SPOT_KM = 5.0
_SETTLED = frozenset(("city", "village", "district", "neighbourhood", "camp", "island"))


_State = tuple[str, str, int, dict[str, int | tuple[int, ...]], frozenset[str]]


@dataclass(slots=True)
class Gazetteer:
    """Places by name."""

    article: str
    table: str
    """The curated table, then the compiled one."""
    curated_end: int
    index: dict[str, int | tuple[int, ...]]
    """Name without articles -> where its lines start in `table`."""
    first_words: frozenset[str]
    """The words that names begin with."""
    _found: dict[str, tuple[Place, ...]] = field(default_factory=dict)

    def __getstate__(self) -> _State:
        return self.article, self.table, self.curated_end, self.index, self.first_words

    def __setstate__(self, state: _State) -> None:
        self.article, self.table, self.curated_end, self.index, self.first_words = state
        self._found = {}

    def begins(self, word: str) -> bool:
        """True for a bare folded word that some name begins with."""
        return word in self.first_words

    def bare(self, word: str) -> str:
        """A folded word without its article."""
        return word[len(self.article) :] if len(word) > len(self.article) and word.startswith(self.article) else word

    def key(self, name: str) -> str:
        """A folded name without its articles."""
        return key(name, self.article)

    def longest(self, words: Sequence[str], at: int, most: int = MAX_WORDS) -> tuple[int, str] | None:
        """The longest name that starts at `words[at]` (bare folded words): its number of words and its key."""
        index = self.index
        name = words[at]
        best = (1, name) if name in index else None
        for count in range(2, min(most, len(words) - at) + 1):
            name = f"{name} {words[at + count - 1]}"
            if name in index:
                best = (count, name)
        return best

    def candidates(self, name: str) -> tuple[Place, ...]:
        """The places of a folded name, with or without articles: the most populous first, small ground before large."""
        bare = name if name in self.index else self.key(name)
        places = self._found.get(bare)
        if places is None:
            places = self._found[bare] = self._parse(bare)
        return places

    def words(self) -> frozenset[str]:
        """The words that names are made of, folded, without articles: what the clitic splitter must know whole.

        Short words only where the lexicons have them: too many are a particle and another word.
        """
        found: set[str] = set()
        for name, starts in self.index.items():
            curated = (starts if isinstance(starts, int) else starts[0]) < self.curated_end
            found.update(word for word in name.split(" ") if curated or len(word) >= SPLIT_LENGTH)
        return frozenset(found)

    def _parse(self, bare: str) -> tuple[Place, ...]:
        starts = self.index.get(bare, ())
        places: list[Place] = []
        others: list[Place] = []
        for start in (starts,) if isinstance(starts, int) else starts:
            curated = start < self.curated_end
            place = from_line(self.table[start : self.table.index("\n", start)], curated)
            (places if curated else others).append(place)
        for place in others:
            own = _twin(place, places)
            if own is None:
                places.append(place)
            else:
                places[places.index(own)] = _told_twice(own, place)
        places.sort(key=lambda place: (-place.population, not place.curated, extent(place.kind)))
        return tuple(places)


def key(name: str, article: str) -> str:
    """A folded name without its articles."""
    cut = len(article)
    return " ".join(word[cut:] if word.startswith(article) and len(word) > cut else word for word in name.split())


def build_gazetteer(lexicons: Mapping[str, PlaceLexicon], article: str) -> Gazetteer:
    """The gazetteer of a rule pack: its place lexicons over the compiled GeoNames table."""
    curated = curated_table(lexicons)
    table = curated + (shipped_rules() / "places" / "geonames.tsv").read_text(encoding="utf-8")
    index: dict[str, int | tuple[int, ...]] = {}
    start = 0
    for line in table.splitlines(keepends=True):
        for name in line[: line.index("\t")].split("|"):
            key = " ".join(
                w[len(article) :] if w.startswith(article) and len(w) > len(article) else w for w in name.split()
            )
            known = index.get(key)
            if known is None:
                index[key] = start
            elif isinstance(known, int):
                index[key] = known if known == start else (known, start)
            elif known[-1] != start:
                index[key] = (*known, start)
        start += len(line)
    return Gazetteer(article, table, len(curated), index, frozenset(name.partition(" ")[0] for name in index))


def _told_twice(own: Place, place: Place) -> Place:
    """A curated place with what GeoNames measures better: where it lies, and how many live there."""
    return replace(
        own,
        admin1=place.admin1 if place.admin1 is not None and place.country == own.country else own.admin1,
        latitude=place.latitude,
        longitude=place.longitude,
        geonameid=own.geonameid or place.geonameid,
        population=place.population,
    )


def _twin(place: Place, places: Sequence[Place]) -> Place | None:
    """The curated place that a GeoNames place tells again: near by, in another country only at the same spot."""
    near: list[tuple[float, int]] = []
    for number, own in enumerate(places):
        if not own.curated or own.kind not in _SETTLED:
            continue
        distance = place.distance(own)
        if own.geonameid is not None and own.geonameid == place.geonameid:
            near.append((-1.0, number))
        elif distance is not None and distance < (SAME_PLACE_KM if own.country == place.country else SAME_SPOT_KM):
            near.append((distance, number))
    return places[min(near)[1]] if near else None
