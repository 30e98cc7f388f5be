"""Which place is meant: the names of a document resolved together.

Names that can mean one country only vote for it; the others are then chosen by the votes, by what stands next to them,
by the class word and by size. A word of the language counts as a name only where the votes agree with it.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from eventx.gazetteer.place import Place, Precision, extent
from eventx.mentions.places import PlaceMention

# Units between a name and the name of the land around it ("X in the north of the province of Y").
NEAR = 8
# Nobody calls a quarter by the name of so large a city without saying that it is one.
METROPOLIS = 1_000_000
# What the town from which a report was filed speaks for its country, besides its own votes.
DATELINE_VOTES = 2
# With so many votes for one country, a town of another that the article never names is a namesake.
STRANGE = 6
# Units between a quarter and the name of its town.
BESIDE = 4
# A small namesake farther than this from the land named beside it is another place.
FAR_KM = 150.0
# People that a curated place without a figure counts for.
ASSUMED = {
    "country": 3_000_000, "admin1": 60_000, "region": 60_000, "city": 20_000, "district": 10_000, "water": 1_000_000,
}  # fmt: skip


_SETTLED = frozenset(("city", "village", "district", "neighbourhood", "region"))
_WEIGHTY = frozenset(("country", "admin1", "region", "district", "base", "airport", "crossing", "island"))


@dataclass(frozen=True, slots=True)
class ResolvedPlace:
    """A mention and the place it means; `place` is None for a name that the gazetteer does not know."""

    mention: PlaceMention
    place: Place | None
    name: str | None
    kind: str
    country: str | None
    admin1: str | None
    latitude: float | None
    longitude: float | None
    geonameid: int | None
    precision: Precision

    @property
    def rank(self) -> int:
        """The size of the ground, 0 the most specific."""
        return extent(self.kind)


def specific_first(places: Iterable[ResolvedPlace]) -> list[ResolvedPlace]:
    """Places from the most specific to the widest, those of one size in text order."""
    return sorted(places, key=lambda p: (p.rank, p.mention.sentence, p.mention.start))


def resolve(mentions: Sequence[PlaceMention], dateline_country: str | None = None) -> tuple[ResolvedPlace, ...]:
    """The places of a document in text order; words that turn out to be no names are left out."""
    document = _Document(mentions, dateline_country)
    resolved: list[ResolvedPlace] = []
    for index, mention in enumerate(mentions):
        if mention.role == "place":
            found = document.resolve(index)
            if found is not None:
                resolved.append(found)
    return tuple(resolved)


class _Document:
    """The mentions of one document and what they vote for."""

    def __init__(self, mentions: Sequence[PlaceMention], dateline: str | None) -> None:
        self.mentions = mentions
        self.countries: Counter[str] = Counter()
        self.divisions: Counter[tuple[str, str]] = Counter()
        self.by_sentence: dict[int, list[int]] = {}
        self.chosen: dict[int, Place | None] = {}
        self.votes: list[tuple[PlaceMention, int]] = []
        if dateline is not None:
            self.countries[dateline] += DATELINE_VOTES
        for index, mention in enumerate(mentions):
            self.by_sentence.setdefault(mention.sentence, []).append(index)
            self._vote(mention)
        if not self.countries:
            for mention in mentions:
                if mention.candidates and not mention.ambiguous:
                    self._count(mention, mention.candidates[0].country, 1)
        top = max(self.countries.values(), default=0)
        self.share = {country: votes / top for country, votes in self.countries.items()}
        # ties go to the country that is named first
        self.dominant = max(self.countries, key=lambda c: self.countries[c], default=None)

    def _vote(self, mention: PlaceMention) -> None:
        if mention.country is not None:
            self.countries[mention.country] += 1
            return
        if (mention.ambiguous and mention.context != "nearby") or (mention.common and mention.kind != "admin1"):
            return
        country = plain_country(mention.candidates)
        if country is None or (mention.kind is not None and not any(p.curated for p in mention.candidates)):
            return
        minor = all(p.kind not in _WEIGHTY and p.population < 20_000 for p in mention.candidates)
        self._count(mention, country, 1 if mention.role == "evidence" or minor else 2)

    def _count(self, mention: PlaceMention, country: str | None, votes: int) -> None:
        if country is None:
            return
        self.countries[country] += votes
        self.votes.append((mention, votes))
        divisions = {p.admin1 for p in mention.candidates if p.admin1 and p.country == country}
        if len(divisions) == 1:
            self.divisions[country, next(iter(divisions))] += 1

    def resolve(self, index: int) -> ResolvedPlace | None:
        """The place of a mention; None where the word is no name here."""
        mention = self.mentions[index]
        place = self._choose(index)
        site = mention.site and (place is None or place.precision != "site")
        if mention.ambiguous and (place is None or not self._believed(index, place)):
            return None
        if place is None and mention.context == "bare":
            return None  # a namesake of a place elsewhere, in passing
        if place is None or site:
            around = place if place is not None else self._around(index)
            return self._unlisted(mention, around, inside=place is not None)
        kind = mention.kind if mention.kind in ("neighbourhood", "camp") and place.kind == "city" else place.kind
        return ResolvedPlace(
            mention, place, place.name, kind, place.country, place.admin1,
            place.latitude, place.longitude, place.geonameid, place.precision,
        )  # fmt: skip

    def _unlisted(self, mention: PlaceMention, around: Place | None, inside: bool) -> ResolvedPlace:
        """A name that the gazetteer does not have, in the land around it; a site takes the coordinates of its town."""
        kind = mention.kind or "village"
        exact = around is not None and inside and around.kind not in ("country", "admin1", "region", "sea")
        name = f"{around.name} {mention.english}" if around is not None and inside and mention.english else None
        precision: Precision = "site" if mention.site or kind == "neighbourhood" else "city"
        if kind in ("admin1", "region"):
            precision = "admin1"
        return ResolvedPlace(
            mention, None, name, kind,
            around.country if around is not None else self.dominant,
            around.admin1 if around is not None else None,
            around.latitude if around is not None and exact else None,
            around.longitude if around is not None and exact else None,
            None, precision,
        )  # fmt: skip

    # -- choosing

    def _choose(self, index: int) -> Place | None:
        if index not in self.chosen:
            self.chosen[index] = None  # for names that look at each other
            self.chosen[index] = self._best(index)
        return self.chosen[index]

    def _best(self, index: int) -> Place | None:
        mention = self.mentions[index]
        if not mention.candidates:
            return None
        neighbours = self._neighbours(index)
        scored = [(self._score(mention, place, neighbours), -number) for number, place in enumerate(mention.candidates)]
        _, number = max(scored)
        place = mention.candidates[-number]
        return None if self._unlikely(mention, place, neighbours) else place

    def _score(self, mention: PlaceMention, place: Place, neighbours: list[tuple[int, PlaceMention]]) -> float:
        people = place.population or (ASSUMED.get(place.kind, 3_000) if place.curated else 500)
        score = 0.4 * math.log10(people) + (1.0 if place.curated else 0.0)
        score += 3.0 * self.share.get(place.country or "", 0.0)
        if place.admin1 is not None and place.country is not None:
            score += min(self.divisions[place.country, place.admin1], 3) * 0.5
        for distance, other in neighbours:
            countries = {other.country} if other.country else {p.country for p in other.candidates}
            if place.country in countries:
                score += 2.0 / len(countries) / (1 + distance / 4)
            if place.admin1 and any(p.admin1 == place.admin1 and p.country == place.country for p in other.candidates):
                score += 2.5 / (1 + distance / 4)
        if mention.kind is None and place.kind == "neighbourhood" and mention.candidates[0].population > METROPOLIS:
            score -= 4.0  # "Cairo" without "the quarter of" is the city
        return score + _class_fit(mention, place)

    def _unlikely(self, mention: PlaceMention, place: Place, neighbours: list[tuple[int, PlaceMention]]) -> bool:
        """True when the best namesake is not the place: a city for a "village", a small place in another country."""
        hamlet = mention.kind in ("village", "neighbourhood")
        if hamlet and (place.kind in ("country", "admin1") or (place.population > 150_000 and place.kind == "city")):
            return True
        if place.country is None:
            return False
        own = self.countries[place.country] - self._own(mention)
        if mention.common and own <= 0 and self.countries:
            return True
        if mention.kind == "neighbourhood" and self._elsewhere(place, neighbours):
            return True
        if place.kind in _WEIGHTY:
            return False
        most = self.countries.get(self.dominant or "", 0)
        lesser = place.population < 20_000 or place.kind not in ("city", "district")
        lesser = lesser and " " not in mention.key and place.country != self.dominant
        if lesser and own <= 0 and most >= 3:
            return True  # a namesake in a country that the article does not speak of
        if mention.context != "class":
            return False
        settled = mention.kind in _SETTLED and place.kind in _SETTLED and place.population < 500_000
        if settled and own <= 0 and most >= STRANGE and place.country != self.dominant:
            return True
        small = not place.curated and place.population < 500_000
        if own <= 0 and most >= 2 and (small or hamlet):
            return True
        for distance, other in neighbours:
            if distance > 4 or other.ambiguous or other.site or other.role == "evidence" or not other.candidates:
                continue
            apart = [d for d in (place.distance(p) for p in other.candidates) if d is not None]
            if apart and min(apart) > FAR_KM and not any(p.kind == "country" for p in other.candidates):
                return small or hamlet
        return False

    def _elsewhere(self, place: Place, neighbours: list[tuple[int, PlaceMention]]) -> bool:
        """Does the land named beside a quarter lie in another province than its namesake?"""
        for distance, other in sorted(neighbours, key=lambda n: n[0]):
            lands = {p.admin1 for p in other.candidates if p.country == place.country}
            if distance <= BESIDE and other.role == "place" and not other.ambiguous and None not in lands and lands:
                return place.admin1 is not None and place.admin1 not in lands
        return False

    def _own(self, mention: PlaceMention) -> int:
        """The votes that a name itself has cast."""
        return sum(votes for m, votes in self.votes if m.key == mention.key)

    def _neighbours(self, index: int) -> list[tuple[int, PlaceMention]]:
        """The other mentions of the sentence that say where they are, with their distance in units."""
        mention = self.mentions[index]
        found: list[tuple[int, PlaceMention]] = []
        for other in self.by_sentence[mention.sentence]:
            if other == index or self.mentions[other].key == mention.key:
                continue
            near = self.mentions[other]
            if near.ambiguous and near.context in ("bare", "preposition"):
                continue
            gap = near.start - mention.end if near.start >= mention.end else mention.start - near.end
            found.append((max(gap, 0), near))
        return found

    # -- belief

    def _believed(self, index: int, place: Place) -> bool:
        """Whether a word of the language is a name here."""
        mention = self.mentions[index]
        if any(m.key == mention.key and m.context == "class" and m.candidates for m in self.mentions):
            return mention.context != "bare" or place.kind == "admin1" or place.population >= 100_000
        support = place.country is not None and self.countries[place.country] > 0
        share = self.share.get(place.country or "", 0.0)
        neighbours = self._neighbours(index)
        close = [(gap, m) for gap, m in neighbours if any(p.country == place.country for p in m.candidates)]
        beside = any(gap <= 3 and other.role == "place" for gap, other in close)
        same = place.admin1 is not None and self.divisions[place.country or "", place.admin1] > 0
        if mention.context == "nearby":
            return support
        if mention.context == "preposition":
            known = place.population >= 50_000 or (bool(close) and place.curated)
            return support and share >= 0.3 and (beside or known or (same and place.curated))
        if mention.context == "list":
            return support and (beside or self._beside_believed(index, place))
        wide = place.population >= 100_000 or any(p.kind == "admin1" for p in mention.candidates)
        if same and wide and " " not in mention.key:
            return True
        after = any(gap <= 3 and other.role == "place" and other.start >= mention.end for gap, other in close)
        return support and after and same and not _adjective_like(mention)

    def _beside_believed(self, index: int, place: Place) -> bool:
        """Whether the name before it in a list is believed, in the same country."""
        before = self._choose(index - 1) if index and self.mentions[index - 1].role == "place" else None
        if before is None or before.country != place.country:
            return False
        return not self.mentions[index - 1].ambiguous or self._believed(index - 1, before)

    # -- land around

    def _around(self, index: int) -> Place | None:
        """The land that a name unknown to the gazetteer lies in: the place named after it, else the one before it."""
        mention = self.mentions[index]
        ranked: list[tuple[int, int, int]] = []
        for other in self.by_sentence[mention.sentence]:
            near = self.mentions[other]
            if other == index or near.role != "place" or not near.candidates:
                continue
            if near.ambiguous and near.context in ("bare", "preposition"):
                continue
            after = near.start >= mention.end
            gap = near.start - mention.end if after else mention.start - near.end
            if gap <= (NEAR if after else NEAR // 2):
                ranked.append((0 if after else 1, gap, other))
        for _, _, other in sorted(ranked):
            place = self._choose(other)
            if place is not None and place.kind != "sea":
                return place
        return None


def plain_country(places: Sequence[Place]) -> str | None:
    """The country of a name that hardly anybody would take for a place elsewhere."""
    if not places:
        return None
    first = places[0]
    for place in places:
        same = place.country == first.country
        lesser = not place.curated and (first.curated or place.population * 20 < first.population)
        if not same and not lesser:
            return None
    return first.country


def _class_fit(mention: PlaceMention, place: Place) -> float:
    """How well a place fits the class word before its name."""
    kind = mention.kind
    if kind is None:
        return {"country": 1.5, "admin1": -0.6}.get(place.kind, 0.0)
    if kind == place.kind:
        return 3.0
    if kind == "admin1":
        return 0.5 if place.kind in ("region", "district") else -0.5
    if kind == "neighbourhood":
        return -2.0 if place.kind in ("country", "admin1") else -0.5
    if kind in ("city", "village", "district"):
        if place.kind in ("country", "admin1", "region"):
            return -2.0
        return 1.0 if place.kind in ("city", "village", "district") else -0.5
    return -0.5 if place.kind in ("country", "admin1") else 0.0


def _adjective_like(mention: PlaceMention) -> bool:
    """A bare word of the language right before a place is mostly an attribute of something else."""
    return mention.context == "bare" and not any(p.population >= 50_000 for p in mention.candidates)
