"""Sentences to mentions: each slot's rules over what the slots that they name have found.

A slot is read when it is first asked for: most sentences hold nothing that anybody asks for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from weakref import ref

from eventx.mentions import dates, numbers, people
from eventx.mentions.mention import Mention, Normaliser
from eventx.rules.compile import CompiledPack
from eventx.rules.index import RuleIndex
from eventx.rules.matcher import Hit, Match, Scan, choose
from eventx.text.units import Sentence

NORMALISERS: dict[str, Normaliser] = {**numbers.NORMALISERS, **dates.NORMALISERS, **people.NORMALISERS}

Finder = Callable[[Scan], list[Mention]]
"""Mentions of a slot that code finds, such as places in the gazetteer."""


class Mentions(Mapping[str, tuple[Mention, ...]]):
    """The mentions of one sentence by slot, in text order; a slot is read when it is first asked for."""

    def __init__(self, sentence: Sentence, pack: CompiledPack, finders: Mapping[str, Finder]) -> None:
        self._sentence = sentence
        self._pack = pack
        self._finders = finders
        self._found: dict[str, tuple[Mention, ...]] = {}
        self._held: list[Mention] = []

    @cached_property
    def scan(self) -> Scan:
        """The sentence as patterns see it, made where somebody looks."""
        return Scan(self._sentence, self._pack.lexicon, self._pack.slots.keys(), _reader(self))

    def get(self, slot: str, default: object = None) -> tuple[Mention, ...]:
        """The mentions for a slot, none where there are none."""
        for name in (slot,) if slot in self._pack.slots else self._finders:  # a finder may find other things besides
            _ = self.scan.hits[name]
        return self._found.get(slot, ())

    def __getitem__(self, slot: str) -> tuple[Mention, ...]:
        found = self.get(slot)
        if not found:
            raise KeyError(slot)
        return found

    def __iter__(self) -> Iterator[str]:
        for slot in self._pack.slots:
            self.get(slot)
        return iter(self._found)

    def __len__(self) -> int:
        return len(list(iter(self)))

    def held(self) -> tuple[Mention, ...]:
        """Look-alikes, which only keep other rules off their words."""
        _ = len(self)  # all slots are read
        return tuple(self._held)

    def read(self, slot: str) -> None:
        """Find the mentions for one slot and make them known to later patterns."""
        scan = self.scan
        mentions: list[Mention] = []
        if slot in self._finders:
            for mention in self._finders[slot](scan):
                if mention.slot == slot:
                    mentions.append(mention)
                else:
                    self._found[mention.slot] = (*self._found.get(mention.slot, ()), mention)
        for mention in _by_rules(slot, self._pack.slots[slot], scan):
            (self._held if mention.features.get("kind") == "none" else mentions).append(mention)
        for mention in mentions:
            scan.add(slot, mention.hit())
        if mentions:
            self._found[slot] = tuple(sorted(mentions, key=lambda m: (m.start, m.end)))


def _reader(mentions: Mentions) -> Callable[[str], None]:
    """What reads a slot of the mentions; it does not keep them, which keep it."""
    known = ref(mentions)

    def read(slot: str) -> None:
        there = known()
        assert there is not None
        there.read(slot)

    return read


@dataclass(frozen=True, slots=True)
class Reading:
    """One sentence read: its mentions by slot, and the scan that event rules go on with."""

    sentence: Sentence
    mentions: Mentions

    @property
    def scan(self) -> Scan:
        """The sentence as patterns see it."""
        return self.mentions.scan

    @property
    def held(self) -> tuple[Mention, ...]:
        """Look-alikes, which only keep other rules off their words."""
        return self.mentions.held()


def read_sentence(sentence: Sentence, pack: CompiledPack, finders: Mapping[str, Finder]) -> Reading:
    """One sentence ready to be asked for its mentions."""
    mentions = Mentions(sentence, pack, finders)
    if not pack.shortcuts:
        list(mentions)
    return Reading(sentence, mentions)


def _by_rules(slot: str, rules: RuleIndex, scan: Scan) -> Iterator[Mention]:
    accepted = []
    values: dict[int, object] = {}
    for rule, match in rules.find(scan):
        value = _value(match, scan.sentence)
        if value is None:
            continue
        values[id(match)] = value
        accepted.append((rule, match))
    for match in choose(accepted):
        features = _features(match)
        index, value = scan.sentence.index, values[id(match)]
        yield Mention(slot, index, match.start, match.end, match.rule.id, value, features, match.captures)


def _value(match: Match, sentence: Sentence) -> object:
    name = match.rule.value
    return True if name is None else NORMALISERS[name](match, sentence)


def _features(match: Match) -> dict[str, object]:
    """Attributes of the head (captures `head`, `actor`, `weapon`, `who`), and over them what the rule sets."""
    features: dict[str, object] = {}
    for name in ("force", "owner", "model", "weapon", "actor", "who", "head"):
        for hit in match.captures.get(name, ())[:1]:
            features.update({k: v for k, v in hit.features.items() if v != "unknown" or k not in features})
            if hit.entry is not None:
                features["entry"] = hit.entry.id
                features["lexicon"] = hit.entry.lexicon
                if hit.entry.name:
                    features["name"] = hit.entry.name
    features.update(match.rule.set)
    return features


def span_text(document: str, sentence: Sentence, hit: Hit | Mention) -> tuple[str, tuple[int, int]]:
    """The words of a hit in the document, and their span."""
    start, end = sentence.span(hit.start, hit.end)
    return document[start:end], (start, end)
