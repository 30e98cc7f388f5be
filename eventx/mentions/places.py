"""Place names in a sentence: what the gazetteer knows, and what a class word says is a place ("the village of ...").

What is found here is only what the words say. Which of the places of that name is meant, and whether a word of the
language is a name at all, is decided over the whole document in `place_resolution`.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from eventx.gazetteer.lookup import Gazetteer
from eventx.gazetteer.place import Place
from eventx.mentions.place_names import Name, Names
from eventx.mentions.place_words import PlaceClass, PlaceWords
from eventx.text.units import Sentence

Context = Literal["class", "nearby", "preposition", "list", "bare"]
Role = Literal["place", "evidence"]

# A name that only GeoNames has is read as a place by itself from this many people on.
BIG_ENOUGH = 100_000
LONG_ENOUGH = 5
_MORE_NAMES = {"dual": 1, "plural": 12}


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


def find_places(sentence: Sentence, words: PlaceWords, gazetteer: Gazetteer) -> tuple[PlaceMention, ...]:
    """The place mentions of a sentence in text order; none overlap."""
    return tuple(_Finder(sentence, words, gazetteer).run())


class _Finder:
    """One pass over one sentence."""

    def __init__(self, sentence: Sentence, words: PlaceWords, gazetteer: Gazetteer) -> None:
        self.sentence = sentence
        self.units = sentence.units
        self.words = words
        self.names = Names(sentence, words, gazetteer)

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
        name = self.names.known(at)
        described = self._described(at) if name is None else None
        if described is not None:
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
        behind = self.names.hidden(at)
        if behind is not None:
            ambiguous = behind.common or self.names.another(at)
            yield self._mention(at, behind.end, behind, None, ambiguous, "preposition", "place.gazetteer")
            return
        country = self.words.nisbas.get(unit.form) if unit.kind == "word" else None
        if country is not None:
            yield self._evidence(at, at + 1, unit.form, (), country, "place.nationality")

    # -- names by themselves

    def _known(self, name: Name, previous: PlaceMention | None) -> PlaceMention | None:
        """A gazetteer name without a class word."""
        names, words = self.names, self.words
        unit = self.units[name.start]
        nisba = words.nisbas.get(unit.form)
        single = name.end - name.start == 1
        if single and (name.key in words.nearby or (nisba is None and names.token[name.start] in words.stops)):
            return None
        before = names.before(name.start)
        blocked = None if before is None else words.blockers.get(before)
        if blocked is not None:
            return self._part_of_name(name) if blocked else None
        context = self._context(name, before, previous)
        if single and before is not None and names.near(before) and names.token[name.start] in words.offices:
            return None
        if single and names.token[name.start] in words.pronouns and context not in ("preposition", "nearby"):
            return None
        free = before is None or before in words.prepositions or before in words.stops
        described = name.start > 0 and unit.definite and self.units[name.start - 1].definite
        attribute = described or (context == "bare" and not free)
        if single and context == "bare" and names.accusative(name.start):
            return self._evidence(name.start, name.end, name.key, name.candidates, nisba, "place.nationality")
        if single and nisba is not None and (attribute or not name.exact):
            # a country spelled like an adjective: "Syrian forces" against "in Syria"
            return self._evidence(name.start, name.end, name.key, (), nisba, "place.nationality")
        if name.common and (names.dated(name) or (name.start and names.token[name.start - 1] in words.idioms)):
            return None  # a month that is spelled like a town, or "on the pretext"
        if not name.exact and (unit.definite or context in ("bare", "preposition")):
            return None  # "news" is not "the News"
        ambiguous = name.common or not name.exact or (single and not self._plain(name))
        if name.exact and context in ("preposition", "nearby") and any(p.kind == "country" for p in name.candidates):
            ambiguous, name = False, replace(name, common=False)
        rule = "place.gazetteer" if not ambiguous else "place.common-word"
        return self._mention(name.start, name.end, name, None, ambiguous, context, rule)

    def _context(self, name: Name, before: str | None, previous: PlaceMention | None) -> Context:
        if before is not None and self.names.near(before):
            return "nearby"
        if before is not None and self.words.prepositions.get(before, False):
            return "preposition"
        if previous is not None and self.names.listed(previous.end, name.start):
            return "list"
        return "bare"

    def _plain(self, name: Name) -> bool:
        """A single word that by itself is read as a place."""
        big = BIG_ENOUGH if len(name.key) >= LONG_ENOUGH else math.inf
        return any(place.curated or place.population >= big for place in name.candidates)

    # -- names after class words

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
        if known.located and not self.names.located(at):
            name = self.names.known(start)
            if name is not None:
                yield self._part_of_name(name)
            return
        if self._class(start) is not None and self._speaks_for_itself(start):
            return
        first = self._one(at, start, known, known.number == "plural")
        if first is None:
            return
        before = self.names.before(at)
        blocked = None if before is None else self.words.blockers.get(before)
        if blocked is not None:
            if blocked:
                yield replace(first, role="evidence", rule="place.part-of-name")
            return
        yield first
        yield from self._more(first.end, known)

    def _speaks_for_itself(self, start: int) -> bool:
        """Whether the word after a class word is one too, with a name ("the centre of the town of ...")."""
        inner = self._class(start)
        found = self.names.known(start)
        if inner is None or (found is not None and found.end > start + 1):
            return False
        return any(True for _ in self._introduced(start, inner))

    def _more(self, end: int, known: PlaceClass) -> Iterator[PlaceMention]:
        """The further names after a dual or plural class word."""
        for _ in range(_MORE_NAMES.get(known.number, 0)):
            start = next(self.names.links(end), None)
            if start is None:
                hidden = self._joined(end, known) if end < len(self.units) else None
                if hidden is None:
                    return
                yield self._mention(end, hidden.end, hidden, known, False, "class", "place.class-word")
                end = hidden.end
                continue
            if self._class(start) is not None:
                return
            mention = self._one(start, start, replace(known, part=False), known.number == "plural")
            if mention is None:
                return
            yield mention
            end = mention.end

    def _joined(self, at: int, known: PlaceClass) -> Name | None:
        """A further name with the conjunction written onto it; after a dual also one that the gazetteer lacks."""
        hidden = self.names.hidden(at)
        return hidden if hidden is not None or known.number != "dual" else self.names.stranger(at)

    def _described(self, at: int) -> PlaceMention | None:
        """A site without a name, told by its adjective after a preposition of place ("in the central market")."""
        unit = self.units[at]
        known = self.words.classes.get(unit.form) if unit.kind == "word" and unit.definite else None
        if known is None or not known.part or known.kind != "site" or not self.names.located(at):
            return None
        end = self.names.tail(at + 1, True)
        if end == at + 1:
            return None
        return self._mention(at, end, self.names.plain(at, end), known, False, "class", "place.described-site")

    def _one(self, at: int, start: int, known: PlaceClass, listed: bool) -> PlaceMention | None:
        """The name at `start` after the class word at `at`."""
        names = self.names
        first = at if known.part else start
        name = names.known(start)
        if name is not None and known.part and name.end == start + 1 and names.token[start] in self.words.offices:
            name = None  # "the media centre" is not the centre of the quarter of that name
        begun = name is not None and name.end == start + 1 and names.begins_compound(start)
        if begun and known.unknown and names.proper(start + 1):
            name = None  # the first word of a longer name
        if name is not None:
            end = names.tail(names.forebears(name.end), True) if known.part else name.end
            longer = names.tail(end, False) if known.kind in ("neighbourhood", "village") else end
            if longer > end:  # "the second Yarmouk" is not the Yarmouk of the gazetteer
                end, name = longer, replace(name, end=longer, candidates=())
            rule = "place.site" if known.part else "place.class-word"
            return self._mention(first, end, name, known, False, "class", rule)
        if not known.unknown or (self.units[at].definite and at != start):
            return None
        unknown = names.unknown(start, known, listed)
        if unknown is None:
            return None
        rule = "place.unknown-site" if known.part else "place.unknown-name"
        end = names.forebears(unknown.end) if known.part else unknown.end
        return self._mention(first, end, unknown, known, False, "class", rule)

    # -- mentions

    def _mention(
        self, start: int, end: int, name: Name, known: PlaceClass | None, ambiguous: bool, context: Context, rule: str
    ) -> PlaceMention:
        site = known is not None and known.part
        begin, stop = self.sentence.span(start, end)
        return PlaceMention(
            self.sentence.index, start, end, (begin + name.skipped, stop), name.key, name.candidates,
            None if known is None else known.kind, site, known.english if known is not None and site else None,
            ambiguous, name.common, context, rule, "place", None,
        )  # fmt: skip

    def _part_of_name(self, name: Name) -> PlaceMention:
        """A name that is part of another name and only speaks for its country."""
        return self._evidence(name.start, name.end, name.key, name.candidates, None, "place.part-of-name")

    def _evidence(
        self, start: int, end: int, key: str, candidates: tuple[Place, ...], country: str | None, rule: str
    ) -> PlaceMention:
        return PlaceMention(
            self.sentence.index, start, end, self.sentence.span(start, end), key, candidates,
            None, False, None, False, False, "bare", rule, "evidence", country,
        )  # fmt: skip
