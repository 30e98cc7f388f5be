"""The Python API as the README and the issue give it."""

from __future__ import annotations

import dataclasses
import json
from datetime import date
from pathlib import Path

import pytest
from installed import SAMPLES, eventx

import eventx as library
from eventx import Event, Extractor
from eventx.output.json_output import event_to_dict

TEXT = (SAMPLES / "market-car-bomb.txt").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def events() -> tuple[Event, ...]:
    return Extractor().extract(TEXT, published=date(2019, 10, 9))


def test_typed_events_come_out(events: tuple[Event, ...]) -> None:
    assert events
    for event in events:
        assert isinstance(event, Event)
        assert TEXT[slice(*event.trigger.span)] == event.trigger.text
    assert events[0].date is not None
    assert events[0].date.start == date(2019, 10, 8)


def test_events_can_not_be_changed(events: tuple[Event, ...]) -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        events[0].type = "attack"  # type: ignore[misc]


def test_the_command_prints_what_the_library_returns(events: tuple[Event, ...]) -> None:
    ran = eventx("extract", "-", "--published", "2019-10-09", "--format", "jsonl", stdin=TEXT.encode())
    assert ran.lines == [json.loads(json.dumps(event_to_dict(event))) for event in events]


def test_a_title_of_its_own_counts_as_the_beginning_of_the_text() -> None:
    title, _, body = TEXT.partition("\n\n")
    for event in Extractor().extract(body, published=date(2019, 10, 9), title=title):
        assert event.document.title == title
        assert event.document.text == TEXT
        assert TEXT[slice(*event.trigger.span)] == event.trigger.text


def test_the_library_says_that_it_is_typed() -> None:
    assert (Path(library.__file__).parent / "py.typed").exists()


def test_unknown_names_are_attribute_errors() -> None:
    with pytest.raises(AttributeError, match="nothing_like_it"):
        _ = library.nothing_like_it
