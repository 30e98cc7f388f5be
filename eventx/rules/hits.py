"""What is known of one sentence: lexicon entries and mentions, by name and by where they begin."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from eventx.rules.model import Entry


class Hit(NamedTuple):
    """What one pattern element took: a lexicon entry, an earlier mention, or plain units `[start, end)`."""

    start: int
    end: int
    entry: Entry | None
    features: Mapping[str, object]
    value: object = None


Starts = dict[int, list[Hit]]
"""Hits by their first unit, the longest first."""


class Hits(dict[str, Starts]):
    """What is known of one sentence, by name; each name is worked out when it is first asked for."""

    __slots__ = ("_learn",)

    def __init__(self, learn: Callable[[str], Starts]) -> None:
        self._learn = learn

    def __missing__(self, name: str) -> Starts:
        return self._learn(name)

    def get(self, name: str, default: object = None) -> Starts:
        """Never the default: where nothing stands, an empty mapping."""
        return self[name]


def longest_first(hit: Hit) -> int:
    """The key that sorts longer hits before shorter ones."""
    return hit.start - hit.end
