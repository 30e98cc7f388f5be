"""Which documents and sentences may tell of an attack, known from their words alone.

Most news tells of none. Every pattern of an attack needs certain words; where no pattern has all of its words there is
no event, and nothing need be read to know that.
"""

from __future__ import annotations

from functools import cached_property

from eventx.events.trigger import SentenceTriggers
from eventx.mentions.mention import Mention
from eventx.rules.compile import CompiledPack
from eventx.rules.matcher import Keys, Scan
from eventx.rules.model import Rule
from eventx.text.reading import forms_of

MOST_KEPT = 100_000
_VIOLENCE = "violence"
_NONE: Keys = frozenset()


class Telling:
    """The needs of the patterns of attacks: of event rules, and of casualty rules that speak of violence.

    A toll of which nobody says that it was violence is no event by itself.
    """

    def __init__(self, pack: CompiledPack) -> None:
        self._pack = pack
        patterns = [pattern for _, pattern in pack.events.patterns]
        if "casualty" in pack.slots:
            unsure = any("act" in lexicon.attributes for lexicon in pack.pack.lexicons.values())
            rules = pack.slots["casualty"].patterns
            patterns += [pattern for rule, pattern in rules if unsure or _is_violent(rule.rule)]
        self._needs = [_rare(pattern.needs) for pattern in patterns]
        self._kept: dict[str, Keys] = {}
        """What each stretch of text between blanks gives of what is wanted."""
        self._silent: set[str] = set()
        """Those of them that give nothing."""

    @cached_property
    def _wanted(self) -> Keys:
        """All that any of the patterns needs, and the words of phrases that are needed."""
        words = (second for asked in self._phrases.values() for _, second in asked)
        return self._needed.union(self._phrases, *words)

    @cached_property
    def _needed(self) -> Keys:
        return frozenset().union(*(need for needs in self._needs for need in needs))

    @cached_property
    def _phrases(self) -> dict[str, list[tuple[str, Keys]]]:
        """By first word the lexicons that are needed and that only phrases from that word on stand for.

        Each with the second words of those phrases.
        """
        found: dict[str, list[tuple[str, Keys]]] = {}
        for first, asked in self._pack.lexicon.seconds.items():
            for name in asked.keys() & self._needed:
                found.setdefault(first, []).append((name, asked[name]))
        return found

    def document(self, text: str) -> bool:
        """May a document tell of an attack? It may where it holds, somewhere, all words of one pattern."""
        keys: set[str] = set()
        for chunk in set(text.split()).difference(self._silent):
            found = self._kept.get(chunk)
            keys |= self._learn(chunk) if found is None else found
        phrases = self._phrases
        for first in phrases.keys() & keys:
            keys.update([name for name, seconds in phrases[first] if not seconds.isdisjoint(keys)])
        return self._possible(keys)

    def sentence(self, scan: Scan) -> bool:
        """May a sentence tell of an attack?"""
        return self._possible(scan.keys)

    def _possible(self, keys: set[str]) -> bool:
        return any(not any(need.isdisjoint(keys) for need in needs) for needs in self._needs)

    def _learn(self, chunk: str) -> Keys:
        names, seconds = self._pack.lexicon.names, self._pack.lexicon.seconds
        found: set[str] = set()
        for form in forms_of(chunk, self._pack.splitter):
            found.add(form)
            found |= names.get(form, _NONE).difference(seconds.get(form, ()))
            if form[:1].isdecimal():
                found.add("<num")
        keys = self._wanted.intersection(found)
        if len(self._kept) >= MOST_KEPT:
            self._kept.clear()
            self._silent.clear()
        self._kept[chunk] = keys
        if not keys:
            self._silent.add(chunk)
        return keys


def tells(found: SentenceTriggers) -> bool:
    """Does a sentence say by itself that there was an attack?"""
    return bool(found.triggers) or any(map(_of_violence, found.casualties))


def _of_violence(casualty: Mention) -> bool:
    return casualty.features.get("act") == _VIOLENCE


def _is_violent(rule: Rule) -> bool:
    return rule.set.get("act") == _VIOLENCE


def _rare(needs: tuple[Keys, ...]) -> tuple[Keys, ...]:
    """The needs less those that nearly every text meets, with a number, a mark or a particle."""
    return tuple(need for need in needs if "<num" not in need and min(map(len, need), default=0) > 1)
