"""Extractions, one after another, to pieces of output text: nothing waits for the last document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from eventx.model import Extraction
from eventx.output.json_output import event_to_dict, extraction_to_dict, to_line, to_pretty


def jsonl_pieces(extractions: Iterable[Extraction]) -> Iterator[str]:
    """One event a line; the lines of a document come together."""
    for extraction in extractions:
        if extraction.events:
            yield "".join(to_line(event_to_dict(event)) + "\n" for event in extraction.events)


def json_pieces(extractions: Iterable[Extraction], several: bool) -> Iterator[str]:
    """A document record for one document; an array of them for several inputs, however many documents came out."""
    records = iter(extractions)
    first = next(records, None)
    if first is None:
        if several:
            yield "[]\n"
        return
    second = next(records, None)
    if second is None and not several:
        yield to_pretty(extraction_to_dict(first)) + "\n"
        return
    yield "[\n" + to_pretty(extraction_to_dict(first), indent=2)
    while second is not None:
        yield ",\n" + to_pretty(extraction_to_dict(second), indent=2)
        second = next(records, None)
    yield "\n]\n"


def table_pieces(extractions: Iterable[Extraction], lang: str, width: int, colour: bool) -> Iterator[str]:
    """One table a document, an empty line between them."""
    from eventx.output.labels import load_labels
    from eventx.output.table import render  # rich is not needed for JSON

    labels = load_labels("ar" if lang == "ar" else "en")
    for number, extraction in enumerate(extractions):
        yield ("\n" if number else "") + render(extraction, labels, width, colour)
