"""The samples as `eventx extract --json` prints them, by one extractor for all."""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from eventx import Document, Extractor
from eventx.documents.reader import read_paths
from eventx.output.stream import json_pieces

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "samples"
KNOWN = Path(__file__).with_name("known_differences.json")
Json = dict[str, Any]


def names() -> list[str]:
    """The names of the samples."""
    return sorted(path.stem for path in SAMPLES.glob("*.txt"))


def gold(name: str) -> Json:
    """The hand-coding of a sample."""
    coding: Json = json.loads((SAMPLES / f"{name}.gold.json").read_text(encoding="utf-8"))
    return coding


@cache
def printed(name: str) -> str:
    """What `eventx extract samples/NAME.txt --published DATE --json` prints at the top of the checkout."""
    (document,) = read_paths([str(SAMPLES / f"{name}.txt")], date.fromisoformat(gold(name)["published"]))
    assert isinstance(document, Document)
    document = Document(f"samples/{name}.txt", document.text, None, document.published, document.published_from)
    return "".join(json_pieces([_extractor().read(document)], several=False))


@cache
def _extractor() -> Extractor:
    return Extractor()


def events(name: str) -> list[Json]:
    """The events found in a sample."""
    found: list[Json] = json.loads(printed(name))["events"]
    return found


def known_differences() -> dict[str, list[str]]:
    """Where the program is known to differ from the hand-coding."""
    if not KNOWN.exists():
        return {}
    known: dict[str, list[str]] = json.loads(KNOWN.read_text(encoding="utf-8"))
    return known
