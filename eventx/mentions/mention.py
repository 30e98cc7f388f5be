"""A mention: what one rule read in one sentence."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from eventx.rules.matcher import Hit, Match
from eventx.text.units import Sentence

Normaliser = Callable[[Match, Sentence], object]
"""Match to value; None rejects the match. Named by the `value:` key of mention rules."""


@dataclass(frozen=True, slots=True)
class Mention:
    """Units `[start, end)` of sentence number `sentence`, taken by `rule` for `slot`, with the value they stand for."""

    slot: str
    sentence: int
    start: int
    end: int
    rule: str
    value: object
    features: Mapping[str, object]
    captures: Mapping[str, tuple[Hit, ...]]

    def hit(self) -> Hit:
        """The mention as later patterns see it."""
        return Hit(self.start, self.end, None, self.features, self.value)


def first(captures: Mapping[str, tuple[Hit, ...]], name: str) -> Hit | None:
    """The first capture of that name."""
    found = captures.get(name)
    return found[0] if found else None
