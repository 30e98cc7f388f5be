"""Scores on articles coded by hand, with the scorer that stands beside the checkout."""

from __future__ import annotations

import gzip
import importlib.util
import json
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from eventx import Document, Extractor
from eventx.output.json_output import event_to_dict

HERE = Path(__file__).parent
SHARED = HERE.resolve().parents[2] / "shared"
GOLD = SHARED / "gold"
CORPUS = SHARED / "corpus" / "news.jsonl.gz"
RECORD = HERE / "scores.json"
SETS = ("dev", "check", "extra")
Json = dict[str, Any]


class Score(NamedTuple):
    """F1 of slot fills, F1 of events, and the articles without an attack for which something was printed."""

    overall: float
    events: float
    disturbed: list[str]


def available(name: str) -> bool:
    """Whether the articles of a set are on this machine."""
    needed = [GOLD / "score.py", CORPUS] if name == "extra" else [GOLD / "score.py", GOLD / f"{name}.docs.jsonl"]
    return all(path.exists() for path in needed)


def measure(name: str) -> Score:
    """Extract from the articles of a set and score what comes out."""
    scorer = _scorer()
    gold = scorer.load(HERE / "extra.jsonl" if name == "extra" else GOLD / f"{name}.jsonl")
    found = {str(record["id"]): _events(record) for record in _articles(name, set(gold))}
    assert set(found) == set(gold), f"articles of {name} are not there"
    result = scorer.score(gold, found)
    disturbed = sorted(number for number, events in gold.items() if not events and found[number])
    return Score(result["overall"]["f1"], result["events"]["f1"], disturbed)


def _articles(name: str, wanted: set[str]) -> Iterator[Json]:
    if name != "extra":
        yield from map(json.loads, (GOLD / f"{name}.docs.jsonl").read_text(encoding="utf-8").splitlines())
        return
    marks = [json.dumps(number).encode() for number in wanted]
    with gzip.open(CORPUS) as lines:
        for line in lines:
            if any(mark in line for mark in marks):  # parsing all of the corpus takes ten times as long
                record = json.loads(line)
                if record["id"] in wanted:
                    yield record


def _events(record: Json) -> list[Json]:
    published = record.get("published")
    title = record.get("title")
    text = f"{title}\n\n{record['text']}" if title else record["text"]
    day = date.fromisoformat(published) if published else None
    read = _extractor().read(Document(str(record["id"]), text, title, day, "record" if day else None))
    return [event_to_dict(event) for event in read.events]


@cache
def _extractor() -> Extractor:
    return Extractor()


@cache
def _scorer() -> Any:
    spec = importlib.util.spec_from_file_location("score", GOLD / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def recorded() -> dict[str, Score]:
    """The scores on record."""
    if not RECORD.exists():
        return {}
    return {name: Score(**values) for name, values in json.loads(RECORD.read_text(encoding="utf-8")).items()}


def worse(before: Score, now: Score, tolerance: float) -> list[str]:
    """What became worse by more than `tolerance`, a line each."""
    found = [
        f"{slot} F1 fell from {old:.4f} to {new:.4f}"
        for slot, old, new in (("overall", before.overall, now.overall), ("events", before.events, now.events))
        if old - new > tolerance
    ]
    disturbed = sorted(set(now.disturbed) - set(before.disturbed))
    return found + [f"{number} has no attack and was quiet before" for number in disturbed]
