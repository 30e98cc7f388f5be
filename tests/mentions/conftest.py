"""The shipped rules, compiled once for all tests of mentions."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from mention_tables import Find

from eventx.extractor import Extractor
from eventx.mentions.find import Reading, read_sentence
from eventx.mentions.mention import Mention
from eventx.rules.compile import CompiledPack
from eventx.text.reading import read


@pytest.fixture(scope="session")
def pack() -> CompiledPack:
    return Extractor().pack


@pytest.fixture(scope="session")
def readings(pack: CompiledPack) -> Callable[[str], list[Reading]]:
    """A text to its sentences with their mentions."""

    def run(text: str) -> list[Reading]:
        return [read_sentence(s, pack, {}) for s in read(text, [(0, len(text), "body")], pack.splitter)]

    return run


@pytest.fixture(scope="session")
def find(readings: Callable[[str], list[Reading]]) -> Find:
    """The mentions of a slot in a text, each with its words."""

    def run(text: str, slot: str) -> list[tuple[str, Mention]]:
        found: list[tuple[str, Mention]] = []
        for reading in readings(text):
            for mention in reading.mentions.get(slot, ()):
                start, end = reading.sentence.span(mention.start, mention.end)
                found.append((text[start:end], mention))
        return found

    return run
