"""What every run keeps: the schema, words that stand where their span says, a rule for every value, the same bytes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import jsonschema
import pytest
from installed import SHARED, Json, Ran, eventx, sample_records, write_records

from eventx.output.schema import schema_text
from eventx.rules.load import load_rules

DEV = SHARED / "gold" / "dev.docs.jsonl"


class Corpus(NamedTuple):
    """Some articles, and what two runs made of them that differ in the seed of Python's hashes."""

    texts: dict[str, str]
    first: Ran
    second: Ran

    @property
    def records(self) -> list[Json]:
        return list(self.first.json)

    @property
    def events(self) -> Iterator[tuple[Json, str]]:
        """Every event with the text of its document."""
        for record in self.records:
            for event in record["events"]:
                yield event, self.texts[event["document"]["id"]]


@cache
def _extracted(path: Path) -> Corpus:
    texts = {}
    for record in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
        title = record.get("title")
        texts[str(record["id"])] = f"{title}\n\n{record['text']}" if title else record["text"]
    first, second = (eventx("extract", path, "--json", PYTHONHASHSEED=seed) for seed in ("1", "2"))
    return Corpus(texts, first, second)


@pytest.fixture(scope="session")
def sample_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    split = [_split(record) for record in sample_records()]
    return write_records(tmp_path_factory.mktemp("samples") / "samples.jsonl", split)


def _split(record: Json) -> Json:
    """Half of the samples as records with a title of their own: spans then count from the title on."""
    title, _, body = record["text"].partition("\n\n")
    return {**record, "title": title, "text": body} if len(record["id"]) % 2 else record


@pytest.fixture(params=["samples", "dev"])
def corpus(request: pytest.FixtureRequest, sample_file: Path) -> Corpus:
    if request.param == "dev" and not DEV.exists():
        pytest.skip(f"{DEV} is not on this machine")
    return _extracted(DEV if request.param == "dev" else sample_file)


def test_all_documents_are_read(corpus: Corpus) -> None:
    assert corpus.first.code == 0
    assert {record["document"]["id"] for record in corpus.records} == set(corpus.texts)
    assert any(record["events"] for record in corpus.records)


def test_two_runs_give_the_same_bytes(corpus: Corpus) -> None:
    assert corpus.first == corpus.second


def test_events_are_valid(corpus: Corpus) -> None:
    schema = json.loads(schema_text())
    check = jsonschema.Draft202012Validator(schema, format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER)
    problems = [
        f"{event['document']['id']}: {'.'.join(map(str, error.absolute_path))}: {error.message[:100]}"
        for event, _ in corpus.events
        for error in check.iter_errors(event)
    ]
    assert problems == []


def _spans(value: Any, path: str = "") -> Iterator[tuple[str, Json]]:
    """Every object with a span in `value`, and where it stands."""
    if isinstance(value, dict):
        if "span" in value:
            yield path, value
        for key, item in value.items():
            yield from _spans(item, f"{path}.{key}")
    elif isinstance(value, list):
        for number, item in enumerate(value):
            yield from _spans(item, f"{path}[{number}]")


def test_every_text_is_the_slice_that_its_span_names(corpus: Corpus) -> None:
    wrong = [
        f"{event['document']['id']}{path}.{key}: {told[key]!r} is not {text[slice(*told['span'])]!r}"
        for event, text in corpus.events
        for path, told in _spans(event)
        for key in ("text", "who")
        if told.get(key) is not None and told[key] != text[slice(*told["span"])]
    ]
    assert wrong == []


def test_words_without_a_span_of_their_own_stand_in_the_text_too(corpus: Corpus) -> None:
    for event, text in corpus.events:
        assert (event["document"]["title"] or "") in text
        assert (event["attribution"]["by"] or "") in text
        location = event["location"]
        named = [] if location is None else [mention["text"] for mention in location["mentions"]]
        only_country = location is not None and location["country"] and location["precision"] == "country"
        assert location is None or location["text"] in named or (only_country and location["text"] == "" and not named)


_EVIDENCE = {
    ".trigger": "type",
    ".date": "date",
    ".location.mentions": "location",
    ".weapons": "weapons",
    ".casualties.killed": "casualties.killed",
    ".casualties.wounded": "casualties.wounded",
    ".casualties.abducted": "casualties.abducted",
    ".casualties.groups": "casualties.groups",
    ".targets": "targets",
    ".attribution.actors": "attribution.actors",
    ".sources": "sources",
}


@pytest.mark.parametrize(("place", "slot"), _EVIDENCE.items())
def test_every_value_has_its_evidence(corpus: Corpus, place: str, slot: str) -> None:
    missing = [
        f"{event['document']['id']}{path}: {told.get('text') or told.get('who')}"
        for event, _ in corpus.events
        for path, told in _spans(event)
        if path.partition("[")[0] == place and not path.endswith(".count")
        if (slot, told["span"]) not in [(found["slot"], found["span"]) for found in event["evidence"]]
    ]
    assert missing == []


def test_a_status_other_than_unknown_has_its_evidence(corpus: Corpus) -> None:
    missing = [
        f"{event['document']['id']}: {event['attribution']['status']}"
        for event, _ in corpus.events
        if event["attribution"]["status"] != "unknown"
        if not any(found["slot"].startswith("attribution") for found in event["evidence"])
    ]
    assert missing == []


def test_rules_of_evidence_are_rules_of_the_pack(corpus: Corpus) -> None:
    known = {rule.id for rule in load_rules(()).rules}
    named = {found["rule"] for event, _ in corpus.events for found in event["evidence"]}
    # Names of places come from the gazetteer, not from a pattern.
    assert {rule for rule in named - known if not rule.startswith("place.")} == set()


def test_ids_are_unique_and_dates_agree_with_themselves(corpus: Corpus) -> None:
    events = [event for event, _ in corpus.events]
    assert len({event["id"] for event in events}) == len(events)
    for date in (event["date"] for event in events):
        if date is None:
            continue
        assert (date["value"] is None) == (date["start"] is None) == (date["precision"] == "unresolved")
        assert date["start"] is None or date["start"] <= date["end"]


def test_counts_are_ranges(corpus: Corpus) -> None:
    for event, _ in corpus.events:
        for outcome in ("killed", "wounded", "abducted"):
            count = event["casualties"][outcome]
            assert count is None or count["max"] is None or count["min"] <= count["max"]
