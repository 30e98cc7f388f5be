"""Place names in a sentence: what the gazetteer knows, and what a class word says is a place ("the village of ...").

What is found here is only what the words say. Which of the places of that name is meant, and whether a word of the
language is a name at all, is decided over the whole document in `place_resolution`.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from eventx.gazetteer.lookup import MAX_WORDS, Gazetteer
from eventx.gazetteer.place import Place
from eventx.mentions.place_words import PlaceClass, PlaceWords
from eventx.text.units import Sentence

Context = Literal["class", "nearby", "preposition", "list", "bare"]
Role = Literal["place", "evidence"]

# A name that only GeoNames has is read as a place by itself from this many people on.
BIG_ENOUGH = 100_000
LONG_ENOUGH = 5


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """Units `[start, end)` of a sentence that name a place, or (role "evidence") only speak for a country."""

    sentence: int
    start: int
    end: int
    span: tuple[int, int]
    key: str
    """The folded name without articles and class word."""
    candidates: tuple[Place, ...]
    kind: str | None
    """The kind that a class word before the name gives."""
    site: bool
    """The class word belongs to the name ("airport of Aden"); `candidates` are places of the rest of the name."""
    english: str | None
    ambiguous: bool
    """The name is also a word of the language, or stands in another form than the gazetteer has it."""
    common: bool
    """The name is a word of the language, whatever stands before it."""
    context: Context
    rule: str
    role: Role
    country: str | None
    """For evidence of a nationality."""


@dataclass(frozen=True, slots=True)
class _Name:
    start: int
    end: int
    key: str
    candidates: tuple[Place, ...]
    exact: bool
    common: bool


def find_places(sentence: Sentence, words: PlaceWords, gazetteer: Gazetteer) -> tuple[PlaceMention, ...]:
    """The place mentions of a sentence in text order; none overlap."""
    return tuple(_Finder(sentence, words, gazetteer).run())


class _Finder:
    """One pass over one sentence."""

    def __init__(self, sentence: Sentence, words: PlaceWords, gazetteer: Gazetteer) -> None:
        self.sentence = sentence
        self.units = sentence.units
        self.words = words
        self.gazetteer = gazetteer
        self.written = [words.full(u.form, u.definite) + u.suffix for u in self.units]
        # The whole of a token from each unit on: a name's inner words may hold what was cut off as a particle.
        self.token = list(self.written)
        self.next = list(range(1, len(self.units) + 1))
        for at in range(len(self.units) - 2, -1, -1):
            if self.units[at + 1].attached:
                self.token[at] = self.written[at] + self.token[at + 1]
                self.next[at] = self.next[at + 1]

    def run(self) -> Iterator[PlaceMention]:
        at = 0
        previous: PlaceMention | None = None
        while at < len(self.units):
            found = list(self._at(at, previous))
            yield from found
            if found:
                previous = found[-1]
                at = max(mention.end for mention in found)
            else:
                at += 1

    def _at(self, at: int, previous: PlaceMention | None) -> Iterator[PlaceMention]:
        unit = self.units[at]
        if unit.kind == "punct" or unit.future:
            return
        name = self.name(at)
        if name is None and (described := self._described(at)) is not None:
            yield described
            return
        known = self._class(at)
        if known is not None and (name is None or name.end == at + 1):
            found = list(self._introduced(at, known))
            yield from found
            if found or name is None or name.common or not known.apposed:
                return
        if name is not None:
            mention = self._known(name, previous)
            if mention is not None:
                yield mention
            return
        mention = self._hidden(at)
        if mention is not None:
            yield mention
            return
        country = self.words.nisbas.get(unit.form) if unit.kind == "word" else None
        if country is not None:
            yield self._evidence(at, at + 1, unit.form, (), country, "place.nationality")

    # -- names

    def name(self, at: int) -> _Name | None:
        """The longest gazetteer name from unit `at` on."""
        if self.units[at].kind == "punct":
            return None
        if self.units[at].kind in ("conj", "prep") and not (self.next[at] > at + 1 and len(self.token[at]) > 3):
            return None
        if not self.gazetteer.begins(self.gazetteer.bare(self.token[at])):
            return None
        tokens: list[str] = []
        ends: list[int] = []
        here = at
        while here < len(self.units) and len(tokens) < MAX_WORDS:
            if self.units[here].kind == "punct":
                if self.units[here].form != "-" or here + 1 == len(self.units) or self.units[here + 1].kind == "punct":
                    break
                here += 1  # names are kept without hyphens
            tokens.append(self.token[here])
            here = self.next[here]
            ends.append(here)
        bare = [self.gazetteer.bare(token) for token in tokens]
        longest = self.gazetteer.longest(bare, 0)
        if longest is None:
            return None
        chosen: _Name | None = None
        for count in range(longest[0], 0, -1):
            key = " ".join(bare[:count])
            places = self.gazetteer.candidates(key)
            if not places:
                continue
            written = " ".join(tokens[:count])
            # Of places that share the bare name, those spelled as the text has it.
            exact = tuple(place for place in places if written in place.names)
            name = _Name(at, ends[count - 1], key, exact or places, bool(exact), written in self.words.common)
            if exact:
                chosen = name
                break
            chosen = chosen or name
        particle = self.units[at].kind in ("conj", "prep")
        if chosen is not None and particle and (not chosen.exact or self.name(at + 1) is not None):
            return None
        return chosen

    def _known(self, name: _Name, previous: PlaceMention | None) -> PlaceMention | None:
        """A gazetteer name without a class word."""
        unit = self.units[name.start]
        nisba = unit.form in self.words.nisbas
        single = name.end - name.start == 1
        if single and (name.key in self.words.nearby or (not nisba and self.token[name.start] in self.words.stops)):
            return None
        before = self._before(name.start)
        context: Context = "bare"
        if before is not None:
            blocked = self.words.blockers.get(before)
            if blocked is not None:
                if not blocked:
                    return None
                return self._evidence(name.start, name.end, name.key, name.candidates, None, "place.part-of-name")
            if self.gazetteer.bare(before) in self.words.nearby:
                context = "nearby"
            elif before in self.words.prepositions:
                context = "preposition"
        if context == "bare" and previous is not None and self._listed(previous.end, name.start):
            context = "list"
        attribute = context == "bare" and before is not None and before not in self.words.stops
        if single and nisba and (attribute or not name.exact):
            # a country spelled like an adjective: "Syrian forces" against "in Syria"
            return self._evidence(name.start, name.end, name.key, (), self.words.nisbas[unit.form], "place.nationality")
        if name.common and (self._dated(name) or self.token[name.start - 1] in self.words.idioms):
            return None  # a month that is spelled like a town, or "on the pretext"
        if not name.exact and not unit.definite and context in ("bare", "preposition"):
            return None  # "news" is not "the News"
        ambiguous = name.common or not name.exact or (single and not self._plain(name))
        if name.exact and context in ("preposition", "nearby") and any(p.kind == "country" for p in name.candidates):
            ambiguous, name = False, replace(name, common=False)
        rule = "place.gazetteer" if not ambiguous else "place.common-word"
        return self._mention(name.start, name.end, name, None, ambiguous, context, rule)

    def _dated(self, name: _Name) -> bool:
        """True between numbers, as months stand."""
        around = (*self.units[max(name.start - 1, 0) : name.start], *self.units[name.end : name.end + 1])
        return any(unit.kind == "number" or unit.form == "/" for unit in around)

    def _hidden(self, at: int) -> PlaceMention | None:
        """A name behind a particle that was read as part of another word ("in Abha" like "its door")."""
        unit = self.units[at]
        written = self.written[at]
        rest = written[1:]
        whole = unit.kind == "word" and not unit.definite and not unit.attached
        if not whole or len(rest) < 3 or written[0] not in self.words.particles:
            return None
        sure = unit.suffix != "" or unit.form in self.words.vocabulary
        places = tuple(
            place
            for place in self.gazetteer.candidates(rest)
            if rest in place.names and (place.population >= BIG_ENOUGH or (place.curated and not sure))
        )
        if not places or rest in self.words.stops or (sure and rest in self.words.common):
            return None
        name = _Name(at, at + 1, self.gazetteer.bare(rest), places, True, rest in self.words.common)
        mention = self._mention(at, at + 1, name, None, sure or name.common, "preposition", "place.gazetteer")
        start, end = mention.span
        return replace(mention, span=(start + 1, end))

    def _plain(self, name: _Name) -> bool:
        """A single word that by itself is read as a place."""
        big = BIG_ENOUGH if len(name.key) >= LONG_ENOUGH else math.inf
        return any(place.curated or place.population >= big for place in name.candidates)

    # -- class words

    def _class(self, at: int) -> PlaceClass | None:
        unit = self.units[at]
        if unit.kind != "word" or unit.suffix:
            return None
        known = self.words.classes.get(unit.form)
        return known if known is not None and (known.apposed or not unit.definite) else None

    def _introduced(self, at: int, known: PlaceClass) -> Iterator[PlaceMention]:
        """The names that a class word at `at` introduces."""
        start = at + 1
        if start >= len(self.units) or self.units[start].attached or self.units[start].kind not in ("word", "number"):
            return
        before = self._before(at)
        blocked = None if before is None else self.words.blockers.get(before)
        if known.located and not self._located(at):
            name = self.name(start)
            if name is not None:
                yield self._evidence(start, name.end, name.key, name.candidates, None, "place.part-of-name")
            return
        inner = self._class(start)
        if inner is not None:
            found = self.name(start)
            if (found is None or found.end == start + 1) and any(self._introduced(start, inner)):
                return  # "the centre of the town of ...": the inner class word speaks for itself
        first = self._one(at, start, known, listed=known.number == "plural")
        if first is None:
            return
        if blocked is not None:
            if blocked:
                yield replace(first, role="evidence", rule="place.part-of-name")
            return
        yield first
        yield from self._more(first.end, known)

    def _more(self, end: int, known: PlaceClass) -> Iterator[PlaceMention]:
        """The further names after a dual or plural class word."""
        left = {"dual": 1, "plural": 12}.get(known.number, 0)
        while left > 0 and end + 1 < len(self.units):
            start = end
            if self.units[start].form == ",":
                start += 1
            if start < len(self.units) and self.units[start].kind == "conj":
                start += 1
            if start == end and start < len(self.units) and (hidden := self._hidden(start)) is not None:
                yield replace(hidden, kind=known.kind, ambiguous=False, context="class", rule="place.class-word")
                end = hidden.end
                left -= 1
                continue
            if start == end or start >= len(self.units) or self._class(start) is not None:
                return
            mention = self._one(start, start, replace(known, part=False), listed=known.number == "plural")
            if mention is None:
                return
            yield mention
            end = mention.end
            left -= 1

    def _described(self, at: int) -> PlaceMention | None:
        """A site without a name, told by its adjective after a preposition of place ("in the central market")."""
        unit = self.units[at]
        known = self.words.classes.get(unit.form) if unit.kind == "word" and unit.definite else None
        if known is None or not known.part or known.kind != "site" or not self._located(at):
            return None
        end = self._tail(at + 1, True)
        if end == at + 1:
            return None
        key = " ".join(self.gazetteer.bare(self.token[i]) for i in self._tokens(at, end))
        name = _Name(at, end, key, (), True, False)
        return self._mention(at, end, name, known, False, "class", "place.described-site")

    def _one(self, at: int, start: int, known: PlaceClass, listed: bool = False) -> PlaceMention | None:
        """The name at `start` after the class word at `at`."""
        first = at if known.part else start
        name = self.name(start)
        if name is not None:
            end = self._tail(name.end, True) if known.part else name.end
            if known.kind in ("neighbourhood", "village") and self._tail(end, False) > end:
                # "the second Yarmouk" is not the Yarmouk of the gazetteer
                end = self._tail(end, False)
                name = replace(name, end=end, candidates=())
            rule = "place.site" if known.part else "place.class-word"
            return self._mention(first, end, name, known, False, "class", rule)
        if not known.unknown or (self.units[at].definite and at != start):
            return None
        sited = known.part and known.kind in ("site", "base", "camp", "airport", "port")
        found = self._unknown_site(start, known) if sited else self._unknown(start, known, listed)
        if found is None:
            return None
        key = " ".join(self.gazetteer.bare(self.token[i]) for i in self._tokens(start, found))
        unknown = _Name(start, found, key, (), True, False)
        rule = "place.unknown-site" if known.part else "place.unknown-name"
        return self._mention(first, found, unknown, known, False, "class", rule)

    def _unknown(self, start: int, known: PlaceClass, listed: bool) -> int | None:
        """Where a name that the gazetteer does not know ends: one or two words."""
        words = self.words
        unit = self.units[start]
        after = self.next[start]
        compound = unit.form in words.compounds and self._nameable(start, names=True)
        if compound and after < len(self.units) and self._nameable(after, names=True):
            return self._tail(self.next[after], False)
        if not self._nameable(start) or (known.kind == "district" and self.written[start] in words.offices):
            return None
        second = after < len(self.units) and self._nameable(after)
        if unit.definite:
            return self._tail(after, False)
        if listed or self._verbal(start, words.imperfect[:1]):
            return None
        of = second and self.units[after].definite and self.written[after] not in words.tails
        if of and (self.units[after].form not in words.vocabulary or known.part):
            return self._tail(self.next[after], False)
        if unit.form in words.vocabulary and (of or second or known.kind not in ("city", "village", "neighbourhood")):
            return None
        return self._tail(after, False)

    def _unknown_site(self, start: int, known: PlaceClass) -> int | None:
        """The complement of a site word ("the special forces"): up to a definite word, or one strange word."""
        words = self.words
        here = start
        for _ in range(3):
            if here >= len(self.units) or not self._nameable(here):
                break
            unit = self.units[here]
            if self._verbal(here, words.imperfect) or (here == start and known.kind != "site" and unit.form in words.vocabulary):
                return None
            here = self.next[here]
            if unit.form in words.compounds and here < len(self.units) and self._nameable(here, names=True):
                return self._tail(self.next[here], True)
            if unit.definite:
                attribute = here < len(self.units) and self._nameable(here) and self.units[here].definite
                return self._tail(self.next[here] if attribute and here - start > 1 else here, True)
        if here == start or self.units[start].form in words.vocabulary or self.written[start] in words.common:
            return None
        return self._tail(self.next[start], True)

    def _verbal(self, at: int, prefixes: tuple[str, ...]) -> bool:
        unit = self.units[at]
        return not unit.definite and (unit.form in self.words.verbs or unit.form.startswith(prefixes))

    def _nameable(self, at: int, names: bool = False) -> bool:
        """Whether a unit can be a word of an unknown name; after "Imam" and the like (`names`) personal names can."""
        unit = self.units[at]
        if unit.kind != "word" or unit.suffix or unit.future or len(unit.form) < 2 or self.next[at] != at + 1:
            return False
        if names and (unit.form in self.words.compounds or unit.form in self.words.patrons):
            return True
        return self.written[at] not in self.words.stops and unit.form not in self.words.nisbas

    def _tail(self, end: int, site: bool) -> int:
        """`end` moved behind adjectives that belong to the name."""
        for _ in range(2):
            if end >= len(self.units):
                break
            of = self.words.tails.get(self.written[end])
            if of is None or (of == "site" and not site):
                break
            end += 1
        return end

    # -- surroundings

    def _tokens(self, start: int, end: int) -> Iterator[int]:
        while start < end:
            yield start
            start = self.next[start]

    def _before(self, at: int) -> str | None:
        """The word before unit `at`, None at the start of the sentence or after punctuation."""
        if at == 0 or self.units[at - 1].kind in ("punct", "conj"):
            return None
        return self.written[at - 1]

    def _located(self, at: int) -> bool:
        before = self._before(at)
        if before is None:
            return False
        return before in self.words.prepositions or self.gazetteer.bare(before) in self.words.nearby

    def _listed(self, end: int, start: int) -> bool:
        """True when only a comma, a dash or "and" stands between two names."""
        between = self.units[end:start]
        return 0 < start - end <= 2 and all(unit.kind == "conj" or unit.form in (",", "-", "/") for unit in between)

    # -- mentions

    def _mention(
        self, start: int, end: int, name: _Name, known: PlaceClass | None, ambiguous: bool, context: Context, rule: str
    ) -> PlaceMention:
        site = known is not None and known.part
        return PlaceMention(
            self.sentence.index, start, end, self.sentence.span(start, end), name.key, name.candidates,
            None if known is None else known.kind, site, known.english if known is not None and site else None,
            ambiguous, name.common, context, rule, "place", None,
        )  # fmt: skip

    def _evidence(
        self, start: int, end: int, key: str, candidates: tuple[Place, ...], country: str | None, rule: str
    ) -> PlaceMention:
        return PlaceMention(
            self.sentence.index, start, end, self.sentence.span(start, end), key, candidates,
            None, False, None, False, False, "bare", rule, "evidence", country,
        )  # fmt: skip
