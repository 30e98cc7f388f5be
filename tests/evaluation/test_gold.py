"""Gold files are read in both formats; a bad line is told and costs only itself."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from coded_events import as_read, by_hand

from eventx.evaluation.gold import load_gold


def test_both_formats(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    one, two = {"n": "a", "events": [by_hand()]}, as_read(document={"id": "b"})
    path.write_text("\n".join(map(json.dumps, (one, {"id": 7, "events": []}, two, two))) + "\n\n", encoding="utf-8")
    gold = load_gold(path)
    assert gold.problems == []
    assert {name: len(events) for name, events in gold.documents.items()} == {"a": 1, "7": 0, "b": 2}


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "not JSON: Expecting property name enclosed in double quotes at column 2"),
        ("[1]", 'expected an object such as {"n": "article-1", "events": []}'),
        ('{"n": "a", "events": {}}', "`events` is not a list"),
        ('{"n": "a", "events": [{"type": "bombing"}, 3]}', "event 2: not an object"),
        ('{"n": "a", "events": [{}]}', "event 1: `type` is missing or is not a string"),
        ('{"n": "a", "events": [{"type": "bombing", "weapons": "ied"}]}', "event 1: `weapons` is not a list"),
        ('{"n": "a", "events": [{"type": "bombing", "attribution": "x"}]}', "event 1: `attribution` is not an object"),
        ('{"events": []}', "the document has no id: give it as `n`, `id` or `document.id`"),
    ],
)
def test_a_bad_line(tmp_path: Path, line: str, reason: str) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(f'{{"n": "good", "events": []}}\n{line}\n', encoding="utf-8")
    gold = load_gold(path)
    assert list(gold.documents) == ["good"]
    assert [(problem.line, problem.reason) for problem in gold.problems] == [(2, reason)]
