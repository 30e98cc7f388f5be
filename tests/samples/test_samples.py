"""The articles in samples/: what is found in them, against the hand-coding and against the JSON beside them."""

from __future__ import annotations

from collections import Counter

import pytest
from comparison import SLOTS, differences
from extraction import SAMPLES, events, gold, known_differences, names, printed

from eventx.output.schema import schema_text

NAMES = names()
QUIET = [name for name in NAMES if not gold(name)["events"]]


@pytest.mark.parametrize("name", QUIET)
def test_an_article_without_an_attack_gives_none(name: str) -> None:
    assert [(event["type"], event["trigger"]) for event in events(name)] == []


@pytest.mark.parametrize("name", [name for name in NAMES if name not in QUIET])
def test_events_are_those_of_the_hand_coding(name: str) -> None:
    """But for the differences that are known: `python tests/samples/update.py` records them."""
    found, known = Counter(differences(gold(name)["events"], events(name))), Counter(known_differences().get(name, ()))
    new, gone = sorted((found - known).elements()), sorted((known - found).elements())
    assert not new, "\n  ".join(["new differences from the hand-coding:", *new])
    assert not gone, "\n  ".join(["no longer different (python tests/samples/update.py):", *gone])


@pytest.mark.parametrize("name", NAMES)
def test_the_json_is_the_same_to_the_byte(name: str) -> None:
    path = SAMPLES / f"{name}.json"
    assert path.exists(), "run python tests/samples/update.py"
    assert printed(name) == path.read_text(encoding="utf-8"), "if it is better now: python tests/samples/update.py"


def test_every_sample_is_coded_and_listed() -> None:
    assert len(NAMES) >= 8
    listed = (SAMPLES / "README.md").read_text(encoding="utf-8")
    for name in NAMES:
        assert gold(name)["n"] == name
        assert f"| `{name}` | {gold(name)['published']} " in listed
    assert {path.name.partition(".")[0] for path in SAMPLES.glob("*.json")} == set(NAMES)


def test_all_types_and_all_kinds_of_attribution_are_there() -> None:
    coded = [event for name in NAMES for event in gold(name)["events"]]
    types = {event["type"] for event in coded}
    statuses = {event["attribution"]["status"] for event in coded}
    assert (len(types), len(statuses)) == (13, 7)
    assert all(f'"{word}"' in schema_text() for word in types | statuses)
    assert len(QUIET) == 4


def test_the_hand_coding_quotes_the_articles() -> None:
    for name in NAMES:
        text = (SAMPLES / f"{name}.txt").read_text(encoding="utf-8")
        for event in gold(name)["events"]:
            words = [event["trigger"], event["date_text"] or "", *event["places"], *event["targets"]]
            assert [word for word in [*words, *event["attribution"]["actors"]] if word not in text] == []


def _told(**changes: object) -> dict[str, object]:
    """An event as eventx prints it, cut to what the comparison reads."""
    event: dict[str, object] = {
        "type": "bombing",
        "status": "occurred",
        "aggregate": False,
        "date": {"value": "2022-03-07"},
        "location": {"country": "IQ", "mentions": [{"text": "كركوك"}]},
        "casualties": {"killed": {"min": 2, "max": 2}, "wounded": None},
        "attribution": {"status": "unknown"},
        "trigger": {"text": "انفجار عبوة ناسفة"},
    }
    return event | changes


def _coded(**changes: object) -> dict[str, object]:
    """The same event coded by hand."""
    event: dict[str, object] = {
        "trigger": "بانفجار عبوة ناسفة",
        "salience": "core",
        "criminal": False,
        "aggregate": False,
        "status": "occurred",
        "type": "bombing",
        "date": "2022-03-07",
        "country": "IQ",
        "places": ["كركوك"],
        "killed": [2, 2],
        "wounded": None,
        "attribution": {"status": "unknown"},
    }
    return event | changes


def test_the_comparison_sees_each_slot() -> None:
    assert differences([_coded()], [_told()]) == []
    other: dict[str, object] = {
        "type": "shelling",
        "status": "foiled",
        "aggregate": True,
        "date": None,
        "country": None,
        "killed": [3, None],
        "wounded": [1, 1],
        "attribution": {"status": "claimed"},
    }
    assert set(other) == set(SLOTS)
    for slot, value in other.items():
        (line,) = differences([_coded(**{slot: value})], [_told()])
        assert f": {slot} " in line


def test_the_comparison_sees_missing_and_invented_events() -> None:
    assert differences([_coded()], []) == ["bombing «بانفجار عبوة ناسفة»: missing"]
    assert differences([], [_told()]) == ["bombing «انفجار عبوة ناسفة»: not in the hand-coding"]
    assert len(differences([_coded()], [_told(), _told()])) == 1


def test_the_comparison_asks_nothing_of_events_on_which_readers_differ() -> None:
    optional = _coded(salience="optional", killed=[9, 9])
    assert differences([optional], []) == []
    assert differences([optional], [_told()]) == []
    assert differences([_coded(killed=[5, 5], killed_alt=[2])], [_told()]) == []
