"""What is known of one sentence: lexicon entries and mentions, by name and by where they begin."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple
from weakref import ref

from eventx.rules.model import Entry

if TYPE_CHECKING:
    from eventx.rules.matcher import Scan


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
    """What is known of one sentence, by name; each name is worked out when it is first asked for.

    It does not hold the sentence that holds it: a circle would stay in memory until it is looked for.
    """

    __slots__ = ("_scan",)

    def __init__(self, scan: Scan) -> None:
        self._scan = ref(scan)

    def __missing__(self, name: str) -> Starts:
        scan = self._scan()
        assert scan is not None
        return scan.learn(name)

    def get(self, name: str, default: object = None) -> Starts:
        """Never the default: where nothing stands, an empty mapping."""
        return self[name]


def longest_first(hit: Hit) -> int:
    """The key that sorts longer hits before shorter ones."""
    return hit.start - hit.end
