"""The product: text in, events out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path

from eventx.documents.furniture import Furniture
from eventx.documents.page import Layout, lay_out
from eventx.events.article import Places
from eventx.events.build import build
from eventx.events.telling import Telling, tells
from eventx.events.trigger import SentenceTriggers, document_vetoes, find_triggers, spared
from eventx.mentions.expressions import DateExpression
from eventx.mentions.find import Reading, read_sentence
from eventx.mentions.published import DATELINE_SENTENCES, Published, publication_date
from eventx.mentions.resolution import resolve
from eventx.mentions.whereabouts import resolved_places
from eventx.model import Document, Event, Extraction
from eventx.ready import Ready, make_ready
from eventx.rules.compile import CompiledPack
from eventx.rules.model import Rule
from eventx.text.reading import Stretch, read
from eventx.text.units import Zone

_READ: dict[str, Zone] = {"title": "title", "body": "body"}


@dataclass(frozen=True, slots=True)
class Trace:
    """Everything that reading one document found, for explanations and rule tests."""

    document: Document
    readings: tuple[Reading, ...]
    triggers: tuple[SentenceTriggers, ...]
    places: Places
    events: tuple[Event, ...]
    warnings: tuple[str, ...]

    def values(self, rule: Rule) -> Iterator[object]:
        """The values of what a mention rule took; of a date expression, the day that it means in this document."""
        for reading in self.readings:
            for mention in reading.mentions.get(rule.yields, ()):
                if mention.rule == rule.id:
                    told = mention.value
                    yield resolve(told, self.document.published).value if isinstance(told, DateExpression) else told


class Extractor:
    """Reads documents with the shipped rules and, laid over them, the packs in `rules`.

    Raises RuleError for a bad pack. Without `shortcuts` everything is read, whether it can matter or not: slow, and
    good for comparing only.
    """

    def __init__(self, rules: tuple[Path, ...] = (), shortcuts: bool = True) -> None:
        self._directories = rules
        self._shortcuts = shortcuts
        _ = self._ready

    @cached_property
    def _ready(self) -> Ready:
        return make_ready(self._directories, self._shortcuts)

    @cached_property
    def _furniture(self) -> Furniture:
        return Furniture.of(self.pack.pack.lexicons["furniture"].entries)

    @cached_property
    def _telling(self) -> Telling:
        return Telling(self.pack)

    @property
    def pack(self) -> CompiledPack:
        """The compiled rules."""
        return self._ready.pack

    def extract(
        self, text: str, published: date | None = None, title: str | None = None, id: str = "-"
    ) -> tuple[Event, ...]:
        """The events of a text, in text order; `published` is what relative dates are resolved against."""
        whole = text if title is None or text.startswith(title) else f"{title}\n\n{text}"
        document = Document(id, whole, title, published, None if published is None else "option")
        return self.read(document).events

    def read(self, document: Document) -> Extraction:
        """The events of a document, with the document as it was understood and warnings."""
        telling = not self._shortcuts or self._telling.document(document.text)
        if not telling and document.title is not None and document.published is not None:
            return Extraction(replace(document, published_from=document.published_from or "option"), ())
        layout = lay_out(document.text, self._furniture, document.title)
        if self._shortcuts and not (telling and self._tells(document.text, layout)):
            known = self._published(document, layout, self._first(document, layout))
            return Extraction(_known(document, layout, known), (), known.warnings)
        trace = self._trace(document, layout)
        return Extraction(trace.document, trace.events, trace.warnings)

    def _tells(self, text: str, layout: Layout) -> bool:
        """Does one of the sentences say that there was an attack?"""
        for stretch in _stretches(layout):
            if self._telling.document(text[stretch[0] : stretch[1]]) and any(
                self._telling.sentence(reading.scan) and tells(find_triggers(reading, self.pack))
                for reading in self._readings(text, [stretch])
            ):
                return True
        return False

    def _first(self, document: Document, layout: Layout) -> tuple[Reading, ...]:
        """The sentences that the day of publication is known from."""
        if document.published is not None:
            return ()
        found: list[Reading] = []
        for stretch in _stretches(layout):
            if len(found) < DATELINE_SENTENCES or layout.header_dates:
                found += self._readings(document.text, [stretch])
        return tuple(found)

    def _readings(self, text: str, stretches: Sequence[Stretch]) -> tuple[Reading, ...]:
        pack = self.pack
        finders = {"place": self._ready.whereabouts.find}
        return tuple(read_sentence(s, pack, finders) for s in read(text, stretches, pack.splitter))

    def trace(self, document: Document) -> Trace:
        """Read a document and keep every step."""
        return self._trace(document, lay_out(document.text, self._furniture, document.title))

    def _trace(self, document: Document, layout: Layout) -> Trace:
        pack = self.pack
        readings = self._readings(document.text, _stretches(layout))
        known = self._published(document, layout, readings)
        document = _known(document, layout, known)
        triggers = self._triggers(readings)
        if any(found.triggers or found.casualties for found in triggers):
            vetoes = document_vetoes(readings, pack)
            triggers = tuple(spared(found, vetoes) for found in triggers)
        told = not pack.shortcuts or any(found.triggers or found.casualties for found in triggers)
        if not told:
            return Trace(document, readings, triggers, {}, (), known.warnings)
        places = resolved_places(r.mentions for r in readings)
        events = tuple(build(document, readings, triggers, places))
        return Trace(document, readings, triggers, places, events, known.warnings)

    def _triggers(self, readings: tuple[Reading, ...]) -> tuple[SentenceTriggers, ...]:
        """What each sentence tells; nothing where no sentence says that there was an attack."""
        pack = self.pack
        if not self._shortcuts:
            return tuple(find_triggers(r, pack) for r in readings)
        first = {r.sentence.index: find_triggers(r, pack) for r in readings if self._telling.sentence(r.scan)}
        if not any(map(tells, first.values())):
            return tuple(SentenceTriggers((), (), ()) for _ in readings)
        return tuple(first.get(r.sentence.index) or find_triggers(r, pack) for r in readings)

    def _published(self, document: Document, layout: Layout, readings: tuple[Reading, ...]) -> Published:
        header = [document.text[b.start : b.end] for b in layout.blocks if b.kind == "header-date"]
        return publication_date(document, header, readings, self.pack)


def _stretches(layout: Layout) -> list[Stretch]:
    return [(block.start, block.end, _READ[block.kind]) for block in layout.blocks if block.kind in _READ]


def _known(document: Document, layout: Layout, known: Published) -> Document:
    """The document with its title and day."""
    titled = next((document.text[b.start : b.end].strip() for b in layout.blocks if b.kind == "title"), None)
    return replace(document, published=known.date, published_from=known.source, title=document.title or titled)
