"""Where names stand in a sentence: the longest one of the gazetteer, or what can be a name that it does not have."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from eventx.gazetteer.lookup import MAX_WORDS, Gazetteer
from eventx.gazetteer.place import Place
from eventx.mentions.place_words import PlaceClass, PlaceWords
from eventx.text.units import Sentence

# A name behind a particle that was read as part of another word must be of a town that everybody knows.
WELL_KNOWN = 100_000
_SETTLED = ("city", "village", "neighbourhood")


@dataclass(frozen=True, slots=True)
class Name:
    """Units `[start, end)` that are a name, and the places of that name."""

    start: int
    end: int
    key: str
    """The folded name without articles."""
    candidates: tuple[Place, ...]
    exact: bool
    """The candidates are spelled as the text has it, articles included."""
    common: bool
    """The name is also a word of the language."""
    skipped: int = 0
    """Letters before the name inside its first unit."""


class Names:
    """The names of one sentence."""

    def __init__(self, sentence: Sentence, words: PlaceWords, gazetteer: Gazetteer) -> None:
        self.units = sentence.units
        self.words = words
        self.gazetteer = gazetteer
        self.size = len(self.units)
        self.written = [words.full(u.form, u.definite) + u.suffix for u in self.units]
        # The whole of a token from each unit on: a name's inner words may hold what was cut off as a particle.
        self.token = list(self.written)
        self.next = list(range(1, self.size + 1))
        for at in range(self.size - 2, -1, -1):
            if self.units[at + 1].attached:
                self.token[at] = self.written[at] + self.token[at + 1]
                self.next[at] = self.next[at + 1]

    # -- names of the gazetteer

    def known(self, at: int) -> Name | None:
        """The longest gazetteer name from unit `at` on, exact spellings before others."""
        kind = self.units[at].kind
        if kind == "punct" or not self.gazetteer.begins(self.gazetteer.bare(self.token[at])):
            return None
        particle = kind in ("conj", "prep")
        if particle and not (self.next[at] > at + 1 and len(self.token[at]) > 3):
            return None
        tokens, ends = self._ahead(at)
        bare = [self.gazetteer.bare(token) for token in tokens]
        longest = self.gazetteer.longest(bare, 0)
        if longest is None:
            return None
        chosen: Name | None = None
        for count in range(longest[0], 0, -1):
            key = " ".join(bare[:count])
            places = self.gazetteer.candidates(key)
            if not places:
                continue
            written = " ".join(tokens[:count])
            exact = tuple(place for place in places if written in place.names)
            name = Name(at, ends[count - 1], key, exact or places, bool(exact), written in self.words.common)
            if exact:
                chosen = name
                break
            chosen = chosen or name
        if particle and chosen is not None and (not chosen.exact or self.known(at + 1) is not None):
            return None  # the particle is one, and the name begins after it
        return chosen

    def _ahead(self, at: int) -> tuple[list[str], list[int]]:
        """Tokens from `at` on and where they end, over hyphens, without which names are kept."""
        tokens: list[str] = []
        ends: list[int] = []
        while at < self.size and len(tokens) < MAX_WORDS:
            if self.units[at].kind == "punct":
                if self.units[at].form != "-" or at + 1 == self.size or self.units[at + 1].kind == "punct":
                    break
                at += 1
            tokens.append(self.token[at])
            at = self.next[at]
            ends.append(at)
        return tokens, ends

    def hidden(self, at: int) -> Name | None:
        """A name behind a particle that was read as part of another word ("in Abha" like "its door")."""
        unit = self.units[at]
        written = self.written[at]
        rest = written[1:]
        whole = unit.kind == "word" and not unit.definite and not unit.attached
        if not whole or len(rest) < 3 or written[0] not in self.words.particles or rest in self.words.stops:
            return None
        other = self.another(at)
        common = rest in self.words.common
        places = tuple(
            place
            for place in self.gazetteer.candidates(rest)
            if rest in place.names and (place.population >= WELL_KNOWN or (place.curated and not other))
        )
        if not places or (other and common):
            return None
        return Name(at, at + 1, self.gazetteer.bare(rest), places, True, common, skipped=1)

    def stranger(self, at: int) -> Name | None:
        """A word that nobody knows, read with the conjunction that is written onto it."""
        unit = self.units[at]
        joined = next((j for j in self.words.joins if unit.form.startswith(j)), "")
        if not joined or len(unit.form) < len(joined) + 4 or unit.definite or not self._word(at) or self.another(at):
            return None
        return Name(at, at + 1, unit.form[len(joined) :], (), True, False, skipped=len(joined))

    def another(self, at: int) -> bool:
        """Whether a unit has a reading as a word of the language."""
        unit = self.units[at]
        return unit.suffix != "" or unit.form in self.words.vocabulary

    # -- names that the gazetteer does not have

    def unknown(self, start: int, known: PlaceClass, listed: bool) -> Name | None:
        """The name at `start` after a class word; `listed` where it stands in a list and only sure names count."""
        site = known.part and known.kind in ("site", "base", "camp", "airport", "port")
        end = self._complement(start, known) if site else self._unknown(start, known, listed)
        return None if end is None else self.plain(start, end)

    def plain(self, start: int, end: int) -> Name:
        """Units as a name without places."""
        words: list[str] = []
        at = start
        while at < end:
            words.append(self.gazetteer.bare(self.token[at]))
            at = self.next[at]
        return Name(start, end, " ".join(words), (), True, False)

    def _unknown(self, start: int, known: PlaceClass, listed: bool) -> int | None:
        """Where an unknown name ends: one or two words."""
        words = self.words
        unit = self.units[start]
        after = self.next[start]
        if self.begins_compound(start) and self._nameable(after, patron=True):
            return self.tail(self.next[after], False)
        if not self.proper(start) or (known.kind == "district" and self.written[start] in words.offices):
            return None
        if unit.definite:
            return self.tail(after, False)
        if listed or self._verbal(start, words.imperfect[:1]):
            return None
        second = self.proper(after)
        of = second and self.units[after].definite and self.written[after] not in words.tails
        if of and (self.units[after].form not in words.vocabulary or known.part):
            return self.tail(self.next[after], False)
        if unit.form in words.vocabulary and (second or known.kind not in _SETTLED):
            return None
        return self.tail(after, False)

    def _complement(self, start: int, known: PlaceClass) -> int | None:
        """The complement of a site word ("the special forces"): up to a definite word, or one strange word."""
        words = self.words
        here = start
        for _ in range(3):
            if not self._nameable(here, patron=here == start and self.forebears(here + 1) > here + 1):
                break
            unit = self.units[here]
            if self._verbal(here, words.imperfect):
                return None
            if here == start and known.kind != "site" and unit.form in words.vocabulary:
                return None
            compound = self.begins_compound(here)
            here = self.next[here]
            if compound and self._nameable(here, patron=True):
                return self.tail(self._surname(self.next[here]), True)
            if unit.definite:
                attribute = here - start > 1 and self._nameable(here) and self.units[here].definite
                return self.tail(self.next[here] if attribute else here, True)
        first = self.units[start]
        if here == start or first.form in words.vocabulary or self.written[start] in words.common:
            return None
        return self.tail(self.next[start], True)

    def forebears(self, at: int) -> int:
        """`at` moved behind the forebears of the person whose name a site bears ("... son of Abu Talib")."""
        while at < self.size and self.token[at] in self.words.lineage and self._nameable(at + 1, patron=True):
            named = self.next[at + 1]
            at = self.next[named] if self.begins_compound(at + 1) and self._nameable(named, patron=True) else named
        return at

    def _surname(self, at: int) -> int:
        """`at` moved behind a strange word with the article that ends a name ("Abu Ayyub al-Ansari")."""
        strange = self._nameable(at) and self.units[at].definite and self.units[at].form not in self.words.vocabulary
        return self.next[at] if strange and self.written[at] not in self.words.tails else at

    def begins_compound(self, at: int) -> bool:
        """Whether a unit is the first word of names of two words ("Tell ...", "Abu ...")."""
        return self._word(at) and self.token[at] in self.words.compounds

    def proper(self, at: int) -> bool:
        """Whether a unit can be a word of a town's name: a class word only with the article, or as in "Tell ..."."""
        if not self._nameable(at):
            return False
        unit = self.units[at]
        return unit.definite or unit.form not in self.words.classes or self.begins_compound(at)

    def _word(self, at: int) -> bool:
        if at >= self.size:
            return False
        unit = self.units[at]
        whole = not unit.suffix and not unit.future and self.next[at] == at + 1
        return unit.kind == "word" and whole and len(unit.form) > 1

    def _nameable(self, at: int, patron: bool = False) -> bool:
        """Whether a unit can be a word of an unknown name; after "Imam" and the like (`patron`) personal names can."""
        if not self._word(at):
            return False
        form = self.units[at].form
        if patron and (self.token[at] in self.words.patrons or self.begins_compound(at)):
            return True
        return self.written[at] not in self.words.stops and form not in self.words.nisbas

    def _verbal(self, at: int, prefixes: tuple[str, ...]) -> bool:
        unit = self.units[at]
        return not unit.definite and (unit.form in self.words.verbs or unit.form.startswith(prefixes))

    # -- surroundings

    def tail(self, end: int, site: bool) -> int:
        """`end` moved behind adjectives that belong to the name."""
        for _ in range(2):
            of = self.words.tails.get(self.written[end]) if end < self.size else None
            if of is None or (of == "site" and not site):
                break
            end += 1
        return end

    def before(self, at: int) -> str | None:
        """The word before unit `at`, None at the start of the sentence or after punctuation or "and"."""
        if at == 0 or self.units[at - 1].kind in ("punct", "conj"):
            return None
        return self.written[at - 1]

    def accusative(self, at: int) -> bool:
        """Whether a country's name is an adjective in the case of the known noun before it ("a Turkish soldier")."""
        if at == 0 or self.units[at].attached:
            return False
        noun, name = self.units[at - 1], self.units[at]
        same = noun.kind == "word" and not noun.definite and not noun.suffix and noun.form[-1] == name.form[-1]
        adjective = name.form[:-1] in self.words.nisbas
        return same and adjective and noun.form in self.words.vocabulary and noun.form not in self.words.nisbas

    def near(self, word: str) -> bool:
        """Whether a word is one of direction or nearness."""
        return self.gazetteer.bare(word) in self.words.nearby

    def located(self, at: int) -> bool:
        """Whether a preposition of place stands before unit `at`."""
        before = self.before(at)
        return before is not None and (before in self.words.prepositions or self.near(before))

    def dated(self, name: Name) -> bool:
        """Whether a name stands beside a number or a slash, as months do."""
        around = (*self.units[max(name.start - 1, 0) : name.start], *self.units[name.end : name.end + 1])
        return any(unit.kind == "number" or unit.form == "/" for unit in around)

    def listed(self, end: int, start: int) -> bool:
        """Whether only a comma, a dash or "and" stands between two names."""
        between = self.units[end:start]
        return 0 < start - end <= 2 and all(unit.kind == "conj" or unit.form in (",", "-", "/") for unit in between)

    def links(self, end: int) -> Iterator[int]:
        """The unit after a comma, "and" or both."""
        start = end
        if start < self.size and self.units[start].form == ",":
            start += 1
        if start < self.size and self.units[start].kind == "conj":
            start += 1
        if end < start < self.size:
            yield start
