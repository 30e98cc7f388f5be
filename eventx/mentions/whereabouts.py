"""Places of a document: found sentence by sentence, resolved over the whole."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from eventx.gazetteer.curated import PLACE_ATTRIBUTES
from eventx.gazetteer.lookup import Gazetteer, build_gazetteer
from eventx.mentions.mention import Mention
from eventx.mentions.place_resolution import ResolvedPlace, plain_country, resolve
from eventx.mentions.place_words import PlaceWords, place_words
from eventx.mentions.places import PlaceMention, find_places
from eventx.rules.compile import orthography
from eventx.rules.matcher import Scan
from eventx.rules.model import RulePack
from eventx.text.fold import fold_word

EVIDENCE = "place-evidence"
"""Words that speak for a country without naming a place of an event."""
# A dateline stands in the first sentences, after a title and perhaps a pulled quote.
DATELINE_SENTENCES = 4


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """The gazetteer of a rule pack with the words that tell names from words."""

    gazetteer: Gazetteer
    words: PlaceWords
    particles: frozenset[str]
    """Folded grammatical words: a name that is a conjunction and one of these is left to be cut."""

    @classmethod
    def load(cls, pack: RulePack) -> Whereabouts:
        """The place lexicons of `pack` over the compiled GeoNames table."""
        clitics, inflection = orthography(pack.directories[0])
        gazetteer = build_gazetteer(pack.lexicons, clitics.article)
        grammatical = pack.lexicons["function-word"].entries if "function-word" in pack.lexicons else ()
        particles = frozenset(fold_word(form) for entry in grammatical for form in entry.forms)
        return cls(gazetteer, place_words(pack.lexicons, gazetteer, inflection, tuple(clitics.conjunctions)), particles)

    def vocabulary(self) -> frozenset[str]:
        """The words of names, for cutting clitics."""
        names = (w for w in self.gazetteer.words() if w[1:] not in self.particles)
        return frozenset(w for w in names if len(w) >= 3 and w not in self.words.common)

    def find(self, scan: Scan) -> list[Mention]:
        """The place mentions of a sentence, and words that are evidence for a country."""
        return [
            Mention(
                "place" if place.role == "place" else EVIDENCE, place.sentence, place.start, place.end, place.rule,
                place,
                {"kind": place.kind or ""}, {},
            )
            for place in find_places(scan.sentence, self.words, self.gazetteer)
        ]  # fmt: skip


def place_lexicons(pack: RulePack) -> frozenset[str]:
    """The names of the lexicons that the gazetteer takes, which no pattern needs."""
    return frozenset(name for name, lexicon in pack.lexicons.items() if set(lexicon.attributes) >= PLACE_ATTRIBUTES)


def resolved_places(mentions: Iterable[Mapping[str, tuple[Mention, ...]]]) -> dict[tuple[int, int], ResolvedPlace]:
    """The places of a document by sentence and first unit; words that turn out to be no names are left out."""
    found: list[PlaceMention] = []
    filed: str | None = None
    for number, by_slot in enumerate(mentions):
        if filed is None and number < DATELINE_SENTENCES:
            filed = _dateline_country(by_slot)
        here = [
            m.value for slot in ("place", EVIDENCE) for m in by_slot.get(slot, ()) if isinstance(m.value, PlaceMention)
        ]
        found += sorted(here, key=lambda p: (p.start, p.end))
    return {(p.mention.sentence, p.mention.start): p for p in resolve(found, filed)}


def _dateline_country(by_slot: Mapping[str, tuple[Mention, ...]]) -> str | None:
    """The country of the town from which the report was filed, where its name leaves no doubt."""
    towns = {
        hit.start
        for mention in by_slot.get("place-aside", ())
        if mention.features.get("role") == "dateline"
        for hit in mention.captures.get("place", ())
    }
    for mention in by_slot.get("place", ()):
        if mention.start in towns and isinstance(mention.value, PlaceMention):
            return plain_country(mention.value.candidates)
    return None
