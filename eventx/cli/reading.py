"""Articles read one after another, whatever a command then does with their events."""

from __future__ import annotations

import os
import sys
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from eventx.cli.terminal import say
from eventx.documents.reader import Failure, read_paths
from eventx.model import Document, Extraction

if TYPE_CHECKING:
    from eventx.extractor import Extractor


@dataclass(slots=True)
class Tally:
    """What was read so far."""

    documents: int = 0
    events: int = 0
    failures: int = 0


def read_articles(
    extractor: Extractor,
    paths: Sequence[str],
    published: date | None,
    quiet: bool,
    tally: Tally,
    only: Container[str] | None = None,
) -> Iterator[Extraction]:
    """What the documents of `paths` give, counted in `tally`; failures and warnings are told on standard error.

    `published` is the publication date of documents that carry none; `quiet` keeps warnings back;
    where `only` is given, documents whose id is not in it are passed over.
    """
    stdin = sys.stdin.buffer if sys.stdin is not None else None
    for document in read_paths(paths, published, stdin):
        if only is not None and isinstance(document, Document) and document.id not in only:
            continue
        result = document if isinstance(document, Failure) else _read(extractor, document)
        if isinstance(result, Failure):
            tally.failures += 1
            at = f":{result.line}" if result.line is not None else ""
            say(f"{result.name}{at}: {result.reason}")
            continue
        tally.documents += 1
        tally.events += len(result.events)
        if not quiet:
            for warning in result.warnings:
                say(f"{result.document.id}: {warning}")
        yield result


def _read(extractor: Extractor, document: Document) -> Extraction | Failure:
    """Read one document; a mistake of ours costs this document and not the run."""
    try:
        return extractor.read(document)
    except Exception as error:
        if os.environ.get("EVENTX_DEBUG"):
            raise
        return Failure(document.id, None, f"internal error: {type(error).__name__}: {error}")
