"""Nothing that makes reading fast may change what is read."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from small_packs import build, mentions, rule, scan_of

from eventx.extractor import Extractor
from eventx.model import Document
from eventx.rules.check import PROVIDED
from eventx.rules.compile import compile_pack
from eventx.rules.load import load_rules
from eventx.text.reading import forms_of, read

SAMPLES = sorted((Path(__file__).parents[2] / "samples").glob("*.txt"))

LEXICONS = """
    lexicon: verb
    description: Verbs.
    attributes: [kind]
    entries:
      - {id: kill, kind: deadly, forms: [قتل]}
      - {id: say, kind: harmless, forms: [قال]}
"""


@pytest.fixture(scope="module")
def fast() -> Extractor:
    return Extractor()


@pytest.fixture(scope="module")
def slow() -> Extractor:
    return Extractor(shortcuts=False)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_shortcuts_change_no_event(path: Path, fast: Extractor, slow: Extractor) -> None:
    document = Document(path.stem, path.read_text(encoding="utf-8"))
    assert fast.read(document) == slow.read(document)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_shortcuts_change_no_event_of_a_record(path: Path, fast: Extractor, slow: Extractor) -> None:
    """With title and day told, a document that can't tell of an attack is not read at all; so is each of its lines."""
    title, _, rest = path.read_text(encoding="utf-8").partition("\n")
    for text in (f"{title}\n\n{rest}", *(f"{title}\n\n{line}" for line in rest.splitlines()[:3])):
        document = Document(path.stem, text, title, date(2021, 5, 4), "record")
        assert fast.read(document) == slow.read(document)


def test_every_form_that_is_read_is_known_from_the_words(fast: Extractor) -> None:
    splitter = fast.pack.splitter
    for path in SAMPLES:
        text = path.read_text(encoding="utf-8")
        known = {form for chunk in set(text.split()) for form in forms_of(chunk, splitter)}
        units = [unit for sentence in read(text, [(0, len(text), "body")], splitter) for unit in sentence.units]
        assert {form for unit in units if unit.kind != "number" for form in (unit.form, unit.stem)} <= known | {""}


def test_without_shortcuts_every_pattern_is_tried_everywhere(slow: Extractor) -> None:
    for index in (slow.pack.events, slow.pack.guards, *slow.pack.slots.values()):
        assert not index.by_key
        assert not any(pattern.needs for _, pattern in index.patterns)


def test_reading_twice_gives_the_same(fast: Extractor) -> None:
    document = Document("twice", SAMPLES[0].read_text(encoding="utf-8"))
    assert fast.read(document) == fast.read(document)


@pytest.mark.parametrize(
    ("pattern", "needed"),
    [
        pytest.param("قصف ..3 مدينة", [{"قصف"}, {"مدينه"}], id="each-of-a-sequence"),
        pytest.param("(قصف|هجوم)", [{"قصف", "هجوم"}], id="one-of-alternatives"),
        pytest.param("(قصف مدينة | و هجوم)", [{"قصف", "هجوم"}], id="the-rarest-of-each-alternative"),
        pytest.param("قصف عنيف? !جوي", [{"قصف"}], id="not-what-may-be-missing"),
        pytest.param("قصف &(..2 مدينة)", [{"قصف"}, {"مدينه"}], id="what-must-follow"),
        pytest.param("<word> (قصف|<word>)", [], id="any-word-will-do"),
        pytest.param("x=<verb>", [{"<verb"}], id="a-lexicon"),
        pytest.param("<verb kind=deadly> <num>", [{"قتل"}, {"<num"}], id="the-words-of-some-entries"),
    ],
)
def test_what_a_pattern_needs(tmp_path: Path, pattern: str, needed: list[set[str]]) -> None:
    [index] = build(tmp_path, rule(pattern), LEXICONS).slots.values()
    [(_, compiled)] = index.patterns
    assert sorted(map(sorted, compiled.needs)) == sorted(map(sorted, needed))


PHRASES = """
    lexicon: act
    description: Acts.
    attributes: [kind]
    entries:
      - {id: raid, kind: deadly, forms: [عملية هجومية]}
      - {id: work, kind: harmless, forms: [عمل]}
"""


def test_of_a_phrase_its_rarest_word_is_needed(tmp_path: Path) -> None:
    also = "rules: [{id: o, description: O., slot: other, match: [عملية, عملية أمس, عملية بحث]}]"
    index = build(tmp_path, rule("<act kind=deadly>"), PHRASES, also).slots["s"]
    [(_, compiled)] = index.patterns
    assert all("عمليه" not in need for need in compiled.needs)
    assert any("هجوميه" in need for need in compiled.needs)


@pytest.mark.parametrize(
    ("text", "may"), [("عملية هجومية", True), ("عملية بحث", False), ("هجومية عملية", False), ("عمل", True)]
)
def test_a_lexicon_of_phrases_needs_their_second_words_next_to_the_first(tmp_path: Path, text: str, may: bool) -> None:
    scan, _ = scan_of(build(tmp_path, rule("<act>"), PHRASES), text)
    assert ("<act" in scan.keys) is may
    assert bool(scan.hits["act"]) is may


def test_a_slot_stands_for_what_its_rules_need(tmp_path: Path) -> None:
    slots = """
        rules:
          - {id: a, description: A., slot: toll, match: "<num> قتيلا"}
          - {id: b, description: B., slot: toll, match: "قتيلان"}
          - {id: c, description: C., slot: news, match: "خلف <toll>"}
    """
    index = build(tmp_path, slots).slots["news"]
    [(_, compiled)] = index.patterns
    assert set(compiled.needs) == {frozenset(["خلف"]), frozenset(["قتيلا", "قتيلان"])}


@pytest.mark.parametrize("first", ["a=<verb> ..1 أمس", "a=قتل ..1 أمس", "a=<word> ..1 أمس"])
@pytest.mark.parametrize("second", ["b=<verb> ..1 أمس", "b=قتل ..1 أمس", "b=<word> ..1 أمس"])
def test_of_equally_long_patterns_of_a_rule_the_first_in_the_file_stands(
    tmp_path: Path, first: str, second: str
) -> None:
    text = f"rules: [{{id: r, description: A., slot: s, match: [{first}, {second}]}}]"
    _, [found] = scan_of(build(tmp_path, text, LEXICONS), "قتل أمس")
    assert list(found.captures) == ["a"]


def test_a_pattern_that_begins_with_the_sentence_is_tried_there_only(tmp_path: Path) -> None:
    pack = build(tmp_path, rule("^ ..2 قصف"))
    [index] = pack.slots.values()
    assert sorted(index.by_key) == ["^"]
    assert mentions(pack, "أمس وقع قصف") == [("r", "أمس وقع قصف")]


@pytest.mark.parametrize("shortcuts", [True, False])
def test_the_shipped_pack_compiles_either_way(shortcuts: bool) -> None:
    pack = compile_pack(load_rules(), PROVIDED, shortcuts=shortcuts)
    assert pack.shortcuts is shortcuts
    assert (pack.telling is not None) is shortcuts
