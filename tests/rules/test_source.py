"""YAML is read as plain text with places; everything clever about YAML is refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventx.rules.errors import Problem
from eventx.rules.source import Items, Mapping, SourceError, Text, inside, parse, texts

HERE = Path("rules.yaml")


def problem(text: str) -> Problem:
    with pytest.raises(SourceError) as caught:
        parse(text, HERE)
    [found] = caught.value.problems
    return found


def test_scalars_stay_the_letters_they_are_written_in() -> None:
    top = parse("a: no\nb: 1:30\nc: 2021-05-04\nd: ~\ne: 007\nf: on\n", HERE)
    assert {k: v.value for k, v in top.values.items() if isinstance(v, Text)} == {
        "a": "no",
        "b": "1:30",
        "c": "2021-05-04",
        "d": "~",
        "e": "007",
        "f": "on",
    }


def test_every_node_knows_its_line_and_column() -> None:
    top = parse("قائمة:\n  - صاروخ\n  - {k: v}\n", HERE)
    words = top.values["قائمة"]
    assert isinstance(words, Items)
    first, second = words.values
    assert (first.place.line, first.place.column) == (2, 5)
    assert isinstance(second, Mapping)
    assert (second.places["k"].line, second.places["k"].column) == (3, 6)
    assert [t.value for t in texts(words)] == ["صاروخ"]


@pytest.mark.parametrize(
    ("text", "line", "column", "message"),
    [
        pytest.param("a: &x b\nc: *x\n", 1, 4, "anchors and aliases are not allowed", id="anchor"),
        pytest.param("a: b\nc: *x\n", 2, 4, "anchors and aliases are not allowed", id="alias"),
        pytest.param("a: !!python/object:os.system x\n", 1, 4, "tags are not allowed", id="python-tag"),
        pytest.param("match: !الجيش قصف\n", 1, 9, "put the text in quotes", id="negation-without-quotes"),
        pytest.param("match: !x قصف\n", 1, 8, "quote a text that begins with '!'", id="local-tag"),
        pytest.param("a:\n\t- b\n", 2, 1, "a tab stands here", id="tab"),
        pytest.param("a: b\n\tc: d\n", 2, 1, "tab", id="tab-as-indent"),
        pytest.param("match: @x\n", 1, 8, "put the text in quotes", id="reserved-sign"),
        pytest.param("a: b: c\n", 1, 5, "mapping values are not allowed", id="two-colons"),
        pytest.param("a: [b, c\n", 2, 1, "did not find expected", id="bracket-left-open"),
        pytest.param("a: 'b\n", 2, 1, "unexpected end", id="quote-left-open"),
        pytest.param("ab\x00c: d\n", 1, 3, "the character U+0000 is not allowed", id="control-character"),
        pytest.param("x: y\nab\x07c: d\n", 2, 3, "the character U+0007 is not allowed", id="control-character-later"),
        pytest.param("a: b\n---\na: c\n", 2, 1, "another document", id="two-documents"),
        pytest.param("", 1, 1, "a rule file is a mapping", id="empty"),
        pytest.param("# nothing\n", 1, 1, "a rule file is a mapping", id="comment-only"),
        pytest.param("- a\n", 1, 1, "a rule file is a mapping", id="list"),
        pytest.param("a: b\na: c\n", 2, 1, "key 'a' stands twice", id="duplicate-key"),
        pytest.param("[a, b]: c\n", 1, 1, "a key must be a plain word", id="key-is-a-list"),
        pytest.param("a: " + "[" * 100_000, 1, 23, "nested too deep", id="nested-without-end"),
    ],
)
def test_mistakes_are_named_with_their_place(text: str, line: int, column: int, message: str) -> None:
    found = problem(text)
    assert message in found.message
    assert (found.line, found.column) == (line, column)


def test_all_duplicate_keys_are_reported() -> None:
    with pytest.raises(SourceError) as caught:
        parse("a: 1\na: 2\nb: {c: 1, c: 2}\n", HERE)
    assert [(p.line, p.column) for p in caught.value.problems] == [(2, 1), (3, 11)]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("match: قصف @ مدفعي\n", id="plain"),
        pytest.param("match: 'قصف @ مدفعي'\n", id="single-quotes"),
        pytest.param('match:   "قصف @ مدفعي"\n', id="double-quotes"),
        pytest.param("match: 'ما ''كان'' قصف @ مدفعي'\n", id="doubled-quotes"),
        pytest.param('match: "ما \\"كان\\" قصف @"\n', id="escaped-quotes"),
        pytest.param("match: >-\n  (سقوط\n  | قصف) @\n  مدفعي\n", id="folded-block"),
        pytest.param("match: |\n  سقوط\n  قصف @\n", id="literal-block"),
        pytest.param("match: سقوط\n  قصف @\n  مدفعي\n", id="plain-over-lines"),
        pytest.param("match: 'سقوط\n\n  قصف @\n  مدفعي'\n", id="quoted-over-lines"),
        pytest.param("\ufeffmatch: قصف @\n", id="byte-order-mark"),
    ],
)
def test_a_place_inside_a_scalar_is_found_however_it_is_written(tmp_path: Path, text: str) -> None:
    path = tmp_path / "rules.yaml"
    path.write_text(text, encoding="utf-8")
    node = parse(path.read_text(encoding="utf-8"), path).values["match"]
    assert isinstance(node, Text)
    at = inside(node.place, node.value, node.value.index("@"))
    assert text.split("\n")[at.line - 1][at.column - 1] == "@"


def test_a_place_at_the_end_of_a_scalar_is_behind_its_last_letter(tmp_path: Path) -> None:
    path = tmp_path / "rules.yaml"
    path.write_text("match: 'قصف |'\n", encoding="utf-8")
    node = parse(path.read_text(encoding="utf-8"), path).values["match"]
    assert isinstance(node, Text)
    assert inside(node.place, node.value, len(node.value)).column == 14


YAML_LIKE = st.text("abق: -[]{}&*!|>'\"#%@`,?\n\t0.<>=\u2028\ufeff\x00\x85", max_size=60)


@given(YAML_LIKE | st.text(st.characters(exclude_categories=()), max_size=40))
def test_any_text_is_a_mapping_or_a_problem_with_a_place(text: str) -> None:
    found: list[Problem] = []
    try:
        parse(text, HERE)
    except SourceError as error:
        found = error.problems
    assert all(p.line >= 1 and p.column >= 1 and p.message for p in found)
