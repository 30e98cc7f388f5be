"""Output of many documents comes piece by piece and has the shape that the inputs decide."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from events_by_hand import event, extraction, full_event

from eventx.model import Extraction
from eventx.output.stream import json_pieces, jsonl_pieces, table_pieces


def test_one_document_is_a_record() -> None:
    record = json.loads("".join(json_pieces([extraction(full_event())], several=False)))
    assert list(record) == ["document", "events", "warnings"]


@pytest.mark.parametrize("number", [0, 1, 2, 5])
def test_several_inputs_are_an_array_however_many_documents_come_out(number: int) -> None:
    printed = "".join(json_pieces([extraction(event())] * number, several=True))
    assert [record["document"]["id"] for record in json.loads(printed)] == ["samples/market.txt"] * number


def test_a_file_of_records_is_an_array() -> None:
    assert len(json.loads("".join(json_pieces([extraction()] * 3, several=False)))) == 3


def test_jsonl_is_an_event_a_line() -> None:
    printed = "".join(jsonl_pieces([extraction(event(), full_event()), extraction(), extraction(event())]))
    assert [json.loads(line)["type"] for line in printed.splitlines()] == ["attack", "suicide_bombing", "attack"]


@pytest.mark.parametrize("format_", ["jsonl", "table"])
def test_a_document_is_printed_before_the_next_is_read(format_: str) -> None:
    read: list[int] = []

    def documents() -> Iterator[Extraction]:
        for number in range(3):
            read.append(number)
            yield extraction(event())

    pieces = jsonl_pieces(documents()) if format_ == "jsonl" else table_pieces(documents(), "en", 80, False)
    next(iter(pieces))
    assert read == [0]


def test_tables_are_parted_by_an_empty_line() -> None:
    first, second = table_pieces([extraction(), extraction()], "en", 80, False)
    assert not first.startswith("\n")
    assert second == "\n" + first
