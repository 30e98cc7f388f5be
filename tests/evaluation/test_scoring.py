"""Figures are those of the coding guide's scorer, and every difference is told with its words and rule."""

from __future__ import annotations

import importlib.util
import json
import random
from pathlib import Path
from typing import Any

import pytest
from coded_events import as_read, by_hand

from eventx.evaluation.fills import SLOTS
from eventx.evaluation.scoring import Evidence, score

GOLD = Path(__file__).resolve().parents[3] / "shared" / "gold"
Json = dict[str, Any]


def test_the_same_event() -> None:
    report = score({"a": [by_hand()]}, {"a": [as_read()]})
    assert (report.overall.f1, report.events.f1, report.mistakes) == (1.0, 1.0, [])


def test_a_document_without_attack_is_kept_quiet_or_not() -> None:
    report = score({"a": [], "b": []}, {"a": [], "b": [as_read()]})
    assert (report.quiet, report.kept_quiet) == (2, 1)
    assert [(mistake.document, mistake.kind) for mistake in report.mistakes] == [("b", "spurious event")]


def test_a_missed_event_loses_all_its_fills() -> None:
    report = score({"a": [by_hand(killed=[3, 3])]}, {})
    assert (report.overall.gold, report.overall.found, report.overall.credit) == (4, 0, 0)
    assert [(mistake.kind, mistake.event) for mistake in report.mistakes] == [("missed event", "انفجار")]


@pytest.mark.parametrize(
    "reason", [{"salience": "optional"}, {"criminal": True}, {"aggregate": True}, {"status": "foiled"}]
)
def test_an_event_that_need_not_be_found_counts_neither_way(reason: Json) -> None:
    gold = {"a": [by_hand(**reason)]}
    for found in ({}, {"a": [as_read()]}):
        report = score(gold, found)
        assert (report.events.gold, report.events.found, report.overall.found) == (0, 0, 0)


def test_what_is_wrong_missed_and_spurious_in_a_slot() -> None:
    gold = by_hand(killed=[3, 3], date="2021-05-04", places=["تلعفر"])
    read = as_read(casualties={"killed": {"min": 5, "max": 5}, "wounded": {"min": 1, "max": 1}, "abducted": None})
    report = score({"a": [gold]}, {"a": [read]})
    told = {mistake.slot: (mistake.kind, mistake.gold, mistake.found) for mistake in report.mistakes}
    assert told == {
        "date": ("missed", ("2021-05-04",), ()),
        "place": ("wrong", (("تلعفر",),), (("الموصل",),)),
        "killed": ("wrong", (3,), (5,)),
        "wounded": ("spurious", (), (1,)),
    }
    assert report.mistakes[1].evidence == (Evidence("الموصل", "place"),)


def test_a_second_count_is_as_good() -> None:
    gold = by_hand(killed=[3, 3], killed_alt=[4])
    read = as_read(casualties={"killed": {"min": 4, "max": 4}, "wounded": None, "abducted": None})
    assert score({"a": [gold]}, {"a": [read]}).mistakes == []


@pytest.mark.parametrize(
    ("read", "credit"), [("bombing", 1), ("suicide_bombing", 0.5), ("attack", 0.5), ("airstrike", 0)]
)
def test_a_type_of_the_same_family_earns_half(read: str, credit: float) -> None:
    report = score({"a": [by_hand(killed=[3, 3])]}, {"a": [as_read(type=read)]})
    assert report.slots["type"].credit == credit


def test_events_by_confidence() -> None:
    report = score({"a": [by_hand()], "b": []}, {"a": [as_read(confidence=1.0)], "b": [as_read(confidence=0.6)]})
    bands = {band: (tally.found, tally.precision) for band, tally in report.bands.items() if tally.found}
    assert bands == {(0.5, 0.7): (1, 0.0), (0.95, 1.0): (1, 1.0)}


def _scorer() -> Any:
    spec = importlib.util.spec_from_file_location("guide_score", GOLD / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _spoiled(event: Json, chance: random.Random) -> Json:
    """A coded event as eventx would print it, with mistakes."""

    def keep(value: Any) -> Any:
        return value if chance.random() < 0.8 else None

    def count(value: list[int] | None) -> Json | None:
        return {"min": value[0] + (chance.random() < 0.2), "max": None} if value else None

    places = [name for name in event["places"] or [] if chance.random() < 0.8]
    attribution = event.get("attribution") or {}
    pairs = zip(event["targets"] or [], event["target_types"] or [], strict=False)
    return {
        "trigger": {"text": event["trigger"], "rule": "r"},
        "type": event["type"] if chance.random() < 0.8 else chance.choice(["attack", "shelling", "armed_assault"]),
        "status": event["status"],
        "aggregate": event["aggregate"],
        "date": {"value": keep(event["date"])},
        "location": {
            "text": places[0],
            "country": keep(event["country"]),
            "mentions": [{"text": name} for name in places],
        }
        if places
        else None,
        "weapons": [{"type": kind} for kind in event["weapons"] or []],
        "casualties": {slot: keep(count(event[slot])) for slot in ("killed", "wounded", "abducted")},
        "targets": [{"text": text, "type": kind} for text, kind in pairs],
        "attribution": {
            "status": attribution.get("status", "unknown"),
            "actors": [{"text": name} for name in attribution.get("actors") or [] if chance.random() < 0.8],
        },
        "evidence": [],
        "confidence": 1.0,
    }


@pytest.mark.skipif(not (GOLD / "score.py").exists(), reason="the scorer is not on this machine (../shared)")
@pytest.mark.parametrize("seed", range(5))
def test_the_figures_are_those_of_the_guides_scorer(seed: int) -> None:
    scorer, chance = _scorer(), random.Random(seed)
    gold = scorer.load(GOLD / "dev.jsonl")
    found = {
        number: [_spoiled(event, chance) for event in events * chance.choice((1, 1, 2)) if chance.random() < 0.9]
        for number, events in gold.items()
    }
    report, expected = score(gold, found), json.loads(json.dumps(scorer.score(gold, found)))
    rows = {"events": report.events, "overall": report.overall} | {slot: report.slots[slot] for slot in SLOTS}
    for name, tally in rows.items():
        figures = {
            "precision": tally.precision,
            "recall": tally.recall,
            "f1": tally.f1,
            "gold": tally.gold,
            "pred": tally.found,
        }
        theirs = expected[name] if name in ("events", "overall") else expected["slots"][name]
        assert {key: round(value, 4) for key, value in figures.items()} == theirs, name
    assert (report.kept_quiet, report.quiet) == tuple(expected["quiet_documents"][key] for key in ("kept_quiet", "of"))
