"""Place mentions in context, from the table `places.yaml`."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from eventx.gazetteer.place import kilometres
from eventx.mentions.place_resolution import ResolvedPlace, resolve, specific_first
from eventx.mentions.places import find_places
from eventx.mentions.whereabouts import Whereabouts, place_lexicons
from eventx.rules.check import PROVIDED
from eventx.rules.compile import compile_pack
from eventx.rules.load import load_rules
from eventx.text.clitics import Splitter
from eventx.text.fold import fold_word
from eventx.text.reading import read

TABLE: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("places.yaml").read_text(encoding="utf-8"))
NEAR_KM = 25.0


@cache
def reader() -> tuple[Whereabouts, Splitter]:
    pack = load_rules()
    whereabouts = Whereabouts.load(pack)
    return whereabouts, compile_pack(pack, PROVIDED, whereabouts.vocabulary(), place_lexicons(pack)).splitter


def places_of(text: str, dateline: str | None = None) -> list[tuple[str, ResolvedPlace]]:
    whereabouts, splitter = reader()
    mentions = [
        mention
        for sentence in read(text, [(0, len(text), "body")], splitter)
        for mention in find_places(sentence, whereabouts.words, whereabouts.gazetteer)
    ]
    return [(text[slice(*place.mention.span)], place) for place in resolve(mentions, dateline)]


def same(written: str, expected: str) -> bool:
    """The text of a mention may lack the letters that a preposition swallows of the article."""
    written, expected = fold_word(written), fold_word(expected)
    return written == expected or (expected.endswith(written) and len(expected) - len(written) <= 2)


@pytest.mark.parametrize("row", TABLE, ids=[str(n + 1) for n in range(len(TABLE))])
def test_places_in_context(row: dict[str, Any]) -> None:
    found = places_of(row["text"])
    names = [name for name, _ in found]
    for expected in row["places"]:
        fitting = [place for name, place in found if same(name, expected["text"])]
        assert fitting, f"{expected['text']} not in {names}"
        place = fitting[0]
        if "country" in expected:
            assert place.country == expected["country"], (expected["text"], place.country)
        if "at" in expected:
            assert place.latitude is not None
            assert place.longitude is not None
            assert kilometres(place.latitude, place.longitude, *expected["at"]) <= NEAR_KM, (expected["text"], place)
    for word in row.get("none", ()):
        assert not [name for name in names if same(name, word)], f"{word} in {names}"


def test_the_table_is_large_enough() -> None:
    assert sum(len(row["places"]) for row in TABLE) >= 120


def test_no_overlaps_and_spans_are_slices() -> None:
    for row in TABLE:
        end = 0
        for name, place in places_of(row["text"]):
            start, stop = place.mention.span
            assert start >= end
            assert row["text"][start:stop] == name
            end = stop


def test_specific_first() -> None:
    text = "قصفت الطائرات حي الزهراء في مدينة حمص بمحافظة حمص في سوريا."
    ordered = [place.kind for place in specific_first(place for _, place in places_of(text))]
    assert ordered == ["neighbourhood", "city", "admin1", "country"]


def test_dateline_decides_between_namesakes() -> None:
    text = "انفجرت قنبلة في طرابلس مساء اليوم."
    assert [place.country for _, place in places_of(text, "LB")] == ["LB"]
    assert [place.country for _, place in places_of(text, "LY")] == ["LY"]


def test_same_document_same_places() -> None:
    text = " ".join(row["text"] for row in TABLE)
    assert places_of(text) == places_of(text)
