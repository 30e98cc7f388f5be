"""JSON follows the contract to the letter, is stable, and takes any text."""

from __future__ import annotations

import json
from typing import Any

import pytest
from events_by_hand import day, event, extraction, full_event
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from eventx.model import Document, Event
from eventx.output.json_output import event_to_dict, extraction_to_dict, to_line, to_pretty
from eventx.output.schema import schema_text

SCHEMA: dict[str, Any] = json.loads(schema_text())
VALIDATOR = Draft202012Validator(SCHEMA, format_checker=Draft202012Validator.FORMAT_CHECKER)


def test_the_printed_schema_is_a_sound_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert schema_text().endswith("}\n")


@pytest.mark.parametrize("told", [event(), full_event(), event(date=day(None), status="foiled")])
def test_events_follow_the_schema(told: Event) -> None:
    VALIDATOR.validate(event_to_dict(told))


def test_keys_stand_in_the_order_of_the_schema() -> None:
    printed = event_to_dict(full_event())

    def check(value: dict[str, Any], schema: dict[str, Any]) -> None:
        known = list(schema["properties"])
        assert list(value) == [key for key in known if key in value]
        for key, part in value.items():
            inner = schema["properties"][key]
            options = [inner, *inner.get("anyOf", ())]
            if isinstance(part, list) and part and isinstance(part[0], dict):
                options = [inner["items"]]
                part = part[0]
            if isinstance(part, dict):
                check(part, next(option for option in options if "properties" in option))

    schema = json.loads(json.dumps(SCHEMA).replace('{"$ref": "#/$defs/count"}', json.dumps(SCHEMA["$defs"]["count"])))
    check(printed, schema)


def test_nothing_is_missing_from_a_full_event() -> None:
    printed = event_to_dict(full_event())
    assert printed["date"]["start"] == "2021-05-01"
    assert printed["casualties"]["killed"] == {"min": 12, "max": None, "text": "عدد", "span": [0, 4]}
    assert printed["casualties"]["groups"][1] == {
        "outcome": "wounded",
        "count": None,
        "who": None,
        "role": "unknown",
        "span": [0, 4],
    }
    assert printed["attribution"]["actors"][0]["id"] == "islamic-state"
    assert printed["document"] == {
        "id": "samples/market.txt",
        "title": "انفجار في سوق",
        "published": "2021-05-04",
        "published_from": "option",
    }


def test_what_the_text_does_not_tell_is_null() -> None:
    printed = event_to_dict(event())
    assert printed["date"] is None
    assert printed["location"] is None
    assert printed["casualties"]["killed"] is None
    assert printed["casualties"]["property_damage"] is None
    assert printed["attribution"] == {"status": "unknown", "actors": [], "by": None}


def test_arabic_is_not_escaped_and_an_event_is_one_line() -> None:
    line = to_line(event_to_dict(full_event()))
    assert "سوق الجمعة" in line
    assert "\n" not in line


def test_pretty_json_keeps_spans_on_one_line_and_says_the_same() -> None:
    record = extraction_to_dict(extraction(full_event(), event(), warnings=("careful",)))
    pretty = to_pretty(record)
    assert '"span": [0, 4]' in pretty
    assert json.loads(pretty) == record
    assert json.loads(to_pretty(record, indent=4)) == record
    assert list(record) == ["document", "events", "warnings"]


@given(st.text(max_size=60))
def test_any_text_survives_both_ways(text: str) -> None:
    record = extraction_to_dict(extraction(event(), document=Document(text, "", title=text)))
    for printed in (to_line(record), to_pretty(record, 2)):
        assert json.loads(printed.encode("utf-8")) == record


def test_half_a_surrogate_pair_stays_an_escape() -> None:
    record = extraction_to_dict(extraction(document=Document("a\ud800b \\ud800", "", title="[\n  1,\n  2\n]")))
    printed = to_pretty(record)
    assert json.loads(printed.encode("utf-8")) == record
