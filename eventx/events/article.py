"""What the events of one document share: its readings, everything told in it, its places."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from eventx.events.frame import Frame
from eventx.mentions.find import Reading
from eventx.mentions.place_resolution import ResolvedPlace
from eventx.model import Document

Places = Mapping[tuple[int, int], ResolvedPlace]
"""Resolved place mentions by sentence and first unit."""


@dataclass(frozen=True, slots=True)
class Article:
    """A document read; `told` are the frames of all its sentences in text order."""

    document: Document
    readings: Sequence[Reading]
    told: Sequence[Frame]
    places: Places

    def frames_of(self, sentence: int) -> list[Frame]:
        """The frames of one sentence."""
        return [f for f in self.told if f.reading.sentence.index == sentence]

    def lead(self) -> int:
        """The number of the first sentence of the body."""
        return next((r.sentence.index for r in self.readings if r.sentence.zone == "body"), 0)

    def reading_of(self, sentence: int) -> Reading | None:
        """The reading of one sentence."""
        return next((r for r in self.readings if r.sentence.index == sentence), None)
