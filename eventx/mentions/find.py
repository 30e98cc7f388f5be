"""Sentences to mentions: every slot's rules in turn, each over what the ones before it found."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from eventx.mentions import dates, numbers, people
from eventx.mentions.mention import Mention, Normaliser
from eventx.rules.compile import CompiledPack
from eventx.rules.matcher import Hit, Match, Scan, choose
from eventx.text.units import Sentence

NORMALISERS: dict[str, Normaliser] = {**numbers.NORMALISERS, **dates.NORMALISERS, **people.NORMALISERS}

Finder = Callable[[Scan], list[Mention]]
"""Mentions of a slot that code finds, such as places in the gazetteer."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One sentence read: its mentions by slot, in text order, and the scan that event rules go on with."""

    sentence: Sentence
    scan: Scan
    mentions: Mapping[str, tuple[Mention, ...]]
    held: tuple[Mention, ...] = ()
    """Look-alikes, which only keep other rules off their words."""


def read_sentence(sentence: Sentence, pack: CompiledPack, finders: Mapping[str, Finder]) -> Reading:
    """All mentions of one sentence."""
    scan = Scan(sentence)
    pack.lexicon.mark(scan)
    found: dict[str, tuple[Mention, ...]] = {}
    held: list[Mention] = []
    for slot, rules in pack.slots:
        mentions: list[Mention] = []
        if slot in finders:
            for mention in finders[slot](scan):
                if mention.slot == slot:
                    mentions.append(mention)
                else:
                    found[mention.slot] = (*found.get(mention.slot, ()), mention)
        accepted = []
        values: dict[int, object] = {}
        for rule, match in rules.find(scan):
            value = _value(match, sentence)
            if value is None:
                continue
            values[id(match)] = value
            accepted.append((rule, match))
        for match in choose(accepted):
            features = _features(match)
            kept = held if features.get("kind") == "none" else mentions
            kept.append(
                Mention(
                    slot,
                    sentence.index,
                    match.start,
                    match.end,
                    match.rule.id,
                    values[id(match)],
                    features,
                    match.captures,
                )
            )
        for mention in mentions:
            scan.add(slot, mention.hit())
        if mentions:
            found[slot] = tuple(sorted(mentions, key=lambda m: (m.start, m.end)))
    return Reading(sentence, scan, found, tuple(held))


def _value(match: Match, sentence: Sentence) -> object:
    name = match.rule.value
    return True if name is None or name not in NORMALISERS else NORMALISERS[name](match, sentence)


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
