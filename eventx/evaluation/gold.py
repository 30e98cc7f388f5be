"""Articles coded by hand, from JSON Lines: one document a line in the coding guide's format, or one event a line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

_LISTS = ("places", "weapons", "targets", "target_types", "sources", "killed_alt", "wounded_alt")
_OBJECTS = ("document", "location", "casualties", "attribution")


@dataclass(frozen=True, slots=True)
class GoldProblem:
    """A line that can't be used, and why."""

    line: int
    reason: str


@dataclass(slots=True)
class Gold:
    """The events of every coded document by its id, and the lines that could not be used."""

    documents: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    problems: list[GoldProblem] = field(default_factory=list)


def load_gold(path: Path) -> Gold:
    """Read a gold file.

    A line is `{"n": ID, "events": [...]}` (`id` will do for `n`), or an event as `eventx extract --format jsonl` prints
    it. Raises OSError or UnicodeDecodeError where the file can't be read.
    """
    gold = Gold()
    with path.open(encoding="utf-8-sig") as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                for document, events in _read(json.loads(line.rstrip())):
                    gold.documents.setdefault(document, []).extend(events)
            except json.JSONDecodeError as error:
                gold.problems.append(GoldProblem(number, f"not JSON: {error.msg} at column {error.colno}"))
            except (ValueError, RecursionError) as error:
                gold.problems.append(GoldProblem(number, str(error) or "too deeply nested"))
    return gold


def _read(record: object) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    if not isinstance(record, dict):
        raise ValueError('expected an object such as {"n": "article-1", "events": []}')
    events = record.get("events", [record])
    if not isinstance(events, list):
        raise ValueError("`events` is not a list")
    for at, event in enumerate(events, 1):
        _check(event, f"event {at}: " if "events" in record else "")
    held = record.get("document")
    name = record.get("n", record.get("id") if "events" in record else None)
    if name is None and isinstance(held, dict):
        name = held.get("id")
    if not isinstance(name, str | int) or isinstance(name, bool):
        raise ValueError("the document has no id: give it as `n`, `id` or `document.id`")
    yield str(name), events


def _check(event: object, where: str) -> None:
    if not isinstance(event, dict):
        raise ValueError(f"{where}not an object")
    if not isinstance(event.get("type"), str):
        raise ValueError(f"{where}`type` is missing or is not a string")
    for key in _LISTS:
        if not isinstance(event.get(key) or [], list):
            raise ValueError(f"{where}`{key}` is not a list")
    for key in _OBJECTS:
        if not isinstance(event.get(key) or {}, dict):
            raise ValueError(f"{where}`{key}` is not an object")
