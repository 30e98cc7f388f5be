"""Labels exist in both languages for everything that the contract can say."""

from __future__ import annotations

import json
import re

import pytest

from eventx.output.labels import Labels, load_labels
from eventx.output.schema import schema_text

ARABIC = re.compile("[\u0621-\u064a]")
SCHEMA = json.loads(schema_text())["properties"]


def values(*path: str) -> list[str]:
    node = SCHEMA
    for key in path:
        node = node[key]
    return [value for value in node["enum"] if value is not None]


LABELS = [
    *(f"type.{value}" for value in values("type")),
    *(f"weapon.{value}" for value in values("weapons", "items", "properties", "type")),
    *(f"target.{value}" for value in values("targets", "items", "properties", "type")),
    *(f"by.{value}" for value in values("attribution", "properties", "status")),
    *(f"published.{value}" for value in values("document", "properties", "published_from")),
    *(f"time.{part}" for part in ("dawn", "morning", "noon", "afternoon", "evening", "night")),
    *(f"country.{code}" for code in ("iq", "sy", "ye", "ps", "il", "no", "sd", "ml", "ua")),
    *("killed", "wounded", "abducted", "attacks", "none", "nobody", "at-least", "up-to", "status.foiled", "aggregate"),
]


@pytest.mark.parametrize("name", LABELS)
def test_every_value_has_a_label_in_both_languages(name: str) -> None:
    english, arabic = load_labels("en"), load_labels("ar")
    assert english.has(name)
    assert not ARABIC.search(english(name))
    assert ARABIC.search(arabic(name))


def test_a_value_without_a_label_shows_as_itself() -> None:
    assert load_labels("en")("country.zz") == "zz"
    assert Labels("ar", {})("type.suicide_bombing") == "suicide bombing"
    assert Labels("ar", {}).counted("killed", 3) == "3 killed"


@pytest.mark.parametrize(
    ("number", "english", "arabic"),
    [
        (1, "1 attack", "هجوم واحد"),
        (2, "2 attacks", "هجومان"),
        (5, "5 attacks", "5 هجمات"),
        (11, "11 attacks", "11 هجوما"),
        (103, "103 attacks", "103 هجمات"),
    ],
)
def test_counted_things_agree_with_their_number(number: int, english: str, arabic: str) -> None:
    assert load_labels("en").counted("attacks", number) == english
    assert load_labels("ar").counted("attacks", number) == arabic
